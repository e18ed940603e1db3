"""Whether a marker's levels stay the same: agreed samples first, and now and then an earlier answer once more, unnamed.

What a marker chooses in a check is a row with the act “check” in marks.csv. It never changes a mark, a level or a point.

Agreed answers are, in this order: those of calibration.csv next to marks.csv, those of the class to which two other markers
gave the same level, and the lesson's own samples, which have the highest level.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.csv_files import read_rows
from ...base.errors import KitError
from ...lesson_data.content import Content
from ...questions import Question
from .marks_file import MarkEvent
from .queue import OpenAnswer
from .teacher_marks import CurrentMarks, TeacherMarks, answer_digest

FILE = "calibration.csv"
# The column “student” of a check on an agreed answer. A check is never looked up by student.
AGREED = "agreed"
MOST_SAMPLES = 3
# Marks between two checks on one question.
EVERY = 10
# The latest marks are still fresh in mind: to give the same level again would show nothing.
FRESH = 5

About = tuple[str, str]


@dataclass(frozen=True)
class Reference:
    """An answer that has a level already, shown for a check without it; ``own`` if this marker gave the level."""

    about: About
    text: str
    mark: str
    level: int
    why: str = ""
    student: str = AGREED
    own: bool = False


def read_agreed(path: Path, rubrics: Mapping[About, int]) -> tuple[list[Reference], list[str]]:
    """The answers of a calibration.csv, and a sentence for each row that cannot be used.

    Its columns are lesson, question, answer, level and, if you like, why. ``rubrics`` has the highest level of each
    question. A file that does not exist has no answers; one that cannot be read is a sentence.
    """
    if not path.is_file():
        return [], []
    try:
        rows = read_rows(path)
        if rows and not {"lesson", "question", "answer", "level"} <= set(rows[0]):
            raise KitError(f"{path.name} needs the columns lesson, question, answer, level in its first line.")
    except KitError as error:
        return [], [str(error)]
    found, problems = [], []
    for row in rows:
        about = (row["lesson"], row["question"])
        highest = rubrics.get(about, 0)
        why = ""
        if about not in rubrics:
            why = f"there is no open question “{about[1][:40]}” in a lesson “{about[0][:40]}” among these answers."
        elif not row["answer"]:
            why = "it has no answer."
        elif not (row["level"].isascii() and row["level"].isdigit() and int(row["level"]) <= highest):
            why = f"“{row['level'][:40]}” is not a level from 0 to {highest}."
        if why:
            problems.append(f"{path.name}, line {row.line}, was left out: {why}")
            continue
        text = row["answer"]
        found.append(Reference(about, text, answer_digest(text), int(row["level"]), row.get("why", "")))
    return found, problems


def agreed_levels(path: Path, contents: Iterable[Content]) -> dict[tuple[str, str, str], int]:
    """The level of each answer of a calibration.csv and each sample: (lesson, question, answer digest) → level."""
    every = {(content.name, name): one for content in contents for name, one in content.questions.items() if one.rubric}
    listed, _ = read_agreed(path, {about: len(question.rubric) for about, question in every.items()})
    return {(*one.about, one.mark): one.level for one in (*samples_of(every), *listed)}


def samples_of(questions: Mapping[About, Question]) -> list[Reference]:
    """The lesson's own samples of full answers, with the highest level."""
    return [
        Reference(about, text, answer_digest(text), len(question.rubric), question.worked)
        for about, question in questions.items()
        for text in question.samples
    ]


class Calibration:
    """The checks of one marker: what is due, and what a check shows."""

    def __init__(self, answers: Sequence[OpenAnswer], marker: str, path: Path):
        self._answers = answers
        self._marker = marker
        rubrics = {answer.about: answer.levels for answer in answers if answer.levels}
        self._listed, self.problems = read_agreed(path, rubrics)
        self._samples = samples_of({answer.about: answer.question for answer in answers if answer.levels})
        self._later: dict[About, int] = {}
        self.on = True

    @property
    def levels(self) -> dict[tuple[str, str, str], int]:
        """The level of each answer of calibration.csv and each sample: (lesson, question, answer digest) → level."""
        return {(*one.about, one.mark): one.level for one in (*self._samples, *self._listed)}

    def agreed(self, about: About, marks: TeacherMarks) -> list[Reference]:
        """Agreed answers to a question that this marker has not checked so far; not those that they marked."""
        done = self._done(about, marks)
        found = [one for one in self._listed if one.about == about]
        found += self._by_two_others(about, marks)
        found += [one for one in self._samples if one.about == about]
        own = {one.mark: one for one in reversed(found) if one.mark not in done}
        return list(reversed(own.values()))

    def _by_two_others(self, about: About, marks: TeacherMarks) -> list[Reference]:
        found = []
        for answer in self._answers:
            current = marks.of(*answer.place) if answer.about == about else None
            if current is None or self._marker in current.levels or len(current.levels) < 2:
                continue
            if len(levels := set(current.levels.values())) == 1:
                found.append(_of(answer, levels.pop(), own=False))
        return found

    def _done(self, about: About, marks: TeacherMarks) -> set[str]:
        return {one.answer for one in marks.checks if (one.marker, one.lesson, one.question) == (self._marker, *about)}

    def first(self, about: About, marks: TeacherMarks) -> Reference | None:
        """An agreed answer to begin a question with; None if the marker has begun, or has seen enough of them.

        The lesson's samples alone are no reason to begin with a check: they are on the card.
        """
        if not self.on or about in self._later or marks.levels_by(self._marker, about):
            return None
        sure = [one for one in self.agreed(about, marks) if one not in self._samples]
        return sure[0] if sure and len(self._done(about, marks)) < MOST_SAMPLES else None

    def due(self, about: About, marks: TeacherMarks) -> Reference | None:
        """An earlier answer for a check, after ten marks of a question; None if none is due, or there is none left."""
        given = marks.levels_by(self._marker, about)
        checked = [act.row for act in marks.checks if (act.marker, act.lesson, act.question) == (self._marker, *about)]
        since = max([self._later.get(about, 0), *checked])
        if not self.on or sum(row > since for row in given.values()) < EVERY:
            return None
        done = self._done(about, marks)
        fresh = sorted(given.values())[-FRESH:]
        own = [
            _of(answer, level, own=True)
            for answer in self._answers
            if answer.about == about
            and answer.mark not in done
            and (row := given.get((answer.student, answer.mark))) is not None
            and row not in fresh
            and (level := (marks.of(*answer.place) or CurrentMarks()).levels.get(self._marker)) is not None
        ]
        listed = [one for one in self.agreed(about, marks) if one in self._listed]
        return min([*own, *listed], key=self._lot, default=None)

    def _lot(self, one: Reference) -> str:
        return hashlib.sha256(f"{self._marker}/{one.mark}".encode()).hexdigest()

    def leave(self, about: About, marks: TeacherMarks) -> None:
        """Do without a check for now: the next one comes after ten more marks."""
        self._later[about] = marks.last_row

    def act(self, check: Reference, level: int) -> MarkEvent:
        """The row of a check."""
        return MarkEvent(self._marker, check.student, *check.about, check.mark, "check", level=level)


def _of(answer: OpenAnswer, level: int, own: bool) -> Reference:
    text = answer.question.describe(answer.answer)
    return Reference(answer.about, text, answer.mark, level, student=answer.student, own=own)


def told(check: Reference, level: int, rubric: Sequence[str]) -> str:
    """What a marker hears after a check: the level before and the level now, and their lines of the rubric."""
    before = "you gave this answer" if check.own else "the agreed level of this answer is"
    if level == check.level:
        return f"Check: {before} level {check.level}, as now."
    apart = "one level" if abs(level - check.level) == 1 else f"{abs(level - check.level)} levels"
    lines = [f"Level {one}: {rubric[one - 1] if one else 'nothing of it is there.'}" for one in (check.level, level)]
    why = f" {check.why}" if check.why and not check.own else ""
    more = "higher" if level > check.level else "lower"
    return (
        f"Check: {before} level {check.level}{' before' if check.own else ''}, and {level} now: {apart} {more}. "
        f"{' '.join(lines)}{why} No mark was changed."
    )
