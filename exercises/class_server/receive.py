"""What the class server makes of a hand-in: id from the log-in, time from the clock, a new header. No file is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from ..base.errors import KitError, sanitize
from ..gradebook.intake.class_server import FOLDER
from ..gradebook.intake.hand_ins import MOST_EVENTS, HandIn, read_hand_in
from ..gradebook.intake.sources import LARGEST, Unreadable
from ..student.journal import events_missing, hand_in_file

# So many pairs of count and time always fit into a header as `grade` reads it.
MOST_TIMES = 60
Times = list[tuple[int, str]]


@dataclass(frozen=True)
class Received:
    """A student's hand-in to one lesson as the server keeps it: its bytes, and how many of its events are new."""

    lesson: str
    data: bytes
    new: int


def lesson_of(sent: bytes, lessons: Mapping[str, str]) -> tuple[str, HandIn]:
    """The lesson that was handed in, and what was; ``lessons`` are those of this server. Raises KitError."""
    try:
        hand_in = read_hand_in(sent)
    except Unreadable as error:
        raise KitError(f"This was not taken: {error}") from error
    if hand_in.header.lesson not in lessons:
        raise KitError(f"There is no lesson “{sanitize(hand_in.header.lesson)}” on this server. Ask your teacher.")
    return hand_in.header.lesson, hand_in


def received(sent: bytes, before: bytes | None, student: str, lessons: Mapping[str, str], at: str) -> Received:
    """The file that takes the place of ``before``: all that was there, and then what is new, under a new header.

    Args:
        sent: A hand-in as the student's kernel packs it. Of its header only the lesson is read.
        before: What the server has of this student and lesson; None at first.
        student: The class id of whoever is logged in.
        lessons: The fingerprint of the questions of each lesson on this server.
        at: The server's time, in ISO 8601 and UTC.

    Raises KitError, and then nothing must be written.
    """
    lesson, hand_in = lesson_of(sent, lessons)
    kept = read_hand_in(before) if before is not None else None
    events, times = (kept.events, list(kept.header.received)) if kept else ([], [])
    try:
        new = events_missing(hand_in.events, events)
        events = [*events, *new]
        if not events:
            raise KitError("There is no answer to hand in so far. Check at least one first.")
        times = fewer([*times, (len(events), at)]) if new else times
        data = hand_in_file(student, lesson, lessons[lesson], events, source=FOLDER, received=times)
    except (ValueError, RecursionError) as error:
        raise KitError("This was not taken: a line in it is not as the kit writes it.") from error
    if len(events) > MOST_EVENTS or len(data) > LARGEST:
        raise KitError("This was not taken: it is far larger than any hand-in. Ask your teacher.")
    return Received(lesson, data, len(new))


def fewer(times: Times) -> Times:
    """At most ``MOST_TIMES`` of them: of the two that are nearest in time, the earlier one goes."""
    while len(times) > MOST_TIMES:
        gaps = [datetime.fromisoformat(b[1]) - datetime.fromisoformat(a[1]) for a, b in pairwise(times)]
        del times[gaps.index(min(gaps))]
    return times
