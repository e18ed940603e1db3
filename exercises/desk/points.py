"""Changing the points of one answer: which students, which answers, and the mark that the change becomes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..base.errors import KitError, sanitize
from ..gradebook.grading.policy import find_assignment, read_policy
from ..gradebook.intake.roster import read_roster
from ..gradebook.marking.class_answers import ClassAnswers
from ..gradebook.marking.session import MarkingSession
from ..questions.glossary import unmarked
from .remembered import Choices

_LONGEST = 400  # characters


class Points:
    """The answers of the graded class that is looked at. Raises KitError if its hand-ins or the roster cannot be read."""

    def __init__(self, choices: Choices):
        run = choices.current
        if run is None:
            raise KitError("No class is graded so far. Choose the hand-ins, and press Grade.")
        policy = Path(choices.graded_policy) if choices.graded_policy else None
        name = choices.graded_assignment
        assignment = find_assignment(name, policy) if name else None
        self._answers = ClassAnswers(Path(run.place), read_policy(policy, assignment), assignment)
        self._marks = Path(run.marks)
        roster = read_roster(Path(choices.graded_roster)) if choices.graded_roster else None
        self._names: Mapping[str, str] = {one.id: one.name for one in roster.students.values()} if roster else {}

    @property
    def students(self) -> list[dict[str, str]]:
        """Everybody who handed in, by class id, with the name if the roster has it."""
        return [
            {"id": label, "name": ", ".join(filter(None, (label, self._names.get(label.partition("#")[0], ""))))}
            for label in self._answers.students
        ]

    def answers(self, student: str) -> list[dict]:
        """A student's answers to what was set: the card, the answer, and the kit's points (None if it gives none)."""
        return [
            {
                "question": one.question_id,
                "lesson": one.content.name,
                "prompt": sanitize(unmarked(question.prompt, one.content.glossary).split("\n")[0], _LONGEST),
                "answer": sanitize(question.describe(one.answer), _LONGEST),
                "points": one.result.points if one.result else None,
                "out_of": question.points,
            }
            for one in self._answers.of(student)
            if (question := one.content.questions.get(one.question_id))
        ]

    def give(self, marker: str, student: str, question: str, lesson: str, points: str, reason: str) -> str:
        """Write points with their reason into the marks file; returns what was saved. Raises KitError."""
        session = MarkingSession((), marker, self._marks, self._answers.of)
        return session.override(student, question, points, reason, lesson)
