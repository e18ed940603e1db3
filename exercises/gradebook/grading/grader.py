"""Grade a hand-in: pure, with the same function as the cards, and then the teacher's marks on top."""

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

# Answers repeat across a class and grading is pure, so results are cached, up to this many; least recently used go first.
_KEPT = 40_000
# No student tries a question this often; a file built to waste time does.
MOST_TRIES = 200
UNANSWERED = "unanswered"
MARKED = "marked"
# Every attempt was made after the worked answer was opened, and such attempts do not count.
LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A teacher's decision on one answer: its points (None: as graded), the comment, and whether it was marked as read.

    ``level`` is the level of the rubric, the mean of several markers', if it made the points.
    """

    points: float | None
    comment: str = ""
    read: bool = False
    level: float | None = None


class TeacherVerdict(Protocol):
    """The part of marks.csv that grading needs."""

    def of(self, student: str, lesson: str, question: Question, answer: Any) -> Verdict | None:
        """The teacher's decision on this answer, or None."""


@dataclass(slots=True, eq=False)
class Graded:
    """One distinct answer with its result, its readable form, and what a class report counts for it.

    ``written`` caches the formatted output, so that the same answer is not put into words again for each student.
    """

    question: Question
    answer: Any
    result: Result
    told: str = ""
    readings: Mapping[str, str] = field(default_factory=dict)
    words: tuple[tuple[int, tuple[str, ...]], ...] = ()
    written: tuple[str, str] | None = None


# Not frozen: that would make each of the millions of rows five times as expensive.
@dataclass(slots=True)
class Row:
    """One question of one student: the answer that counts, what it earned, and how the student got there.

    ``points`` is None if nothing was graded. ``worked`` says whether and when the worked answer was opened; for an open
    question, only whether.
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
    level: float | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The result of one notebook: the points of what was graded, and the number of answers and of open answers.

    ``held``: whether there is no grade until a teacher has read the open answers that are waiting.
    """

    points: float
    out_of: float
    answered: int
    of: int
    open: OpenAnswers
    held: bool = False

    @property
    def share(self) -> float | None:
        """Points ÷ out of, from 0 to 1; None if nothing was graded, or while the grade is held."""
        return self.points / self.out_of if self.out_of and not self.held else None


class AttemptLog:
    """One question in one hand-in: each attempt as (answer, event, whether the worked answer had been opened), and hints.

    It interprets events as ``exercises.history.History`` does for a card, but keeps all attempts.
    """

    __slots__ = ("hints", "tries", "worked")

    def __init__(self) -> None:
        self.tries: list[tuple[Any, dict[str, Any], bool]] = []
        self.hints = 0
        self.worked = ""

    def take(self, event: dict[str, Any]) -> None:
        """Add one event of the hand-in; events of an unknown form are skipped."""
        kind = event["event"]
        if kind == "check":
            self.tries.append((event.get("answer"), event, self.worked != ""))
        elif kind == "hint":
            self.hints = max(self.hints, hint_number(event))
        elif kind == "reveal" and not self.worked:
            self.worked = "after a right answer" if event.get("after") == "correct" else "before a right answer"


class Grader:
    """Grades hand-ins of one lesson with its keys."""

    def __init__(self, content: Content, same_text: bool = True, not_set: Iterable[str] = ()):
        """``same_text``: whether words in answers can be counted on the text that a report shows.

        ``not_set`` are questions that the lesson has and the class was not set: answers to them count nowhere.
        """
        self.content = content
        self._not_set = frozenset(not_set)
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
        """The result of one answer, computed once for all students who gave it."""
        if question.free_text:
            # Hardly any two students write the same free text.
            return self._grade(question, answer)
        try:
            # Marshal version 2 keeps 1, 1.0 and True apart, and does not depend on which parts are the same object.
            key = (question.id, answer if type(answer) is str else marshal.dumps(answer, 2))
        except ValueError:
            # Nested far deeper than any real answer.
            return self._grade(question, answer)
        graded = self._known.get(key)
        if graded is None:
            if len(self._known) >= _KEPT // 2:
                # Entries used since the last clean-up are moved over when they are next requested.
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
        """The numbers of the article's words within these places, each with its labels."""
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
        """A row for each question of the lesson, in order, and the number of events that name an unknown question.

        ``student`` is the label of the student's row; the teacher's marks are filed under it too.
        """
        trails: dict[str, AttemptLog] = {}
        strange = 0
        for event in hand_in.events:
            name = event["id"]
            trail = trails.get(name)
            if trail is None:
                if name not in self._blank:
                    strange += name not in self._not_set
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
        comment, level = "", None
        if teacher is not None and (word := teacher.of(student, self.content.name, question, graded.answer)):
            comment = word.comment
            if word.points is not None:
                status, points, level = MARKED, word.points, word.level
            elif word.read and not left_out:
                status, points = MARKED, read_points(question, graded.result, policy)
        tries = len(trail.tries)
        return Row(graded, status, points, question.points, tries, trail.hints, worked, at, comment, level)

    def _counted(self, question: Question, trail: AttemptLog, policy: Policy) -> tuple[Graded | None, str]:
        """The attempt that counts, and when it was made; attempts that cannot be read do not count."""
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
    """What an answer is worth before a teacher has read it; None if it is not graded."""
    if is_open(question) and policy.open != "completion":
        return None
    return None if result.points is None else read_points(question, result, policy)


def read_points(question: Question, result: Result, policy: Policy) -> float | None:
    """What an answer is worth once a teacher has marked it as read, flagged or not; None if it has no completion points."""
    # An answer that lacks a required part is not complete: it keeps its share where completion earns full points.
    full = policy.count == "completion" and result.status not in ("unfinished", NEEDS_TEACHER)
    return question.points if full else completion_points(result)


def total(rows: Mapping[str, Row], ids: tuple[str, ...], policy: Policy) -> Total:
    """The result of a notebook. Once anything in it is answered, an unanswered question counts as points not earned.

    Where the policy says that empty ones count nowhere, they do not.
    """
    own = [rows[name] for name in ids]
    answered = sum(1 for row in own if row.status != UNANSWERED)
    points = sum(row.points for row in own if row.points is not None)
    gaps = policy.missing != "empty"
    out_of = sum(row.out_of for row in own if row.points is not None or (gaps and _can_still_earn(row)))
    given = open_answers_in(own)
    held = policy.open == "waits" and given.waiting > 0
    return Total(round(points, 4), out_of, answered, len(own), given, held)


def _can_still_earn(row: Row) -> bool:
    """Whether a question with points to earn is unanswered; answers that are kept but never graded have none to earn."""
    return row.status == UNANSWERED and row.graded.question.can_earn


def open_answers_in(rows: Iterable[Row]) -> OpenAnswers:
    """The open answers among some rows; answers that do not count are ignored."""
    given = [row.status for row in rows if is_open(row.graded.question) and row.status not in (UNANSWERED, LEFT_OUT)]
    return OpenAnswers(len(given), given.count(MARKED), given.count(NEEDS_TEACHER))
