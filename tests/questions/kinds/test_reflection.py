from __future__ import annotations

import pytest

from exercises.questions import grade
from tests import library


@pytest.fixture
def reflection(context):
    return library.make("reflection", context)


def test_a_complete_answer_waits_for_the_teacher_without_points(reflection):
    result = grade(reflection, "I noticed the chairs.")
    assert (result.status, result.points, result.extra) == ("needs_teacher", None, {"complete": True})


def test_without_a_rubric_a_complete_answer_is_kept(context):
    assert grade(library.make("reflection", context, "rubric"), "I noticed the chairs.").status == "saved"


def test_a_short_answer_is_kept_and_told(reflection):
    result = grade(reflection, "The chairs.")
    assert (result.status, result.points, result.extra) == ("saved", None, {"complete": False})
    assert "2 of at least 3 words" in result.notices[0].noticed


@pytest.mark.parametrize("answer", ["no no no no", "1 2 3", "👩‍🏫 👩‍🏫 👩‍🏫", "the the the"])
def test_no_answer_is_wrong(reflection, answer):
    assert grade(reflection, answer).status == "needs_teacher"


@pytest.mark.parametrize("answer", [5, True, ["a", "b"], {"text": "a"}])
def test_another_shape_is_told(reflection, answer):
    assert grade(reflection, answer).notices[0].noticed == "This question takes words in quotation marks."


def test_the_card_gets_no_rubric(reflection):
    assert reflection.public() == {"min_words": 3}
