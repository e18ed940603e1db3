"""Answers that a class could give to a question: right ones, near misses, wrong ones, and a favorite mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..questions import Question
from ..questions import sampling as forms
from ..questions.sampling import Sampling
from ..text.article import Article
from .quotations import highlights, readings
from .rng import RandomFn, pick, shuffled, some, weighted
from .texts import changed_round, own_words, window


def answers(question: Question, article: Article, rng: RandomFn, many: int) -> Iterator[Any]:
    """About ``many`` answers, with repeats; ``question.judge`` decides what each is worth."""
    form = question.sampling()
    # Nobody types the last digits of a division, and nobody copies out a sample.
    if not isinstance(form, forms.Quantity | forms.OwnWords):
        yield question.model_answer()
    yield from _BY_FORM[type(form)](question, form, article, rng, many)


def everything(question: Question, article: Article) -> Any:
    """The answer of somebody who marks, ticks or copies everything; None if the question has no such answer."""
    form = question.sampling()
    if isinstance(form, forms.Highlighting):
        numbers = question.paragraphs or [paragraph.number for paragraph in article.paragraphs]
        spans = [article.paragraph(number).span for number in numbers]
        return [{"start": s.start, "end": s.end, "label": label} for label in form.labels for s in spans]
    if isinstance(form, forms.Ticks):
        return [*form.required, *form.allowed, *form.wrong]
    return None


def _listed(question: Question, _form: Sampling, _article: Article, rng: RandomFn, _many: int) -> Iterator[Any]:
    yield from weighted(rng, [answer for answer, _ in question.known_errors()])


def _ticks(_: Question, form: forms.Ticks, _article: Article, rng: RandomFn, many: int) -> Iterator[list[str]]:
    tempting = weighted(rng, form.wrong)
    for at in range(many):
        kept = some(rng, form.required, (1, 0.8, 0.5)[at % 3]) + some(rng, form.allowed, 0.3)
        slips = [pick(rng, tempting) for _ in range(int(rng() * 2.4))] if tempting else []
        yield kept + slips


def _cells(_question: Question, form: forms.Cells, _article: Article, rng: RandomFn, many: int) -> Iterator[Any]:
    cells, slips = form.accepted, weighted(rng, form.wrong, (9, 5, 4, 3, 2, 2))
    for _ in range(many):
        given = {cell: pick(rng, labels) for cell, labels in cells.items()}
        count = int((len(cells) + 1) * rng() * rng())
        given.update(pick(rng, slips) for _ in range(count if slips else 0))
        if rng() < 0.1:
            given.pop(pick(rng, list(given)))
        yield form.answer(given)


def _ranking(question: Question, form: forms.Ranking, article: Article, rng: RandomFn, many: int) -> Iterator[list[str]]:
    yield from _listed(question, form, article, rng, many)
    for _ in range(many):
        order = [item for group in form.groups for item in shuffled(rng, group)]
        for _ in range(int(rng() * 4)):
            at = int(rng() * (len(order) - 1))
            order[at], order[at + 1] = order[at + 1], order[at]
        yield order
        if rng() < 0.1:
            yield shuffled(rng, order)


def _quantity(question: Question, form: forms.Quantity, _: Article, rng: RandomFn, _many: int) -> Iterator[float]:
    # Versions of Python differ in the last digits of a division.
    typed = [round(form.target, digits) for digits in (0, 1, 2, 3, 9)]
    yield from [number for number in typed if question.score(number).share == 1][:3]
    yield from weighted(rng, [round(value, 2) for value in form.wrong], (9, 4, 2))
    near = round(form.target, 2)
    yield from (near + 1, near - 1, near + 1, near - 1, near + 2, near * 10, round(near / 2, 1), 0)


def _wording(question: Question, form: forms.Wording, article: Article, rng: RandomFn, many: int) -> Iterator[str]:
    for words in form.accepted:
        yield from (words, words.lower(), f"“{words}”", f'"{words}"', f"{words}.")
    yield from _listed(question, form, article, rng, many)
    for _ in range(many // 8):
        yield window(article, rng, question.paragraphs, 1, 3)
        yield changed_round(rng, pick(rng, form.accepted))


def _outputs(question: Question, form: forms.Outputs, article: Article, rng: RandomFn, many: int) -> Iterator[list]:
    yield from _listed(question, form, article, rng, many)
    slips = weighted(rng, form.wrong)
    for _ in range(many // 4):
        slip = pick(rng, slips)
        yield [due if rng() < 0.6 else out for due, out in zip(form.right, slip, strict=True)]
    for error in ("NameError: name 'text' is not defined", "TypeError: 'NoneType' object is not iterable"):
        yield [{"error": error}] * len(form.right)


_BY_FORM: dict[type[Sampling], Callable[..., Iterator[Any]]] = {
    forms.Listed: _listed,
    forms.Ticks: _ticks,
    forms.Cells: _cells,
    forms.Ranking: _ranking,
    forms.Quantity: _quantity,
    forms.Wording: _wording,
    forms.Outputs: _outputs,
    forms.Highlighting: highlights,
    forms.Reading: readings,
    forms.OwnWords: own_words,
}
