"""The commonest slips of somebody new to Python, each in a sentence that says what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """What Python stumbled over: what it is, what to do, and the line (from 1; 0 if unknown) with its code as typed."""

    noticed: str
    next: str
    line: int = 0
    code: str = ""

    def __str__(self) -> str:
        return f"{self.noticed} {self.next}"


_BRACKETS = "Each ( needs a ), and each [ needs a ]."
# What Python says, in the order in which we look for it; and what we say, where {line} is the number of the line.
_SYNTAX = (
    (
        r"expected an indented block",
        "Line {line} must start farther right than the line above it.",
        "Put four spaces in front of it.",
    ),
    (
        r"unexpected indent",
        "Line {line} starts farther right than it should.",
        "Delete the spaces in front of it, so that it lines up with the line above.",
    ),
    (
        r"unindent does not match|inconsistent use of tabs",
        "Line {line} does not line up with the lines above it.",
        "Use four spaces for each step to the right, and no tabs.",
    ),
    (
        r"invalid character '[“”„«»‘’]'",
        "Line {line} has a printed quotation mark, which Python does not read.",
        'Replace it with the straight mark " from your keyboard, on both sides of the text.',
    ),
    (
        r"unterminated",
        "A quotation mark is missing in line {line}.",
        'A text starts with " and ends with ". Look where one of them is missing.',
    ),
    (
        r"forgot a comma",
        "Something is missing between two words in line {line}.",
        'Put a comma between two words of a list, and each word between quotation marks: ["one", "two"].',
    ),
    (r"never closed", "A bracket is opened in line {line} and never closed.", _BRACKETS),
    (
        r"unmatched|does not match",
        "A bracket in line {line} does not fit.",
        f"{_BRACKETS} Look for one too many, or one that is missing.",
    ),
    (
        r"expected ':'",
        "A colon is missing in line {line}.",
        "A line that starts with def, for, if or else ends with a colon (:).",
    ),
    (
        r"",
        "Python cannot read line {line}.",
        "Is a quotation mark, a comma, a bracket or a colon missing there, or just before?",
    ),
)
_CAPITALS = "Capital letters count: type it just so."


def explain_syntax(error: SyntaxError) -> Slip:
    """What is wrong with a cell that Python cannot read."""
    told = next((noticed, next_) for pattern, noticed, next_ in _SYNTAX if re.search(pattern, error.msg or ""))
    line = error.lineno or 0
    return Slip(told[0].format(line=line), told[1], line, (error.text or "").rstrip())


def explain_name(name: str, known: Iterable[str], line: int = 0, code: str = "") -> Slip:
    """What to do about a name that Python does not know; ``known`` are those that it does."""
    known = [other for other in known if not other.startswith("_")]
    same = [other for other in known if other.lower() == name.lower()]
    if same:
        return Slip(
            f"Python does not know “{name}”, but it knows “{same[0]}”.",
            "Capital letters count: type it just so.",
            line,
            code,
        )
    if near := difflib.get_close_matches(name, known, 1, cutoff=0.75):
        return Slip(f"Python does not know “{name}”.", f"Did you mean “{near[0]}”?", line, code)
    return Slip(
        f"Python does not know “{name}”.",
        f'If it is a word of a text, put it between quotation marks: "{name}". If it is the name of something, first run '
        "the cell that makes it.",
        line,
        code,
    )


def explain_attribute(name: str, known: Iterable[str], line: int = 0, code: str = "") -> Slip | None:
    """What to do about a name after a dot; None if it is not just a wrong capital letter."""
    same = [other for other in known if other.lower() == name.lower()]
    if not same:
        return None
    return Slip(f"There is no “{name}” here, but there is “{same[0]}”.", _CAPITALS, line, code)
