"""How an answer on paper is typed in: for each kind what to type, how it is read, and how an answer would be typed."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..kinds import Question
from ..kinds.question import WrongShape
from . import quoted
from .numbering import letter, letter_of, lettered

BLANK = ("", "-", "–", "—")
_NOTHING = object()
_WORDS_FOR_VALUES = {"true": True, "yes": True, "false": False, "no": False, "none": None, "-": None}


@dataclass(frozen=True)
class Typed:
    """A kind's typed form: what to type in a few words, typed → answer (raises WrongShape), and answer → typed."""

    how: Callable[[Any], str]
    read: Callable[[Any, str], Any]
    write: Callable[[Any, Any], str]


def how_to_type(question: Question) -> str:
    """What a teacher types for this question, in a few words."""
    return TYPED[question.kind].how(question)


def read_typed(question: Question, typed: str) -> Any:
    """The answer in its plain form, or None for a blank cell. Raises WrongShape with a sentence."""
    if typed.strip() in BLANK:
        return None
    return question.shape(TYPED[question.kind].read(question, typed.strip()))


def write_typed(question: Question, answer: Any) -> str:
    """An answer as it would be typed."""
    return TYPED[question.kind].write(question, question.shape(answer))


# Letters -----------------------------------------------------------------------------------------
def pick(typed: str, options: dict[str, str]) -> str:
    """The id of the option that is meant: by its letter on the sheet, else by its id or its text. Raises WrongShape."""
    wanted = _bare(typed)
    by_letter = lettered(options)
    if wanted in by_letter:
        return by_letter[wanted]
    for option, text in options.items():
        if wanted in (option.casefold(), _bare(text)):
            return option
    raise WrongShape(f"“{typed.strip()[:40]}” is none of the letters {_span(options)}.")


def several(typed: str, options: dict[str, str]) -> list[str]:
    """The ids of several options: “a c”, “ac”, “a, c”, or ids and texts with | between them. Raises WrongShape."""
    if "|" not in typed:
        with contextlib.suppress(WrongShape):
            return [pick(typed, options)]
    parts = typed.split("|") if "|" in typed else re.split(r"[\s,;/+&.]+", typed)
    by_letter, found = lettered(options), []
    for part in (part for part in parts if part.strip() and _bare(part) != "and"):
        try:
            found.append(pick(part, options))
        except WrongShape:
            if not set(part.casefold()) <= set(by_letter):
                raise
            found += [by_letter[one] for one in part.casefold()]
    return found


def _bare(text: str) -> str:
    return text.strip().strip("().:").strip().casefold()


def _span(options: Sequence[str] | dict[str, str]) -> str:
    return f"a to {letter(len(options) - 1)}"


def _in_order(question: Any) -> dict[str, str]:
    """The items of an order question as they are printed: shuffled."""
    return {item["id"]: item["text"] for item in question.public()["items"]}


# Tables ------------------------------------------------------------------------------------------
def labels_of(question: Any) -> dict[str, tuple[str, str]]:
    """A table's (column, label) by printed letter; the letters run on through its columns, so that none stands twice."""
    pairs = [(column, label) for column, (_, labels) in question.columns.items() for label in labels]
    return {letter(place): pair for place, pair in enumerate(pairs)}


def _read_match(question: Any, typed: str) -> dict:
    answer: dict[str, dict[str, str]] = {}
    for item, part in _rows(question, typed):
        cells = answer.setdefault(item, {})
        for column, label in _labels(question, part):
            if column in cells:
                row = list(question.items).index(item) + 1
                raise WrongShape(f"Row {row} has two answers where one belongs.")
            cells[column] = label
    return answer if question.is_ledger else {item: next(iter(cells.values())) for item, cells in answer.items() if cells}


def _rows(question: Any, typed: str) -> list[tuple[str, str]]:
    """(row, what was typed for it): by number as in “1b 2a”, by name with | between, or one letter a row in order."""
    rows = list(question.items)
    if "|" in typed:
        return [_named_row(question, part) for part in typed.split("|") if part.strip()]
    found = re.findall(r"(\d+)\s*[.:)=]?\s*([^\d]*)", typed) if typed[0].isdigit() else []
    if found:
        return [(_row(question, number), part) for number, part in found]
    letters = re.sub(r"[\s,;/]", "", typed).casefold()
    if len(letters) == len(rows) and set(letters) <= {*labels_of(question), "-"}:
        return list(zip(rows, letters, strict=True))
    return [_named_row(question, typed)]


def _row(question: Any, number: str) -> str:
    if not 1 <= int(number) <= len(question.items):
        raise WrongShape(f"There is no row {number}; the rows are 1 to {len(question.items)}.")
    return list(question.items)[int(number) - 1]


def _named_row(question: Any, part: str) -> tuple[str, str]:
    names = [(name, i) for i, text in question.items.items() for name in (text, i)]
    for name, item in sorted(names, key=lambda pair: -len(pair[0])):
        if found := re.fullmatch(rf"\s*{re.escape(name)}\s*[:=]\s*(.*)", part, re.IGNORECASE | re.DOTALL):
            return item, found[1]
    if found := re.fullmatch(r"\s*(\d+)\s*[.:)=]?\s*(\D.*)", part, re.DOTALL):
        return _row(question, found[1]), found[2]
    raise WrongShape(f"“{part.strip()[:40]}” does not start with the number of a row.")


def _labels(question: Any, typed: str) -> list[tuple[str, str]]:
    by_letter = labels_of(question)
    texts = {number: question.columns[column][1][label] for number, (column, label) in by_letter.items()}
    if _bare(typed) in BLANK:
        return []
    for number, (column, label) in by_letter.items():
        if _bare(typed) in (label.casefold(), _bare(texts[number])) and _bare(typed) not in by_letter:
            return [(column, label)]
    letters = re.sub(r"[\s,;/.:)(-]", "", typed).casefold()
    if letters and set(letters) <= set(by_letter):
        return [by_letter[one] for one in letters]
    raise WrongShape(f"“{typed.strip()[:40]}” is none of the letters {_span(by_letter)}.")


def _write_match(question: Any, answer: dict) -> str:
    letters = {pair: number for number, pair in labels_of(question).items()}
    rows = []
    for number, item in enumerate(question.items, 1):
        given = answer.get(item) or {}
        cells = given if isinstance(given, dict) else {next(iter(question.columns)): given}
        typed = "".join(letters[column, label] for column, label in cells.items())
        rows += [f"{number}{typed}"] if typed else []
    return " ".join(rows)


def _how_match(question: Any) -> str:
    if not question.is_ledger:
        return f"row and letter, {_span(labels_of(question))}: 1b 2a …"
    each = "".join(
        letter(sum(len(ls) for _, ls in list(question.columns.values())[:n])) for n in range(len(question.columns))
    )
    return f"row and a letter from each column, {_span(labels_of(question))}: 1{each} …"


# Values ------------------------------------------------------------------------------------------
def _read_probe(question: Any, typed: str) -> dict:
    parts = [typed]
    for separator in (r"[|\n]", r";", r"\s+", r","):
        parts = [part for part in re.split(separator, typed) if part.strip()]
        if len(parts) == len(question.calls):
            break
    if len(parts) != len(question.calls):
        raise WrongShape(f"{len(question.calls)} values are needed, one for each call, with | between them.")
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
        lambda q: f"one letter, {_span(q.options)}",
        lambda q, typed: pick(typed, q.options),
        lambda q, answer: letter_of(list(q.options), answer),
    ),
    "choices": Typed(
        lambda q: f"every letter that is crossed, {_span(q.options)}: a c",
        lambda q, typed: several(typed, q.options),
        lambda q, answer: " ".join(letter_of(list(q.options), option) for option in answer),
    ),
    "match": Typed(_how_match, _read_match, _write_match),
    "order": Typed(
        lambda q: f"all letters in order, {_span(q.items)}: c a …",
        lambda q, typed: several(typed, _in_order(q)),
        lambda q, answer: " ".join(letter_of(list(_in_order(q)), item) for item in answer),
    ),
    "number": Typed(
        lambda q: "a number" + (f", in {'per cent' if q.unit == '%' else q.unit}" if q.unit else ""),
        _as_typed,
        lambda _, answer: _digits(answer),
    ),
    "phrase": Typed(lambda _: "the words", _as_typed, lambda _, answer: answer),
    "spans": Typed(quoted.how_spans, quoted.read_spans, quoted.write_spans),
    "evidence": Typed(quoted.how_evidence, quoted.read_evidence, quoted.write_evidence),
    "rewrite": Typed(lambda _: "the text", _as_typed, lambda _, answer: answer),
    "probe": Typed(lambda q: f"{len(q.calls)} values: … | …", _read_probe, _write_probe),
    "reflection": Typed(lambda _: "the text", _as_typed, lambda _, answer: answer),
}
