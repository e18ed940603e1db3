"""The class report: one HTML file that opens from disk, loads nothing else, and prints; and its parts in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from ...lesson_data.content import Content, Part
from ...text.statistics import paired_change
from ..grading.heading import Heading
from ..grading.policy import Policy
from ..intake.reconcile import Reconciled
from ..intake.roster import Roster
from ..statistics.class_totals import ClassTotals
from ..statistics.tally import Tally
from .heat import Heat, heat
from .page import pages, write_page
from .part_view import ChangeView, PartView
from .privacy import FEWEST_UNKNOWN
from .splits import MOST_SPLITS, Split, splits
from .summary import MOST, ClassProgress, HardQuestion, class_progress, hardest
from .views import QuestionStats, asked, title_of


class LessonView:
    """One lesson in the report."""

    def __init__(self, content: Content, tally: Tally, policy: Policy | None = None):
        self.policy = policy or Policy()
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

    @property
    def open_told(self) -> str:
        """How many open answers the grades rest on, and what the unread ones count; empty if there are none."""
        return self.class_progress.open.told(self.policy.open) if self.class_progress else ""

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
    """Everything a report shows; with ``names`` (a roster, which may be empty) it is the teacher's own copy.

    The class's copy leaves out each lesson that fewer than five readers chose in place of another, and anything that would
    reveal that they exist, such as figures that include them.
    """

    def __init__(self, whole: ClassTotals, names: Roster | None = None, told: Reconciled | None = None):
        self.own_copy = names is not None
        self.roster_told = tuple(told.sentences(named_plainly(told.roster))) if told else ()
        self.heading: Heading = whole.heading
        self.fewer_told = whole.fewer_told
        handed = {name: content for name, content in whole.contents.items() if name in whole.tallies}
        every = tuple(LessonView(content, whole.tallies[name], whole.heading.policy) for name, content in handed.items())
        # With only a few readers of another article, a report would reveal who they are; their answers are in answers.csv.
        self.elsewhere = tuple(lesson for lesson in every if _few_chose(lesson))
        self.lessons = tuple(lesson for lesson in every if lesson not in self.elsewhere)
        self.hides = bool(self.elsewhere) and not self.own_copy
        shown = self.courses or self.lessons
        self.students = max((lesson.students for lesson in shown), default=0) if self.hides else whole.students
        self.few = 0 < self.students < FEWEST_UNKNOWN
        self.changes = tuple(changes(whole))
        self.follow_ups: tuple[tuple[str, list[str]], ...] | None = None
        self.more_follow_ups = whole.more_follow_ups
        if names is not None:
            self.follow_ups = tuple((named(names, label), told) for label, told in whole.follow_ups)

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


def _few_chose(lesson: LessonView) -> bool:
    return lesson.students < FEWEST_UNKNOWN and "stands_in_for" in lesson.content.article.about


def changes(whole: ClassTotals) -> Iterator[ChangeView]:
    """The change over each pair of forms that at least two readers did, in percentage points."""
    for pairs in whole.pairs.values():
        count = len(pairs.before)
        if count >= 2:
            before = {str(n): 100 * share for n, share in enumerate(pairs.before)}
            after = {str(n): 100 * share for n, share in enumerate(pairs.after)}
            yield ChangeView(sum(pairs.before) / count, sum(pairs.after) / count, paired_change(before, after))


def named(names: Roster, label: str) -> str:
    """A student's name in the teacher's copy: the name in the roster, or the class id."""
    student, _, more = label.partition("#")
    name = names.name_of(student)
    return f"{name} ({label})" if name != student and not more else label


def named_plainly(names: Roster) -> Callable[[str], str]:
    """A function that gives a student's name with the class id."""
    return lambda label: named(names, label)


def write_report(whole: ClassTotals, path: Path, names: Roster | None = None, told: Reconciled | None = None) -> None:
    """Write a class's report; the own copy shows what the roster ``told``. Raises KitError if it cannot be written."""
    write_page(path, pages().get_template("report.html").render(view=ReportView(whole, names, told)))
