"""The desk without a browser: what its buttons do, what they refuse, and that nothing of it is lost."""

from __future__ import annotations

import csv
import json
import os
import time
import zipfile
from pathlib import Path

import pytest

from exercises import desk as front_door
from exercises.base.errors import KitError
from exercises.desk.folders import listing, pasted
from exercises.desk.remembered import FILE, Choices, Memory
from exercises.desk.teacher_desk import FOLDER, NOTHING, VIEWS, TeacherDesk
from exercises.gradebook.marking.marks_file import read_mark_events
from exercises.lesson_data.assignments import shipped_assignments
from tests.each import each

LONGEST = 60  # seconds that a child process may take on a busy machine


class Page:
    """A teacher at the desk of a folder: presses buttons, and reads what the page then shows."""

    def __init__(self, folder: Path):
        self.desk = TeacherDesk(folder)
        self.card = self.desk.card()

    def press(self, do: str, buffers=(), fields: dict | None = None, **message) -> dict:
        before = self.card.state["reply"]
        self.card._handle_custom_msg({"do": do, "fields": fields or {}, **message}, list(buffers))
        assert self.card.state["reply"] == before + 1
        return self.card.state

    def finish(self) -> dict:
        """What the page shows when the work is done."""
        until = time.monotonic() + LONGEST
        while self.card.state["work"]["running"] and time.monotonic() < until:
            time.sleep(0.05)
        assert not self.card.state["work"]["running"]
        return self.card.state


@pytest.fixture
def page(tmp_path, monkeypatch) -> Page:
    monkeypatch.chdir(tmp_path)
    return Page(tmp_path)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_made_up_class_is_graded_marked_and_graded_again_and_the_next_day_all_of_it_is_there(page, tmp_path):
    page.press("sample")
    chosen = page.finish()["chosen"]
    assert (chosen["handins"]["name"], chosen["roster"]["name"]) == ("hand-ins", "roster.csv")
    fields = {"assignment": "lesson-5", "class_name": "7b", "marker": "kh", "feedback": "yes", "platform": "moodle"}
    page.press("grade", fields=fields)
    # While it runs, a second press is refused, and the first goes on.
    assert "“Grading” goes on" in page.press("sample")["problems"]["handins"]
    state = page.finish()
    out = tmp_path / FOLDER / "grades" / "7b"
    (run,) = state["runs"]
    assert (state["work"]["problem"], state["work"]["done"], state["work"]["of"]) == ("", 30, 30)
    assert run["said"][0].startswith("7b, Lesson 5") and str(out) in run["said"][0]
    assert run["waiting"] > 0 and f"{run['waiting']} wait to be read" in run["said"][1]
    made = {one["name"]: Path(one["path"]) for one in run["files"]}
    assert {"report.html", "gradebook.html", "problems.csv", "moodle.csv", "feedback", "grades.csv"} <= set(made)
    assert all(path.exists() for path in made.values())

    # Points by hand: a student, an answer, a reason.
    state = page.press("students", run=0)
    student = state["students"][0]["id"]
    answers = page.press("answers", student=student)["answers"]
    # Only what was set can be changed: other points would change nothing.
    assert {answer["question"] for answer in answers} <= set(shipped_assignments()["lesson-5"].cards)
    one = next(answer for answer in answers if answer["points"])
    given = {"student": student, "question": one["question"], "lesson": one["lesson"], "points": "0"}
    assert "Write the reason" in page.press("override", **given, reason=" ")["problems"]["points"]
    assert not (out / "marks.csv").exists()
    assert "saved in 7b/marks.csv" in page.press("override", **given, reason="From the board.")["said"]["points"]
    (act,) = read_mark_events(out / "marks.csv")[0]
    assert (act.student, act.question, act.points, act.comment) == (
        student,
        one["question"],
        0,
        "From the board.",
    )
    before = {row["student"]: row for row in rows(out / "grades.csv")}
    page.press("grade")
    page.finish()
    assert {row["student"]: row for row in rows(out / "grades.csv")} != before

    # The next day, in another notebook: fields, runs, the report, and the marking card.
    state = Page(tmp_path).card.state
    assert {name: state["fields"][name] for name in fields} == fields
    assert state["runs"][0]["files"] == page.card.state["runs"][0]["files"]
    desk = front_door.open_desk()
    assert all(desk.report(view) is not None for view in VIEWS)
    assert desk.marking().state["of"] == run["waiting"] and desk.marking().state["marker"] == "kh"
    assert "markers" in str(desk.agreement())


def test_before_anything_is_graded_each_notebook_says_what_to_do(page):
    assert page.desk.report(VIEWS[0]) == page.desk.marking() == NOTHING
    assert [page.desk.report(view) for view in VIEWS[1:]] == [None] * (len(VIEWS) - 1)
    with pytest.raises(KitError, match="There is no part “sumary”"):
        page.desk.report("sumary")


def test_what_cannot_be_done_is_a_sentence_in_its_section_and_the_fields_are_kept(page, tmp_path):
    (tmp_path / "broken.toml").write_text("attempt = “last”", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no zip", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    wishes = {
        "nothing chosen": ({"do": "grade"}, "grade", "Choose the hand-ins first"),
        "no path": ({"do": "paste", "purpose": "handins", "path": " "}, "handins", "Paste a path"),
        "not there": (
            {"do": "paste", "purpose": "handins", "path": '"/nowhere/7b.zip"'},
            "handins",
            "7b.zip” is not there",
        ),
        "no zip": (
            {"do": "paste", "purpose": "handins", "path": str(tmp_path / "notes.txt")},
            "handins",
            "is something else",
        ),
        "outside": ({"do": "browse", "purpose": "handins", "path": "/"}, "handins", "is outside your home folder"),
        "another purpose": ({"do": "browse", "purpose": "keys"}, "what", "cannot be chosen"),
        "no run": ({"do": "room", "name": "mark_open_answers", "run": 0}, "marks", "No class is graded so far"),
        "no student": ({"do": "students", "run": 0}, "points", "No class is graded so far"),
        "no answer": ({"do": "override"}, "points", "Choose the student again"),
        "another edition": ({"do": "edition", "edition": "../x"}, "edition", "an edition that the desk does not know"),
        "another lesson": ({"do": "check_lesson", "lesson": "../x"}, "check", "There is no lesson"),
        "a file elsewhere": ({"do": "show", "path": "/etc/passwd"}, "grade", "is not there any more"),
        "no wish": ({"do": "format the disk"}, "grade", "cannot do"),
        "no message": ({"do": None}, "grade", "cannot do"),
        "a piece of nothing": ({"do": "upload", "name": "../x.exe", "drop": "a"}, "handins", "is no zip file"),
        "a piece too late": ({"do": "upload", "name": "a.zip", "drop": "a", "at": 9}, "handins", "did not arrive whole"),
    }
    for noted, (wish, section, said) in each(wishes):
        with noted:
            state = page.press(**wish, fields={"class_name": "7b"})
            assert said in state["problems"][section]
            assert state["fields"]["class_name"] == "7b"
    # What a file of the teacher's says wrong is known before anything is graded.
    page.press("paste", purpose="policy", path=str(tmp_path / "broken.toml"))
    assert "broken.toml cannot be read" in page.card.state["problems"]["what"]
    page.press("forget", purpose="policy")
    # What only grading finds out is a sentence, too; and a platform's file needs the roster.
    page.press("paste", purpose="handins", path=str(tmp_path / "empty"))
    assert "choose your roster" in page.press("grade", fields={"platform": "canvas"})["problems"]["grade"]
    assert "a number above zero" in page.press("grade", fields={"platform": "", "out_of": "x"})["problems"]["grade"]
    page.press("grade", fields={"out_of": ""})
    assert "There is no hand-in in" in page.finish()["work"]["problem"]
    assert page.card.state["runs"] == []


def test_a_dropped_zip_comes_in_pieces_and_nothing_that_is_there_is_replaced(page, tmp_path):
    with zipfile.ZipFile(tmp_path / "7b.zip", "w") as archive:
        archive.writestr("notes.txt", b"0123456789" * 100)
    data = (tmp_path / "7b.zip").read_bytes()
    whole = {"do": "upload", "name": "7b.zip", "drop": "abc123"}
    page.press(**whole, at=0, ends=False, last=False, buffers=[data[:50]])
    assert page.card.state["chosen"]["handins"] is None
    state = page.press(**whole, at=50, ends=True, last=True, buffers=[memoryview(data[50:])])
    path = Path(state["chosen"]["handins"]["path"])
    assert path.read_bytes() == data and path.is_relative_to(tmp_path / FOLDER / "hand-ins")
    # Several at once are a folder of classes.
    for name, last in (("7a.zip", False), ("7c.zip", True)):
        page.press("upload", name=name, drop="def456", at=0, ends=True, last=last, buffers=[data])
    folder = Path(page.card.state["chosen"]["handins"]["path"])
    assert [one.name for one in sorted(folder.iterdir())] == ["7a.zip", "7c.zip"]
    assert path.read_bytes() == data


def test_folders_are_shown_from_the_home_folder_and_the_kits_alone(tmp_path, monkeypatch):
    home = tmp_path / "home"
    for name in (
        "Downloads/older.zip",
        "Downloads/newer.ZIP",
        "Downloads/list.csv",
        "Downloads/.hidden.zip",
        "Downloads/7b/a",
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"PK")
    os.utime(home / "Downloads" / "older.zip", (1, 1))
    monkeypatch.setattr(Path, "home", lambda: home)
    shown = listing(home / "Downloads", "handins", tmp_path / FOLDER)
    assert [one["name"] for one in shown["entries"]] == ["newer.ZIP", "older.zip", "7b"]
    assert (shown["shown"], shown["up"], shown["takes_folder"]) == ("~/Downloads", str(home), True)
    assert listing(home, "roster", tmp_path / FOLDER)["up"] == ""
    assert [one["name"] for one in listing(home / "Downloads", "roster", tmp_path)["entries"]] == ["list.csv", "7b"]
    for folder in (tmp_path, home / ".." / ".."):
        with pytest.raises(KitError, match="outside your home folder"):
            listing(folder, "handins", tmp_path / "kit" / FOLDER)
    zipped = home / "Downloads" / "older.zip"
    for text in (str(zipped), f'"{zipped}"', zipped.as_uri(), "Downloads/older.zip"):
        assert pasted(text, "handins") == zipped


def test_a_file_of_choices_that_is_no_such_file_counts_as_empty(tmp_path):
    texts = {
        "torn": '{"handins": "x"',
        "a list": "[]",
        "other values": json.dumps({"handins": 5, "run": "0", "unknown": 1}),
        "other runs": json.dumps({"runs": [{"title": "7b"}]}),
    }
    for noted, text in each(texts):
        with noted:
            (tmp_path / FILE).write_text(text, encoding="utf-8")
            assert Memory(tmp_path).choices == Choices()


def test_editions_and_lessons_are_made_and_checked_and_work_can_be_stopped(page, tmp_path):
    page.press("check_lesson", lesson="iron_dome")
    state = page.finish()
    assert state["work"]["problem"] == "" and "questions and" in state["work"]["lines"][-1]
    page.press("edition", edition="print", lesson="form_a", paper="letter")
    state = page.finish()
    assert {one["name"] for one in state["made"]["edition"]} >= {"worksheet.html", "answer-sheet.html", "teachers-key.html"}
    # What is in the way is said, and stays.
    (tmp_path / FOLDER / "editions" / "student").mkdir(parents=True)
    (tmp_path / FOLDER / "editions" / "student" / "mine.txt").write_text("mine", encoding="utf-8")
    page.press("edition", edition="student", lesson="form_a", paper="a4")
    assert "mine.txt, which was not made by this command" in page.finish()["work"]["problem"]
    page.press("sample")
    page.press("stop")
    state = page.finish()
    assert state["work"]["stopped"] and state["work"]["problem"] == "" and state["chosen"]["handins"] is None
