"""The word lists by which drafts are made, from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from ..questions.scoring.english import lemma


@cache
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The words of a list, as written there."""
    return frozenset(_file()[table][name].split())


@cache
def names(table: str) -> tuple[str, ...]:
    """The lists of a table."""
    return tuple(_file()[table])


@cache
def _by_lemma(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names(table):
        for word in words(table, name):
            found[lemma(word)] = (*found.get(lemma(word), ()), name)
    return found


def lists_of(table: str, word: str) -> tuple[str, ...]:
    """The lists of a table that have a word in any of its forms, in their order in the file.

    >>> lists_of("cues", "praised")
    ('stance', 'evaluative')
    """
    return tuple(sorted(_by_lemma(table).get(lemma(word.lower()), ()), key=names(table).index))
