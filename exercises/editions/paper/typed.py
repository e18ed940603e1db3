"""How an answer on paper is typed in: what to type for each form, how it is read, and how an answer would be typed.

A form knows what a card knows about a question (``public``), and reads an answer for the question's ``normalize``.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...questions import Question
from ...questions.answer_form import InvalidAnswer
from . import rows, typed_words
from .numbering import BLANK, letter_of, pick, printed, several, span_of

# What a spreadsheet program shows where it took a text for a formula, in any language, or where a cell was too narrow.
_SPREADSHEET_ERROR = re.compile(r"#[¡¿]?[A-ZÀ-Ý_]+(?:/[A-Z0])?[!?]?|#{2,}|(?:Err|Fehler):\d+")
_WORDS_FOR_VALUES = {"true": True, "yes": True, "false": False, "no": False, "none": None, "-": None}


@dataclass(frozen=True)
class Typed:
    """A typed form: what to type in a few words, typed → answer (raises InvalidAnswer), and answer → typed.

    ``letters`` says that only letters and rows of the worksheet are typed, so that the key shows them.
    """

    how: Callable[[Question], str]
    read: Callable[[Question, str], Any]
    write: Callable[[Question, Any], str]
    letters: bool = False


def how_to_type(question: Question) -> str:
    """What a teacher types for this question, in a few words."""
    return FORMS[question.typed_form].how(question)


def read_typed(question: Question, typed: str) -> Any:
    """The answer in the form that ``normalize`` returns, or None for a blank cell. Raises InvalidAnswer with a sentence."""
    if typed.strip() in BLANK:
        return None
    if _SPREADSHEET_ERROR.fullmatch(typed.strip()):
        raise InvalidAnswer(
            f"“{typed.strip()[:40]}” is a spreadsheet program's error, and not what was written. Type the answer again, "
            "with an apostrophe before its first letter."
        )
    return question.normalize(FORMS[question.typed_form].read(question, typed.strip()))


def write_typed(question: Question, answer: Any) -> str:
    """An answer as it would be typed."""
    return FORMS[question.typed_form].write(question, question.normalize(answer))


def typed_in_letters(question: Question) -> str:
    """The model answer as it would be typed, if that is in letters; empty if it would only repeat the answer."""
    return write_typed(question, question.model_answer()) if FORMS[question.typed_form].letters else ""


# Letters -----------------------------------------------------------------------------------------
def _letter(question: Question, option: str) -> str:
    return letter_of(printed(question, "options"), option)


def _letters(name: str) -> Callable[[Question, list], str]:
    """How several of the printed ``options`` or ``items`` are typed."""
    return lambda question, answer: " ".join(letter_of(printed(question, name), one) for one in answer)


# Values ------------------------------------------------------------------------------------------
def _calls(question: Question) -> int:
    return len(question.public()["calls"])


def _read_values(question: Question, typed: str) -> dict:
    count, parts = _calls(question), [typed]
    for separator in (r"[|\n]", r";", r"\s+", r","):
        parts = [part for part in re.split(separator, typed) if part.strip()]
        if len(parts) == count:
            break
    if len(parts) != count:
        raise InvalidAnswer(f"{count} values are needed, one for each call, with | between them.")
    return {"outputs": [_value(part.strip()) for part in parts]}


def _value(typed: str) -> Any:
    if typed.casefold() in _WORDS_FOR_VALUES:
        return _WORDS_FOR_VALUES[typed.casefold()]
    for text in (typed, typed.replace(",", ".")):
        with contextlib.suppress(ValueError):
            return json.loads(text)
    return typed


def _write_values(_: Question, answer: dict) -> str:
    return " | ".join("-" if output is None else json.dumps(output, ensure_ascii=False) for output in answer["outputs"])


# A figure, or the student's own words ------------------------------------------------------------
def _how_figure(question: Question) -> str:
    unit = question.public()["unit"]
    return "a number" + (f", in {'per cent' if unit == '%' else unit}" if unit else "")


def _digits(_: Question, number: float) -> str:
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _as_typed(_: Question, typed: str) -> str:
    return typed


FORMS = {
    "letter": Typed(
        lambda q: f"one letter, {span_of(printed(q, 'options'))}",
        lambda q, typed: pick(typed, printed(q, "options")),
        _letter,
        letters=True,
    ),
    "letters": Typed(
        lambda q: f"every letter that is crossed, {span_of(printed(q, 'options'))}: a c",
        lambda q, typed: several(typed, printed(q, "options")),
        _letters("options"),
        letters=True,
    ),
    "rows": Typed(rows.how_rows, rows.read_rows, rows.write_rows, letters=True),
    "sequence": Typed(
        lambda q: f"all letters in order, {span_of(printed(q, 'items'))}: c a …",
        lambda q, typed: several(typed, printed(q, "items")),
        _letters("items"),
        letters=True,
    ),
    "figure": Typed(_how_figure, _as_typed, _digits),
    "words": Typed(lambda _: "the words", _as_typed, _as_typed),
    "text": Typed(lambda _: "the text", _as_typed, _as_typed),
    "highlights": Typed(typed_words.how_highlights, typed_words.read_highlights, typed_words.write_highlights),
    "letter_and_quotes": Typed(typed_words.how_reading, typed_words.read_reading, typed_words.write_reading),
    "values": Typed(lambda q: f"{_calls(q)} values: … | …", _read_values, _write_values),
}
