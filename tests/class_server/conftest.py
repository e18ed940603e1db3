from __future__ import annotations

import pytest

from tests.gradebook import classes
from tests.gradebook.classes import Scene


@pytest.fixture
def scene(tmp_path, monkeypatch):
    """An empty folder of hand-ins for the small lesson, which is the kit's own for the commands."""
    classes.put_lesson(tmp_path / "lessons")
    classes.use_lessons(tmp_path / "lessons", monkeypatch)
    return Scene(classes.put_all(tmp_path / "hand-ins", {}), classes.read(tmp_path / "lessons"))
