"""A notebook and a pair of forms in the report and its summary."""

from __future__ import annotations

from dataclasses import dataclass

from ...text.statistics import Change
from .views import QuestionStats


@dataclass(frozen=True)
class PartView:
    """A notebook over the class: how many started and finished it, and its questions."""

    name: str
    title: str
    began: int
    finished: int
    answered: float
    of: int
    questions: tuple[QuestionStats, ...]


@dataclass(frozen=True)
class ChangeView:
    """A pair of forms: the mean share of the points on the one done first and on the other; the change in points of 100."""

    before: float
    after: float
    change: Change
