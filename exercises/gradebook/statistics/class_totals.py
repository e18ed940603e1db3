"""The results of the whole class: counts by lesson, changes between parallel forms, and who may need a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ...lesson_data.content import Content
from ..grading.open_answers import OpenAnswers
from ..grading.policy import Policy
from ..grading.totals import Column
from ..intake.submission_index import Problem
from .tally import Pairs, Tally


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One student's line of grades.csv: the total, the open answers it rests on, and the cells after the total."""

    student: str
    percent: float | None
    open: OpenAnswers
    cells: list[Any]


@dataclass
class Chunk:
    """The results of some students: lines for the tables, problems, and counts for the report."""

    answers: list[bytes] = field(default_factory=list)
    grades: list[GradeLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    pairs: dict[str, Pairs] = field(default_factory=dict)
    follow_ups: list[tuple[str, list[str]]] = field(default_factory=list)


# More than a teacher could talk to; the rest is reported as a number.
MOST_FOLLOW_UPS = 200


class ClassTotals:
    """Collects a class's chunks; its size does not grow with the class, except for two numbers per pair of forms."""

    def __init__(self, contents: Sequence[Content], columns: Sequence[Column], policy: Policy):
        self.contents = {content.name: content for content in contents}
        self.columns = columns
        self.policy = policy
        self.students = 0
        self.open = OpenAnswers()
        self.tallies: dict[str, Tally] = {}
        self.pairs: dict[str, Pairs] = {}
        self.follow_ups: list[tuple[str, list[str]]] = []
        self.more_follow_ups = 0

    def add(self, chunk: Chunk) -> None:
        """Add some graded students."""
        self.students += len(chunk.grades)
        self.open = sum((line.open for line in chunk.grades), self.open)
        for lesson, tally in chunk.tallies.items():
            self.tallies.setdefault(lesson, Tally()).merge(tally)
        for form, pairs in chunk.pairs.items():
            self.pairs.setdefault(form, Pairs()).merge(pairs)
        room = MOST_FOLLOW_UPS - len(self.follow_ups)
        self.follow_ups += chunk.follow_ups[:room]
        self.more_follow_ups += len(chunk.follow_ups[room:])
