from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from exercises import __main__ as command
from exercises.lesson_data import content as content_module
from tests import library

REQUIREMENTS = ["requirements.txt", "tests/requirements.txt"]


@pytest.fixture
def lessons(tmp_path, monkeypatch) -> Path:
    """A folder of lessons of our own: library is sound, and torn has a question that cannot be asked."""
    monkeypatch.setattr(content_module, "LESSONS", tmp_path)
    library.write_lesson(tmp_path / "library")
    library.write_lesson(tmp_path / "torn", [library.question("choice"), library.question("phrase", kind="riddle")])
    return tmp_path


@pytest.mark.usefixtures("lessons")
def test_checking_a_sound_lesson_counts_what_can_be_used(capsys):
    assert command.main(["check", "library"]) == 0
    assert capsys.readouterr().out == "library: 11 questions and 9 annotations can be used.\n"


@pytest.mark.usefixtures("lessons")
def test_checking_a_lesson_with_a_problem_tells_it_and_exits_with_one(capsys):
    assert command.main(["check", "torn"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("01_first.toml, question “a-phrase”: there is no kind “riddle”")
    assert out[1] == "torn: 1 questions and 9 annotations can be used."


@pytest.mark.usefixtures("lessons")
def test_an_unknown_lesson_is_a_sentence_and_exits_with_two(capsys):
    assert command.main(["check", "nope"]) == 2
    assert capsys.readouterr().err == "There is no lesson “nope”. The lessons are: library, torn.\n"


@pytest.mark.usefixtures("lessons")
def test_a_lesson_that_cannot_be_read_exits_with_two(capsys, lessons):
    (lessons / "library" / "article.txt").write_bytes(b"\xff")
    assert command.main(["check", "library"]) == 2
    assert "Put a UTF-8 text there." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["dance"], ["check", "--fast"], ["check", "library", "torn"]], ids=str)
def test_a_command_that_is_not_there_exits_with_two(arguments, capsys):
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


def test_the_test_command_hands_what_follows_on_to_pytest(monkeypatch):
    called = []
    monkeypatch.setattr(command, "_ready", lambda requirements: called.append(requirements) or "python")
    monkeypatch.setattr(command.subprocess, "call", lambda line, **_: called.append(line) or 0)
    assert command.main(["test", "-k", "journal"]) == 0
    python, _, pytest_, *options = called[1]
    assert (called[0], python, pytest_, options[-2:]) == ("tests/requirements.txt", "python", "pytest", ["-k", "journal"])


def test_the_start_command_opens_the_first_notebook(monkeypatch):
    called = []
    monkeypatch.setattr(command, "_ready", lambda requirements: called.append(requirements) or "python")
    monkeypatch.setattr(command.subprocess, "call", lambda line, **_: called.append(line) or 0)
    assert command.main(["start"]) == 0
    assert called == ["requirements.txt", ["python", "-m", "jupyterlab", str(Path("notebooks", "00_start_here.ipynb"))]]


def test_stopping_with_the_keyboard_is_no_failure(monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_ready", stop)
    assert command.main(["start"]) == 0


def test_an_installation_that_fails_is_told_and_exits_with_two(monkeypatch, capsys):
    monkeypatch.setattr(command, "_python", lambda: "python")
    monkeypatch.setattr(command.subprocess, "call", lambda *_, **__: 1)
    assert command.main(["start"]) == 2
    assert "did not finish" in capsys.readouterr().err


def test_nothing_is_installed_when_all_is_there(monkeypatch):
    calls = []
    monkeypatch.setattr(command.subprocess, "call", lambda line, **_: calls.append(line) or 0)
    command._ready("requirements.txt")
    assert not any("pip" in line for line in calls)


# The requirements files.


def packages(repository: Path, name: str) -> list[str]:
    lines = (repository / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", "-r"))]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_line_of_the_requirements_is_among_the_names(repository, name):
    names = command._names(repository / name)
    for line in packages(repository, name):
        package = "close-reading-the-news" if line.startswith("-e") else line.split(">")[0].strip()
        assert package in names


def test_the_tests_need_what_the_kit_needs(repository):
    kit, tests = (set(command._names(repository / name)) for name in REQUIREMENTS)
    assert kit < tests


def test_names_hold_no_version_and_no_comment(tmp_path):
    (tmp_path / "more.txt").write_text("c[extra]>=1\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text("# x\na>=1,<2  # why\nb==3\n\n-r more.txt\n-e . # us\nd ; os_name\n", encoding="utf-8")
    assert command._names(tmp_path / "r.txt") == ["a", "b", "c", "close-reading-the-news", "d"]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_dependency_says_what_it_is_for(repository, name):
    for line in packages(repository, name):
        assert line.partition("#")[2].strip(), line


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_dependency_has_a_lower_and_an_upper_bound(repository, name):
    for line in packages(repository, name):
        assert line.startswith("-e") or (">=" in line and ",<" in line), line


def test_the_package_depends_on_nothing_that_the_requirements_leave_out(repository):
    import tomllib

    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [line.partition("#")[0].strip() for line in packages(repository, "requirements.txt")]
    assert set(project["dependencies"]) <= set(lines)
