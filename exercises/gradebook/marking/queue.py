"""A class's open answers in marking order: question by question, flagged ones first, without names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ...lesson_data.content import Content
from ...questions import Question, grade
from ...questions.result import Result
from ...questions.scoring.likeness import near_copies
from ..grading.open_answers import NEEDS_TEACHER, is_open
from .like_answers import group_alike
from .teacher_marks import answer_digest

# The message for an answer that the checks leave to a person without giving a reason.
UNCHECKED = "The checks could not look at this one."
# If more answers than this are nearly the same, only these are listed by number.
MOST_NAMED = 5


@dataclass(frozen=True)
class Handed:
    """One student's answer that counts, to one question of the lesson that it was made with, including its keys.

    ``result`` is the kit's result, if it was already computed.
    """

    student: str
    content: Content
    question_id: str
    answer: Any
    result: Result | None = None


@dataclass(frozen=True)
class OpenAnswer:
    """A graded answer as the teacher sees it: answer ``number`` of ``of`` to its question. Its student is not shown.

    ``reasons`` say why a person should look at it; an answer that has one is flagged. ``group`` is the number of the first
    answer to the question that says nearly the same: its own, if none before does.
    """

    student: str
    content: Content
    question: Question
    answer: Any
    result: Result
    mark: str
    number: int = 0
    of: int = 0
    group: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, str, str]:
        """The key of its marks: student, lesson, question, and answer digest."""
        return self.student, self.content.name, self.question.id, self.mark

    @property
    def about(self) -> tuple[str, str]:
        """The lesson and the question that it answers."""
        return self.content.name, self.question.id

    @property
    def title(self) -> str:
        """The answer's title, which does not identify the student."""
        return f"Answer {self.number} of {self.of}"

    @property
    def levels(self) -> int:
        """The highest level of the question's rubric; 0 if it has none."""
        return len(self.question.rubric)

    @property
    def flagged(self) -> bool:
        """Whether a person should look at it before its points for completion count."""
        return bool(self.reasons)


def look_at(handed: Handed) -> OpenAnswer | None:
    """The answer, graded, with its digest; None if the question does not exist or the answer cannot be read."""
    question = handed.content.questions.get(handed.question_id)
    if question is None:
        return None
    result = handed.result or grade(question, handed.answer)
    if result.status == "unanswered":
        return None
    answer = question.normalize(handed.answer)
    return OpenAnswer(
        handed.student, handed.content, question, answer, result, answer_digest(answer), reasons=reasons_of(result)
    )


def reasons_of(result: Result) -> tuple[str, ...]:
    """Why the checks want a person to look at an answer; empty for most."""
    found = tuple(dict.fromkeys(flag.text for flag in result.flags))
    return found or ((UNCHECKED,) if result.status == NEEDS_TEACHER else ())


def queue(handed: Iterable[Handed]) -> list[OpenAnswer]:
    """All open answers: question by question in lesson order, and within each the flagged answers first.

    Otherwise the order depends on the question and the text, not on the student: no student is always read first, like
    answers are next to each other, and a second teacher gets the same order.
    """
    found: dict[tuple[str, str], list[OpenAnswer]] = {}
    asked: dict[tuple[str, str], tuple] = {}
    for one in handed:
        question = one.content.questions.get(one.question_id)
        # Most questions are not open: grading them here would only take time.
        if question is None or not is_open(question):
            continue
        if answer := look_at(one):
            found.setdefault(answer.about, []).append(answer)
            asked.setdefault(answer.about, (one.content.name, list(one.content.questions).index(one.question_id)))
    ordered = []
    for about in sorted(found, key=lambda about: asked[about]):
        ordered += _in_order(sorted(found[about], key=_shuffled))
    return ordered


def _in_order(answers: list[OpenAnswer]) -> list[OpenAnswer]:
    """The answers to one question, numbered, groups of like ones with a flag first; near copies are flagged here."""
    question, article = answers[0].question, answers[0].content.article
    texts = [answer.question.describe(answer.answer) for answer in answers]
    like = near_copies(texts, (article.text, question.prompt))
    groups = sorted(group_alike(texts, like), key=lambda group: not any(answers[at].flagged or like[at] for at in group))
    order = [at for group in groups for at in group]
    numbers = {at: number for number, at in enumerate(order, 1)}
    return [
        replace(
            answers[at],
            number=numbers[at],
            of=len(answers),
            group=numbers[group[0]],
            reasons=(*answers[at].reasons, *_like_others(sorted(numbers[other] for other in like[at]))),
        )
        for group in groups
        for at in group
    ]


def _like_others(numbers: list[int]) -> list[str]:
    if not numbers:
        return []
    shown = [str(number) for number in numbers[:MOST_NAMED]]
    if len(numbers) > MOST_NAMED:
        shown.append(f"{len(numbers) - MOST_NAMED} more")
    names = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return [f"Most of its words are the same as in answer{'s' if len(numbers) > 1 else ''} {names}."]


def _shuffled(answer: OpenAnswer) -> tuple[str, str]:
    lesson, question = answer.about
    return _digest(lesson, question, answer.mark), _digest(lesson, question, answer.student)


def _digest(*parts: str) -> str:
    return hashlib.sha256("/".join(parts).encode("utf-8")).hexdigest()
