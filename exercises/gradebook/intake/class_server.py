"""Hand-ins that a class server took: the log-in says whose they are, and the server says when they came.

The server writes them into the folder ``class-server``, one folder a student. Who has only a student's rights cannot write
there, so that place is what we trust: nothing in a file, and nothing in a zip file that somebody handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...base.errors import KitError
from ...student.journal import check_student
from .hand_ins import HandIn, Header, when

FOLDER = "class-server"
# The folder around it, when somebody packs or names that one.
HAND_INS = "hand-ins"


def logged_in(parts: Sequence[str]) -> str:
    """The class id of whoever handed in at a path inside HANDINS; “” unless a class server put the file there."""
    inside = parts[1:] if parts[:1] == [HAND_INS] else parts
    if len(inside) < 3 or inside[0] != FOLDER:
        return ""
    try:
        return inside[1] if check_student(inside[1]) == inside[1] else ""
    except KitError:
        return ""


def as_logged_in(header: Header, student: str) -> Header:
    """The header with the id of the log-in, if there is one."""
    return replace(header, student=student) if student else header


def with_server_times(hand_in: HandIn) -> HandIn:
    """Each event between the hand-in that did not have it and the one that did.

    The header has how many events were there at which time, oldest first. An event that claims another time gets that of
    the hand-in that brought it, and a note says how many did.
    """
    events, changed, done, after = list(hand_in.events), 0, 0, ""
    for count, until in hand_in.header.received:
        for place in range(done, min(count, len(events))):
            if not after <= when(events[place]) <= until:
                events[place] = {**events[place], "at": until}
                changed += 1
        done, after = max(done, count), until
    if not changed:
        return hand_in
    said = "1 answer or hint has" if changed == 1 else f"{changed} answers or hints have"
    note = (
        f"{said} a time at which the class server did not have it. The time of the hand-in counts. Did the student bring "
        "a file from elsewhere?"
    )
    return replace(hand_in, events=events, notes=[*hand_in.notes, note])
