"""What grading returns: results, and notices in two halves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Status:
    """The wording of a status: now, on the card and under a cell; and later, on a page that involves the teacher."""

    headline: str
    sign: str
    later: str = ""


class Detected(NamedTuple):
    """What an answer marked: how many of the targets were ``found``, and how many of the lures are ``stray`` marks.

    A target is an option or a place to find; a lure is a listed one where nothing is to be found.
    """

    found: int
    targets: int
    stray: int
    lures: int


STATUSES = {
    "unanswered": Status("No answer yet.", "…"),
    "saved": Status("Saved.", "✓", later="Kept."),
    "complete": Status(
        "Complete. Our checks found nothing to change.", "✓", later="Complete. Your teacher has not read it yet."
    ),
    "unfinished": Status("Not finished yet.", "◐"),
    "needs_teacher": Status("Saved for your teacher to read.", "✎", later="Your teacher reads this one."),
    "marked": Status("Marked.", "✎", later="Your teacher has read this one."),
    "left_out": Status("Left out.", "–", later="You had opened the worked answer before this try, so it does not count."),
    "incorrect": Status("Not yet.", "↺"),
    "partial": Status("Partly there.", "◐"),
    "correct": Status("Yes, the page bears that out.", "✓"),
}


def labeled(label: str, text: str) -> str:
    """A text under its label, on one line: with a colon, unless the label is a question.

    >>> labeled("Gantz spoke to the crowd.", "said"), labeled("Who spoke?", "Gantz")
    ('Gantz spoke to the crowd: said', 'Who spoke? Gantz')
    """
    label = label.strip()
    if not (label and text):
        return label or text
    return f"{label} {text}" if label.endswith(("?", "!")) else f"{label.removesuffix('.')}: {text}"


@dataclass(frozen=True)
class Notice:
    """One piece of feedback in two halves; ``about`` names the part of the answer that it speaks of."""

    noticed: str
    next: str = ""
    about: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (labeled(self.about, self.noticed), self.next) if part)


@dataclass(frozen=True)
class Flag:
    """Why a person should look at an answer: a short code and the reason in words. A flag never costs points."""

    code: str
    text: str


@dataclass(frozen=True)
class Result:
    """The result of grading one answer. ``points`` is None if nothing was graded, which is not the same as 0.

    ``first`` replaces ``notices`` on a first try; it is empty if the two are the same.
    """

    status: str
    points: float | None
    out_of: float
    notices: tuple[Notice, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    headline: str = ""
    flags: tuple[Flag, ...] = ()
    first: tuple[Notice, ...] = ()

    def on_try(self, number: int) -> Result:
        """The result as a student sees it on this try, counted from 1."""
        return replace(self, notices=self.first) if number <= 1 and self.first else self

    @property
    def is_full(self) -> bool:
        """Whether nothing is missing: a right answer, or an open one with all that was asked for, flagged or not."""
        return self.status in ("correct", "complete") or self.extra.get("completion") == 1

    @property
    def title(self) -> str:
        """The headline of this answer, or of its status."""
        return self.headline or STATUSES[self.status].headline

    def __str__(self) -> str:
        head = self.title
        # A fraction of a point says little to a student, and the notices count what fits.
        if self.points is not None and self.points == round(self.points):
            head += f" {self.points:g} of {self.out_of:g} point{'' if self.out_of == 1 else 's'}."
        return "\n".join([head, *(f"  - {notice}" for notice in self.notices)])

    __repr__ = __str__


@dataclass(frozen=True)
class Score:
    """A kind's judgment of a well-formed answer: the earned share from 0 to 1, and the feedback, also for a first try."""

    share: float
    notices: tuple[Notice, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    headline: str = ""
    first: tuple[Notice, ...] = ()
