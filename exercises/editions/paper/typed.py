"""How an answer on paper is typed in: for each kind what to type, how it is read, and how an answer would be typed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...questions import Question
from ...questions.question import InvalidAnswer
from . import rows, typed_words
from .numbering import BLANK, letter_of, pick, several, span_of

_WORDS_FOR_VALUES = {"true": True, "yes": True, "false": False, "no": False, "none": None, "-": None}


@dataclass(frozen=True)
class Typed:
    """A kind's typed form: what to type in a few words, typed → answer (raises InvalidAnswer), and answer → typed."""

    how: Callable[[Any], str]
    read: Callable[[Any, str], Any]
    write: Callable[[Any, Any], str]


def how_to_type(question: Question) -> str:
    """What a teacher types for this question, in a few words."""
    return TYPED[question.kind].how(question)


def read_typed(question: Question, typed: str) -> Any:
    """The answer in its plain form, or None for a blank cell. Raises InvalidAnswer with a sentence."""
    if typed.strip() in BLANK:
        return None
    return question.normalize(TYPED[question.kind].read(question, typed.strip()))


def write_typed(question: Question, answer: Any) -> str:
    """An answer as it would be typed."""
    return TYPED[question.kind].write(question, question.normalize(answer))


def _in_order(question: Any) -> dict[str, str]:
    """The items of an order question as they are printed: shuffled."""
    return {item["id"]: item["text"] for item in question.public()["items"]}


def _read_probe(question: Any, typed: str) -> dict:
    parts = [typed]
    for separator in (r"[|\n]", r";", r"\s+", r","):
        parts = [part for part in re.split(separator, typed) if part.strip()]
        if len(parts) == len(question.calls):
            break
    if len(parts) != len(question.calls):
        raise InvalidAnswer(f"{len(question.calls)} values are needed, one for each call, with | between them.")
    return {"outputs": [_value(part.strip()) for part in parts]}


def _value(typed: str) -> Any:
    if typed.casefold() in _WORDS_FOR_VALUES:
        return _WORDS_FOR_VALUES[typed.casefold()]
    for text in (typed, typed.replace(",", ".")):
        with contextlib.suppress(ValueError):
            return json.loads(text)
    return typed


def _write_probe(_: Any, answer: dict) -> str:
    return " | ".join("-" if output is None else json.dumps(output, ensure_ascii=False) for output in answer["outputs"])


def _as_typed(_: Any, typed: str) -> str:
    return typed


def _digits(number: float) -> str:
    return f"{number:.9f}".rstrip("0").rstrip(".")


TYPED = {
    "choice": Typed(
        lambda q: f"one letter, {span_of(q.options)}",
        lambda q, typed: pick(typed, q.options),
        lambda q, answer: letter_of(list(q.options), answer),
    ),
    "choices": Typed(
        lambda q: f"every letter that is crossed, {span_of(q.options)}: a c",
        lambda q, typed: several(typed, q.options),
        lambda q, answer: " ".join(letter_of(list(q.options), option) for option in answer),
    ),
    "match": Typed(rows.how_match, rows.read_match, rows.write_match),
    "order": Typed(
        lambda q: f"all letters in order, {span_of(q.items)}: c a …",
        lambda q, typed: several(typed, _in_order(q)),
        lambda q, answer: " ".join(letter_of(list(_in_order(q)), item) for item in answer),
    ),
    "number": Typed(
        lambda q: "a number" + (f", in {'per cent' if q.unit == '%' else q.unit}" if q.unit else ""),
        _as_typed,
        lambda _, answer: _digits(answer),
    ),
    "phrase": Typed(lambda _: "the words", _as_typed, lambda _, answer: answer),
    "spans": Typed(typed_words.how_spans, typed_words.read_spans, typed_words.write_spans),
    "evidence": Typed(typed_words.how_evidence, typed_words.read_evidence, typed_words.write_evidence),
    "rewrite": Typed(lambda _: "the text", _as_typed, lambda _, answer: answer),
    "probe": Typed(lambda q: f"{len(q.calls)} values: … | …", _read_probe, _write_probe),
    "reflection": Typed(lambda _: "the text", _as_typed, lambda _, answer: answer),
}
