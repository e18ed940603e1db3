"""What holds for an answer of every kind, whatever it is made of."""

from __future__ import annotations

import copy
import json

import pytest

from exercises.questions import build, grade, kinds_by_name
from exercises.questions.answer_form import MOST_CHARACTERS, refuse_unreadable
from exercises.questions.result import STATUSES
from tests import library
from tests.each import each

KINDS = sorted(library.QUESTIONS)


def nested(depth: int):
    answer = "monday"
    for _ in range(depth):
        answer = [answer]
    return answer


def endless() -> list:
    answer: list = []
    answer.append(answer)
    return answer


# Nobody's answer to anything: refused for every kind.
UNREADABLE = {
    "nan": float("nan"),
    "inf": float("inf"),
    "minus inf": float("-inf"),
    "a huge integer": 10**400,
    "a huge negative integer": -(10**400),
    "bytes": b"monday",
    "a bytearray": bytearray(b"monday"),
    "an object": object(),
    "a class": dict,
    "a function": len,
    "a set": {"monday"},
    "a complex number": 1j,
    "an exception": ValueError("monday"),
    "a generator": (x for x in ()),
    "a megabyte of text": "monday " * 150_000,
    "a megabyte in a list": ["monday " * 150_000],
    "a megabyte as a key": {"monday " * 150_000: "p3"},
    "a hundred thousand values": ["monday"] * 100_000,
    "deep nesting": nested(5_000),
    "a list that holds itself": endless(),
    "nan inside": {"outputs": [float("nan"), 0.25]},
    "bytes inside": {"p3": b"okafor"},
    "an object inside": [object()],
}

EMPTY = (None, "", "   ", [], {})

# Plain data of a form that some kind may take, and others not.
ODD = {
    "true": True,
    "false": False,
    "zero": 0,
    "a negative number": -3,
    "a fraction": 0.5,
    "text": "some words",
    "a list": ["some words"],
    "a tuple": ("monday",),
    "a list of numbers": [1, 2, 3],
    "a list of lists": [[], ["monday"]],
    "a list of nothing": [None, None],
    "a list of empty tables": [{}],
    "a table": {"a": "b"},
    "a table of tables": {"p3": {"": "okafor"}},
    "a table of lists": {"p3": ["okafor"]},
    "a table with a number for a key": {3: "okafor"},
    "a table with nothing for a key": {None: None},
    "a table with a pair for a key": {"outputs": [{(1, 2): 3}, 0.25]},
    "a label that is a list": [{"start": 0, "end": 5, "label": ["cue"]}],
    "a label that is a table": [{"exact": "said", "paragraph": 4, "label": {}}],
    "a start that is true": [{"start": True, "end": 5, "label": "cue"}],
    "a start in words": [{"start": "0", "end": "5", "label": "cue"}],
    "words that are a list": [{"exact": ["said"], "label": "cue"}],
    "a choice that is a list": {"choice": ["work"], "quotes": ["ten months"]},
    "quotes that are a number": {"choice": "work", "quotes": 7},
    "quotes that are numbers": {"choice": "work", "quotes": [7]},
    "outputs that are a table": {"outputs": {"a": 1}},
    "a lone surrogate": "\ud800",
    "a zero byte": "\x00",
    "emoji": "👩‍🏫",
    "right to left": "مرحبا",
}


@pytest.fixture(scope="module")
def asked(context):
    """Kind → a question of it."""
    return {kind: library.make(kind, context) for kind in KINDS}


def test_the_fixtures_hold_a_question_of_every_kind():
    assert set(KINDS) == set(kinds_by_name())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_answer_at_all_is_unanswered_with_a_short_notice(asked, kind):
    for noted, answer in each(UNREADABLE):
        with noted:
            result = grade(asked[kind], answer)
            assert (result.status, result.points) == ("unanswered", None)
            assert result.notices[0].noticed.endswith((".", "”.")) or result.notices[0].next
            assert len(str(result)) < 400


@pytest.mark.parametrize("kind", KINDS)
def test_plain_data_of_another_form_is_judged_soundly_and_the_same_from_the_journal(asked, kind):
    for noted, answer in each(ODD):
        with noted:
            result = grade(asked[kind], answer)
            assert result.status in STATUSES
            assert result.notices
            assert all(notice.noticed for notice in result.notices)
            assert (result.points is None) == (result.status in ("unanswered", "saved", "needs_teacher"))
            if result.status != "unanswered":
                plain = asked[kind].normalize(answer)
                assert grade(asked[kind], json.loads(json.dumps(plain, allow_nan=False))) == result


def test_nothing_is_unanswered_and_says_so_in_its_notice(asked):
    nothing = {f"{kind}, {empty!r}": (question, empty) for kind, question in asked.items() for empty in EMPTY}
    for noted, (question, empty) in each(nothing):
        with noted:
            result = grade(question, empty)
            assert (result.status, result.points) == ("unanswered", None)
            assert question.blank.startswith("Nothing is ")
            assert empty is not None or result.notices[0].noticed == question.blank


def test_a_right_answer_earns_full_points_which_its_text_says(asked):
    for noted, question in each(asked):
        with noted:
            result = grade(question, library.RIGHT[question.kind])
            expected = "complete" if question.standing == "open" else "correct"
            assert (result.status, result.points) == (expected, 2)
            assert str(result).splitlines()[0].endswith("2 of 2 points.") or question.kind == "reflection"


def test_the_question_knows_a_right_answer_of_its_own_and_can_say_it_in_words(asked):
    for noted, question in each(asked):
        with noted:
            assert grade(question, question.model_answer()).status in ("correct", "complete", "needs_teacher")
            assert question.describe(question.model_answer()).strip()


def test_every_listed_wrong_answer_earns_less_and_gets_its_own_notice(asked):
    for noted, question in each(asked):
        with noted:
            graded = [(answer, notice, grade(question, answer)) for answer, notice in question.known_errors()]
            assert [answer for answer, _, result in graded if result.points >= question.points] == []
            assert [answer for answer, notice, result in graded if notice not in result.notices] == []


def test_the_plain_form_of_an_answer_is_its_own_plain_form_and_goes_through_json_unchanged(asked):
    for noted, question in each(asked):
        with noted:
            plain = question.normalize(library.RIGHT[question.kind])
            assert question.normalize(plain) == plain
            assert json.loads(json.dumps(plain, allow_nan=False)) == plain


def test_grading_twice_gives_the_same_and_leaves_the_answer_as_it_was(asked):
    for noted, question in each(asked):
        with noted:
            answer = copy.deepcopy(library.RIGHT[question.kind])
            assert grade(question, answer) == grade(question, answer)
            assert answer == library.RIGHT[question.kind]


def test_an_answer_without_a_key_is_saved_and_never_judged(context):
    for noted, kind in each(dict(zip(KINDS, KINDS, strict=True))):
        with noted:
            secret = kinds_by_name()[kind].key_fields.keys() | {"worked"}
            table = library.question(kind, *secret, assessed=True)
            if kind == "probe":
                table["call"] = [{"args": call["args"]} for call in table["call"]]
            result = grade(build(table, context), library.RIGHT[kind])
            assert (result.status, result.points, result.headline) == ("saved", None, "")


def test_an_answer_of_the_greatest_length_is_read():
    assert refuse_unreadable("a" * MOST_CHARACTERS) is None
