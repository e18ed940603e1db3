from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from exercises import __main__ as command
from exercises.base.errors import KitError
from exercises.editions import output, student
from exercises.lesson_data import archive
from exercises.lesson_data.content import fingerprint, read_lesson
from exercises.questions import grade
from tests.editions.kit import leaks, secrets

LESSONS = Path("exercises") / "lessons"
ASSESSED_ANSWERS = """
import json
from exercises.questions import grade
print(json.dumps({{name: lesson.check(name, answer).status for name, answer in json.loads({answers!r}).items()}}))
"""


@pytest.fixture
def copy(given_out) -> Path:
    return given_out / student.NAME


def run_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    # Bytes that Python compiles would lie in the folder that other tests look at.
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=env)


# What is in it.


def test_every_file_of_the_copy_is_a_file_of_the_kit_byte_for_byte(copy, kit):
    found = [path.relative_to(copy) for path in copy.rglob("*") if path.is_file()]
    assert found
    assert [path for path in found if (copy / path).read_bytes() != (kit / path).read_bytes()] == []


def test_the_copy_leaves_out_keys_teachers_notebooks_tests_and_what_programs_left(copy):
    names = {part for path in copy.rglob("*") for part in path.relative_to(copy).parts}
    assert names.isdisjoint({"key", "earlier", "teacher", "tests", ".git", ".venv", ".ci", "my-work", "__pycache__"})


def test_every_students_notebook_and_every_question_is_in_the_copy(copy, kit):
    own, ours = ({path.name for path in (root / "notebooks").glob("*.ipynb")} for root in (copy, kit))
    assert own == ours
    for questions in (kit / LESSONS).glob("*/questions/*.toml"):
        assert (copy / questions.relative_to(kit)).is_file()


def test_no_text_of_any_key_is_in_the_folder_or_in_the_zip(given_out, kit):
    texts = secrets(kit / LESSONS)
    assert len(texts) > 200
    assert leaks(given_out, texts) == []


def test_the_search_for_keys_finds_one_that_is_there(given_out, kit, tmp_path):
    folder = Path(shutil.copytree(given_out, tmp_path / "out"))
    text = next(text for text in secrets(kit / LESSONS) if "“" in text)
    with zipfile.ZipFile(folder / "hidden.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("exercises/lessons/x.json", json.dumps([text]))
    assert leaks(folder, {text: ""}) == [f"hidden.whl: exercises/lessons/x.json: {text[:60]}"]


def test_the_zip_holds_the_same_files_as_the_folder(given_out, copy, tmp_path):
    with zipfile.ZipFile(given_out / f"{student.NAME}.zip") as archive:
        archive.extractall(tmp_path)
    unpacked = tmp_path / student.NAME
    names = {path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert {path.relative_to(unpacked): path.read_bytes() for path in unpacked.rglob("*") if path.is_file()} == names


def test_the_same_kit_gives_the_same_bytes_again(given_out, kit, tmp_path):
    student.make(tmp_path / "again", kit)
    name = f"{student.NAME}.zip"
    assert (tmp_path / "again" / name).read_bytes() == (given_out / name).read_bytes()


# What it is good for.


def test_the_copy_has_every_file_that_its_installation_names(copy):
    project = tomllib.loads((copy / "pyproject.toml").read_text(encoding="utf-8"))
    packages = [path.parent for path in (copy / "exercises").rglob("*.py") if path.parent.name != "standin"]
    assert [folder for folder in packages if not (folder / "__init__.py").is_file()] == []
    assert (copy / project["project"]["readme"]).is_file()
    assert (copy / "requirements.txt").is_file()


def test_the_readmes_command_runs_in_the_copy(copy):
    run = run_in(copy, "-m", "exercises", "start", "--version")
    assert (run.returncode, run.stderr) == (0, "")


def test_the_test_command_says_that_the_tests_are_not_in_the_copy(copy):
    run = run_in(copy, "-m", "exercises", "test")
    assert run.returncode == 2
    assert run.stderr == "The tests are not in this copy: it is made for students. They are in your teacher's folder.\n"


def test_no_edition_is_made_from_a_students_copy(copy, tmp_path):
    run = run_in(copy, "-m", "exercises", "student-edition", str(tmp_path / "out"))
    assert run.returncode == 2
    assert "student's copy" in run.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("path", sorted((student.ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_of_the_copy_runs_and_its_assessed_questions_say_saved(path, copy, kit, tmp_path, monkeypatch):
    notebook = nbformat.read(copy / "notebooks" / path.name, as_version=4)
    first = next(cell.source for cell in notebook.cells if cell.cell_type == "code")
    keyed = read_lesson(kit / LESSONS / first.partition('open_lesson("')[2].partition('"')[0], keys=True)
    answers = {q.id: q.model_answer() for q in keyed.questions.values() if q.assessed}
    notebook.cells.append(nbformat.v4.new_code_cell(ASSESSED_ANSWERS.format(answers=json.dumps(answers))))
    monkeypatch.setenv("PYTHONPATH", str(copy))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert answers
    assert json.loads(notebook.cells[-1].outputs[-1].text) == dict.fromkeys(answers, "saved")


# Which key belongs to it.


def test_the_copy_has_the_fingerprint_of_the_questions_that_were_given_out(copy, kit):
    for lesson in (kit / LESSONS).glob("*/article.txt"):
        assert fingerprint(copy / LESSONS / lesson.parent.name) == fingerprint(lesson.parent)


def test_after_a_question_is_edited_the_key_of_the_copy_is_still_found(own_kit, tmp_path):
    copy = student.make(tmp_path / "out", own_kit)
    lesson = own_kit / LESSONS / "iron_dome"
    before = read_lesson(lesson, keys=True)
    assessed = next(question for question in before.questions.values() if question.assessed)
    for folder in ("questions", "key"):
        for path in (lesson / folder).glob("*.toml"):
            path.write_text(path.read_text(encoding="utf-8").replace(assessed.id, "another-id"), encoding="utf-8")
    given_out = fingerprint(copy / LESSONS / "iron_dome")
    assert fingerprint(lesson) != given_out
    assert assessed.id not in read_lesson(lesson, keys=True).questions
    found = archive.find(lesson, given_out)
    assert grade(found.questions[assessed.id], assessed.model_answer()).points == assessed.points


# What is refused.


def test_a_second_run_takes_the_place_of_the_first(own_kit, tmp_path):
    copy = student.make(tmp_path / "out", own_kit)
    (own_kit / "notebooks" / "02_framing.ipynb").unlink()
    student.make(tmp_path / "out", own_kit)
    assert not (copy / "notebooks" / "02_framing.ipynb").exists()
    assert (copy / "README.md").is_file()


@pytest.mark.parametrize("name", ["marks.xlsx", "close-reading-student/notebooks/my-work/iron_dome.jsonl"])
def test_a_folder_with_a_file_that_we_did_not_make_is_left_as_it_is(kit, tmp_path, name):
    out = tmp_path / "out"
    student.make(out, kit)
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(KitError, match=f"holds {name}, which was not made by this command"):
        student.make(out, kit)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_file_of_ours_that_somebody_changed_is_left_as_it_is(kit, tmp_path):
    copy = student.make(tmp_path / "out", kit)
    (copy / "README.md").write_text("my own notes", encoding="utf-8")
    with pytest.raises(KitError, match=r"README\.md, which was changed since it was made"):
        student.make(tmp_path / "out", kit)
    assert (copy / "README.md").read_text(encoding="utf-8") == "my own notes"


def test_a_list_of_made_files_that_names_others_deletes_nothing(kit, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    lying = {"../precious.txt": output._digest(tmp_path / "precious.txt")}
    (tmp_path / "out" / output.LIST).write_text(json.dumps(lying), encoding="utf-8")
    student.make(tmp_path / "out", kit)
    assert (tmp_path / "precious.txt").is_file()


@pytest.mark.parametrize("torn", ["", "[1, 2]", '{"a": 1', "null"], ids=["empty", "a list", "torn", "null"])
def test_a_torn_list_of_made_files_counts_as_none(kit, tmp_path, torn):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / output.LIST).write_text(torn, encoding="utf-8")
    assert student.make(tmp_path / "out", kit).is_dir()


def test_a_file_in_the_place_of_the_folder_is_a_sentence(kit, tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(KitError, match=r"is a file\. Name a folder"):
        student.make(tmp_path / "out", kit)


def test_a_folder_that_cannot_be_written_to_is_a_sentence(kit, tmp_path, monkeypatch):
    def denied(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(output.tempfile, "TemporaryDirectory", denied)
    with pytest.raises(KitError, match=r"cannot be written: Permission denied\. Name a folder of your own"):
        student.make(tmp_path / "out", kit)


def test_a_disk_that_fills_up_is_a_sentence_and_leaves_the_earlier_copy(kit, tmp_path, monkeypatch):
    copy = student.make(tmp_path / "out", kit)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(student.shutil, "copyfile", full)
    with pytest.raises(KitError, match="No space left on device"):
        student.make(tmp_path / "out", kit)
    assert (copy / "README.md").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_the_command_says_what_it_made_and_where(monkeypatch, capsys, tmp_path):
    made = tmp_path / "out" / student.NAME
    monkeypatch.setattr(student, "make", lambda _: made)
    assert command.main(["student-edition", str(tmp_path / "out")]) == 0
    assert made.as_posix() in capsys.readouterr().out
