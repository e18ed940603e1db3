"""What any answer may be: plain data of a reasonable size, and the error for one that cannot be read."""

from __future__ import annotations

import math
import re
from typing import Any

MOST_CHARACTERS = 20_000
MOST_VALUES = 2_000
MOST_DEPTH = 6
_LARGEST = 10**15
_TOO_MANY = "This answer has far more parts than the question takes. Try a shorter one."
# Half of a surrogate pair: it cannot be encoded, so no file can store it.
_LONE = re.compile(r"[\ud800-\udfff]")


class InvalidAnswer(ValueError):
    """An answer in the wrong form for its question; the message says which form is expected."""


def refuse_unreadable(answer: Any) -> None:
    """Raise InvalidAnswer for an answer that is not plain data, or is far larger than any question allows."""
    level, depth, values, characters = [answer], 0, 0, 0
    while level:
        values += len(level)
        if depth > MOST_DEPTH:
            raise InvalidAnswer(_TOO_MANY)
        below: list[Any] = []
        for value in level:
            kind = type(value)
            if kind is str:
                characters += len(value)
                # There are very many, nearly all short and plain: a call for each would take most of the time.
                if characters > MOST_CHARACTERS or not value.isascii():
                    _refuse_text(value, characters)
            elif kind is int and -_LARGEST <= value <= _LARGEST:
                continue
            elif isinstance(value, dict):
                if not all(isinstance(name, str | int) for name in value):
                    raise InvalidAnswer("The parts of an answer are named by words, in quotation marks.")
                below += value
                below += value.values()
            elif isinstance(value, list | tuple):
                below += value
            else:
                _refuse_scalar(value)
            if values + len(below) > MOST_VALUES:
                raise InvalidAnswer(_TOO_MANY)
        level, depth = below, depth + 1


def _refuse_text(text: str, characters: int) -> None:
    if characters > MOST_CHARACTERS:
        raise InvalidAnswer(f"This answer is longer than {MOST_CHARACTERS:,} characters. Try a shorter one.")
    if not text.isascii() and _LONE.search(text):
        raise InvalidAnswer("This answer contains half a character. Delete what looks odd and type it again.")


def _refuse_scalar(value: Any) -> None:
    if isinstance(value, str):
        _refuse_text(value, len(value))
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidAnswer("One number in this answer is not a number. Type it in digits.")
    elif isinstance(value, int) and abs(value) > _LARGEST:
        raise InvalidAnswer("This answer contains a number far too large for the question. Look at it again.")
    elif value is not None and not isinstance(value, bool | int | float):
        raise InvalidAnswer(f"An answer is words or numbers; this one is of the kind “{type(value).__name__}”.")


def text_of(answer: Any, form: str = "words in quotation marks") -> str | None:
    """An answer that is words, or None when it is blank. Raises InvalidAnswer."""
    if answer is None:
        return None
    if not isinstance(answer, str):
        raise InvalidAnswer(f"This question takes {form}.")
    return answer.strip() or None
