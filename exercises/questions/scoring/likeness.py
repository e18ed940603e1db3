"""How alike texts are, by the runs of three words that they share: with a sample, with the article, and in a class.

A run breaks when any of its words is changed, so each changed word breaks three: with one word in seven replaced, 4 of 7
runs are still there; with one in six, 3 of 6. ``NEARLY_SAME`` lies between these. In the corpora that the checks were made
with, sound texts share at most 0.44 of their runs with a sample and 0.52 with the article (a headline of ten words), and
copies at least 0.67. The threshold is closer to the sound ones because a flag costs a student nothing.

What everybody was given, such as the article, is nobody's own, and its runs are left out when two writers are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from ...text.lookalikes import see_through
from .english import spelling

Runs = frozenset[tuple[str, str, str]]
NEARLY_SAME = 0.55
# A text of a few words may share most of its runs by chance, so with fewer runs nothing can be said.
FEWEST_RUNS = 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def runs(text: str) -> Runs:
    """Each run of three words (w-shingles: Broder 1997), ignoring case, marks, disguised letters and ways of spelling.

    >>> runs("Austin’s goal is new.")
    frozenset({('austin', 'goal', 'is'), ('goal', 'is', 'new')})
    """
    words = [spelling(word) for word in _WORD.findall(see_through(text)[0])]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def likeness(one: Runs, other: Runs) -> float:
    """From 0 to 1: the share of the shorter text's runs that the other has too (containment); 0 for too short a text."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= FEWEST_RUNS else 0.0


def near_copies(texts: Sequence[str], given: Iterable[str] = ()) -> list[tuple[int, ...]]:
    """For each answer of a class to one question, the indexes of the others that are nearly the same.

    Runs from the texts in ``given``, such as the article and the prompt, are left out.
    """
    theirs: Runs = frozenset().union(*map(runs, given))
    own = [runs(text) - theirs for text in texts]
    places: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, ours in enumerate(own):
        for run in ours:
            places[run].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
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
