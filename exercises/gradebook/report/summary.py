"""What a teacher with one minute reads first: the class's progress, its splits, and what was hardest and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..grading.open_answers import OpenAnswers
from ..statistics.tally import OTHERS
from .distribution import Bar
from .part_view import PartView
from .views import EASY, FEWEST_TO_CALL_HARD, Misconception, QuestionStats

MOST = 3


@dataclass(frozen=True)
class HardQuestion:
    """A hard settled question, with the most common wrong choice and the most common feedback."""

    question: QuestionStats
    part: str
    unit: str
    chosen: Bar | None
    misconception: Misconception | None


@dataclass(frozen=True)
class ClassProgress:
    """The average share of a lesson answered per reader, the notebook that fewest finished, and the open answers."""

    readers: int
    answered: float
    of: int
    least: PartView
    open: OpenAnswers


def class_progress(readers: int, parts: Iterable[PartView]) -> ClassProgress | None:
    """A class's progress in a lesson; None if nobody has started it, or if it has no questions."""
    own = tuple(parts)
    if not own or not readers or not any(part.began for part in own):
        return None
    answered = sum(part.answered * part.began for part in own) / readers
    least = min(own, key=lambda part: part.finished)
    given = sum((question.open for part in own for question in part.questions), OpenAnswers())
    return ClassProgress(readers, answered, sum(part.of for part in own), least, given)


def hardest(parts: Iterable[PartView]) -> tuple[HardQuestion, ...]:
    """The settled questions with the smallest share of the points, among those with enough graded readers."""
    found = [
        (round(question.difficulty, 9), question.id, _hard(part.title, question))
        for part in parts
        for question in part.questions
        if question.difficulty is not None
        and question.difficulty < EASY
        and question.graded >= FEWEST_TO_CALL_HARD
        and question.has_distractors
    ]
    return tuple(hard for *_, hard in sorted(found, key=lambda entry: entry[:2])[:MOST])


def _hard(part: str, question: QuestionStats) -> HardQuestion:
    distractor_count = [(unit.text, bar) for unit in question.units for bar in unit.instead if bar.text != OTHERS]
    # Ties go to the first in the question's order.
    unit, chosen = max(distractor_count, key=lambda entry: entry[1].number, default=("", None))
    if chosen is not None and chosen.number < 2:
        unit, chosen = "", None
    # The feedback on this part if there is any, otherwise the most common feedback.
    about = (one for one in question.misconceptions if unit and one.about == unit)
    return HardQuestion(question, part, unit, chosen, next(about, next(iter(question.misconceptions), None)))
