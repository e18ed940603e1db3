"""The kit's folder after normal use: what JupyterLab and the system leave in it changes nothing."""

from __future__ import annotations

import re
import shutil
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
    "exercises/lessons/iron_dome/key/02_framing.toml",
    "exercises/lessons/iron_dome/questions/02_framing.toml",
    "notebooks/00_start_here.ipynb",
    "notebooks/teacher/teachers_guide.ipynb",
]
# A constant that names a folder of the kit, and a search through all that is below it.
SEARCH = re.compile(r"^(?=.*\b[A-Z]{3,}\b).*\.rglob\((?!.*my-work).*$", re.MULTILINE)


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
    for name in (".", "exercises", "exercises/lessons", "exercises/lessons/iron_dome", "notebooks"):
        (copy / name / ".DS_Store").write_bytes(b"\0")
    (copy / "notebooks" / "my-work" / "hand-in").mkdir(parents=True)
    (copy / "notebooks" / "my-work" / "iron_dome.jsonl").write_bytes(b"{}\n")
    return copy


@pytest.mark.parametrize("pattern", ["*.ipynb", "*.toml", "*.py", "*.js", "*.md", "*"])
def test_what_tests_look_through_is_the_same_in_a_used_folder(clean, used, pattern):
    found = [path.relative_to(clean) for path in ours(clean, pattern)]
    assert len(found) > 5
    assert [path.relative_to(used) for path in ours(used, pattern)] == found


def test_no_test_looks_through_the_kits_folders_in_another_way():
    searches = {path.name: SEARCH.findall(path.read_text(encoding="utf-8")) for path in ours(ROOT / "tests", "*.py")}
    assert {name: found for name, found in searches.items() if found} == {}


def test_a_used_lesson_is_the_same_lesson(used):
    lesson = read_lesson(used / "exercises" / "lessons" / "iron_dome", keys=True)
    assert lesson.problems == ()
    assert lesson.fingerprint == read_lesson(lesson_folder("iron_dome")).fingerprint


def test_a_students_copy_of_a_used_folder_is_that_of_a_clean_one(clean, used):
    assert list(student.files(used)) == list(student.files(clean))
