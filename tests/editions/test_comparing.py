"""Nothing that helps with an assessed key reaches a student, also not by comparing what is next to it."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from exercises.editions import student
from exercises.editions.paper import command as paper
from exercises.editions.paper.numbering import sections
from exercises.editions.paper.page import Look
from exercises.lesson_data.content import ANNOTATIONS, Content, read_lesson
from tests import library
from tests.each import each
from tests.editions.comparing import annotations_of, fields_that_tell, tells
from tests.editions.kit import every_byte
from tests.gradebook.classes import put_lesson
from tests.shipped import lessons
from tests.used import ours

LESSONS = Path("exercises") / "lessons"
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}


def keys_of(folder: Path) -> dict[str, dict]:
    found: dict[str, dict] = {}
    for path in (folder / "key").glob("*.toml"):
        if path.name != ANNOTATIONS:
            found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def told_by(folder: Path, kit: Path) -> list[str]:
    files = list(every_byte(folder))
    told: list[str] = []
    for noted, (name, content) in each({name: (name, content) for name, content in lessons().items()}):
        with noted:
            told += tells(content, keys_of(kit / LESSONS / name), files)
    return told


def test_the_student_edition_tells_nothing_to_who_compares_fields(given_out, kit):
    assert told_by(given_out, kit) == []


@pytest.mark.browser
def test_the_browser_edition_and_its_wheels_tell_nothing_to_who_compares_fields(site, kit):
    assert any(name.endswith(ANNOTATIONS) for name, _ in every_byte(site))
    assert told_by(site, kit) == []


def students_sheets(content: Content) -> dict[str, str]:
    made = paper.sheets(content, sections(content, []), Look("", "a4", False))
    return {name: made[name] for name in (paper.WORKSHEET, paper.ANSWERS)}


def test_the_students_sheets_on_paper_are_the_same_whatever_the_keys_say(own_kit):
    """A sheet that is made without any key is the one that is made with them: so no key is in it."""
    for name in sorted(lessons()):
        folder = own_kit / LESSONS / name
        with_keys = students_sheets(read_lesson(folder, keys=True))
        shutil.rmtree(folder / "key", ignore_errors=True)
        assert students_sheets(read_lesson(folder)) == with_keys, name


def test_every_picture_of_the_student_edition_is_shown_on_a_page_of_it(given_out):
    copy = given_out / student.NAME
    pages = "\n".join(path.read_text(encoding="utf-8") for path in copy.rglob("*.md"))
    shown = set(re.findall(r"[\w.-]+\.(?:png|jpg|svg)", pages))
    pictures = {path.name for path in ours(copy / ".images", "*") if path.suffix in PICTURES}
    assert pictures <= shown
    # The report shows keyed feedback to assessed questions.
    assert not any("report" in name for name in pictures)


def test_whoever_puts_the_kit_on_binder_is_told_which_folder_has_keys():
    for page in ("README.md", "notebooks/teacher/README.md"):
        text = (student.ROOT / page).read_text(encoding="utf-8")
        (said,) = (part for part in text.split("\n\n") if "Binder" in part and "key" in part)
        assert "student edition" in said


# The search itself.


@pytest.fixture
def keyed(tmp_path):
    """A lesson with an assessed question on rows, whose annotations can be changed."""
    rows = {"one": "P1: “The hall”", "two": "P1: “said Reyes”", "three": "P2: “the roof”", "four": "P2: “told us”"}
    asked = {
        "id": "parts",
        "kind": "match",
        "standing": "settled",
        "assessed": True,
        "prompt": "Which part is it?",
        "points": 2,
        "items": rows,
        "labels": {"source": "who", "cue": "that"},
    }
    folder = put_lesson(tmp_path, questions=[asked])
    answer = {"one": "source", "two": "cue", "three": "source", "four": "cue"}
    feedback = dict.fromkeys(rows, library.PAIR)
    text = library.toml({"key": [{"answer": answer, "worked": "It says so.", "feedback": feedback}]})
    (folder / "key" / "01_first.toml").write_text(text.replace("[[key]]", "[parts]").replace("[key.", "[parts."), "utf-8")
    content = read_lesson(folder, keys=True)
    assert content.problems == ()
    return content


@pytest.mark.parametrize(
    ("field", "words", "tells_it"),
    [
        ("exact", ("said Reyes", "told us"), True),
        ("source", ("the hall", "The roof"), True),
        ("note", ("“said Reyes” is one", "“told us” is one"), True),
        ("exact", ("said Reyes", "the roof"), False),
        ("exact", ("said Reyes", "told us", "The hall"), False),
        ("exact", ("elsewhere", "and not here"), False),
    ],
)
def test_a_field_that_is_there_for_one_kind_of_the_key_alone_is_found(keyed, field, words, tells_it):
    given = [{"id": f"a-{number}", "layer": "cue", field: text} for number, text in enumerate(words)]
    assert bool(fields_that_tell(keyed.questions["parts"], given)) is tells_it


def test_names_comments_order_and_ids_of_the_key_are_found(keyed):
    path = "x.whl: exercises/lessons/library/"
    toml = '[[cue]]\nid = "cue-a"\n[[cue]]\nid = "parts-one"\n'
    asked = '[[question]]\nid = "parts"\n# the first is the source\n[question.answer]\none = "source"\n'
    told = tells(
        keyed,
        {"parts": {"required": ["cue-a"]}},
        [(f"{path}annotations.toml", toml.encode()), (f"{path}questions/01.toml", asked.encode()), ("a.json", b'"parts"')],
    )
    for said in (
        "cue-a is in the key",
        "parts-one is called like",
        "has the comment",
        "has “answer”",
        "a.json names parts",
    ):
        assert sum(said in one for one in told) == 1, said
    assert annotations_of(toml.encode())[0] == {"id": "cue-a", "layer": "cue"}


def test_an_annotation_that_only_a_key_uses_belongs_to_the_keys(kit, tmp_path):
    folder = Path(shutil.copytree(kit / LESSONS / "form_a", tmp_path / "form_a"))
    content = read_lesson(folder, keys=True)
    assert content.problems == ()
    assert len(read_lesson(folder).annotations) < len(content.annotations)
    shutil.copyfile(folder / "key" / ANNOTATIONS, folder / ANNOTATIONS)
    (folder / "key" / ANNOTATIONS).unlink()
    told = read_lesson(folder, keys=True).problems
    assert told
    assert all("Move it into key/annotations.toml." in one for one in told)
    # In both files it would be two.
    shutil.copyfile(folder / ANNOTATIONS, folder / "key" / ANNOTATIONS)
    assert any(
        "key/annotations.toml, line" in one and "frame" in one and "same id" in one
        for one in read_lesson(folder, keys=True).problems
    )
