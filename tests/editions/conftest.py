from __future__ import annotations

import os
from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.editions import student
from exercises.editions.web import command, downloads
from tests.editions.kit import copy_of_the_kit

EDITED = "A line that the teacher added later."


@pytest.fixture(scope="session")
def kit(tmp_path_factory):
    """The teacher's folder, for tests that change nothing in it."""
    return copy_of_the_kit(tmp_path_factory.mktemp("teacher") / "kit")


@pytest.fixture
def own_kit(tmp_path):
    """A teacher's folder to change."""
    return copy_of_the_kit(tmp_path / "teacher" / "kit")


@pytest.fixture(scope="session")
def given_out(kit, tmp_path_factory):
    """The folder that holds a student edition and its zip, as made by the command."""
    out = tmp_path_factory.mktemp("given") / "out"
    student.make(out, kit)
    return out


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
def site(kit, parts_folder, tmp_path_factory) -> Path:
    """A built site."""
    out = tmp_path_factory.mktemp("web") / "site"
    command.make(out, parts_folder, root=kit)
    return out


@pytest.fixture(scope="session")
def later_site(parts_folder, tmp_path_factory) -> Path:
    """The site built again after the teacher edited a question, and a text in the notebook that asks it."""
    kit = copy_of_the_kit(tmp_path_factory.mktemp("later") / "kit")
    notebook = kit / "notebooks" / "00_start_here.ipynb"
    questions = kit / "exercises" / "lessons" / "iron_dome" / "questions" / "00_start_here.toml"
    for path, before in ((notebook, "# Start here"), (questions, "How many paragraphs")):
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, f"{before}. {EDITED} ", 1), encoding="utf-8")
    out = tmp_path_factory.mktemp("later-web") / "site"
    command.make(out, parts_folder, root=kit)
    return out
