"""The templates of the sheets and the key, found by the form that a question declares, and the functions they call."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...base.templates import templates_in
from ...questions import Question
from ...text.article import Span
from .numbering import letter, letter_of, printed, span_of
from .rows import labels_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.environment import TemplateModule

PAGES = Path(__file__).with_name("pages")
# Students write about this many words on one ruled line.
_WORDS_A_LINE = 9


@cache
def pages() -> Environment:
    """The templates, with the functions that they may call. All text is escaped."""
    environment = templates_in(PAGES)
    forms, room = (sheet_form, key_form, asked_of), (lines_for, places_to_fill)
    names, places = (letter, letter_of, span_of, printed, labels_of), (longest, shortest, widest)
    environment.globals |= {function.__name__: function for function in (*forms, *room, *names, *places)}
    return environment


def sheet_form(question: Question) -> TemplateModule:
    """How the worksheet and the answer sheet draw a question.

    A form has the macros ``task(asked)``, ``fields(paper, asked)`` and ``boxes(asked)``; ``asked_of`` makes ``asked``.
    It may set ``wide``, to use the full width of the answer sheet, and ``by_hand``, which says what to do without code.
    """
    return pages().get_template(f"sheet_forms/{question.sheet_form}.html").module


def key_form(question: Question) -> TemplateModule:
    """How the teacher's key shows the accepted answers: a form has the macro ``accepted(paper, question)``."""
    return pages().get_template(f"key_forms/{question.key_form}.html").module


def asked_of(question: Question) -> dict[str, Any]:
    """All that a sheet may know about a question: what a card gets, never the key, and its paragraphs."""
    return {**question.public(), "paragraphs": question.paragraphs}


def lines_for(words: float) -> int:
    """The number of ruled lines for this many words: one more than they need, and at least two."""
    return max(2, math.ceil(words / _WORDS_A_LINE) + 1)


def places_to_fill(asked: dict[str, Any]) -> int:
    """The number of rows for places in the article: 4 to 10."""
    # Independent of the key: the number of rows must not give away how many places there are.
    return min(10, max(4, 2 * len(asked["labels"]), len(asked["paragraphs"]) + 2))


def longest(spans: Iterable[Span]) -> Span:
    """The first of the longest spans."""
    return max(spans, key=len)


def shortest(spans: Iterable[Span]) -> Span:
    """The first of the shortest spans."""
    return min(spans, key=len)


def widest(spans: Iterable[Span]) -> list[Span]:
    """The spans that are not inside another one."""
    own = set(spans)
    return sorted(s for s in own if not any(s.overlap(other) == len(s) for other in own - {s}))
