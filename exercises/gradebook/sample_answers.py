"""Answers that a class could give to a question of each kind: right ones, near misses, wrong ones, with a favourite slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..article import Article, Span
from ..kinds.choices import Choices
from ..kinds.evidence import Evidence
from ..kinds.match import Match
from ..kinds.number import Number
from ..kinds.order import Order
from ..kinds.phrase import Phrase
from ..kinds.probe import Probe
from ..kinds.question import Question
from ..kinds.spans import Spans
from .chance import Source, favoured, pick, shuffled, some
from .sample_texts import window


def answers(question: Question, article: Article, chance: Source, many: int) -> Iterator[Any]:
    """Some ``many`` answers, with repeats; what each is worth is for ``question.judge`` to say."""
    yield question.right()
    yield from _BY_KIND.get(question.kind, _listed)(question, article, chance, many)


def everything(question: Question, article: Article) -> Any:
    """The answer of somebody who marks, ticks or copies all there is; None where a kind has no such thing."""
    if isinstance(question, Spans):
        numbers = question.paragraphs or [paragraph.number for paragraph in article.paragraphs]
        spans = [article.paragraph(number).span for number in numbers]
        return [{"start": s.start, "end": s.end, "label": label} for label in question.labels for s in spans]
    if isinstance(question, Choices):
        return list(question.options)
    return None


def own_readings(question: Question, article: Article, chance: Source, many: int) -> list[Any]:
    """Readings that the key does not list, each with exact words of the article; of listed ones the last where all are."""
    if not isinstance(question, Evidence):
        return []
    options = [option for option in question.options if option not in question.listed] or list(question.options)[-1:]
    return [_reading(question, article, chance, pick(chance, options)) for _ in range(many)]


def _listed(question: Question, _article: Article, chance: Source, _many: int) -> Iterator[Any]:
    yield from favoured(chance, [answer for answer, _ in question.wrongs()])


def _choices(question: Choices, _article: Article, chance: Source, many: int) -> Iterator[list[str]]:
    tempting = favoured(chance, question.wrong)
    for at in range(many):
        kept = some(chance, question.required, (1, 0.8, 0.5)[at % 3]) + some(chance, question.allowed, 0.3)
        slips = [pick(chance, tempting) for _ in range(int(chance() * 2.4))] if tempting else []
        yield kept + slips


def _match(question: Match, _article: Article, chance: Source, many: int) -> Iterator[dict]:
    cells = question.accepted
    slips = favoured(
        chance,
        [(cell, label) for cell in cells for label in question.columns[cell[1]][1] if label not in cells[cell]],
        (9, 5, 4, 3, 2, 2),
    )
    for _ in range(many):
        given = {cell: pick(chance, labels) for cell, labels in cells.items()}
        count = int((len(cells) + 1) * chance() * chance())
        given.update(pick(chance, slips) for _ in range(count if slips else 0))
        if chance() < 0.1:
            given.pop(pick(chance, list(given)))
        answer: dict = {}
        for (item, column), label in given.items():
            if question.is_ledger:
                answer.setdefault(item, {})[column] = label
            else:
                answer[item] = label
        yield answer


def _order(question: Order, article: Article, chance: Source, many: int) -> Iterator[list[str]]:
    yield from _listed(question, article, chance, many)
    for _ in range(many):
        order = [item for group in question.groups for item in shuffled(chance, group)]
        for _ in range(int(chance() * 4)):
            at = int(chance() * (len(order) - 1))
            order[at], order[at + 1] = order[at + 1], order[at]
        yield order
        if chance() < 0.1:
            yield shuffled(chance, order)


def _number(question: Number, _article: Article, chance: Source, _many: int) -> Iterator[float]:
    yield from (round(question.target, digits) for digits in (0, 1, 2, 3, 4))
    # A figure is typed with two digits, not with all that a division gives.
    yield from favoured(chance, [round(value, 2) for value, _ in question.listed], (9, 4, 2))
    near = round(question.target, 2)
    yield from (near + 1, near - 1, near + 1, near - 1, near + 2, near * 10, round(near / 2, 1), 0)


def _phrase(question: Phrase, article: Article, chance: Source, many: int) -> Iterator[str]:
    yield from (
        form for words in question.accept for form in (words, words.lower(), f"“{words}”", f"{words}.", f'"{words}"')
    )
    yield from favoured(chance, [answer for answer, _ in question.wrongs()])
    for _ in range(many // 8):
        yield window(article, chance, question.paragraphs, 1, 3)[0]
        yield _changed_round(chance, pick(chance, question.accept))


def _changed_round(chance: Source, words: str) -> str:
    """The words with two letters changed round, as in haste."""
    at = int(chance() * max(1, len(words) - 1))
    return words[:at] + words[at + 1 : at + 2] + words[at : at + 1] + words[at + 2 :]


def _spans(question: Spans, article: Article, chance: Source, many: int) -> Iterator[list[dict]]:
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
            marks.append((_anywhere(article, chance, question.paragraphs), pick(chance, labels)))
        yield [{"start": span.start, "end": span.end, "label": label} for span, label in dict.fromkeys(sorted(marks))]


def _shifted(article: Article, chance: Source, span: Span) -> Span:
    """The span with one edge or both moved by one word or two, inwards or outwards; never past its paragraph."""
    area = article.paragraph(article.paragraph_at(span.start)).span
    words = [w for w in article.tokens(area) if any(c.isalnum() for c in article.words_in(w))]
    first = next(at for at, word in enumerate(words) if word.end > span.start)
    last = next(at for at in range(len(words) - 1, -1, -1) if words[at].start < span.end)
    first = max(0, min(first + int(chance() * 5) - 3, last))
    last = min(len(words) - 1, max(first, last + int(chance() * 6) - 2))
    return Span(words[first].start, words[last].end)


def _anywhere(article: Article, chance: Source, paragraphs: tuple[int, ...]) -> Span:
    words, number = window(article, chance, paragraphs, 1, 5)
    return article.places(words, number)[0]


def _evidence(question: Evidence, article: Article, chance: Source, many: int) -> Iterator[dict]:
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
        quotes.append(window(article, chance, question.paragraphs, 3, 9)[0])
    return {"choice": choice, "quotes": quotes}


def _misquoted(chance: Source, quote: str) -> str:
    """The quotation as it is remembered: a word lost, or two changed round."""
    words = quote.split()
    at = int(chance() * len(words))
    if len(words) > 2 and chance() < 0.6:
        return " ".join(words[:at] + words[at + 1 :])
    return _changed_round(chance, quote)


def _probe(question: Probe, article: Article, chance: Source, many: int) -> Iterator[dict]:
    wrong = [answer["outputs"] for answer, _ in question.wrongs()]
    yield from _listed(question, article, chance, many)
    slips = favoured(chance, wrong)
    for _ in range(many // 4):
        slip = pick(chance, slips)
        yield {"outputs": [due if chance() < 0.6 else out for due, out in zip(question.gives, slip, strict=True)]}
    for error in ("NameError: name 'text' is not defined", "TypeError: 'NoneType' object is not iterable"):
        yield {"outputs": [{"error": error}] * len(question.calls)}


_BY_KIND: dict[str, Callable[..., Iterator[Any]]] = {
    "choices": _choices, "match": _match, "order": _order, "number": _number, "phrase": _phrase,
    "spans": _spans, "evidence": _evidence, "probe": _probe,
}  # fmt: skip
