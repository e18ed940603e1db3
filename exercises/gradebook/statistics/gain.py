"""The forms before, after and months later: differences with their intervals, and how reliable each form is.

Pure: numbers in, numbers out. The sources are Student (1908) for the paired interval, Becker (1988) for the standardized
difference, Kuder and Richardson (1937) and Cronbach (1951) for the reliability, Green and Swets (1966) for keeping apart
what was found and what was marked though nothing was there.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...text.statistics import Change, paired_change

TIMES = ("before", "after", "later")
# A reliability below this is called low: then a form says more of a class than of one student.
LOW = 0.6
# Of fewer students than this, one student moves a figure noticeably.
FEWEST = 20


class Sitting(NamedTuple):
    """One student's work on one form: the day, the share of the points, and two shares for what was marked.

    ``found`` is the share of the places and options to find that were marked; ``stray`` that of the tempting ones, where
    nothing is to be found. All shares are from 0 to 1.
    """

    form: str
    day: str
    share: float
    found: float
    stray: float


class Reader(NamedTuple):
    """A student by class id, with the sitting at each time; None where there was none."""

    label: str
    before: Sitting | None = None
    after: Sitting | None = None
    later: Sitting | None = None

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """Those that there are, in order."""
        return tuple(one for one in self[1:] if isinstance(one, Sitting))


def reader(label: str, did: Iterable[tuple[str, bool, Sitting]]) -> Reader:
    """A student's sittings put at their times, from (when it began, whether the form is for months later, the sitting).

    The order is that of the beginnings. The last one is “later” if its form is meant for that; so who missed the form
    after the lessons has one before and one later. Of four or more forms the first three count.

        >>> spring, fall = Sitting("form_a", "", 0.4, 0.5, 0.2), Sitting("form_c", "", 0.6, 0.7, 0.1)
        >>> found = reader("ada-l", [("2027-01", True, fall), ("2026-03", False, spring)])
        >>> found.before == spring, found.after, found.later == fall
        (True, None, True)
    """
    ordered = sorted(did, key=lambda one: one[0])
    later = ordered.pop()[2] if len(ordered) > 1 and ordered[-1][1] else None
    first = [sitting for _, _, sitting in ordered]
    if later is None and len(first) > 2:
        later = first[2]
    return Reader(label, first[0] if first else None, first[1] if len(first) > 1 else None, later)


@dataclass
class ItemSums:
    """A form over the class, as the sums that its reliability needs; items are shares from 0 to 1."""

    students: int = 0
    items: list[float] = field(default_factory=list)
    squares: list[float] = field(default_factory=list)
    total: float = 0.0
    total_square: float = 0.0

    def add(self, shares: Sequence[float]) -> None:
        """Add one student's share of each item."""
        self.merge(ItemSums(1, list(shares), [one * one for one in shares], sum(shares), sum(shares) ** 2))

    def merge(self, other: ItemSums) -> None:
        """Add the sums of another part of the class."""
        self.students += other.students
        self.items = _added(self.items, other.items)
        self.squares = _added(self.squares, other.squares)
        self.total += other.total
        self.total_square += other.total_square

    @property
    def kr20(self) -> float | None:
        """The reliability: KR-20, in the general form (coefficient alpha) since an item can earn part of its points.

        None for fewer than two students or items, or if all students have the same total.
        """
        number = len(self.items)
        if self.students < 2 or number < 2:
            return None
        spread = _variance(self.total, self.total_square, self.students)
        if spread <= 0:
            return None
        parts = sum(_variance(one, square, self.students) for one, square in zip(self.items, self.squares, strict=True))
        return number / (number - 1) * (1 - parts / spread)


def _added(one: list[float], other: list[float]) -> list[float]:
    return [a + b for a, b in zip(one, other, strict=True)] if one and other else [*one, *other]


def _variance(total: float, square: float, number: int) -> float:
    found = square / number - (total / number) ** 2
    # The difference of two equal numbers can be a rounding error.
    return found if found > 1e-12 else 0.0


@dataclass(frozen=True)
class Comparison:
    """Two times over the students who were there at both.

    ``means`` are percentages of the points, and ``change`` is in percentage points; ``found`` and ``stray`` are mean
    shares at each of the two times. ``d``, with its interval, is None if all students had the same share the first time.
    """

    times: tuple[str, str]
    means: tuple[float, float]
    change: Change
    d: tuple[float, float, float] | None
    found: tuple[float, float]
    stray: tuple[float, float]

    @property
    def few(self) -> bool:
        """Whether the students are so few that one of them moves the figures."""
        return self.change.pairs < FEWEST


def compare(readers: Iterable[Reader], first: str, second: str) -> Comparison | None:
    """Two of ``TIMES`` compared; None if fewer than two students were there at both.

    d is the mean difference divided by the standard deviation of the first shares. The ends of its interval are those of
    the difference, divided by the same.
    """
    pairs = [(getattr(one, first), getattr(one, second)) for one in readers]
    both: list[tuple[Sitting, Sitting]] = [(one, other) for one, other in pairs if one and other]
    if len(both) < 2:
        return None
    ones, others = ({str(n): 100 * pair[at].share for n, pair in enumerate(both)} for at in (0, 1))
    change = paired_change(ones, others)
    spread = statistics.stdev(ones.values())
    d = (change.mean / spread, change.low / spread, change.high / spread) if spread > 1e-9 else None

    def mean(name: str, at: int) -> float:
        return statistics.fmean(getattr(pair[at], name) for pair in both)

    return Comparison(
        (first, second),
        (100 * mean("share", 0), 100 * mean("share", 1)),
        change,
        d,
        (mean("found", 0), mean("found", 1)),
        (mean("stray", 0), mean("stray", 1)),
    )


def comparisons(readers: Sequence[Reader]) -> Iterator[Comparison]:
    """Every two times at which at least two students were there."""
    for first, second in (("before", "after"), ("before", "later"), ("after", "later")):
        if found := compare(readers, first, second):
            yield found
