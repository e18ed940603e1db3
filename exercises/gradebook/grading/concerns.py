"""Signs in a student's answers that a teacher might want to talk about."""

from __future__ import annotations

from dataclasses import dataclass

from .grader import UNANSWERED, Row


@dataclass
class ConcernFlags:
    """What a teacher might want to talk about with a student: observations from the hand-in, never a verdict."""

    answered: int = 0
    of: int = 0
    gave_up: int = 0
    points: float = 0.0
    out_of: float = 0.0
    over_highlighted: int = 0
    changed: bool = False

    def take(self, rows: dict[str, Row], over_highlighted: list[str], changed: bool) -> None:
        """Check one lesson's rows."""
        for row in rows.values():
            self.of += 1
            if row.status != UNANSWERED:
                self.answered += 1
                self.gave_up += row.worked.startswith("before")
            if row.points is not None:
                self.points += row.points
                self.out_of += row.out_of
        self.over_highlighted += len(over_highlighted)
        self.changed |= changed

    def follow_ups(self) -> list[str]:
        """One sentence for each sign."""
        found = []
        if self.answered < self.of / 4:
            found.append(f"Has answered {self.answered} of {self.of} questions so far. Is something in the way?")
        if self.gave_up >= 8 and self.gave_up > self.answered / 3:
            found.append(f"Opened {self.gave_up} worked answers before a right one. Which step is unclear?")
        if self.out_of and self.points < self.out_of / 3:
            found.append(f"Has {self.points:g} of {self.out_of:g} points on what was answered. Where does it get hard?")
        if self.over_highlighted >= 2:
            found.append(f"Highlighted nearly all of the text in {self.over_highlighted} questions. What is a mark for?")
        if self.changed:
            found.append("The file was changed or damaged after it was handed in. See problems.csv, and ask how that came.")
        return found
