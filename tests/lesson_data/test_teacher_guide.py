"""The teacher's guide shows the lesson as its files are now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exercises.lesson_data import content, teacher_guide
from tests import library

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks" / "teacher"


@pytest.fixture
def library_lesson(monkeypatch, tmp_path):
    monkeypatch.setattr(content, "LESSONS", tmp_path)
    return library.write_lesson(tmp_path / "library")


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (teacher_guide.answer_key, "A question of the kind choice?", "Which day was it?"),
        (teacher_guide.minutes, '"minutes" = 1\n', '"minutes" = 61\n'),
    ],
    ids=["the key", "minutes"],
)
def test_an_edit_of_a_question_shows_when_the_cell_is_run_again(library_lesson, page, before, after):
    first = page("library")
    (path,) = library_lesson.glob("questions/*.toml")
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert page("library") != first


def test_every_cell_of_the_guides_notebook_shows_a_table_or_the_key():
    notebook = json.loads((NOTEBOOKS / "teachers_guide.ipynb").read_text(encoding="utf-8"))
    imports, *calls = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict = {}
    exec(imports, names)
    assert len(calls) >= 4
    for call in calls:
        shown = eval(call, names)._repr_markdown_()
        assert "|---|" in shown.replace(" ", "") or shown.startswith(("## Start here", "## Side by side")), call
