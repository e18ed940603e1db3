"""The teacher's own list of students: class ids, names, and the LMS's identifiers for each student."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

from ...base.csv_files import CsvRow, read_rows
from ...base.errors import KitError
from ...base.spreadsheet_ids import is_rewritten
from ...student.journal import check_student
from .submission import Submission

# Field → the headers it is known by, in lowercase without spaces and punctuation. The headers of Moodle and Canvas exports
# are included, so that such an export with one more column, “Class id”, can serve as a roster.
_HEADERS = {
    "id": ("classid", "pseudonym"),
    "name": ("name", "fullname", "student", "studentname"),
    "email": ("email", "emailaddress", "mail"),
    "username": ("username", "moodleusername"),
    "idnumber": ("idnumber", "studentid", "studentnumber"),
    "canvas_id": ("canvasid", "canvasuserid"),
    "sis_id": ("sisid", "sisuserid"),
    "sis_login": ("sislogin", "sisloginid", "loginid"),
    "section": ("section",),
    "last_name": ("lastname", "surname", "familyname"),
    "first_name": ("firstname", "givenname", "forename"),
    # What Moodle's sheet for grading offline calls “Identifier”: “Participant 40101”, the number in its download's paths.
    "participant": ("participant", "identifier"),
    "class_name": ("class", "classname", "group", "period"),
}
_NUMBERS = ("idnumber", "canvas_id", "sis_id")
# Rows of Canvas's own export that are no students.
_NO_STUDENT = {"points possible", "manual posting", "student, test", "test student"}
# What a spreadsheet program turns a long number into when opening it: digits are lost.
_SHORTENED = re.compile(r"\d[.,]?\d*E\+\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Student:
    """One student of the roster; fields that the roster lacks are empty."""

    id: str
    name: str = ""
    email: str = ""
    username: str = ""
    idnumber: str = ""
    canvas_id: str = ""
    sis_id: str = ""
    sis_login: str = ""
    section: str = ""
    last_name: str = ""
    first_name: str = ""
    participant: str = ""
    class_name: str = ""

    @property
    def full_name(self) -> str:
        """The name in spoken order, “” if the roster has none."""
        return self.name or f"{self.first_name} {self.last_name}".strip()

    @property
    def sorted_name(self) -> str:
        """The name with the last name first, as in LMS lists, if the roster tells first and last names apart."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.name


@dataclass(frozen=True)
class Roster:
    """The students by class id, and a sentence for each row that could not be used."""

    students: dict[str, Student] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def classes(self) -> list[str]:
        """The classes that the column “class” names, sorted."""
        return sorted({student.class_name for student in self.students.values() if student.class_name})

    def owner(self) -> Callable[[Submission], str | None]:
        """A function that gives the class id of whoever a platform's path names; None if the roster does not tell.

        A number or user name of the platform decides. Where the path has a name alone, it must be on the roster once.
        """
        fields_of = {
            "canvas": ("canvas_id",),
            "moodle": ("participant",),
            "blackboard": ("username", "idnumber", "sis_id", "sis_login"),
            "schoology": ("idnumber", "username", "sis_id"),
        }
        by_field: dict[tuple[str, str], list[str]] = {}
        by_name: Counter[str] = Counter()
        names: dict[str, str] = {}
        for one in self.students.values():
            for name in {each for group in fields_of.values() for each in group}:
                if value := getattr(one, name).casefold():
                    by_field.setdefault((name, value), []).append(one.id)
            for key in {_letters(one.full_name), _letters(one.sorted_name)} - {""}:
                by_name[key] += 1
                names[key] = one.id

        def of(told: Submission) -> str | None:
            number = told.name if told.lms == "blackboard" else told.submitter
            for name in fields_of.get(told.lms, ()):
                found = by_field.get((name, number.casefold()), [])
                if len(found) == 1:
                    return found[0]
            key = _letters(told.name)
            return names[key] if told.lms and key and by_name[key] == 1 else None

        return of

    def called(self, label: str) -> str:
        """The name of the student in a row; “” if the roster has none, or if two people use the id."""
        known = self.students.get(label)
        return known.full_name if known else ""


def _letters(name: str) -> str:
    """A name as platforms shorten it: letters and digits alone, in lowercase."""
    return "".join(filter(str.isalnum, name.casefold()))


def read_roster(path: Path, class_name: str = "") -> Roster:
    """Read roster.csv: a column “id” or “Class id”, and any of the columns that name a student or identify them to the LMS.

    A row that cannot be used is reported by its line number, without the name in it, and the others count. If two different
    rows have the same id, neither counts: a grade must not reach the wrong person. With a ``class_name``, only that class's
    rows are read. Raises KitError if the file cannot be read or has no column with class ids.
    """
    rows = read_rows(path)
    if not rows:
        return Roster(problems=(f"{path.name} lists no student. Write one line for each, below the names of the columns.",))
    columns = _columns(rows[0])
    if "id" not in columns:
        raise KitError(
            f"{path.name} has no column “id”. Its first line must name the columns, and one of them must be “id”, with the "
            "class id that each student hands in under."
        )
    students: dict[str, Student] = {}
    lines: dict[str, int] = {}
    twice: set[str] = set()
    problems: list[str] = []
    unread = [name for name in rows[0] if name not in columns.values()]
    if unread:
        problems.append(
            f"{path.name}: these columns are not used: {', '.join(unread[:12])}{' …' if len(unread) > 12 else ''}."
        )
    for row in rows:
        if next(iter(row.values()), "").casefold() in _NO_STUDENT:
            continue
        try:
            student, notes = _student(row, columns)
        except KitError as error:
            problems.append(f"{path.name}, line {row.line}: {error}")
            continue
        if class_name and student.class_name.casefold() != class_name.casefold():
            continue
        problems += [f"{path.name}, line {row.line}: {note}" for note in notes]
        if students.setdefault(student.id, student) != student:
            twice.add(student.id)
            problems.append(
                f"{path.name}, line {row.line}: the id “{student.id}” is in line {lines[student.id]} too, with other "
                "entries. Neither line is used. Give each student an id of their own."
            )
        lines.setdefault(student.id, row.line)
    return Roster({name: student for name, student in students.items() if name not in twice}, tuple(problems))


def _columns(row: CsvRow) -> dict[str, str]:
    """Field → the column's name in this file."""
    there: dict[str, str] = {}
    for column in row:
        there.setdefault("".join(filter(str.isalnum, column.casefold())), column)
    columns = {name: there[header] for name, headers in _HEADERS.items() for header in reversed(headers) if header in there}
    if "id" in there:
        # Next to a column “Class id”, a column “ID” is Canvas's.
        columns.setdefault("canvas_id" if "id" in columns else "id", there["id"])
    return columns


def _student(row: CsvRow, columns: dict[str, str]) -> tuple[Student, list[str]]:
    """One row's student, and any problems with it apart from the id. Raises KitError if the row cannot be used."""
    if row.surplus:
        raise KitError(
            "it has more cells than there are columns, so nobody can tell which is which. Put quotation marks around a "
            "cell that holds a separator."
        )
    cells = {each.name: row[columns[each.name]] for each in fields(Student) if each.name in columns}
    if not cells["id"]:
        raise KitError("it has no class id. Write the id that this student hands in under.")
    try:
        cells["id"] = check_student(cells["id"])
    except KitError as error:
        if is_rewritten(cells["id"]):
            raise KitError(
                "a spreadsheet program has changed the class id into a date or a number. Make that column text there, and "
                "type the id again."
            ) from error
        # The cell may well contain a name, so it is not repeated.
        raise KitError(
            f"what is under “{columns['id']}” is no class id. An id has up to 24 letters (a to z), digits and hyphens, "
            "like “ada-l”."
        ) from error
    notes = []
    if is_rewritten(cells["id"]):
        notes.append(
            f"spreadsheet programs change the id “{cells['id']}” into a date or another number when they open a table. "
            "Give this student another one."
        )
    if digits := re.search(r"\d+", cells.get("participant", "")):
        cells["participant"] = digits[0]
    for name in _NUMBERS:
        if _SHORTENED.fullmatch(cells.get(name, "")):
            cells[name] = ""
            notes.append(
                f"the number under “{columns[name]}” was shortened by a spreadsheet program and is left out. Make that "
                "column text there, and enter it again."
            )
        elif re.fullmatch(r"\d+\.0", cells.get(name, "")):
            cells[name] = cells[name].removesuffix(".0")
    return Student(**cells), notes
