"""Files that hold what they should or what they held before: those that only grow, and those that are written whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def file_lock(path: Path, seconds: float) -> Iterator[None]:
    """Hold a file's lock, so that two programs write one after the other; after so many seconds go on without it."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.stem}.lock"))
    try:
        lock.acquire(timeout=seconds)
    except (Timeout, NotImplementedError):
        # Appending without the lock may cost a torn line; not saving would cost what was written.
        yield
        return
    try:
        yield
    finally:
        lock.release()


def atomic_write(path: Path, data: bytes) -> None:
    """Write a whole file: it stands in its place at once, or the one that was there stays. Raises OSError."""
    beside = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def durable_append(path: Path, data: bytes) -> None:
    """Add whole lines to the end of a file and wait until the disk has them. Raises OSError, and then nothing was added."""
    with path.open("a+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            # The last write was cut off in the middle: the torn line keeps its own line.
            data = data if file.read(1) == b"\n" else b"\n" + data
        try:
            if file.write(data) != len(data):
                raise OSError(errno.ENOSPC, "the disk is full")
            os.fsync(file.fileno())
        except OSError:
            # What came through of this write would be there twice after the next try.
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise
    # A browser that is full takes the bytes without a word, and drops them when the file is closed.
    if path.stat().st_size < end + len(data):
        raise OSError(errno.ENOSPC, "not all of it was kept")
