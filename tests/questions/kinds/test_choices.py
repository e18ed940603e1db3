from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def choices(context):
    return library.make("choices", context)


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (["okafor", "reyes"], 2),
        (["reyes", "okafor"], 2),
        (["okafor", "reyes", "town"], 2),
        (["okafor", "okafor", "reyes"], 2),
        (["okafor"], 1),
        ("okafor", 1),
        (["okafor", "reyes", "king"], 1),
        (["okafor", "king"], 0),
        (["town"], 0),
        (["king", "cat"], 0),
        (["okafor", "reyes", "town", "king", "cat"], 0),
    ],
    ids=str,
)
def test_points_are_those_of_the_required_options_less_the_wrong_ones(choices, answer, points):
    assert grade(choices, answer).points == points


def test_ticking_every_box_does_not_pay(choices):
    assert grade(choices, list(choices.options)).points < grade(choices, ["okafor"]).points


def test_a_wrong_option_gets_its_own_feedback_with_its_text(choices):
    notices = grade(choices, ["okafor", "reyes", "king"]).notices
    assert Notice(*library.pair("king"), "A king") in notices


def test_what_is_missing_is_told_without_naming_it(choices):
    told = str(grade(choices, ["okafor"]))
    assert "something missing" in told
    assert "Reyes" not in told


def test_a_first_wrong_try_hears_how_many_fit_and_not_which(choices):
    told = str(grade(choices, ["okafor", "town", "king"]).on_try(1))
    assert "2 of the 3 that you ticked fit." in told
    assert "something missing" in told
    assert not any(text in told for text in ("Okafor", "town.", "king"))


def test_a_second_try_hears_which_do_not_fit(choices):
    told = str(grade(choices, ["okafor", "town", "king"]).on_try(2))
    assert "A king" in told
    assert "that you ticked fit" not in told


def test_a_right_answer_hears_the_same_on_every_try(choices):
    result = grade(choices, ["okafor", "reyes"])
    assert result.on_try(1) == result.on_try(2) == result


@pytest.mark.parametrize(("one", "said"), [("okafor", "The one that you ticked fits."), ("king", "ticked does not fit.")])
def test_a_single_tick_is_told_in_words(choices, one, said):
    assert said in str(grade(choices, [one]).on_try(1))


def test_ticking_all_and_reading_what_is_said_does_not_solve_it_in_two_checks(choices):
    every = list(choices.options)
    first = grade(choices, every).on_try(1)
    # Three of the five fit: ten sets of three, of which this says nothing.
    assert str(first).count("fit") == 1
    assert not any(text in str(first) for text in choices.options.values())
    assert {str(grade(choices, every).on_try(1))} == {str(first)}


def test_no_wrong_option_is_named_that_was_not_picked(choices):
    assert "A cat" not in str(grade(choices, ["okafor", "king"]))


def test_an_allowed_option_changes_no_points(choices):
    assert grade(choices, ["okafor", "town"]).points == grade(choices, ["okafor"]).points


@pytest.mark.parametrize("answer", [[1], [None], 5, {"okafor": True}, [["okafor"]]])
def test_another_shape_is_told(choices, answer):
    result = grade(choices, answer)
    assert (result.status, result.notices[0].noticed) == ("unanswered", "This question takes a list of options.")


def test_an_unknown_option_is_told(choices):
    assert "“queen” is not one of the options" in grade(choices, ["okafor", "queen"]).notices[0].noticed


def test_blank_options_count_as_nothing(choices):
    assert grade(choices, ["", "  "]).status == "unanswered"


def test_the_notices_name_what_fits_and_what_is_missing_in_this_order(choices):
    fit = [Notice(*library.pair(name), choices.options[name]) for name in choices.options if name in ("okafor", "reyes")]
    assert grade(choices, ["okafor", "reyes"]).notices == tuple(fit)
    assert [notice.about for notice in grade(choices, ["okafor"]).notices] == ["Ruth Okafor", ""]
    # Everything that is asked for and one slip: that comes first, and nothing is missing on any try.
    slip = grade(choices, ["okafor", "reyes", "king"])
    assert slip.notices[0].noticed.startswith("Everything that belongs here is ticked")
    assert slip.notices[1:] == (Notice(*library.pair("king"), "A king"),)
    two = grade(choices, ["okafor", "reyes", "king", "cat"]).notices
    assert [bool(notice.about) for notice in two] == [False, True, True]
    assert [notice.noticed for notice in slip.on_try(1).notices] == ["2 of the 3 that you ticked fit."]


def test_the_listed_errors_add_a_wrong_option_or_lack_a_required_one(choices, context):
    assert [answer for answer, _ in choices.known_errors()] == [
        ["okafor", "reyes", "king"],
        ["okafor", "reyes", "cat"],
        ["reyes"],
    ]
    # Of a single required option nothing would be left.
    one = library.make("choices", context, required=["okafor"], wrong=["reyes", "king", "cat"])
    assert [answer for answer, _ in one.known_errors()] == [["okafor", other] for other in ("reyes", "king", "cat")]


def test_a_report_reads_each_option_as_ticked_or_not(choices):
    read = choices.responses_by_unit(["okafor"])
    assert read == dict.fromkeys(choices.options.values(), "not ticked") | {"Ruth Okafor": "ticked"}
    # An allowed option fits either way, a required one ticked, a wrong one not ticked.
    assert [choices.is_accepted("The town", how) for how in ("ticked", "not ticked")] == [True, True]
    assert [choices.is_accepted("Ruth Okafor", how) for how in ("ticked", "not ticked")] == [True, False]
    assert [choices.is_accepted("A king", how) for how in ("ticked", "not ticked")] == [False, True]
