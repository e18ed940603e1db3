"""How the class marked the text: how many marked each word, and the same as a table of stretches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from ...lesson_data.content import Content
from ...questions import Question
from ...text.article import Article, Span
from ..statistics.tally import Item

LEVELS = 5
# In a smaller class each reader's marks are shown.
FEWEST_TO_SHADE = 3


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as drawn: its words, how many marked them, their share, and a level from 0 to 5.

    What fewer than ``least`` readers marked is not drawn.
    """

    text: str
    number: int
    share: float
    least: int = 1

    @property
    def level(self) -> int:
        """0 for too few, then 1 to 5 by fifths of the readers."""
        return 0 if self.number < self.least else min(LEVELS, 1 + int(self.share * LEVELS - 1e-9))


@dataclass(frozen=True)
class Stretch:
    """A table row: adjacent words that the same number of readers marked, with their labels."""

    paragraph: int
    span: Span
    text: str
    number: int
    share: float
    labels: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Heat:
    """The heat map of one question: (paragraph number, its pieces), the same as stretches, and how many readers.

    ``headings`` has the titles of sections, by the paragraph that each of them goes above. It shows words that ``least``
    readers or more marked: more than there are readers who marked nearly everything, so that one of them does not paint
    the whole text.
    """

    question: str
    title: str
    standing: str
    readers: int
    paragraphs: tuple[tuple[int, tuple[Piece, ...]], ...]
    stretches: tuple[Stretch, ...]
    over_highlighted: int
    headings: Mapping[int, str]
    least: int = 1

    @property
    def shown(self) -> tuple[Stretch, ...]:
        """The stretches that are drawn."""
        return tuple(stretch for stretch in self.stretches if stretch.number >= self.least)

    @property
    def labels(self) -> int:
        """How many different labels were put on words."""
        return len({label for stretch in self.stretches for label, _ in stretch.labels})

    @property
    def peak(self) -> Stretch | None:
        """The words that most readers marked, the first of them if there is a tie; None if nobody marked any."""
        return max(self.stretches, key=lambda stretch: stretch.number, default=None)


def heat(content: Content, question: Question, item: Item, title: str) -> Heat:
    """How many readers marked each word, in the paragraphs that the question shows."""
    article = content.article
    words = list(enumerate(article.words()))
    paragraphs, stretches = [], []
    least = 1 if item.answered < FEWEST_TO_SHADE else max(2, 1 + item.over_highlighted)
    numbers = question.paragraphs or tuple(paragraph.number for paragraph in article.paragraphs)
    for number in numbers:
        area = article.paragraph(number).span
        runs = _runs([(word, span) for word, span in words if area.start <= span.start < area.end], item)
        paragraphs.append((number, _pieces(article, area, runs, item.answered, least)))
        for span, marked, labels in runs:
            if marked:
                share = marked / max(1, item.answered)
                stretches.append(Stretch(number, span, article.words_in(span), marked, share, labels))
    found = tuple(paragraphs), tuple(stretches)
    headings = article.headings(numbers)
    return Heat(question.id, title, question.standing, item.answered, *found, item.over_highlighted, headings, least)


def _runs(words: list[tuple[int, Span]], item: Item) -> list[tuple[Span, int, tuple[tuple[str, int], ...]]]:
    """Adjacent words that were marked equally often with the same labels: (their span, count, labels)."""

    def key(word: tuple[int, Span]) -> tuple:
        sets: Mapping[tuple[str, ...], int] = item.words.get(word[0], {})
        return sum(sets.values()), _by_label(sets)

    found = []
    for (marked, labels), group in groupby(words, key):
        run = list(group)
        found.append((Span(run[0][1].start, run[-1][1].end), marked, labels))
    return found


def _pieces(article: Article, area: Span, runs: list, readers: int, least: int) -> tuple[Piece, ...]:
    """A paragraph cut at the edges of its runs; text between two runs belongs to neither."""
    pieces, at = [], area.start
    for span, marked, _ in runs:
        pieces.append(Piece(article.words_in(Span(at, span.start)), 0, 0.0))
        pieces.append(Piece(article.words_in(span), marked, marked / max(1, readers), least))
        at = span.end
    pieces.append(Piece(article.words_in(Span(at, area.end)), 0, 0.0))
    return tuple(piece for piece in pieces if piece.text)


def _by_label(sets: Mapping[tuple[str, ...], int]) -> tuple[tuple[str, int], ...]:
    """How often each label was put on a word."""
    labels: Counter[str] = Counter()
    for names, times in sets.items():
        for name in names:
            labels[name] += times
    return tuple(sorted(labels.items(), key=lambda pair: (-pair[1], pair[0])))
