"""The file marks.csv: what teachers decided, one row per act, only ever appended to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ...base.csv_files import LARGEST, UTF_16
from ...base.errors import KitError, reason
from ...base.files import durable_append, file_lock
from ...student.journal import check_student
from .marks_rows import (
    ACTS,
    COLUMNS,
    MARK,
    MarksHeader,
    as_row,
    as_text,
    last_header,
    lines_of,
    named_columns,
    one_line,
    rows,
)

_WAIT_FOR_OTHER_TEACHER = 5.0  # seconds
_MARKER = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?")
_ANSWER = re.compile(r"[0-9a-f]{12}")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
_PERSON = re.compile(r"[^\s,;#\"']{1,80}")
_WORKBOOK = b"PK\x03\x04"
# Our format for times. A spreadsheet may cut them to minutes: two acts then look the same but are still two.
OUR_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}.*")


@dataclass(frozen=True)
class MarkEvent:
    """One act of a marker on one answer; ``row`` is its line in the file, from 1, or 0 before it is written.

    ``read`` gives an answer its points for completion, and ``check`` has a level that changes nothing. Acts that were done
    together have the same time.
    """

    marker: str
    student: str
    lesson: str
    question: str
    answer: str
    act: str
    level: int | None = None
    points: float | None = None
    comment: str = ""
    at: str = ""
    row: int = 0


class MarksFile:
    """Appends acts to marks.csv. Other teachers may append to the same file at any time; all rows are kept."""

    def __init__(self, path: Path | str):
        self.path = Path(path)

    def append(self, *acts: MarkEvent) -> int:
        """Write acts, all with one time, and wait until they are on disk; returns how many bytes were added.

        Raises KitError if an act is invalid or they could not be saved; then none of them is in the file.
        """
        rows = [asdict(act) for act in timed(acts)]
        for cells in rows:
            as_act({name: one_line(as_text(cells[name])) for name in COLUMNS})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with file_lock(self.path, _WAIT_FOR_OTHER_TEACHER):
                added = self._added(rows)
                durable_append(self.path, added)
                return len(added)
        except OSError as error:
            raise KitError(
                f"Not saved in {self.path.name}: {reason(error)}. If a spreadsheet program has the file open, "
                "close it there; see also that the disk has room and that the folder can be written to. Then save again."
            ) from error

    def _added(self, acts: list[dict[str, Any]]) -> bytes:
        """The bytes to append. A spreadsheet may have changed the separator and the columns: the row follows them."""
        data = self.path.read_bytes() if self.path.exists() else b""
        if data.startswith((*UTF_16, _WORKBOOK)):
            raise KitError(
                f"Not saved: a spreadsheet program has saved {self.path.name} in a form that no row can be added to. Open "
                "it there, save it as “CSV UTF-8” under the same name, then save again."
            )
        if header := last_header(data):
            return b"".join(as_row(cells, header) for cells in acts)
        # No line names the columns, or it was cut off: name them from here on.
        rows = b"".join(as_row(cells, MarksHeader(COLUMNS, ",")) for cells in acts)
        return (b"" if data else MARK) + named_columns() + rows


def timed(acts: Iterable[MarkEvent], after: str = "") -> list[MarkEvent]:
    """The acts, with the current time, the same for all and later than ``after``, where they have none."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    if now <= after:
        # A coarse clock: what was done at once has one time, so two acts must not share it by chance.
        now = (datetime.fromisoformat(after) + timedelta(microseconds=1)).isoformat(timespec="microseconds")
    return [act if act.at else replace(act, at=now) for act in acts]


def check_marker(marker: Any) -> str:
    """A marker's initials in lowercase. Raises KitError, which describes the valid form."""
    name = marker.strip().lower() if isinstance(marker, str) else ""
    if not _MARKER.fullmatch(name):
        raise KitError(
            'Give your initials or another short sign, like marker="kh": up to 12 letters (a to z), digits and hyphens.'
        )
    return name


def read_mark_events(path: Path) -> tuple[list[MarkEvent], list[str]]:
    """The acts in a marks.csv in row order, and a sentence for each row that cannot be used.

    A file that does not exist has no acts. Raises KitError if the file cannot be read at all.
    """
    acts, problems, seen = [], [], set()
    for number, cells in rows(lines_of(_read(path))):
        try:
            if cells is None:
                raise KitError("no line above it names the columns. Put the first line back: " + ",".join(COLUMNS) + ".")
            act = as_act(cells, number)
        except KitError as error:
            problems.append(f"{path.name}, row {number}, was left out: {error}")
            continue
        # A row that occurs twice, after two copies of the file were merged, is one act.
        same = tuple(cells[name] for name in COLUMNS)
        if same not in seen:
            acts.append(act)
        if OUR_TIME.fullmatch(act.at):
            seen.add(same)
    return acts, problems


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise KitError(f"{path.name} cannot be read: {reason(error)}. Is it a file that you may open?") from error
    if len(data) > LARGEST or data.startswith(_WORKBOOK):
        raise KitError(f"{path.name} is not a table of marks that can be read. Save it as “CSV UTF-8” under the same name.")
    return data


def as_act(cells: dict[str, str], row: int = 0) -> MarkEvent:
    """An act from the cells of its row. Raises KitError, which says why the row cannot be used."""
    act, answer = cells["act"].lower(), cells["answer"].lower()
    if act not in ACTS:
        raise KitError(f"its act is “{act[:40]}”; it must be one of {', '.join(ACTS)}. Was the row cut off?")
    if not _ANSWER.fullmatch(answer):
        raise KitError(f"“{answer[:40]}” in the column “answer” is not the sign of an answer that was read. Mark it again.")
    for name in ("lesson", "question"):
        if not _NAME.fullmatch(cells[name]):
            raise KitError(f"“{cells[name][:40]}” is not the name of a {name}.")
    marker, student, comment = check_marker(cells["marker"]), _label(cells["student"]), one_line(cells["comment"])
    level = points = None
    if act in ("level", "check"):
        level = int(_number(cells["level"], "level", whole=True))
    elif act == "points":
        points = _number(cells["points"], "points")
        if not comment:
            raise KitError("it sets points without a reason. Write the reason into the column “comment”.")
    elif act == "read" and (cells["level"] or cells["points"]):
        raise KitError("it marks an answer as read and gives a level or points too. Empty those, or write another act.")
    return MarkEvent(
        marker, student, cells["lesson"], cells["question"], answer, act, level, points, comment, cells["at"], row
    )


def _label(text: str) -> str:
    """A class id, followed by "#" and the platform's number if two people handed in with the same id."""
    student, sign, person = text.partition("#")
    if sign and not _PERSON.fullmatch(person):
        raise KitError(f"“{person[:40]}” behind “#” is not a platform's number for a person.")
    return check_student(student) + sign + person


def _number(text: str, column: str, whole: bool = False) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1000 or (whole and number % 1):
        raise KitError(f"“{text[:40]}” in the column “{column}” is not a {'whole ' if whole else ''}number from 0 to 1000.")
    return number
