"""Labels for groups of people in a text: quoted, attributed to somebody, or in the writer's voice."""

from __future__ import annotations

from collections.abc import Iterator

from ..result import Notice
from .claims import clause_at
from .conditions import Break, Condition, in_exact_quotation
from .draft import Draft
from .english import lemmas
from .page import Page
from .patterns import find_any, in_words


def labelled(written: tuple[str, ...], page: Page, notice: Notice) -> Condition:
    """Labels that must be quoted exactly, or be in a clause that belongs to somebody."""

    def look(draft: Draft) -> Break | None:
        found = [
            draft.words(start, end)
            for start, end in find_any(draft, written)
            if not is_owned(draft, page, start) and not _has_owner(draft, page, start)
        ]
        return Break(tuple(dict.fromkeys(found))) if found else None

    named = ", ".join(f"“{in_words(text)}”" for text in written)
    return Condition("labels", "labels", f"quoted exactly, or with the one who says so: {named}", True, look, notice)


def in_own_voice(draft: Draft, page: Page, quoted: tuple[str, ...], owned: tuple[str, ...]) -> Iterator[str]:
    """Labels that may be in the writer's voice, in words.

    Labels that a condition already checks are left to it: all ``quoted``, and ``owned`` if their clause has no owner.
    """
    skipped = {at for start, end in find_any(draft, quoted) for at in range(start, end)}
    asked = {at for start, end in find_any(draft, owned) for at in range(start, end)}
    for at, token in enumerate(draft.tokens):
        if at in skipped or not (at in asked or token.key in lemmas("labels")):
            continue
        if not is_owned(draft, page, at) and (at not in asked or _has_owner(draft, page, at)):
            yield token.text


def is_owned(draft: Draft, page: Page, at: int) -> bool:
    """Whether a label is quoted exactly, or is in a clause that says who uses it ("which he called …")."""
    if in_exact_quotation(draft, page, at):
        return True
    clause = clause_at(draft, page, at)
    if clause is None or not clause.owners:
        return False
    return any(token.key in lemmas("naming") for token in draft.tokens[clause.start : clause.end])


def _has_owner(draft: Draft, page: Page, at: int) -> bool:
    clause = clause_at(draft, page, at)
    return clause is not None and bool(clause.owners)
