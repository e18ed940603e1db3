"""What a teacher with one minute reads first: the class's progress, its splits, and what was hardest and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..statistics.tally import OTHERS
from .distribution import Bar
from .part_view import PartView
from .privacy import FEWEST_ALIKE
from .views import EASY, FEWEST_TO_CALL_HARD, Misconception, QuestionStats

MOST = 3
# From this share of the readers up, and from this many, the same feedback is about the class and not about a slip.
ASTRAY, FEWEST_ASTRAY = 0.2, 3


@dataclass(frozen=True)
class HardQuestion:
    """A hard settled question, with what was chosen in its hardest part, and the feedback that a good share of readers got.

    ``misses`` are the choices of that part that the page does not support, most common first; ``readers`` answered it.
    ``misconception`` is None if no feedback went to so many readers that it is about the class.
    """

    question: QuestionStats
    part: str
    unit: str
    misses: tuple[Bar, ...]
    misconception: Misconception | None

    @property
    def missed(self) -> int:
        """How many readers chose something else than the page supports."""
        return sum(bar.number for bar in self.misses)


@dataclass(frozen=True)
class ClassProgress:
    """The average share of a lesson answered per reader, and the notebook that fewest finished."""

    readers: int
    answered: float
    of: int
    least: PartView


def class_progress(readers: int, parts: Iterable[PartView]) -> ClassProgress | None:
    """A class's progress in a lesson; None if nobody has started it, or if it has no questions."""
    own = tuple(parts)
    if not own or not readers or not any(part.began for part in own):
        return None
    answered = sum(part.answered * part.began for part in own) / readers
    least = min(own, key=lambda part: part.finished)
    return ClassProgress(readers, answered, sum(part.of for part in own), least)


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
    # Ties go to the first in the question's order.
    hardest = max(question.units, key=lambda unit: unit.distractor_count, default=None)
    unit = hardest.text if hardest else ""
    named = [bar for bar in hardest.instead if bar.text != OTHERS and bar.number >= FEWEST_ALIKE] if hardest else []
    rest = hardest.distractor_count - sum(bar.number for bar in named) if hardest else 0
    misses = [*named, *([Bar("something else", rest, rest / question.answered)] if rest else [])]
    # The feedback on this part if there is any, otherwise the most common feedback; a slip of a few is no misconception.
    common = [one for one in question.misconceptions if one.number >= max(FEWEST_ASTRAY, ASTRAY * question.answered)]
    about = (one for one in common if unit and one.about == unit)
    return HardQuestion(question, part, unit, tuple(misses), next(about, next(iter(common), None)))
