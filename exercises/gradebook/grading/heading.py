"""What a page or table is about: the class, the assignment, how it counts, and up to when."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...lesson_data.assignments import Assignment
from .policy import Policy

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Heading:
    """The head of every page of one run. ``until`` is the time of the last answer that it is about, “” if unknown."""

    policy: Policy = field(default_factory=Policy)
    assignment: Assignment | None = None
    class_name: str = ""
    until: str = ""

    @property
    def what(self) -> str:
        """The class and the assignment, as far as there are any."""
        return ", ".join(filter(None, (self.class_name, self.assignment.title if self.assignment else "")))

    @property
    def cards(self) -> str:
        """How many cards were set; empty if there is no assignment."""
        if not self.assignment:
            return ""
        number = len(self.assignment.cards)
        return f"{number} {'card was' if number == 1 else 'cards were'} set; no other counts."

    @property
    def date(self) -> str:
        """The day of the last answer in words, “” if unknown."""
        if not self.until:
            return ""
        year, month, day = self.until[:10].split("-")
        return f"{_MONTHS[int(month) - 1]} {int(day)}, {year}"

    def __str__(self) -> str:
        """All of it in a few short sentences."""
        until = f"Answers up to {self.date}." if self.until else ""
        return " ".join(filter(None, (until, self.cards, f"How it counts: {_lower(str(self.policy))}")))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
