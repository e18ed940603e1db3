"""One teacher's marking session: the position in the queue, the marks given, and what is written to the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ...base.errors import KitError, Message, Page
from .marker_agreement import agreement, as_page
from .marks_book import MarksJournal
from .queue import Handed, OpenAnswer, look_at
from .teacher_marks import CurrentMarks, MarkEvent, TeacherMarks, check_marker

Look = Callable[[str], Sequence[Handed]]


class MarkingSession:
    """The marking notebook's state. Each act is in marks.csv before the next answer is shown."""

    def __init__(
        self,
        answers: Sequence[OpenAnswer],
        marker: str,
        marks: Path,
        look: Look | None = None,
    ):
        self.answers = tuple(answers)
        self.marker = check_marker(marker)
        self.book = MarksJournal(marks)
        self._look = look
        self._places = {answer.place: at for at, answer in enumerate(self.answers)}
        self._marked: set[int] = set()
        self._version = -1
        self.at = self.next_from(-1) or 0

    def __repr__(self) -> str:
        told = [f"{self.done} of {len(self.answers)} open answers are marked by “{self.marker}”, in {self.book.name}."]
        return "\n".join(told + [f"Problem: {problem}" for problem in self.marks.problems])

    # Current marks ---------------------------------------------------------------------------------
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

    def next_from(self, at: int) -> int | None:
        """The next answer after this index that this marker has not marked, wrapping around; None if all are marked."""
        count, marked = len(self.answers), self.marked
        around = ((at + step) % count for step in range(1, count + 1))
        return next((place for place in around if place not in marked), None)

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

    # Actions -------------------------------------------------------------------------------------
    def save(self, at: int, level: int | None, comment: str = "") -> str:
        """Write a level with its comment, or only a comment; returns what was saved. Raises KitError."""
        answer = self.answers[at]
        before = self.own_marks(answer)
        had_level, had_comment = before.levels.get(self.marker), before.comments.get(self.marker, "")
        comment = " ".join((comment or "").split())
        if comment == had_comment and (level == had_level if level is not None else bool(before.overrides or before.reads)):
            return f"{answer.title} was left as it was."
        if level is None and comment == had_comment:
            first = f"Choose a level from 0 to {answer.levels} first" if answer.levels else "Set points by hand"
            raise KitError(f"{first}, or skip this answer.")
        if level is None:
            self._write(answer, "comment", comment=comment)
            return f"Comment on {answer.title.lower()} saved in {self.book.name}. No level is chosen so far."
        if type(level) is not int or not 0 <= level <= answer.levels or not answer.levels:
            raise KitError(f"This rubric has the levels 0 to {answer.levels}.")
        self._write(answer, "level", level=level, comment=comment)
        instead = ", in place of the points set by hand" if before.overrides else ""
        return f"{answer.title}: level {level} saved in {self.book.name}{instead}."

    def set_points(self, at: int, points: Any, reason: str) -> str:
        """Write points that replace the rubric's, with the reason; returns what was saved. Raises KitError."""
        answer = self.answers[at]
        number = _points(points, answer.question.points)
        self._write(answer, "points", points=number, comment=_reason(reason))
        return f"{answer.title}: {number:g} of {answer.question.points:g} points saved in {self.book.name}."

    def read_all(self, at: int, count: Any) -> str:
        """Mark all unflagged answers to a question as read, with their points for completion; returns what was saved.

        ``count`` is how many the teacher was asked about. Raises KitError if the number has changed since.
        """
        places = self.to_read(at)
        if type(count) is not int or count != len(places) or not places:
            raise KitError(f"Nothing was marked: {_answers(len(places))} to this question can be marked as read by now.")
        self._write_all([MarkEvent(self.marker, *self.answers[place].place, "read") for place in places])
        return (
            f"{_answers(len(places))} marked as read in {self.book.name}, with the points for completion. “Undo last mark” "
            "takes all of it back."
        )

    def undo(self) -> str:
        """Undo this marker's last act and go to its answer; returns what was undone. Raises KitError.

        Answers that were marked as read together are undone together.
        """
        acts = self._last()
        if not acts:
            raise KitError("There is nothing to take back.")
        places = [self._places[act.student, act.lesson, act.question, act.answer] for act in acts]
        self.at, last = min(places), acts[-1]
        answer = self.answers[self.at]
        self._write_all([MarkEvent(self.marker, *self.answers[place].place, "undo") for place in places])
        if last.act == "read":
            return f"Taken back: {_answers(len(acts))} marked as read. {answer.title} is shown here again."
        what = {"level": f"level {last.level}", "points": "the points set by hand"}.get(last.act, "the comment")
        return f"Taken back: {what} on {answer.title.lower()}, shown here again."

    def _write(self, answer: OpenAnswer, act: str, **values: Any) -> None:
        self._write_all([MarkEvent(self.marker, *answer.place, act, **values)])

    def _write_all(self, acts: Sequence[MarkEvent]) -> None:
        before = self.marked
        self.book.write(*acts)
        marks, places = self.marks, (self._places.get((one.student, one.lesson, one.question, one.answer)) for one in acts)
        changed = {at for at in places if at is not None}
        self._marked = (before - changed) | {at for at in changed if self._is_marked(marks, self.answers[at])}

    def override(self, student: str, question_id: str, points: Any, reason: str = "", lesson: str = "") -> Message:
        """Set the points of any answer, including one that the kit graded, with the reason that the student will read.

        ``lesson`` is needed only where two lessons have the question. Returns what was saved. Raises KitError.
        """
        own = [one for one in (self._look(student) if self._look else ()) if one.question_id == question_id]
        found = [one for one in own if lesson in ("", one.content.name)]
        if len(found) > 1:
            names = " or ".join(f'lesson="{one.content.name}"' for one in found)
            raise KitError(f"“{student}” answered “{question_id}” in {len(found)} lessons. Add {names}.")
        answer = look_at(found[0]) if found else None
        if answer is None:
            raise KitError(f"“{student}” has no answer to a question “{question_id}” among these hand-ins.")
        number = _points(points, answer.question.points)
        self._write(answer, "points", points=number, comment=_reason(reason))
        return Message(f"{student}, “{question_id}”: {number:g} points saved in {self.book.name}.")

    def agreement(self) -> Page:
        """How far markers agree, by question, as a table with a sentence each."""
        places = self._places
        return as_page(agreement(self.marks), lambda place: self.answers[places[place]].number if place in places else None)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _points(points: Any, out_of: float) -> float:
    try:
        number = float(str(points).replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= out_of:
        raise KitError(f"Give points from 0 to {out_of:g}.")
    return round(number, 2)


def _reason(reason: Any) -> str:
    text = " ".join(str(reason or "").split())
    if not text:
        raise KitError("Write the reason beside the points: the student reads it, and so do you in a year.")
    return text
