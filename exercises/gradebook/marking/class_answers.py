"""The answers in a class's hand-ins, student by student: for each question the attempt that counts, as in the grades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ...lesson_data.assignments import Assignment
from ...lesson_data.content import Content, lesson_folder, lesson_names, read_lesson
from ..grading.grader import LEFT_OUT, Grader
from ..grading.open_answers import is_open
from ..grading.policy import Policy
from ..grading.question_sets import question_set_of
from ..intake.people import index_submissions
from ..intake.sources import SubmissionSource, Unreadable
from ..intake.submission_index import IndexedHandIn
from .queue import Handed


class ClassAnswers:
    """Reads the hand-ins of a folder or zip file. Iterating yields the answers to open questions that count.

    With an assignment, only answers to its cards are given.
    """

    def __init__(self, place: Path, policy: Policy, assignment: Assignment | None = None):
        self._shelf = SubmissionSource(place)
        self._policy = policy
        self._assignment = assignment
        self._roll = index_submissions(self._shelf, lesson_names())
        self._contents: dict[tuple[str, str], Content] = {}
        self._graders: dict[tuple[str, str, bool], Grader] = {}

    def __iter__(self) -> Iterator[Handed]:
        for student, entries in self._roll.students.items():
            for entry in entries:
                yield from self._answers(student, entry, only_open=True)

    @property
    def students(self) -> list[str]:
        """Who handed in, in order: class ids, with what tells two people with one id apart."""
        return list(self._roll.students)

    def of(self, student: str) -> list[Handed]:
        """All answers of one student that count, or would if the worked answer had not been opened first.

        Empty if nobody handed in with this id.
        """
        entries = self._roll.students.get(student, [])
        return [one for entry in entries for one in self._answers(student, entry, only_open=False)]

    def _answers(self, student: str, entry: IndexedHandIn, only_open: bool) -> Iterator[Handed]:
        try:
            hand_in = entry.read(self._shelf)
        except Unreadable:
            # The grade command reports it, with the file's name.
            return
        grader = self._grader(entry.header.lesson, entry.header.question_set, only_open)
        rows, _ = grader.rows(student, hand_in, self._policy)
        content = self._content(entry.header.lesson, entry.header.question_set)
        asked = self._assignment.only(content).questions if self._assignment else rows
        for name, row in rows.items():
            if name in asked and row.graded.answer is not None and (row.status != LEFT_OUT or not only_open):
                yield Handed(student, content, name, row.graded.answer, row.graded.result)

    def _grader(self, lesson: str, question_set: str, only_open: bool) -> Grader:
        key = (lesson, question_set, only_open)
        if key not in self._graders:
            content = self._content(lesson, question_set)
            if only_open:
                content = replace(content, questions={n: q for n, q in content.questions.items() if is_open(q)})
            self._graders[key] = Grader(content)
        return self._graders[key]

    def _content(self, lesson: str, question_set: str) -> Content:
        """The questions that a hand-in was made with, if they were kept; otherwise today's."""
        key = (lesson, question_set)
        if key not in self._contents:
            today = self._contents.setdefault((lesson, ""), read_lesson(lesson_folder(lesson), keys=True))
            self._contents[key] = question_set_of(today, lesson_folder(lesson), question_set)[0] or today
        return self._contents[key]
