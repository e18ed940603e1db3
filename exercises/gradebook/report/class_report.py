"""The class report: one HTML file that opens from disk, loads nothing else, and prints; and its parts in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ...lesson_data.content import Content, Part
from ..grading.heading import Heading
from ..statistics.class_totals import ClassTotals
from ..statistics.gain import compare
from ..statistics.tally import Tally
from .grades import COARSE, GradeBars, grade_bars
from .heat import Heat, heat
from .page import pages, write_page
from .part_view import ChangeView, PartView
from .privacy import FEWEST_UNKNOWN, few_chose
from .splits import MOST_SPLITS, Split, splits
from .summary import MOST, ClassProgress, HardQuestion, class_progress, hardest
from .views import QuestionStats, asked, title_of


class LessonView:
    """One lesson in the report."""

    def __init__(self, content: Content, tally: Tally):
        self.content = content
        self.tally = tally
        self.name = content.name
        self.title = content.article.about.get("title", content.name)
        self.students = tally.students

    @cached_property
    def parts(self) -> tuple[PartView, ...]:
        """The notebooks, with each question that at least one reader answered."""
        return tuple(self._part(part) for part in self.content.parts if part.ids)

    def _part(self, part: Part) -> PartView:
        counts: Mapping[str, int] = self.tally.parts.get(part.name, {})
        began = counts.get("began", 0)
        mean = counts.get("answered", 0) / began if began else 0.0
        questions = tuple(asked(self.content, part, self.tally))
        return PartView(part.name, part.title, began, counts.get("finished", 0), mean, len(part.ids), questions)

    @cached_property
    def class_progress(self) -> ClassProgress | None:
        """The class's progress, in a few figures."""
        return class_progress(self.students, self.parts)

    @cached_property
    def hardest(self) -> tuple[HardQuestion, ...]:
        """The settled questions that were hardest, the hardest first."""
        return hardest(self.parts)

    @cached_property
    def contested(self) -> tuple[QuestionStats, ...]:
        """The questions on which careful readers differ."""
        return tuple(question for part in self.parts for question in part.questions if question.standing == "contested")

    @cached_property
    def agreement(self) -> tuple[QuestionStats, ...]:
        """The questions with several units to agree on, least agreement first."""
        found = (q for part in self.parts for q in part.questions if q.agreement is not None)
        return tuple(sorted(found, key=lambda question: (round(question.agreement or 0, 9), question.id)))

    def heat(self, question_id: str) -> Heat | None:
        """The heat map of a question; None if no words were marked or quoted in it."""
        question, item = self.content.questions[question_id], self.tally.items.get(question_id)
        if item is None or not item.words:
            return None
        return heat(self.content, question, item, title_of(question, self.content))

    @cached_property
    def heats(self) -> tuple[Heat, ...]:
        """A heat map for each question that asks readers to mark words."""
        marking = (name for name, question in self.content.questions.items() if question.asks_highlights)
        return tuple(found for name in marking if (found := self.heat(name)))

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """The splits worth discussing, the most even first."""
        heats = {one.question: one for one in self.heats}
        found: list[Split] = []
        for name, question in self.content.questions.items():
            item = self.tally.items.get(name)
            if item is not None and item.answered:
                found += splits(self.content, question, item, title_of(question, self.content), heats.get(name))
        return tuple(sorted(found, key=lambda split: (-split.balance, split.question, split.unit))[:MOST_SPLITS])

    @property
    def first_splits(self) -> tuple[Split, ...]:
        """The few to begin with, each from a different question."""
        first: dict[str, Split] = {}
        for split in self.splits:
            first.setdefault(split.question, split)
        return tuple(first.values())[:MOST]

    @property
    def more_splits(self) -> tuple[Split, ...]:
        """The remaining splits."""
        return tuple(split for split in self.splits if split not in self.first_splits)


class ReportView:
    """Everything a report shows.

    It leaves out each lesson that fewer than five readers chose in place of another, and anything that would reveal that
    they exist, such as figures that include them.
    """

    def __init__(self, whole: ClassTotals):
        self.heading: Heading = whole.heading
        self.fewer_told = whole.fewer_told
        handed = {name: content for name, content in whole.contents.items() if name in whole.tallies}
        every = tuple(LessonView(content, whole.tallies[name]) for name, content in handed.items())
        # With only a few readers of another article, a report would reveal who they are; their answers are in answers.csv.
        elsewhere = {lesson.name for lesson in every if few_chose(lesson.content, lesson.students)}
        self.lessons = tuple(lesson for lesson in every if lesson.name not in elsewhere)
        self.hides = bool(elsewhere)
        shown = self.courses or self.lessons
        self.students = max((lesson.students for lesson in shown), default=0) if self.hides else whole.students
        self.few = 0 < self.students < FEWEST_UNKNOWN
        # One answer more than the course has would tell of a reader who is left out.
        self.open_told = "" if self.hides or not whole.open.given else whole.open.told(whole.heading.policy.open)
        self.open_waits = whole.open.waiting > 0
        self.changes = tuple(changes(whole))
        self.bars: GradeBars = grade_bars(whole.grades, COARSE, elsewhere)

    @property
    def courses(self) -> tuple[LessonView, ...]:
        """The lessons that are not parallel forms."""
        return tuple(lesson for lesson in self.lessons if not _is_form(lesson))

    @property
    def forms(self) -> tuple[LessonView, ...]:
        """The parallel forms, before and after."""
        return tuple(lesson for lesson in self.lessons if _is_form(lesson))


def _is_form(lesson: LessonView) -> bool:
    return "parallel_form" in lesson.content.article.about


def changes(whole: ClassTotals) -> Iterator[ChangeView]:
    """The change over each pair of forms that at least two readers did, in percentage points."""
    for forms in whole.forms.values():
        if found := compare(forms.readers, "before", "after"):
            yield ChangeView(found.means[0] / 100, found.means[1] / 100, found.change)


def write_report(whole: ClassTotals, path: Path) -> None:
    """Write a class's report. Raises KitError if it cannot be written."""
    write_page(path, pages().get_template("report.html").render(view=ReportView(whole)))
