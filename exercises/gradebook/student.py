"""What one student's graded hand-ins come to over the lessons: notebooks, and the forms before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..content import Content
from .grading import Row, Total, total
from .tables import counted_as


@dataclass(frozen=True, slots=True)
class Read:
    """One graded hand-in: its lesson, a row for each question, its lines of answers.csv, and whether it was changed."""

    content: Content
    rows: dict[str, Row]
    lines: bytes
    changed: bool


def totals(graded: list[Read]) -> dict[tuple[str, str], Total]:
    """What each notebook comes to, by the lesson that it counts as, and its name."""
    totals: dict[tuple[str, str], Total] = {}
    for one in graded:
        for part in one.content.parts:
            key, own = (counted_as(one.content), part.name), total(one.rows, part.ids)
            # A student may have changed to the other article half-way: the fuller notebook counts.
            if key not in totals or own.answered > totals[key].answered:
                totals[key] = own
    return totals


def spared(graded: list[Read]) -> set[str]:
    """The lessons that a student works on by another article alone: notebooks that it has not got are no gaps."""
    return {counted_as(one.content) for one in graded} - {one.content.name for one in graded}


def pairs(graded: list[Read]) -> Iterator[tuple[str, float, float]]:
    """(form, share before, share after) for parallel forms of which both were done, in the order of their first answers."""
    forms: dict[str, list[tuple[str, str, float]]] = {}
    for one in graded:
        form = one.content.article.about.get("parallel_form")
        share = total(one.rows, tuple(one.rows)).share if form else None
        first = min((row.at for row in one.rows.values() if row.at), default="")
        if share is not None and first:
            forms.setdefault(form, []).append((first, one.content.name, share))
    for form, did in forms.items():
        if len(did) == 2:
            (_, _, before), (_, _, after) = sorted(did)
            yield form, before, after
