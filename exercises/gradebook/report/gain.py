"""The gain sheet: before, after and later, for the teacher alone; a section of the gradebook page, and gain.csv."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...base.csv_files import write_rows
from ..statistics.class_totals import ClassTotals
from ..statistics.gain import FEWEST, LOW, TIMES, Comparison, Sitting, comparisons

GAIN = "gain.csv"
# More lines than a teacher scrolls through; gain.csv has all.
MOST_LINES = 200


@dataclass(frozen=True)
class FormReliability:
    """A form's reliability over the students who did it; None if it cannot be worked out. ``warning`` may be empty."""

    title: str
    students: int
    kr20: float | None
    warning: str


class GainView:
    """What the section shows; ``called`` gives a student's name with the class id."""

    def __init__(self, whole: ClassTotals, called: Callable[[str], str]):
        # All parallel forms of the kit are one family; a school's own would follow.
        readers = [one for forms in whole.forms.values() for one in forms.readers]
        self.done = bool(readers)
        self.comparisons: tuple[Comparison, ...] = tuple(
            found for forms in whole.forms.values() for found in comparisons(forms.readers)
        )
        alone = [one for one in readers if len(one.sittings) == 1]
        self.alone = tuple((called(one.label), whole.contents[one.sittings[0].form].name) for one in alone[:MOST_LINES])
        self.more_alone = len(alone) - len(self.alone)
        self.reliabilities = tuple(_reliabilities(whole))
        self.few = FEWEST


def _reliabilities(whole: ClassTotals) -> Iterator[FormReliability]:
    for forms in whole.forms.values():
        for (name, _), sums in sorted(forms.items.items()):
            yield FormReliability(name, sums.students, sums.kr20, warning(sums.students, sums.kr20))


def warning(students: int, kr20: float | None) -> str:
    """What a teacher should know about a form's reliability; empty if there is nothing to warn of.

    >>> warning(28, 0.72), warning(28, 0.41)
    ('', 'low: it says something of the class, and little of one student')
    """
    if kr20 is None:
        return "cannot be worked out: too few students, or all have the same points"
    found = ["low: it says something of the class, and little of one student"] if kr20 < LOW else []
    found += [f"fewer than {FEWEST} students: the figure may be far off"] if students < FEWEST else []
    return "; ".join(found)


_OF_EACH = ("form", "on", "percent", "found", "marked with nothing there")
COLUMNS = (
    "student",
    *(f"{time} {what}" for time in TIMES for what in _OF_EACH),
    "before to after",
    "before to later",
    "after to later",
    "counted",
)


def gain_rows(whole: ClassTotals) -> Iterator[tuple[object, ...]]:
    """The lines of gain.csv: percentages, and differences in percentage points; empty where there is none."""
    for forms in whole.forms.values():
        for one in forms.readers:
            cells = [cell for sitting in one[1:] for cell in _cells(sitting)]
            apart = (_apart(one.before, one.after), _apart(one.before, one.later), _apart(one.after, one.later))
            yield one.label, *cells, *apart, "yes" if len(one.sittings) > 1 else "no, only one form"


def _cells(one: Sitting | None) -> tuple[object, ...]:
    if one is None:
        return (None,) * len(_OF_EACH)
    return (one.form, one.day, *(round(100 * share, 1) for share in (one.share, one.found, one.stray)))


def _apart(first: Sitting | None, second: Sitting | None) -> float | None:
    return round(100 * (second.share - first.share), 1) if first and second else None


def write_gain(whole: ClassTotals, path: Path) -> bool:
    """Write gain.csv if anybody did a form; returns whether it was written. Raises KitError if it cannot be."""
    rows = list(gain_rows(whole))
    if rows:
        write_rows(path, COLUMNS, rows)
    return bool(rows)
