"""What the checks know about English: word lists, and the lemma of a word."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from ...text.lookalikes import without_accents

# British endings and their American ones, on every word alike: what matters is that both come out the same.
_BRITISH = (
    (re.compile(r"(?<=\w{3})is(e|es|ed|ing|ation)$"), r"iz\1"),
    (re.compile(r"(?<=\w{2})our(?=s$|ed$|ing$|ite$|able$|hood|ly$|$)"), "or"),
    (re.compile(r"(?<=[do])(e?f+)ence"), r"\1ense"),
    (re.compile(r"(?<=\w{3})tre(s?)$"), r"ter\1"),
)
_VOWEL = re.compile(r"[aeiouy]")


@cache
def _file() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "english.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list in english.toml, as written there. Raises KeyError if there is no such list."""
    return frozenset(_file()[name].split())


@cache
def lemmas(name: str) -> frozenset[str]:
    """The lemmas of the words in a list of english.toml."""
    return frozenset(lemma(word) for word in listed(name))


@cache
def any_of(*names: str) -> frozenset[str]:
    """The lemmas of all words in these lists."""
    return frozenset().union(*(lemmas(name) for name in names))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list of english.toml that has a bar or a line end between them."""
    return tuple(part.strip() for part in re.split(r"[|\n]", _file()[name]) if part.strip())


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split() for pair in phrases("irregular"))


@cache
def _past() -> frozenset[str]:
    return frozenset(form for form, plain in (pair.split() for pair in phrases("irregular")) if form != plain) - listed(
        "plurals"
    )


def is_past(word: str) -> bool:
    """Whether a word is a past form: of a regular verb by its ending, of another by the list."""
    return word.endswith("ed") or word in _past()


@lru_cache(maxsize=20_000)
def spelling(word: str) -> str:
    """A word in small letters, American spelling, without accents and without the 's of an owner."""
    word = without_accents(word.lower()).replace("’", "'")
    word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    if len(word) > 4:
        for british, american in _BRITISH:
            word = british.sub(american, word)
    return word


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """A key that all forms of a word share: "delays", "delayed" and "delaying" have one. It need not be a word itself."""
    word = spelling(word)
    word = _irregular().get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _without(_without(word, "ed", "ing"), "ly")
    word = word[:-1] if len(word) > 3 and word.endswith("e") else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _without(word: str, *endings: str) -> str:
    for ending in endings:
        stem = word[: -len(ending)]
        # "succeed" and "exceed" are not past forms.
        if word.endswith(ending) and not word.endswith("ceed") and len(stem) > 2 and _VOWEL.search(stem):
            return stem
    return word
