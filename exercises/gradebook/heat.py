"""How the class marked the text: every word with how many marked it, and the same as a table of stretches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from ..article import Span
from ..content import Content
from ..kinds import Question
from .tally import Item

LEVELS = 5


@dataclass(frozen=True)
class Piece:
    """A stretch of the text as it is drawn: its words, how many marked them, their share, and a level from 0 to 5."""

    text: str
    number: int
    share: float

    @property
    def level(self) -> int:
        """0 for nobody, then 1 to 5 by fifths of the readers."""
        return 0 if not self.number else min(LEVELS, 1 + int(self.share * LEVELS - 1e-9))


@dataclass(frozen=True)
class Stretch:
    """A line of the table: words next to each other that the same number of readers marked, with their labels."""

    paragraph: int
    span: Span
    text: str
    number: int
    share: float
    labels: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Heat:
    """The heat map of one question: (paragraph number, its pieces), the same as stretches, and how many readers."""

    question: str
    title: str
    readers: int
    paragraphs: tuple[tuple[int, tuple[Piece, ...]], ...]
    stretches: tuple[Stretch, ...]
    flooded: int


def heat(content: Content, question: Question, item: Item, title: str) -> Heat:
    """How many readers marked each word, over the paragraphs that the question shows."""
    article = content.article
    counts = {number: _by_label(item.words.get(number, {})) for number in range(len(article.words()))}
    marked = {number: sum(times for _, times in item.words.get(number, {}).items()) for number in counts}
    numbers = question.paragraphs or tuple(paragraph.number for paragraph in article.paragraphs)
    words = list(enumerate(article.words()))
    paragraphs, stretches = [], []
    for paragraph in numbers:
        area = article.paragraph(paragraph).span
        own = [(number, span) for number, span in words if area.start <= span.start < area.end]
        pieces, at = [], area.start
        for key, group in groupby(own, key=lambda word: (marked[word[0]], counts[word[0]])):
            run = list(group)
            start, end = run[0][1].start, run[-1][1].end
            if start > at:
                pieces.append(Piece(article.words_in(Span(at, start)), 0, 0.0))
            text, share = article.words_in(Span(start, end)), key[0] / max(1, item.answered)
            pieces.append(Piece(text, key[0], share))
            if key[0]:
                stretches.append(Stretch(paragraph, Span(start, end), text, key[0], share, key[1]))
            at = end
        pieces.append(Piece(article.words_in(Span(at, area.end)), 0, 0.0))
        paragraphs.append((paragraph, tuple(piece for piece in pieces if piece.text)))
    return Heat(question.id, title, item.answered, tuple(paragraphs), tuple(stretches), item.flooded)


def _by_label(sets: dict[tuple[str, ...], int]) -> tuple[tuple[str, int], ...]:
    """How often each label was put on a word."""
    labels: Counter[str] = Counter()
    for names, times in sets.items():
        for name in names:
            labels[name] += times
    return tuple(sorted(labels.items(), key=lambda pair: (-pair[1], pair[0])))
