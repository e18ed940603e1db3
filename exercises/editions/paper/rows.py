"""How the rows of a table on paper are typed in: row and letter, as in “1b 2a”."""

from __future__ import annotations

import re
from typing import Any

from ...questions.question import InvalidAnswer
from .numbering import BLANK, bare, letter, span_of


def labels_of(question: Any) -> dict[str, tuple[str, str]]:
    """A table's (column, label) by printed letter; the letters run on through its columns, so that none stands twice."""
    pairs = [(column, label) for column, (_, labels) in question.columns.items() for label in labels]
    return {letter(place): pair for place, pair in enumerate(pairs)}


def read_match(question: Any, typed: str) -> dict:
    """A table's labels, typed as “1b 2a”. Raises InvalidAnswer."""
    answer: dict[str, dict[str, str]] = {}
    for item, part in _rows(question, typed):
        cells = answer.setdefault(item, {})
        for column, label in _labels(question, part):
            if column in cells:
                row = list(question.items).index(item) + 1
                raise InvalidAnswer(f"Row {row} has two answers where one belongs.")
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
        raise InvalidAnswer(f"There is no row {number}; the rows are 1 to {len(question.items)}.")
    return list(question.items)[int(number) - 1]


def _named_row(question: Any, part: str) -> tuple[str, str]:
    names = [(name, i) for i, text in question.items.items() for name in (text, i)]
    for name, item in sorted(names, key=lambda pair: -len(pair[0])):
        if found := re.fullmatch(rf"\s*{re.escape(name)}\s*[:=]\s*(.*)", part, re.IGNORECASE | re.DOTALL):
            return item, found[1]
    if found := re.fullmatch(r"\s*(\d+)\s*[.:)=]?\s*(\D.*)", part, re.DOTALL):
        return _row(question, found[1]), found[2]
    raise InvalidAnswer(f"“{part.strip()[:40]}” does not start with the number of a row.")


def _labels(question: Any, typed: str) -> list[tuple[str, str]]:
    by_letter = labels_of(question)
    texts = {number: question.columns[column][1][label] for number, (column, label) in by_letter.items()}
    if bare(typed) in BLANK:
        return []
    for number, (column, label) in by_letter.items():
        if bare(typed) in (label.casefold(), bare(texts[number])) and bare(typed) not in by_letter:
            return [(column, label)]
    letters = re.sub(r"[\s,;/.:)(-]", "", typed).casefold()
    if letters and set(letters) <= set(by_letter):
        return [by_letter[one] for one in letters]
    raise InvalidAnswer(f"“{typed.strip()[:40]}” is none of the letters {span_of(by_letter)}.")


def write_match(question: Any, answer: dict) -> str:
    """A table's labels as they would be typed."""
    letters = {pair: number for number, pair in labels_of(question).items()}
    rows = []
    for number, item in enumerate(question.items, 1):
        given = answer.get(item) or {}
        cells = given if isinstance(given, dict) else {next(iter(question.columns)): given}
        typed = "".join(letters[column, label] for column, label in cells.items())
        rows += [f"{number}{typed}"] if typed else []
    return " ".join(rows)


def how_match(question: Any) -> str:
    """What to type for a table."""
    if not question.is_ledger:
        return f"row and letter, {span_of(labels_of(question))}: 1b 2a …"
    firsts: dict[str, str] = {}
    for number, (column, _) in labels_of(question).items():
        firsts.setdefault(column, number)
    return f"row and a letter from each column, {span_of(labels_of(question))}: 1{''.join(firsts.values())} …"
