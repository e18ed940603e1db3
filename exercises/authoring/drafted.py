"""A draft annotation: words of the article with what may be true of them, and how sure the finder is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from ..text.article import Article, Span


@dataclass(frozen=True)
class Drafted:
    """One draft. ``doubt`` goes from 0 to 1; what has most is looked at first. ``fields`` are those of its layer."""

    layer: str
    span: Span | None
    note: str
    doubt: float = 0.5
    fields: dict[str, Any] = field(default_factory=dict)
    arguable: bool = False


def slug(words: str, most: int = 2) -> str:
    """The first words as part of an id: “over 1,400 rockets” gives “over-1400”."""
    parts = re.findall(r"[a-z0-9]+", words.lower().replace(",", "").replace("’", "").replace("'", ""))
    return "-".join(parts[:most]) or "mark"


def free_name(stem: str, taken: Collection[str]) -> str:
    """An id that is not taken: the stem itself, or with a number after it."""
    return next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, 999))) if one not in taken)


def agency(agent: str) -> dict[str, Any]:
    """The fields of a passive verb; ``agent`` is who does it, or “” if nobody is named."""
    return {"form": "passive with agent" if agent else "passive without agent", "agent": agent}


def tables(article: Article, drafts: Iterable[Drafted]) -> dict[str, list[dict[str, Any]]]:
    """Drafts as the tables of annotations.toml, by layer and in the order of the text, each with an id of its own."""
    found: dict[str, list[dict[str, Any]]] = {}
    taken: set[str] = set()
    for draft in sorted(drafts, key=lambda one: one.span or Span(len(article.text), len(article.text))):
        words = article.words_in(draft.span) if draft.span else str(draft.fields.get("who", ""))
        number = article.paragraph_at(draft.span.start) if draft.span else 0
        stem = "-".join([draft.layer, *([f"p{number}"] if number else []), slug(words)])
        name = free_name(stem, taken)
        taken.add(name)
        place = {"paragraph": number, **anchor(article, draft.span)} if draft.span else {}
        sure = "arguable" if draft.arguable else "clear"
        found.setdefault(draft.layer, []).append(
            {"id": name, **place, **draft.fields, "confidence": sure, "note": draft.note}
        )
    return found


def anchor(article: Article, span: Span) -> dict[str, str]:
    """The words of a span, with as much before and after them as finds this one place in their paragraph."""
    paragraph, words = article.paragraph(article.paragraph_at(span.start)), article.words_in(span)
    if len(article.places(words, paragraph.number, exactly=True)) < 2:
        return {"exact": words}
    for length in range(1, 200):
        before = article.text[max(paragraph.span.start, span.start - length) : span.start]
        after = article.text[span.end : min(paragraph.span.end, span.end + length)]
        fits = [
            place
            for place in article.places(words, paragraph.number, exactly=True)
            if article.text[: place.start].endswith(before) and article.text[place.end :].startswith(after)
        ]
        if len(fits) == 1:
            return {"exact": words, **({"prefix": before} if before else {}), **({"suffix": after} if after else {})}
    return {"exact": words}
