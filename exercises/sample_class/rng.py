"""Draws by chance that come out the same on every platform and in every Python: they stand on ``random()`` alone."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
# A source of numbers from 0 up to, and without, 1.
RandomFn = Callable[[], float]


def source(*names: object) -> RandomFn:
    """A source that is fixed by these names: the same names give the same numbers."""
    return random.Random(":".join(map(str, names))).random


def pick(rng: RandomFn, items: Sequence[Item]) -> Item:
    """One of the items, each as likely as the others."""
    return items[int(rng() * len(items))]


def shuffled(rng: RandomFn, items: Sequence[Item]) -> list[Item]:
    """The items in an order of chance (Fisher and Yates)."""
    mixed = list(items)
    for last in range(len(mixed) - 1, 0, -1):
        other = int(rng() * (last + 1))
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return mixed


def weighted(rng: RandomFn, items: Sequence[Item], weights: Sequence[int] = (8, 3, 2)) -> list[Item]:
    """The items with repeats, so that a plain pick has a clear favourite: weights go down, every further item has 1."""
    mixed = shuffled(rng, items)
    return [item for at, item in enumerate(mixed) for _ in range(weights[at] if at < len(weights) else 1)]


def standard_normal(rng: RandomFn) -> float:
    """A number around 0 with standard deviation 1: twelve even draws, less 6; no logarithm that platforms round apart."""
    total = -6.0
    # sum() adds floats in another way from Python 3.12 on.
    for _ in range(12):
        total += rng()
    return total


def some(rng: RandomFn, items: Sequence[Any], share: float) -> list[Any]:
    """Each item with this rng, in their order."""
    return [item for item in items if rng() < share]


# The last digits of exp() differ between platforms: six digits are kept, for every fiftieth from −8 to 8.
_STEPS, _WIDEST = 50, 8
_LOGISTIC = [round(1 / (1 + math.exp(-at / _STEPS)), 6) for at in range(-_WIDEST * _STEPS, _WIDEST * _STEPS + 1)]


def logistic(value: float) -> float:
    """The chance 1 ÷ (1 + e^−value), from a table; values beyond ±8 count as ±8."""
    at = int((value + _WIDEST) * _STEPS)
    return _LOGISTIC[0 if at < 0 else at if at < len(_LOGISTIC) else -1]
