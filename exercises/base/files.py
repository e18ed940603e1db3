"""Crash-safe files: a failed write leaves the old content. Some are appended to, others are replaced as a whole."""

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
    """Hold a file's lock, so that two programs write one after the other; after ``seconds``, go on without it."""
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.stem}.lock"))
    try:
        lock.acquire(timeout=seconds)
    except (Timeout, OSError, NotImplementedError):
        # Appending without the lock risks a torn line; not saving would lose the student's work.
        yield
        return
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def only_writer(folder: Path, busy: str) -> Iterator[None]:
    """Lock a folder, so that no second run mixes its files with ours. Raises KitError(busy) while another run holds it.

    First removes the partial files that a killed run left there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".writing.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise KitError(busy) from error
    except (OSError, NotImplementedError):
        # Some network drives do not support locks. Each file is still written as a whole.
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
    """A temporary name next to a file, to write it under until it is complete; different for each writer."""
    return path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that replaces ``path``, atomically and durably, if the block succeeds; otherwise the old file stays.

    Raises OSError, after removing the partial file.
    """
    part = part_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            # Without this, a power failure may leave the new name without its content.
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
    """Add whole lines to the end of a file and wait until they are on disk. Raises OSError; then nothing was added."""
    with path.open("a+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            # The last write was cut off: end the torn line, so that the new data starts on a line of its own.
            data = data if file.read(1) == b"\n" else b"\n" + data
        try:
            if file.write(data) != len(data):
                raise OSError(errno.ENOSPC, "the disk is full")
            os.fsync(file.fileno())
        except OSError:
            # Otherwise the part that was written would be there twice after a retry.
            with contextlib.suppress(OSError):
                file.truncate(end)
            raise
    # A browser whose storage is full accepts the bytes silently and drops them when the file is closed.
    if path.stat().st_size < end + len(data):
        raise OSError(errno.ENOSPC, "not all of it was kept")
