"""Signs in a hand-in that a teacher should look at, or might want to talk about with the student."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ...base.errors import sanitize
from ...lesson_data.content import Content
from .grader import UNANSWERED, Row
from .totals import counted_as

# The kit is younger than this: an earlier time is that of a clock without a battery.
_FIRST = "2024"
_YEAR = re.compile(r"[0-9]{4}-")


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


def a_day_after(now: str) -> str:
    """A day after a time in ISO 8601: a clock may be off by some minutes, or be set to another zone."""
    return (datetime.fromisoformat(now) + timedelta(days=1)).isoformat(timespec="seconds")


def clock_notes(events: Iterable[Mapping[str, Any]], limit: str) -> Iterator[str]:
    """A sentence if events have a time after ``limit``, or one from before there was this kit; nothing otherwise.

    >>> list(clock_notes([{"at": "2070-01-01T00:00:00+00:00"}], "2026-11-24T00:00:00+00:00"))[0][:53]
    'a clock was wrong: 1 line has a time that cannot be, '
    """
    given = (event.get("at") for event in events)
    wrong = [at for at in given if type(at) is str and not _FIRST <= at <= limit and _YEAR.match(at)]
    if wrong:
        lines = "1 line has a time" if len(wrong) == 1 else f"{len(wrong)} lines have times"
        yield (
            f"a clock was wrong: {lines} that cannot be, such as “{sanitize(wrong[-1], 30)}”. The answers are graded in "
            "the order of the file; such a time makes nothing newest or late. Look at what else this student handed in."
        )


def two_articles(contents: Sequence[Content]) -> str:
    """What to say of a student who works on another article: in its place, or besides; empty if nobody does."""
    names = {content.name for content in contents}
    others = sorted((content.name, counted_as(content)) for content in contents if counted_as(content) != content.name)
    told = [
        f"answers to both “{lesson}” and “{other}”: of each notebook, the one with more answers counts."
        if lesson in names
        else f"“{other}” is graded in place of “{lesson}”, and a notebook that it has not is no gap."
        for other, lesson in others
    ]
    return f"{' '.join(told)} Did the two of you agree on the other article?" if told else ""
