"""The teacher's own page: a line for each student, whoever is missing or behind first, and who may need a conversation."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..intake.reconcile import Reconciled
from ..intake.roster import Roster
from ..statistics.class_totals import Achieved, ClassTotals, GradeLine
from .gain import GainView
from .grades import GradeBars, grade_bars
from .page import pages, write_page
from .privacy import few_chose
from .views import title_of

GRADEBOOK = "gradebook.html"
# Who has answered less than this share of what a student in the middle of the class has is behind.
BEHIND = 0.5
LOW = 50  # percent


@dataclass(frozen=True)
class Column:
    """A notebook, or a card of the assignment: its heading ``title``, and in ``name`` what else it is called."""

    name: str
    title: str


@dataclass(frozen=True)
class StudentLine:
    """A student's line. ``rank`` orders the lines: 0 is missing, 1 has no grade, 2 is behind, 3 is low; ``why`` says it."""

    label: str
    name: str
    rank: int
    why: str
    percent: float | None = None
    answered: int = 0
    of: int = 0
    waiting: int = 0
    late: str = ""
    achieved: tuple[Achieved, ...] = ()


class GradebookView:
    """Everything that the teacher's own page shows; ``names`` is a roster, which may be empty."""

    def __init__(self, whole: ClassTotals, names: Roster | None = None, told: Reconciled | None = None):
        self.heading = whole.heading
        self.names = names or Roster()
        self.students = whole.students
        self.open_waits = whole.open.waiting > 0
        self.open_told = whole.open.told(whole.heading.policy.open) if whole.open.given else ""
        self.roster_told = tuple(told.sentences(self.called)) if told else ()
        self.fewer_told = whole.fewer_told
        self.follow_ups = tuple((self.called(label), sentences) for label, sentences in whole.follow_ups)
        self.more_follow_ups = whole.more_follow_ups
        self.more_lines = whole.students - len(whole.lines)
        self.bars: GradeBars = grade_bars(whole.grades)
        self.gain = GainView(whole, self.called)
        self.columns = tuple(_columns(whole))
        self.lines = tuple(sorted(self._lines(whole, told), key=_order))
        self.elsewhere = tuple(
            (content.article.about.get("title", name), whole.tallies[name].students)
            for name, content in whole.contents.items()
            if name in whole.tallies and few_chose(content, whole.tallies[name].students)
        )

    def called(self, label: str) -> str:
        """A student's name with the class id; the id alone if the roster has no name, or if two people use the id."""
        name = self.names.called(label)
        return f"{name} ({label})" if name else label

    def _lines(self, whole: ClassTotals, told: Reconciled | None) -> Iterator[StudentLine]:
        for label in told.missing if told else ():
            yield StudentLine(label, self.names.called(label), 0, "nothing handed in")
        answered = [sum(one.answered for one in line.achieved) for line in whole.lines]
        middle = statistics.median(answered) if answered else 0
        for line, number in zip(whole.lines, answered, strict=True):
            rank, why = _look(line, whole, number, middle)
            name, of, waiting = self.names.called(line.student), sum(one.of for one in line.achieved), line.open.waiting
            yield StudentLine(line.student, name, rank, why, line.percent, number, of, waiting, line.late, line.achieved)


def _look(line: GradeLine, whole: ClassTotals, answered: int, middle: float) -> tuple[int, str]:
    """Where a line belongs, and why a teacher may look at it first; “” for most."""
    fewer = whole.fewer(line.rests_on if line.percent is not None else -1)
    if line.percent is None:
        return 1, "no grade so far"
    if fewer or answered < BEHIND * middle:
        return 2, fewer or "has answered less than half of what most have"
    return (3, f"under {LOW}%") if line.percent < LOW else (4, "")


def _order(line: StudentLine) -> tuple:
    return line.rank, -1 if line.percent is None else line.percent, (line.name or line.label).casefold(), line.label


def _columns(whole: ClassTotals) -> Iterator[Column]:
    assignment = whole.heading.assignment
    if not assignment:
        titles = {(c.name, part.name): part.title for c in whole.contents.values() for part in c.parts}
        named = [titles.get((one.lesson, one.part), one.title) for one in whole.columns]
        for one, title in zip(whole.columns, named, strict=True):
            # The forms before and after have one title.
            yield Column(one.title, title if named.count(title) == 1 else f"{title}: {one.title}")
        return
    cards = {name: title_of(question, c) for c in whole.contents.values() for name, question in c.questions.items()}
    for name in assignment.cards:
        yield Column(cards.get(name, name), name)


def write_gradebook(whole: ClassTotals, path: Path, names: Roster | None = None, told: Reconciled | None = None) -> None:
    """Write the teacher's own page; what the roster ``told`` is on it. Raises KitError if it cannot be written."""
    write_page(path, pages().get_template("gradebook.html").render(view=GradebookView(whole, names, told)))
