"""The student's answers on disk: one JSON line per event, appended, flushed to disk, never rewritten."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from ..base.errors import KitError, reason
from ..base.files import atomic_write, durable_append, file_lock

VERSION = 1
# The browser edition: Python runs in the tab, and its files are in the browser's storage.
IN_BROWSER = sys.platform == "emscripten"
LONGEST_LINE = 200_000
# The last line of what a hand-in's text says.
GIVE_IT = "Nothing was sent anywhere: give this file to your teacher in the way your class has agreed on."
# A text of this many characters always stays below the limit in bytes, whatever the characters are.
_SURELY_SHORT = LONGEST_LINE // 4
_WAIT_FOR_OTHER_TAB = 2.0  # seconds
_STUDENT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?")
# Names that Windows reserves for devices: no file there can have one of them.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class Saved:
    """Whether an event reached the disk, with a sentence that a card can show."""

    ok: bool
    text: str


class Journal:
    """The journal of one lesson. Another notebook may write to the same file at any time; both are kept."""

    def __init__(self, path: Path):
        self.path = Path(path)
        self.in_browser = IN_BROWSER
        self.set_aside: list[str] = []
        self._events: list[dict] = []
        self._read_to = 0
        # Which file was read: one that was put in its place has another number.
        self._file: tuple[int, int] | None = None
        # Whether an older copy was put in its place, and what was newer is there again.
        self.restored = False
        # Our own lines: those not on disk yet, and those that we will meet again when we read the file.
        self._unsaved: list[tuple[dict, bytes]] = []
        self._written: Counter[bytes] = Counter()

    # Reading -------------------------------------------------------------------------------------
    def events(self) -> list[dict]:
        """All events so far, oldest first; always the same growing list, or a new one after the file was deleted.

        A line that cannot be read stays in the file unchanged, and a sentence about it is added to ``set_aside``.
        """
        size, file = self._look()
        if self._read_to and size and (size < self._read_to or file != self._file):
            self._read_anew()
            return self._events
        if size < self._read_to:
            self._forget()
        if size > self._read_to:
            self._read_on()
        self._file = file
        return self._events

    def _look(self) -> tuple[int, tuple[int, int] | None]:
        """The size of the file, and its number; in a browser files have none that lasts."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, None
        return found.st_size, None if self.in_browser else (found.st_dev, found.st_ino)

    def _read_anew(self) -> None:
        """Read a file that was put in place of the one that we knew. An older copy of it lacks what came since: a sync
        program put it back, and what is missing is written again."""
        unsaved = {id(entry) for entry, _ in self._unsaved}
        known = [entry for entry in self._events if id(entry) not in unsaved]
        self._forget()
        self._read_on()
        _, self._file = self._look()
        there = set(map(as_line, self._events))
        if any(as_line(entry) in there for entry in known) and (missing := events_missing(known, self._events)):
            self.restored = True
            self.join(missing)

    def join(self, events: list[dict]) -> list[dict]:
        """Take events in from elsewhere, each where its time puts it; returns those that were not here.

        The file is replaced as a whole, with every line that it has. Raises KitError if that is impossible.
        """
        added = events_missing(events, self.events())
        if not added:
            return []
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.nullcontext() if self.in_browser else file_lock(self.path, _WAIT_FOR_OTHER_TAB):
                lines = self.path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n") if self.path.exists() else []
                lines = [line for line in lines if line.strip()] + [line for _, line in self._unsaved]
                joined = _by_time(lines, [as_line(event) for event in added])
                atomic_write(self.path, b"".join(line + b"\n" for line in joined))
        except OSError as error:
            raise KitError(_why_not_saved(error, self.path, self.in_browser)) from error
        self._unsaved.clear()
        self._forget()
        self._read_on()
        _, self._file = self._look()
        return added

    def _forget(self) -> None:
        self._events, self.set_aside, self._read_to = [entry for entry, _ in self._unsaved], [], 0
        self._written.clear()

    def _read_on(self) -> None:
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, self._read_to - 1))
                if self._read_to and file.read(1) != b"\n":
                    # The file was replaced by another one: read that from the start.
                    self._forget()
                    file.seek(0)
                data = file.read()
        except OSError:
            return
        # Another notebook may still be writing a line that has no newline yet: leave it for the next read.
        whole = data[: data.rfind(b"\n") + 1]
        if self._read_to == 0:
            whole = whole.removeprefix(b"\xef\xbb\xbf")
        self._read_to += data.rfind(b"\n") + 1
        for line in whole.split(b"\n"):
            self._take(line.strip())

    def _take(self, line: bytes) -> None:
        if self._written[line]:
            self._written[line] -= 1
        elif line:
            event, trouble = read_line(line)
            if event is None:
                self.set_aside.append(f"{self.path.name}: a line was set aside: {trouble}.")
            else:
                self._events.append(event)

    # Writing -------------------------------------------------------------------------------------
    def append(self, event: dict) -> Saved:
        """Write one event and wait until it is on disk.

        If that fails, the event is kept in memory and written together with the next one.
        """
        entry = {"v": VERSION, "at": datetime.now(UTC).isoformat(timespec="seconds"), **event}
        self.events().append(entry)
        self._unsaved.append((entry, as_line(entry)))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # A browser has no file locks, and only one student at one keyboard.
            with contextlib.nullcontext() if self.in_browser else file_lock(self.path, _WAIT_FOR_OTHER_TAB):
                durable_append(self.path, b"".join(line + b"\n" for _, line in self._unsaved))
        except OSError as error:
            return Saved(False, _why_not_saved(error, self.path, self.in_browser))
        self._written.update(line for _, line in self._unsaved)
        self._unsaved.clear()
        return Saved(True, f"Saved in {self.path.parent.name}/{self.path.name}.")

    # Handing in ----------------------------------------------------------------------------------
    def hand_in(self, student: str, lesson: str, question_set: str) -> str:
        """Copy the readable events into one file with a header; returns a text that says where it is and what is in it.

        Raises KitError with a sentence when the id cannot be used or the file cannot be written.
        """
        name, data, holds = self.pack(student, lesson, question_set)
        target = self.path.parent / "hand-in" / name
        try:
            atomic_write(target, data)
        except OSError as error:
            raise KitError(
                f"The file {target.as_posix()} could not be written: {reason(error)}. Ask your teacher; "
                "your answers are safe."
            ) from error
        return f"Your answers are in the file {target.as_posix()}\n{holds}"

    def pack(self, student: str, lesson: str, question_set: str) -> tuple[str, bytes, str]:
        """The hand-in as the file's name, its bytes, and a text that says what is in it; nothing is written.

        Raises KitError with a sentence when the id cannot be used or there is no event yet.
        """
        student = check_student(student)
        events = self.events()
        if not events:
            raise KitError("There is no answer to hand in so far. Check at least one first.")
        answered = len({e["id"] for e in events if e.get("event") == "check"})
        questions = f"{answered} question{'' if answered == 1 else 's'}"
        holds = (
            f"It has your class id “{student}”, your answers to {questions} with earlier tries, the hints and\n"
            f"worked answers that you opened, and the times. It has no name and no points.\n{GIVE_IT}"
        )
        return f"{lesson}.{student}.jsonl", hand_in_file(student, lesson, question_set, events), holds

    def everything(self) -> bytes:
        """All readable events in the format of the journal's file, including those that could not be saved."""
        return b"".join(as_line(event) + b"\n" for event in self.events())


def hand_in_file(student: str, lesson: str, question_set: str, events: list[dict], **more: object) -> bytes:
    """The bytes of a hand-in: a header line, with any ``more`` fields, then one line per event."""
    body = b"".join(as_line(event) + b"\n" for event in events)
    return under_header(student, lesson, question_set, body, len(events), **more)


def under_header(student: str, lesson: str, question_set: str, body: bytes, events: int, **more: object) -> bytes:
    """A hand-in's bytes from its event lines, each with its newline; ``more`` adds or replaces fields of the header."""
    header = {
        "hand_in": VERSION,
        "kit": kit_version(),
        "lesson": lesson,
        "question_set": question_set,
        "student": student,
        "events": events,
        "checksum": hashlib.sha256(body).hexdigest(),
        **more,
    }
    return json.dumps(header).encode() + b"\n" + body


def as_line(event: dict) -> bytes:
    """One event as a line of JSON in UTF-8, without the newline."""
    # A lone surrogate cannot be written as UTF-8: "?" in its place is better than losing the whole answer.
    return json.dumps(event, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def events_missing(events: list[dict], there: list[dict]) -> list[dict]:
    """Those of ``events`` that are not in ``there``, in their order; of one that comes several times, as many as lack."""
    left = Counter(map(as_line, there))
    found = []
    for event in events:
        line = as_line(event)
        if left[line]:
            left[line] -= 1
        else:
            found.append(event)
    return found


def _by_time(lines: list[bytes], others: list[bytes]) -> list[bytes]:
    """Two runs of event lines as one. Each keeps its own order; a line without a time stays with the one before it."""
    found, rest = [], [(_time(line), line) for line in others]
    for line in lines:
        at = _time(line)
        while rest and at and rest[0][0] < at:
            found.append(rest.pop(0)[1])
        found.append(line)
    return found + [line for _, line in rest]


def _time(line: bytes) -> str:
    event, _ = read_line(line)
    at = event.get("at") if event else None
    return at if isinstance(at, str) else ""


def read_line(line: bytes) -> tuple[dict | None, str]:
    """One line of a journal as an event, or None and the reason why it cannot be used."""
    if len(line) > LONGEST_LINE:
        return None, f"it is longer than {LONGEST_LINE:,} characters"
    try:
        text = line.decode("utf-8").strip()
        # The scanner itself: json.loads would also look for white space around each line, which takes as long as the rest.
        event, end = _scan(text, 0)
    except UnicodeDecodeError:
        return None, "it is not written in UTF-8"
    except (ValueError, RecursionError, StopIteration):
        return None, "it is torn or is not JSON"
    if end != len(text):
        return None, "it is torn or is not JSON"
    if not _is_event(event):
        return None, "it is not an answer of this kit"
    return event, ""


def read_lines(body: bytes) -> tuple[list[dict], list[str]]:
    """All lines of a journal: the events in their order, and a reason for each line that cannot be used."""
    events: list[dict] = []
    reasons: list[str] = []
    try:
        lines: list = body.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        # At least one line is not in UTF-8: find out which, line by line.
        lines = body.split(b"\n")
    for line in lines:
        if type(line) is str:
            # Nearly all lines are plain: those are read here without a call, the others by read_line.
            try:
                event, end = _scan(line, 0)
            except (ValueError, RecursionError, StopIteration):
                event, end = None, -1
            if end == len(line) < _SURELY_SHORT and _is_event(event):
                events.append(event)
                continue
            line = line.encode()
        if line and not line.isspace():
            event, trouble = read_line(line)
            if event is None:
                reasons.append(trouble)
            else:
                events.append(event)
    return events, reasons


def _is_event(event: object) -> bool:
    return isinstance(event, dict) and isinstance(event.get("id"), str) and isinstance(event.get("event"), str)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


# Made once: a gradebook may read ten million lines.
# The standard library has this name, but typeshed leaves it out.
_scan = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite).scan_once  # type: ignore[attr-defined]


def check_student(student: object) -> str:
    """A class id in lowercase. Raises KitError, which says what an id looks like."""
    name = student.strip().lower() if isinstance(student, str) else ""
    if not name:
        raise KitError("Type your class id first. It looks like “ada-l”.")
    if not _STUDENT.fullmatch(name) or name in _RESERVED:
        raise KitError(
            f"“{student}” cannot be used. A class id has up to 24 letters (a to z), digits and hyphens, like “ada-l”. "
            "Please use no full name and no e-mail address."
        )
    return name


@cache
def kit_version() -> str:
    """The installed version of the kit."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("close-reading-the-news")
    except PackageNotFoundError:
        return "unknown"


def _why_not_saved(error: OSError, path: Path, in_browser: bool) -> str:
    if in_browser:
        return (
            "Not saved: this browser has no room left for it. Your answer is still on the screen, and all your answers "
            "are in this tab. Download them before you close it."
        )
    where = f"the folder “{path.parent.name}”"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        why = "the disk is full. Make room"
    elif error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        why = f"{where} cannot be written to. Ask your teacher where to put the kit"
    else:
        why = f"{where} cannot be used ({reason(error)}). Ask your teacher"
    return f"Not saved: {why}, then check again. Your answer is still on the screen."
