"""The roster against what came in: who has handed in nothing, who is on no list, and whose id two people used."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...base.spreadsheet_ids import may_be
from .roster import Roster, Student
from .submission_index import LOOK, MISSING, Problem, SubmissionIndex


@dataclass(frozen=True)
class Reconciled:
    """What a roster tells of a class's hand-ins.

    ``missing`` are the ids of the roster without a hand-in, ``unlisted`` each id that is not on it with the nearest one
    that is free, “” if none is near, and ``shared`` the ids that two people used. ``roster`` has its ids as they came in.
    """

    roster: Roster
    missing: tuple[str, ...] = ()
    unlisted: Mapping[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def sentences(self, shown: Callable[[str], str] = str) -> list[str]:
        """What a teacher should know, in a few sentences; ``shown`` may turn a class id into a name."""
        found = []
        if self.missing:
            whole = len(self.roster.students)
            found.append(
                f"Nothing handed in: {len(self.missing)} of {whole} on the roster: {some(map(shown, self.missing))}."
            )
        if self.unlisted:
            ids = [f"{name} (did you mean {near}?)" if near else name for name, near in self.unlisted.items()]
            found.append(f"Not on the roster: {some(ids)}. A line in ids.csv says who they are.")
        if self.shared:
            found.append(
                f"Used by two people: {some(map(shown, self.shared))}. Both are graded. A line in ids.csv settles it."
            )
        return [*found, *self.notes]

    def problems(self) -> Iterable[Problem]:
        """A row for each of them."""
        for name in self.missing:
            yield Problem("", name, MISSING, "this student is on your roster, and no hand-in has this id.")
        for name, near in self.unlisted.items():
            hint = f"The nearest id without a hand-in is “{near}”." if near else "No id without a hand-in is near."
            text = f"this id is not on your roster. {hint} A line in ids.csv says who it is."
            yield Problem("", name, LOOK, text)
        for note in self.notes:
            yield Problem("", "", LOOK, note)


def some(names: Iterable[str], most: int = 12) -> str:
    """The first names of a list in one line, and how many more there are."""
    every = list(names)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def reconcile(roster: Roster, roll: SubmissionIndex) -> Reconciled:
    """Compare a roster with a class's hand-ins; ids that a spreadsheet program rewrote in it are recognized."""
    came = {label.partition("#")[0] for label in roll.students}
    students, notes = dict(roster.students), []
    for name in sorted(came - students.keys()):
        was = [known for known in students if known not in came and may_be(known, name)]
        if len(was) == 1:
            students[name] = replace(students.pop(was[0]), id=name)
            notes.append(
                f"The roster has “{was[0]}”, and somebody handed in as “{name}”. A spreadsheet program turns the one into "
                "the other, so they are taken for one student."
            )
    missing = sorted(students.keys() - came)
    free = list(missing)
    unlisted = {}
    for name in sorted(came - students.keys()):
        near = difflib.get_close_matches(name, free, 1, 0.75)
        unlisted[name] = near[0] if near else ""
    known: dict[str, Student] = students
    return Reconciled(
        replace(roster, students=known), tuple(missing), unlisted, tuple(sorted(roll.used_by_two)), tuple(notes)
    )
