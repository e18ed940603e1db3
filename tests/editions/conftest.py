from __future__ import annotations

import pytest

from exercises.editions import student

from .kit import copy_of_the_kit


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
