"""The command as a teacher gives it: the same bytes every time, an exit status that tells, and nobody's name."""

from __future__ import annotations

import io
import json
import random
import shutil
import sys
import zipfile

import pytest

from exercises import __main__ as command
from exercises.base.files import only_writer
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import grade as grade_answer
from exercises.sample_class.generate import sample_class
from exercises.sample_class.people import roster
from tests.gradebook.classes import check, good_class, grade, put_all

# Two chunks of students, in a lesson that a new process finds too.
MANY = 140
OF_STUDENTS = ("grades.csv", "answers.csv")
NAME, MAIL = "Zacharias Quill", "zq@example.org"


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A class that did both forms, and what grading it with one process gives."""
    place = tmp_path_factory.mktemp("many")
    contents = [read_lesson(LESSONS / name, keys=True) for name in ("form_a", "form_b")]
    folder = put_all(place / "hand-ins", dict(sample_class(contents, MANY)))
    (folder / "form_a.torn.jsonl").write_bytes(b"torn")
    return folder, grade(folder, place / "grades", "--workers", 1)


def moodle(student: str, number: int, file: str) -> str:
    return f"{NAME} {student}_{number}_assignsubmission_file/{file}"


def canvas(student: str, number: int, file: str, late: str = "") -> str:
    return f"quillzacharias{student.replace('-', '')}_{late}{1000 + number}_{50000 + number}_{file}"


def zip_of(path, files: dict[str, bytes]):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


# The same bytes every time.


def test_a_second_run_leaves_the_same_bytes(many):
    folder, first = many
    assert grade(folder, first.out).files == first.files


def test_a_copy_of_the_folder_elsewhere_made_in_another_order_gives_the_same_bytes(many, tmp_path):
    folder, first = many
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    names = sorted(files)
    random.Random(7).shuffle(names)
    elsewhere = put_all(tmp_path / "another place", {name: files[name] for name in names})
    assert grade(elsewhere, tmp_path / "grades").files == first.files


def test_two_workers_give_the_same_bytes_as_one(many, tmp_path):
    folder, first = many
    assert grade(folder, tmp_path / "grades", "--workers", 2).files == first.files


def test_grades_inside_the_folder_of_hand_ins_are_no_hand_ins(scene):
    put_all(scene.folder, good_class(scene.content))
    first = grade(scene.folder, scene.folder / "grades")
    assert grade(scene.folder, scene.folder / "grades").files == first.files
    assert first.table("problems.csv") == []


def test_the_folder_of_hand_ins_itself_takes_no_grades(scene, capsys):
    files = put_all(scene.folder, good_class(scene.content))
    there = sorted(files.iterdir())
    assert grade(scene.folder, scene.folder).status == 2
    assert "Choose another folder" in capsys.readouterr().err
    assert sorted(files.iterdir()) == there


@pytest.mark.parametrize("named", [moodle, canvas])
def test_a_platforms_zip_file_gives_what_the_same_files_in_a_folder_give(named, scene, tmp_path):
    files = good_class(scene.content, 5)
    plain = grade(put_all(scene.folder, files), tmp_path / "plain")
    entries = {named(name.split(".")[1], number, name): data for number, (name, data) in enumerate(files.items(), 101)}
    zipped = grade(zip_of(tmp_path / "class.zip", entries), tmp_path / "zipped")
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(tmp_path / "class.zip", unpacked)
    for found in (zipped, grade(unpacked, tmp_path / "from unpacked")):
        assert found.status == 0
        assert {name: found.files[name] for name in OF_STUDENTS} == {name: plain.files[name] for name in OF_STUDENTS}
        assert found.table("problems.csv") == []


# The exit status.


def test_it_is_0_when_all_are_graded_and_says_how_many(scene, tmp_path, capsys):
    put_all(scene.folder, good_class(scene.content))
    assert grade(scene.folder, tmp_path / "grades").status == 0
    assert "3 students graded" in capsys.readouterr().out


def test_it_is_3_when_some_are_not_and_says_where_the_reasons_stand(scene, tmp_path, capsys):
    put_all(scene.folder, good_class(scene.content) | {"torn.jsonl": b"{"})
    assert grade(scene.folder, tmp_path / "grades").status == 3
    assert "Not graded: 1. The reasons are in problems.csv." in capsys.readouterr().out


def test_it_is_0_when_a_file_was_changed_and_graded_and_says_so(scene, tmp_path, capsys):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5), checksum="forged"))
    assert grade(scene.folder, tmp_path / "grades").status == 0
    assert "Graded, and worth a look: 1. See problems.csv." in capsys.readouterr().out


def _nothing_there(_, tmp_path):
    return [tmp_path / "nowhere"], "There is no folder or zip file"


def _no_zip(scene, _):
    return [scene.put("class.txt", b"PK")], "neither a folder nor a zip file"


def _empty_folder(scene, _):
    return [scene.folder], "There is no hand-in in"


def _torn_zip(scene, tmp_path):
    return [
        scene.put("class.zip", zip_of(tmp_path / "whole.zip", {"a": b"b"}).read_bytes()[:-30])
    ], "neither a folder nor a zip"


def _out_is_a_file(scene, tmp_path):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    (tmp_path / "a file").write_bytes(b"")
    return [scene.folder, "--out", tmp_path / "a file"], "cannot be made"


def _marks_missing(scene, tmp_path):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    return [scene.folder, "--marks", tmp_path / "marks.csv"], "There is no file"


def _no_roster(scene, _):
    return [scene.folder, "--lms", "moodle"], "roster.csv"


def _roster_missing(scene, tmp_path):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    return [scene.folder, "--names", tmp_path / "roster.csv"], "There is no file roster.csv"


def _no_points(scene, tmp_path):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    (tmp_path / "roster.csv").write_text("id\nada-l\n", encoding="utf-8")
    return [scene.folder, "--lms", "moodle", "--roster", tmp_path / "roster.csv", "--out-of", "nan"], "--out-of"


def _students_copy(scene, tmp_path):
    shutil.rmtree(tmp_path / "lessons" / "library" / "key")
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    return [scene.folder], "is here without its keys: this is a student's copy"


def _broken_lesson(scene, tmp_path):
    (tmp_path / "lessons" / "library" / "questions" / "01_first.toml").write_text("[[question", encoding="utf-8")
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-number", 5)))
    return [scene.folder], "has problems; nothing was graded"


CANNOT = [
    *(_nothing_there, _no_zip, _empty_folder, _torn_zip, _out_is_a_file, _marks_missing, _no_roster, _roster_missing),
    *(_no_points, _students_copy, _broken_lesson),
]


@pytest.mark.parametrize("arrange", CANNOT)
def test_it_is_2_with_one_sentence_when_it_could_not_run(arrange, scene, tmp_path, capsys):
    options, says = arrange(scene, tmp_path)
    out = [] if "--out" in options else ["--out", tmp_path / "grades"]
    assert command.main(["grade", *map(str, [*options, *out])]) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    assert not (tmp_path / "grades").exists()


# What the platform's names tell.


def test_who_was_late_is_told_in_grades(scene, tmp_path):
    files = good_class(scene.content)
    entries = {canvas(n.split(".")[1], at, n, "LATE_" if at == 2 else ""): d for at, (n, d) in enumerate(files.items(), 1)}
    found = grade(put_all(scene.folder, entries), tmp_path / "grades")
    assert [row["late"] for row in found.table("grades.csv")] == ["", "late", ""]


def test_of_several_hand_ins_the_newest_counts_and_the_rest_is_listed(scene, tmp_path):
    first = check("a-choice", "sunday", at="2026-11-01T08:00:00+00:00")
    for name, more in (("a", []), ("c", [check("a-choice", "monday")]), ("b", [check("a-choice", "may", at=first["at"])])):
        scene.put(f"{name}.jsonl", scene.hand_in("ada-l", first, *more))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.of("ada-l")["a-choice"] == ("correct", "2", "On Monday")
    told = sorted(row["what became of it"] for row in found.table("problems.csv"))
    # “a” is the beginning of both others; what “b” has more is joined.
    assert told == ["graded, please look", "passed over"]
    assert found.status == 0


def test_a_hand_in_that_begins_in_another_way_is_told_as_perhaps_anothers(scene, tmp_path):
    scene.put("a.jsonl", scene.hand_in("ada-l", check("a-choice", "sunday", at="2026-11-01T08:00:00+00:00")))
    scene.put("b.jsonl", scene.hand_in("ada-l", check("a-choice", "monday")))
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    assert len(found.table("grades.csv")) == 2
    assert all(
        "2 people handed in with the id “ada-l”" in row["why, and what to do"] for row in found.table("problems.csv")
    )


def test_canvas_own_count_of_tries_comes_before_the_clock(scene, tmp_path):
    scene.put(
        "a_7_901_library.ada-l.jsonl", scene.hand_in("ada-l", check("a-choice", "sunday", at="2026-12-01T08:00:00+00:00"))
    )
    scene.put("a_7_902_library.ada-l-1.jsonl", scene.hand_in("ada-l", check("a-choice", "monday")))
    assert grade(scene.folder, tmp_path / "grades").of("ada-l")["a-choice"][0] == "correct"


@pytest.mark.parametrize("named", [moodle, canvas])
def test_two_people_with_one_id_have_a_row_each_and_are_told(named, scene, tmp_path):
    entries = {
        named("one", 101, "library.ada-l.jsonl"): scene.hand_in("ada-l", check("a-choice", "monday")),
        named("two", 102, "library.ada-l.jsonl"): scene.hand_in("ada-l", check("a-choice", "sunday")),
    }
    found = grade(zip_of(tmp_path / "class.zip", entries), tmp_path / "grades")
    numbers = ("101", "102") if named is moodle else ("1101", "1102")
    assert [row["student"] for row in found.table("grades.csv")] == [f"ada-l#{number}" for number in numbers]
    assert [found.of(f"ada-l#{number}")["a-choice"][1] for number in numbers] == ["2", "0"]
    assert all(
        "2 people handed in with the id “ada-l”" in row["why, and what to do"] for row in found.table("problems.csv")
    )


# The points are those of the cards.


def test_every_point_in_answers_is_what_the_card_gives_for_that_answer(real, tmp_path):
    folder = put_all(tmp_path / "hand-ins", dict(sample_class([real], 10)))
    rows = grade(folder, tmp_path / "grades", "--after-worked", "counts").table("answers.csv")
    assert len(rows) == 10 * len(real.questions)
    due = {}
    for path in folder.iterdir():
        header, *events = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        # The last checked answer counts.
        due |= {(header["student"], e["id"]): e["answer"] for e in events if e["event"] == "check"}
    for row in rows:
        answer = due.get((row["student"], row["question"]))
        result = grade_answer(real.questions[row["question"]], answer)
        assert (row["status"], row["points"]) == (result.status, "" if result.points is None else f"{result.points:g}")
    assert len(due) > 500


# The progress bar.


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "more", "shown"), [(Terminal, [], True), (Terminal, ["--quiet"], False), (io.StringIO, [], False)]
)
def test_the_progress_bar_is_for_terminals_that_want_it(stream, more, shown, scene, tmp_path, monkeypatch):
    put_all(scene.folder, good_class(scene.content))
    monkeypatch.setattr(sys, "stderr", stream())
    grade(scene.folder, tmp_path / "grades", *more)
    assert ("3/3" in sys.stderr.getvalue()) == shown


# Nobody's name.


@pytest.mark.parametrize("named", [moodle, canvas])
def test_no_name_reaches_any_output_but_the_teachers_own_tables_that_were_asked_for_with_names(
    named, scene, tmp_path, capsys
):
    files = good_class(scene.content)
    entries = {named(name.split(".")[1], number, name): data for number, (name, data) in enumerate(files.items(), 101)}
    # Every sort of trouble, each under a person's name.
    entries |= {
        named("torn", 201, f"{NAME}.jsonl"): b"torn",
        named("homework", 202, f"{NAME} homework.docx"): b"PK",
        named("zip", 203, f"{NAME}.zip"): b"PK",
        named("changed", 204, "library.bob.jsonl"): scene.hand_in("bob", check("a-number", 5), checksum=""),
        named("twice", 205, "library.bob.jsonl"): scene.hand_in("bob", check("a-number", 4)),
        named("online", 206, "onlinetext.html"): b"<p>",
    }
    handed = zip_of(tmp_path / "class.zip", entries)
    data = bytearray(handed.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 16 : at + 20] = b"\0\0\0\0"
    handed.write_bytes(bytes(data))
    ids = [student for student, _, _ in roster(3, 2026)]
    list_ = "id,name,email,canvas_id\n" + "".join(f"{one},{NAME} {at},{MAIL},{at}\n" for at, one in enumerate(ids, 1))
    listed = scene.put("roster.csv", list_.encode())
    found = grade(handed, tmp_path / "grades", "--names", listed, "--roster", listed)
    said = capsys.readouterr()
    own = [found.files.pop(name).decode() for name in ("gradebook.html", "grades.csv")]
    assert NAME.split()[0].lower() in found.files.pop("who_is_who.csv").decode().lower()
    for text in [*(data.decode("utf-8", "replace") for data in found.files.values()), said.out, said.err]:
        for part in (*NAME.split(), MAIL, "quillzacharias"):
            assert part.lower() not in text.lower()
    assert [NAME in text for text in own] == [True, True], own[1]
    assert found.status == 3
    assert all(row["why, and what to do"] for row in found.table("problems.csv"))


def test_without_names_every_table_and_page_is_by_class_ids(scene, tmp_path):
    put_all(scene.folder, good_class(scene.content))
    assert sorted(grade(scene.folder, tmp_path / "grades").files) == [
        "answers.csv",
        "gradebook.html",
        "graded_with.toml",
        "grades.csv",
        "problems.csv",
        "report.html",
    ]


def test_the_hand_ins_are_never_written_to(many):
    folder, first = many
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*")}
    grade(folder, first.out)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*")} == before


def test_a_second_run_into_one_folder_is_refused_and_the_first_ones_tables_stay(scene, tmp_path, capsys):
    put_all(scene.folder, good_class(scene.content))
    first = grade(scene.folder, tmp_path / "grades")
    with only_writer(tmp_path / "grades", "nobody else is here"):
        second = grade(scene.folder, tmp_path / "grades", "--attempt", "first")
    assert second.status == 2
    assert second.files == first.files
    assert "Another run writes into" in capsys.readouterr().err
    assert grade(scene.folder, tmp_path / "grades").files == first.files
