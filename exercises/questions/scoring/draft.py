"""A text that somebody wrote, read once for all checks: its words, sentences and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ...text.lookalikes import see_through
from .english import lemma, listed, spelling
from .marks import Quotation, quotations_in
from .numbers import Value, counts_writing, may_start, number_at

# After initials, a sentence ends where one of these follows: "… in the U.S. He said".
_STARTS = re.compile(r"\s+(?=(?:He|She|It|They|We|The|This|That|In|On|At|But|And|According|As|For|Both|Each)\b)")
# Most words begin with two letters, and no initials do: looking for these first saves half the time.
_TOKEN = re.compile(
    r"(?P<letters>[^\W\d_]{2}[^\W_]*(?:[’'][^\W\d_]+)*[’']?)"
    r"|(?P<initials>\b(?:[A-Za-z]\.){2,}|\b[A-Z]\.[A-Z]\b)|(?P<number>\d+(?:[.,]\d+)*(?![^\W_]))|(?P<word>[^\W_]+(?:[’'][^\W\d_]+)*[’']?)|(?P<join>(?<=\w)[-‐‑](?=\w))"
    r"|(?P<dash>--+|[-–—])|(?P<line>\n)|(?P<mark>\.\.\.|[^\w\s])"
)
_ENDS = frozenset(".!?…")
# A list of a writer's own has at most so many points; before one of these words a number is the name of one.
_MOST_NUMBERED = 12.0
_NUMBERED = frozenset({"number", "no", "nr", "point", "item", "part", "line", "claim", "#"})
_OWNS = frozenset({"'s", "’s", "s'", "s’", "z'", "z’", "x'", "x’"})
_WORDS = frozenset({"letters", "initials", "number", "word"})
_QUOTATION_MARKS = frozenset('"“”„«»‹›')
# With a full stop, and no end of a sentence.
_SHORTENED = listed("shortened")


@dataclass(slots=True)
class Token:
    """A word, a number or a mark: how it is spelt, the key of its forms, its place, and the quotation that it is in."""

    text: str
    base: str
    key: str
    start: int
    end: int
    is_mark: bool = False
    is_owner: bool = False
    quotation: int = -1
    value: Value | None = None
    counts_writing: bool = False
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open stretch of a draft's tokens."""

    start: int
    end: int


@dataclass(eq=False)
class Draft:
    """A parsed text: ``text`` is what a reader sees, ``hidden`` the words with disguised letters.

    ``memo`` caches what the checks compute, for later checks.
    """

    text: str
    hidden: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    tokens: list[Token]
    sentences: list[Sentence] = field(default_factory=list)
    memo: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def bases(self) -> list[str]:
        """How each token is spelt."""
        return [token.base for token in self.tokens]

    @cached_property
    def units(self) -> list[Sentence]:
        """The sentences, each question joined with the sentence that answers it."""
        units: list[Sentence] = []
        asked: int | None = None
        for sentence in self.sentences:
            start = sentence.start if asked is None else asked
            if self.tokens[sentence.end - 1].base == "?" and sentence is not self.sentences[-1]:
                asked = start
                continue
            units.append(Sentence(start, sentence.end))
            asked = None
        return units

    @cached_property
    def unit_ends(self) -> list[int]:
        """For each token where its unit ends."""
        ends = [0] * len(self.tokens)
        for unit in self.units:
            ends[unit.start : unit.end] = [unit.end] * (unit.end - unit.start)
        return ends

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The indexes of each key among the tokens."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            if not token.is_mark:
                found.setdefault(token.key, []).append(at)
        return found

    @cached_property
    def numbering(self) -> frozenset[int]:
        """The tokens that number the writer's own points: "(1) … (2) …", "1. …", "Two: …", "point 3"."""
        found: set[int] = set()
        expected: tuple[float, ...] = (1.0, 2.0)
        for at, token in enumerate(self.tokens):
            if not isinstance(token.value, float) or token.value > _MOST_NUMBERED or at + 1 == len(self.tokens):
                continue
            if at and self.tokens[at - 1].base in _NUMBERED:
                found.add(at)
            elif _numbers_a_point(self.tokens, at) and token.value in expected:
                found.add(at)
                expected = (token.value + 1,)
        return frozenset(found)

    @cached_property
    def joined(self) -> list[tuple[str, int, int]]:
        """Words that hyphens cut in pieces, as (key of the whole, first token, end): "mili-tants", but "two-state" too."""
        found, start = [], 0
        for at in range(1, len(self.tokens) + 1):
            if at < len(self.tokens) and self.tokens[at].is_joined:
                continue
            if at - start > 1:
                found.append((lemma("".join(token.base for token in self.tokens[start:at])), start, at))
            start = at
        return found

    @cached_property
    def count(self) -> int:
        """How many words there are between spaces, as the card counts them."""
        return len(self.text.split())

    def words(self, start: int, end: int) -> str:
        """The draft's own characters from one token up to another."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def read_draft(text: str) -> Draft:
    """Read a text. Quotation marks and the stop of "Mr." are no tokens, and initials are one word ("U.S." is "us")."""
    plain, hidden = see_through(text)
    quotations = quotations_in(plain)
    draft = Draft(plain, hidden, quotations, _numbered(plain, _tokens(plain, quotations)))
    draft.sentences = _sentences(draft)
    return draft


def sentences(text: str) -> list[str]:
    """A text cut at the ends of its sentences and lines."""
    draft = read_draft(text)
    return [draft.words(s.start, s.end) for s in draft.sentences]


def _tokens(plain: str, quotations: tuple[Quotation, ...]) -> list[Token]:
    marks = {at for quotation in quotations for at in quotation.marks}
    # A mark of quotation must not be taken for an apostrophe at the edge of a word.
    letters = list(plain)
    for at in marks:
        letters[at] = " "
    bare = "".join(letters)
    tokens, within, joined = [], 0, False
    for match in _TOKEN.finditer(bare):
        kind, text = match.lastgroup, match.group()
        if kind == "join":
            joined = True
            continue
        if text in _QUOTATION_MARKS:
            continue
        start, end = match.span()
        while within < len(quotations) and quotations[within].end <= start:
            within += 1
        inside = within if within < len(quotations) and quotations[within].start <= start else -1
        if kind in _WORDS:
            base = spelling(text.replace(".", "") if kind == "initials" else text)
            owns = text[-2:] in _OWNS
            tokens.append(Token(text, base, lemma(base), start, end, False, owns, inside, None, False, joined))
            if kind == "initials" and text.endswith(".") and (end == len(bare) or _STARTS.match(bare, end)):
                tokens.append(Token(".", ".", ".", end, end, True, False, inside))
        elif text == "." and tokens and tokens[-1].end == start and tokens[-1].base in _SHORTENED and bare[end:].strip():
            continue
        else:
            mark = "—" if kind == "dash" else "…" if text == "..." else text
            tokens.append(Token(text, mark, mark, start, end, True, False, inside))
        joined = False
    return tokens


def _numbered(plain: str, tokens: list[Token]) -> list[Token]:
    """The tokens with each number as one of them, whose key is what it is worth."""
    words = [token.base for token in tokens]
    found, at = [], 0
    while at < len(tokens):
        number = number_at(words, at) if may_start(words[at]) else None
        if number is None:
            found.append(tokens[at])
            at += 1
            continue
        end, value = number
        first, last = tokens[at], tokens[end - 1]
        key = f"#{value:.12g}" if isinstance(value, float) else f"#{value}"
        whole = Token(plain[first.start : last.end], " ".join(words[at:end]), key, first.start, last.end)
        whole.quotation, whole.value, whole.counts_writing = first.quotation, value, counts_writing(words, at, end)
        found.append(whole)
        at = end
    return found


def _sentences(draft: Draft) -> list[Sentence]:
    """The draft cut at the ends of its sentences and lines."""
    tokens, found, start = draft.tokens, [], 0
    for at, token in enumerate(tokens):
        if token.is_mark and (token.base == "\n" or (token.base in _ENDS and _ends(draft, at))):
            found.append(Sentence(start, at + 1))
            start = at + 1
    found.append(Sentence(start, len(tokens)))
    return [s for s in found if any(not token.is_mark for token in tokens[s.start : s.end])]


def _numbers_a_point(tokens: list[Token], at: int) -> bool:
    """Whether a number opens a point of a list: it comes first, or after a mark, and has a mark of its own behind it."""
    return (not at or tokens[at - 1].is_mark) and at + 1 < len(tokens) and tokens[at + 1].base in (")", ".", ":", "—")


def _ends(draft: Draft, at: int) -> bool:
    tokens, token = draft.tokens, draft.tokens[at]
    before = tokens[at - 1] if at else None
    if at + 1 == len(tokens):
        return True
    after = tokens[at + 1]
    if after.start == token.end and not after.is_mark:
        return False
    numbers = before is not None and isinstance(before.value, float) and before.value <= _MOST_NUMBERED
    if token.base == "." and numbers and _numbers_a_point(tokens, at - 1):
        return False
    return not (after.text[:1].islower() and token.base in ".…")
