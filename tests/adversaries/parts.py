"""What answers are made of: the option at a place, a box, a label for each row, highlights, quotations, texts, outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exercises.questions import Question
from exercises.text.article import Article, Span
from tests.adversaries import seen

Strategy = Callable[[Question, Article], Any]


class Average(tuple):
    """Answers of which a student gives any, by chance."""


class Best(tuple):
    """Answers that a student gives one after the other, until the best is found."""


def nth(number: int) -> Strategy:
    """The option at this place as shown; -1 is the last."""

    def pick(question: Question, _: Article) -> str | None:
        shown = seen.options(question)
        return shown[number]["id"] if -len(shown) <= number < len(shown) else None

    return pick


def only(number: int) -> Strategy:
    """Just the box at this place."""

    def pick(question: Question, article: Article) -> list[str]:
        found = nth(number)(question, article)
        return [found] if found else []

    return pick


def boxes(*numbers: int) -> Strategy:
    """The boxes at these places, from 1."""

    def tick(question: Question, _: Article) -> list[str]:
        return [option["id"] for number, option in enumerate(seen.options(question), 1) if number in numbers]

    return tick


def every_box(question: Question, _: Article) -> list[str]:
    """Every box."""
    return [option["id"] for option in seen.options(question)]


def labelled(pick: Callable[[dict, list[dict]], str]) -> Strategy:
    """A label for each cell, picked from the item and the labels of the column."""

    def answer(question: Question, _: Article) -> dict:
        public = question.public()
        columns = public["columns"]
        plain = len(columns) == 1 and not columns[0]["id"]
        whole = {item["id"]: {column["id"]: pick(item, column["labels"]) for column in columns} for item in public["items"]}
        return {item: cells[""] for item, cells in whole.items()} if plain else whole

    return answer


def one_label(number: int) -> Strategy:
    """The same label for all rows: the one at this place, or the last where there are fewer."""
    return labelled(lambda _, labels: labels[min(number, len(labels) - 1)]["id"])


def each_label(question: Question, article: Article) -> Average:
    """Any one label for all rows."""
    most = max(len(column["labels"]) for column in question.public()["columns"])
    return Average(one_label(number)(question, article) for number in range(most))


def closest_label(question: Question, article: Article) -> dict:
    """The label that shares most words with its row."""
    return labelled(lambda item, labels: max(labels, key=lambda one: seen.shared(item["text"], one["text"]))["id"])(
        question, article
    )


def longest(question: Question, _: Article) -> str:
    """The longest option."""
    return max(seen.options(question), key=lambda option: len(option["text"]))["id"]


def longest_boxes(question: Question, _: Article) -> list[str]:
    """The longer half of the options."""
    ranked = sorted(seen.options(question), key=lambda option: -len(option["text"]))
    return [option["id"] for option in ranked[: len(ranked) // 2]]


def as_shown(question: Question, _: Article) -> list[str]:
    """The items in the order shown."""
    return [item["id"] for item in seen.options(question, "items")]


def highlight(spans: list[Span], question: Question) -> list[dict]:
    """These places, each with the first label."""
    label = seen.options(question, "labels")[0]["id"]
    return [{"start": span.start, "end": span.end, "label": label} for span in spans]


def everything(question: Question, article: Article) -> list[dict]:
    """Each paragraph shown, as one highlight."""
    return highlight([article.paragraph(n).span for n in seen.numbers_shown(question, article)], question)


def longest_sentences(question: Question, article: Article, count: int = 2) -> list[Span]:
    """The longest sentences of what is shown."""
    return sorted(seen.sentences(question, article), key=len, reverse=True)[:count]


def evidence(option: Strategy, quotes: Callable[[Question, Article], list[str]]) -> Strategy:
    """An option with quotations."""
    return lambda question, article: {"choice": option(question, article), "quotes": quotes(question, article)}


def first_sentences(question: Question, article: Article) -> list[str]:
    """As many sentences as quotations are asked for, from the first on."""
    return [article.words_in(span).strip() for span in seen.sentences(question, article)[: question.public()["quotes"]]]


def text(parts: Callable[[Question, Article], list[str]]) -> Strategy:
    """A text of the length asked for, made of these parts."""
    return lambda question, article: seen.filled(parts(question, article), question)


def outputs(one: Callable[[tuple], Any]) -> Strategy:
    """A function that gives this for its arguments."""
    return lambda question, _: {"outputs": [one(args) for args in question.calls]}


def article_text(_: Question, article: Article) -> str:
    """The whole article."""
    return article.text
