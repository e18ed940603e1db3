"""Whatever fails while the journal, the marks or the tables are written: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import shutil

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile, read_mark_events
from exercises.student.journal import Journal
from tests.gradebook.classes import check, good_class, grade, put_all
from tests.gradebook.faulty_disk import KINDS, MOST, faulty


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_are_the_old_ones_or_the_new_ones_whichever_act_fails(kind, scene, tmp_path, capsys):
    files = put_all(tmp_path / "earlier hand-ins", good_class(scene.content, 2))
    put_all(scene.folder, good_class(scene.content, 3))
    roster = tmp_path / "roster.csv"
    roster.write_text("id,email\ns01-holly,h@example.org\n", encoding="utf-8")
    more = ("--names", roster, "--lms", "moodle", "--roster", roster, "--feedback", "--quiet")
    old = grade(files, tmp_path / "old", *more).files
    new = grade(scene.folder, tmp_path / "new", *more).files
    for number in range(1, MOST):
        out = tmp_path / f"out-{number}"
        shutil.copytree(tmp_path / "old", out)
        with faulty(kind, number, out) as disk:
            found = grade(scene.folder, out, *more)
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert list(out.rglob("*.part")) == []
        assert all(data in (old.get(name), new.get(name)) for name, data in found.files.items()), number
        if not disk.failed:
            assert (found.status, found.files) == (0, new)
            break
        assert (found.status, len(said.err.splitlines()[-1]) > 40) == (2, True)
        assert grade(scene.folder, out, *more).files == new
        shutil.rmtree(out)
    assert number > 5


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "rename"])
def test_no_answer_that_was_called_saved_is_lost_and_none_is_there_twice(kind, tmp_path):
    for number in range(1, MOST):
        path = tmp_path / f"{kind}-{number}" / "lesson.jsonl"
        journal = Journal(path)
        with faulty(kind, number, tmp_path) as disk:
            saved = []
            for answer in range(4):
                told = journal.append({"event": "check", "id": "a-number", "answer": answer})
                on_disk = [event["answer"] for event in Journal(path).events()]
                # What is called saved is on the disk at that moment; what is not is said not to be.
                assert (answer in on_disk) == told.ok
                assert told.ok or told.text.startswith("Not saved: ")
                saved.append(told.ok)
        fresh = Journal(path)
        assert ([event["answer"] for event in fresh.events()], fresh.set_aside) == (
            [0, 1, 2, 3][: 4 if saved[-1] else 3],
            [],
        )
        if not disk.failed:
            break
    assert number > 4


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "rename"])
def test_no_mark_that_was_acknowledged_is_lost_and_none_is_half_there(kind, tmp_path):
    for number in range(1, MOST):
        path = tmp_path / f"{kind}-{number}" / "marks.csv"
        kept = []
        with faulty(kind, number, tmp_path) as disk:
            for level in range(4):
                act = MarkEvent("kh", "ada-l", "library", "a-reflection", "0123456789ab", "level", level)
                try:
                    MarksFile(path).append(act)
                except KitError as error:
                    assert str(error).startswith("Not saved in marks.csv: ")
                else:
                    kept.append(level)
        acts, problems = read_mark_events(path)
        assert ([act.level for act in acts], problems) == (kept, [])
        if not disk.failed:
            assert kept == [0, 1, 2, 3]
            break
    assert number > 4


def test_an_answer_that_could_not_be_saved_comes_with_the_next_one(tmp_path):
    journal = Journal(tmp_path / "lesson.jsonl")
    with faulty("fsync", 1, tmp_path):
        assert not journal.append(check("a-number", 1)).ok
    assert journal.append(check("a-number", 2)).ok
    assert [event["answer"] for event in Journal(journal.path).events()] == [1, 2]
