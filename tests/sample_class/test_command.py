from __future__ import annotations

import csv
import os
import subprocess
import sys

import pytest

from exercises import __main__ as command
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.sample_class import command as sample_command
from exercises.sample_class.command import FOLDER, MARKER, ROSTER
from exercises.sample_class.generate import sample_class
from tests import library


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A folder of lessons with one small lesson, so that a run takes no time."""
    lessons = tmp_path / "lessons"
    library.write_lesson(lessons / "library")
    monkeypatch.setattr("exercises.lesson_data.content.LESSONS", lessons)
    return lessons


def run(*arguments: object) -> int:
    return command.main(["sample-class", *map(str, arguments)])


def make(out, *more: object) -> int:
    return run(out, "--lesson", "library", *more)


def hand_ins(out) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / FOLDER).iterdir()}


def test_it_runs_with_the_standard_library_alone_and_writes_what_the_function_gives(tmp_path):
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(LESSONS.parent.parent)}
    line = [sys.executable, "-S", "-m", "exercises", "sample-class", "class"]
    done = subprocess.run(
        line, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    contents = [read_lesson(LESSONS / name, keys=True) for name in ("iron_dome", "form_a", "form_b", "form_c", "old_beech")]
    assert hand_ins(tmp_path / "class") == dict(sample_class(contents))


@pytest.mark.usefixtures("small")
def test_it_tells_how_many_and_where(tmp_path, capsys):
    assert make(tmp_path / "out", "--students", 3) == 0
    out = capsys.readouterr().out
    assert out.startswith("3 made-up students: 3 hand-ins in ")
    assert ROSTER in out


@pytest.mark.usefixtures("small")
def test_a_class_of_one_is_told_as_one(tmp_path, capsys):
    assert make(tmp_path / "out", "--students", 1) == 0
    assert capsys.readouterr().out.startswith("1 made-up student: 1 hand-in in ")


@pytest.mark.usefixtures("small")
def test_the_roster_has_a_made_up_name_and_address_for_every_class_id(tmp_path):
    make(tmp_path / "out", "--students", 12)
    with (tmp_path / "out" / ROSTER).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["id", "name", "email"]
    assert [f"library.{row[0]}.jsonl" for row in rows[1:]] == sorted(hand_ins(tmp_path / "out"))
    assert rows[7][1:] == ["Student 07", "student07@example.org"]


@pytest.mark.usefixtures("small")
def test_the_seed_makes_another_class(tmp_path):
    make(tmp_path / "one", "--seed", 1)
    make(tmp_path / "two", "--seed", 2)
    assert hand_ins(tmp_path / "one") != hand_ins(tmp_path / "two")


@pytest.mark.usefixtures("small")
def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "out").mkdir()
    assert make(tmp_path / "out") == 0


@pytest.mark.usefixtures("small")
def test_running_again_replaces_the_hand_ins_and_leaves_nothing_of_the_larger_class(tmp_path):
    make(tmp_path / "out", "--students", 20)
    assert make(tmp_path / "out", "--students", 4) == 0
    again = hand_ins(tmp_path / "out")
    make(tmp_path / "new", "--students", 4)
    assert again == hand_ins(tmp_path / "new")


@pytest.mark.usefixtures("small")
def test_running_again_after_a_run_that_was_cut_off_clears_up(tmp_path, monkeypatch):
    def stops(*given):
        yield from list(sample_class(*given))[:5]
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sample_command, "hand_ins", stops)
        assert make(tmp_path / "out", "--students", 20) == 2
    assert len(hand_ins(tmp_path / "out")) == 5
    assert make(tmp_path / "out", "--students", 3) == 0
    assert len(hand_ins(tmp_path / "out")) == 3


@pytest.mark.usefixtures("small")
def test_running_again_leaves_the_teachers_own_files_alone(tmp_path):
    make(tmp_path / "out")
    own = [tmp_path / "out" / "notes.txt", tmp_path / "out" / FOLDER / "library.ada-l.jsonl"]
    for path in own:
        path.write_text("mine", encoding="utf-8")
    make(tmp_path / "out", "--students", 2)
    assert [path.read_text(encoding="utf-8") for path in own] == ["mine", "mine"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("listed", ["../../precious.jsonl", "..\\..\\precious.jsonl", "roster.csv", ""])
def test_a_list_that_was_edited_deletes_nothing_elsewhere(tmp_path, listed):
    precious = tmp_path / "precious.jsonl"
    precious.write_text("mine", encoding="utf-8")
    make(tmp_path / "out")
    with (tmp_path / "out" / MARKER).open("a", encoding="utf-8") as marker:
        marker.write(f"{listed}\n")
    assert make(tmp_path / "out") == 0
    assert precious.read_text(encoding="utf-8") == "mine"


# What cannot be done is said in a sentence, and nothing is touched.


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["thesis.txt", MARKER])
def test_a_folder_that_it_did_not_make_is_refused(tmp_path, capsys, name):
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine", encoding="utf-8")
    assert make(out) == 2
    assert "is not empty, and this command did not make it. Name a new folder." in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("small")
def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path, capsys):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert make(tmp_path / "out") == 2
    assert "is a file, and a folder is needed" in capsys.readouterr().err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("small")
def test_a_place_where_no_folder_can_be_made_is_told(tmp_path, capsys):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert make(tmp_path / "file" / "out") == 2
    assert "could not be written to" in capsys.readouterr().err


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [0, -1, 200_001])
def test_a_class_of_an_impossible_size_is_refused(tmp_path, capsys, count):
    assert make(tmp_path / "out", f"--students={count}") == 2
    assert capsys.readouterr().err == f"--students {count} cannot be made: give a number from 1 to 200,000.\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["nope", "..", "library/../library"])
def test_a_lesson_that_is_not_there_is_told(tmp_path, capsys, name):
    assert run(tmp_path / "out", "--lesson", name) == 2
    assert capsys.readouterr().err.startswith(f"There is no lesson “{name}”. The lessons are: library.")
    assert not (tmp_path / "out").exists()


def test_a_lesson_without_a_question_is_told(tmp_path, capsys, small):
    library.write_lesson(small / "empty", [library.question("phrase", kind="riddle")])
    assert run(tmp_path / "out", "--lesson", "empty") == 2
    assert "has no question that could be answered" in capsys.readouterr().err
