"""What the tests share. Every file they make lies in a temporary folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from exercises.cards import open_desk
from exercises.lesson_data.content import LESSONS, Content, read_lesson
from exercises.questions import Context
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson
from tests import library, shipped

# Nothing is written into the repository, the library of found examples included.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "close-reading-hypothesis")
hypothesis.settings.register_profile("kit", deadline=None, max_examples=60, database=None)
hypothesis.settings.load_profile("kit")


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return library.context(tmp_path_factory.mktemp("context"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return library.write_lesson(tmp_path / "library")


@pytest.fixture
def content(folder: Path) -> Content:
    return read_lesson(folder, keys=True)


@pytest.fixture
def lesson(content: Content, tmp_path: Path) -> Lesson:
    return Lesson(content, Journal(tmp_path / "my-work" / "library.jsonl"), open_desk)


@pytest.fixture(scope="session")
def iron_dome() -> Path:
    return LESSONS / "iron_dome"


@pytest.fixture(scope="session")
def real() -> Content:
    return shipped.lessons()["iron_dome"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
