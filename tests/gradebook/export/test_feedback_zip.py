"""The zip of all pages, read as Moodle and Canvas read it, and as somebody would like who packs a hand-in with care."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tests.gradebook.classes import Scene, check, grade
from tests.gradebook.hostile_files import zip_bytes

NAME = "Zacharias Quill"


def moodle_gives(path: str, participants: set[int]) -> tuple[int, str] | None:
    """To whom Moodle gives an entry, and under what name, by its importziplib.php; None if it is passed over."""
    parts = path.split("/")
    if parts[-1].startswith((".", "~")):
        return None
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
            continue
        if info[2:4] == ["assignsubmission", "file"]:
            return int(info[1]), "/".join(filter(None, [*info[4:], *parts]))
    return None


def canvas_gives(path: str, handed: dict[str, set[str]]) -> str | None:
    """To whom Canvas gives an entry, by the rule of its abstract_assignment.rb; ``handed`` has the attachments of each."""
    cut = [part for part in path.rpartition("/")[2].split("_") if part != "LATE"]
    if cut[0] == "anon":
        who, attachment = [*cut[1:3], "", ""][:2]
    else:
        who, attachment = [*(part for part in cut if re.fullmatch(r"\d+", part)), "", ""][:2]
    linked = cut[-1].startswith("link") or path.rpartition("/")[2].startswith("._")
    return who if not linked and attachment in handed.get(who, ()) else None


def returned(scene: Scene, out, *more, handins=None) -> dict[str, str]:
    """Grade with feedback: the entries of feedback.zip, each with its page as text."""
    grade(handins or scene.folder, out, "--feedback", "--quiet", *more)
    with zipfile.ZipFile(out / "feedback.zip") as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def handed(scene: Scene, who: str, *more: dict) -> bytes:
    return scene.hand_in(who, check("a-number", 5), *more)


def test_moodle_gives_each_page_to_the_one_whose_folder_it_came_from_and_learns_no_name(scene, tmp_path, capsys):
    numbers = {"ada-l": 40101, "123": 40102, "bo-k": 40103}
    entries = [(f"{NAME}_{n}_assignsubmission_file/library.{who}.jsonl", handed(scene, who)) for who, n in numbers.items()]
    # One of a Moodle before 4.1, and one of a group without a number.
    entries += [(f"{NAME}_40104_assignsubmission_file_/library.cy.jsonl", handed(scene, "cy"))]
    entries += [("Default group_assignsubmission_file/library.di.jsonl", handed(scene, "di"))]
    scene.put("../class.zip", zip_bytes(entries))
    found = returned(scene, tmp_path / "grades", "--class", "7b", handins=tmp_path / "class.zip")
    given = {name: moodle_gives(name, {40101, 40102, 40103, 40104}) for name in found}
    taken = {one[0]: found[name] for name, one in given.items() if one}
    assert len(taken) == 4
    assert all(f"For <strong>{who}</strong>" in taken[number] for who, number in (*numbers.items(), ("cy", 40104)))
    assert {one[1] for one in given.values() if one} == {f"feedback_{who}.html" for who in (*numbers, "cy")}
    assert [name for name, one in given.items() if one is None] == ["by hand/7b/feedback_di.html"]
    assert not any(part in name for name in found for part in NAME.split())
    assert "Pages in feedback.zip: 4 for Moodle, 1 to give out yourself, in “by hand”." in capsys.readouterr().out


def test_canvas_gives_each_page_to_the_one_who_handed_it_in_for_the_newest_attachment(scene, tmp_path):
    files = {
        "quillzacharias_LATE_77_5001_library.ada-l.jsonl": handed(scene, "ada-l"),
        "quillzacharias_77_5009_library.ada-l-1.jsonl": handed(scene, "ada-l", check("a-choice", "monday")),
        "quillana_78_5002_library.20.jsonl": handed(scene, "20"),
        "quilllee_79_5003_library.link-l.jsonl": handed(scene, "link-l"),
        "anon_AbCdE_5004_library.di.jsonl": handed(scene, "di"),
    }
    scene.put("../class.zip", zip_bytes(files.items()))
    found = returned(scene, tmp_path / "grades", handins=tmp_path / "class.zip")
    newest = {"77": {"5009"}, "78": {"5002"}, "79": {"5003"}, "AbCdE": {"5004"}}
    given = {canvas_gives(name, newest): page for name, page in found.items()}
    assert len(given) == len(found) == 4
    for number, who in {"77": "ada-l", "78": "20", "79": "link-l", "AbCdE": "di"}.items():
        assert f"For <strong>{who}</strong>" in given[number]
        # Canvas calls the page what the hand-in was called: whoever opens it as text reads what to do.
        assert given[number].startswith("<!-- This is a web page.")
    assert not any("quill" in name for name in found)


def test_a_folder_of_files_has_all_pages_in_one_folder_and_the_same_bytes_each_time(scene, tmp_path):
    for who in ("ada-l", "bo-k"):
        scene.put(f"library.{who}.jsonl", handed(scene, who))
    first = returned(scene, tmp_path / "one")
    assert list(first) == ["by hand/feedback_ada-l.html", "by hand/feedback_bo-k.html"]
    returned(scene, tmp_path / "two")
    assert (tmp_path / "one" / "feedback.zip").read_bytes() == (tmp_path / "two" / "feedback.zip").read_bytes()


HOSTILE = [
    # A zip file that a student made, in a folder of files, speaks for nobody.
    ("work.zip", [(f"{NAME}_90_assignsubmission_file/library.mal.jsonl", "mal")]),
    ("work.zip", [("holly_90_9999_library.mal.jsonl", "mal")]),
    # A number longer than any, a folder that leads out, and signs that no name of a file has.
    (f"x_{'9' * 60}_assignsubmission_file/library.mal.jsonl", "mal"),
    ("=cmd' _7_x/a;b/library.mal.jsonl", "mal"),
    # Two students under one number: nobody's page may reach the other.
    ("A A_91_assignsubmission_file/two.zip", [("library.mal.jsonl", "mal"), ("library.eve.jsonl", "eve")]),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_a_student_names_decides_nothing_but_where_the_teacher_gives_it_out(number, scene, tmp_path):
    scene.put("Holly H_90_assignsubmission_file/library.holly.jsonl", handed(scene, "holly"))
    path, data = HOSTILE[number]
    who = data if isinstance(data, str) else b""
    scene.put(path, handed(scene, who) if who else zip_bytes([(name, handed(scene, one)) for name, one in data]))
    found = returned(scene, tmp_path / "grades")
    assert moodle_gives("holly_90_assignsubmission_file/feedback_holly.html", {90}) == (90, "feedback_holly.html")
    for name, page in found.items():
        assert re.fullmatch(r"(?:by hand|[a-z0-9-]+_\d{1,20}_assignsubmission_file)/feedback_[a-z0-9_-]+\.html", name)
        reached = moodle_gives(name, {7, 90, 91})
        assert (reached == (90, "feedback_holly.html")) == ("For <strong>holly</strong>" in page), name
        assert reached in (None, (90, "feedback_holly.html"))
        assert canvas_gives(name, {"90": {"9999"}}) is None
    assert len(found) == 2 + (number == 4)


def test_a_page_of_feedback_zip_is_the_one_in_the_folder(scene, tmp_path):
    scene.put("A A_91_assignsubmission_file/library.ada-l.jsonl", handed(scene, "ada-l"))
    (page,) = returned(scene, tmp_path / "grades").values()
    assert page == (tmp_path / "grades" / "feedback" / "feedback_ada-l.html").read_text(encoding="utf-8")
    assert zipfile.is_zipfile(io.BytesIO((tmp_path / "grades" / "feedback.zip").read_bytes()))
