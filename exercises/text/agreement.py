"""How well readings of one text agree, layer by layer: Krippendorff's alpha over its words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from .article import Article, Span

NOTHING = "-"


def by_word(article: Article, marked: Iterable[tuple[Span, str]]) -> list[str]:
    """The category of each word of the article, in reading order: the units that ``alpha`` compares.

    ``marked`` has (span, category) pairs. A word that no span covers gets "-"; a word that several cover gets their
    categories sorted and joined with "+".

        >>> by_word(article, [(article.find("Benny Gantz"), "person")])[:5]
        ['-', '-', '-', 'person', 'person']
    """
    annotations = list(marked)
    covering = (sorted({category for span, category in annotations if span.overlap(word)}) for word in article.words())
    return ["+".join(own) or NOTHING for own in covering]


def alpha(one: Sequence, other: Sequence) -> float | None:
    """Krippendorff's alpha of two readings of the same units (NLTK's ``AnnotationTask``); None when nothing varies.

    ``one`` and ``other`` have one category per unit, in the same order. Categories are strings (nominal distance) or
    frozensets (MASI distance, Passonneau 2006). 1 is full agreement, 0 is agreement by chance. Raises ValueError when the
    lengths differ.

        >>> round(alpha(["a", "a", "-", "-"], ["a", "-", "-", "-"]), 3)
        0.533
    """
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance, masi_distance

    if len(one) != len(other):
        raise ValueError("Both readings must be of the same units.")
    if len(set(one) | set(other)) < 2:
        return None
    sets = isinstance(one[0], frozenset)
    data = [(reader, str(n), value) for reader, values in (("a", one), ("b", other)) for n, value in enumerate(values)]
    return AnnotationTask(data=data, distance=masi_distance if sets else binary_distance).alpha()


def alpha_of_counts(
    units: Iterable[Mapping[Hashable, int]], distance: Callable[[Hashable, Hashable], float] | None = None
) -> float | None:
    """Krippendorff's alpha of any number of readers, from counts; None when nothing varies.

    ``units`` has a mapping for each unit: category → number of readers who chose it. Units with fewer than two readers
    are left out. ``distance`` takes two different categories; without it, any two are at distance 1 (nominal).
    The tests check that the result equals ``AnnotationTask.alpha``; without a record per reader and unit, it handles a
    class of thousands.

        >>> round(alpha_of_counts([{"a": 2}, {"a": 1, "-": 1}, {"-": 2}, {"-": 2}]), 3)
        0.533
    """
    usable = [counts for counts in units if sum(counts.values()) > 1]
    totals: dict[Hashable, int] = {}
    observed = 0.0
    for counts in usable:
        readers = sum(counts.values())
        observed += _disagreement(counts, distance) / (readers - 1)
        for category, number in counts.items():
            totals[category] = totals.get(category, 0) + number
    everything = sum(totals.values())
    expected = _disagreement(totals, distance)
    if not expected:
        return None
    return 1 - observed * (everything - 1) / expected


def masi(one: Any, other: Any) -> float:
    """The MASI distance of two frozensets (Passonneau 2006), from 0 to 1, with NLTK's weights.

    Importing NLTK for it alone would take a fifth of the time in which a class of thirty is graded.

        >>> round(masi(frozenset("ab"), frozenset("abc")), 3)
        0.556
    """
    shared = len(one & other)
    if one == other:
        return 0.0
    weight = 2 / 3 if shared == min(len(one), len(other)) else 1 / 3 if shared else 0
    return 1 - shared / len(one | other) * weight


def _disagreement(counts: Mapping[Hashable, int], distance: Callable | None) -> float:
    """The sum of the distances over all pairs of readers of one unit, counting each pair once."""
    if distance is None:
        total = sum(counts.values())
        return (total * total - sum(number * number for number in counts.values())) / 2
    return sum(a * b * distance(one, other) for (one, a), (other, b) in combinations(counts.items(), 2))
