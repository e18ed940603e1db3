"""Answers to one question that say nearly the same: grouped, and how each differs from the first of its group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...questions.scoring.likeness import NEARLY_SAME, Runs, runs

# A person compares a few texts at a time; the others of a larger group follow as the next one.
MOST_TEXTS = 6
MOST_NAMED = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A word or a mark, with the white space after it.
_PIECE = re.compile(rf"(?:{_WORD.pattern}|\S|\A)\s*")


def group_alike(texts: Sequence[str], near: Sequence[Sequence[int]]) -> list[list[int]]:
    """The indexes of ``texts`` in groups, each text in one; every text of a group is nearly the same as all others in it.

    ``near`` has, for each text, the indexes of those that share most of the writers' own words (``near_copies``). A short
    text that is only part of a long one is not like it: both must have most of their runs of three words in common. Texts
    with the same words are always together; of different ones at most six.

    >>> group_alike(["The chairs.", "the chairs", "The roof."], [(), (), ()])
    [[0, 1], [2]]
    """
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        same[_words(text)].append(at)
    found: list[list[int]] = []
    firsts: list[list[int]] = []
    whole: dict[int, Runs] = {}
    for own in same.values():
        first = own[0]
        close = set(near[first])
        # Only groups that hold a near text can take this one: in a large class most hold none.
        fits = (at for at, others in enumerate(firsts) if len(others) < MOST_TEXTS and close.issuperset(others))
        place = next((at for at in fits if all(_alike(texts, whole, first, other) for other in firsts[at])), None)
        if place is None:
            found.append(list(own))
            firsts.append([first])
        else:
            found[place] += own
            firsts[place].append(first)
    return found


def _words(text: str) -> tuple[str, ...]:
    # A text without a word, such as “???”, is only like itself.
    return tuple(_WORD.findall(text.casefold())) or (text,)


def _alike(texts: Sequence[str], whole: dict[int, Runs], one: int, other: int) -> bool:
    for at in (one, other):
        if at not in whole:
            whole[at] = runs(texts[at])
    return len(whole[one] & whole[other]) >= NEARLY_SAME * max(len(whole[one]), len(whole[other]))


@dataclass(frozen=True)
class Difference:
    """A text next to the first of its group: its ``parts``, each with whether the first lacks it, and what it lacks itself.

    >>> compare("The roof is new.", "The old roof is new.").parts
    (('The ', False), ('old', True), (' ', False), ('roof is new.', False))
    """

    parts: tuple[tuple[str, bool], ...]
    added: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


def compare(first: str, other: str) -> Difference:
    """The words in which ``other`` differs from ``first``."""
    before, after = _PIECE.findall(first), _PIECE.findall(other)
    parts: list[tuple[str, bool]] = []
    lacking = []
    ours, theirs = ([piece.strip() for piece in pieces] for pieces in (before, after))
    compared = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, start, end, own_start, own_end in compared.get_opcodes():
        own, gone = "".join(after[own_start:own_end]), "".join(before[start:end])
        if kind == "equal":
            parts.append((own, False))
        elif own:
            # The space behind the last word is no difference.
            parts += [(own.rstrip(), True), *([(own[len(own.rstrip()) :], False)] if own != own.rstrip() else [])]
        if kind != "equal" and gone.strip():
            lacking.append(gone.strip())
    added = tuple(text.strip() for text, differs in parts if differs and text.strip())
    return Difference(tuple(parts), added, tuple(lacking))


def in_words(difference: Difference, first: str) -> str:
    """The difference as a sentence, for those who do not see the marked words; ``first`` is the first answer's title."""
    told = []
    if difference.added:
        told.append(f"Only here: {_quoted(difference.added)}.")
    if difference.lacking:
        told.append(f"Only in {first}: {_quoted(difference.lacking)}.")
    return " ".join(told) or f"The words are those of {first}."


def _quoted(pieces: Sequence[str]) -> str:
    shown = [f"“{piece}”" for piece in pieces[:MOST_NAMED]]
    if len(pieces) > MOST_NAMED:
        shown.append(f"and {len(pieces) - MOST_NAMED} more")
    return ", ".join(shown)


class Together:
    """Which answers are shown and marked at once. A teacher splits some off, or switches this off and on again.

    ``groups`` has the group of each answer, and ``texts`` the digest of what it says.
    """

    def __init__(self, groups: Sequence[object], texts: Sequence[str]):
        self._groups = groups
        self._texts = texts
        self._split: set[int] = set()
        self.on = True

    def switch(self, on: bool) -> None:
        """Show like answers together or each by itself. Switched on again, those that were split off are back."""
        self.on = on
        self._split.clear()

    def key(self, at: int) -> object:
        """What the answers that may be marked with this one have in common."""
        if not self.on:
            return at
        return (self._groups[at], self._texts[at]) if at in self._split else self._groups[at]

    def split_off(self, at: int) -> None:
        """Take an answer out of its group, with those that have the same words to the letter."""
        group, text = self._groups[at], self._texts[at]
        self._split |= {n for n, own in enumerate(self._groups) if own == group and self._texts[n] == text}
