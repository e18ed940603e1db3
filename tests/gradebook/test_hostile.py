from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.gradebook import classes
from tests.gradebook.classes import Graded, Scene, grade
from tests.gradebook.hostile_files import EMPTY_ROW, FILES, NO_ROW, WHO, ZIPS, Case
from tests.gradebook.hostile_lines import EVENTS, HEADERS, OTHER

CASES = [*FILES, *ZIPS, *HEADERS, *EVENTS]
# What no teacher should have to read.
_TECHNICAL = re.compile(r"Traceback|Errno|Exception|\w+Error\b|<class|b'|0x[0-9a-f]{6}|None")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = re.compile(r"\s*[=+@\t-]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def class_of_three(tmp_path_factory):
    """The lessons, the good hand-ins, and what grading these alone gives."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("hostile")
        classes.put_lesson(place / "lessons")
        classes.use_lessons(place / "lessons", patch)
        content = classes.read(place / "lessons")
        files = classes.good_class(content)
        alone = grade(classes.put_all(place / "hand-ins", files), place / "grades")
        assert alone.status == 0
        assert alone.table("problems.csv") == []
        yield content, files, alone


@pytest.fixture
def scene(class_of_three, tmp_path):
    content, files, _ = class_of_three
    return Scene(classes.put_all(tmp_path / "hand-ins", files), content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_it_is_told_or_graded_honestly_and_the_good_ones_stay_as_they_are(case: Case, scene, class_of_three, tmp_path):
    if not case.runs:
        pytest.skip("this system has no such files")
    case.put(scene)
    there = _all_below(tmp_path)
    found = grade(scene.folder, tmp_path / "grades")
    assert {path for path in _all_below(tmp_path) - there if "grades" not in path.parts} == set()
    assert found.status == case.status
    _the_good_ones_are_unchanged(found, class_of_three[2])
    _problems_are_plain(found, case.says, tmp_path)
    _nothing_runs_in_a_spreadsheet(found)
    _row_is(found, case, scene, tmp_path)


def _all_below(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def _the_good_ones_are_unchanged(found: Graded, alone: Graded) -> None:
    for name in ("grades.csv", "answers.csv"):
        assert [line for line in found.records(name) if not line.startswith(WHO.encode())] == alone.records(name)


def _problems_are_plain(found: Graded, says: str, tmp_path) -> None:
    problems = found.table("problems.csv")
    assert any(says in row["why, and what to do"] for row in problems) if says else problems == []
    for row in problems:
        assert None not in row.values()
        why = row["why, and what to do"]
        assert why.rstrip("”").endswith((".", "?")), why
        assert not _TECHNICAL.search(why), why
        for cell in row.values():
            assert str(tmp_path) not in cell
            assert not _UNSEEN.search(cell), cell
            assert "\n" not in cell
            assert len(cell) < 400


def _nothing_runs_in_a_spreadsheet(found: Graded) -> None:
    for name in found.files:
        if name.endswith(".csv"):
            for row in found.table(name):
                for cell in row.values():
                    for part in re.split("[;\t\n]", cell):
                        assert not _FORMULA.match(part) or _NUMBER.fullmatch(cell), cell


def _row_is(found: Graded, case: Case, scene: Scene, tmp_path) -> None:
    if case.row == NO_ROW:
        assert found.grade_of(WHO) is None
    elif case.row == EMPTY_ROW:
        cells = found.grade_of(WHO)
        assert cells.pop("student") == WHO
        assert set(cells.values()) == {""}
        assert found.of(WHO) == {}
    elif case.row == OTHER:
        assert found.of(WHO) == found.of(OTHER)
        assert found.grade_of(WHO) | {"student": ""} == found.grade_of(OTHER) | {"student": ""}
    else:
        due = _graded_alone(case.row, scene, tmp_path / "honest")
        assert found.grade_of(WHO) == due.grade_of(WHO)
        assert found.of(WHO) == due.of(WHO)


_ALONE: dict[str, Graded] = {}


def _graded_alone(events: tuple, scene: Scene, place: Path) -> Graded:
    """What a hand-in with just these events comes to."""
    key = repr(events)
    if key not in _ALONE:
        honest = Scene(classes.put_all(place / "hand-ins", {}), scene.content)
        honest.put("honest.jsonl", honest.hand_in(WHO, *events))
        _ALONE[key] = grade(honest.folder, place / "grades")
        assert _ALONE[key].status == 0
    return _ALONE[key]
