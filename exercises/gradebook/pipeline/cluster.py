"""Grading on a Dask cluster: the same chunks and bytes, from workers that share the folder or get the files sent."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import threading
import time
import uuid
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...base.errors import KitError
from ...lesson_data import content
from ..intake.sources import Source, SubmissionSource, Unreadable
from ..marking.teacher_marks import TeacherMarks, read_teacher_marks
from ..report.page import write_page
from ..statistics.class_totals import Chunk
from .workers import GradingWorker, Setting, Students, Submit

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
# Seconds: to reach a scheduler, to wait for a worker while there is none, and between two looks at how things are.
_CONNECT, _PATIENCE, _LOOK = 15, 60, 2
_KIT = Path(__file__).resolve().parents[2]
_CODE = (".py", ".toml", ".html", ".css", ".js")

_UNCHANGED = "No table was changed."
_GONE = (
    f"The scheduler of the cluster is gone, or the network to it. {_UNCHANGED} Start it again, then run the command again."
)
_NOBODY = f"The cluster has no worker. {_UNCHANGED} Start some with “dask worker”, then run the command again."
_DIED = (
    f"Several workers ended over the same hand-ins; perhaps their memory was full. {_UNCHANGED} Give each worker "
    "more memory, or run the command again without --cluster."
)
_NO_KIT = (
    f"A worker or the scheduler has no kit, or another version of it. {_UNCHANGED} Copy your own folder of the kit, with "
    "keys and earlier sets, to every computer of the cluster, start them again there, then run the command again."
)
_OTHER = (
    "A worker has {}, so its grades could differ from yours. {} Copy your own folder of the kit, with keys and earlier "
    "sets, to every computer of the cluster, start them again there, then run the command again."
)


class _NotHere(Exception):
    """A worker does not see the hand-ins as the command sees them: they must be sent."""


@dataclass(frozen=True)
class _Run:
    """What a worker needs once for each run: the setting, the teacher's marks, and what its kit must be like."""

    id: str
    setting: Setting
    marks: TeacherMarks | None
    kit: tuple[str, str, str]


@dataclass(frozen=True)
class Cluster:
    """A Dask cluster that grades; ``workers`` is how many chunks it grades at a time, as far as is known."""

    client: Client
    workers: int

    @contextmanager
    def open(self, setting: Setting) -> Iterator[Submit]:
        """Get ready for one run. Raises KitError if the cluster cannot go on, and passes on what a worker raises."""
        marks = read_teacher_marks(setting.marks) if setting.marks else None
        run = _Run(uuid.uuid4().hex, setting, marks, kit_digests())
        with _sentences():
            # A task like any other: whichever worker is lost, another one has it again.
            held = self.client.submit(_held, run, pure=False)
        files = _Files(setting.place)

        def grade(students: Students, sent: dict[Source, bytes | str] | None) -> Future:
            return self.client.submit(_grade, held, students, files.first(students), sent, pure=False)

        def submit(students: Students) -> Callable[[], Chunk]:
            with _sentences():
                future = grade(students, None if files.shared else files.of(students))

            def wait() -> Chunk:
                try:
                    chunk, pages = self._result(future)
                except _NotHere:
                    files.shared = False
                    with _sentences():
                        again = grade(students, files.of(students))
                    chunk, pages = self._result(again)
                for name, text in pages:
                    assert setting.feedback is not None
                    write_page(setting.feedback / name, text)
                return chunk

            return wait

        yield submit

    def _result(self, future: Future) -> tuple[Chunk, list[tuple[str, str]]]:
        """Wait for a chunk, but not for a cluster that has nobody left. Raises KitError."""
        alone = None
        while True:
            with _sentences():
                try:
                    return future.result(timeout=_LOOK)
                except TimeoutError:
                    somebody = bool(self.client.nthreads())
            now = time.monotonic()
            alone = None if somebody else alone or now
            if alone and now - alone > _PATIENCE:
                raise KitError(_NOBODY)


@contextmanager
def cluster(address: str, workers: int | None = None) -> Iterator[Cluster]:
    """Connect to a scheduler at an address like “tcp://host:8786”, or start a cluster on this computer for “local”.

    ``workers`` is how many to start for “local”. Raises KitError if it cannot be reached or has no workers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise KitError('--cluster needs Dask. Type: python -m pip install "distributed>=2026.1,<2028"') from error
    # What happens to a worker is told in a sentence of ours, or is nothing that a teacher must know.
    for name in ("distributed", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    local = None
    try:
        if address == LOCAL:
            many = workers or min(os.cpu_count() or 1, 8)
            local = LocalCluster(
                n_workers=many, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
            )
        try:
            client = Client(local or address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise KitError(
                f"No scheduler of a cluster answers at “{address}”. Is it running, and is the address like "
                "tcp://host:8786? For a trial on this computer alone, give --cluster local."
            ) from error
        with client:
            with _sentences():
                try:
                    client.wait_for_workers(1, timeout=_CONNECT)
                except TimeoutError as error:
                    raise KitError(_NOBODY) from error
                threads = sum(client.nthreads().values())
            yield Cluster(client, max(threads, 1))
    finally:
        if local:
            with suppress(Exception):
                local.close()


@contextmanager
def _sentences() -> Iterator[None]:
    """Raise KitError, with a sentence, for whatever can happen to a cluster."""
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError

    try:
        yield
    except (KitError, _NotHere):
        raise
    except KilledWorker as error:
        raise KitError(_DIED) from error
    except (FutureCancelledError, CancelledError, CommClosedError, OSError) as error:
        raise KitError(_GONE) from error
    except (ImportError, AttributeError) as error:
        raise KitError(_NO_KIT) from error
    except Exception as error:
        if "deserializ" in str(error):
            raise KitError(_NO_KIT) from error
        raise KitError(
            f"The cluster could not grade ({type(error).__name__}: {str(error)[:200]}). {_UNCHANGED} Run the command again "
            "without --cluster."
        ) from error


class _Files:
    """The hand-ins on the computer of the command; ``shared`` until a worker does not see them."""

    def __init__(self, place: Path):
        self.shared = True
        self._shelf = SubmissionSource(place)

    def first(self, students: Students) -> tuple[Source, str]:
        """The first file of a chunk and its digest, by which a worker knows that it sees the same folder."""
        source = sources_of(students)[0]
        return source, _digest_of(self._shelf, source)

    def of(self, students: Students) -> dict[Source, bytes | str]:
        """All files of a chunk, or the sentence that says why one cannot be read."""
        found: dict[Source, bytes | str] = {}
        for source in sources_of(students):
            try:
                found[source] = self._shelf.read(source)
            except Unreadable as error:
                found[source] = str(error)
        return found


def sources_of(students: Students) -> list[Source]:
    """The files that these students' hand-ins are read from."""
    entries = [entry for _, own in students for entry in own]
    return [source for entry in entries for source in ([piece.source for piece in entry.pieces] or [entry.source])]


def _digest_of(shelf: SubmissionSource, source: Source) -> str:
    try:
        return hashlib.sha256(shelf.read(source)).hexdigest()
    except Unreadable as error:
        return str(error)


# On a worker. --------------------------------------------------------------------------------------


class _Sent:
    """Files that came with the chunk."""

    def __init__(self, files: dict[Source, bytes | str]):
        self._files = files

    def read(self, source: Source) -> bytes:
        found = self._files[source]
        if isinstance(found, str):
            raise Unreadable(found)
        return found


class _Shared:
    """Files in a folder that the worker shares; ``failed`` if one could not be read, which the command then tries."""

    def __init__(self, place: Path):
        self._shelf = SubmissionSource(place)
        self.failed = False

    def is_same(self, source: Source, digest: str) -> bool:
        return _digest_of(self._shelf, source) == digest

    def read(self, source: Source) -> bytes:
        try:
            return self._shelf.read(source)
        except Unreadable:
            self.failed = True
            raise


# Each thread has a desk of its own, for one run at a time.
_mine = threading.local()


def _held(run: _Run) -> _Run:
    return run


def _grade(
    run: _Run, students: Students, first: tuple[Source, str], sent: dict[Source, bytes | str] | None
) -> tuple[Chunk, list[tuple[str, str]]]:
    """One chunk, with the pages of feedback. Raises KitError for another kit, and _NotHere if files must be sent."""
    _compare(run.kit, kit_digests())
    shelf: _Sent | _Shared
    if sent is None:
        try:
            shelf = _Shared(run.setting.place)
        except KitError as error:
            raise _NotHere from error
        if not shelf.is_same(*first):
            raise _NotHere
    else:
        shelf = _Sent(sent)
    if getattr(_mine, "run", "") != run.id:
        _mine.run, _mine.pages = run.id, []
        pages = _mine.pages
        _mine.desk = GradingWorker(
            run.setting, shelf=shelf, marks=run.marks, put=lambda path, text: pages.append((path.name, text))
        )
    _mine.desk.shelf = shelf
    _mine.pages.clear()
    chunk = _mine.desk.chunk(students)
    if isinstance(shelf, _Shared) and shelf.failed:
        raise _NotHere
    return chunk, list(_mine.pages)


def _compare(wanted: tuple[str, str, str], found: tuple[str, str, str]) -> None:
    names = ("another version of the kit", "other lessons or keys", f"Python {found[2]} instead of {wanted[2]}")
    other = [name for name, one, here in zip(names, wanted, found, strict=True) if one != here]
    if other:
        raise KitError(_OTHER.format(" and ".join(other), _UNCHANGED))


@cache
def kit_digests() -> tuple[str, str, str]:
    """What grades depend on: digests of the code and of the lessons, with keys and earlier sets, and Python's version."""
    code = (path for path in _KIT.rglob("*") if path.suffix in _CODE and not path.is_relative_to(content.LESSONS))
    lessons = (path for path in content.LESSONS.rglob("*") if path.suffix in (".toml", ".txt"))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return _digest(_KIT, code), _digest(content.LESSONS, lessons), version


def _digest(folder: Path, paths: Any) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        # Line endings do not count: a copy made on Windows is the same kit.
        data = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()
