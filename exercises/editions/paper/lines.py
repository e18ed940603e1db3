"""The article in printed lines of a fixed measure, so that a number in the margin names the same words on every sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...text.article import Article, Span

# Characters. Short enough to leave a wide margin at 11 points, and to fit the page at 18: both have the same lines.
MEASURE = 53
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """One printed line: its number from 1 through the whole article, its paragraph's number, and its characters."""

    number: int
    paragraph: int
    span: Span


def lines_of(article: Article, measure: int = MEASURE) -> list[Line]:
    """The article's lines, broken between words at ``measure`` characters; a longer word has a line of its own.

    The spans of a paragraph's lines follow one another without a gap, so that no character is lost.
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
    """The numbers of the first and the last line that hold any of these characters; (0, 0) for none."""
    numbers = [line.number for line in lines if line.span.overlap(span)]
    return (numbers[0], numbers[-1]) if numbers else (0, 0)


def told(first: int, last: int) -> str:
    """Lines as a reader says them: “line 4” or “lines 4–7”."""
    return f"line {first}" if first == last else f"lines {first}–{last}"
