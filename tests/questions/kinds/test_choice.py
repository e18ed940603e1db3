from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def choice(context):
    return library.make("choice", context)


def test_the_right_option_earns_full_points_and_its_own_feedback(choice):
    result = grade(choice, "monday")
    assert (result.status, result.points, result.notices) == ("correct", 2, (Notice(*library.pair("monday")),))


@pytest.mark.parametrize("option", ["sunday", "may"])
def test_a_wrong_option_earns_nothing_and_gets_its_own_feedback(choice, option):
    result = grade(choice, option)
    assert (result.status, result.points, result.notices) == ("incorrect", 0, (Notice(*library.pair(option)),))


@pytest.mark.parametrize("typed", ["Monday", " monday ", "On Monday", "on monday", "MONDAY"])
def test_an_option_may_be_typed_as_its_id_or_its_text(choice, typed):
    assert grade(choice, typed).status == "correct"


def test_what_is_no_option_is_told_with_the_options(choice):
    notice = grade(choice, "june").notices[0]
    assert notice.noticed == "“june” is not one of the options: monday, may, sunday."


@pytest.mark.parametrize("answer", [1, True, ["monday"], {"choice": "monday"}])
def test_another_shape_is_told(choice, answer):
    result = grade(choice, answer)
    assert (result.status, result.notices[0].noticed) == ("unanswered", "This question takes one option.")


def test_the_card_gets_the_options_in_their_order(choice):
    assert [option["id"] for option in choice.public()["options"]] == list(choice.options)


def test_the_listed_errors_and_the_reading_of_an_answer(choice):
    assert dict(choice.known_errors()) == {
        "sunday": Notice(*library.pair("sunday")),
        "may": Notice(*library.pair("may")),
    }
    assert (choice.responses_by_unit("may"), choice.describe("may")) == ({"": "In May"}, "In May")
    assert choice.is_accepted("", "On Monday")
    assert not choice.is_accepted("", "In May")
