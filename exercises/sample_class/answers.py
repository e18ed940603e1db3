"""Answers that a class could give to a question of each kind: right ones, near misses, wrong ones, a favourite slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..questions.kinds.choices import Choices
from ..questions.kinds.match import Match
from ..questions.kinds.number import Number
from ..questions.kinds.order import Order
from ..questions.kinds.phrase import Phrase
from ..questions.kinds.probe import Probe
from ..questions.kinds.spans import Spans
from ..questions.question import Question
from ..text.article import Article
from .quotations import highlights, readings
from .rng import RandomFn, pick, shuffled, some, weighted
from .texts import changed_round, window


def answers(question: Question, article: Article, rng: RandomFn, many: int) -> Iterator[Any]:
    """Some ``many`` answers, with repeats; what each is worth is for ``question.judge`` to say."""
    if not isinstance(question, Number):
        yield question.model_answer()
    yield from _BY_KIND.get(question.kind, _listed)(question, article, rng, many)


def everything(question: Question, article: Article) -> Any:
    """The answer of somebody who marks, ticks or copies all there is; None where a kind has no such thing."""
    if isinstance(question, Spans):
        numbers = question.paragraphs or [paragraph.number for paragraph in article.paragraphs]
        spans = [article.paragraph(number).span for number in numbers]
        return [{"start": s.start, "end": s.end, "label": label} for label in question.labels for s in spans]
    if isinstance(question, Choices):
        return list(question.options)
    return None


def _listed(question: Question, _article: Article, rng: RandomFn, _many: int) -> Iterator[Any]:
    yield from weighted(rng, [answer for answer, _ in question.known_errors()])


def _choices(question: Choices, _article: Article, rng: RandomFn, many: int) -> Iterator[list[str]]:
    tempting = weighted(rng, question.wrong)
    for at in range(many):
        kept = some(rng, question.required, (1, 0.8, 0.5)[at % 3]) + some(rng, question.allowed, 0.3)
        slips = [pick(rng, tempting) for _ in range(int(rng() * 2.4))] if tempting else []
        yield kept + slips


def _match(question: Match, _article: Article, rng: RandomFn, many: int) -> Iterator[dict]:
    cells = question.accepted
    slips = weighted(
        rng,
        [(cell, label) for cell in cells for label in question.columns[cell[1]][1] if label not in cells[cell]],
        (9, 5, 4, 3, 2, 2),
    )
    for _ in range(many):
        given = {cell: pick(rng, labels) for cell, labels in cells.items()}
        count = int((len(cells) + 1) * rng() * rng())
        given.update(pick(rng, slips) for _ in range(count if slips else 0))
        if rng() < 0.1:
            given.pop(pick(rng, list(given)))
        answer: dict = {}
        for (item, column), label in given.items():
            if question.is_ledger:
                answer.setdefault(item, {})[column] = label
            else:
                answer[item] = label
        yield answer


def _order(question: Order, article: Article, rng: RandomFn, many: int) -> Iterator[list[str]]:
    yield from _listed(question, article, rng, many)
    for _ in range(many):
        order = [item for group in question.groups for item in shuffled(rng, group)]
        for _ in range(int(rng() * 4)):
            at = int(rng() * (len(order) - 1))
            order[at], order[at + 1] = order[at + 1], order[at]
        yield order
        if rng() < 0.1:
            yield shuffled(rng, order)


def _number(question: Number, _article: Article, rng: RandomFn, _many: int) -> Iterator[float]:
    # The last digits of a division are typed by nobody, and Pythons differ in them.
    typed = [round(question.target, digits) for digits in (0, 1, 2, 3, 9)]
    yield from [number for number in typed if question.score(number).share == 1][:3]
    yield from weighted(rng, [round(value, 2) for value, _ in question.listed], (9, 4, 2))
    near = round(question.target, 2)
    yield from (near + 1, near - 1, near + 1, near - 1, near + 2, near * 10, round(near / 2, 1), 0)


def _phrase(question: Phrase, article: Article, rng: RandomFn, many: int) -> Iterator[str]:
    for words in question.accept:
        yield from (words, words.lower(), f"“{words}”", f'"{words}"', f"{words}.")
    yield from weighted(rng, [answer for answer, _ in question.known_errors()])
    for _ in range(many // 8):
        yield window(article, rng, question.paragraphs, 1, 3)
        yield changed_round(rng, pick(rng, question.accept))


def _probe(question: Probe, article: Article, rng: RandomFn, many: int) -> Iterator[dict]:
    wrong = [answer["outputs"] for answer, _ in question.known_errors()]
    yield from _listed(question, article, rng, many)
    slips = weighted(rng, wrong)
    for _ in range(many // 4):
        slip = pick(rng, slips)
        yield {"outputs": [due if rng() < 0.6 else out for due, out in zip(question.gives, slip, strict=True)]}
    for error in ("NameError: name 'text' is not defined", "TypeError: 'NoneType' object is not iterable"):
        yield {"outputs": [{"error": error}] * len(question.calls)}


_BY_KIND: dict[str, Callable[..., Iterator[Any]]] = {
    "choices": _choices,
    "match": _match,
    "order": _order,
    "number": _number,
    "phrase": _phrase,
    "probe": _probe,
    "spans": highlights,
    "evidence": readings,
}
