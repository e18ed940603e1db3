from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from exercises.base.errors import KitError
from exercises.editions import student
from exercises.editions.web import command, downloads
from tests.editions.kit import copy_of_the_kit

EDITED = "A line that the teacher added later."


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id) -> Callable[[str, Callable[[Path], object]], Path]:
    """A function that makes a folder by its name: once for all of the test run's workers."""
    root = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        root = root.parent

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder = root / f"once-{name}"
        with FileLock(f"{folder}.lock"):
            if not (made := folder.with_suffix(".made")).exists():
                make(folder)
                made.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def kit(once) -> Path:
    """The teacher's folder, for tests that change nothing in it."""
    return once("kit", copy_of_the_kit)


@pytest.fixture
def own_kit(tmp_path) -> Path:
    """A teacher's folder to change."""
    return copy_of_the_kit(tmp_path / "teacher" / "kit")


@pytest.fixture(scope="session")
def given_out(kit, once) -> Path:
    """The folder that holds a student edition and its zip, as made by the command."""
    return once("given-out", lambda out: student.make(out, kit))


@pytest.fixture(scope="session")
def parts_folder() -> Path:
    """The folder with the browser edition's parts; they are fetched where they are missing and there is a network."""
    folder = downloads.usual_folder()
    try:
        downloads.gather(folder)
    except KitError as error:
        if os.environ.get("KIT_BROWSER_REQUIRED"):
            raise
        pytest.skip(f"the parts of the browser edition are not here: {error}")
    return folder


@pytest.fixture(scope="session")
def site(kit, parts_folder, once) -> Path:
    """A built site."""
    return once("site", lambda out: command.make(out, parts_folder, root=kit))


@pytest.fixture(scope="session")
def later_site(parts_folder, once) -> Path:
    """The site built again after the teacher edited a question, and a text in the notebook that asks it."""
    return once("later-site", lambda out: command.make(out, parts_folder, root=once("edited-kit", edited_kit)))


def edited_kit(folder: Path) -> None:
    kit = copy_of_the_kit(folder)
    notebook = kit / "notebooks" / "00_start_here.ipynb"
    questions = kit / "exercises" / "lessons" / "iron_dome" / "questions" / "00_start_here.toml"
    for path, before in ((notebook, "# Start here"), (questions, "How many paragraphs")):
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, f"{before}. {EDITED} ", 1), encoding="utf-8")
