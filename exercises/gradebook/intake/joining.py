"""Several hand-ins under one class id: of one student, they are joined by time; of two people, they stay apart."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...student.journal import as_line
from .hand_ins import HandIn, when
from .sources import Source

# A hand-in's header says so if its answers were typed in from paper: its times are those of the typing.
PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a joined hand-in: where it is, its place in the platform's order, and the latest time it can hold.

    ``latest`` is in ISO 8601 and UTC; “” if nothing is known.
    """

    source: Source
    attempt: int = 0
    latest: str = ""


@dataclass(slots=True)
class Trace:
    """What is compared of a hand-in: its events, which questions they are about, and from when to when."""

    events: set = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    times: list[str] = field(default_factory=list)

    def add(self, hand_in: HandIn, latest: str) -> None:
        """Add a hand-in's events."""
        for key, event in numbered(hand_in.events):
            self.events.add(key)
            if event["event"] == "check":
                self.questions.add(event["id"])
                if hand_in.header.source != PAPER and (at := trusted(event, latest)):
                    self.times.append(at)

    def contradicts(self, other: Trace) -> bool:
        """Whether two hand-ins that have no event in common look like two people's work.

        That is so if both answer the same question, or if their answers alternate in time: nobody works on two computers
        at once. Hand-ins that share an event come from one journal.
        """
        if not self.events or not other.events or not self.events.isdisjoint(other.events):
            return False
        return not self.questions.isdisjoint(other.questions) or alternate(self.times, other.times)


def alternate(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two sequences of times lie within each other, more than once."""
    order = [which for _, which in sorted([*((at, 0) for at in first), *((at, 1) for at in second)])]
    return sum(one != two for one, two in pairwise(order)) > 2


def numbered(events: Sequence[dict]) -> Iterable[tuple[object, dict]]:
    """Each event with a key that is the same in every copy of the journal; equal events are counted."""
    seen: Counter = Counter()
    for event in events:
        try:
            line: object = as_line(event)
        except (ValueError, RecursionError):
            # Nested so deep that it cannot be written down: it is like no other.
            line = id(event)
        yield (line, seen[line]), event
        seen[line] += 1


def trusted(event: dict, latest: str) -> str:
    """When an event was recorded, unless its clock is later than the file itself can be; then “”."""
    at = when(event)
    return "" if latest and at > latest else at


def joined(parts: Sequence[tuple[HandIn, Piece]]) -> HandIn:
    """The union of several hand-ins of one student: every event once, in the order of time.

    Each journal keeps its own order. A platform's later attempt comes after an earlier one; a clock that is ahead of the
    file makes nothing newer. The header is that of the hand-in with the last event.
    """
    done: set = set()
    events = []
    last = parts[0][0]
    streams = [_steps(number, hand_in, piece) for number, (hand_in, piece) in enumerate(parts)]
    for _, _, number, _, key, event in heapq.merge(*streams, key=lambda step: step[:4]):
        if key not in done:
            done.add(key)
            events.append(event)
            last = parts[number][0]
    return HandIn(last.header, events, list(dict.fromkeys(note for hand_in, _ in parts for note in hand_in.notes)))


def _steps(number: int, hand_in: HandIn, piece: Piece) -> list[tuple]:
    found, at = [], ""
    for place, (key, event) in enumerate(numbered(hand_in.events)):
        at = max(at, trusted(event, piece.latest))
        found.append((piece.attempt, at, number, place, key, event))
    return found
