"""The words of the article that readers cited most, for each reading or label: the evidence as the class sees it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...questions import Question
from ...text.article import Article, Span
from ..statistics.tally import Item

# A quotation that only one reader chose is not shown.
FEWEST = 2
MOST_STRETCHES = 3
# A stretch extends as far as at least this share of the readers who cited its most cited word.
_EDGE = 0.5
# Leftovers at the edges of a stretch, such as “for the”, are not worth showing.
_WEIGHTY = re.compile(r"\w{4,}|[A-Z]\w+|\d")


@dataclass(frozen=True)
class QuotedStretch:
    """Adjacent words that readers cited, their paragraph, and how many cited the most cited of them."""

    text: str
    paragraph: int
    number: int


@dataclass(frozen=True)
class Quoted:
    """A reading or a label, and the stretches cited most for it."""

    label: str
    stretches: tuple[QuotedStretch, ...]


def quoted(article: Article, question: Question, item: Item) -> tuple[Quoted, ...]:
    """For each label, in the question's order, what was cited most; labels without any agreement are left out."""
    counts: dict[str, Counter[int]] = {}
    for word, sets in item.words.items():
        for labels, times in sets.items():
            for label in labels:
                counts.setdefault(label, Counter())[word] += times
    order = question.labels_of_spans()
    found = []
    for label in sorted(counts, key=lambda label: (order.index(label) if label in order else len(order), label)):
        if stretches := tuple(_stretches(article, counts[label])):
            found.append(Quoted(label, stretches))
    return tuple(found)


def _stretches(article: Article, counts: Counter[int]) -> list[QuotedStretch]:
    spans, left = article.words(), dict(counts)
    found: list[QuotedStretch] = []
    while left and len(found) < MOST_STRETCHES:
        peak = min(left, key=lambda word: (-left[word], word))
        if left[peak] < FEWEST:
            break
        least = max(FEWEST, _EDGE * left[peak])
        number, first, last = left[peak], peak, peak
        home = article.paragraph_at(spans[peak].start)

        def goes_on(word: int, least: float = least, home: int = home) -> bool:
            return left.get(word, 0) >= least and article.paragraph_at(spans[word].start) == home

        while goes_on(first - 1):
            first -= 1
        while goes_on(last + 1):
            last += 1
        for word in range(first, last + 1):
            del left[word]
        text = article.words_in(Span(spans[first].start, spans[last].end))
        if _WEIGHTY.search(text):
            found.append(QuotedStretch(text, home, number))
    return found
