"""What the section SCHOOL_APPROVAL of the teacher's handbook says is stored, and what is left when it is deleted."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

WORDS = "heliotrope lanterns over the quiet quay"
ID = "zq-77"
# What the card's button sends; a cell only stands in for the click.
CLICK = f'lesson._desk._heard("first-impression", {{"do": "check", "answer": "{WORDS}"}})'
# The id is put together, so that only what the kit writes holds it as it is.
HAND_IN = 'lesson.hand_in("-".join(["zq", "77"]))'


@pytest.fixture(scope="module")
def student(tmp_path_factory) -> tuple[Path, Path, dict]:
    """A student's folder and home after the first notebook, one answer by card, and a hand-in; and the hand-in."""
    folder, home = tmp_path_factory.mktemp("student"), tmp_path_factory.mktemp("home")
    notebook_path = Path(__file__).resolve().parents[1] / "notebooks" / "00_start_here.ipynb"
    notebook = nbformat.read(notebook_path, as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in ("lesson.ask('first-impression')", HAND_IN)]
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    moved = {"HOME", "USERPROFILE", "IPYTHONDIR", "JUPYTER_DATA_DIR", "TMPDIR", "TEMP", "XDG_CACHE_HOME", "APPDATA"}
    with pytest.MonkeyPatch.context() as patch:
        for name in moved:
            patch.setenv(name, str(home))
        patch.setenv("CRN_CLICK", CLICK)
        notebook.cells.insert(-1, nbformat.v4.new_code_cell("import os; exec(os.environ['CRN_CLICK'])"))
        client.execute()
    (handed,) = (folder / "my-work" / "hand-in").iterdir()
    return folder, home, json.loads(handed.read_text(encoding="utf-8").splitlines()[0])


def holding(words: str, *places: Path) -> list[Path]:
    """The files in which these words stand."""
    files = [file for place in places for file in place.rglob("*") if file.is_file()]
    return [file for file in files if words.encode() in file.read_bytes()]


def test_an_answer_on_a_card_stands_in_my_work_and_nowhere_else(student):
    folder, home, _ = student
    found = holding(WORDS, folder, home)
    assert {file.relative_to(folder).as_posix() for file in found} == {
        "my-work/iron_dome.jsonl",
        f"my-work/hand-in/iron_dome.{ID}.jsonl",
    }


def test_beside_the_notebook_only_my_work_is_made(student):
    assert [path.name for path in student[0].iterdir()] == ["my-work"]


def test_a_hand_in_says_nothing_of_the_person_or_the_computer(student):
    assert set(student[2]) == {"hand_in", "kit", "lesson", "question_set", "student", "events", "checksum"}
    user = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    body = b"".join(file.read_bytes() for file in student[0].rglob("*.jsonl"))
    assert not user or f'"{user}"'.encode() not in body
    assert sys.executable.encode() not in body
    assert str(student[1]).encode() not in body


def test_nothing_is_left_when_my_work_is_deleted(student, tmp_path):
    folder, home = (Path(shutil.copytree(place, tmp_path / place.name)) for place in student[:2])
    shutil.rmtree(folder / "my-work")
    assert holding(WORDS, folder, home) == []
    assert holding(ID, folder, home) == []
    assert list(folder.iterdir()) == []
