"""Several texts in one article: each is a section with a heading. The numbers of the paragraphs run on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_FIELDS = {"title", "first", "fold"}


@dataclass(frozen=True)
class Section:
    """A text of its own: its heading, the number of its first paragraph, and whether a card shows it closed at first."""

    title: str
    first: int
    fold: bool = False


def read_sections(entries: Any, paragraphs: int) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """The sections of an article, in reading order, and a sentence for each entry that cannot be used.

    Args:
        entries: The tables [[section]] of article.toml, as TOML gives them.
        paragraphs: How many paragraphs the article has.

    >>> read_sections([{"title": "Report A", "first": 1}, {"title": "Report B", "first": 8}], 14)[0][1]
    Section(title='Report B', first=8, fold=False)
    """
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return (), ("article.toml: every section starts with the line [[section]], with both pairs of brackets.",)
    sections: list[Section] = []
    problems = []
    for number, entry in enumerate(entries, 1):
        if sentence := _problem(entry, sections, paragraphs):
            problems.append(f"article.toml, section {number}: {sentence}")
        else:
            sections.append(Section(entry["title"].strip(), entry["first"], entry.get("fold", False)))
    return tuple(sections), tuple(problems)


def _problem(entry: dict[str, Any], before: list[Section], paragraphs: int) -> str:
    """What is wrong with an entry, after those before it; empty if nothing is."""
    title, first, fold = entry.get("title"), entry.get("first"), entry.get("fold", False)
    if unknown := sorted(entry.keys() - _FIELDS):
        return f"the field “{unknown[0]}” is unknown. A section has a title, first and, if you like, fold."
    if not isinstance(title, str) or not title.strip():
        return "it needs a title, which is the heading above it."
    if type(first) is not int or not 1 <= first <= paragraphs:
        return f"“first” is the number of its first paragraph, from 1 to {paragraphs}; it is {first!r}."
    if not isinstance(fold, bool):
        return "“fold” is true or false."
    if title.strip() in [section.title for section in before]:
        return f"another section has the title “{title.strip()}”. Give each its own."
    if before and first == before[-1].first:
        return f"“{before[-1].title}” begins with paragraph {first}, too. Each section has a first paragraph of its own."
    if before and first < before[-1].first:
        return (
            f"it begins with paragraph {first}, and “{before[-1].title}” above it with paragraph {before[-1].first}. "
            "Put the sections in the order of the text."
        )
    return ""
