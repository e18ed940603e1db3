"""Ids that a spreadsheet program changes when it opens a table: which they are, and what they come back as."""

from __future__ import annotations

import re

from .errors import KitError

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# German short names that differ; a class list is often opened in the program of the country.
_OTHER_MONTHS = {"mai": 5, "mrz": 3, "okt": 10, "dez": 12}
_NAMED = re.compile(r"(?P<day>\d{1,2})[-. ]*(?P<month>[a-zä]{3,9})\.?|(?P<first>[a-zä]{3,9})\.?[-. ]*(?P<second>\d{1,4})")
_NUMBERS = re.compile(r"(\d{1,2})[-./](\d{1,2})(?:[-./]\d{2,4})?\.?")
_EXPONENT = re.compile(r"\d+(?:[.,]\d+)?e\+?\d{1,3}")


def is_rewritten(name: str) -> bool:
    """Whether a spreadsheet program takes an id for a date or a number, and so writes another one back.

    >>> is_rewritten("may-5"), is_rewritten("007"), is_rewritten("1e5"), is_rewritten("ada-l")
    (True, True, True, False)
    """
    text = name.strip().casefold()
    if text in ("true", "false") or _EXPONENT.fullmatch(text):
        return True
    if text.isdecimal():
        return len(text) > 15 or (text.startswith("0") and len(text) > 1)
    return bool(_readings(text))


def check_survives(name: str) -> str:
    """An id that a spreadsheet program leaves as it is. Raises KitError for any other, with a sentence."""
    if is_rewritten(name):
        raise KitError(
            f"“{name}” cannot be a class id in a table: a spreadsheet program takes it for a date or a number, and writes "
            "another one back. Choose one with a letter in front that makes no month, such as “ada-l” or “s07”."
        )
    return name


def may_be(came_back: str, name: str) -> bool:
    """Whether a cell can be what a spreadsheet program made of an id.

    >>> may_be("5-May", "may-5"), may_be("7", "007"), may_be("1.00E+05", "1e5"), may_be("7", "8")
    (True, True, True, False)
    """
    if came_back.strip().casefold() == name.strip().casefold():
        return True
    return is_rewritten(name) and not _readings(came_back.strip().casefold()).isdisjoint(_readings(name.strip().casefold()))


def _readings(text: str) -> set[tuple[int, ...]]:
    """What a spreadsheet program can read a text as: a number, or a day and a month."""
    if text.isdecimal():
        return {(int(text),)}
    if _EXPONENT.fullmatch(text):
        base, _, power = text.replace(",", ".").partition("e")
        return {(int(float(base) * 10 ** int(power)),)} if int(power) < 20 else set()
    if found := _NUMBERS.fullmatch(text):
        one, two = int(found[1]), int(found[2])
        return {(day, month) for day, month in ((one, two), (two, one)) if 1 <= day <= 31 and 1 <= month <= 12}
    if found := _NAMED.fullmatch(text):
        word, number = found["month"] or found["first"], int(found["day"] or found["second"])
        if month := _month(word):
            return {(number, month)}
    return set()


def _month(word: str) -> int:
    if word in _OTHER_MONTHS:
        return _OTHER_MONTHS[word]
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
    for number, short in enumerate(_MONTHS, 1):
        if word == short or word == (*full, "december")[number - 1] or (word == "sept" and number == 9):
            return number
    return 0
