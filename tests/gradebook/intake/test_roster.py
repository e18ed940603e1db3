from __future__ import annotations

from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.intake.roster import Roster, Student, read_roster


def saved(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "roster.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def test_every_column_is_read(tmp_path):
    header = "id,name,email,username,idnumber,canvas_id,sis_id,sis_login,section,last_name,first_name"
    row = "ada-l,Ada Lopez,ada@example.org,alopez,007,4711,S7,alopez2,7b,Lopez,Ada"
    roster = read_roster(saved(tmp_path, header, row))
    assert roster == Roster({"ada-l": Student(*row.split(","))})


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-Mail", "email"),
        ("Email address", "email"),
        ("ID number", "idnumber"),
        ("Student-ID", "idnumber"),
        ("User name", "username"),
        ("Canvas ID", "canvas_id"),
        ("SIS User ID", "sis_id"),
        ("SIS Login ID", "sis_login"),
        ("Surname", "last_name"),
        ("LAST NAME", "last_name"),
        ("First name", "first_name"),
        ("Full Name", "name"),
        ("Section ", "section"),
    ],
)
def test_a_column_is_known_by_other_names_too(tmp_path, header, field):
    for id_header in ("id", "ID", "Class id", "class-ID"):
        roster = read_roster(saved(tmp_path, f"{header};{id_header}", "x7;Ada-L"))
        assert getattr(roster.students["ada-l"], field) == "x7", id_header
        assert roster.problems == ()


def test_an_export_of_canvas_with_a_column_of_class_ids_serves_as_a_roster(tmp_path):
    header = "Student,ID,SIS User ID,SIS Login ID,Section,Class id"
    roster = read_roster(saved(tmp_path, header, '"Lopez, Ada",4711,S7,alopez,7b,ada-l'))
    known = roster.students["ada-l"]
    assert (known.canvas_id, known.sis_id, known.sis_login, known.name) == ("4711", "S7", "alopez", "Lopez, Ada")


def test_an_export_of_moodle_with_a_column_of_class_ids_serves_as_a_roster(tmp_path):
    header = "First name,Last name,ID number,Email address,Class id"
    known = read_roster(saved(tmp_path, header, "Ada,Lopez,007,ada@example.org,ada-l")).students["ada-l"]
    assert (known.full_name, known.sorted_name, known.idnumber) == ("Ada Lopez", "Lopez, Ada", "007")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_roster_is_read_however_it_was_saved(tmp_path, encoding):
    roster = read_roster(saved(tmp_path, "id\tname", "zoe-n\tZoë O’Neill", encoding=encoding))
    assert roster.called("zoe-n") == "Zoë O’Neill"


def test_a_name_is_that_of_one_person_or_none(tmp_path):
    roster = read_roster(saved(tmp_path, "id,name,first_name", "ada-l,,", "bo-k,,Bo"))
    assert [roster.called(label) for label in ("ada-l", "bo-k", "bo-k#7", "not-there")] == ["", "Bo", "", ""]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",Ada Lopez,", "it has no class id"),
        ("Ada Lopez,Ada Lopez,", "is no class id"),
        ("ada@example.org,Ada Lopez,", "is no class id"),
        ("ada-l,Lopez, Ada,ada@example.org", "more cells than there are columns"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_without_the_name_and_the_others_count(tmp_path, row, why):
    roster = read_roster(saved(tmp_path, "id,name,email", "bo-k,Bo,", row, "cy-m,Cy,"))
    assert list(roster.students) == ["bo-k", "cy-m"]
    (problem,) = roster.problems
    assert problem.startswith("roster.csv, line 3: ")
    assert why in problem
    assert "Lopez" not in problem
    assert "example.org" not in problem


def test_of_an_id_with_two_different_rows_neither_counts(tmp_path):
    rows = ["ada-l,Ada Lopez", "bo-k,Bo", "Ada-L,Ada Lind", "ada-l,Ada Long"]
    roster = read_roster(saved(tmp_path, "id,name", *rows))
    assert list(roster.students) == ["bo-k"]
    assert [problem.partition(":")[0] for problem in roster.problems] == ["roster.csv, line 4", "roster.csv, line 5"]
    assert all("“ada-l” is in line 2 too" in problem for problem in roster.problems)


def test_the_same_row_twice_counts_once(tmp_path):
    roster = read_roster(saved(tmp_path, "id,name", "ada-l,Ada", "ada-l,Ada"))
    assert (list(roster.students), roster.problems) == (["ada-l"], ())


def test_a_number_that_a_spreadsheet_program_shortened_is_left_out_and_told(tmp_path):
    roster = read_roster(saved(tmp_path, "id,canvas_id,idnumber", "ada-l,1E+13,1.23457E+11", "bo-k,4711.0,12"))
    assert (roster.students["ada-l"].canvas_id, roster.students["ada-l"].idnumber) == ("", "")
    assert (roster.students["bo-k"].canvas_id, roster.students["bo-k"].idnumber) == ("4711", "12")
    assert [("“canvas_id”" in text, "“idnumber”" in text) for text in roster.problems] == [(False, True), (True, False)]


def test_a_roster_without_a_student_is_told(tmp_path):
    roster = read_roster(saved(tmp_path, "id,name"))
    assert roster.students == {}
    assert "lists no student" in roster.problems[0]


def test_a_roster_without_class_ids_is_told(tmp_path):
    with pytest.raises(KitError, match="has no column “id”"):
        read_roster(saved(tmp_path, "name,email", "Ada,ada@example.org"))


def test_a_roster_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KitError, match="There is no file"):
        read_roster(tmp_path / "roster.csv")
