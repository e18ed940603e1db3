"""What the journal says about each question, kept up to date as the journal grows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..questions import Question, grade
from ..questions.result import STATUSES, Result


@dataclass
class History:
    """One question so far: the last checked answer, the number of checks, the hints shown, and any worked answer seen."""

    answer: Any = None
    attempts: int = 0
    hints: int = 0
    revealed: bool = False
    result: Result | None = None

    def take(self, event: dict) -> None:
        """Add one event of the journal; an event of an unknown form is ignored."""
        kind = event.get("event")
        if kind == "check":
            self.answer, self.result = event.get("answer"), None
            self.attempts += 1
        elif kind == "hint":
            self.hints = max(self.hints, hint_number(event))
        elif kind == "reveal":
            self.revealed = True


def hint_number(event: dict) -> int:
    """The number of hints that an event says were open; 0 if it does not say."""
    number = event.get("number")
    return number if type(number) is int and 0 < number < 20 else 0


class Histories:
    """The history of every question. Each event is read only once, no matter how often a card asks."""

    def __init__(self, questions: Mapping[str, Question], events: Callable[[], list[dict]]):
        self._questions = questions
        self._read = events
        self._seen: list[dict] = []
        self._taken = 0
        self._by_id: dict[str, History] = {}

    def _catch_up(self) -> None:
        events = self._read()
        if events is not self._seen:
            # The journal was deleted, or this is the first look.
            self._seen, self._taken, self._by_id = events, 0, {}
        for event in events[self._taken :]:
            if event["id"] in self._questions:
                self._by_id.setdefault(event["id"], History()).take(event)
        self._taken = len(events)

    def of(self, question_id: str) -> History:
        """The history of one question; an empty one if nothing has happened yet."""
        self._catch_up()
        return self._by_id.get(question_id) or History()

    def answered(self) -> list[str]:
        """The ids of the questions whose last answer can be read."""
        self._catch_up()
        return [name for name, history in self._by_id.items() if _can_be_read(self._graded(name, history))]

    def readable(self, question_id: str) -> bool:
        """Whether the question, as it is now, can take the last recorded answer."""
        return _can_be_read(self.graded(question_id))

    def graded(self, question_id: str) -> Result | None:
        """The result of the last recorded answer, or None."""
        return self._graded(question_id, self.of(question_id))

    def _graded(self, question_id: str, history: History) -> Result | None:
        if history.result is None and history.answer is not None:
            history.result = grade(self._questions[question_id], history.answer)
        return history.result


def _can_be_read(result: Result | None) -> bool:
    return result is not None and result.status != "unanswered"


def worked_answer(question: Question) -> dict:
    """A right answer in words, and the reason for it."""
    return {"answer": question.describe_model_answer(), "reason": question.worked}


def result_as_data(result: Result) -> dict:
    """A result as plain data, for a card or a file."""
    notices = [{"about": n.about, "noticed": n.noticed, "next": n.next} for n in result.notices]
    head = {"status": result.status, "headline": result.title, "sign": STATUSES[result.status].sign}
    return {**head, "points": result.points, "out_of": result.out_of, "notices": notices}
