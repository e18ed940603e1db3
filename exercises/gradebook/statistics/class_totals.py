"""The results of the whole class: counts by lesson, the parallel forms, and who may need a conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ...lesson_data.content import Content
from ..grading.heading import Heading
from ..grading.open_answers import OpenAnswers
from ..grading.totals import Column
from ..intake.submission_index import Problem
from .forms import FormClass
from .tally import Tally


class Achieved(NamedTuple):
    """What a student did in a notebook, or with one card: the share of the points, and how much of it was answered.

    ``share`` is from 0 to 1, or None if nothing was graded; ``waiting`` counts open answers that no teacher has read.
    """

    share: float | None
    answered: int
    of: int
    waiting: int


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One student's line of grades.csv: the total, the open answers it rests on, and the cells after the total.

    ``rests_on`` has bit n set if the total rests on the nth column; ``noted`` counts the student's rows in problems.csv.
    ``achieved`` has the student's notebooks, or the cards of the assignment, in order; ``lessons`` those that were read.
    """

    student: str
    percent: float | None
    open: OpenAnswers
    cells: list[Any]
    rests_on: int = 0
    noted: int = 0
    achieved: tuple[Achieved, ...] = ()
    late: str = ""
    lessons: tuple[str, ...] = ()


@dataclass
class Chunk:
    """The results of some students: lines for the tables, problems, and counts for the report."""

    answers: list[bytes] = field(default_factory=list)
    grades: list[GradeLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    forms: dict[str, FormClass] = field(default_factory=dict)
    follow_ups: list[tuple[str, list[str]]] = field(default_factory=list)
    until: str = ""


# More than a teacher could talk to; the rest is reported as a number.
MOST_FOLLOW_UPS = 200
# More lines than a teacher scrolls through; grades.csv has all.
MOST_LINES = 1_000


class ClassTotals:
    """Collects a class's chunks; its size does not grow with the class, but for a short line for each student on a form.

    ``lines`` are the first students' lines, and ``grades`` counts totals: (the lessons they rest on, percent times ten).
    """

    def __init__(self, contents: Sequence[Content], columns: Sequence[Column], heading: Heading):
        self.contents = {content.name: content for content in contents}
        self.columns = columns
        self.heading = heading
        # How many grades rest on which notebooks.
        self.rests_on: Counter[int] = Counter()
        self.students = 0
        self.lines: list[GradeLine] = []
        self.grades: Counter[tuple[tuple[str, ...], int]] = Counter()
        self.open = OpenAnswers()
        self.tallies: dict[str, Tally] = {}
        self.forms: dict[str, FormClass] = {}
        self.follow_ups: list[tuple[str, list[str]]] = []
        self.more_follow_ups = 0

    def add(self, chunk: Chunk) -> None:
        """Add some graded students."""
        self.students += len(chunk.grades)
        self.lines += chunk.grades[: MOST_LINES - len(self.lines)]
        graded = ((line.lessons, line.percent) for line in chunk.grades)
        self.grades.update((lessons, round(10 * percent)) for lessons, percent in graded if percent is not None)
        self.open = sum((line.open for line in chunk.grades), self.open)
        self.rests_on.update(line.rests_on for line in chunk.grades if line.percent is not None)
        self.heading = replace(self.heading, until=max(self.heading.until, chunk.until))
        for lesson, tally in chunk.tallies.items():
            self.tallies.setdefault(lesson, Tally()).merge(tally)
        for family, forms in chunk.forms.items():
            self.forms.setdefault(family, FormClass()).merge(forms)
        room = MOST_FOLLOW_UPS - len(self.follow_ups)
        self.follow_ups += chunk.follow_ups[:room]
        self.more_follow_ups += len(chunk.follow_ups[room:])

    @property
    def usual(self) -> int:
        """The notebooks that more than half of the grades rest on; bit n is the nth column."""
        graded = self.rests_on.total()
        counts = {
            1 << n: sum(times for bits, times in self.rests_on.items() if bits >> n & 1) for n in range(len(self.columns))
        }
        return sum(bit for bit, times in counts.items() if 2 * times > graded)

    def fewer(self, rests_on: int) -> str:
        """What to say of a grade that lacks a notebook which most of the class did; empty for others, and for -1."""
        usual = self.usual
        missing = (usual & ~rests_on).bit_count()
        if rests_on < 0 or not missing:
            return ""
        return f"rests on {usual.bit_count() - missing} of the {usual.bit_count()} notebooks that most of the class did"

    @property
    def fewer_told(self) -> str:
        """How many grades rest on fewer notebooks than most of the class did, as a sentence; empty if none does."""
        number = sum(times for bits, times in self.rests_on.items() if self.usual & ~bits)
        if not number:
            return ""
        are = "1 grade rests" if number == 1 else f"{number} grades rest"
        return f"{are} on fewer notebooks than most of the class did. The column “note” of grades.csv says which."
