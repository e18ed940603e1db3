"""My reading: what a student highlighted, chose and wrote, put together from the journal. It holds no key and no score."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..base.errors import KitError
from ..lesson_data.content import Part
from ..questions import Question
from ..questions.glossary import unmarked
from ..text.article import Span
from .lesson_work import LessonWork

_SHORT = 40  # characters of a sentence that needs the next one to be understood
_SENTENCE = re.compile(r"(?<=[.?!])\s")


@dataclass(frozen=True)
class Piece:
    """A stretch of the article with the same highlights: the numbers of their labels, and of those that begin here."""

    text: str
    labels: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was asked, in a sentence or two, and the student's answer as a person would read it."""

    asked: str
    text: str


@dataclass(frozen=True)
class MyReading:
    """One page of a student's own; ``part`` is the title of a part, or empty for the whole lesson.

    ``headings`` has the titles of sections, by the paragraph that each of them goes above.
    """

    title: str
    part: str
    note: str
    labels: tuple[str, ...]
    paragraphs: tuple[tuple[int, tuple[Piece, ...]], ...]
    headings: dict[int, str]
    evidence: tuple[Answer, ...]
    own_words: tuple[Answer, ...]
    first: str
    last: str
    found: tuple[str, ...]
    can_do: tuple[str, ...]


def my_reading(work: LessonWork, part_name: str = "") -> MyReading:
    """The page of one part, or of the whole lesson. Raises KitError for a part that is not there."""
    content = work.content
    part = part_named(work, part_name) if part_name else None
    # An assessed question is looked at later, so nothing of it is taken home.
    ids = [name for name in (part.ids if part else content.questions) if not content.questions[name].assessed]
    given = [(content.questions[name], answer) for name in ids if (answer := work.answer_of(name)) is not None]
    takeaways, about = content.takeaways, content.article.about
    labels, paragraphs = _highlighted(work, given)
    return MyReading(
        title=about.get("title", "The article"),
        part=part.title if part else "",
        note=about.get("note", ""),
        labels=labels,
        paragraphs=paragraphs,
        headings=content.article.headings(number for number, _ in paragraphs),
        evidence=tuple(_said(work, q, a) for q, a in given if not q.asks_highlights and q.cited_spans(a)),
        own_words=tuple(_said(work, q, a) for q, a in given if part and q.free_text and q.id not in _ends(work)),
        # Then and now belong to the part that asks for them, and to the whole; the end is put next to the beginning.
        first=(work.last_answer(takeaways.first) or "") if not part or set(_ends(work)) & set(part.ids) else "",
        last=(work.last_answer(takeaways.last) or "") if not part or takeaways.last in part.ids else "",
        found=found_in(work, ids) if part else tuple(one for p in content.parts for one in _best(work, p)),
        can_do=takeaways.can_do.get(part.name, ()) if part else (),
    )


def end_of_part(work: LessonWork, part_name: str) -> dict[str, Any]:
    """How a part ends, as plain data: what one can do now, up to three things found, and which questions are open.

    Raises KitError for a part that is not there.
    """
    part = part_named(work, part_name)
    return {
        "part": part.name,
        "title": part.title,
        "can_do": list(work.content.takeaways.can_do.get(part.name, ())),
        "found": list(_best(work, part)),
        "open": [number for number, name in enumerate(part.ids, 1) if not work.is_answered(name)],
        "of": len(part.ids),
    }


def found_in(work: LessonWork, ids: Iterable[str]) -> tuple[str, ...]:
    """What the right answers to these questions found, in the words of the lesson."""
    found = work.content.takeaways.found
    return tuple(found[name] for name in ids if name in found and work.is_right(name))


def _best(work: LessonWork, part: Part) -> tuple[str, ...]:
    """The last three: they ask for more than the first."""
    return found_in(work, part.ids)[-3:]


def part_named(work: LessonWork, name: str) -> Part:
    """A part by the name of its notebook. Raises KitError, which lists them."""
    parts = {part.name: part for part in work.content.parts}
    if name not in parts:
        raise KitError(f"There is no part “{name}”. The parts of this lesson are: {', '.join(parts)}.")
    return parts[name]


def _ends(work: LessonWork) -> tuple[str, str]:
    return work.content.takeaways.first, work.content.takeaways.last


def _said(work: LessonWork, question: Question, answer: Any) -> Answer:
    plain = unmarked(question.prompt, work.content.glossary).replace("*", "").strip()
    asked, *more = _SENTENCE.split(" ".join(plain.split()))
    # “P4, Gantz.” alone does not say what was asked.
    while more and len(asked) < _SHORT:
        asked += f" {more.pop(0)}"
    return Answer(asked, question.describe(answer).replace("*", ""))


def _highlighted(
    work: LessonWork, given: list[tuple[Question, Any]]
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[Piece, ...]], ...]]:
    """The labels that the student used, and each paragraph in pieces."""
    spans = [span for question, answer in given if question.asks_highlights for span in question.cited_spans(answer)]
    labels = tuple(dict.fromkeys(label for label, _ in spans))
    numbered = sorted({(span, labels.index(label)) for label, span in spans})
    article = work.content.article
    return labels, tuple((p.number, _pieces(article.text, p.span, numbered)) for p in article.paragraphs)


def _pieces(text: str, area: Span, spans: list[tuple[Span, int]]) -> tuple[Piece, ...]:
    here = [(span, label) for span, label in spans if span.overlap(area)]
    cuts = {area.start, area.end} | {end for span, _ in here for end in (span.start, span.end)}
    edges = sorted(edge for edge in cuts if area.start <= edge <= area.end)
    pieces = []
    for start, end in itertools.pairwise(edges):
        over = [(span, label) for span, label in here if span.start <= start and end <= span.end]
        begins = {label for span, label in over if max(span.start, area.start) == start}
        pieces.append(Piece(text[start:end], tuple(sorted({label for _, label in over})), tuple(sorted(begins))))
    return tuple(pieces)
