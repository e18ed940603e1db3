"""The teacher's ids.csv: who somebody really is, a line each, with the columns from, to and who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...base.csv_files import read_rows
from ...base.errors import KitError
from ...student.journal import check_student

COLUMNS = ("from", "to", "who")


@dataclass(frozen=True)
class Settled:
    """What ids.csv decides: (id or label as it came, sign of the person or “”) → the class id that it is."""

    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def of(self, label: str, student: str, sign: str) -> str:
        """The id of somebody who has this label, handed in as this student, and has this sign; the label by default."""
        for key in ((label, ""), (student, sign), (student, "")):
            if key in self.ids:
                return self.ids[key]
        return label


def read_ids(path: Path) -> Settled:
    """Read ids.csv.

    ``from`` is the label of grades.csv, such as “ada-l#40101”, or the id as it was handed in. ``to`` is the right class id.
    ``who`` says which of several people with this id is meant, by what follows “#” in the label; where ``from`` says that
    already, it is the teacher's own note. A row that cannot be used is told by its number, and the others count.

    Raises KitError if the file cannot be read or lacks a column.
    """
    rows = read_rows(path)
    if rows and not {"from", "to"} <= {name.casefold() for name in rows[0]}:
        raise KitError(f"{path.name} needs the columns from, to and who in its first line.")
    ids: dict[tuple[str, str], str] = {}
    problems = []
    for row in rows:
        cells = {name.casefold(): cell for name, cell in row.items()}
        try:
            student, _, sign = cells["from"].partition("#")
            came = (check_student(student), cells.get("who", "").removeprefix("#"))
            came = (f"{came[0]}#{sign}", "") if sign else came
            to = check_student(cells["to"])
            if ids.setdefault(came, to) != to:
                raise KitError(f"“{cells['from']}” has another line with another id. Neither is used: keep one.")
        except KitError as error:
            problems.append(f"{path.name}, line {row.line}, was left out: {error}")
    return Settled(ids, tuple(problems))
