from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from exercises.gradebook.intake import sources
from exercises.gradebook.intake.hand_ins import LONGEST_HEADER
from exercises.questions import grade as grade_answer
from tests.each import each
from tests.gradebook import classes
from tests.gradebook.classes import Graded, Scene, check, grade
from tests.gradebook.hostile_files import EMPTY_ROW, FILES, NO_ROW, WHO, ZIPS, Case
from tests.gradebook.hostile_lines import EVENTS, HEADERS, OTHER

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
@pytest.mark.parametrize("cases", [FILES, ZIPS, HEADERS, EVENTS], ids=["files", "zip files", "headers", "events"])
def test_it_is_told_or_graded_honestly_and_the_good_ones_stay_as_they_are(cases: list[Case], class_of_three, tmp_path):
    content, files, alone = class_of_three
    for noted, (number, case) in each({case.name: (number, case) for number, case in enumerate(cases)}):
        if not case.runs:
            # This system has no such files.
            continue
        with noted:
            place = tmp_path / str(number)
            scene = Scene(classes.put_all(place / "hand-ins", files), content)
            case.put(scene)
            there = _all_below(place)
            found = grade(scene.folder, place / "grades")
            assert {path for path in _all_below(place) - there if "grades" not in path.parts} == set()
            assert found.status == case.status
            _the_good_ones_are_unchanged(found, alone)
            _problems_are_plain(found, case.says, tmp_path)
            _nothing_runs_in_a_spreadsheet(found)
            _row_is(found, case, scene, place)


def test_no_two_cases_have_the_same_name():
    cases = [*FILES, *ZIPS, *HEADERS, *EVENTS]
    assert len({case.name for case in cases}) == len(cases)


def _all_below(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


# An answer of any type at all, to every question.
WEIRD = {
    "true": True,
    "a number": 1,
    "a number with a point": 1.0,
    "less than nothing": -0.0,
    "a large number": 10**300,
    "the word NaN": "NaN",
    "the word for no end": "-Infinity",
    "white space": " \n\u00a0\u3000",
    "nothing between two characters": "\u200b",
    "a list of nothing": [None, None],
    "lists in lists": [[[[["monday"]]]]],
    "a list of everything": [1, "monday", None, True, {"choice": "work"}, ["okafor"]],
    "every option many times": ["okafor", "reyes", "open", "praise", "count", "thank"] * 300,
    "names of all sorts": {"choice": ["work"], "quotes": {"a": 1}, "outputs": "0.5", "p3": {"": "okafor"}, "start": 1},
    "a choice of nothing": {"choice": None, "quotes": ["", " ", "the"]},
    "outputs that fail": {"outputs": [{"error": {"type": [1]}}, {"type": None, "error": 1}]},
    "outputs of wrong number": {"outputs": [0.5]},
    "places outside": [{"start": -1, "end": 10**9, "label": "cue"}, {"start": 0.5, "end": True, "label": "cue"}],
    "places backwards": [{"start": 9, "end": 3, "label": "cue"}],
    "the whole text": [{"start": 0, "end": 500, "label": "cue"}],
    "words as places": [
        {"exact": ["praised"], "paragraph": "2"},
        {"exact": "", "label": "cue"},
        {"exact": "e", "label": []},
    ],
}


def test_an_answer_of_any_type_earns_what_the_card_gives_for_it(scene, class_of_three, tmp_path):
    questions = class_of_three[0].questions
    for number, (noted, answer) in enumerate(each(WEIRD)):
        with noted:
            scene.put("weird.jsonl", scene.hand_in(WHO, *(check(name, answer) for name in questions)))
            found = grade(scene.folder, tmp_path / f"grades-{number}")
            assert found.status == 0
            _the_good_ones_are_unchanged(found, class_of_three[2])
            _nothing_runs_in_a_spreadsheet(found)
            for name, (status, points, _) in found.of(WHO).items():
                result = grade_answer(questions[name], answer)
                assert (status, points) == (result.status, "" if result.points is None else f"{result.points:g}"), name
                assert not points or float(points) <= questions[name].points


@pytest.mark.parametrize("lms", ["moodle", "canvas", "classroom"])
def test_no_cell_of_a_platforms_file_runs_whatever_stands_in_the_roster(lms, scene, tmp_path):
    cell = "=HYPERLINK(1);\t@x"
    columns = (
        "name",
        "email",
        "username",
        "idnumber",
        "canvas_id",
        "sis_id",
        "sis_login",
        "section",
        "first_name",
        "last_name",
    )
    ids = [path.name.split(".")[1] for path in sorted(scene.folder.iterdir())]
    lines = [",".join(("id", *columns)), *(",".join((one, *[f"{cell}{one}"] * len(columns))) for one in ids)]
    (tmp_path / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    roster = tmp_path / "roster.csv"
    found = grade(scene.folder, tmp_path / "grades", "--lms", lms, "--roster", roster, "--title", "=1+1", "--names", roster)
    assert found.status == 0
    _nothing_runs_in_a_spreadsheet(found)
    header = found.files[f"{lms}.csv"].decode("utf-8-sig").splitlines()[0]
    assert not any(_FORMULA.match(name) for name in header.replace('"', "").split(","))


def test_a_large_file_is_never_read_to_its_end(scene, tmp_path, monkeypatch):
    sizes = []

    def measured(file, size):
        sizes.append(size)
        data = whole(file, size)
        assert len(data) <= size
        return data

    whole = sources._whole
    monkeypatch.setattr(sources, "_whole", measured)
    for number in range(3):
        with scene.put(f"{number}.jsonl", scene.hand_in(f"mallory-{number}", check("a-number", 5))).open("r+b") as file:
            file.truncate(10**9)
    assert grade(scene.folder, tmp_path / "grades").status == 3
    assert set(sizes) == {LONGEST_HEADER, sources.LARGEST + 1}


def test_a_file_that_may_not_be_opened_is_told_and_the_others_are_graded(scene, class_of_three, tmp_path, monkeypatch):
    locked = scene.put("library.mallory.jsonl", scene.hand_in(WHO, check("a-number", 5)))

    def refuse(path, *args, **options):
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return open(path, *args, **options)  # noqa: PTH123

    # Whoever runs the tests may be allowed to open everything.
    monkeypatch.setattr(sources, "open", refuse, raising=False)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    _the_good_ones_are_unchanged(found, class_of_three[2])
    _problems_are_plain(found, "it cannot be read (Permission denied). Ask for the file once more.", tmp_path)


def test_a_folder_that_may_not_be_opened_is_told(scene, tmp_path, monkeypatch):
    locked = scene.put("locked/library.mallory.jsonl", b"").parent

    def refuse(path):
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    scandir = sources.os.scandir
    monkeypatch.setattr(sources.os, "scandir", refuse)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    _problems_are_plain(found, "this folder cannot be opened (Permission denied).", tmp_path)


def test_the_same_file_handed_in_by_two_counts_once_and_is_told(scene, class_of_three, tmp_path):
    (name, data), *_ = class_of_three[1].items()
    scene.put(f"copy of {name}", data)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 0
    assert [len(found.records(table)) for table in ("grades.csv", "answers.csv")] == [3, 3 * len(scene.content.questions)]
    _problems_are_plain(found, "it is the same as another hand-in of this student.", tmp_path)


def test_a_hand_in_to_another_lesson_leaves_the_columns_of_the_others_as_they_are(scene, class_of_three, tmp_path):
    lessons = class_of_three[2].out.parent / "lessons"
    classes.put_lesson(lessons, "museum")
    try:
        scene.put("museum.mallory.jsonl", scene.hand_in(WHO, check("a-number", 5), lesson="museum"))
        found = grade(scene.folder, tmp_path / "grades")
    finally:
        shutil.rmtree(lessons / "museum")
    assert found.status == 0
    old = class_of_three[2].table("grades.csv")
    for row, before in zip([row for row in found.table("grades.csv") if row["student"] != WHO], old, strict=True):
        assert row["percent"] == before["percent"]
        assert {cell for name, cell in row.items() if name.startswith("museum")} == {""}
    assert [r for r in found.records("answers.csv") if not r.startswith(b"mallory")] == class_of_three[2].records(
        "answers.csv"
    )


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
