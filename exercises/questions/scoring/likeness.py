"""How similar two texts are, by the pairs of words that they share."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from .draft import read_draft

# Two independent texts on the same article share a fifth to a third of their pairs; a copy with one word in ten replaced
# shares four fifths.
NEAR = 0.75


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of word pairs that two texts have in common (Dice's coefficient over sets of bigrams).

    Case, marks, and spelling are ignored. A text of fewer than two words scores 0 against any other.
    """
    first, second = pairs_of(one), pairs_of(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def taken_from(text: str, other: str) -> float:
    """From 0 to 1: the share of a text's word pairs that another, longer text has too."""
    pairs = pairs_of(text)
    return len(pairs & pairs_of(other)) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=512)
def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighboring words of a text, as a set; a class's texts can be compared set by set."""
    words = [token.base for token in read_draft(text).tokens if not token.is_mark]
    return frozenset(pairwise(words))
