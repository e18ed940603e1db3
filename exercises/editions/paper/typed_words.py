"""Words of the article, typed in from paper: found by paragraph or printed line; a long place by its first and last words.

A question with such answers has the ``article``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...questions import Question
from ...questions.answer_form import InvalidAnswer
from ...text.article import Article, Span
from .lines import lines_of
from .numbering import letter_of, lettered, printed

# A paragraph or a printed line, as in “P3:”, “12:”, “line 12:” and “12–14:”, of which only the first line counts.
_PLACE = r"\s*(?:p\.?\s*(\d+)|(?:lines?|l)?\.?\s*(\d+)(?:\s*[-–]\s*\d+)?)\s*:"
_WITH_PLACE = re.compile(rf"{_PLACE}\s*(.+)", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:…|\.\.\.+)\s*")
_EDGES = " \t\r\n\"“”'‘’.,;:"
NO_READING = "?"


# Highlights --------------------------------------------------------------------------------------
def how_highlights(question: Question) -> str:
    """What to type for highlighted words."""
    one, other = ("a ", "b ") if len(printed(question, "labels")) > 1 else ("", "")
    return f"{'letter, ' if one else ''}line: words, as in {one}12: words | {other}30: first words … last words"


def read_highlights(question: Any, typed: str) -> list[dict]:
    """Highlights, typed as “12: words | b P3: words”. Raises InvalidAnswer."""
    return [_highlight(question, piece) for piece in _pieces(typed)]


def write_highlights(question: Any, answer: list[dict]) -> str:
    """Highlights as they would be typed, each with its paragraph, or with its line if the paragraph has the words twice."""
    return " | ".join(_written(question, mark) for mark in answer)


def _written(question: Any, mark: dict) -> str:
    article, labels = question.article, printed(question, "labels")
    label = f"{letter_of(labels, mark['label'])} " if len(labels) > 1 else ""
    words = " ".join(article.text[mark["start"] : mark["end"]].split())
    line = next(line.number for line in lines_of(article) if mark["start"] < line.span.end)
    by_paragraph, by_line = f"{label}P{article.paragraph_at(mark['start'])}: {words}", f"{label}{line}: {words}"
    try:
        return by_paragraph if _highlight(question, by_paragraph) == mark else by_line
    except InvalidAnswer:
        return by_line


def _highlight(question: Any, piece: str) -> dict:
    labels = printed(question, "labels")
    label, rest = _labelled(piece, labels, rf"(?:\s*:|(?={_PLACE}))")
    if label is None:
        if len(labels) > 1:
            raise InvalidAnswer(f"“{piece[:40]}” needs the letter of its label in front, as in “a 12: words”.")
        label = next(iter(labels))
    words, where = _placed(question.article, rest)
    found = places(question.article, words, where, question.paragraphs)
    if len(found) > 1:
        raise InvalidAnswer(
            f"The words “{words[:60]}” stand in {len(found)} places: type the line in front, as in “12: words”."
        )
    if not found:
        raise InvalidAnswer(f"The words “{words[:60]}” do not stand {'there' if where else 'in the article'}.")
    return {"start": found[0].start, "end": found[0].end, "label": label}


# A reading with its quotations -------------------------------------------------------------------
def how_reading(question: Question) -> str:
    """What to type for a reading with its words."""
    return "letter: exact words" + " | exact words" * (question.public()["quotes"] - 1)


def read_reading(question: Any, typed: str) -> dict:
    """A reading with its quotations, typed as “b: words | words”; “?: words” if no reading is chosen."""
    choice, rest = _labelled(typed, printed(question, "options"), r"\s*(?:[:|]|$)")
    if choice is None:
        none = re.match(rf"\s*\{NO_READING}\s*[:|]", typed)
        if not none:
            raise InvalidAnswer(f"“{typed[:40]}” does not start with the letter of a reading, as in “b: words”.")
        rest = typed[none.end() :]
    return {"choice": choice, "quotes": [_quotation(question, piece) for piece in _pieces(rest)]}


def write_reading(question: Question, answer: dict) -> str:
    """A reading with its quotations as it would be typed."""
    choice = answer["choice"]
    start = letter_of(printed(question, "options"), choice) if choice else NO_READING
    return f"{start}: {' | '.join(answer['quotes'])}" if answer["quotes"] else start


def _quotation(question: Any, piece: str) -> str:
    words, where = _placed(question.article, piece)
    if _BETWEEN.search(words) and len(found := places(question.article, words, where, question.paragraphs)) == 1:
        return question.article.words_in(found[0])
    return words


# Finding words -----------------------------------------------------------------------------------
def places(article: Article, words: str, where: Span | None, paragraphs: Sequence[int]) -> list[Span]:
    """The places of these words: inside ``where`` or starting in it, or else in the paragraphs that the question shows.

    Whole words are preferred to parts of words, and the case as typed to any other.
    """
    found = _stretches(article, words) or _stretches(article, words.strip(_EDGES))
    if where:
        found = [s for s in found if where.start <= s.start < where.end] or [s for s in found if s.overlap(where)]
    elif paragraphs:
        found = [s for s in found if article.paragraph_at(s.start) in paragraphs] or found
    found = [s for s in found if _whole(article.text, s)] or found
    return [s for s in found if article.words_in(s) == words] or found


def _stretches(article: Article, words: str) -> list[Span]:
    """The places of the words, or of “first … last” inside one paragraph: from each first to the nearest last."""
    if found := article.places(words):
        return found
    first, *more = _BETWEEN.split(words)
    if len(more) != 1 or not first or not more[0]:
        return []
    ends = [s for s in article.places(more[0].strip(_EDGES)) if _whole(article.text, s)]
    found = []
    for start in article.places(first.strip(_EDGES)):
        paragraph = article.paragraph_at(start.start)
        later = [s.end for s in ends if s.start >= start.end and article.paragraph_at(s.start) == paragraph]
        found += [Span(start.start, later[0])] if later else []
    return found


def _whole(text: str, span: Span) -> bool:
    return not text[max(0, span.start - 1) : span.start].isalnum() and not text[span.end : span.end + 1].isalnum()


def _placed(article: Article, piece: str) -> tuple[str, Span | None]:
    """Words without the line or paragraph in front of them, and the span it names. Raises InvalidAnswer."""
    found = _WITH_PLACE.fullmatch(piece)
    if not found:
        return piece.strip().removeprefix(":").strip(), None
    name, of_article = ("paragraph", article.paragraphs) if found[1] else ("line", lines_of(article))
    number = int(found[1] or found[2])
    if not 1 <= number <= len(of_article):
        raise InvalidAnswer(f"The article has no {name} {number}; it has {len(of_article)}.")
    return found[3].strip(), of_article[number - 1].span


def _labelled(piece: str, labels: dict[str, str], end: str) -> tuple[str | None, str]:
    """The label in front, by its letter, id or text, and what follows it; None if there is no label."""
    names = {text.casefold(): label for label, text in labels.items()} | {label.casefold(): label for label in labels}
    names |= lettered(labels)
    for name in sorted(names, key=len, reverse=True):
        if found := re.match(rf"\s*{re.escape(name)}[.)]?{end}", piece, re.IGNORECASE):
            return names[name], piece[found.end() :]
    return None, piece


def _pieces(typed: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[|\n]", typed) if piece.strip()]
