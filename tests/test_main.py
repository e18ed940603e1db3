from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import exercises
from exercises import __main__ as command
from exercises.lesson_data import content as content_module
from tests import library


@pytest.fixture
def lessons(tmp_path, monkeypatch) -> Path:
    """A folder of lessons of our own: library is sound, and torn has a question that cannot be asked."""
    monkeypatch.setattr(content_module, "LESSONS", tmp_path)
    library.write_finished_lesson(tmp_path / "library")
    library.write_finished_lesson(
        tmp_path / "torn", [library.question("choice"), library.question("phrase", kind="riddle")]
    )
    return tmp_path


@pytest.mark.usefixtures("lessons")
def test_checking_a_sound_lesson_counts_what_can_be_used(capsys):
    assert command.main(["check", "library"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "library: 11 questions and 9 annotations can be used."
    assert second == 'No notebook opens this lesson yet. Its first code cell says: lesson = open_lesson("library")'


@pytest.mark.usefixtures("lessons")
def test_checking_a_lesson_with_a_problem_tells_it_and_exits_with_one(capsys):
    assert command.main(["check", "torn"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert library.without_line(out[0]).startswith("01_first.toml, question “a-phrase”: there is no kind “riddle”")
    assert out[1] == "torn: 1 questions and 9 annotations can be used."


def test_without_a_command_all_of_them_are_listed_and_an_unknown_one_is_helped(capsys):
    assert command.main([]) == 0
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ")] == list(command.COMMANDS)
    assert "Teachers begin with “python -m exercises desk”." in listed
    for typed, near in {"grad": "grade", "student": "student-edition", "dance": ""}.items():
        assert command.main([typed]) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"There is no command “{typed}”. ")
        assert (f"Did you mean “{near}”?" in told) if near else ("Did you mean" not in told)


@pytest.mark.usefixtures("lessons")
def test_an_unknown_lesson_is_a_sentence_and_exits_with_two(capsys):
    assert command.main(["check", "nope"]) == 2
    assert capsys.readouterr().err == "There is no lesson “nope”. The lessons are: library, torn.\n"


@pytest.mark.usefixtures("lessons")
def test_a_lesson_that_cannot_be_read_exits_with_two(capsys, lessons):
    (lessons / "library" / "article.txt").write_bytes(b"\xff")
    assert command.main(["check", "library"]) == 2
    assert "Put a UTF-8 text there." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--fast"], ["check", "--fast"], ["check", "library", "torn"]], ids=str)
def test_an_option_that_is_not_there_exits_with_two(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_real_lesson_is_checked_without_a_problem(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "exercises", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("name", command.COMMANDS)
def test_every_command_says_what_it_is_for(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main([name, "--help"])
    assert stopped.value.code == 0
    assert command.COMMANDS[name].text in capsys.readouterr().out


def test_check_takes_the_lesson_by_its_place_or_by_name_as_other_commands_do_and_else_every_lesson(lessons, capsys):
    for arguments, counted in (([], ["library", "torn"]), (["torn"], ["torn"]), (["--lesson", "torn"], ["torn"])):
        assert command.main(["check", *arguments]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert [line.partition(":")[0] for line in lines if line.endswith("can be used.")] == counted
        assert any("no kind “riddle”" in line and line.startswith("torn/") == (not arguments) for line in lines)
    (lessons / "library" / "article.txt").write_bytes(b"\xff")
    assert command.main(["check"]) == 1
    assert "of the lesson “library” cannot be read" in capsys.readouterr().out


def test_the_version_is_the_packages_own(capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"Close Reading the News {exercises.__version__}\n"


@pytest.fixture
def called(monkeypatch) -> list:
    """What is asked to be ready, and then what is run, instead of doing either."""
    calls: list = []
    monkeypatch.setattr(command, "ready", lambda extras: calls.append(extras) or "python")
    monkeypatch.setattr(command, "run", lambda line, *_: calls.append(line) or 0)
    return calls


def test_the_test_command_hands_what_follows_on_to_pytest(called, monkeypatch):
    for extras, asked in (("", ("tests",)), ("cluster server", ("tests", "cluster", "server"))):
        monkeypatch.setenv("KIT_TEST_EXTRAS", extras)
        called.clear()
        assert command.main(["test", "-k", "journal"]) == 0
        python, _, pytest_, *options = called[1]
        assert (called[0], python, pytest_, options[-2:]) == (asked, "python", "pytest", ["-k", "journal"])


def test_the_start_command_opens_the_first_notebook(called):
    assert command.main(["start"]) == 0
    first = str(Path("notebooks", "00_start_here.ipynb"))
    lessons = f"--LabApp.extra_labextensions_path={command.EXTENSIONS}"
    assert called == [("notebooks", "teacher"), ["python", "-m", "jupyterlab", first, lessons]]
    assert (command.EXTENSIONS / "close-reading" / "package.json").is_file()


def test_the_desk_command_opens_the_desk_and_a_students_copy_has_none(called, monkeypatch, tmp_path, capsys):
    assert command.main(["desk", "--no-browser"]) == 0
    desk = str(Path("notebooks", "teacher", "desk.ipynb"))
    assert called[1][3:] == [desk, f"--LabApp.extra_labextensions_path={command.EXTENSIONS}", "--no-browser"]
    assert (command.ROOT / desk).is_file()
    monkeypatch.setattr(command, "ROOT", tmp_path)
    assert command.main(["desk"]) == 2
    assert "It is in your teacher's folder." in capsys.readouterr().err


def test_another_python_is_given_the_command_as_it_was_typed(called):
    assert command.main(["grade", "hand-ins", "--out", "grades"]) == 0
    assert called == [("teacher",), ["python", "-m", "exercises", "grade", "hand-ins", "--out", "grades"]]


def test_stopping_with_the_keyboard_is_no_failure(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "ready", stop)
    assert command.main(["start"]) == 0


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
def test_an_older_python_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("exercises", run_name="__main__")
    assert "needs Python 3.11 or newer" in stopped.value.code
