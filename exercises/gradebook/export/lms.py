"""A file that an LMS's own import of grades takes: its columns, its names for the students, and nothing else."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from ...base.csv_files import safe
from ...base.errors import KitError
from ..intake.roster import Roster, Student

KINDS = ("moodle", "canvas", "classroom")
MOST_TOLD = 20

# Moodle's names of the columns by which its import finds a person, the surest one first.
_MOODLE = {"email": "Email address", "idnumber": "ID number", "username": "Username"}
_MOODLE_MOST = 100
_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# Canvas's importer passes over every column with one of these in its name.
_CANVAS_TOTALS = [f"{which} {what}" for which in ("Current", "Final") for what in ("Score", "Points", "Grade")]
_CANVAS_TOTALS += ["Override Score", "Override Grade", "Override Status"]
_CLASSROOM = ("Last Name", "First Name", "Email Address")

File = tuple[list[str], list[list], list[str]]


def lms_file(kind: str, scores: Mapping[str, float | None], roster: Roster, title: str, out_of: float) -> File:
    """(header, rows, sentences) of the file to import, from class id → points, None where there is no grade so far.

    Whoever has no grade has no row for Moodle and Canvas: both take an empty cell for a change, and Moodle makes it 0 in a
    new item. Sentences name students by their class ids; at most 20 are told one by one. Raises KitError for another kind.
    """
    if kind not in KINDS:
        raise KitError(f"There is no file for “{kind}”. The kinds are: {', '.join(KINDS)}.")
    title = title.strip() or "Close reading"
    graded = {name: _number(score) for name, score in scores.items()}
    known = {name: roster.students[name] for name in graded if name in roster.students}
    told = [f"“{name}” is not in the roster, and so not in the file." for name in graded if name not in known]
    make = {"moodle": _moodle, "canvas": _canvas, "classroom": _classroom}[kind]
    header, rows, more, notes = make(known, graded, title, _number(out_of), roster)
    waiting = sum(graded[name] is None for name in known)
    if waiting and kind != "classroom":
        students = "1 student has" if waiting == 1 else f"{waiting} students have"
        notes.append(f"{students} no grade so far and no row in the file, so that the import changes nothing of theirs.")
    if safe(title) != title:
        notes.append(
            f"The title “{safe(title)}” is written with marks that keep it from being run as a formula. Change it."
        )
    return header, rows, notes + _at_most(told + more)


def _moodle(known: Mapping[str, Student], graded: Mapping, title: str, out_of: float | None, roster: Roster):
    """Moodle's CSV import (MoodleDocs, “Grade import”; `grade/import/csv/classes/load_data.php`): one column that finds the
    person by address, ID number or user name, and one column a grade item; which is which is chosen on its preview page.

    One person who is not found, or one grade above 100, and Moodle takes nothing of the file.
    """
    field = max(_MOODLE, key=lambda name: sum(bool(getattr(student, name)) for student in known.values()))
    sure, told = _found_by((field,), known, roster, f"entry in the column “{_MOODLE[field]}”")
    rows = [[getattr(student, field), graded[name]] for name, student in sure.items() if graded[name] is not None]
    notes = []
    if any(row[1] > _MOODLE_MOST for row in rows):
        notes.append(
            f"Moodle refuses a whole file in which a grade is above {_MOODLE_MOST}, unless its administrator allows more. "
            "Choose a smaller total."
        )
    if out_of != _MOODLE_MOST:
        notes.append(f"In Moodle, the maximum grade of the item must be {out_of}, or the grades count of another total.")
    return [_MOODLE[field], title], rows, told, notes


def _canvas(known: Mapping[str, Student], graded: Mapping, title: str, out_of: float | None, roster: Roster):
    """Canvas's gradebook import (Canvas Instructor Guide, “How do I import grades in the Gradebook?”;
    `lib/gradebook_importer.rb`): the columns of its own export up to Section, the assignment, a row “Points Possible”.

    A student is found by ID, else by SIS User ID, else by SIS Login ID. An assignment is found by its number when the title
    ends in it, as in the export, else by the same title; else Canvas offers to make a new one.
    """
    sure, told = _found_by(("canvas_id", "sis_id", "sis_login"), known, roster, "Canvas ID, SIS User ID or SIS Login ID")
    rows = [["Points Possible", "", "", "", "", out_of]]
    for name, one in sure.items():
        if graded[name] is not None:
            called = one.sorted_name or one.id
            rows.append([called, one.canvas_id, one.sis_id, one.sis_login, one.section, graded[name]])
    notes = []
    if title in _CANVAS or any(total in title for total in _CANVAS_TOTALS):
        notes.append(f"Canvas takes a column “{title}” for one of its own and passes over it. Choose another title.")
    return [*_CANVAS, title], rows, told, notes


def _classroom(known: Mapping[str, Student], graded: Mapping, title: str, out_of: float | None, _roster: Roster):
    """Google Classroom has no import of grades: a teacher types them, or a program sets them through its API (Classroom API
    guides, “Grades” and “Manage grades”). This is a sheet to read them off, with the columns that we take to be those of
    its own export; no document that we found describes that export.
    """
    rows, told = [], []
    for name, one in known.items():
        if not (one.full_name or one.email):
            told.append(f"The roster has neither a name nor an address for “{name}”, who is not in the file.")
            continue
        last, first = one.last_name, one.first_name
        if not (last or first):
            # Where a name without a comma is to be parted, nobody can tell.
            last, _, first = one.name.partition(",")
        rows.append([last.strip(), first.strip(), one.email, "" if graded[name] is None else graded[name]])
    rows.sort(key=lambda row: [str(cell).casefold() for cell in row[:3]])
    note = (
        f"Google Classroom has no import of grades. The file is a sheet to read them off, out of {out_of}, in the order of "
        "the last names."
    )
    return [*_CLASSROOM, title], rows, told, [note]


def _found_by(
    fields: tuple[str, ...], known: Mapping[str, Student], roster: Roster, what: str
) -> tuple[dict[str, Student], list[str]]:
    """The students whom the LMS can find by one of these fields, and a sentence for each other one."""
    shared = {name: Counter(getattr(one, name).casefold() for one in roster.students.values()) for name in fields}
    sure, told = {}, []
    for name, one in known.items():
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
    """Points with two decimals, the most that Canvas keeps in its exports; whole ones without; None for no number."""
    if value is None or not math.isfinite(value):
        return None
    short = round(float(value), 2)
    return int(short) if short.is_integer() else short


def _at_most(sentences: Iterable[str]) -> list[str]:
    every = list(sentences)
    rest = len(every) - MOST_TOLD
    return every if rest <= 0 else [*every[:MOST_TOLD], f"And {rest} more like these."]
