"""The teacher's key as HTML: a separate file, which says at the top who it is for."""

from __future__ import annotations

from collections.abc import Sequence

from ...lesson_data.content import Content
from .markup import Paper
from .numbering import Section
from .page import Look, document
from .sheets import by_hand
from .typed import typed_in_letters


def teachers_key(content: Content, sections: Sequence[Section], look: Look) -> str:
    """For teachers: all accepted answers with their reasons, the hints, and how to type each answer in. Needs the keys."""
    return document(
        "teachers-key.html",
        Paper(content),
        look,
        sheet="Teacher's key",
        sections=sections,
        counted=[number for section in sections for number, question in section.questions if by_hand(question)],
        typed_in_letters=typed_in_letters,
    )
