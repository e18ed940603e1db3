"""Agreement of teachers who marked the same answers: counts, and Krippendorff's alpha over the levels (NLTK)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ...base.errors import Page
from .teacher_marks import TeacherMarks

FIRM, SOME = 0.8, 0.667


@dataclass(frozen=True)
class Agreement:
    """Two or more markers on one question: how many answers at least two marked, and how many got the same level from all.

    ``alpha`` is Krippendorff's, with the squared difference of levels as the distance (interval); None if all levels are
    the same, since chance and agreement cannot then be separated. ``apart`` has the answers with differing levels, by
    (student, answer_digest), each with its level by marker.
    """

    lesson: str
    question: str
    markers: tuple[str, ...]
    both: int
    same: int
    alpha: float | None
    apart: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.same == self.both:
            return f"{self.both} answers, the same level for all."
        told = f"The same level for {self.same} of {self.both} answers."
        if self.alpha is None:
            return told
        firm = "firm" if self.alpha >= FIRM else "enough for a first look" if self.alpha >= SOME else "weak"
        return f"{told} Agreement beyond chance is {firm} (alpha {self.alpha:.2f})."


def agreement(marks: TeacherMarks) -> list[Agreement]:
    """The agreement on each question that has at least one answer with levels from two markers."""
    levels: dict[tuple[str, str], dict[tuple[str, str], dict[str, int]]] = {}
    for student, lesson, question, answer, standing in marks.all_current():
        if len(standing.levels) > 1:
            levels.setdefault((lesson, question), {})[student, answer] = dict(standing.levels)
    return [_agreement(lesson, question, units) for (lesson, question), units in sorted(levels.items())]


def _agreement(lesson: str, question: str, units: dict[tuple[str, str], dict[str, int]]) -> Agreement:
    apart = {unit: given for unit, given in units.items() if len(set(given.values())) > 1}
    markers = tuple(sorted({marker for given in units.values() for marker in given}))
    return Agreement(lesson, question, markers, len(units), len(units) - len(apart), interval_alpha(units), apart)


def interval_alpha(units: Mapping[tuple[str, str], Mapping[str, int]]) -> float | None:
    """Krippendorff's alpha of levels by unit and marker, with interval distance; None if there is only one level."""
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    given = [(marker, str(number), level) for number, own in enumerate(units.values()) for marker, level in own.items()]
    if len({level for _, _, level in given}) < 2:
        return None
    return AnnotationTask(data=given, distance=interval_distance).alpha()


def as_page(found: Sequence[Agreement], number: Callable[[tuple[str, str, str, str]], int | None]) -> Page:
    """The agreement as a table with a sentence per question; ``number`` returns an answer's number on the card."""
    if not found:
        return Page("Nothing to compare so far: no answer has levels from two markers.")
    rows = ["| question | markers | answers by both | same level | alpha |", "|---|---|---|---|---|"]
    told = []
    for one in found:
        alpha = "–" if one.alpha is None else f"{one.alpha:.2f}"
        rows.append(f"| `{one.question}` | {', '.join(one.markers)} | {one.both} | {one.same} | {alpha} |")
        numbers = sorted(filter(None, (number((student, one.lesson, one.question, mark)) for student, mark in one.apart)))
        talk = f" To talk about: answer {', '.join(map(str, numbers))}." if numbers else ""
        told.append(f"- `{one.question}`: {one}{talk}")
    return Page("\n".join([*rows, "", *told]))
