from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.answer_form import MOST_CHARACTERS, MOST_VALUES
from exercises.student import journal as journal_module
from exercises.student.journal import LONGEST_LINE, Journal, check_student, read_line
from tests import library
from tests.each import each, named


def event(answer="monday", name="a-choice") -> dict:
    return {"event": "check", "id": name, "answer": answer}


def line(answer="monday", name="a-choice") -> bytes:
    return json.dumps(event(answer, name)).encode() + b"\n"


def answers(journal: Journal) -> list:
    return [e.get("answer") for e in journal.events()]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "my-work" / "library.jsonl"


@pytest.fixture
def written(path):
    """Puts these bytes where the journal is, and opens it."""

    def write(data: bytes) -> Journal:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return Journal(path)

    return write


# Writing and reading back.


def test_a_journal_that_is_not_there_is_empty(path):
    assert Journal(path).events() == []


def test_reading_makes_no_file(path):
    Journal(path).events()
    assert not path.parent.exists()


def test_an_event_comes_back_with_its_version_and_time(path):
    Journal(path).append(event())
    (entry,) = Journal(path).events()
    assert (entry["v"], entry["answer"]) == (1, "monday")
    assert entry["at"].endswith("+00:00")


def test_events_keep_their_order(path):
    journal = Journal(path)
    for number in range(20):
        journal.append(event(number))
    assert answers(Journal(path)) == list(range(20))


def test_saving_says_where(path):
    saved = Journal(path).append(event())
    assert (saved.ok, saved.text) == (True, "Saved in my-work/library.jsonl.")


def test_an_event_is_one_line(path):
    Journal(path).append(event("two\nlines\u2028and\rmore"))
    assert path.read_bytes().count(b"\n") == 1
    assert answers(Journal(path)) == ["two\nlines\u2028and\rmore"]


def test_what_another_notebook_adds_is_seen(path):
    one, other = Journal(path), Journal(path)
    one.append(event("one"))
    other.append(event("other"))
    one.append(event("again"))
    assert answers(one) == answers(other) == ["one", "other", "again"]


def test_a_journal_that_was_put_away_is_read_anew(path):
    journal = Journal(path)
    journal.append(event("old"))
    journal.events()
    path.write_bytes(b"")
    assert journal.events() == []


def test_a_journal_that_was_deleted_is_started_anew(path):
    journal = Journal(path)
    journal.append(event("old"))
    journal.events()
    path.unlink()
    journal.append(event("new"))
    assert answers(journal) == ["new"]


def test_a_lone_surrogate_costs_its_letter_and_not_the_answer(path):
    for text in ("\ud800", "a\udfffb", "ok \ud83d end"):
        assert Journal(path).append(event(text)).ok, ascii(text)
    assert answers(Journal(path)) == ["?", "a?b", "ok ? end"]


def test_the_longest_answer_that_is_graded_fits_into_a_line(path, context):
    answer = "\x00" * MOST_CHARACTERS
    assert grade(library.make("phrase", context), answer).status == "incorrect"
    Journal(path).append(event(answer))
    assert answers(Journal(path)) == [answer]


def test_the_most_values_that_are_graded_fit_into_a_line(path):
    answer = [0.12345678901234567] * (MOST_VALUES - 1)
    Journal(path).append(event(answer))
    assert answers(Journal(path)) == [answer]


# Lines that cannot be read: data, and what is said of the line.
BAD = {
    "a torn line": (b'{"event": "check", "id": "a-cho\n', "torn or is not JSON"),
    "no JSON": (b"hello\n", "torn or is not JSON"),
    "a bare text": (b'"hello"\n', "not an answer of this kit"),
    "a list": (b"[1, 2]\n", "not an answer of this kit"),
    "a number": (b"5\n", "not an answer of this kit"),
    "nothing": (b"null\n", "not an answer of this kit"),
    "another kit's line": (b'{"time": 5, "who": "ada"}\n', "not an answer of this kit"),
    "an id that is a number": (b'{"event": "check", "id": 5}\n', "not an answer of this kit"),
    "an event that is a list": (b'{"event": [], "id": "a"}\n', "not an answer of this kit"),
    "not UTF-8": (b'{"event": "check", "id": "\xff"}\n', "not written in UTF-8"),
    "too long": (b'{"event": "' + b"x" * LONGEST_LINE + b'"}\n', "longer than 200,000 characters"),
    "too deep": (b"[" * 100_000 + b"\n", "torn or is not JSON"),
    "zero bytes": (b"\x00\x00\x00\n", "torn or is not JSON"),
    "a number of many digits": (b'{"event": "check", "id": "a", "answer": ' + b"9" * 5000 + b"}\n", "is not JSON"),
    "a number that is not a number": (b'{"event": "check", "id": "a", "answer": NaN}\n', "is not JSON"),
    "a number without end": (b'{"event": "check", "id": "a", "answer": 1e999}\n', "is not JSON"),
}


def test_a_line_that_cannot_be_read_is_set_aside_with_its_reason_and_stays_in_a_file_that_can_be_handed_in(written, path):
    for noted, (bad, reason) in each(BAD):
        with noted:
            journal = written(line("before") + bad)
            assert "answers to 1 question with" in journal.hand_in("ada-l", "library", "0")
            journal.append(event("after"))
            assert path.read_bytes().startswith(line("before") + bad)
            for look in (journal, Journal(path)):
                assert answers(look) == ["before", "after"]
                assert len(look.set_aside) == 1
                assert look.set_aside[0].startswith("library.jsonl: a line was set aside: ")
                assert reason in look.set_aside[0]


def test_a_deep_answer_does_not_stop_the_hand_in(written):
    deep = b'{"event": "check", "id": "a", "answer": ' + b"[" * 900 + b"]" * 900 + b"}\n"
    assert "library.ada-l.jsonl" in written(line("before") + deep).hand_in("ada-l", "library", "0")


def test_a_torn_last_line_is_left_for_the_next_look(written):
    assert answers(written(line("before") + b'{"event": "check", "id"')) == ["before"]


def test_a_torn_last_line_does_not_spoil_the_next_event(written, path):
    journal = written(line("before") + b'{"event": "check", "id"')
    journal.append(event("after"))
    assert answers(journal) == answers(Journal(path)) == ["before", "after"]


def test_a_last_line_that_is_whole_but_for_its_end_is_read_with_the_next_event(written, path):
    journal = written(line("before") + line("nearly")[:-1])
    journal.append(event("after"))
    assert sorted(answers(journal)) == ["after", "before", "nearly"]
    assert answers(Journal(path)) == ["before", "nearly", "after"]


def test_a_line_that_arrives_in_two_pieces_is_read_once_it_is_whole(written, path):
    journal = written(line("before") + line("late")[:20])
    assert answers(journal) == ["before"]
    with path.open("ab") as file:
        file.write(line("late")[20:])
    assert answers(journal) == ["before", "late"]
    assert journal.set_aside == []


def test_a_byte_order_mark_is_passed_over(written):
    journal = written(b"\xef\xbb\xbf" + line("first") + line("second"))
    assert (answers(journal), journal.set_aside) == (["first", "second"], [])


def test_windows_line_ends_are_read(written):
    journal = written((line("first") + line("second")).replace(b"\n", b"\r\n"))
    assert (answers(journal), journal.set_aside) == (["first", "second"], [])


def test_blank_lines_are_passed_over(written):
    journal = written(b"\n\n" + line("first") + b"   \n\r\n" + line("second"))
    assert (answers(journal), journal.set_aside) == (["first", "second"], [])


def test_a_file_of_random_bytes_gives_no_event_and_no_error(written):
    assert written(bytes(range(256)) * 40).events() == []


def test_a_sound_line_has_no_trouble():
    assert read_line(line()) == (event(), "")


# Two notebooks at once, and a kernel that is killed.

WRITER = """
import sys
from pathlib import Path
from exercises.student.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    saved = journal.append({"event": "check", "id": sys.argv[2], "answer": number})
    print(number if saved.ok else "lost", flush=True)
"""


def writer(path: Path, name: str, lines: int) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(path), name, str(lines)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_that_write_at_once_are_both_kept(path):
    writers = [writer(path, name, 50) for name in ("one", "other")]
    told = [process.communicate(timeout=60)[0].split() for process in writers]
    journal = Journal(path)
    kept = {name: [e["answer"] for e in journal.events() if e["id"] == name] for name in ("one", "other")}
    assert told == [[str(n) for n in range(50)]] * 2
    assert kept == {"one": list(range(50)), "other": list(range(50))}
    assert journal.set_aside == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_no_answer_that_was_told_as_saved_is_lost_when_the_kernel_is_killed(path):
    process = writer(path, "one", 100_000)
    told = [process.stdout.readline() for _ in range(30)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait(timeout=30)
    acknowledged = [int(text) for text in told if text.endswith("\n")]
    journal = Journal(path)
    assert answers(journal)[: len(acknowledged)] == acknowledged


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_the_next_answer_is_kept_after_a_kernel_was_killed(path):
    process = writer(path, "one", 100_000)
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    journal = Journal(path)
    assert journal.append(event("after")).ok
    assert answers(Journal(path))[-1] == "after"


def test_a_lock_that_nobody_gives_back_costs_a_moment_and_not_the_answer(path, monkeypatch):
    from filelock import FileLock

    monkeypatch.setattr(journal_module, "_WAIT_FOR_OTHER_TAB", 0.05)
    path.parent.mkdir()
    with FileLock(path.with_name(".library.lock")):
        assert Journal(path).append(event()).ok
    assert answers(Journal(path)) == ["monday"]


# A disk that takes nothing.


class Disk:
    """A stand-in for the file system's answer to a write."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def breaks(self, what: str, number: int = errno.ENOSPC) -> None:
        def refuse(*_):
            raise OSError(number, os.strerror(number))

        if what == "write":
            self.monkeypatch.setattr(journal_module, "durable_append", refuse)
        else:
            self.monkeypatch.setattr(os, "fsync", refuse)

    def is_mended(self) -> None:
        self.monkeypatch.undo()


@pytest.fixture
def disk(monkeypatch) -> Disk:
    return Disk(monkeypatch)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full. Make room"),
        (errno.EACCES, "cannot be written to. Ask your teacher"),
        (errno.EROFS, "cannot be written to. Ask your teacher"),
        (errno.EPERM, "cannot be written to. Ask your teacher"),
        (errno.EIO, "cannot be used"),
    ],
    ids=["full", "no permission", "read-only", "not allowed", "broken"],
)
def test_a_disk_that_takes_nothing_is_told(path, disk, number, said):
    disk.breaks("write", number)
    saved = Journal(path).append(event())
    assert saved.ok is False
    assert saved.text.startswith("Not saved: ")
    assert said in saved.text
    assert saved.text.endswith("Your answer is still on the screen.")


@pytest.mark.parametrize("what", ["write", "fsync"])
def test_an_answer_that_is_not_saved_is_kept_in_memory(path, disk, what):
    disk.breaks(what)
    journal = Journal(path)
    journal.append(event("kept"))
    assert answers(journal) == ["kept"]


@pytest.mark.parametrize("what", ["write", "fsync"])
def test_an_answer_that_was_not_saved_is_saved_once_with_the_next(path, disk, what):
    journal = Journal(path)
    journal.append(event("first"))
    disk.breaks(what)
    assert not journal.append(event("second")).ok
    disk.is_mended()
    assert journal.append(event("third")).ok
    assert answers(journal) == answers(Journal(path)) == ["first", "second", "third"]


def test_a_write_that_stops_half_way_leaves_every_answer_once(path, monkeypatch):
    journal = Journal(path)
    opened = Path.open

    class Half:
        """A file on a disk that fills up in the middle of a write."""

        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            return self.file.write(data[: len(data) - 10])

    journal.append(event("first"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda self, *a, **k: Half(opened(self, *a, **k)))
        assert not journal.append(event("second")).ok
        assert not journal.append(event("third")).ok
    assert journal.append(event("fourth")).ok
    assert answers(Journal(path)) == ["first", "second", "third", "fourth"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "my-work").write_text("", encoding="utf-8")
    saved = Journal(tmp_path / "my-work" / "library.jsonl").append(event())
    assert (saved.ok, saved.text.startswith("Not saved: the folder “my-work” cannot be used")) == (False, True)


def test_a_folder_where_the_file_should_be_is_told(path):
    path.mkdir(parents=True)
    journal = Journal(path)
    assert not journal.append(event()).ok
    assert answers(journal) == ["monday"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere, and Windows has other rights")
def test_a_folder_without_rights_is_told(path):
    path.parent.mkdir()
    path.parent.chmod(0o500)
    assert "cannot be written to" in Journal(path).append(event()).text


# Handing in.


@pytest.fixture
def handed(path):
    journal = Journal(path)
    journal.append(event("Straße “ja” 👩‍🏫"))
    journal.append({"event": "hint", "id": "a-number", "number": 1})
    text = journal.hand_in("ada-l", "library", "0123456789abcdef")
    return text, path.parent / "hand-in" / "library.ada-l.jsonl"


def test_the_header_tells_what_the_file_is(handed):
    header = json.loads(handed[1].read_bytes().split(b"\n")[0])
    assert {name: header[name] for name in ("hand_in", "lesson", "question_set", "student", "events")} == {
        "hand_in": 1,
        "lesson": "library",
        "question_set": "0123456789abcdef",
        "student": "ada-l",
        "events": 2,
    }
    assert header["kit"]


def test_the_checksum_is_that_of_all_after_the_header(handed):
    head, _, body = handed[1].read_bytes().partition(b"\n")
    assert json.loads(head)["checksum"] == hashlib.sha256(body).hexdigest()


def test_the_body_holds_the_events(handed):
    events = [json.loads(text) for text in handed[1].read_text(encoding="utf-8").splitlines()[1:]]
    assert [e["event"] for e in events] == ["check", "hint"]
    assert events[0]["answer"] == "Straße “ja” 👩‍🏫"


def test_the_text_tells_where_the_file_is_and_what_it_holds(handed, path):
    assert (path.parent / "hand-in" / "library.ada-l.jsonl").as_posix() in handed[0]
    assert "your answers to 1 question " in handed[0]
    assert "Nothing was sent anywhere" in handed[0]


def test_nothing_else_lies_beside_the_file(handed):
    assert [entry.name for entry in handed[1].parent.iterdir()] == ["library.ada-l.jsonl"]


def test_handing_in_again_replaces_the_file(handed, path):
    journal = Journal(path)
    journal.append(event("later"))
    journal.hand_in("ada-l", "library", "0123456789abcdef")
    assert "later" in handed[1].read_text(encoding="utf-8")


def test_handing_in_leaves_the_journal_as_it_was(path):
    journal = Journal(path)
    journal.append(event())
    before = path.read_bytes()
    journal.hand_in("ada-l", "library", "0")
    assert path.read_bytes() == before


def test_an_answer_that_could_not_be_saved_is_handed_in_all_the_same(path, disk):
    journal = Journal(path)
    disk.breaks("write")
    journal.append(event("only in memory"))
    journal.hand_in("ada-l", "library", "0")
    assert "only in memory" in (path.parent / "hand-in" / "library.ada-l.jsonl").read_text(encoding="utf-8")


def test_an_escaped_lone_surrogate_in_the_journal_does_not_stop_the_hand_in(written):
    journal = written(b'{"event": "check", "id": "a", "answer": "\\ud800"}\n')
    assert "library.ada-l.jsonl" in journal.hand_in("ada-l", "library", "0")


def test_a_hand_in_that_cannot_be_written_is_told(path):
    journal = Journal(path)
    journal.append(event())
    (path.parent / "hand-in").write_text("", encoding="utf-8")
    with pytest.raises(KitError, match=r"library\.ada-l\.jsonl could not be written: .*your answers are safe"):
        journal.hand_in("ada-l", "library", "0")


def test_handing_in_nothing_is_told(path):
    with pytest.raises(KitError, match="There is no answer to hand in so far"):
        Journal(path).hand_in("ada-l", "library", "0")


TAKEN = {" Ada-L ": "ada-l", "ada\n": "ada", **{same: same for same in ("ada-l", "7b12", "a", "a" * 24, "con-1")}}
NO_IDS = (
    *("", "  ", "a" * 25, "-ada", "ada-", "ada l", "ada_l", "ada.l", "ada@x.org", "../ada", "ada/l", "ada\\l"),
    *("C:", "con", "NUL", "com1", "lpt9", "adä", "ａｄａ", "１２", "ada\x00", "\ud800", "x" * 10**6),
)


def test_a_class_id_is_taken_in_small_letters():
    assert {typed: check_student(typed) for typed in TAKEN} == TAKEN


def test_what_is_no_class_id_is_told():
    for noted, typed in each({ascii(typed)[:30]: typed for typed in NO_IDS}):
        with noted, pytest.raises(KitError, match="class id"):
            check_student(typed)
    for noted, typed in each(named([None, 5, b"ada", ["ada"]])):
        with noted, pytest.raises(KitError, match="Type your class id"):
            check_student(typed)


def test_a_longer_file_in_the_place_of_the_journal_is_read_from_its_start(path):
    journal = Journal(path)
    journal.append(event("mine"))
    assert len(journal.events()) == 1
    lines = [json.dumps({"id": f"q-{n}", "event": "check", "answer": "x" * n}) + "\n" for n in range(30)]
    path.write_text("".join(lines), encoding="utf-8")
    assert [e["id"] for e in journal.events()] == [f"q-{n}" for n in range(30)]
    assert journal.set_aside == []


def test_a_hand_in_that_fails_leaves_no_half_a_file(path):
    journal = Journal(path)
    journal.append(event())
    (path.parent / "hand-in" / "library.ada-l.jsonl").mkdir(parents=True)
    with pytest.raises(KitError, match="could not be written"):
        journal.hand_in("ada-l", "library", "0")
    assert [p.name for p in (path.parent / "hand-in").iterdir()] == ["library.ada-l.jsonl"]
