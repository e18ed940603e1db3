"""Numbers in a text, in digits or in words, by what they are worth."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .english import lemma, lemmas, listed

Value = float | str

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())}
_UNITS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SMALL_SCALES = {"dozen": 12, "hundred": 100}
_SCALES = _SMALL_SCALES | {"thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# A vague number only equals itself: "hundreds" in the article does not allow 100.
_VAGUE = listed("vague")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "10am", "90s" and "4th" hold a number; "P5" names a paragraph, as the lessons do, and "1st" is a place in a row.
_JOINED = re.compile(r"(?!(?:1st|2nd|3rd)$)\d+(?:[.,]\d+)*(?=[a-z%])", re.IGNORECASE)
_STARTS = frozenset({*_UNITS, *_SCALES, *_VAGUE, "half"})
# How many words may come between the number and the thing that a writer counts: "three short points".
_BETWEEN = 2
_MOST_COUNTED = 12
# A text can have more paragraphs than a writer has points.
_LINES = frozenset({"paragraphs", "sentences", "lines", "quotations", "quotes"})
_MOST_LINES = 60
_OF_THEM = frozenset({"these", "those", "the", "his", "their", "my", "our", "her"})
# More people than that are no longer those whom the article names.
_MOST_PEOPLE = 4
# How soon after people it is said that they came to harm.
_MOST_HARM = 6


def may_start(word: str) -> bool:
    """Whether a number may start with this word."""
    return word in _STARTS or word[:1].isdigit()


def number_at(words: Sequence[str], at: int) -> tuple[int, Value] | None:
    """Where the number that starts at a word ends, and what it is worth; None where no number starts.

    A value is a float, or a text for what has no exact one ("hundreds", "half"). "one" alone is a pronoun as often as a
    number, so it does not count here; nor do "first", "second" and "third".
    """
    word = words[at]
    if not may_start(word):
        return None
    if word in _VAGUE:
        end = at + 1
        while end + 1 < len(words) and words[end] == "of" and words[end + 1] in _VAGUE:
            end += 2
        return end, " ".join(words[at:end])
    if word == "half":
        return _half(words, at)
    if joined := _JOINED.match(word):
        return at + 1, _worth(joined[0])
    return _counted(words, at)


def _half(words: Sequence[str], at: int) -> tuple[int, Value] | None:
    """ "half of them" is a number of its own; "half a dozen" and "half a million" are half of the next one."""
    after = list(words[at + 1 : at + 3])
    if len(after) == 2 and after[0] == "a" and after[1] in _SCALES:
        return at + 3, _SCALES[after[1]] / 2
    return (at + 1, "half") if after[:1] and after[0] in ("of", "the", "all") else None


def _counted(words: Sequence[str], at: int) -> tuple[int, Value] | None:
    """A number made of digits, number words, or both ("1.4 million", "two hundred and five")."""
    total = group = 0.0
    end = at
    while end < len(words):
        word = words[end]
        if _DIGITS.fullmatch(word) and end == at:
            group = _worth(word)
        elif word in _UNITS and (end == at or _goes_on(words[end - 1], word)):
            group += _UNITS[word]
        elif word in _SMALL_SCALES:
            group = (group or 1) * _SMALL_SCALES[word]
        elif word in _SCALES:
            # "two thousand million": a larger scale counts all that went before.
            larger = 0 < total < _SCALES[word]
            total, group = ((total + group) * _SCALES[word] if larger else total + (group or 1) * _SCALES[word]), 0.0
        elif end > at and list(words[end : end + 3]) == ["and", "a", "half"]:
            group += 0.5
            end += 2
        elif word == "and" and end > at and _is_scale(words[end - 1]) and end + 1 < len(words) and words[end + 1] in _UNITS:
            pass
        else:
            break
        end += 1
    if end == at or (end == at + 1 and words[at] == "one"):
        return None
    return end, total + group


def _goes_on(before: str, word: str) -> bool:
    """Whether a number word goes on with the one before: "twenty five" does, "two three" is two numbers."""
    return _is_scale(before) or before == "and" or (_UNITS.get(before, 0) >= 20 and _UNITS[word] < 10)


def _is_scale(word: str) -> bool:
    return word in _SCALES


def _worth(digits: str) -> float:
    """What digits are worth: commas separate thousands before three digits, and are decimal commas otherwise."""
    plain = re.sub(r",(?=\d{3}(?!\d))", "", digits).replace(",", ".")
    whole, point, rest = plain.partition(".")
    return float(whole + point + rest.replace(".", "")) if len(plain) < 300 else float("inf")


def counts_writing(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a small number counts what the writer does or shows ("two things", "three claims"), and no fact."""
    found = number_at(words, start)
    if found is None or isinstance(found[1], str):
        return False
    if found[1] > _MOST_COUNTED:
        return found[1] <= _MOST_LINES and end < len(words) and words[end] in _LINES
    of = 2 if end + 1 < len(words) and words[end] == "of" and words[end + 1] in _OF_THEM else 0
    after = words[end + of : end + of + _BETWEEN + 1]
    for number, word in enumerate(after):
        if lemma(word) in lemmas("counted_people"):
            later = words[end + of + number : end + of + number + _MOST_HARM]
            return found[1] <= _MOST_PEOPLE and not any(lemma(w) in lemmas("harmed") for w in later)
        if lemma(word) in lemmas("counted_by_a_writer"):
            return True
        if word in listed("small"):
            return False
    return False
