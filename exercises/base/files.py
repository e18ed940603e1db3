"""Files that hold what they should or what they held before: those that only grow, and those that are written whole."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .errors import KitError

_PART = re.compile(r".+\.[0-9a-f]{12}\.part")


@contextlib.contextmanager
def file_lock(path: Path, seconds: float) -> Iterator[None]:
    """Hold a file's lock, so that two programs write one after the other; after so many seconds go on without it."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.stem}.lock"))
    try:
        lock.acquire(timeout=seconds)
    except (Timeout, OSError, NotImplementedError):
        # Appending without the lock may cost a torn line; not saving would cost what was written.
        yield
        return
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def only_writer(folder: Path, busy: str) -> Iterator[None]:
    """Hold a folder, so that no second run mixes its files with ours. Raises KitError with ``busy`` while another does.

    What a run that was killed left half written there is removed first.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".writing.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise KitError(busy) from error
    except (OSError, NotImplementedError):
        # Some network drives know no locks. Each file is whole even so.
        yield
        return
    try:
        for path in folder.rglob("*.part"):
            if _PART.fullmatch(path.name):
                path.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def part_of(path: Path) -> Path:
    """A name beside a file to write it under until it is whole; every writer gets one of its own."""
    return path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write whole: it takes its place, at once and durably, when all went well, else the former one stays.

    Raises OSError, and then nothing of it is left.
    """
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            # Without this, a computer that loses power may keep the new name and not what is in it.
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def atomic_write(path: Path, data: bytes) -> None:
    """Write a whole file, as ``replacing`` does. Raises OSError."""
    with replacing(path) as file:
        file.write(data)


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
