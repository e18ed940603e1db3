"""The article in printed lines of a fixed length, so that a line number means the same words on every sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...text.article import Article, Span

# In characters. Short enough for a wide margin at 11 points and to fit the page at 18: both have the same lines.
MEASURE = 53
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """One printed line: its number from 1 through the whole article, its paragraph's number, and its characters."""

    number: int
    paragraph: int
    span: Span


def lines_of(article: Article, measure: int = MEASURE) -> list[Line]:
    """The article's lines, at most ``measure`` characters long and broken between words; a longer word has its own line.

    The spans of a paragraph's lines leave no gaps, so that no character is lost.
    """
    lines: list[Line] = []
    for paragraph in article.paragraphs:
        words = [Span(*found.span()) for found in _WORD.finditer(article.text, paragraph.span.start, paragraph.span.end)]
        starts = [words[0].start]
        for word in words:
            if word.end - starts[-1] > measure and word.start > starts[-1]:
                starts.append(word.start)
        for start, end in zip(starts, [*starts[1:], paragraph.span.end], strict=True):
            lines.append(Line(len(lines) + 1, paragraph.number, Span(start, end)))
    return lines


def lines_in(lines: Iterable[Line], span: Span) -> tuple[int, int]:
    """The numbers of the first and last lines that have any of these characters; (0, 0) if none has."""
    numbers = [line.number for line in lines if line.span.overlap(span)]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)


def told(first: int, last: int) -> str:
    """Line numbers in words: “line 4” or “lines 4–7”."""
    return f"line {first}" if first == last else f"lines {first}–{last}"
