"""A sentence cut into clauses: at its marks, and at the words that open a clause. No parser, and no full grammar."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from .draft import Draft, Sentence, Token
from .english import any_of, is_past, lemmas, listed
from .mentions import Mention, mentions_in
from .page import Page

_CUTS = frozenset(",;:—()?!")
# How far after "and" a new clause may show its verb.
_NEAR = 5


@dataclass(slots=True)
class Clause:
    """A half-open stretch of tokens, the word or mark that opens it, and whose words it gives.

    ``source`` are those named in it as its source; ``owners`` those whom it belongs to all told, empty for nobody;
    ``outer`` those who report that somebody else says it ("The reporter writes that Gantz …").
    ``reports``: the source says or thinks something, so that what follows can be said too. ``only_source``: it says who
    speaks, and little else. ``sums_up``: it goes back to what was said ("and Gantz said so"). ``starts_saying``: it has
    a form like "saying".
    """

    start: int
    end: int
    link: str
    mentions: list[Mention] = field(default_factory=list)
    source: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    outer: frozenset[str] = frozenset()
    reports: bool = False
    only_source: bool = False
    sums_up: bool = False
    starts_saying: bool = False
    has_verb: bool = False


@cache
def all_verbs() -> frozenset[str]:
    """The plain forms of every verb that the lists have."""
    return any_of("saying", "telling", "stance", "events", "verbs")


@cache
def all_saying() -> frozenset[str]:
    """The plain forms of the verbs that hand over words."""
    return any_of("saying", "telling")


def is_finite(token: Token) -> bool:
    """Whether a word may be the verb that makes a sentence: a helping verb, or a form of a verb that is no noun."""
    if token.base in listed("auxiliaries"):
        return True
    if token.base.endswith("ing") or token.key not in all_verbs():
        return False
    return is_past(token.base) or token.key not in lemmas("nouns_too")


class Cutter:
    """Cuts one unit of a draft; ``mentions`` are those who are named in it, ``at`` the same by first token."""

    def __init__(self, draft: Draft, page: Page, unit: Sentence):
        self.tokens, self.unit = draft.tokens, unit
        self.mentions = mentions_in(draft, page, unit.start, unit.end)
        self.at = {mention.start: mention for mention in self.mentions}
        self.ends = {mention.end for mention in self.mentions}

    def clauses(self) -> list[Clause]:
        """The clauses in order, each with those who are named in it."""
        starts: list[tuple[int, str]] = [(self.unit.start, "")]
        for at in range(self.unit.start, self.unit.end):
            token = self.tokens[at]
            if token.is_mark and token.base in _CUTS:
                starts.append((at + 1, token.base))
            elif at > starts[-1][0] and (link := self._opens(at)):
                starts.append((at, link))
        ends = [start for start, _ in starts[1:]] + [self.unit.end]
        return [
            Clause(start, end, self._link(start, link), [m for m in self.mentions if start <= m.start < end])
            for (start, link), end in zip(starts, ends, strict=True)
            if any(not token.is_mark for token in self.tokens[start:end])
        ]

    def _link(self, start: int, link: str) -> str:
        """The link of a clause: its first word where that opens one, after a mark that parts more than a comma does."""
        first = self.tokens[start].base
        if first not in listed("joiners") | listed("openers") | {"that", "as"}:
            return link
        return link + first if link in (";", "?", ":") else first

    def _opens(self, at: int) -> str:
        """The link with which a word in the middle opens a clause, or nothing when it opens none."""
        token = self.tokens[at]
        word, following = token.base, self.tokens[at + 1 : at + 2]
        if token.quotation >= 0 or not following:
            return ""
        if word in listed("openers"):
            return "" if word == "while" and following[0].base == "a" else word
        if word == "that" and at + 1 < self.unit.end and following[0].key not in lemmas("saying"):
            return "that"
        if word in listed("at_a_time") and (at + 1 in self.at or following[0].base in listed("clause_first")):
            return word if self._verb_near(at + 1) else ""
        if word in listed("joiners"):
            if any(m.start < at < m.end for m in self.mentions) or self.tokens[at - 1].base in ("both", "between"):
                return ""
            return word if self._verb_near(at + 1) or following[0].base in ("that", "according") else ""
        return "that" if self._follows_saying(at) else ""

    def _follows_saying(self, at: int) -> bool:
        """Whether a sentence starts here right after a verb of saying, without a "that": "said the bridge is"."""
        before = self.tokens[at - 1]
        if before.is_mark or before.key not in lemmas("saying") or before.key in lemmas("telling"):
            return False
        if not (at in self.at or self.tokens[at].base in listed("clause_first")) or not self._verb_near(at):
            return False
        inverted = at in self.at and (at - 1 == self.unit.start or self.tokens[at - 2].is_mark)
        return not inverted

    def _verb_near(self, at: int) -> bool:
        """Whether a clause that starts here shows its verb soon, before the next mark."""
        for near in range(at, min(at + _NEAR + 1, self.unit.end)):
            token = self.tokens[near]
            if token.is_mark or token.base in listed("joiners"):
                return False
            if is_finite(token) or (near in self.at and self.at[near].pronoun in ("he", "she")):
                return True
            if near > at and near in self.ends and token.key in all_verbs():
                return True
        return False
