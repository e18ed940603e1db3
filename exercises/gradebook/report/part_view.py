"""A notebook and a pair of forms as the report and its first sheet show them."""

from __future__ import annotations

from dataclasses import dataclass

from ...text.statistics import Change
from .views import QuestionStats


@dataclass(frozen=True)
class PartView:
    """A notebook over the class: how many began and finished it, and its questions."""

    name: str
    title: str
    began: int
    finished: int
    answered: float
    of: int
    questions: tuple[QuestionStats, ...]


@dataclass(frozen=True)
class ChangeView:
    """A pair of forms: the mean share of the points on the one done first, and on the other; the change in per cent."""

    before: float
    after: float
    change: Change
