from __future__ import annotations

import pytest

from tests.gradebook import classes
from tests.gradebook.classes import Scene


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """A folder of lessons with one small lesson; for the commands it is the kit's own."""
    classes.put_lesson(tmp_path / "lessons")
    classes.use_lessons(tmp_path / "lessons", monkeypatch)
    return tmp_path / "lessons"


@pytest.fixture
def scene(lessons, tmp_path):
    """An empty folder of hand-ins for the small lesson."""
    return Scene(classes.put_all(tmp_path / "hand-ins", {}), classes.read(lessons))
