"""The rows of marks.csv, from and to bytes: readable after any spreadsheet program, and after a cut in the middle."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...base.csv_files import SEPARATORS, UTF_16, decode, safe

# The act comes last: a row that was cut off in the middle has none, and so is never mistaken for another one.
COLUMNS = ("at", "marker", "student", "lesson", "question", "answer", "level", "points", "comment", "act")
ACTS = ("level", "points", "comment", "read", "check", "undo")
NEEDED = {"marker", "student", "lesson", "question", "answer", "act"}
LONGEST_COMMENT = 4_000  # characters
MARK = b"\xef\xbb\xbf"  # tells Excel that the file is UTF-8
_LINE_END = re.compile(r"\r\n|\n|\r")
_MOST_LINES_OF_A_CELL = 100
# What safe() puts before a text, also after a semicolon inside it.
_APOSTROPHE = re.compile(r"\A'|(?<=;)'(?=\W*[=+@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b-])")
# A spreadsheet reads 1e5 as a number and mar-3 as a date, and saves them so: such values are marked as text.
_TAKEN_FOR_NUMBER = re.compile(r"[A-Za-z0-9.,-]*\d[A-Za-z0-9.,-]*|'.*")


@dataclass(frozen=True)
class MarksHeader:
    """A line that names the columns, and the separator between its cells."""

    columns: tuple[str, ...]
    separator: str


def header_of(line: str) -> MarksHeader | None:
    """The columns that a line names, or None if a required one is missing."""
    if "marker" not in line.lower():
        return None
    for separator in SEPARATORS:
        columns = tuple(cell.strip().lower() for cell in _cells(line, separator))
        if set(columns) >= NEEDED:
            return MarksHeader(columns, separator)
    return None


def last_header(data: bytes) -> MarksHeader | None:
    """The last line of a file that names the columns: appended rows must follow it."""
    lowered, at = data.lower(), len(data)
    while (at := lowered.rfind(b"marker", 0, at)) >= 0:
        start = data.rfind(b"\n", 0, at) + 1
        end = data.find(b"\n", at)
        if found := header_of(lines_of(data[start : end if end >= 0 else len(data)])[0].lstrip("\ufeff")):
            return found
    return None


def lines_of(data: bytes) -> list[str]:
    """The lines of a file. Each is decoded separately: a row that we add to a Windows-1252 file is UTF-8."""
    if data.startswith(UTF_16):
        return _LINE_END.split(decode(data, "replace"))
    lines = re.split(rb"\r\n|\n|\r", data.removeprefix(MARK).replace(b"\0", b""))
    return [decode(line, "replace") for line in lines]


def rows(lines: list[str]) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each row as its line number, from 1, and its cells by column; None if no line above names the columns."""
    header: MarksHeader | None = None
    at = 0
    while at < len(lines):
        line, number = lines[at].removeprefix("\ufeff"), at + 1
        at += 1
        if not line.strip(" \t,;\"'") or line.lower().startswith("sep="):
            continue
        if line.count('"') % 2:
            line, at = _whole_row(line, lines, at, header)
        if found := header_of(line):
            header = found
        else:
            yield number, _named(line, header) if header else None


def _whole_row(line: str, lines: list[str], at: int, header: MarksHeader | None) -> tuple[str, int]:
    """A row whose quoted cell continues on the next lines, and the index after it; just the first line if it is cut off."""
    whole = line
    for end in range(at, min(len(lines), at + _MOST_LINES_OF_A_CELL)):
        if header and _named(lines[end], header)["act"].lower() in ACTS:
            break
        whole += " " + lines[end]
        if whole.count('"') % 2 == 0:
            return whole, end + 1
    return line, at


def _named(line: str, header: MarksHeader) -> dict[str, str]:
    cells = _cells(line, header.separator)
    if len(cells) == 1 and len(header.columns) > 1:
        # A program that expects another separator put the whole row into one cell.
        cells = _cells(cells[0], header.separator)
    return dict.fromkeys(COLUMNS, "") | {name: strip_guard(cell) for name, cell in zip(header.columns, cells, strict=False)}


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def strip_guard(cell: str) -> str:
    """A cell's text without the apostrophes that kept it from running as a formula."""
    return _APOSTROPHE.sub("", cell.strip())


def as_row(cells: dict[str, Any], header: MarksHeader) -> bytes:
    """One row in the file's format; columns that are not ours stay empty."""
    line = io.StringIO()
    table = csv.writer(line, delimiter=header.separator, lineterminator="\r\n")
    table.writerow([_cell(cells.get(name)) for name in header.columns])
    return line.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if not isinstance(value, str):
        return as_text(value)
    text = one_line(value)
    return "'" + text if _TAKEN_FOR_NUMBER.fullmatch(text) else safe(text)


def as_text(value: Any) -> str:
    """A value as it appears in a cell."""
    return "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)


def one_line(text: str) -> str:
    """A text as it fits in a row: one line, cut off at 4,000 characters."""
    return " ".join(text.split())[:LONGEST_COMMENT].strip()


def named_columns(header: Iterable[str] = COLUMNS) -> bytes:
    """The line that names the columns, as we write it."""
    return (",".join(header) + "\r\n").encode("utf-8")
