"""The kit's folder after normal use: what JupyterLab and the system leave in it changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.editions import student
from exercises.lesson_data.content import lesson_folder, read_lesson
from tests.used import ours

ROOT = Path(__file__).resolve().parents[1]
# What somebody opened and saved in JupyterLab, which then keeps a copy of each file beside it.
OPENED = [
    "README.md",
    "exercises/base/files.py",
    "exercises/cards/base.js",
    "exercises/lessons/README.md",
    "exercises/lessons/iron_dome/annotations.toml",
    "exercises/lessons/iron_dome/article.txt",
    "exercises/lessons/iron_dome/key/01_framing.toml",
    "exercises/lessons/iron_dome/questions/01_framing.toml",
    "notebooks/00_start_here.ipynb",
    "notebooks/teacher/teachers_guide.ipynb",
]
# The tests that look through folders before they run.
LOOKING = ["tests/lessons", "tests/test_docs.py", "tests/test_house.py", "tests/test_javascript.py", "tests/questions"]


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    """A copy of the kit as it is handed out."""
    copy = tmp_path_factory.mktemp("clean")
    for path in [*ours(ROOT, "*"), *ROOT.glob(".github/**/*"), *ROOT.glob(".binder/*"), *ROOT.glob(".*.yaml")]:
        if path.is_file():
            target = copy / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return copy


@pytest.fixture(scope="module")
def used(clean, tmp_path_factory) -> Path:
    """The same after a week in a school. What is left behind cannot even be read."""
    copy = tmp_path_factory.mktemp("used") / "kit"
    shutil.copytree(clean, copy)
    for name in OPENED:
        path = copy / name
        kept = path.parent / ".ipynb_checkpoints" / f"{path.stem}-checkpoint{path.suffix}"
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(b"\xff[ {")
    for folder in (
        copy,
        *(copy / name for name in ("exercises", "exercises/lessons", "exercises/lessons/iron_dome", "notebooks")),
    ):
        (folder / ".DS_Store").write_bytes(b"\0")
    (copy / "notebooks" / "my-work" / "hand-in").mkdir(parents=True)
    (copy / "notebooks" / "my-work" / "iron_dome.jsonl").write_bytes(b"{}\n")
    return copy


def collected(folder: Path) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
    ]
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run([*command, *LOOKING], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout[-2000:]
    return [line for line in ran.stdout.splitlines() if "::" in line]


def test_the_same_tests_are_found_in_a_used_folder(clean, used):
    found = collected(clean)
    assert len(found) > 500
    assert collected(used) == found


def test_a_used_lesson_is_the_same_lesson(used):
    lesson = read_lesson(used / "exercises" / "lessons" / "iron_dome", keys=True)
    assert lesson.problems == ()
    assert lesson.fingerprint == read_lesson(lesson_folder("iron_dome")).fingerprint


def test_a_students_copy_of_a_used_folder_is_that_of_a_clean_one(clean, used):
    assert list(student.files(used)) == list(student.files(clean))
