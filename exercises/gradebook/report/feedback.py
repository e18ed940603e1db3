"""A feedback page for each student: the total, and what teacher and cards say; never the key of an assessed question."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...lesson_data.content import Content
from ...questions.result import STATUSES, Notice
from ..grading.grader import LEFT_OUT, MARKED, UNANSWERED, Row, Total
from ..grading.heading import Heading
from ..grading.open_answers import NEEDS_TEACHER, OpenAnswers, completion_points, is_open
from ..grading.totals import Column, scaled
from .page import pages, write_page
from .views import strip_markup, title_of

# All that an assessed answer's feedback says next to its points: how many of its cells fit or are empty. All other notices
# are part of the key, and an assessed question may be asked again in the next class or on the other form.
_COUNTS = re.compile(r"\d+ of \d+ fit so far\.|\d+ (?:is|are) still empty\.")


@dataclass(frozen=True)
class FeedbackItem:
    """One question on a student's page; ``group`` says where it appears, ``level`` what level the teacher gave.

    ``own``: whether it is open, so that the answer is the student's own.
    """

    group: str
    title: str
    answer: str
    headline: str
    points: str
    notices: tuple[Notice, ...]
    comment: str
    worked: str = ""
    reason: str = ""
    level: str = ""
    own: bool = False


@dataclass(frozen=True)
class FeedbackPart:
    """A notebook on a student's page: its answered questions, of how many, and whether it is a form before or after."""

    title: str
    questions: tuple[FeedbackItem, ...]
    of: int
    form: bool = False

    def group(self, name: str) -> tuple[FeedbackItem, ...]:
        """The questions of one group: read, again, reading, assessed, own, supported or done."""
        return tuple(told for told in self.questions if told.group == name)


@dataclass(frozen=True)
class Earned:
    """What a student earned: the total in percent, and the notebooks that it may rest on, with the result of each."""

    percent: float | None = None
    notebooks: Sequence[tuple[Column, Total]] = ()

    @property
    def open(self) -> OpenAnswers:
        """The open answers of all notebooks."""
        return sum((total.open for _, total in self.notebooks), OpenAnswers())


class FeedbackPages:
    """Writes students' pages into a folder, each named by the class id; the heading says what they are about.

    ``out_of`` is what the platform gives for all of it, and ``put`` writes a page.
    """

    def __init__(
        self,
        folder: Path,
        heading: Heading | None = None,
        out_of: float = 100,
        put: Callable[[Path, str], None] = write_page,
    ):
        self.folder = Path(folder)
        self._heading = heading or Heading()
        self._out_of = out_of
        self._put = put
        self._template = pages().get_template("feedback.html")

    def write(
        self, label: str, graded: Iterable[tuple[Content, Mapping[str, Row]]], until: str = "", earned: Earned | None = None
    ) -> None:
        """Write one student's page, with answers up to ``until``. Raises KitError if it cannot be written."""
        # The parallel forms come last: they have little to report.
        ordered = sorted(graded, key=lambda pair: ("parallel_form" in pair[0].article.about, pair[0].name))
        lessons = [
            (content.article.about.get("title", content.name), parts)
            for content, rows in ordered
            if (parts := told_parts(content, rows))
        ]
        earned = earned or Earned()
        shown = self._template.render(
            student=label,
            lessons=lessons,
            heading=replace(self._heading, until=until),
            earned=earned,
            titles={(content.name, part.name): part.title for content, _ in ordered for part in content.parts},
            total=scaled(earned.percent, self._out_of),
            out_of=scaled(100, self._out_of),
        )
        self._put(self.folder / page_name(label), shown)


def page_name(label: str) -> str:
    """The file name of a student's page: a prefix, so that it is never “con” or “aux” on Windows, and the class id.

    Two labels that differ in capitals alone have two names: some systems keep no capitals apart.
    """
    more = "" if label == label.lower() else f"_{hashlib.sha256(label.encode()).hexdigest()[:4]}"
    return f"feedback_{re.sub(r'[^a-z0-9-]', '_', label.lower())}{more}.html"


def told_parts(content: Content, rows: Mapping[str, Row]) -> list[FeedbackPart]:
    """A lesson's notebooks with the feedback on each answer; notebooks without any answer are left out."""
    found = []
    for part in content.parts:
        own = [rows[name] for name in part.ids if name in rows]
        answered = [row for row in own if row.status != UNANSWERED]
        if answered:
            told, form = tuple(told_of(content, row) for row in answered), "parallel_form" in content.article.about
            found.append(FeedbackPart(part.title, told, len(own), form))
    return found


def told_of(content: Content, row: Row) -> FeedbackItem:
    """The feedback on one answer."""
    question, result = row.graded.question, row.graded.result
    notices = tuple(_plain(notice, content) for notice in _notices(row))
    answer, worked, reason = _answer(content, row), "", ""
    if not question.assessed and (result.status == "correct" or row.worked):
        # The student saw it on the card, or can see it there now.
        worked, reason = strip_markup(question.describe_model_answer(), content), strip_markup(question.worked, content)
    return FeedbackItem(
        group=_group(row),
        title=title_of(question, content),
        answer=answer,
        headline=STATUSES[row.status].later or result.title,
        points=f"{row.points:g} of {row.out_of:g}" if row.points is not None else "",
        notices=notices,
        comment=row.comment,
        worked=worked if worked != answer else "",
        reason=reason,
        level=_level(content, row),
        own=is_open(question),
    )


def _level(content: Content, row: Row) -> str:
    """The level that the teacher gave; with what it means, unless the next class is asked the same."""
    rubric = row.graded.question.rubric
    if row.level is None or not rubric:
        return ""
    told = f"Level {row.level:g} of {len(rubric)}"
    whole = row.level >= 1 and row.level == int(row.level) and not row.graded.question.assessed
    return f"{told}: {strip_markup(rubric[int(row.level) - 1], content)}" if whole else f"{told}."


def _notices(row: Row) -> tuple[Notice, ...]:
    """The notices that may be shown for an answer: everything on the card, but only counts if it is assessed.

    Where the teacher gave other points than the card, what the card said does not hold any more.
    """
    changed = row.status == MARKED and row.points != completion_points(row.graded.result)
    notices = () if changed or row.status == LEFT_OUT else row.graded.result.notices
    if not row.graded.question.assessed:
        return notices
    return tuple(Notice(notice.noticed) for notice in notices if _COUNTS.fullmatch(notice.noticed))


def _plain(notice: Notice, content: Content) -> Notice:
    return Notice(*(strip_markup(text, content) for text in (notice.noticed, notice.next, notice.about)))


def _group(row: Row) -> str:
    """The group in which an answer appears on the page."""
    if row.status == MARKED or row.comment:
        return "read"
    if row.graded.question.assessed:
        return "assessed"
    if row.status in ("saved", "complete", NEEDS_TEACHER):
        return "own"
    if row.status == LEFT_OUT:
        return "again"
    full = row.graded.result.status == "correct"
    if row.graded.question.standing == "contested":
        return "supported" if full else "reading"
    return "done" if full else "again"


def _answer(content: Content, row: Row) -> str:
    """The answer in words; if it consists of the lesson's own texts, without their emphasis markup."""
    own = row.graded.question.in_lesson_words
    return strip_markup(row.graded.told, content) if own else row.graded.told
