"""How far two readings of one text agree, layer by layer: Krippendorff's alpha over its words (NLTK)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..article import Article, Span

NOTHING = "-"


def by_word(article: Article, marked: Iterable[tuple[Span, str]]) -> list[str]:
    """For every word of the article, the category of the mark that covers it, or "-": the units that are compared."""
    marks = list(marked)
    covering = (sorted({category for span, category in marks if span.overlap(word)}) for word in article.words())
    return ["+".join(own) or NOTHING for own in covering]


def alpha(one: Sequence, other: Sequence) -> float | None:
    """Krippendorff's alpha of two readings of the same units; None when neither varies, so that nothing can be said.

    Categories are texts (nominal distance) or frozensets (MASI distance, Passonneau 2006). 1 is full agreement, 0 is
    what chance would give.
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
