"""A clause of a text: a stretch of its words, and whose words they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from .draft import Token
from .english import any_of, is_past, lemmas, listed
from .mentions import Mention


@dataclass(slots=True)
class Clause:
    """A half-open stretch of tokens, the word or mark that opens it, and whose words it gives.

    ``source`` are those named in it as its source; ``owners`` those whom it belongs to in total, empty for nobody;
    ``named`` those who are named in it in a place where a source can be, ``rank`` how plainly the source is one, ``plain``
    that nobody else can be it;
    ``outer`` those who report that somebody else says it ("The reporter writes that Gantz …").
    ``possible`` are those who may own it where the parse is not sure, ``firm`` says that the owners are sure.
    ``restricts``: it only says which thing is meant ("a future in which …").
    ``unsaid``: the text says of it that nobody says it ("What Gantz thinks of it, the article does not say").
    ``reports``: the source says or thinks something, so that what follows can be said too. ``only_source``: it says who
    speaks, and little else.
    """

    start: int
    end: int
    link: str
    source: frozenset[str] = frozenset()
    reports: bool = False
    only_source: bool = False
    sums_up: bool = False
    restricts: bool = False
    starts_saying: bool = False
    has_verb: bool = False
    owners: frozenset[str] = frozenset()
    outer: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    plain: bool = False
    rank: float = 0
    firm: bool = False
    unsaid: bool = False
    mentions: list[Mention] = field(default_factory=list)


def is_finite(token: Token) -> bool:
    """Whether a word may be the verb that makes a sentence: a helping verb, or a form of a verb that is no noun."""
    if token.base in listed("auxiliaries"):
        return True
    if token.base.endswith("ing") or token.key not in all_verbs():
        return False
    return is_past(token.base) or token.key not in lemmas("nouns_too")


@cache
def all_verbs() -> frozenset[str]:
    """The lemmas of all verbs in the lists."""
    return any_of("saying", "telling", "stance", "events", "verbs")
