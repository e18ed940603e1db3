"""Answers of a class that are nearly the same, by the three-word runs they share that come from no given text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

RUN = 3  # words
# If two answers share at least this fraction of the shorter one's runs, they are called nearly the same.
NEARLY_SAME = 0.6
# With fewer runs left to compare, two answers may share most of them by chance.
FEWEST_RUNS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Each run of three words in a text, ignoring case and punctuation (w-shingles: Broder 1997)."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def near_copies(texts: Sequence[str], given: Iterable[str] = ()) -> list[tuple[int, ...]]:
    """For each answer to one question, the indexes of the others that are nearly the same.

    The measure is the fraction of the shorter answer's runs that are also in the other one (containment). Runs from the
    texts in ``given``, such as the article and the prompt, are ignored.
    """
    theirs: frozenset[tuple[str, ...]] = frozenset().union(*map(runs, given))
    own = [runs(text) - theirs for text in texts]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, ours in enumerate(own):
        for run in ours:
            places[run].append(at)
    for holders in places.values():
        for pair in combinations(holders, 2):
            shared[pair] += 1
    found: list[list[int]] = [[] for _ in texts]
    for (one, other), both in sorted(shared.items()):
        fewest = min(len(own[one]), len(own[other]))
        if fewest >= FEWEST_RUNS and both >= NEARLY_SAME * fewest:
            found[one].append(other)
            found[other].append(one)
    return [tuple(sorted(others)) for others in found]
