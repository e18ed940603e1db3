from __future__ import annotations

from pathlib import Path

import pytest

from exercises.lesson_data import notebooks
from tests.gradebook.classes import use_lessons


@pytest.fixture
def kit(tmp_path, monkeypatch) -> Path:
    """A kit's folder with empty folders for lessons and notebooks."""
    lessons = tmp_path / "exercises" / "lessons"
    lessons.mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    use_lessons(lessons, monkeypatch)
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path / "notebooks")
    return tmp_path
