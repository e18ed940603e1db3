"""Files that are written whole or not at all, by one writer or several, on a disk that fails at any step."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.base import files
from exercises.base.csv_files import Writer, write_rows
from exercises.base.errors import KitError, reason
from exercises.base.files import atomic_write, durable_append, file_lock, only_writer, replacing

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BEFORE = b"what was there before"


class Failing:
    """A file whose n-th write fails; all else goes to the real one."""

    def __init__(self, file, at: int):
        self._file = file
        self._left = at

    def _count(self) -> None:
        self._left -= 1
        if not self._left:
            raise FULL

    def write(self, data: bytes) -> int:
        self._count()
        return self._file.write(data)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> Failing:
        self._file.__enter__()
        return self

    def __exit__(self, *raised) -> None:
        self._file.__exit__(*raised)

    def __getattr__(self, name: str):
        return getattr(self._file, name)


def failing(monkeypatch, step: str, at: int) -> None:
    """Let the n-th write, fsync or rename fail, as a full disk or a drive that went away does."""
    really_open, calls = Path.open, iter(range(1, 1000))

    def fail_at(really: Callable) -> Callable:
        def call(*given):
            if next(calls) == at:
                raise FULL
            return really(*given)

        return call

    if step == "write":
        monkeypatch.setattr(Path, "open", lambda path, *mode, **more: Failing(really_open(path, *mode, **more), at))
    elif step == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail_at(os.fsync))
    else:
        monkeypatch.setattr(Path, "replace", fail_at(Path.replace))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def path(tmp_path) -> Path:
    (tmp_path / "file").write_bytes(BEFORE)
    return tmp_path / "file"


# A disk that fails. -------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["write", "fsync", "rename"])
def test_a_file_stays_as_it_was_when_a_step_of_writing_it_fails(path, monkeypatch, step):
    failing(monkeypatch, step, 1)
    with pytest.raises(OSError, match="No space left"):
        atomic_write(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == BEFORE
    assert names(path.parent) == ["file"]


# A table of two rows is written in four steps: the mark of UTF-8, the header, and each row.
TABLE = b"\xef\xbb\xbfid\r\na\r\nb\r\n"


@pytest.mark.parametrize(
    ("step", "at"), [("write", 1), ("write", 2), ("write", 3), ("write", 4), ("fsync", 1), ("rename", 1)]
)
def test_a_table_stays_as_it_was_when_a_step_of_writing_it_fails(path, monkeypatch, step, at):
    failing(monkeypatch, step, at)
    with pytest.raises(KitError, match="file could not be written: No space left"):
        write_rows(path, ["id"], [["a"], ["b"]])
    monkeypatch.undo()
    assert path.read_bytes() == BEFORE
    assert names(path.parent) == ["file"]


def test_a_table_has_no_fifth_step_that_could_fail(path, monkeypatch):
    failing(monkeypatch, "write", 5)
    write_rows(path, ["id"], [["a"], ["b"]])
    assert path.read_bytes() == TABLE


def test_of_three_tables_of_one_run_the_first_that_fails_stops_the_others(tmp_path, monkeypatch):
    for name in "abc":
        (tmp_path / name).write_bytes(BEFORE)
    # Tables close in the reverse order: c is done, b fails, and a must not take its place.
    failing(monkeypatch, "fsync", 2)
    with (
        pytest.raises(KitError),
        Writer(tmp_path / "a", ["id"]),
        Writer(tmp_path / "b", ["id"]),
        Writer(tmp_path / "c", ["id"]),
    ):
        pass
    monkeypatch.undo()
    assert [(tmp_path / name).read_bytes() == BEFORE for name in "abc"] == [True, True, False]
    assert names(tmp_path) == ["a", "b", "c"]


@pytest.mark.parametrize("step", ["write", "fsync"])
def test_nothing_is_added_to_a_file_when_adding_to_it_fails(path, monkeypatch, step):
    path.write_bytes(b"one\n")
    failing(monkeypatch, step, 1)
    with pytest.raises(OSError, match="No space left"):
        durable_append(path, b"two\n")
    monkeypatch.undo()
    assert path.read_bytes() == b"one\n"


def test_what_is_written_is_on_the_disk_before_it_has_the_name(path, monkeypatch):
    steps = []
    really = Path.replace
    monkeypatch.setattr(files.os, "fsync", lambda _: steps.append("fsync"))
    monkeypatch.setattr(Path, "replace", lambda part, target: steps.append(part.read_bytes()) or really(part, target))
    atomic_write(path, b"new")
    assert steps == ["fsync", b"new"]


def test_a_reason_is_what_the_system_says_and_else_the_errors_own_text():
    assert reason(FULL) == "No space left on device"
    assert reason(OSError("no number")) == "no number"
    assert reason(ValueError("not text")) == "not text"


# Several writers. ---------------------------------------------------------------------------------


def test_two_who_write_one_file_do_not_mix_and_the_last_to_finish_has_it(path):
    with replacing(path) as one:
        one.write(b"one, ")
        with replacing(path) as other:
            other.write(b"the other")
        assert path.read_bytes() == b"the other"
        one.write(b"whole")
    assert path.read_bytes() == b"one, whole"
    assert names(path.parent) == ["file"]


def test_many_who_write_one_file_at_the_same_time_leave_it_whole(path):
    wanted = [bytes([letter]) * 100_000 for letter in b"abcdefgh"]
    threads = [threading.Thread(target=atomic_write, args=(path, data)) for data in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in wanted
    assert names(path.parent) == ["file"]


def test_a_folder_has_one_writer_and_is_free_again_afterwards(tmp_path):
    with only_writer(tmp_path, "busy"):
        code = "import sys; from pathlib import Path; from exercises.base.files import only_writer\n"
        code += "with only_writer(Path(sys.argv[1]), 'The folder is in use.'): pass"
        env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        command = [sys.executable, "-c", code, tmp_path]
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
        assert "KitError: The folder is in use." in done.stderr
    assert subprocess.run(command, env=env, check=False).returncode == 0


def test_what_a_killed_run_left_half_written_is_removed_and_nothing_else(tmp_path):
    half = files.part_of(tmp_path / "grades.csv")
    mine = tmp_path / "song.part"
    for path in (half, mine):
        path.write_bytes(b"half")
    with only_writer(tmp_path, "busy"):
        assert not half.exists()
    assert mine.exists()


@pytest.mark.parametrize(
    "held", [lambda folder: only_writer(folder, ""), lambda folder: file_lock(folder / "work.jsonl", 0)]
)
def test_where_no_lock_can_be_had_the_work_is_done_all_the_same(tmp_path, held):
    # A lock that is a folder cannot be opened; so it is on drives that know no locks.
    for name in (".writing.lock", ".work.lock"):
        (tmp_path / name).mkdir()
    with held(tmp_path):
        atomic_write(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
