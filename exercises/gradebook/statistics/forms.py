"""A student's work on the parallel forms, from graded hand-ins to the numbers that ``gain`` compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..grading.grader import LEFT_OUT, Row, total
from ..grading.policy import Policy
from ..grading.totals import GradedHandIn
from .gain import ItemSums, Reader, Sitting, reader


@dataclass
class FormClass:
    """A class's work on the forms of one family: a line for each student, and the sums of each form, by name and ids.

    A form whose questions were changed in between is two forms here: their items cannot be added up.
    """

    readers: list[Reader] = field(default_factory=list)
    items: dict[tuple[str, tuple[str, ...]], ItemSums] = field(default_factory=dict)

    def add(self, label: str, done: Sequence[GradedHandIn], policy: Policy) -> Reader:
        """Add one student's hand-ins on these forms; returns the student's line."""
        found = []
        for one in done:
            share = total(one.rows, tuple(one.rows), policy).share
            began = min((row.at for row in one.rows.values() if row.at), default="")
            if share is None or not began:
                continue
            sums = self.items.setdefault((one.content.name, tuple(one.rows)), ItemSums())
            sums.add([_share(row) for row in one.rows.values()])
            later = bool(one.content.article.about.get("months_later", False))
            sitting = Sitting(one.content.name, began[:10], share, *_marked(one.rows))
            # Two forms begun in the same second are put in the order of their names.
            found.append((f"{began} {one.content.name}", later, sitting))
        line = reader(label, found)
        if found:
            self.readers.append(line)
        return line

    def merge(self, other: FormClass) -> None:
        """Add another part of the class."""
        self.readers += other.readers
        for form, sums in other.items.items():
            self.items.setdefault(form, ItemSums()).merge(sums)


def by_family(graded: Sequence[GradedHandIn]) -> Iterator[tuple[str, list[GradedHandIn]]]:
    """(the word that parallel forms share, a student's hand-ins on them)."""
    found: dict[str, list[GradedHandIn]] = {}
    for one in graded:
        if family := one.content.article.about.get("parallel_form", ""):
            found.setdefault(family, []).append(one)
    yield from found.items()


def _share(row: Row) -> float:
    return row.points / row.out_of if row.points is not None and row.out_of and row.status != LEFT_OUT else 0.0


def _marked(rows: Mapping[str, Row]) -> tuple[float, float]:
    """The shares of what was found and of what was marked with nothing there; an empty answer has marked nothing."""
    counts = [row.graded.question.detected(row.graded.answer) for row in rows.values()]
    every = [one for one in counts if one is not None]
    targets, lures = sum(one.targets for one in every), sum(one.lures for one in every)
    found, stray = sum(one.found for one in every), sum(one.stray for one in every)
    return (found / targets if targets else 0.0), (stray / lures if lures else 0.0)
