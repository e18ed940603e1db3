"""What the answers to a question consist of: forms from which a sample class makes answers that are nearly right.

A kind names its form; the sample class knows the forms but not the kinds. ``normalize`` of the kind accepts an answer in
its form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..text.article import Span

Cell = tuple[str, str]


class Sampling:
    """What answers consist of."""


@dataclass(frozen=True)
class Listed(Sampling):
    """Only the model answer and the known errors. Fits all kinds."""


@dataclass(frozen=True)
class Ticks(Sampling):
    """Answers are lists of options that are required, allowed or wrong."""

    required: tuple[str, ...]
    allowed: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Cells(Sampling):
    """Answers put one label into each cell, (row, column); ``answer`` makes one of {cell: label}."""

    accepted: Mapping[Cell, tuple[str, ...]]
    wrong: tuple[tuple[Cell, str], ...]
    answer: Callable[[dict[Cell, str]], Any]


@dataclass(frozen=True)
class Ranking(Sampling):
    """Answers are lists of all items; within a group any order is right."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Quantity(Sampling):
    """Answers are numbers around a target, or known errors."""

    target: float
    wrong: tuple[float, ...]


@dataclass(frozen=True)
class Wording(Sampling):
    """Answers are a few words; these are accepted."""

    accepted: tuple[str, ...]


@dataclass(frozen=True)
class Outputs(Sampling):
    """Answers are lists with the output of each call; ``wrong`` has known wrong lists."""

    right: tuple[Any, ...]
    wrong: tuple[list[Any], ...]


@dataclass(frozen=True)
class Highlighting(Sampling):
    """Answers are lists of {start, end, label}; a required place has one or more acceptable spans."""

    labels: tuple[str, ...]
    required: tuple[tuple[str, tuple[Span, ...]], ...]
    allowed: tuple[tuple[str, Span], ...]
    tempting: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class Reading(Sampling):
    """Answers are {choice, quotes}: an option and its quotations. ``listed`` has the spans that support an option."""

    options: tuple[str, ...]
    listed: Mapping[str, tuple[Span, ...]]
    quotes: int


@dataclass(frozen=True)
class OwnWords(Sampling):
    """Answers are texts with a minimum number of words."""

    min_words: int


@dataclass(frozen=True)
class Rewording(Sampling):
    """Answers are texts like the samples, of ``least`` to ``most`` words; those in ``wrong`` break a condition."""

    wrong: tuple[str, ...]
    least: int = 1
    most: int = 1_000
