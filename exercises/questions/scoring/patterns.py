"""Patterns of words, as lesson data writes them: alternatives, gaps, and all forms of a word.

    "prevent|avoid|head off … delay|postpone|put off"

A bar separates alternatives, and a slash does so for one word: "state of/for the Palestinians". “…” matches up to
``MOST_BETWEEN`` words of the same sentence. A word matches all its forms ("delay": delays, delayed, delaying) in British
and American spelling and in any case; a number matches in digits and words. “=met” matches only that form, “to claim” only
verbs ("he claims", not "his claims"). A particle may be apart from its verb: "fill up" matches "fill it up".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .draft import Draft, Token, read_draft
from .english import lemma, lemmas, listed

MOST_BETWEEN = 16
_MOST_IN_PHRASAL = 5
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")
# Letters and digits with single marks of the notation between them: each piece is a word, so none is empty.
_SOUND = re.compile(r"(?:to )?=?[^\W_]+(?:(?:’s|'s)?(?: =?|/=?|-|(?<=\d),(?=\d))[^\W_]+)*(?:’s|'s)?")
# Before one of these a form that may be a noun is a verb.
_SUBJECTS = listed("subjects")
_PARTICLES = listed("particles")


@dataclass(frozen=True, slots=True)
class _Element:
    """One word of a phrase: the keys of its forms, or exact forms; ``starts`` are the keys of all tokens it may fit."""

    keys: frozenset[str]
    exact: frozenset[str] = frozenset()
    verb: bool = False
    starts: frozenset[str] = frozenset()

    def fits(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        if token.key in self.keys:
            return not self.verb or _is_verb(tokens, at)
        return token.base in self.exact


_Phrase = tuple[_Element, ...]


@dataclass(frozen=True)
class Pattern:
    """One pattern: parts with gaps in between, each a choice of phrases by the key of a token that may start them."""

    parts: tuple[dict[str, list[_Phrase]], ...]

    def ends_at(self, tokens: list[Token], at: int, phrase: _Phrase, end: int) -> int | None:
        """Where the pattern ends that a phrase of its first part starts at a token; None if it does not match."""
        stop = _end_of(tokens, phrase, at, end)
        return None if stop is None else self._rest(tokens, 1, stop, end)

    def _rest(self, tokens: list[Token], part: int, at: int, end: int) -> int | None:
        """Where the parts from this one on end, when they follow within their gaps; None when they do not."""
        if part == len(self.parts):
            return at
        between, choices = 0, self.parts[part]
        for start in range(at, end):
            for phrase in choices.get(tokens[start].key, ()):
                if phrase[0].fits(tokens, start):
                    stop = _end_of(tokens, phrase, start, end)
                    if stop is not None and (whole := self._rest(tokens, part + 1, stop, end)) is not None:
                        return whole
            between += not tokens[start].is_mark
            if between > MOST_BETWEEN:
                break
        return None


@lru_cache(maxsize=4096)
def pattern(written: str) -> Pattern:
    """The pattern that a text of lesson data writes. Raises ValueError if a part is empty."""
    return Pattern(tuple(_by_start(map(_phrase, choices)) for choices in _parts(written)))


def refuse_empty(written: str) -> None:
    """Raise ValueError for a pattern with an empty part. Most patterns are seen to be sound without being built."""
    for choices in _parts(written):
        for choice in choices:
            if not _SOUND.fullmatch(choice.strip()):
                _phrase(choice)


def in_words(written: str) -> str:
    """A pattern as a person would read it: the first of each choice."""
    return " … ".join(_plain(choices[0].strip()) for choices in _parts(written))


def _parts(written: str) -> list[list[str]]:
    return [part.split("|") for part in _GAP.split(written.strip())]


def _by_start(phrases: Iterable[_Phrase]) -> dict[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = {}
    for phrase in phrases:
        for key in phrase[0].starts:
            found.setdefault(key, []).append(phrase)
    return found


def find_any(draft: Draft, written: tuple[str, ...]) -> list[tuple[int, int]]:
    """All places where any of these patterns matches within one unit, as half-open stretches of tokens, in order."""
    group = _by_first_word(written)
    tokens, ends, found = draft.tokens, draft.unit_ends, set()
    for key in group.keys() & draft.places.keys():
        for at in draft.places[key]:
            for whole, phrase in group[key]:
                if phrase[0].fits(tokens, at):
                    stop = whole.ends_at(tokens, at, phrase, ends[at])
                    if stop is not None:
                        found.add((at, stop))
    return sorted(found)


def find_disguised(draft: Draft, written: tuple[str, ...]) -> list[tuple[int, int]]:
    """As ``find_any``, and words of one piece that hyphens cut in several: "mili-tants"."""
    found = find_any(draft, written)
    for key, start, end in draft.joined:
        for whole, phrase in _by_first_word(written).get(key, ()):
            if len(whole.parts) == len(phrase) == 1:
                found.append((start, end))
    return found


@lru_cache(maxsize=512)
def _by_first_word(written: tuple[str, ...]) -> dict[str, list[tuple[Pattern, _Phrase]]]:
    """The phrases that patterns start with, by the key of their first word: most are not in a text at all."""
    found: dict[str, list[tuple[Pattern, _Phrase]]] = {}
    for whole in map(pattern, written):
        for key, phrases in whole.parts[0].items():
            found.setdefault(key, []).extend((whole, phrase) for phrase in phrases)
    return found


def _phrase(choice: str) -> _Phrase:
    choice = choice.strip()
    verb = choice.startswith("to ")
    elements: list[_Element] = []
    for piece in choice.removeprefix("to ").replace("-", " ").split():
        exact, keys, starts = set(), set(), set()
        for word in piece.split("/"):
            tokens = _words(word.removeprefix("="))
            if len(tokens) == 1:
                (exact.add(tokens[0].base) if word.startswith("=") else keys.add(tokens[0].key))
                starts.add(tokens[0].key)
        if not starts:
            raise ValueError(f"the pattern has an empty part: “{choice}”")
        elements.append(_Element(frozenset(keys), frozenset(exact), verb and not elements, frozenset(starts)))
    if not elements:
        raise ValueError(f"the pattern has an empty part: “{choice}”")
    # As a whole, because a number may be several words ("fourteen hundred").
    whole = _words(_plain(choice))
    if "/" not in choice and any(token.value is not None for token in whole):
        return tuple(_Element(frozenset({token.key}), starts=frozenset({token.key})) for token in whole)
    return tuple(elements)


def _words(text: str) -> list[Token]:
    return [token for token in read_draft(text).tokens if not token.is_mark]


def _plain(choice: str) -> str:
    """A phrase as a person would read it: the first of each choice of words."""
    words = [word.split("/")[0] for word in choice.removeprefix("to ").split()]
    return " ".join(words).replace("=", "")


def _end_of(tokens: list[Token], phrase: tuple[_Element, ...], at: int, end: int) -> int | None:
    """Where a phrase that starts at a token ends, or None if it is not there."""
    last = len(phrase) - 1
    at += 1
    for number, element in enumerate(phrase[1:], 1):
        apart = _MOST_IN_PHRASAL if number == last and element.keys & _PARTICLES else 0
        while at < end and apart and not tokens[at].is_mark and not element.fits(tokens, at):
            apart -= 1
            at += 1
        if at >= end or not element.fits(tokens, at):
            return None
        at += 1
    return at


def _is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a form that may be a noun is used as a verb: "he claims" and "claimed" do, "the claims" does not."""
    word = tokens[at].base
    if word.endswith(("ed", "ing")):
        return True
    if at == 0 or tokens[at - 1].is_mark:
        return at + 1 < len(tokens) and tokens[at + 1].base in ("that", "to")
    before = tokens[at - 1]
    if before.is_owner:
        return False
    if before.base in _SUBJECTS or before.base in listed("auxiliaries"):
        return True
    return (
        before.text[:1].isupper()
        and lemma(before.base) not in lemmas("prepositions")
        and before.base not in listed("small")
    )
