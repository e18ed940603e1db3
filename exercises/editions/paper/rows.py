"""How the rows of a paper table are typed in: row and letter, as in “1b 2a”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...questions import Question
from ...questions.answer_form import InvalidAnswer
from .numbering import BLANK, bare, letter, printed, span_of


class Label(NamedTuple):
    """A label of a table: the letter printed for it, the ids of its column and of itself, and its text."""

    letter: str
    column: str
    id: str
    text: str


def labels_of(columns: Sequence[dict]) -> dict[tuple[str, str], Label]:
    """The labels of a table by column id and label id, for the columns that a card is given.

    The letters continue from column to column, so that none is used twice.
    """
    pairs = [(column["id"], label) for column in columns for label in column["labels"]]
    return {
        (column, label["id"]): Label(letter(place), column, label["id"], label["text"])
        for place, (column, label) in enumerate(pairs)
    }


def _by_letter(question: Question) -> dict[str, Label]:
    return {label.letter: label for label in labels_of(question.public()["columns"]).values()}


def read_rows(question: Question, typed: str) -> dict:
    """A table's labels, typed as “1b 2a”. Raises InvalidAnswer."""
    rows = printed(question, "items")
    answer: dict[str, dict[str, str]] = {}
    for item, part in _parts(question, rows, typed):
        cells = answer.setdefault(item, {})
        for label in _labels(question, part):
            if label.column in cells:
                raise InvalidAnswer(f"Row {list(rows).index(item) + 1} has two answers where one belongs.")
            cells[label.column] = label.id
    return answer


def _parts(question: Question, rows: dict[str, str], typed: str) -> list[tuple[str, str]]:
    """(row, what was typed for it): by number as in “1b 2a”, by name with | between, or one letter per row in order."""
    if "|" in typed:
        return [_named_row(rows, part) for part in typed.split("|") if part.strip()]
    found = re.findall(r"(\d+)\s*[.:)=]?\s*([^\d]*)", typed) if typed[0].isdigit() else []
    if found:
        return [(_row(rows, number), part) for number, part in found]
    letters = re.sub(r"[\s,;/]", "", typed).casefold()
    if len(letters) == len(rows) and set(letters) <= {*_by_letter(question), "-"}:
        return list(zip(rows, letters, strict=True))
    return [_named_row(rows, typed)]


def _row(rows: dict[str, str], number: str) -> str:
    if not 1 <= int(number) <= len(rows):
        raise InvalidAnswer(f"There is no row {number}; the rows are 1 to {len(rows)}.")
    return list(rows)[int(number) - 1]


def _named_row(rows: dict[str, str], part: str) -> tuple[str, str]:
    names = [(name, i) for i, text in rows.items() for name in (text, i)]
    for name, item in sorted(names, key=lambda pair: -len(pair[0])):
        if found := re.fullmatch(rf"\s*{re.escape(name)}\s*[:=]\s*(.*)", part, re.IGNORECASE | re.DOTALL):
            return item, found[1]
    if found := re.fullmatch(r"\s*(\d+)\s*[.:)=]?\s*(\D.*)", part, re.DOTALL):
        return _row(rows, found[1]), found[2]
    raise InvalidAnswer(f"“{part.strip()[:40]}” does not start with the number of a row.")


def _labels(question: Question, typed: str) -> list[Label]:
    by_letter, wanted = _by_letter(question), bare(typed)
    if wanted in BLANK:
        return []
    for label in by_letter.values():
        if wanted in (label.id.casefold(), bare(label.text)) and wanted not in by_letter:
            return [label]
    letters = re.sub(r"[\s,;/.:)(-]", "", typed).casefold()
    if letters and set(letters) <= set(by_letter):
        return [by_letter[one] for one in letters]
    raise InvalidAnswer(f"“{typed.strip()[:40]}” is none of the letters {span_of(by_letter)}.")


def write_rows(question: Question, answer: dict) -> str:
    """A table's labels as they would be typed."""
    columns = question.public()["columns"]
    labels, rows = labels_of(columns), []
    for number, item in enumerate(printed(question, "items"), 1):
        given = answer.get(item) or {}
        cells = given if isinstance(given, dict) else {columns[0]["id"]: given}
        typed = "".join(labels[cell].letter for cell in cells.items())
        rows += [f"{number}{typed}"] if typed else []
    return " ".join(rows)


def how_rows(question: Question) -> str:
    """What to type for a table."""
    columns, by_letter = question.public()["columns"], _by_letter(question)
    if not columns[0]["id"]:
        return f"row and letter, {span_of(by_letter)}: 1b 2a …"
    firsts: dict[str, str] = {}
    for label in by_letter.values():
        firsts.setdefault(label.column, label.letter)
    return f"row and a letter from each column, {span_of(by_letter)}: 1{''.join(firsts.values())} …"
