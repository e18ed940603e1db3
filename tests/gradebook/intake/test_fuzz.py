"""Bytes that nobody thought of: read or told, never a crash, and never a point that no answer earned."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exercises.base.errors import KitError, sanitize
from exercises.gradebook.intake.people import index_submissions
from exercises.gradebook.intake.sources import SubmissionSource, Unreadable
from exercises.lesson_data.content import read_lesson
from tests.gradebook import classes
from tests.gradebook.fuzzing import Judge

# Small examples, many of them: the lesson is small too.
OFTEN = settings(max_examples=150)
PIECES = [
    b"\n",
    b"\r\n",
    b'"',
    b"{",
    b"}",
    b"[" * 500,
    b"\\ud800",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x00",
    b"\xe2\x80",
    b"NaN",
]
PIECES += [
    b"9" * 400,
    b"-0",
    b"1e400",
    b'"points": 2, ',
    b'"answer": "monday", ',
    b'"event": "check"',
    b"null",
    b"\xed\xa0\x80",
]


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    return Judge(read_lesson(classes.put_lesson(tmp_path_factory.mktemp("fuzz")), keys=True))


@pytest.fixture(scope="module")
def hand_ins(judge):
    """Real ones to start from."""
    return list(classes.good_class(judge.content, 6).values())


def _mutated(data: bytes, changes: list[tuple[str, int, int, bytes]]) -> bytes:
    """Bytes after some changes: (what is done, at which place, how far, with which bytes)."""
    for what, at, length, piece in changes:
        at %= len(data) + 1
        end = min(len(data), at + length)
        if what == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ (1 << length % 8)]) + data[at + 1 :]
        elif what == "cut":
            data = data[:at] + data[end:]
        elif what == "end":
            data = data[:at]
        elif what == "put":
            data = data[:at] + piece + data[at:]
        elif what == "again":
            data = data[:end] + data[at:end] * (length % 4) + data[end:]
        elif what == "line":
            lines = data.split(b"\n")
            lines.insert(length % len(lines), lines[at % len(lines)])
            data = b"\n".join(lines)
    return data


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "end", "put", "again", "line"]),
        *(st.integers(0, 20_000), st.integers(0, 300), st.sampled_from(PIECES) | st.binary(max_size=8)),
    ),
    max_size=6,
)
_WORDS = st.sampled_from(
    ["monday", "okafor", "reyes", "p3", "p5", "cue", "work", "praised", "over", "choice", "quotes", "a-match"]
)
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | st.text(max_size=12)
_NAMES = st.sampled_from(
    ["choice", "quotes", "outputs", "start", "end", "label", "exact", "paragraph", "p3", "p5", "error", "type"]
)
VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_NAMES | st.text(max_size=4), inner, max_size=5),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    ["id", "event", "answer", "at", "number", "after", "v", "points", "status", "student", "lesson", "events"]
)


@OFTEN
@given(which=st.integers(0, 5), changes=CHANGES)
def test_a_hand_in_with_bytes_changed_is_graded_or_told_and_never_above_its_answers(judge, hand_ins, which, changes):
    judge.look(_mutated(hand_ins[which], changes))


@OFTEN
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00")
@example(data=b"\xfe\xff" + '{"hand_in": 1}'.encode("utf-16-be"))
def test_any_bytes_are_graded_or_told(judge, data):
    judge.look(data)


@OFTEN
@given(which=st.integers(0, 5), changes=st.lists(st.tuples(st.integers(0, 40), FIELDS, VALUES), min_size=1, max_size=8))
def test_a_hand_in_with_fields_changed_is_graded_or_told_and_never_above_its_answers(judge, hand_ins, which, changes):
    lines = [json.loads(line) for line in hand_ins[which].splitlines()]
    for at, name, value in changes:
        lines[at % len(lines)][name] = value
    judge.look(b"\n".join(json.dumps(line).encode() for line in lines))


@OFTEN
@given(data=st.data())
def test_any_answer_to_any_question_is_graded_or_told(judge, hand_ins, data):
    answers = {name: data.draw(VALUES, label=name) for name in judge.content.questions}
    header = hand_ins[0].partition(b"\n")[0]
    events = [{"id": name, "event": "check", "answer": answer} for name, answer in answers.items()]
    found = judge.look(b"\n".join([header, *(json.dumps(event).encode() for event in events)]))
    assert found is not None


@OFTEN
@given(changes=CHANGES)
def test_a_changed_zip_file_is_read_or_told(hand_ins, tmp_path_factory, changes):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(hand_ins[:2]):
            archive.writestr(f"{number}.jsonl", data)
    place = tmp_path_factory.mktemp("zip") / "class.zip"
    place.write_bytes(_mutated(packed.getvalue(), changes))
    try:
        shelf = SubmissionSource(place)
    except KitError:
        return
    roll = index_submissions(shelf, ["library"])
    for entries in roll.students.values():
        for entry in entries:
            try:
                shelf.read(entry.source)
            except Unreadable as why:
                assert str(why).endswith(".")
    for problem in roll.problems:
        assert problem.file == sanitize(problem.file, 200)
