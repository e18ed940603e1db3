from __future__ import annotations

import pytest

from exercises.questions import grade
from tests import library


@pytest.fixture
def reflection(context):
    return library.make("reflection", context)


def test_an_answer_of_enough_words_is_complete(reflection):
    result = grade(reflection, "The forty chairs are what I noticed.")
    assert (result.status, result.points) == ("complete", 2)
    assert (result.extra["met"], result.extra["asked"], result.extra["completion"]) == (1, 1, 1)


def test_a_complete_answer_says_that_a_person_reads_it(reflection):
    assert "Your teacher reads it for that." in str(grade(reflection, "The forty chairs are what I noticed."))


def test_a_short_answer_is_unfinished_and_earns_nothing_yet(reflection):
    result = grade(reflection, "The chairs.")
    assert (result.status, result.points, result.extra["completion"]) == ("unfinished", 0, 0)
    assert "2 of at least 3 words" in result.notices[0].noticed


@pytest.mark.parametrize("answer", ["no no no no", "1 2 3", "👩‍🏫 👩‍🏫 👩‍🏫", "the the the", "I don't agree."])
def test_no_answer_is_wrong(reflection, answer):
    assert grade(reflection, answer).status == "complete"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("Those idiots and their chairs.", "contempt"),
        ("I saw that the forty new chairs by the window come first, before the lamps.", "near-copy"),
        ("chairs " * 20, "salad"),
    ],
)
def test_what_a_person_should_look_at_waits_without_points(context, answer, code):
    sample = "I saw that the forty new chairs by the window come first, before the tables."
    result = grade(library.make("reflection", context, samples=[sample]), answer)
    assert (result.status, result.points, [flag.code for flag in result.flags]) == ("needs_teacher", None, [code])


@pytest.mark.parametrize("answer", [5, True, ["a", "b"], {"text": "a"}])
def test_another_shape_is_told(reflection, answer):
    assert grade(reflection, answer).notices[0].noticed == "This question takes words in quotation marks."


def test_the_card_gets_the_one_condition_and_no_rubric(reflection):
    assert reflection.public() == {
        "min_words": 3,
        "conditions": [{"id": "words", "text": "at least 3 words", "gate": False}],
    }
