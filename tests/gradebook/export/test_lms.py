from __future__ import annotations

import csv
import math
import shutil
import subprocess
from pathlib import Path

import pytest

from exercises.base.csv_files import write_rows
from exercises.base.errors import KitError
from exercises.gradebook.export.lms import KINDS, MOST_TOLD, Gradebook, lms_file
from exercises.gradebook.intake.roster import Roster, Student

CLASS = Roster(
    {
        one.id: one
        for one in (
            Student("ada-l", "", "ada@example.org", "alopez", "007", "4711", "S7", "alopez2", "7b", "Lopez", "Ada"),
            Student("bo-k", "Kim, Bo", "Bo.Kim@example.org", "bkim", "008", "10000000004712", "", "bkim2", "7b and 7c"),
            Student("cy-m", "Ngọc “Cỳ” Trần", "cy@example.org", "cy", "", "", "S9", "", "7b"),
        )
    }
)
SCORES = {"ada-l": 71.5, "bo-k": 82.0, "cy-m": 60 + 1 / 3}


def files(kind: str, scores=SCORES, roster: Roster = CLASS, title: str = "Close reading", out_of: float = 82, **more):
    """(header, rows, sentences) of a platform's file."""
    made = lms_file(kind, Gradebook(scores, roster, title, out_of, **more))
    return made.header, made.rows, made.sentences


def read_back(path: Path, header: list[str], rows: list[list]) -> list[list[str]]:
    write_rows(path, header, rows)
    return as_opened(path)


def as_opened(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# What each LMS's import takes.


def test_moodle_gets_a_column_that_finds_the_person_and_one_with_the_grade(tmp_path):
    header, rows, problems = files("moodle", out_of=100)
    assert problems == []
    assert read_back(tmp_path / "moodle.csv", header, rows) == [
        ["Email address", "Close reading"],
        ["ada@example.org", "71.5"],
        ["Bo.Kim@example.org", "82"],
        ["cy@example.org", "60.33"],
    ]


@pytest.mark.parametrize(
    ("fields", "header"),
    [
        (("email", "username", "idnumber"), "Email address"),
        (("username", "idnumber"), "ID number"),
        (("username",), "Username"),
    ],
)
def test_moodle_finds_people_by_what_the_roster_has(fields, header):
    roster = Roster({name: Student(name, **dict.fromkeys(fields, name)) for name in SCORES})
    made, rows, _ = files("moodle", roster=roster)
    assert made[0] == header
    assert [row[0] for row in rows] == list(SCORES)


def test_moodle_finds_people_by_what_most_of_them_have():
    roster = Roster({"a": Student("a", email="a@x"), "b": Student("b", username="b"), "c": Student("c", username="c")})
    header, rows, problems = files("moodle", {"a": 1, "b": 2, "c": 3}, roster, out_of=100)
    assert (header[0], rows) == ("Username", [["b", 2], ["c", 3]])
    assert problems == ["The roster has no entry in the column “Username” for “a”, who is not in the file."]


def test_a_grade_that_makes_moodle_refuse_the_whole_file_is_told():
    assert any("Moodle refuses a whole file" in text for text in files("moodle", {"ada-l": 100.5}, out_of=120)[2])
    assert not any("refuses" in text for text in files("moodle", {"ada-l": 100}, out_of=120)[2])


def test_another_total_than_moodles_own_is_told():
    assert "the maximum grade of the item must be 82" in files("moodle")[2][0]


def test_canvas_gets_the_columns_of_its_own_export_and_the_points(tmp_path):
    header, rows, problems = files("canvas", title="Close reading (993)")
    assert problems == []
    assert read_back(tmp_path / "canvas.csv", header, rows) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Close reading (993)"],
        ["Points Possible", "", "", "", "", "82"],
        ["Lopez, Ada", "4711", "S7", "alopez2", "7b", "71.5"],
        ["Kim, Bo", "10000000004712", "", "bkim2", "7b and 7c", "82"],
        ["Ngọc “Cỳ” Trần", "", "S9", "", "7b", "60.33"],
    ]


def test_canvas_lists_whoever_has_no_name_by_the_class_id():
    roster = Roster({"ada-l": Student("ada-l", canvas_id="1")})
    assert files("canvas", {"ada-l": 3}, roster)[1][1][:2] == ["ada-l", "1"]


@pytest.mark.parametrize("title", ["Final Score", "My Current Grade", "Section"])
def test_a_title_that_canvas_passes_over_is_told(title):
    assert any("Choose another title" in text for text in files("canvas", title=title)[2])


def test_classroom_gets_a_sheet_to_read_from_and_says_that_there_is_no_import(tmp_path):
    header, rows, problems = files("classroom", {**SCORES, "bo-k": None})
    (problem,) = problems
    assert "has no import of grades" in problem
    assert read_back(tmp_path / "classroom.csv", header, rows) == [
        ["Last Name", "First Name", "Email Address", "Close reading"],
        ["Kim", "Bo", "Bo.Kim@example.org", ""],
        ["Lopez", "Ada", "ada@example.org", "71.5"],
        ["Ngọc “Cỳ” Trần", "", "cy@example.org", "60.33"],
    ]


NOTES = {"ada-l": "1 of 2 read by the teacher", "bo-k": "0 of 3 read by the teacher"}


@pytest.mark.parametrize("kind", ["moodle", "classroom"])
def test_where_there_is_room_a_column_says_how_many_open_answers_were_read(kind):
    header, rows, _ = files(kind, notes=NOTES)
    assert header[-2:] == ["Close reading", "Open answers"]
    assert {row[-2]: row[-1] for row in rows} == {71.5: NOTES["ada-l"], 82: NOTES["bo-k"], 60.33: ""}


def test_canvas_would_make_an_assignment_of_such_a_column_and_gets_none():
    assert files("canvas", notes=NOTES)[:2] == files("canvas")[:2]


def test_another_kind_is_told():
    with pytest.raises(KitError, match="The kinds are: moodle, canvas, classroom"):
        files("blackboard")


# What holds for all of them.


@pytest.mark.parametrize("kind", KINDS)
def test_no_grade_so_far_is_never_zero(kind):
    _, rows, problems = files(kind, {"ada-l": None, "bo-k": math.nan, "cy-m": 0})
    grades = [row[-1] for row in rows if row[0] != "Points Possible"]
    assert [grade for grade in grades if grade != ""] == [0]
    if kind != "classroom":
        assert grades == [0]
        assert any("2 students have no grade so far" in text for text in problems)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_not_in_the_roster_is_told_and_left_out(kind):
    _, rows, problems = files(kind, {"ada-l": 1, "eve-x": 2})
    assert "“eve-x” is not in the roster, and so not in the file." in problems
    assert [row[-1] for row in rows if row[0] != "Points Possible"] == [1]


@pytest.mark.parametrize("kind", KINDS)
def test_whom_the_lms_could_not_find_is_told_and_left_out(kind):
    roster = Roster({**CLASS.students, "eve-x": Student("eve-x", section="7b")})
    _, rows, problems = files(kind, {"ada-l": 1, "eve-x": 2}, roster)
    assert sum("for “eve-x”, who is not in the file" in text for text in problems) == 1
    assert [row[-1] for row in rows if row[0] != "Points Possible"] == [1]


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("moodle", Student("a", email="x@example.org"), Student("b", email="X@example.org")),
        ("canvas", Student("a", canvas_id="1", sis_login="x"), Student("b", canvas_id="2", sis_login="x")),
    ],
)
def test_two_students_whom_the_lms_would_mix_up_are_told_and_left_out(kind, one, two):
    roster = Roster({"a": one, "b": two})
    _, rows, problems = files(kind, {"a": 1, "b": 2}, roster)
    assert [row for row in rows if row[0] != "Points Possible"] == []
    assert sum("as another student" in text for text in problems) == 2


def test_whom_the_lms_would_take_for_somebody_without_a_hand_in_is_left_out_too():
    roster = Roster({"a": Student("a", email="x@example.org"), "b": Student("b", email="x@example.org")})
    assert files("moodle", {"a": 1}, roster)[1] == []


def test_an_address_that_would_run_as_a_formula_is_left_to_the_teacher():
    roster = Roster({"a": Student("a", email="=x@example.org")})
    _, rows, problems = files("moodle", {"a": 1}, roster, out_of=100)
    assert rows == []
    assert problems == ["“a” has an entry that a spreadsheet program would run as a formula. Enter this grade by hand."]


def test_a_title_that_would_run_as_a_formula_is_told():
    assert any("Change it." in text for text in files("moodle", title="=1+1")[2])


@pytest.mark.parametrize("kind", KINDS)
def test_of_many_sentences_a_few_are_told_and_the_others_counted(kind):
    _, _, problems = files(kind, {f"s{number}": 1 for number in range(57)})
    assert sum("is not in the roster" in text for text in problems) == MOST_TOLD
    assert problems[-1] == "And 37 more like these."


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_names_a_person(kind):
    roster = Roster({**CLASS.students, "eve-x": Student("eve-x", "", "ada@example.org", "alopez", "007", "4711")})
    _, _, problems = files(kind, {**SCORES, "eve-x": 1, "fay": None}, roster, title="-")
    assert problems
    assert not any(part in text for text in problems for part in ("Lopez", "Kim", "Trần", "example.org", "4711"))


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_at_all_makes_a_file_with_a_header(kind):
    header, rows, _ = files(kind, {}, Roster(), "", 0)
    assert header[-1] == "Close reading"
    assert [row for row in rows if row[0] != "Points Possible"] == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_opens_every_file_with_the_same_cells_and_runs_none(tmp_path):
    hostile = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "x;=1+1", "＝1", "a\n=1", "Trần"]
    tables = {kind: files(kind)[:2] for kind in KINDS}
    tables["hostile"] = (["id", "points"], [[text, -1.5] for text in hostile])
    before = {name: read_back(tmp_path / f"{name}.csv", *table) for name, table in tables.items()}
    (tmp_path / "raw.csv").write_text("sum\n=1+1\n", encoding="utf-8")
    # LibreOffice documents these as “Filter Options for CSV”: comma, double quote, UTF-8, from line 1; on opening, formulas
    # are run; on saving, cells are kept as they are shown. All files go through one start, since a start takes seconds.
    opening = "CSV:44,34,76,1,,0,false,true,false,false,false,,true"
    saving = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", f"--infilter={opening}", "--convert-to", saving]
    command += ["--outdir", str(tmp_path / "out"), *(str(path) for path in tmp_path.glob("*.csv"))]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    after = {name: as_opened(tmp_path / "out" / f"{name}.csv") for name in [*before, "raw"]}
    assert after == {**before, "raw": [["sum"], ["2"]]}
