"""A page of feedback for each student: the notices of the cards, and never the key of a question that is assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..content import Content
from ..result import HEADLINES
from .grading import MARKED, UNANSWERED, Row, can_earn
from .page import pages, write_page
from .views import plain_text, title_of

_STATUS = HEADLINES | {MARKED: "Read by your teacher.", "saved": "Kept.", "needs_teacher": "Your teacher reads this one."}


@dataclass(frozen=True)
class Told:
    """One question as a student's page shows it."""

    title: str
    id: str
    answer: str
    headline: str
    points: str
    notices: tuple[tuple[str, str, str], ...]
    comment: str


@dataclass(frozen=True)
class ToldPart:
    """A notebook on a student's page: its answered questions, and how many are still empty."""

    title: str
    questions: tuple[Told, ...]
    empty: int


class FeedbackPages:
    """Writes a student's page into a folder, named by the class id."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self._template = pages().get_template("feedback.html")

    def write(self, label: str, graded: Iterable[tuple[Content, Mapping[str, Row]]]) -> None:
        """Write one student's page over all lessons. Raises KitError when it cannot be written."""
        lessons = [
            (content.article.about.get("title", content.name), told_parts(content, rows)) for content, rows in graded
        ]
        write_page(self.folder / f"{label.replace('#', '_')}.html", self._template.render(student=label, lessons=lessons))


def told_parts(content: Content, rows: Mapping[str, Row]) -> list[ToldPart]:
    """A lesson's notebooks with what is told of each answer; those of which nothing was answered are left out."""
    found = []
    for part in content.parts:
        own = [rows[name] for name in part.ids]
        answered = tuple(_told(content, row) for row in own if row.status != UNANSWERED)
        if answered:
            found.append(ToldPart(part.title, answered, len(own) - len(answered)))
    return found


def _told(content: Content, row: Row) -> Told:
    graded, question = row.graded, row.graded.question
    headline = graded.result.headline if row.status not in (MARKED, "saved", "needs_teacher") else _STATUS[row.status]
    points = f"{row.points:g} of {row.out_of:g}" if row.points is not None else "" if can_earn(row) else "no points here"
    notices = () if question.assessed and row.status != "correct" and _gives_away(question.kind) else graded.result.notices
    return Told(
        title_of(question, content),
        question.id,
        graded.told,
        headline,
        points,
        tuple((plain_text(n.about, content), plain_text(n.noticed, content), plain_text(n.next, content)) for n in notices),
        row.comment,
    )


def _gives_away(_kind: str) -> bool:
    return False
