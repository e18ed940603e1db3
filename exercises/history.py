"""What the journal says of one question, and what of it a card shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .kinds import Question
from .result import Result


@dataclass
class History:
    """What happened to one question so far: the last checked answer, how many were checked, hints, worked answer seen."""

    answer: Any = None
    attempts: int = 0
    hints: int = 0
    revealed: bool = False

    def take(self, event: dict) -> None:
        """Add one event of the journal; what is not of a known form is passed over."""
        kind, number = event.get("event"), event.get("number")
        if kind == "check":
            self.answer = event.get("answer")
            self.attempts += 1
        elif kind == "hint" and type(number) is int and 0 < number < 20:
            self.hints = max(self.hints, number)
        elif kind == "reveal":
            self.revealed = True


def worked_answer(question: Question) -> dict:
    """A right answer in words, and why."""
    return {"answer": question.tell_right(), "reason": question.worked}


def result_as_data(result: Result) -> dict:
    """A result as a card or a file takes it."""
    notices = [{"about": n.about, "noticed": n.noticed, "next": n.next} for n in result.notices]
    head = {"status": result.status, "headline": result.headline, "points": result.points, "out_of": result.out_of}
    return {**head, "notices": notices}
