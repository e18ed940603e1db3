"""Hostile and broken lines: what a header may claim, and what events may hold."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.gradebook.classes import Scene, check
from tests.gradebook.hostile_files import EMPTY_ROW, NO_ROW, RIGHT, WHO, Case, good

OTHER = "s01-holly"
NAME = "library.mallory.jsonl"
CHANGED = "its check figure does not fit"


def header(**fields: object) -> Callable[[Scene], object]:
    """Put an honest hand-in whose first line says something else."""
    return lambda scene: scene.put(NAME, good(scene, **fields))


def first_line(line: bytes) -> Callable[[Scene], object]:
    """Put an honest hand-in with another first line."""
    return lambda scene: scene.put(NAME, line + b"\n" + good(scene).partition(b"\n")[2])


def without(field: str) -> Callable[[Scene], object]:
    """Put an honest hand-in whose first line lacks a field."""

    def put(scene: Scene) -> None:
        line, _, body = good(scene).partition(b"\n")
        fields = json.loads(line)
        del fields[field]
        scene.put(NAME, json.dumps(fields).encode() + b"\n" + body)

    return put


def events(*found: dict | bytes) -> Callable[[Scene], object]:
    """Put a hand-in with the honest events and these after them."""
    return lambda scene: scene.put(NAME, scene.hand_in(WHO, *RIGHT, *found))


def line(answer: str, question: str = "a-choice") -> bytes:
    """A checked answer as a line of JSON, in which the answer stands as it is given."""
    return f'{{"id": "{question}", "event": "check", "answer": {answer}}}'.encode()


def copied(scene: Scene) -> None:
    """Another student's answers, under an own name."""
    other = (scene.folder / f"library.{OTHER}.jsonl").read_bytes()
    scene.put(NAME, other.replace(OTHER.encode(), WHO.encode(), 1))


def bad_id(name: str, student: object, says: str = "cannot be used") -> Case:
    """A class id that is none."""
    return Case(name, header(student=student), 3, says, NO_ROW)


HEADERS = [
    bad_id("an empty id", "", "it has no class id"),
    bad_id("a blank id", " \t "),
    bad_id("no id", None, "it has no class id"),
    bad_id("an id that is a number", 7),
    bad_id("an id that is a list", ["mallory"]),
    bad_id("an id of lists 1,000 deep", json.loads("[" * 900 + "]" * 900)),
    bad_id("an id that climbs", "../../etc/passwd"),
    bad_id("an id that is a device of Windows", "con"),
    bad_id("an id that is turned around", "mal\u202eyrol"),
    bad_id("an id with a letter that only looks the same", "m\u0430llory"),
    bad_id("an id that is a formula", "=1+1"),
    bad_id("an id that is a page", "<script>alert(1)</script>"),
    bad_id("an id that is half a letter", "mallory\ud800"),
    bad_id("an id with a line of its own", "mallory\ns01-holly,100"),
    bad_id("an id with a zero in it", "mallory\0"),
    bad_id("an id that is a person's name", "Mallory Smith"),
    bad_id("an id that is an address", "mallory@example.org"),
    bad_id("an id of 5,000 letters", "m" * 3_000),
    Case("an id in capitals, with spaces around it", header(student=" MALLORY\t")),
    Case("a forged checksum", header(checksum="0" * 64), 0, CHANGED),
    Case("a checksum that is a list", header(checksum=["0" * 64]), 0, CHANGED),
    Case("no checksum", without("checksum"), 0, CHANGED),
    Case("a count that lies", header(events=999_999_999), 0, CHANGED),
    Case("a count that is true", header(events=True), 0, CHANGED),
    Case("no count", without("events"), 0, CHANGED),
    Case("a lesson that climbs", header(lesson="../../etc"), 3, "not in this kit", NO_ROW),
    Case("a lesson that only looks the same", header(lesson="libr\u0430ry"), 3, "not in this kit", NO_ROW),
    Case("a lesson that is turned around", header(lesson="\u202eyrarbil"), 3, "not in this kit", NO_ROW),
    Case("a lesson that is a number", header(lesson=7), 3, "names no lesson", NO_ROW),
    Case("no lesson", without("lesson"), 3, "names no lesson", NO_ROW),
    Case("a set of questions that was not kept", header(question_set="0123456789abcdef"), 0, "another set of questions"),
    Case("a set of questions that climbs", header(question_set="../../../etc"), 0, "another set of questions"),
    Case("a set of questions that is a list", header(question_set=[]), 0, "another set of questions"),
    Case("no set of questions", without("question_set"), 0, "another set of questions"),
    Case("a later version", header(hand_in=2), 3, "another version of the kit", NO_ROW),
    Case("a version that is true", header(hand_in=True), 3, "another version of the kit", NO_ROW),
    Case("a version that is no number", first_line(b'{"hand_in": NaN}'), 3, "another version of the kit", NO_ROW),
    Case(
        "a header that grades itself", header(points=100, grade="A", percent=100, override=2, marker="kh", status="correct")
    ),
    Case("a header that is a list", first_line(b'["hand_in", 1]'), 3, "does not start like", NO_ROW),
    Case("a header nested 10,000 deep", first_line(b'{"hand_in": ' + b"[" * 10_000), 3, "does not start like", NO_ROW),
    Case("a header of a million characters", header(student="m" * 1_000_000), 3, "does not start like", NO_ROW),
    Case(
        "a header that names two students",
        lambda s: s.put(NAME, good(s).replace(b'"student":', b'"student": "s01-holly", "student":', 1)),
    ),
]

EVENTS = [
    Case(
        "forged points",
        events(check("a-choices", "king", points=2, result={"points": 2}, status="correct", out_of=0)),
        row=(*RIGHT, check("a-choices", "king")),
    ),
    Case(
        "events that mark",
        events(*({**check("a-choices", "king"), "event": e} for e in ("mark", "override", "points", "CHECK"))),
    ),
    Case(
        "edited attempts",
        events(check("a-choice", "sunday", attempt=1, attempts=-5, first=True)),
        row=(*RIGHT, check("a-choice", "sunday")),
    ),
    Case(
        "questions that are not there",
        events(check("a-cheat", 1), check("__class__", 1), check("", 1)),
        0,
        "it has 3 lines on questions that the lesson has not",
    ),
    Case("a check without an answer", events({"id": "a-choices", "event": "check"})),
    Case("an answer twice in one line", events(line('"sunday", "answer": "monday"'))),
    Case("answers copied from another", copied, 0, "its answers and times are those of", row=OTHER),
    Case(
        "lines that are no events",
        events(b"[]", b"null", b"7", b'"check"', b"{}", b'{"id": 1, "event": "check"}'),
        0,
        "6 lines were left out",
    ),
    Case("nesting 10,000 deep", events(line("[" * 10_000 + "]" * 10_000)), 0, "a line was left out"),
    Case("nesting 150 deep", events(line("[" * 150 + "]" * 150, "a-choices"))),
    Case("a number of 5,000 digits", events(line("9" * 5_000, "a-phrase")), 0, "a line was left out"),
    Case("a number of 4,000 digits", events(line("9" * 4_000, "a-phrase"))),
    Case("1e400", events(line("1e400", "a-phrase")), 0, "a line was left out"),
    Case("NaN", events(line("NaN", "a-phrase"), line("-Infinity", "a-phrase")), 0, "2 lines were left out"),
    Case("half letters", events(line('"\\ud800"', "a-phrase"), check("\ud800", 1)), 0, "1 line on questions"),
    Case("true for one", events(line("true", "a-phrase"), line("true", "a-probe"), line("true", "a-choices"))),
    Case("names that are no names", events(line('{"1": "okafor", "": "reyes", "__proto__": "okafor"}', "a-match"))),
    Case(
        "a text of 20,000 characters",
        events(check("a-rewrite", "x" * 20_000)),
        row=(*RIGHT, check("a-rewrite", "x" * 20_000)),
    ),
    Case("a text of 20,001 characters", events(check("a-rewrite", "x" * 20_001))),
    Case("a line of a million characters", events(check("a-rewrite", "x" * 1_000_000)), 0, "longer than 200,000"),
    Case(
        "100,000 hints", events(*[{"id": "a-choice", "event": "hint", "number": 1}] * 100_000), 3, "50,000 lines", EMPTY_ROW
    ),
    Case(
        "hints without number",
        events(*({"id": "a-choice", "event": "hint", "number": n} for n in (10**9, -1, "9", [], True))),
    ),
    Case("a flood of worked answers", events(*[{"id": "a-choice", "event": "reveal", "after": {"correct": 1}}] * 9_000)),
    Case(
        "a clock in 1970 and in 2999",
        events(
            check("a-number", 5, at="1970-01-01T00:00:00+00:00"),
            check("a-choice", "monday", at="2999-12-31T23:59:59+00:00"),
        ),
        says="a clock was wrong: 2 lines have times that cannot be, such as “2999-12-31T23:59:59+00:00”.",
    ),
    Case("times that are none", events(*(check("a-number", 5, at=at) for at in (7, [], "now", "=1+1", "2026-11-24")))),
    Case(
        "zeros and escape codes",
        events(check("a-reflection", "a\0b\x1b[2J\u202ec d")),
        row=(*RIGHT, check("a-reflection", "a\0b\x1b[2J\u202ec d")),
    ),
    Case(
        "formulas",
        events(check("a-reflection", "=HYPERLINK(1) + a;=b\n@c"), check("a-phrase", "+1\t=2")),
        row=(*RIGHT, check("a-reflection", "=HYPERLINK(1) + a;=b\n@c"), check("a-phrase", "+1\t=2")),
    ),
    Case(
        "a line within a line",
        events(check("a-phrase", 'x\n{"id": "a-choices", "event": "check", "answer": "okafor"}')),
        row=(*RIGHT, check("a-phrase", 'x\n{"id": "a-choices", "event": "check", "answer": "okafor"}')),
    ),
    Case(
        "a line taken out", lambda s: s.put(NAME, good(s).replace(good(s).splitlines(True)[1], b"")), 0, CHANGED, RIGHT[1:]
    ),
    Case(
        "an answer changed",
        lambda s: s.put(NAME, good(s).replace(b"monday", b"sunday")),
        0,
        CHANGED,
        (check("a-choice", "sunday"), *RIGHT[1:]),
    ),
]
