"""Answers from elsewhere join those here by time; nothing is overwritten, and other copies are found."""

from __future__ import annotations

import json

import pytest

from exercises.base.errors import KitError
from exercises.student.journal import Journal, as_line, hand_in_file
from exercises.student.take_in import LARGEST, other_copies, take_in, take_in_file


def event(name, minute, answer="x", kind="check"):
    return {"v": 1, "at": f"2026-01-01T10:{minute:02}:00+00:00", "event": kind, "id": name, "answer": answer}


def lines(*events):
    return b"".join(as_line(one) + b"\n" for one in events)


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "kit" / "my-work" / "library.jsonl")


def write(journal, *events):
    journal.path.parent.mkdir(parents=True, exist_ok=True)
    journal.path.write_bytes(lines(*events))


def ids(journal):
    return [one["id"] for one in journal.events()]


A, B, C, D = event("a", 1), event("b", 2), event("c", 3), event("d", 4)


def test_an_earlier_hand_in_joins_by_time_and_a_second_time_adds_nothing(journal):
    write(journal, B, D)
    journal.events()
    data = hand_in_file("ada-l", "library", "0", [A, B, C])
    said = take_in(journal, "library", data, "ada-l")
    assert said == "Taken in: 2 entries, with answers to 2 questions. Nothing was replaced."
    assert ids(journal) == ids(Journal(journal.path)) == ["a", "b", "c", "d"]
    assert take_in(journal, "library", data) == "All the answers in this file are here already."
    assert ids(journal) == ["a", "b", "c", "d"]


def test_another_computers_journal_joins_and_each_keeps_its_own_order(journal):
    late = event("late", 9)
    write(journal, late, B)
    assert take_in(journal, "library", b"\xef\xbb\xbf" + lines(A, A, C)).startswith("Taken in: 3 entries")
    found = ids(journal)
    assert sorted(found) == ["a", "a", "b", "c", "late"]
    assert found.index("late") < found.index("b")
    assert found.index("a") < found.index("c")


def test_a_line_that_cannot_be_read_is_still_in_the_file(journal):
    write(journal, A)
    with journal.path.open("ab") as file:
        file.write(b"{torn\n" + lines(D))
    take_in(journal, "library", lines(C))
    assert b"{torn\n" in journal.path.read_bytes()
    assert ids(journal) == ["a", "c", "d"]
    assert len(journal.set_aside) == 1


def test_an_answer_that_was_not_on_disk_yet_is_written_with_it(journal, monkeypatch):
    journal.path.parent.mkdir(parents=True)
    monkeypatch.setattr("exercises.student.journal.durable_append", _full)
    assert not journal.append({"event": "check", "id": "mine", "answer": "y"}).ok
    monkeypatch.undo()
    take_in(journal, "library", lines(A))
    assert ids(journal) == ids(Journal(journal.path)) == ["a", "mine"]
    assert journal.append({"event": "check", "id": "next", "answer": "y"}).ok
    assert ids(Journal(journal.path)) == ["a", "mine", "next"]


def _full(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("data", "student", "said"),
    [
        (b"", "", "no answers of this kit"),
        (b"\x00\xff\x00", "", "no answers of this kit"),
        (b"a,b\n1,2\n", "", "no answers of this kit"),
        (hand_in_file("ada-l", "bridge", "0", [A]), "", "of the lesson “bridge”"),
        (hand_in_file("ben-k", "library", "0", [A]), "ada-l", "the file of “ben-k”, and you are “ada-l”"),
        (hand_in_file("ada-l", "library", "0", []), "ada-l", "no answers of this kit"),
        (b"x" * (LARGEST + 1), "", "larger than"),
    ],
    ids=["empty", "binary", "a table", "another lesson", "another student", "no events", "huge"],
)
def test_a_file_that_is_not_yours_or_no_file_of_answers_is_refused_and_nothing_changes(journal, data, student, said):
    write(journal, A)
    with pytest.raises(KitError, match=said):
        take_in(journal, "library", data, student)
    assert journal.path.read_bytes() == lines(A)


def test_what_cannot_be_written_is_said_and_what_was_there_stays(journal, monkeypatch):
    write(journal, D)
    monkeypatch.setattr("exercises.student.journal.atomic_write", _full)
    with pytest.raises(KitError, match="the disk is full"):
        take_in(journal, "library", lines(A))
    assert ids(journal) == ["d"]


# Sync programs.


@pytest.mark.parametrize(
    "name",
    [
        *("library (1)", "library (Ada's conflicted copy 2026-01-01)", "library-PC7", "library 2"),
        *("library.sync-conflict-20260101-101010-ABCDEFG", "library_conflict-20260101-101010", "library~HEAD"),
    ],
)
def test_a_copy_that_a_sync_program_left_is_found_and_taken_in(journal, name):
    write(journal, A)
    copy = journal.path.with_name(f"{name}.jsonl")
    copy.write_bytes(lines(A, C))
    (found,) = other_copies(journal, "library")
    assert found.text == f"A sync program left another copy of your answers here: “{name}.jsonl”, with 1 entry more."
    assert take_in_file(journal, "library", found.path).startswith("Taken in: 1 entry")
    assert ids(journal) == ["a", "c"]
    assert other_copies(journal, "library") == []
    assert copy.read_bytes() == lines(A, C)


@pytest.mark.parametrize("name", ["library2", "librarybook", "bridge", "bridge (library)", "my library"])
def test_another_lessons_journal_is_no_copy(journal, name):
    write(journal, A)
    journal.path.with_name(f"{name}.jsonl").write_bytes(lines(C))
    assert other_copies(journal, "library") == []


def test_a_folder_of_answers_further_up_is_found(journal):
    write(journal, A)
    above = journal.path.parent.parent.parent / "my-work" / "library.jsonl"
    above.parent.mkdir()
    above.write_bytes(lines(B, C))
    (found,) = other_copies(journal, "library")
    assert "another folder “my-work”" in found.text
    assert "with 2 entries more" in found.text
    above.unlink()
    with pytest.raises(KitError, match="could not be read"):
        take_in_file(journal, "library", found.path)


def test_a_copy_that_is_something_else_or_has_nothing_new_is_not_mentioned(journal):
    write(journal, A, B)
    journal.path.with_name("library (1).jsonl").write_bytes(lines(A))
    journal.path.with_name("library (2).jsonl").write_bytes(b"not of this kit")
    journal.path.with_name("library (3).jsonl").mkdir()
    assert other_copies(journal, "library") == []
    journal.in_browser = True
    assert other_copies(journal, "library") == []


@pytest.mark.parametrize("how", ["replaced", "cut"])
def test_a_journal_that_was_put_back_to_an_older_state_is_written_again(journal, how):
    write(journal, A)
    journal.append({"event": "check", "id": "mine", "answer": "y"})
    assert ids(journal) == ["a", "mine"]
    if how == "replaced":
        older = journal.path.with_name("older")
        older.write_bytes(lines(A))
        older.replace(journal.path)
    else:
        journal.path.write_bytes(lines(A))
    assert ids(journal) == ids(Journal(journal.path)) == ["a", "mine"]
    assert journal.restored
    assert journal.append({"event": "check", "id": "next", "answer": "y"}).ok
    assert ids(journal) == ids(Journal(journal.path)) == ["a", "mine", "next"]


def test_an_older_state_with_something_new_keeps_both(journal):
    write(journal, A, C)
    journal.events()
    other = journal.path.with_name("other")
    other.write_bytes(lines(A, B))
    other.replace(journal.path)
    assert ids(journal) == ["a", "b", "c"]
    assert ids(Journal(journal.path)) == ["a", "b", "c"]


def test_a_journal_that_was_deleted_or_is_another_ones_is_not_written_again(journal):
    write(journal, A, B)
    journal.events()
    journal.path.unlink()
    assert ids(journal) == []
    write(journal, A, B)
    assert ids(journal) == ["a", "b"]
    other = journal.path.with_name("other")
    other.write_bytes(lines(D))
    other.replace(journal.path)
    assert ids(journal) == ["d"]
    assert not journal.restored
    assert json.loads(journal.path.read_bytes())["id"] == "d"
