"""The distribution of a class's grades: how many are in each range of ten percent, and the one in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass

from .distribution import Bar

# Ranges by their lowest percent, the best first.
TENS = (90, 80, 70, 60, 50, 40, 30, 20, 10, 0)
# For the class: where few are is nobody's business.
COARSE = (90, 80, 70, 60, 50, 0)


@dataclass(frozen=True)
class GradeBars:
    """A bar for each range of grades, the best first; ``middle`` is the median in percent, None if there is no grade."""

    bars: tuple[Bar, ...] = ()
    number: int = 0
    middle: float | None = None


def grade_bars(
    grades: Mapping[tuple[tuple[str, ...], int], int],
    ranges: tuple[int, ...] = TENS,
    without: Container[str] = (),
) -> GradeBars:
    """The distribution of the grades in ``ClassTotals.grades``, but for those that rest on the lessons in ``without``.

    >>> [bar.number for bar in grade_bars({(("iron_dome",), 985): 2, (("iron_dome",), 410): 1}, COARSE).bars]
    [2, 0, 0, 0, 0, 1]
    """
    counted: Counter[int] = Counter()
    for (lessons, tenths), times in grades.items():
        if not any(lesson in without for lesson in lessons):
            counted[tenths] += times
    number = counted.total()
    if not number:
        return GradeBars()
    every = sorted(counted.elements())
    middle = (every[(number - 1) // 2] + every[number // 2]) / 20
    bars, most = [], 101
    for least in ranges:
        found = sum(times for tenths, times in counted.items() if 10 * least <= tenths < 10 * most)
        text = f"{least} to {min(100, most - 1)}" if least or most < 50 else f"under {most}"
        bars.append(Bar(text, found, found / max(1, number)))
        most = least
    # Below the lowest grade, empty ranges say nothing.
    while not bars[-1].number:
        bars.pop()
    return GradeBars(tuple(bars), number, middle)
