"""Answers that point to words of the article: highlights, and readings with their quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..questions import Question
from ..questions.sampling import Highlighting, Reading
from ..text.article import Article, Span
from .rng import RandomFn, pick, shuffled, some, weighted
from .texts import changed_round, stretch, window


def highlights(question: Question, form: Highlighting, article: Article, rng: RandomFn, many: int) -> Iterator[list[dict]]:
    """Highlights with more and more mistakes: edges shifted, places missed, tempting or random ones added, wrong labels."""
    required, tempting = form.required, weighted(rng, form.tempting)
    allowed = [(label, (span,)) for label, span in form.allowed]
    for at in range(many):
        care = (1.0, 0.85, 0.65, 0.45)[at % 4]
        places = required or some(rng, allowed, 0.6)
        marks = []
        for label, extents in some(rng, places, care + (1 - care) / 2):
            span = pick(rng, extents)
            span = span if rng() < care else _shifted(article, rng, span)
            marks.append((span, label if rng() < care + 0.2 else pick(rng, form.labels)))
        if allowed and required and rng() < 0.3:
            label, extents = pick(rng, allowed)
            marks.append((extents[0], label))
        if tempting and rng() > care:
            label, span = pick(rng, tempting)
            marks.append((span, label))
        if rng() > care + 0.3:
            marks.append((stretch(article, rng, question.paragraphs, 1, 5), pick(rng, form.labels)))
        yield [{"start": span.start, "end": span.end, "label": label} for span, label in dict.fromkeys(sorted(marks))]


def _shifted(article: Article, rng: RandomFn, span: Span) -> Span:
    """The span with one or both edges moved inward or outward by one or two words, never out of its paragraph."""
    area = article.paragraph(article.paragraph_at(span.start)).span
    words = [w for w in article.tokens(area) if any(c.isalnum() for c in article.words_in(w))]
    touched = [at for at, word in enumerate(words) if word.overlap(span)]
    if not touched:
        return span
    first, last = touched[0], touched[-1]
    first = max(0, min(first + int(rng() * 5) - 3, last))
    last = min(len(words) - 1, max(first, last + int(rng() * 6) - 2))
    return Span(words[first].start, words[last].end)


def readings(question: Question, form: Reading, article: Article, rng: RandomFn, many: int) -> Iterator[dict]:
    """Readings with fitting words, other words, misquoted words or no words; sometimes words without a reading."""
    listed = weighted(rng, list(form.listed), (5, 3, 2))
    for at in range(many):
        choice = pick(rng, listed if at % 5 else form.options)
        answer = _reading(question, form, article, rng, choice, fitting=at % 2 == 0)
        if at % 7 == 1:
            answer["quotes"] = []
        elif at % 7 == 3 and answer["quotes"]:
            answer["quotes"][0] = _misquoted(rng, answer["quotes"][0])
        elif at % 11 == 5:
            answer["choice"] = None
        yield answer


def _reading(
    question: Question, form: Reading, article: Article, rng: RandomFn, choice: str, fitting: bool = False
) -> dict:
    fits = form.listed.get(choice, ())
    quotes = [article.words_in(span) for span in shuffled(rng, fits)[: form.quotes]] if fitting else []
    while len(quotes) < form.quotes:
        quotes.append(window(article, rng, question.paragraphs, 3, 9))
    return {"choice": choice, "quotes": quotes}


def _misquoted(rng: RandomFn, quote: str) -> str:
    """A quotation from memory: one word missing, or two swapped."""
    words = quote.split()
    at = int(rng() * len(words))
    if len(words) > 2 and rng() < 0.6:
        return " ".join(words[:at] + words[at + 1 :])
    return changed_round(rng, quote)


def own_readings(question: Question, article: Article, rng: RandomFn, many: int) -> list[Any]:
    """Readings not in the key, each with exact words of the article; if the key lists all readings, the last one."""
    form = question.sampling()
    if not isinstance(form, Reading):
        return []
    options = [option for option in form.options if option not in form.listed] or form.options[-1:]
    return [_reading(question, form, article, rng, pick(rng, options)) for _ in range(many)]
