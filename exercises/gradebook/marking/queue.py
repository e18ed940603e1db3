"""The open answers of a class in the order in which they are marked: one question for all students, nobody named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...lesson_data.content import Content
from ...questions import Question, grade
from ...questions.result import Result
from .teacher_marks import answer_digest


@dataclass(frozen=True)
class Handed:
    """One student's answer that counts, to one question of the lesson that it was made with, keys and all.

    ``result`` is what the kit says of it, where that was worked out before.
    """

    student: str
    content: Content
    question_id: str
    answer: Any
    result: Result | None = None


@dataclass(frozen=True)
class OpenAnswer:
    """A graded answer as a teacher looks at it: number ``number`` of ``of`` to its question. Its student is not shown."""

    student: str
    content: Content
    question: Question
    answer: Any
    result: Result
    mark: str
    number: int = 0
    of: int = 0

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Where its marks stand: student, lesson, question, and the sign of the answer."""
        return self.student, self.content.name, self.question.id, self.mark

    @property
    def about(self) -> tuple[str, str]:
        """What it answers: the lesson and the question."""
        return self.content.name, self.question.id

    @property
    def title(self) -> str:
        """What the answer is called as long as nobody is named."""
        return f"Answer {self.number} of {self.of}"

    @property
    def levels(self) -> int:
        """The highest level of the question's rubric; 0 where it has none."""
        return len(self.question.rubric)

    @property
    def waits(self) -> bool:
        """Whether it is for a teacher to mark."""
        return self.question.waits_for_teacher(self.result)


def look_at(handed: Handed) -> OpenAnswer | None:
    """The answer, graded, with its sign; None when there is no such question, or nothing that can be read as an answer."""
    question = handed.content.questions.get(handed.question_id)
    if question is None:
        return None
    result = handed.result or grade(question, handed.answer)
    if result.status == "unanswered":
        return None
    answer = question.normalize(handed.answer)
    return OpenAnswer(handed.student, handed.content, question, answer, result, answer_digest(answer))


def queue(handed: Iterable[Handed]) -> list[OpenAnswer]:
    """All answers to mark: question by question as the lessons ask them, within one in an order of its own.

    That order comes from the question and what was written, not from the student: nobody is always read first, the same
    words stand side by side, and a second teacher meets the same order.
    """
    found: dict[tuple[str, str], list[OpenAnswer]] = {}
    asked: dict[tuple[str, str], tuple] = {}
    for one in handed:
        # Most questions have no rubric: grading them here would only cost time.
        question = one.content.questions.get(one.question_id)
        if question is None or not question.rubric:
            continue
        answer = look_at(one)
        if answer is not None and answer.waits:
            found.setdefault(answer.about, []).append(answer)
            asked.setdefault(answer.about, (one.content.name, list(one.content.questions).index(one.question_id)))
    ordered = []
    for about in sorted(found, key=lambda about: asked[about]):
        own = sorted(found[about], key=_shuffled)
        ordered += [replace(answer, number=number, of=len(own)) for number, answer in enumerate(own, 1)]
    return ordered


def _shuffled(answer: OpenAnswer) -> tuple[str, str]:
    lesson, question = answer.about
    return _digest(lesson, question, answer.mark), _digest(lesson, question, answer.student)


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode("utf-8")).hexdigest()
