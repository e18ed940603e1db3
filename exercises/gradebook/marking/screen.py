"""What is on a marker's screen: one answer or several like ones, the marks so far, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .calibration import FILE, Calibration, Reference
from .like_answers import Together
from .marks_book import MarksJournal
from .queue import OpenAnswer
from .teacher_marks import CurrentMarks, MarkEvent, TeacherMarks, check_marker


class MarkingScreen:
    """The position in the queue of one marker, and what they have marked. It writes nothing."""

    def __init__(
        self,
        answers: Sequence[OpenAnswer],
        marker: str,
        marks: Path,
    ):
        self.answers = tuple(answers)
        self.marker = check_marker(marker)
        self.book = MarksJournal(marks)
        self._places = {answer.place: at for at, answer in enumerate(self.answers)}
        self.together = Together(
            [(answer.about, answer.group) for answer in self.answers], [answer.mark for answer in self.answers]
        )
        self.calibration = Calibration(self.answers, self.marker, self.book.path.with_name(FILE))
        self.check: Reference | None = None
        self._marked: set[int] = set()
        self._version = -1
        self.at = 0
        if self.answers:
            self.go(self.next_from(-1) or 0)

    @property
    def marks(self) -> TeacherMarks:
        """All current marks."""
        return self.book.marks

    def own_marks(self, answer: OpenAnswer) -> CurrentMarks:
        """This marker's marks of an answer so far; those of others are not shown until both have marked."""
        found = self.marks.of(*answer.place) or CurrentMarks()
        return found.only(self.marker)

    @property
    def marked(self) -> set[int]:
        """The indexes of the answers to which this marker gave a level or points, or which they marked as read."""
        marks = self.marks
        if self._version != self.book.version:
            self._version = self.book.version
            self._marked = {at for at, answer in enumerate(self.answers) if self._is_marked(marks, answer)}
        return self._marked

    def _is_marked(self, marks: TeacherMarks, answer: OpenAnswer) -> bool:
        found = marks.of(*answer.place)
        return found is not None and found.is_marked_by(self.marker)

    @property
    def done(self) -> int:
        """How many answers this marker has marked."""
        return len(self.marked)

    def by_question(self) -> list[dict]:
        """For each question, how many answers this marker has marked, how many are flagged, and the first one's index."""
        marked = Counter(self.answers[at].about for at in self.marked)
        flagged = Counter(answer.about for answer in self.answers if answer.flagged)
        first: dict[tuple[str, str], int] = {}
        for at, answer in enumerate(self.answers):
            first.setdefault(answer.about, at)
        return [
            {
                "name": about[1],
                "lesson": about[0],
                "at": at,
                "done": marked[about],
                "of": self.answers[at].of,
                "flagged": flagged[about],
            }
            for about, at in first.items()
        ]

    def next_from(self, at: int, shown: Sequence[int] = ()) -> int | None:
        """The next answer after this index that this marker has not marked, wrapping around; None if all are marked.

        Those in ``shown`` are passed over.
        """
        count, marked = len(self.answers), self.marked
        around = ((at + step) % count for step in range(1, count + 1))
        return next((place for place in around if place not in marked and place not in shown), None)

    def shown(self, at: int) -> list[int]:
        """The indexes of the answers that are on screen with this one, in order, itself among them.

        They say nearly the same, and have the same marks by this marker so far.
        """
        answer, key = self.answers[at], self.together.key(at)
        start = at - answer.number + 1
        here = range(start, min(start + answer.of, len(self.answers)))
        like = [place for place in here if self.together.key(place) == key]
        if len(like) < 2:
            return [at]
        standing = self._standing(at)
        return [place for place in like if self._standing(place) == standing]

    def has_groups(self, at: int) -> bool:
        """Whether several answers to the question of this one say nearly the same."""
        start = at - self.answers[at].number + 1
        here = self.answers[start : start + self.answers[at].of]
        return len({answer.group for answer in here}) < len(here)

    def _standing(self, at: int) -> tuple:
        own = self.own_marks(self.answers[at])
        points = [(act.points, act.comment) for act in own.overrides.values()]
        return dict(own.levels), dict(own.comments), points, bool(own.reads)

    def go(self, at: int) -> None:
        """Show an answer, and those that are shown with it. At the start of a question an agreed sample may come first."""
        self.at = self.shown(at)[0]
        self.check = self.calibration.first(self.answers[self.at].about, self.marks)

    def go_on(self, at: int) -> bool:
        """Show what follows: a check if one is due, otherwise the next unmarked answer; False if all are marked."""
        following = self.next_from(at)
        if following is not None:
            self.go(following)
        self.check = self.calibration.due(self.answers[at].about, self.marks) or self.check
        return following is not None

    def first_open(self, start: int) -> int:
        """The first answer to the question starting at ``start`` that this marker has not marked; otherwise ``start``."""
        here = range(start, min(start + self.answers[start].of, len(self.answers)))
        marked = self.marked
        return next((at for at in here if at not in marked), start)

    def to_read(self, at: int) -> list[int]:
        """The indexes of the answers to the same question that are not flagged and that this marker has not marked."""
        about, marked = self.answers[at].about, self.marked
        own = (place for place, answer in enumerate(self.answers) if answer.about == about and not answer.flagged)
        return [place for place in own if place not in marked]

    def changed_since(self, answer: OpenAnswer) -> bool:
        """Whether this marker marked an earlier answer of the same student but not this one yet."""
        return self.marks.marked_earlier(*answer.place, self.marker)

    @property
    def can_undo(self) -> bool:
        """Whether this marker has a mark to undo."""
        return bool(self._last())

    def _last(self) -> list[MarkEvent]:
        return self.marks.last(self.marker, lambda act: (act.student, act.lesson, act.question, act.answer) in self._places)
