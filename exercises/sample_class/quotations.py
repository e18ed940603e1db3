"""Answers that point at words of the article: highlights, and readings with their quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..questions.kinds.evidence import Evidence
from ..questions.kinds.spans import Spans
from ..questions.question import Question
from ..text.article import Article, Span
from .rng import Source, favoured, pick, shuffled, some
from .texts import changed_round, stretch, window


def highlights(question: Spans, article: Article, chance: Source, many: int) -> Iterator[list[dict]]:
    """Highlights with more and more slips: edges shifted, places missed, tempting or random places added, wrong labels."""
    labels = list(question.labels)
    tempting = favoured(chance, question.distractors)
    required = [(label, extents) for label, gold in question.gold.items() for extents in gold.required]
    allowed = [(label, (span,)) for label, gold in question.gold.items() for span in gold.allowed]
    for at in range(many):
        care = (1.0, 0.85, 0.65, 0.45)[at % 4]
        places = required or some(chance, allowed, 0.6)
        marks = []
        for label, extents in some(chance, places, care + (1 - care) / 2):
            span = pick(chance, extents)
            span = span if chance() < care else _shifted(article, chance, span)
            marks.append((span, label if chance() < care + 0.2 else pick(chance, labels)))
        if allowed and required and chance() < 0.3:
            label, extents = pick(chance, allowed)
            marks.append((extents[0], label))
        if tempting and chance() > care:
            slip = pick(chance, tempting)
            marks.append((slip.span, slip.label))
        if chance() > care + 0.3:
            marks.append((stretch(article, chance, question.paragraphs, 1, 5), pick(chance, labels)))
        yield [{"start": span.start, "end": span.end, "label": label} for span, label in dict.fromkeys(sorted(marks))]


def _shifted(article: Article, chance: Source, span: Span) -> Span:
    """The span with one edge or both moved by one word or two, inwards or outwards; never past its paragraph."""
    area = article.paragraph(article.paragraph_at(span.start)).span
    words = [w for w in article.tokens(area) if any(c.isalnum() for c in article.words_in(w))]
    touched = [at for at, word in enumerate(words) if word.overlap(span)]
    if not touched:
        return span
    first, last = touched[0], touched[-1]
    first = max(0, min(first + int(chance() * 5) - 3, last))
    last = min(len(words) - 1, max(first, last + int(chance() * 6) - 2))
    return Span(words[first].start, words[last].end)


def readings(question: Evidence, article: Article, chance: Source, many: int) -> Iterator[dict]:
    """Readings with words that fit, with other words, misquoted, or without words; now and then words without a reading."""
    listed, others = favoured(chance, list(question.listed), (5, 3, 2)), list(question.options)
    for at in range(many):
        choice = pick(chance, listed if at % 5 else others)
        answer = _reading(question, article, chance, choice, fitting=at % 2 == 0)
        if at % 7 == 1:
            answer["quotes"] = []
        elif at % 7 == 3 and answer["quotes"]:
            answer["quotes"][0] = _misquoted(chance, answer["quotes"][0])
        elif at % 11 == 5:
            answer["choice"] = None
        yield answer


def _reading(question: Evidence, article: Article, chance: Source, choice: str, fitting: bool = False) -> dict:
    fits = question.listed.get(choice, ())
    quotes = [article.words_in(span) for span in shuffled(chance, fits)[: question.quotes]] if fitting else []
    while len(quotes) < question.quotes:
        quotes.append(window(article, chance, question.paragraphs, 3, 9))
    return {"choice": choice, "quotes": quotes}


def _misquoted(chance: Source, quote: str) -> str:
    """The quotation as it is remembered: a word lost, or two changed round."""
    words = quote.split()
    at = int(chance() * len(words))
    if len(words) > 2 and chance() < 0.6:
        return " ".join(words[:at] + words[at + 1 :])
    return changed_round(chance, quote)


def own_readings(question: Question, article: Article, chance: Source, many: int) -> list[Any]:
    """Readings that the key does not list, each with exact words of the article; of listed ones the last where all are."""
    if not isinstance(question, Evidence):
        return []
    options = [option for option in question.options if option not in question.listed] or list(question.options)[-1:]
    return [_reading(question, article, chance, pick(chance, options)) for _ in range(many)]
