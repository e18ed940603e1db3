"""Random draws that are the same on every platform and in every version of Python: they use only ``random()``."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
# Gives numbers from 0 up to, but not including, 1.
RandomFn = Callable[[], float]


def source(*names: object) -> RandomFn:
    """A source seeded by these names: the same names give the same numbers."""
    return random.Random(":".join(map(str, names))).random


def pick(rng: RandomFn, items: Sequence[Item]) -> Item:
    """One of the items, all equally likely."""
    return items[int(rng() * len(items))]


def shuffled(rng: RandomFn, items: Sequence[Item]) -> list[Item]:
    """The items in random order (Fisher–Yates shuffle)."""
    mixed = list(items)
    for last in range(len(mixed) - 1, 0, -1):
        other = int(rng() * (last + 1))
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def weighted(rng: RandomFn, items: Sequence[Item], weights: Sequence[int] = (8, 3, 2)) -> list[Item]:
    """The items with repeats, so that a plain pick has a clear favorite: weights go down, and all further items have 1."""
    mixed = shuffled(rng, items)
    return [item for at, item in enumerate(mixed) for _ in range(weights[at] if at < len(weights) else 1)]


def standard_normal(rng: RandomFn) -> float:
    """A draw with mean 0 and standard deviation 1: twelve uniform draws minus 6; platforms round logarithms differently."""
    total = -6.0
    # sum() adds floats differently from Python 3.12 on.
    for _ in range(12):
        total += rng()
    return total


def some(rng: RandomFn, items: Sequence[Any], share: float) -> list[Any]:
    """Each item with this rng, in their order."""
    return [item for item in items if rng() < share]


# The last digits of exp() differ between platforms: a table in steps of 1/50 from −8 to 8 keeps six digits.
_STEPS, _WIDEST = 50, 8
_LOGISTIC = [round(1 / (1 + math.exp(-at / _STEPS)), 6) for at in range(-_WIDEST * _STEPS, _WIDEST * _STEPS + 1)]


def logistic(value: float) -> float:
    """The probability 1 ÷ (1 + e^−value), from a table; values beyond ±8 count as ±8."""
    at = int((value + _WIDEST) * _STEPS)
    return _LOGISTIC[0 if at < 0 else at if at < len(_LOGISTIC) else -1]
