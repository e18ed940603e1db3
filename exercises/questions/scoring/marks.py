"""Quotation marks of every kind, and the words between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What each opening mark may be closed by. A German “ closes, an English one opens: it depends on the mark before it.
_CLOSES = {
    "“": "”\"", "”": "”", "\"": "\"”", "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’'", "‚": "‘’'",
    "'": "'’", "’": "’", "`": "'’`", "「": "」", "『": "』", "〝": "〞",
}  # fmt: skip
_SINGLE = "‘‚'’`›‹"
_OPENING = re.compile("[" + "".join(map(re.escape, _CLOSES)) + ",]")
_DOUBLED = re.compile(r"``|''|‘‘|’’|,,")
# An apostrophe that opens a word: ’90s, ’em, ’til, ’twas.
_CLIPPED = re.compile(r"[’'](?:\d\ds?|em|til|tis|twas|cause|round|n)\b", re.IGNORECASE)
_LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: where they start and end, and where the marks are. ``closed`` is False without an end mark."""

    words: str
    start: int
    end: int
    marks: tuple[int, ...]
    closed: bool = True


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, in order and apart from one another. Apostrophes are no quotation marks.

    A double mark that nothing closes quotes up to the end of its line; a single one that nothing closes is an apostrophe.
    """
    found, after = [], 0
    doubled = {match.start(): match[0] for match in _DOUBLED.finditer(text)}
    for mark in _OPENING.finditer(text):
        if mark.start() < after:
            continue
        quotation = _opened(text, mark.start(), doubled)
        if quotation is not None:
            after = max(quotation.end, *quotation.marks) + 1
            if quotation.words.strip():
                found.append(quotation)
    return tuple(found)


def _opened(text: str, at: int, doubled: dict[int, str]) -> Quotation | None:
    """The quotation that a mark opens, or None where it opens none."""
    mark = text[at]
    if at in doubled:
        return _between_doubled(text, at)
    if mark == ",":
        return None
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _SINGLE:
        if before.isalnum() or not after.strip() or _CLIPPED.match(text, at):
            return None
        end = _closing_single(text, at)
        return None if end is None else Quotation(text[at + 1 : end], at + 1, end, (at, end))
    if mark == "”" and (before.strip() or not after.strip()):
        # A closing mark whose opening one is missing, as at the end of P15.
        return None
    if mark == '"' and not after.strip():
        return None
    line = text.find("\n", at)
    limit = len(text) if line < 0 else line
    ends = [end for close in _CLOSES[mark] if 0 <= (end := text.find(close, at + 1)) < at + _LONGEST]
    if ends:
        return Quotation(text[at + 1 : min(ends)], at + 1, min(ends), (at, min(ends)))
    return Quotation(text[at + 1 : limit], at + 1, limit, (at,), closed=False)


def _between_doubled(text: str, at: int) -> Quotation | None:
    """Words between two single marks in a row, typed for a double one."""
    close = _DOUBLED.search(text, at + 2) or re.compile('["”“]').search(text, at + 2)
    if close is None:
        return None
    marks = tuple(range(at, at + 2)) + tuple(range(close.start(), close.end()))
    return Quotation(text[at + 2 : close.start()], at + 2, close.start(), marks)


def _closing_single(text: str, at: int) -> int | None:
    """Where a single mark is closed: at the first closing mark that ends a word and is followed by no letter.

    After a plural, as in ‘the ministers’ talks’, a later mark before the next opening one closes.
    """
    closing = _CLOSES[text[at]]
    line = text.find("\n", at)
    limit = min(len(text) if line < 0 else line, at + _LONGEST)
    candidates = []
    for end in range(at + 2, limit):
        if text[end] in closing and not text[end + 1 : end + 2].isalnum() and not text[end - 1].isspace():
            candidates.append(end)
        elif candidates and text[end] in '‘“"„«':
            break
    if not candidates:
        return None
    first = candidates[0]
    if text[first - 1] == "s" and text[first + 1 : first + 2] == " " and len(candidates) > 1:
        return candidates[1]
    return first
