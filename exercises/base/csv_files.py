"""CSV files: read leniently in the forms that spreadsheets save, written so that no cell runs as a formula."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from .errors import KitError, reason
from .files import replacing

LARGEST = 50_000_000  # bytes
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = (",", ";", "\t")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SEPARATOR_LINE = re.compile(r"sep=([,;|\t])\r?\n?", re.IGNORECASE)

# Control characters, lone surrogates (which UTF-8 cannot encode), and bidirectional control characters, which make text
# display in a different order than it is stored.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Programs skip white space and zero-width characters before they look for a formula, and some fold full-width forms. A
# quotation mark after a separator may open a cell, and is then no part of it.
_GAP = '[\\s"\ufeff\u00ad\u200b-\u200f\u2060-\u2064]*'
_FIRST = "[=+@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b-]"
_LEADS = re.compile(rf"[\t\n]|{_GAP}{_FIRST}")
# All white space after a separator is matched at once: looking ahead from each character would take quadratic time.
_FOLLOWS = re.compile(rf"([;\t\n]{_GAP}+)({_FIRST})?")
_SEPARATOR = re.compile(r"[;\t\n]")


class CsvRow(dict[str, str]):
    """One row: column → cell, without white space at either end; ``line`` is where it starts in the file, from 1.

    ``surplus`` holds the cells beyond the last column: usually caused by an unquoted separator inside a cell.
    """

    def __init__(self, columns: Sequence[str], cells: Sequence[str], line: int):
        padded = [*(cell.strip() for cell in cells), *[""] * (len(columns) - len(cells))]
        # The first of two columns with the same name wins; a column without a name is ignored.
        for name, cell in zip(columns, padded, strict=False):
            if name:
                self.setdefault(name, cell)
        self.line = line
        self.surplus = tuple(cell for cell in padded[len(columns) :] if cell)


def read_rows(path: Path) -> list[CsvRow]:
    """The rows of a CSV file under its first line's column names; empty rows are left out.

    Accepts UTF-8, UTF-16 and Windows-1252; comma, semicolon and tab; any kind of line ending. Raises KitError when the
    file cannot be read, is too large, is empty, is not text, or has a quotation mark that is never closed.
    """
    data = _read(path)
    try:
        text = decode(data).replace("\0", "")
    except UnicodeDecodeError as error:
        raise KitError(f"{path.name} is torn, or is no text. Save the table as “CSV UTF-8” again.") from error
    lead = _SEPARATOR_LINE.match(text)
    if lead:
        text = text[lead.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=lead[1] if lead else _separator(text), strict=True)
    rows, columns = [], None
    line = first = 2 if lead else 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                if columns is None:
                    columns = [cell.strip() for cell in cells]
                else:
                    rows.append(CsvRow(columns, cells, line))
            line = first + reader.line_num
    except csv.Error as error:
        raise KitError(
            f"{path.name} cannot be read from line {line} on: a quotation mark there does not close, or something follows "
            f"the closing one ({error}). Mend that line, or save the table as CSV again."
        ) from error
    if columns is None:
        raise KitError(f"{path.name} is empty. Its first line must name the columns.")
    return rows


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise KitError(f"There is no file {path.name} in {path.parent}. Check the name and the folder.") from error
    except OSError as error:
        raise KitError(f"{path.name} cannot be read: {reason(error)}. Is it a file that you may open?") from error
    if len(data) > LARGEST:
        raise KitError(f"{path.name} is larger than {LARGEST // 1_000_000} MB; no table of a class is. Check the file.")
    if data.startswith(_WORKBOOKS):
        raise KitError(f"{path.name} is a spreadsheet's own format, not CSV. Open it there, and save it as “CSV UTF-8”.")
    return data


def decode(data: bytes, errors: str = "strict") -> str:
    """Decode all or part of a table from UTF-8, UTF-16 or Windows-1252, without the byte-order mark.

    Raises UnicodeDecodeError for truncated UTF-16, unless ``errors`` names another of Python's error handlers.
    """
    if data.startswith(UTF_16):
        encoding = "utf-16"
    elif data[:1000].count(0) * 3 > len(data[:1000]):
        # Latin letters in UTF-16 without a byte-order mark: every second byte is zero.
        encoding = "utf-16-le" if data[1:1000:2].count(0) > data[:1000:2].count(0) else "utf-16-be"
    else:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
    return data.decode(encoding, errors)


def _separator(text: str) -> str:
    """The separator that gives the first line the most columns; ties go to the one that most lines agree with."""

    def fit(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = []
        with contextlib.suppress(csv.Error):
            widths = [len(cells) for cells, _ in zip(reader, range(20), strict=False) if cells]
        return (widths[0], widths.count(widths[0])) if widths else (0, 0)

    return max(SEPARATORS, key=fit)


def safe(value: Any) -> Any:
    """Make a cell safe: no spreadsheet program treats it as a formula, and nothing in it is hidden. Only text is changed.

    Spreadsheet programs read a leading apostrophe as “this is text” (the remedy on OWASP's page “CSV Injection”). One is
    also added after a semicolon, tab or line break inside the text, because a program that expects another separator may
    start a cell there. Invisible characters, and those that change the direction of text, become “�”.
    """
    if not isinstance(value, str):
        return value
    text = _UNSEEN.sub("�", value.replace("\r\n", "\n").replace("\r", "\n"))
    return ("'" if _LEADS.match(text) else "") + _FOLLOWS.sub(_as_text, text)


def _as_text(found: re.Match) -> str:
    """A matched separator and what follows it, with an apostrophe wherever a formula would start."""
    return _SEPARATOR.sub(r"\g<0>'", found[1]) + found[2] if found[2] else found[1]


class _Encoded:
    """The text file that ``csv`` writes to; it passes each line on as UTF-8."""

    def __init__(self, file: BinaryIO):
        self._file = file

    def write(self, line: str) -> int:
        return self._file.write(line.encode("utf-8"))


class Writer:
    """A CSV file written row by row, for any number of rows: ``with Writer(path, header) as table: table.row(cells)``.

    UTF-8 with a byte-order mark, so that Excel shows all letters. The file replaces the previous one only when it is
    complete; until then, and after an error, the previous file stays. Raises KitError when it cannot be written.
    """

    def __init__(self, path: Path, header: Sequence[str]):
        self.path = Path(path)
        self._header = header
        self._whole = replacing(self.path)

    def __enter__(self) -> Writer:
        with self._told():
            self._file = file = self._whole.__enter__()
        self._write = csv.writer(_Encoded(file), lineterminator="\r\n").writerow
        try:
            self.lines([codecs.BOM_UTF8])
            self.row(self._header)
        except KitError:
            self._whole.__exit__(*sys.exc_info())
            raise
        return self

    def row(self, cells: Iterable[Any]) -> None:
        """Write one row; text is made safe, numbers stay numbers, and None stays empty."""
        # Most cells need no change: calling safe() on each would cost more than writing them.
        row = [
            cell
            if cell.__class__ is not str
            or (cell.isascii() and cell.isprintable() and cell[:1].isalnum() and ";" not in cell)
            else safe(cell)
            for cell in cells
        ]
        try:
            self._write(row)
        except OSError as error:
            raise self._why(error) from error

    def lines(self, lines: Iterable[bytes]) -> None:
        """Write rows that are already CSV lines in UTF-8, made of cells that went through `safe`."""
        with self._told():
            self._file.writelines(lines)

    def __exit__(self, *raised: Any) -> None:
        with self._told():
            self._whole.__exit__(*raised)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._why(error) from error

    def _why(self, error: OSError) -> KitError:
        return KitError(
            f"{self.path.name} could not be written: {reason(error)}. If it is open in another program, close it "
            "there; check also that the folder can be written to and the disk has room. Then run the command again."
        )


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a whole CSV file, as `Writer` does."""
    with Writer(path, header) as table:
        for row in rows:
            table.row(row)
