"""The student's answers on disk: one JSON line an event, appended, flushed to the disk, never rewritten."""

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
# The browser edition: Python runs in the tab, and its files lie in the browser's own storage.
IN_BROWSER = sys.platform == "emscripten"
LONGEST_LINE = 200_000
# So many characters have fewer bytes than that, whatever they are.
_SURELY_SHORT = LONGEST_LINE // 4
_WAIT_FOR_OTHER_TAB = 2.0  # seconds
_STUDENT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?")
# Names that Windows keeps for devices: a file cannot be called so there.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True)
class Saved:
    """Whether an event reached the disk, in words that a card can show."""

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
        # Our own lines: those that the disk does not have yet, and those that will be met again on reading.
        self._unsaved: list[tuple[dict, bytes]] = []
        self._written: Counter[bytes] = Counter()

    # Reading -------------------------------------------------------------------------------------
    def events(self) -> list[dict]:
        """All events so far, oldest first; the same list grows, unless the file was deleted: then it is a new one.

        A line that cannot be read is set aside with a sentence in ``set_aside``; it stays in the file as it is.
        """
        try:
            size = self.path.stat().st_size
        except OSError:
            size = 0
        if size < self._read_to:
            self._forget()
        if size > self._read_to:
            self._read_on()
        return self._events

    def _forget(self) -> None:
        self._events, self.set_aside, self._read_to = [entry for entry, _ in self._unsaved], [], 0
        self._written.clear()

    def _read_on(self) -> None:
        try:
            with self.path.open("rb") as file:
                file.seek(max(0, self._read_to - 1))
                if self._read_to and file.read(1) != b"\n":
                    # Another file stands in its place: read it from the start.
                    self._forget()
                    file.seek(0)
                data = file.read()
        except OSError:
            return
        # A line without its end may still be on its way from another notebook: leave it for the next look.
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
        """Write one event and wait until the disk has it.

        On failure the event is kept in memory, and tried again with the next one.
        """
        entry = {"v": VERSION, "at": datetime.now(UTC).isoformat(timespec="seconds"), **event}
        self.events().append(entry)
        self._unsaved.append((entry, as_line(entry)))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # In a browser there are no locks on files, and one student at one keyboard.
            with contextlib.nullcontext() if self.in_browser else file_lock(self.path, _WAIT_FOR_OTHER_TAB):
                durable_append(self.path, b"".join(line + b"\n" for _, line in self._unsaved))
        except OSError as error:
            return Saved(False, _why_not_saved(error, self.path, self.in_browser))
        self._written.update(line for _, line in self._unsaved)
        self._unsaved.clear()
        return Saved(True, f"Saved in {self.path.parent.name}/{self.path.name}.")

    # Handing in ----------------------------------------------------------------------------------
    def hand_in(self, student: str, lesson: str, question_set: str) -> str:
        """Copy the readable events into one file with a header; returns a text that says where it is and what it holds.

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
        """What is handed in: the file's name, its bytes, and what it holds in words; nothing is written.

        Raises KitError with a sentence when the id cannot be used or nothing is answered.
        """
        student = check_student(student)
        events = self.events()
        if not events:
            raise KitError("There is no answer to hand in so far. Check at least one, then run this cell again.")
        answered = len({e["id"] for e in events if e.get("event") == "check"})
        holds = (
            f"It holds your class id “{student}”, your answers to {answered} questions with earlier tries, the hints and\n"
            "worked answers that you opened, and the times. It holds no name and no points.\n"
            "Nothing was sent anywhere: give this file to your teacher in the way your class has agreed on."
        )
        return f"{lesson}.{student}.jsonl", hand_in_file(student, lesson, question_set, events), holds

    def everything(self) -> bytes:
        """All readable events as the journal's file holds them, those that could not be saved too."""
        return b"".join(as_line(event) + b"\n" for event in self.events())


def hand_in_file(student: str, lesson: str, question_set: str, events: list[dict], **more: str) -> bytes:
    """The bytes of a hand-in: a header line, with ``more`` fields where there are any, then a line for each event."""
    body = b"".join(as_line(event) + b"\n" for event in events)
    return under_header(student, lesson, question_set, body, len(events), **more)


def under_header(student: str, lesson: str, question_set: str, body: bytes, events: int, **more: str) -> bytes:
    """A hand-in's bytes from its event lines, each with its end; ``more`` adds to the header or replaces what it says."""
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
    """One event as a line of JSON in UTF-8, without its end."""
    # A lone surrogate cannot be written as UTF-8: "?" in its place loses less than the whole answer.
    return json.dumps(event, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def read_line(line: bytes) -> tuple[dict | None, str]:
    """One line of a journal as an event, or None and the reason why it cannot be used."""
    if len(line) > LONGEST_LINE:
        return None, f"it is longer than {LONGEST_LINE:,} characters"
    try:
        text = line.decode("utf-8").strip()
        # The scanner itself: looking for white space around each line costs as much as reading it.
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
        # At least one line is not in UTF-8: which one is found out line by line.
        lines = body.split(b"\n")
    for line in lines:
        if type(line) is str:
            # A plain line, as nearly all are, is read without a call; what is not plain is left to read_line.
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


# Made once: a gradebook reads a line some ten million times.
# The standard library's own name for it, which typeshed leaves out.
_scan = json.JSONDecoder(parse_constant=_no_number, parse_float=_finite).scan_once  # type: ignore[attr-defined]


def check_student(student: object) -> str:
    """A class id in small letters. Raises KitError with what an id looks like."""
    name = student.strip().lower() if isinstance(student, str) else ""
    if not name:
        raise KitError('Type your class id between the quotation marks, like "ada-l", and run the cell again.')
    if not _STUDENT.fullmatch(name) or name in _RESERVED:
        raise KitError(
            f"“{student}” cannot be used. A class id has up to 24 letters (a to z), digits and hyphens, like “ada-l”. "
            "Please use no full name and no e-mail address."
        )
    return name


@cache
def kit_version() -> str:
    """The version of the kit that is installed."""
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
