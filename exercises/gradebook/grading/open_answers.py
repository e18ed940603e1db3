"""Open answers in a grade: how many there are, how many a teacher has read, and what the others count so far."""

from __future__ import annotations

from dataclasses import dataclass

from ...questions import Question
from ...questions.result import Result

NEEDS_TEACHER = "needs_teacher"
WHERE_TO_MARK = "Mark them at the desk (python -m exercises desk), or in notebooks/teacher/mark_open_answers.ipynb."
# What grading.toml says about answers that no teacher has read, as a sentence after "2 answers wait to be read".
UNREAD = {
    "completion": "Until then an answer counts by how complete it is, and a flagged one not at all.",
    "waits": "Until then the grades that they belong to stay empty.",
    "left out": "Until then they are left out of the grades.",
}


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """How many open answers were given, how many a teacher has read, and how many unread ones are flagged."""

    given: int = 0
    read: int = 0
    flagged: int = 0

    def __add__(self, other: OpenAnswers) -> OpenAnswers:
        return OpenAnswers(self.given + other.given, self.read + other.read, self.flagged + other.flagged)

    @property
    def waiting(self) -> int:
        """How many answers no teacher has read, flagged or not."""
        return self.given - self.read

    @property
    def short(self) -> str:
        """The numbers as they appear in a table cell."""
        return f"{self.read} of {self.given} read by the teacher"

    def __str__(self) -> str:
        """The numbers in at most two sentences; empty if no open answer was given."""
        if not self.given:
            return ""
        count = "1 open answer" if self.given == 1 else f"{self.given} open answers"
        are = "There is" if self.given == 1 else "There are"
        found = f"{are} {count}; a teacher has read {self.read or 'none'} of them."
        if not self.waiting:
            return found
        wait = "waits" if self.waiting == 1 else "wait"
        return f"{found} {self.waiting} {wait} to be read, {self.flagged or 'none'} of them flagged."

    def told(self, policy: str) -> str:
        """The numbers, and what the unread answers count under this policy."""
        return f"{self} {UNREAD[policy]}" if self.waiting else str(self)


def is_open(question: Question) -> bool:
    """Whether a question asks for the reader's own answer, which no check can call right or wrong."""
    return question.standing == "open"


def completion_points(result: Result) -> float | None:
    """The points for completion, also of a flagged answer; None if the checks gave no such share."""
    share: float | None = result.extra.get("completion")
    if result.points is not None or share is None:
        return result.points
    return round(result.out_of * share, 2)
