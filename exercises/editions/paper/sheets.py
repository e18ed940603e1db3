"""The two sheets that students get, as HTML: the worksheet and the answer sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lesson_data.content import Content
from ...questions import Question
from ...questions.glossary import GlossaryEntry, terms
from ...questions.question import STANDINGS
from .forms import sheet_form
from .markup import Paper
from .numbering import Section
from .page import Look, document

_ON_A_COMPUTER = re.compile(r"\bcells?\b", re.IGNORECASE)
_COUNTED_BY_HAND = "Count by hand, use the figures that your teacher gives you, or leave it out."


def worksheet(content: Content, sections: Sequence[Section], look: Look) -> str:
    """What a student works on: the preview note, the article with numbered lines, and every question with its fields."""
    return document(
        "worksheet.html",
        Paper(content),
        look,
        sheet="Worksheet",
        class_id=True,
        sections=sections,
        standings=STANDINGS,
        explained=_explained(content, sections),
        by_hand=by_hand,
    )


def answer_sheet(content: Content, sections: Sequence[Section], look: Look) -> str:
    """Only boxes and lines, so that several classes can use one set of worksheets."""
    return document("answer-sheet.html", Paper(content), look, sheet="Answer sheet", class_id=True, sections=sections)


def by_hand(question: Question) -> str:
    """What to do if a question was written for a code cell; empty for all other questions."""
    asks_to_count = _COUNTED_BY_HAND if _ON_A_COMPUTER.search(question.prompt) else ""
    return getattr(sheet_form(question), "by_hand", asks_to_count)


def _explained(content: Content, sections: Sequence[Section]) -> list[GlossaryEntry]:
    """The glossary entries that these questions link to, and those of the article's hard words, sorted by word."""
    questions = [question for section in sections for _, question in section.questions]
    asked = terms(text for question in questions for text in _public_texts(question))
    found = [content.glossary[name] for name in asked if name in content.glossary]
    found += [entry for entry in content.glossary.values() if entry.on_page and entry not in found]
    return sorted(found, key=lambda entry: entry.word.lower())


def _public_texts(question: Question) -> list[str]:
    """The texts that a student sees on paper: the prompt, options, items and labels; no hints and no reason."""
    hidden = {*question.hints, question.worked}
    return [text for text in question.texts() if text not in hidden]
