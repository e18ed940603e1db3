from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def phrase(context):
    return library.make("phrase", context)


@pytest.mark.parametrize("answer", ["over", "Over", " over. ", "“over”", "over 900", "the over"])
def test_accepted_words_are_taken_whatever_their_case_and_marks(phrase, answer):
    assert grade(phrase, answer).status == "correct"


@pytest.mark.parametrize("answer", ["900 visitors", "visitors", "Visitors!"])
def test_listed_wrong_words_get_their_own_feedback(phrase, answer):
    assert grade(phrase, answer).notices == (Notice(*library.pair("the visitors")),)


def test_other_words_of_the_article_get_the_common_feedback(phrase):
    assert grade(phrase, "forty new chairs").notices == (Notice(*library.pair("other words")),)


def test_words_that_are_not_in_the_article_are_told_apart(phrase):
    assert "do not stand in the article" in grade(phrase, "a hundred dragons").notices[0].noticed


def test_without_the_article_any_other_words_get_the_common_feedback(context):
    phrase = library.make("phrase", context, "from_article", accept=["joy"])
    assert grade(phrase, "a hundred dragons").notices == (Notice(*library.pair("other words")),)


@pytest.mark.parametrize("answer", ["!!!", "“”", "the", "overs", "over over"])
def test_what_only_looks_near_is_not_accepted(phrase, answer):
    assert grade(phrase, answer).status == "incorrect"


@pytest.mark.parametrize("answer", [5, True, ["over"], {"exact": "over"}])
def test_another_shape_is_told(phrase, answer):
    result = grade(phrase, answer)
    assert (result.status, result.notices[0].noticed) == ("unanswered", "This question takes words, in quotation marks.")


def test_the_card_gets_nothing_of_the_key(phrase):
    assert phrase.public() == {}
