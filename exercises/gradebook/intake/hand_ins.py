"""A hand-in: a header line and the events of a student's journal. Reading one gives a HandIn or an error message."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field

from ...base.errors import KitError, sanitize
from ...student.journal import VERSION, check_student, read_lines
from .sources import Unreadable

MOST_EVENTS = 50_000
LONGEST_HEADER = 4_000  # bytes
_TIME = re.compile(
    r"20[2-9][0-9]-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\+00:00"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says: whose answers, for which lesson, with which set of questions."""

    student: str
    lesson: str
    question_set: str
    events: int | None = None
    checksum: str = ""
    source: str = ""
    # From a class server: how many events it had at which time, oldest first.
    received: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HandIn:
    """One student's events in one lesson, in the order they were written; ``notes`` are sentences for the teacher."""

    header: Header
    events: list[dict]
    notes: list[str] = field(default_factory=list)


def when(event: dict) -> str:
    """When an event was recorded, as ISO 8601 in UTC; empty if the clock cannot have been right."""
    at = event.get("at")
    return at if isinstance(at, str) and _TIME.fullmatch(at) else ""


def as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8, without a byte-order mark and with LF line endings."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def read_header(data: bytes) -> Header:
    """The header from the first bytes of a file. Raises Unreadable, which says what is wrong and what to do."""
    line = as_utf8(data[: LONGEST_HEADER + 1]).partition(b"\n")[0]
    if not line.strip():
        raise Unreadable("it is empty. Ask for the file once more.")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or "hand_in" not in values:
        if isinstance(values, dict) and "event" in values:
            raise Unreadable(
                "it is the journal itself, which does not say whose it is. Ask the student to run the hand-in cell, "
                "and to give the file from my-work/hand-in."
            )
        raise Unreadable("it does not start like a hand-in. Ask for the file from my-work/hand-in.")
    if values["hand_in"] != VERSION or isinstance(values["hand_in"], bool):
        raise Unreadable("it was made by another version of the kit. Install the newest version, then grade again.")
    lesson, question_set = values.get("lesson"), values.get("question_set")
    if not isinstance(lesson, str) or not lesson:
        raise Unreadable("its first line names no lesson. Ask for the file once more.")
    try:
        student = check_student(values.get("student"))
    except KitError as error:
        said = values.get("student")
        # Lists are not shown: a deeply nested one cannot even be printed.
        shown = f"the class id “{sanitize(said)}”" if isinstance(said, str | int | float) else "what is there as a class id"
        told = f"{shown} cannot be used" if said else "it has no class id"
        raise Unreadable(f"{told}. Ask the student to hand in again, with the id that you gave.") from error
    count, checksum = values.get("events"), values.get("checksum")
    return Header(
        student,
        lesson,
        question_set if isinstance(question_set, str) else "",
        count if type(count) is int else None,
        checksum if isinstance(checksum, str) else "",
        str(values.get("source", ""))[:20],
        _received(values.get("received")),
    )


def _received(said: object) -> tuple[tuple[int, str], ...]:
    """What a class server says of the times; empty if it has another form."""
    pairs = said if isinstance(said, list) else []
    found = [(one[0], one[1]) for one in pairs if isinstance(one, list) and len(one) == 2 and type(one[0]) is int]
    return tuple((count, at) for count, at in found if isinstance(at, str) and _TIME.fullmatch(at))


def read_hand_in(data: bytes) -> HandIn:
    """A hand-in from the bytes of its file. A line that cannot be used is skipped and reported; the others count.

    Raises Unreadable if the header cannot be read, or if there are far more lines than any student writes.
    """
    header = read_header(data)
    body = as_utf8(data).partition(b"\n")[2]
    if body.count(b"\n") > MOST_EVENTS:
        raise Unreadable(f"it has more than {MOST_EVENTS:,} lines, and no student writes so many. Talk to the student.")
    events, reasons = read_lines(body)
    notes = []
    if reasons:
        told = "a line was" if len(reasons) == 1 else f"{len(reasons)} lines were"
        notes.append(f"{told} left out: {reasons[0]}. The others are graded.")
    if hashlib.sha256(body).hexdigest() != header.checksum or header.events != len(events) + len(reasons):
        notes.append(
            "it was changed or damaged after it was handed in: its check figure does not fit. What it holds is graded as "
            "it is. Compare it with the student's own copy."
        )
    return HandIn(header, events, notes)
