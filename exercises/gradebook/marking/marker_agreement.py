"""Agreement of teachers who marked the same answers, and of each with themselves: counts, and Krippendorff's alpha.

Alpha with squared differences of levels is what a quadratically weighted kappa estimates. It takes any number of markers,
and answers that not all of them marked. From few answers it says little: then there are only counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ...base.errors import Page
from ...text.agreement import alpha_of_counts
from .calibration import Calibration
from .teacher_marks import TeacherMarks

FIRM, SOME = 0.8, 0.667
# With fewer answers than this, alpha swings too much to be shown.
FEWEST = 10

Pair = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """One line of a rubric: of how many pairs of levels both reach it or both do not (``same`` of ``of``)."""

    level: int
    same: int
    of: int


@dataclass(frozen=True)
class Agreement:
    """Two or more markers on one question: how many answers at least two marked, and how many got the same level from all.

    ``alpha`` is Krippendorff's, with the squared difference of levels as the distance (interval); None if all levels are
    the same, since chance and agreement cannot then be separated, or if fewer than ten answers have two markers. ``lines``
    has the agreement on each line of the rubric up to the highest level that was given. ``apart`` has the answers with
    differing levels, by (student, answer_digest), each with its level by marker.
    """

    lesson: str
    question: str
    markers: tuple[str, ...]
    both: int
    same: int
    alpha: float | None
    lines: tuple[Line, ...] = ()
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
    pairs = [pair for given in units.values() for pair in combinations(given.values(), 2)]
    alpha = interval_alpha(units) if len(units) >= FEWEST else None
    return Agreement(lesson, question, markers, len(units), len(units) - len(apart), alpha, by_line(pairs), apart)


def by_line(pairs: Sequence[Pair]) -> tuple[Line, ...]:
    """The agreement of pairs of levels on each line of the rubric.

    >>> by_line([(1, 2), (2, 2)])
    (Line(level=1, same=2, of=2), Line(level=2, same=1, of=2))
    """
    highest = max((level for pair in pairs for level in pair), default=0)
    return tuple(
        Line(level, sum((one >= level) == (other >= level) for one, other in pairs), len(pairs))
        for level in range(1, highest + 1)
    )


def interval_alpha(units: Mapping[tuple[str, str], Mapping[str, int]]) -> float | None:
    """Krippendorff's alpha of levels by unit and marker, with interval distance; None if there is only one level."""

    def squared(one: Any, other: Any) -> float:
        return (one - other) ** 2

    return alpha_of_counts((Counter(given.values()) for given in units.values()), squared)


@dataclass(frozen=True)
class Steadiness:
    """One marker's checks on one question: pairs of the level before and the level now.

    ``own`` are answers that they marked themselves, and ``agreed`` those that have an agreed level.
    """

    lesson: str
    question: str
    marker: str
    own: tuple[Pair, ...]
    agreed: tuple[Pair, ...]

    def __str__(self) -> str:
        told = [_compared(self.own, "earlier answers of their own"), _compared(self.agreed, "agreed answers")]
        return " ".join(filter(None, told))


def _compared(pairs: Sequence[Pair], what: str) -> str:
    if not pairs:
        return ""
    same, drift = sum(before == now for before, now in pairs), sum(now - before for before, now in pairs) / len(pairs)
    way = f", on average {abs(drift):.1f} of a level {'higher' if drift > 0 else 'lower'}" if round(drift, 1) else ""
    return f"The same level on {same} of {len(pairs)} {what}{way}."


def steadiness(marks: TeacherMarks, agreed: Mapping[tuple[str, str, str], int] | None = None) -> list[Steadiness]:
    """What each marker's checks came to, by question. ``agreed``: (lesson, question, answer digest) → the agreed level.

    A check on an answer whose agreed level is not known any more is left out.
    """
    found: dict[tuple[str, str, str], tuple[list[Pair], list[Pair]]] = {}
    for check in marks.checks:
        before = (agreed or {}).get((check.lesson, check.question, check.answer), check.before)
        before = check.before if check.own else before
        if before is not None:
            own, others = found.setdefault((check.lesson, check.question, check.marker), ([], []))
            (own if check.own else others).append((before, check.level))
    return [Steadiness(*key, tuple(own), tuple(others)) for key, (own, others) in sorted(found.items())]


def marker_rows(marks: TeacherMarks, agreed: Mapping[tuple[str, str, str], int]) -> list[tuple]:
    """The rows of markers.csv: each question that two marked, then each marker's checks; nothing if there are none."""
    rows: list[tuple] = [
        (one.lesson, one.question, " ".join(one.markers), "marked by both", one.both, one.same, None, one.alpha, one.lines)
        for one in agreement(marks)
    ]
    for one in steadiness(marks, agreed):
        for what, pairs in (("own answers again", one.own), ("agreed answers", one.agreed)):
            if pairs:
                same, drift = sum(before == now for before, now in pairs), sum(now - before for before, now in pairs)
                given = (one.lesson, one.question, one.marker, what, len(pairs), same, drift / len(pairs), None)
                rows.append((*given, by_line(pairs)))
    return [(*row[:6], *(None if one is None else round(one, 2) for one in row[6:8]), lines_told(row[8])) for row in rows]


def agreement_page(
    marks: TeacherMarks, calibration: Calibration, number: Callable[[tuple[str, str, str, str]], int | None]
) -> Page:
    """The agreement as tables with a sentence per question; ``number`` returns an answer's number on the card."""
    found, checked = agreement(marks), steadiness(marks, calibration.levels)
    parts = [_between(found, number)] if found else ["Nothing to compare so far: no answer has levels from two markers."]
    if checked:
        parts.append("**Checks**: levels given again, or on agreed answers. They change no mark.")
        parts.append("\n".join(f"- {one.marker}, `{one.question}`: {one}" for one in checked))
    return Page("\n\n".join(parts))


def _between(found: Sequence[Agreement], number: Callable[[tuple[str, str, str, str]], int | None]) -> str:
    rows = ["| question | markers | answers by both | same level | alpha | by line of the rubric |", f"|{'---|' * 6}"]
    told = []
    for one in found:
        alpha = "–" if one.alpha is None else f"{one.alpha:.2f}"
        cells = (f"`{one.question}`", ", ".join(one.markers), str(one.both), str(one.same), alpha, lines_told(one.lines))
        rows.append(f"| {' | '.join(cells)} |")
        numbers = sorted(filter(None, (number((student, one.lesson, one.question, mark)) for student, mark in one.apart)))
        talk = f" To talk about: answer {', '.join(map(str, numbers))}." if numbers else ""
        told.append(f"- `{one.question}`: {one}{talk}")
    return "\n".join([*rows, "", *told])


def lines_told(lines: Iterable[Line]) -> str:
    """“1: 11 of 12, 2: 9 of 12”; a dash where nobody reached the first line."""
    return ", ".join(f"{line.level}: {line.same} of {line.of}" for line in lines) or "–"
