"""A teacher's own article becomes a lesson: read, annotated in draft, asked about from templates, and looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .card import Authoring

__all__ = ["open_lessons"]


def open_lessons() -> Authoring:
    """Open the card on which a teacher makes lessons of articles and looks through the drafts.

    >>> lessons = open_lessons()
    >>> lessons.card()  # as the last line of a cell
    """
    # Imported here so that a command does not load what only a notebook needs.
    from .card import Authoring

    return Authoring()
