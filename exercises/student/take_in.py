"""Answers from elsewhere: an earlier hand-in, another computer's journal, a copy that a sync program left.

They are joined with the answers here by time. Nothing here is overwritten, and what was taken in stays where it was.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..base.errors import KitError, reason
from .journal import events_missing, read_lines

LARGEST = 20_000_000  # bytes
# How far up another folder of answers is looked for.
_LEVELS = 3
# What sync programs put after a file's name: “iron_dome (1)”, “iron_dome-PC”, “iron_dome 2”, “iron_dome.sync-conflict-…”.
_COPY = re.compile(r"(?:[ (.~-]|_conflict).*", re.IGNORECASE | re.DOTALL)


class Answers(Protocol):
    """What is taken in goes into a journal, or what takes its place."""

    path: Path
    in_browser: bool

    def events(self) -> list[dict]:
        """All events so far."""

    def join(self, events: list[dict]) -> list[dict]:
        """Take events in by their time; returns those that are new."""


@dataclass(frozen=True)
class Found:
    """Another file with answers that are not here: a name for it, its place, how many events, and a sentence about it."""

    name: str
    path: Path
    new: int
    text: str


def take_in(journal: Answers, lesson: str, data: bytes, student: str = "") -> str:
    """Join a file's answers with those of the journal; returns a sentence that says how many came.

    Raises KitError with a sentence when the file is of another lesson or another student, or holds no answers.
    """
    events = events_of(data, lesson, student)
    added = journal.join(events)
    if not added:
        return "All the answers in this file are here already."
    answers = len({event["id"] for event in added if event["event"] == "check"})
    questions = f"{answers} question{'' if answers == 1 else 's'}"
    return f"Taken in: {_events(len(added))}, with answers to {questions}. Nothing was replaced."


def events_of(data: bytes, lesson: str, student: str = "") -> list[dict]:
    """The events of a hand-in or a journal. Raises KitError as ``take_in`` does."""
    if len(data) > LARGEST:
        raise KitError(f"This file is larger than {LARGEST // 1_000_000} MB, so it is no file of answers.")
    body = data.removeprefix(b"\xef\xbb\xbf")
    head, _, rest = body.partition(b"\n")
    header = _header(head)
    if header is not None:
        body = rest
        if header.get("lesson") != lesson:
            raise KitError(
                f"This file is of the lesson “{_shown(header.get('lesson'))}”. Open that lesson, and take it in there."
            )
        if student and header.get("student") != student:
            raise KitError(
                f"This is the file of “{_shown(header.get('student'))}”, and you are “{student}”. Choose your own file."
            )
    events, _ = read_lines(body)
    if not events:
        raise KitError("This file holds no answers of this kit. Choose a file from my-work or from my-work/hand-in.")
    return events


def other_copies(journal: Answers, lesson: str) -> list[Found]:
    """Copies of this journal that hold answers which are not here: next to it, and in the same folder further up."""
    if journal.in_browser:
        return []
    folder = journal.path.resolve().parent
    found = []
    for path in sorted(_files(folder)):
        stem = journal.path.stem
        is_copy = path.stem.startswith(stem) and _COPY.fullmatch(path.stem[len(stem) :])
        if is_copy and (new := _new_in(path, journal, lesson)):
            text = f"A sync program left another copy of your answers here: “{path.name}”, with {_events(new)} more."
            found.append(Found(path.name, path, new, text))
    for up in folder.parent.parents[:_LEVELS]:
        path = up / folder.name / journal.path.name
        if path.is_file() and (new := _new_in(path, journal, lesson)):
            text = f"There is another folder “{folder.name}” in “{up.name or up}”, with {_events(new)} more."
            found.append(Found(f"{up.name}/{folder.name}/{path.name}", path, new, text))
    return found


def take_in_file(journal: Answers, lesson: str, path: Path) -> str:
    """``take_in`` for a file that ``other_copies`` found. Raises KitError also when it cannot be read."""
    try:
        return take_in(journal, lesson, path.read_bytes())
    except OSError as error:
        raise KitError(f"The file “{path.name}” could not be read: {reason(error)}. Choose it below instead.") from error


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.glob("*.jsonl") if path.is_file()]
    except OSError:
        return []


def _new_in(path: Path, journal: Answers, lesson: str) -> int:
    """How many events of a file are not in the journal; 0 for one that cannot be read or is something else."""
    try:
        if path.stat().st_size > LARGEST:
            return 0
        events = events_of(path.read_bytes(), lesson)
    except (OSError, KitError):
        return 0
    return len(events_missing(events, journal.events()))


def _header(line: bytes) -> dict | None:
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return header if isinstance(header, dict) and "hand_in" in header else None


def _events(number: int) -> str:
    return f"{number} entr{'y' if number == 1 else 'ies'}"


def _shown(value: object) -> str:
    return str(value)[:40]
