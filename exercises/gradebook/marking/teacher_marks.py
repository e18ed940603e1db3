"""A teacher's current marks: levels, overrides and comments, by student, question and the answer that was read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .marks_file import OUR_TIME, MarkEvent, MarksFile, check_marker, read_mark_events

__all__ = [
    "Award",
    "CurrentMarks",
    "MarkEvent",
    "MarksFile",
    "TeacherMarks",
    "answer_digest",
    "check_marker",
    "read_teacher_marks",
]

Place = tuple[str, str, str]


def answer_digest(answer: Any) -> str:
    """A short ID for exactly this answer: the first 12 hex digits of the SHA-256 of its JSON, with keys sorted."""
    plain = json.dumps(answer, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(frozen=True)
class Award:
    """What marks give for a question: its points, or None if no mark sets any; ``how`` explains them in words.

    ``read``: whether the answer was marked as read instead, which gives it its points for completion. ``level`` is the mean
    of the levels, if they make the points.
    """

    points: float | None
    how: str = ""
    problems: tuple[str, ...] = ()
    read: bool = False
    level: float | None = None


@dataclass(frozen=True)
class CurrentMarks:
    """The current marks of one answer: by marker, the level, the override with its reason, and the comment for the student.

    ``rows`` has the row of each level, and ``reads`` the row in which a marker marked the answer as read.
    """

    levels: Mapping[str, int] = field(default_factory=dict)
    overrides: Mapping[str, MarkEvent] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    reads: Mapping[str, int] = field(default_factory=dict)
    file: str = "marks.csv"

    def only(self, marker: str) -> CurrentMarks:
        """One marker's marks, without those of the others."""

        def mine(given: Mapping[str, Any]) -> dict[str, Any]:
            return {marker: given[marker]} if marker in given else {}

        return CurrentMarks(
            levels=mine(self.levels),
            overrides=mine(self.overrides),
            comments=mine(self.comments),
            rows=mine(self.rows),
            reads=mine(self.reads),
            file=self.file,
        )

    def is_marked_by(self, marker: str) -> bool:
        """Whether a marker gave a level or points, or marked the answer as read; a comment alone is not a mark."""
        return marker in self.levels or marker in self.overrides or marker in self.reads

    def award(self, out_of: float, levels: int) -> Award:
        """The points for a question worth ``out_of`` whose rubric has this many levels (0: it has no rubric).

        An override takes precedence over levels, and a later override over an earlier one. Otherwise the mean of the
        markers' levels counts: level k of n is k/n of the points. Otherwise the answer may have been marked as read. A mark
        that the question does not allow is reported and not used.
        """
        problems: list[str] = []

        def left_out(row: int) -> str:
            return f"{self.file}, row {row}, was left out: it gives"

        for marker, act in sorted(self.overrides.items(), key=lambda pair: -pair[1].row):
            points = act.points or 0
            if points <= out_of:
                return Award(points, f"set to {points:g} by {marker}: {act.comment}", tuple(problems))
            problems.append(f"{left_out(act.row)} {points:g} points, and “{act.question}” has {out_of:g}.")
        usable = {marker: level for marker, level in self.levels.items() if level <= levels and levels}
        for marker in sorted(self.levels.keys() - usable.keys()):
            has = f"goes up to {levels}" if levels else "is missing: set points, with a reason, instead"
            problems.append(f"{left_out(self.rows[marker])} level {self.levels[marker]}, and the rubric {has}.")
        if not usable:
            how = f"marked as read by {' and '.join(sorted(self.reads))}" if self.reads else ""
            return Award(None, how, tuple(problems), bool(self.reads))
        mean = sum(usable.values()) / len(usable)
        given = ", ".join(f"{level} by {marker}" for marker, level in sorted(usable.items()))
        how = f"level {given} of {levels}" if len(usable) == 1 else f"mean of the levels {given} of {levels}"
        return Award(round(out_of * mean / levels, 2), how, tuple(problems), level=round(mean, 2))


@dataclass(frozen=True)
class Check:
    """A level that a marker gave to see whether they still mark alike; it changes no mark.

    ``before`` is the level to compare it with: the marker's own, otherwise one on which two others agreed, otherwise None.
    ``own`` says whether it is the marker's.
    """

    marker: str
    lesson: str
    question: str
    answer: str
    level: int
    row: int
    before: int | None = None
    own: bool = False


class TeacherMarks:
    """All marks in a marks.csv after its last row; ``problems`` describes the rows that cannot be used.

    ``checks`` are the levels that were given in a check, oldest first. They are no marks.
    """

    def __init__(self, acts: Iterable[MarkEvent] = (), problems: Iterable[str] = (), file: str = "marks.csv"):
        self.problems: tuple[str, ...] = tuple(problems)
        self.file = file
        # The acts in effect, oldest first: by place, then by answer and marker.
        self._acts: dict[Place, dict[tuple[str, str], list[MarkEvent]]] = {}
        self.checks: list[Check] = []
        self.last_row = 0
        for act in acts:
            self.take(act)

    def take(self, act: MarkEvent) -> None:
        """Apply one more act, an undo, or a check."""
        self.last_row = max(self.last_row, act.row)
        if act.act == "check":
            self.checks.append(self._check(act))
            return
        own = self._acts.setdefault((act.student, act.lesson, act.question), {}).setdefault((act.answer, act.marker), [])
        if act.act != "undo":
            own.append(act)
        elif own:
            own.pop()
        else:
            told = f"{self.file}, row {act.row}, was left out: {act.marker} has nothing to take back there."
            self.problems = (*self.problems, told)

    def _check(self, act: MarkEvent) -> Check:
        levels = dict((self.of(act.student, act.lesson, act.question, act.answer) or CurrentMarks()).levels)
        own = levels.pop(act.marker, None)
        agreed = set(levels.values()) if len(levels) > 1 else set()
        before = agreed.pop() if own is None and len(agreed) == 1 else own
        return Check(act.marker, act.lesson, act.question, act.answer, act.level or 0, act.row, before, own is not None)

    def of(self, student: str, lesson: str, question: str, answer_digest: str) -> CurrentMarks | None:
        """The current marks of exactly this answer, or None."""
        place = self._acts.get((student, lesson, question))
        if not place:
            return None
        stacks = {marker: acts for (answer, marker), acts in place.items() if answer == answer_digest and acts}
        return self._current(stacks) if stacks else None

    def _current(self, stacks: dict[str, list[MarkEvent]]) -> CurrentMarks:
        overrides: dict[str, MarkEvent] = {}
        levels, comments, rows, reads = {}, {}, {}, {}
        for marker, acts in stacks.items():
            for act in acts:
                if act.act == "level":
                    levels[marker], rows[marker] = act.level or 0, act.row
                    # A level given after the same marker's override replaces it.
                    overrides.pop(marker, None)
                if act.act == "points":
                    overrides[marker] = act
                elif act.act == "read":
                    reads[marker] = act.row
                else:
                    comments[marker] = act.comment
        said = {marker: text for marker, text in comments.items() if text}
        return CurrentMarks(levels, overrides, said, rows, reads, self.file)

    def levels_by(self, marker: str, about: tuple[str, str]) -> dict[tuple[str, str], int]:
        """The answers to a (lesson, question) that have a level by this marker: (student, answer) → the level's row."""
        found = {}
        for (student, *place), acts in self._acts.items():
            if tuple(place) == about:
                for (answer, who), own in acts.items():
                    if who == marker and (rows := [act.row for act in own if act.act == "level"]):
                        found[student, answer] = rows[-1]
        return found

    def last(self, marker: str, among: Callable[[MarkEvent], bool] = lambda _: True) -> list[MarkEvent]:
        """What this marker's next undo would take back: one act, or all that were done together, on several answers."""
        own = [acts[-1] for acts in self._stacks() if acts and acts[-1].marker == marker and among(acts[-1])]
        last = max(own, key=lambda act: act.row, default=None)
        if last is None:
            return []
        if last.act != "read" and not OUR_TIME.fullmatch(last.at):
            # A spreadsheet has cut the time, and other acts of that minute have the same.
            return [last]
        done = (last.act, last.at, last.lesson, last.question, last.level, last.points)
        return [act for act in own if (act.act, act.at, act.lesson, act.question, act.level, act.points) == done]

    def _stacks(self) -> Iterator[list[MarkEvent]]:
        return (acts for place in self._acts.values() for acts in place.values())

    def stale(self, student: str, lesson: str, question: str, answer_digest: str) -> str | None:
        """A sentence if only an earlier answer of the student was marked: that mark is not used, and who should look."""
        place = self._acts.get((student, lesson, question)) or {}
        standing = {answer: acts for (answer, _), acts in place.items() if acts}
        if not standing or answer_digest in standing:
            return None
        markers = " and ".join(sorted({marker for (_, marker), acts in place.items() if acts}))
        return (
            f"{student} changed the answer to “{question}” after {markers} marked it, so the mark is not used. "
            "Please look at the new answer."
        )

    def marked_earlier(self, student: str, lesson: str, question: str, answer_digest: str, marker: str) -> bool:
        """Whether this marker marked an earlier answer of the student but not this one."""
        place = self._acts.get((student, lesson, question)) or {}
        return not place.get((answer_digest, marker)) and any(acts for (_, who), acts in place.items() if who == marker)

    def all_current(self) -> Iterator[tuple[str, str, str, str, CurrentMarks]]:
        """All current marks, as (student, lesson, question, answer, marks), in the order of first marks."""
        for (student, lesson, question), place in self._acts.items():
            for answer in dict.fromkeys(answer for (answer, _), acts in place.items() if acts):
                if current := self.of(student, lesson, question, answer):
                    yield student, lesson, question, answer, current

    def unknown(self, students: Container[str], questions: Container[tuple[str, str]]) -> list[str]:
        """A sentence for each student, and each (lesson, question), that was marked and is not among these.

        ``students`` are class ids, without what tells two people with one id apart.
        """
        current = list(self.all_current())
        nobody = dict.fromkeys(who for who, *_ in current if who.partition("#")[0] not in students)
        found = [
            f"{self.file} has {sum(one[0] == who for one in current)} marks for “{who}”, who has no hand-in here. They are "
            "kept and not used. Has the student another id now? Then change it in the column “student”."
            for who in nobody
        ]
        marked = dict.fromkeys((lesson, question) for _, lesson, question, _, _ in current)
        return found + [
            f"{self.file} marks “{question}” of the lesson “{lesson}”; there is no such question. The marks are not used."
            for lesson, question in marked
            if (lesson, question) not in questions
        ]


def read_teacher_marks(path: Path | str) -> TeacherMarks:
    """The marks in a marks.csv; a file that does not exist has none.

    Raises KitError if the file exists but cannot be read at all: grading without its marks would change grades.
    """
    path = Path(path)
    acts, problems = read_mark_events(path)
    return TeacherMarks(acts, problems, path.name)
