"""A disk on which the nth act of one sort fails, for every n: opening, writing, syncing and renaming a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

KINDS = ("open", "write", "fsync", "rename")
# No run here acts so often; a loop that gets there does not end.
MOST = 400


class Disk:
    """Counts the acts of one sort below a folder, and lets the nth of them fail."""

    def __init__(self, kind: str, number: int, below: Path):
        self.kind, self.number, self.below, self.done = kind, number, below, 0

    @property
    def failed(self) -> bool:
        return self.done >= self.number

    def act(self, kind: str) -> None:
        """One act; raises OSError if it is the one that fails."""
        if kind == self.kind:
            self.done += 1
            if self.done == self.number:
                raise OSError(errno.ENOSPC, "No space left on device")


class Watched:
    """An open file whose writing is counted; half of the data of a failed write is on the disk."""

    def __init__(self, file: Any, disk: Disk):
        self._file, self._disk = file, disk

    def write(self, data: Any) -> Any:
        try:
            self._disk.act("write")
        except OSError:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> Watched:
        self._file.__enter__()
        return self

    def __exit__(self, *raised: Any) -> Any:
        return self._file.__exit__(*raised)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def faulty(kind: str, number: int, below: Path) -> Iterator[Disk]:
    """Let the nth act of a sort fail for files below a folder."""
    disk = Disk(kind, number, below)
    opened, replaced, synced = Path.open, Path.replace, os.fsync

    def open_(path: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        if not path.is_relative_to(below) or not set(mode) & set("wax+"):
            return opened(path, mode, *more, **options)
        disk.act("open")
        return Watched(opened(path, mode, *more, **options), disk)

    def replace(path: Path, target: Any) -> Any:
        if path.is_relative_to(below):
            disk.act("rename")
        return replaced(path, target)

    def fsync(number: int) -> None:
        disk.act("fsync")
        synced(number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", open_)
        patch.setattr(Path, "replace", replace)
        patch.setattr(os, "fsync", fsync)
        yield disk
