"""From a hand-in to what each answer earned: pure, by the same function as the cards, then the teacher's marks on top."""

from __future__ import annotations

import marshal
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from ...lesson_data.content import Content
from ...questions import Question
from ...questions.result import Result
from ...student.history import hint_number
from ...text.article import Span
from ..intake.hand_ins import HandIn, when
from .open_answers import NEEDS_TEACHER, OpenAnswers, completion_points, is_open
from .policy import Policy

# Answers of a class repeat, and grading is pure: so many results are kept, and those longest not asked for are forgotten.
_KEPT = 40_000
# Nobody tries a question so often; a file made to cost time does.
MOST_TRIES = 200
UNANSWERED = "unanswered"
MARKED = "marked"
# Every try was made after the worked answer was opened, and such tries do not count.
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A teacher's word on one answer: its points (None: as graded), the comment, and whether it was marked as read."""

    points: float | None
    comment: str = ""
    read: bool = False


class TeacherVerdict(Protocol):
    """What grading needs of marks.csv."""

    def of(self, student: str, lesson: str, question: Question, answer: Any) -> Verdict | None:
        """The teacher's word on this answer, or None."""


@dataclass(slots=True, eq=False)
class Graded:
    """One distinct answer with its result, how a person would read it, and what a class report counts of it.

    ``written`` is for whoever writes it out: the same answer need not be put into words for each student.
    """

    question: Question
    answer: Any
    result: Result
    told: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    words: tuple[tuple[int, tuple[str, ...]], ...] = ()
    written: tuple[str, str] | None = None


# Not frozen: that would make each of the millions of rows five times as dear.
@dataclass(slots=True)
class Row:
    """One question of one student: the answer that counts, what it earned, and how it came about.

    ``points`` is None where nothing was graded. ``worked`` says whether the worked answer was opened, and when; of an open
    question only that it was.
    """

    graded: Graded
    status: str
    points: float | None
    out_of: float
    attempts: int = 0
    hints: int = 0
    worked: str = ""
    at: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What a notebook comes to: points of what was graded, how many answers there are, and the open ones among them.

    ``held``: whether there is no grade before a teacher has read the open answers that wait.
    """

    points: float
    out_of: float
    answered: int
    of: int
    open: OpenAnswers
    held: bool = False

    @property
    def share(self) -> float | None:
        """Points ÷ out of, from 0 to 1; None where nothing was graded, and while the grade is held."""
        return self.points / self.out_of if self.out_of and not self.held else None


class AttemptLog:
    """One question in one hand-in: every try as (answer, event, whether the worked answer had been opened), and hints.

    It reads events as ``exercises.history.History`` does for a card, and keeps all tries.
    """

    __slots__ = ("hints", "tries", "worked")

    def __init__(self) -> None:
        self.tries: list[tuple[Any, dict[str, Any], bool]] = []
        self.hints = 0
        self.worked = ""

    def take(self, event: dict[str, Any]) -> None:
        """Add one event of the hand-in; what is not of a known form is passed over."""
        kind = event["event"]
        if kind == "check":
            self.tries.append((event.get("answer"), event, self.worked != ""))
        elif kind == "hint":
            self.hints = max(self.hints, hint_number(event))
        elif kind == "reveal" and not self.worked:
            self.worked = "after a right answer" if event.get("after") == "correct" else "before a right answer"


class Grader:
    """Grades hand-ins of one lesson with its keys."""

    def __init__(self, content: Content, same_text: bool = True):
        """``same_text``: whether the words of answers can be counted on the text that a report shows."""
        self.content = content
        self._same_text = same_text
        self._known: dict[tuple[str, Any], Graded] = {}
        self._older: dict[tuple[str, Any], Graded] = {}
        self._blank = {
            name: Row(Graded(q, None, Result(UNANSWERED, None, q.points)), UNANSWERED, None, q.points)
            for name, q in content.questions.items()
        }

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        spans = self.content.article.words()
        return [span.start for span in spans], [span.end for span in spans]

    def grade(self, question: Question, answer: Any) -> Graded:
        """The result of one answer, worked out once for all students who gave it."""
        if question.free_text:
            # A text of one's own is hardly ever written twice.
            return self._grade(question, answer)
        try:
            # Version 2 of the format keeps 1, 1.0 and true apart, and does not depend on which parts are one object.
            key = (question.id, answer if type(answer) is str else marshal.dumps(answer, 2))
        except ValueError:
            # Nested far deeper than any answer.
            return self._grade(question, answer)
        graded = self._known.get(key)
        if graded is None:
            if len(self._known) >= _KEPT // 2:
                # What was asked for since the last time is moved over when it is met again.
                self._older, self._known = self._known, {}
            graded = self._older.pop(key) if key in self._older else self._grade(question, answer)
            self._known[key] = graded
        return graded

    def _grade(self, question: Question, answer: Any) -> Graded:
        plain, unanswered = question.read(answer)
        if unanswered:
            return Graded(question, None, unanswered)
        words = self._under(question.cited_spans(plain)) if self._same_text else ()
        return Graded(
            question, plain, question.graded(plain), question.describe(plain), question.responses_by_unit(plain), words
        )

    def _under(self, places: list[tuple[str, Span]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The words of the article that lie under these places, by number, each with its labels."""
        if not places:
            return ()
        starts, ends = self._words
        found: dict[int, set[str]] = {}
        for label, span in places:
            number = bisect_left(ends, span.start + 1)
            while number < len(starts) and starts[number] < span.end:
                found.setdefault(number, set()).add(label)
                number += 1
        return tuple((number, tuple(sorted(labels))) for number, labels in sorted(found.items()))

    def rows(
        self, student: str, hand_in: HandIn, policy: Policy, teacher: TeacherVerdict | None = None
    ) -> tuple[dict[str, Row], int]:
        """A row for every question of the lesson, in its order; and how many events name a question that is not there.

        ``student`` is the label of the student's row, under which the teacher's marks stand too.
        """
        trails: dict[str, AttemptLog] = {}
        strange = 0
        for event in hand_in.events:
            name = event["id"]
            trail = trails.get(name)
            if trail is None:
                if name not in self._blank:
                    strange += 1
                    continue
                trail = trails[name] = AttemptLog()
            trail.take(event)
        rows = dict(self._blank)
        for name, trail in trails.items():
            rows[name] = self._row(student, self.content.questions[name], trail, policy, teacher)
        return rows, strange

    def _row(
        self, student: str, question: Question, trail: AttemptLog, policy: Policy, teacher: TeacherVerdict | None
    ) -> Row:
        graded, at = self._counted(question, trail, policy)
        left_out = graded is None and policy.after_worked == "left out"
        if left_out:
            graded, at = self._counted(question, trail, replace(policy, after_worked="counts"))
        worked = "opened" if trail.worked and is_open(question) else trail.worked
        if graded is None:
            blank = self._blank[question.id]
            return Row(blank.graded, UNANSWERED, None, question.points, len(trail.tries), trail.hints, worked)
        status, points = (LEFT_OUT, 0.0) if left_out else (graded.result.status, points_of(question, graded.result, policy))
        comment = ""
        if teacher is not None and (word := teacher.of(student, self.content.name, question, graded.answer)):
            comment = word.comment
            if word.points is not None:
                status, points = MARKED, word.points
            elif word.read and not left_out:
                status, points = MARKED, read_points(question, graded.result, policy)
        return Row(graded, status, points, question.points, len(trail.tries), trail.hints, worked, at, comment)

    def _counted(self, question: Question, trail: AttemptLog, policy: Policy) -> tuple[Graded | None, str]:
        """The try that counts, and when it was made; tries that cannot be read do not count."""
        tries = [one for one in trail.tries if not one[2]] if policy.after_worked == "left out" else trail.tries
        tries = tries[:MOST_TRIES] if policy.attempt != "last" else tries[: -MOST_TRIES - 1 : -1]
        best: tuple[Graded | None, str] = (None, "")
        for answer, event, _ in tries:
            graded = self.grade(question, answer)
            if graded.result.status == UNANSWERED:
                continue
            if policy.attempt != "best":
                return graded, when(event)
            if best[0] is None or _worth(graded.result) > _worth(best[0].result):
                best = graded, when(event)
        return best


def _worth(result: Result) -> float:
    return completion_points(result) or 0


def points_of(question: Question, result: Result, policy: Policy) -> float | None:
    """What an answer is worth before a teacher has read it; None where it is not graded."""
    if is_open(question) and policy.open != "completion":
        return None
    return None if result.points is None else read_points(question, result, policy)


def read_points(question: Question, result: Result, policy: Policy) -> float | None:
    """What an answer is worth that a teacher has marked as read, flagged or not; None where it has no share to go by."""
    # An answer that lacks something asked for is not complete: it keeps its share where completion is full points.
    full = policy.count == "completion" and result.status not in ("unfinished", NEEDS_TEACHER)
    return question.points if full else completion_points(result)


def total(rows: Mapping[str, Row], ids: tuple[str, ...], policy: Policy) -> Total:
    """What a notebook comes to. An unanswered question counts as open points there, once anything was answered."""
    own = [rows[name] for name in ids]
    answered = sum(1 for row in own if row.status != UNANSWERED)
    points = sum(row.points for row in own if row.points is not None)
    out_of = sum(row.out_of for row in own if row.points is not None or _can_still_earn(row))
    given = open_answers_in(own)
    held = policy.open == "waits" and given.waiting > 0
    return Total(round(points, 4), out_of, answered, len(own), given, held)


def _can_still_earn(row: Row) -> bool:
    """Whether nothing is answered so far where points could be had: what is kept and never graded has none to earn."""
    return row.status == UNANSWERED and row.graded.question.can_earn


def open_answers_in(rows: Iterable[Row]) -> OpenAnswers:
    """The open answers among some rows; one that does not count is none."""
    given = [row.status for row in rows if is_open(row.graded.question) and row.status not in (UNANSWERED, LEFT_OUT)]
    return OpenAnswers(len(given), given.count(MARKED), given.count(NEEDS_TEACHER))
