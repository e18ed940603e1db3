"""What readers chose: for each part of a question, the categories they chose and how many chose each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...base.errors import sanitize
from ...questions import Question
from ..statistics.tally import OTHERS, Item
from .privacy import without_lone_words

MOST_SHOWN = 6
LONGEST = 200  # characters


@dataclass(frozen=True)
class Bar:
    """One line of a distribution: a text, its count, its share of all from 0 to 1, and whether the page supports it."""

    text: str
    number: int
    share: float
    fits: bool = False


@dataclass(frozen=True)
class Unit:
    """A part of a question, “” for one without parts, with what readers chose there, most common first."""

    text: str
    bars: tuple[Bar, ...]

    @property
    def fitting(self) -> tuple[Bar, ...]:
        """The choices that the page supports."""
        return tuple(bar for bar in self.bars if bar.fits)

    @property
    def instead(self) -> tuple[Bar, ...]:
        """What was chosen instead."""
        return tuple(bar for bar in self.bars if not bar.fits)

    @property
    def distractor_count(self) -> int:
        """How many readers chose something that the page does not support."""
        return sum(bar.number for bar in self.instead)


def distribution(question: Question, item: Item) -> Iterator[Unit]:
    """Each unit of a question with its bars. In a contested question, bars are neither fitting nor unfitting."""
    for unit, counts in item.readings.items():
        total = sum(counts.values())
        fitting = {category for category in counts if _fits(question, unit, category)}
        order = _ordered(without_lone_words(question, counts, fitting))
        kept, rest = order[:MOST_SHOWN], order[MOST_SHOWN:]
        if rest:
            others = sum(number for _, number in rest) + sum(number for text, number in kept if text == OTHERS)
            kept = [*(pair for pair in kept if pair[0] != OTHERS), (OTHERS, others)]
        bars = (Bar(sanitize(text, LONGEST), number, number / total, text in fitting) for text, number in kept)
        yield Unit(unit, tuple(bars))


def _fits(question: Question, unit: str, category: str) -> bool:
    return question.standing == "settled" and category != OTHERS and question.is_accepted(unit, category)


def _ordered(shown: Mapping[str, int]) -> list[tuple[str, int]]:
    """Most common first, ties in the order of their texts; “others” always comes last."""
    return sorted(shown.items(), key=lambda pair: (pair[0] == OTHERS, -pair[1], pair[0]))
