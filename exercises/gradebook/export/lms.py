"""Grade files for an LMS's own import: only the columns it accepts, with its own identifiers for the students."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...base.csv_files import safe
from ...base.errors import KitError
from ..intake.roster import Roster, Student

KINDS = ("moodle", "canvas", "classroom")
MOST_TOLD = 20
# The column that says how many open answers a grade rests on.
NOTE = "Open answers"

# The columns by which Moodle's import can find a person, most reliable first.
_MOODLE = {"email": "Email address", "idnumber": "ID number", "username": "Username"}
_MOODLE_MOST = 100
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# Canvas's importer skips every column with one of these in its name.
_CANVAS_TOTALS = [f"{which} {what}" for which in ("Current", "Final") for what in ("Score", "Points", "Grade")]
_CANVAS_TOTALS += ["Override Score", "Override Grade", "Override Status"]
_CLASSROOM = ("Last Name", "First Name", "Email Address")


@dataclass(frozen=True)
class Gradebook:
    """What to report to a platform: points by class id (None if there is no grade yet), and whose they are.

    ``title`` is the assignment's name on the platform, where it is worth ``out_of`` points. ``notes`` says briefly, by
    class id, what a grade is based on.
    """

    scores: Mapping[str, float | None]
    roster: Roster
    title: str
    out_of: float
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def graded(self) -> dict[str, float | None]:
        """The points in the form a platform accepts."""
        return {name: _number(score) for name, score in self.scores.items()}

    @cached_property
    def known(self) -> dict[str, Student]:
        """The students who are in the roster."""
        return {name: self.roster.students[name] for name in self.scores if name in self.roster.students}


@dataclass(frozen=True)
class LmsFile:
    """A file to import. ``told`` has a sentence for each student who is not in it; ``notes`` apply to the whole file."""

    header: list[str]
    rows: list[list]
    told: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        """All messages for the teacher; at most 20 of them about individual students."""
        rest = len(self.told) - MOST_TOLD
        return [*self.notes, *self.told[:MOST_TOLD], *([f"And {rest} more like these."] if rest > 0 else [])]


def lms_file(kind: str, grades: Gradebook) -> LmsFile:
    """The file for one platform.

    Students without a grade have no row for Moodle and Canvas: both treat an empty cell as a change, and Moodle makes it 0
    in a new item. Sentences identify students by class id. Raises KitError for an unknown kind.
    """
    if kind not in KINDS:
        raise KitError(f"There is no file for “{kind}”. The kinds are: {', '.join(KINDS)}.")
    grades = replace(grades, title=grades.title.strip() or "Close reading", out_of=_number(grades.out_of) or grades.out_of)
    unknown = [name for name in grades.scores if name not in grades.known]
    told = [f"“{name}” is not in the roster, and so not in the file." for name in unknown]
    made = {"moodle": _moodle, "canvas": _canvas, "classroom": _classroom}[kind](grades)
    notes = list(made.notes)
    waiting = sum(grades.graded[name] is None for name in grades.known)
    if waiting and kind != "classroom":
        students = "1 student has" if waiting == 1 else f"{waiting} students have"
        notes.append(f"{students} no grade so far and no row in the file, so that the import changes nothing of theirs.")
    if safe(grades.title) != grades.title:
        notes.append(
            f"The title “{safe(grades.title)}” is written with marks that keep it from being run as a formula. Change it."
        )
    return replace(made, told=[*told, *made.told], notes=notes)


def _moodle(grades: Gradebook) -> LmsFile:
    """Moodle's CSV import (MoodleDocs, “Grade import”; `grade/import/csv/classes/load_data.php`): one column that
    identifies the person by email address, ID number or username, one column per grade item, and one per feedback. The
    teacher maps the columns on the preview page; unmapped columns are skipped.

    If one person is not found, or one grade is above 100, Moodle rejects the whole file.
    """
    known = grades.known
    by = max(_MOODLE, key=lambda name: sum(bool(getattr(student, name)) for student in known.values()))
    sure, told = _found_by((by,), grades, f"entry in the column “{_MOODLE[by]}”")
    found = [(name, student) for name, student in sure.items() if grades.graded[name] is not None]
    rows = [[getattr(student, by), grades.graded[name], *_note(grades, name)] for name, student in found]
    notes = []
    if any(row[1] > _MOODLE_MOST for row in rows):
        notes.append(
            f"Moodle refuses a whole file in which a grade is above {_MOODLE_MOST}, unless its administrator allows more. "
            "Choose a smaller total."
        )
    if grades.out_of != _MOODLE_MOST:
        notes.append(
            f"In Moodle, the maximum grade of the item must be {grades.out_of}, or the grades count of another total."
        )
    return LmsFile([_MOODLE[by], grades.title, *_note_column(grades)], rows, told, notes)


def _canvas(grades: Gradebook) -> LmsFile:
    """Canvas's gradebook import (Canvas Instructor Guide, “How do I import grades in the Gradebook?”;
    `lib/gradebook_importer.rb`): the columns of its own export up to Section, the assignment, and a row “Points Possible”.

    A student is found by ID, then by SIS User ID, then by SIS Login ID. An assignment is found by its number if the title
    ends in it, as in the export, otherwise by an identical title; if neither matches, Canvas offers to create a new one. It
    would do the same with a column of notes, so there is none.
    """
    sure, told = _found_by(("canvas_id", "sis_id", "sis_login"), grades, "Canvas ID, SIS User ID or SIS Login ID")
    rows = [["Points Possible", "", "", "", "", grades.out_of]]
    for name, one in sure.items():
        if grades.graded[name] is not None:
            called = one.sorted_name or one.id
            rows.append([called, one.canvas_id, one.sis_id, one.sis_login, one.section, grades.graded[name]])
    notes, title = [], grades.title
    if title in _CANVAS or any(total in title for total in _CANVAS_TOTALS):
        notes.append(f"Canvas takes a column “{title}” for one of its own and passes over it. Choose another title.")
    return LmsFile([*_CANVAS, title], rows, told, notes)


def _classroom(grades: Gradebook) -> LmsFile:
    """Google Classroom has no import of grades: a teacher types them in, or a program sets them through its API (Classroom
    API guides, “Grades” and “Manage grades”). This is a sheet to copy them from, with the columns that we believe its own
    export has; we found no documentation of that export.
    """
    rows, told = [], []
    for name, one in grades.known.items():
        if not (one.full_name or one.email):
            told.append(f"The roster has neither a name nor an address for “{name}”, who is not in the file.")
            continue
        last, first = one.last_name, one.first_name
        if not (last or first):
            # There is no way to know where to split a name that has no comma.
            last, _, first = one.name.partition(",")
        points = "" if grades.graded[name] is None else grades.graded[name]
        rows.append([last.strip(), first.strip(), one.email, points, *_note(grades, name)])
    rows.sort(key=lambda row: [str(cell).casefold() for cell in row[:3]])
    note = (
        f"Google Classroom has no import of grades. The file is a sheet to read them off, out of {grades.out_of}, in the "
        "order of the last names."
    )
    return LmsFile([*_CLASSROOM, grades.title, *_note_column(grades)], rows, told, [note])


def _note_column(grades: Gradebook) -> list[str]:
    return [NOTE] if grades.notes else []


def _note(grades: Gradebook, name: str) -> list[str]:
    return [grades.notes.get(name, "")] if grades.notes else []


def _found_by(fields: tuple[str, ...], grades: Gradebook, what: str) -> tuple[dict[str, Student], list[str]]:
    """The students whom the LMS can find by one of these fields, and a sentence for each of the others."""
    shared = {name: Counter(getattr(one, name).casefold() for one in grades.roster.students.values()) for name in fields}
    sure, told = {}, []
    for name, one in grades.known.items():
        values = {field: getattr(one, field) for field in fields if getattr(one, field)}
        if not values:
            told.append(f"The roster has no {what} for “{name}”, who is not in the file.")
        elif any(shared[field][value.casefold()] > 1 for field, value in values.items()):
            told.append(f"“{name}” has the same {what} as another student of the roster, and is not in the file.")
        elif any(safe(value) != value for value in values.values()):
            told.append(
                f"“{name}” has an entry that a spreadsheet program would run as a formula. Enter this grade by hand."
            )
        else:
            sure[name] = one
    return sure, told


def _number(value: float | None) -> float | None:
    """Points with two decimals, the most that Canvas keeps in its exports; no decimals if whole; None if there are none."""
    if value is None or not math.isfinite(value):
        return None
    short = round(float(value), 2)
    return int(short) if short.is_integer() else short
