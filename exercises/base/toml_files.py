"""TOML files that people write by hand: what keeps one from being read, in a sentence, and which line holds an entry."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from .errors import KitError, reason

# Keys and numbers that lead to an entry, like ("question", 2, "feedback", "may").
Trail = tuple[str | int, ...]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_ENTRY = re.compile(rf"\s*({_DOTTED})\s*=")
_CURLY = re.compile(rf"\s*{_DOTTED}\s*=\s*[\[{{]?\s*[“”„‟‘’«»]|\s*[“”„‟][^“”„‟]*[“”„‟]\s*[,=\]]")
_QUOTES = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#.*')
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_SAVE = "Save the file once more as UTF-8; most editors ask for the encoding under Save As."


def read_text(path: Path) -> str:
    """The text of a file in UTF-8. Raises KitError, a sentence without the file's name, and OSError.

    Files that were saved in another encoding are named as such, with the line where it shows.
    """
    data = path.read_bytes()
    if data.startswith(_UTF16) or (len(data) > 3 and data[:4].count(0) >= 2):
        raise KitError(f"line 1: it is saved as UTF-16, and the kit reads UTF-8. {_SAVE}")
    if data.startswith(codecs.BOM_UTF8):
        raise KitError("line 1: it begins with an invisible mark, the BOM. Save it as UTF-8 without BOM.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        letter = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        raise KitError(
            f"line {line}: “{letter}” is saved in an older encoding, such as Latin-1 or Windows-1252, and the kit reads "
            f"UTF-8. {_SAVE}"
        ) from error


def load(path: Path) -> tuple[dict[str, Any], str]:
    """The tables of a TOML file, and its text. Raises KitError with a sentence that names the file and the likely fault.

    A missing file raises FileNotFoundError, for the caller knows whether it is needed.
    """
    try:
        text = read_text(path)
        return tomllib.loads(text), text
    except FileNotFoundError:
        raise
    except KitError as error:
        raise KitError(f"{path.name} cannot be read, {error}") from error
    except OSError as error:
        raise KitError(f"{path.name} cannot be read: {reason(error)}.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise KitError(f"{path.name} cannot be read, {_fault(text, str(error))}") from error


def _fault(text: str, said: str) -> str:
    """What most likely keeps a text from being TOML: its line, what is wrong and how it should look."""
    if opened := _never_closed(text):
        return (
            f'line {opened}: the text that begins here with """ has no closing """. Write it after the last word, or on a '
            "line of its own."
        )
    for number, line in _outside_texts(text):
        if _CURLY.match(line):
            return (
                f"line {number}: the quotation marks around a value are curly, as word processors make them. TOML takes "
                'straight ones: prompt = "Who says so?"'
            )
    place, what = _AT.search(said), _AT.sub("", said).strip()
    line_number = int(place[1]) if place and place[1] else text.count("\n") + 1
    return f'line {line_number}: this is not TOML ({what}). An entry looks like this: prompt = "Who says so?"'


def _never_closed(text: str) -> int:
    """The line of the first \"\"\" that has no partner: a new entry begins before the next one. 0 if there is none."""
    opened, mark = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if opened and (_HEADER.match(line) or (_ENTRY.match(line) and mark in line)):
            return opened
        mark, was = _after(line, mark), mark
        opened = (number if mark != was or mark in line else opened) if mark else 0
    return opened


def _after(line: str, mark: str) -> str:
    """The mark of the multi-line text that is open at the end of a line; empty if none is."""
    at = 0
    while True:
        if mark:
            end = line.find(mark, at)
            if end < 0:
                return mark
            at, mark = end + 3, ""
        found = _QUOTES.search(line, at)
        if not found:
            return ""
        at = found.end()
        mark = found[0] if found[0] in ('"""', "'''") else ""


def _outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin within a multi-line text, with their numbers."""
    mark = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not mark:
            yield number, line.rstrip("\r")
        mark = _after(line, mark)


class Lines:
    """Which line of a TOML text each entry is in; tomllib does not say.

    >>> Lines('[[question]]\\nid = "a"\\n[question.feedback]\\nmay = ["x", "y"]').of(("question", 0, "feedback", "may"))
    4
    """

    def __init__(self, text: str):
        self._source = text
        self._text = text.split("\n")

    @cached_property
    def _lines(self) -> dict[Trail, int]:
        """Worked out only when a fault is to be said: most lessons have none."""
        lines: dict[Trail, int] = {}
        table: Trail = ()
        counts: dict[Trail, int] = {}
        for number, line in _outside_texts(self._source):
            if header := _HEADER.match(line):
                table = self._numbered(_names(header[2]), counts, lines, header[1] == "[[")
                _note(lines, table, number)
            elif entry := _ENTRY.match(line):
                _note(lines, table + _names(entry[1]), number)
        return lines

    def _numbered(self, names: tuple[str, ...], counts: dict[Trail, int], lines: dict[Trail, int], several: bool) -> Trail:
        """A header's names with the number of each table of a list, as tomllib nests them."""
        path: Trail = ()
        for position, name in enumerate(names, 1):
            path += (name,)
            if several and position == len(names):
                counts[path] = counts.get(path, -1) + 1
                _note(lines, path, len(self._text))
            if path in counts:
                path += (counts[path],)
        return path

    def of(self, path: Trail, said: str = "") -> int:
        """The line of an entry, or of the nearest table around it; 1 in an empty file.

        ``said`` is the sentence about it: words that it quotes are looked for inside the entry.
        """
        for name in re.findall(r"“([^”]+)”", said):
            if (*path, name) in self._lines:
                return self._lines[*path, name]
        while path and path not in self._lines:
            path = path[:-1]
        first = self._lines.get(path, 1)
        if path and isinstance(path[-1], int):
            for name in re.findall(r"“([^”]+)”", said):
                for number in range(first, self._end(path) + 1):
                    if name in self._text[number - 1]:
                        return number
        return first

    def _end(self, path: Trail) -> int:
        """The last line of one table of a list: the line before the next table that is not inside it."""
        later = [line for other, line in self._lines.items() if line > self._lines[path] and other[: len(path)] != path]
        return min(later, default=len(self._text) + 1) - 1


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_KEY, dotted))


def _note(lines: dict[Trail, int], path: Trail, number: int) -> None:
    for length in range(1, len(path) + 1):
        lines[path[:length]] = min(number, lines.get(path[:length], number))
