"""Classes counted for the tests of the report: a few made-up answers, or the sample class with its answers laid open."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from exercises.gradebook.grading.grader import Grader, Row
from exercises.gradebook.grading.heading import Heading
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.hand_ins import HandIn, Header, read_hand_in
from exercises.gradebook.notebook_view import grade_for_view
from exercises.gradebook.report.class_report import LessonView
from exercises.gradebook.statistics.class_totals import ClassTotals
from exercises.gradebook.statistics.tally import Counting, Tally
from exercises.lesson_data.content import Content
from exercises.questions import grade
from exercises.questions.result import Result
from exercises.sample_class.generate import SEED, sample_class
from exercises.sample_class.people import roster
from tests import shipped
from tests.gradebook.classes import check

Answers = Mapping[str, Any]
NAMES = ("iron_dome", "form_a", "form_b", "form_c", "old_beech")


def rows_of(content: Content, answers: Answers, *events: dict) -> dict[str, Row]:
    """The graded rows of one student who gave these answers, question → answer; more events come after them."""
    own = [*(check(name, answer) for name, answer in answers.items()), *events]
    hand_in = HandIn(Header("ada-l", content.name, content.fingerprint), own)
    return Grader(content).rows("ada-l", hand_in, Policy())[0]


def tally_of(content: Content, students: Sequence[Answers], chunk: int = 1_000) -> Tally:
    """A class of students who each gave these answers, counted in chunks of this size and merged."""
    whole = Tally()
    parts = {part.name: part.ids for part in content.parts}
    for at in range(0, len(students), chunk):
        counting = Counting(parts, content.article)
        for answers in students[at : at + chunk]:
            counting.add(rows_of(content, answers))
        whole.merge(counting.close())
    return whole


def lesson_of(content: Content, students: Sequence[Answers], chunk: int = 1_000) -> LessonView:
    """The same class as a report shows it."""
    return LessonView(content, tally_of(content, students, chunk))


def whole_of(*lessons: tuple[Content, Sequence[Answers]], students: int | None = None) -> ClassTotals:
    """A whole class over several lessons; as many students as the largest has, unless told."""
    whole = ClassTotals([content for content, _ in lessons], (), Heading(Policy()))
    whole.tallies = {content.name: tally_of(content, answers) for content, answers in lessons}
    whole.students = max(len(answers) for _, answers in lessons) if students is None else students
    return whole


@dataclass(frozen=True)
class Sample:
    """The sample class: its files, its report, and by lesson the answer of each student that counts."""

    files: dict[str, bytes]
    whole: ClassTotals
    contents: dict[str, Content]
    answers: dict[str, dict[str, dict[str, Any]]]
    roster: tuple[tuple[str, str, str], ...]
    results: dict[tuple[str, str, str], Result] = field(default_factory=dict)

    def lesson(self, name: str = "iron_dome") -> LessonView:
        """One lesson of the report."""
        return LessonView(self.contents[name], self.whole.tallies[name])

    def answers_to(self, question: str, lesson: str = "iron_dome") -> dict[str, Any]:
        """Student → answer to one question."""
        return {who: own[question] for who, own in self.answers[lesson].items() if question in own}

    def results_of(self, lesson: str, part_ids: Sequence[str]) -> dict[str, dict[str, Result]]:
        """Student → question → result, of the answers to these questions."""
        return {
            who: {name: self._result(lesson, who, name) for name in part_ids if name in own}
            for who, own in self.answers[lesson].items()
        }

    def _result(self, lesson: str, who: str, name: str) -> Result:
        key = lesson, who, name
        if key not in self.results:
            self.results[key] = grade(self.contents[lesson].questions[name], self.answers[lesson][who][name])
        return self.results[key]


@cache
def lessons() -> dict[str, Content]:
    """The lessons of the sample class, with their keys."""
    return {name: shipped.lessons()[name] for name in NAMES}


@cache
def sample(students: int = 30) -> Sample:
    """The sample class, graded once for all tests that ask for it; nothing of it may be changed."""
    contents = lessons()
    files = dict(sample_class(contents.values(), students))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        whole, not_graded = grade_for_view(Path(folder), None, None)
    assert not_graded == 0
    answers: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in NAMES}
    for data in files.values():
        hand_in = read_hand_in(data)
        lesson = hand_in.header.lesson
        answers[lesson][hand_in.header.student] = _last(contents[lesson], hand_in.events)
    return Sample(files, whole, contents, answers, tuple(roster(students, SEED)))


def _last(content: Content, events: Sequence[dict]) -> dict[str, Any]:
    """Question → the last answer that can be read before the worked answer was opened, in its plain form."""
    found, opened = {}, set()
    for event in events:
        question = content.questions.get(event["id"])
        if event["event"] == "reveal":
            opened.add(event["id"])
        elif event["id"] in opened:
            continue
        elif event["event"] == "check" and question and grade(question, event["answer"]).status != "unanswered":
            found[question.id] = question.normalize(event["answer"])
    return found
