"""Words that a lesson explains: [[attribution]] in a text opens its entry; so does [[attribution|attributed]]."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..base.errors import KitError
from . import declare
from .fields import Table

MARKED = re.compile(r"\[\[([a-z][a-z0-9-]*)(?:\|([^\[\]]+))?\]\]")


ENTRY: declare.Fields = {
    "word": declare.text("the word as the entry shows it"),
    "says": declare.text("what it means here, in plain words"),
    "on_page": declare.texts("words of the article that open the entry, at their first place").optional,
}


@dataclass(frozen=True)
class GlossaryEntry:
    """A word and what it means here, in plain words; ``on_page`` are words of the article that it explains."""

    word: str
    says: str
    on_page: tuple[str, ...] = ()


def read_entries(tables: dict[str, Any]) -> tuple[dict[str, GlossaryEntry], list[str]]:
    """The entries of glossary.toml by id; each unusable entry is reported in one sentence."""
    entries, problems = {}, []
    for name, values in tables.items():
        try:
            if not isinstance(values, dict):
                raise KitError("an entry is a table with word and says.")
            own = Table(values, ENTRY.keys())
            entries[name] = GlossaryEntry(own.need("word", str), own.need("says", str), own.texts("on_page", ()))
        except KitError as error:
            problems.append(f"glossary.toml, entry “{name}”: {error}")
    return entries, problems


def terms(texts: Iterable[str]) -> list[str]:
    """The ids of the entries that these texts point to, each once, in order."""
    return list(dict.fromkeys(found[1] for text in texts for found in MARKED.finditer(text)))


def unmarked(text: str, entries: dict[str, GlossaryEntry]) -> str:
    """A text without the markup of its entries."""
    return MARKED.sub(lambda found: found[2] or (entries[found[1]].word if found[1] in entries else found[1]), text)
