from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def evidence(context):
    return library.make("evidence", context)


@pytest.fixture
def two_quotes(context):
    return library.make("evidence", context, quotes=2)


FITTING, VALID, INVENTED = "ten months of repairs", "forty new chairs", "years of hard labor"


@pytest.mark.parametrize(
    ("choice", "quotes", "points"),
    [
        ("work", [FITTING], 2),
        ("work", [VALID], 1.5),
        ("work", [INVENTED], 1),
        ("work", [], 1),
        ("cost", [FITTING], 1),
        ("cost", [VALID], 1),
        ("cost", [INVENTED], 0.5),
        ("cost", [], 0.5),
        (None, [VALID], 0.5),
        (None, [INVENTED], 0),
    ],
    ids=str,
)
def test_points_are_those_of_the_evidence(evidence, choice, quotes, points):
    assert grade(evidence, {"choice": choice, "quotes": quotes}).points == points


@pytest.mark.parametrize("choice", ["work", "joy", "cost"])
def test_no_view_earns_nothing(evidence, choice):
    assert grade(evidence, choice).points > 0


def test_every_listed_option_can_earn_full_points(evidence):
    assert [grade(evidence, answer).status for answer in evidence.answers()] == ["correct", "correct"]


def test_an_unlisted_view_with_a_quotation_hears_that_others_differ(evidence):
    assert Notice("Others read it differently.", "Which words would you show them?") in (
        grade(evidence, {"choice": "cost", "quotes": [VALID]}).notices
    )


def test_an_unlisted_view_is_called_a_reading_of_ones_own(evidence):
    assert grade(evidence, {"choice": "cost", "quotes": [VALID]}).headline == "A reading of your own, with words to show."


@pytest.mark.parametrize("choice", ["work", "joy", "cost"])
def test_every_option_gets_its_own_feedback(evidence, choice):
    assert Notice(*library.pair(choice), evidence.options[choice]) in grade(evidence, choice).notices


@pytest.mark.parametrize("choice", ["work", "cost"])
def test_a_missing_quotation_is_asked_for(evidence, choice):
    assert "needs a quotation from the article" in str(grade(evidence, choice))


def test_an_invented_quotation_is_named(evidence):
    about = [n.about for n in grade(evidence, {"choice": "work", "quotes": [INVENTED]}).notices]
    assert f"“{INVENTED}”" in about


@pytest.mark.parametrize(
    "quote", ["“ten months of repairs”", "TEN MONTHS of repairs", " ten  months of repairs ", '"repairs"']
)
def test_marks_case_and_spaces_of_a_quotation_are_forgiven(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == 2


@pytest.mark.parametrize("quote", ["en months of repair", "of rep", "….", "“”", "-"])
def test_a_piece_of_a_word_or_mere_marks_are_no_quotation(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == 1


@pytest.mark.parametrize("quote", ["of", "the", "a"])
def test_one_small_word_does_not_support_a_reading(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points < 2


def test_the_whole_article_is_no_quotation(evidence):
    assert grade(evidence, {"choice": "work", "quotes": [library.TEXT]}).points == 1


def test_two_quotations_are_two_different_places(two_quotes):
    twice = grade(two_quotes, {"choice": "work", "quotes": [FITTING, "“ten months of repairs”"]}).points
    both = grade(two_quotes, {"choice": "work", "quotes": [FITTING, "worked through the winter"]}).points
    assert twice < both == 2


def test_one_of_two_quotations_earns_a_part_of_the_step(two_quotes):
    none, one, two = (
        grade(two_quotes, {"choice": "work", "quotes": quotes}).points for quotes in ([], [VALID], [VALID, "sound again"])
    )
    assert none < one < two


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (5, "takes a choice and quotations"),
        (["work"], "takes a choice and quotations"),
        ({"choice": 5, "quotes": []}, "The choice is one of the options."),
        ({"choice": ["work"]}, "The choice is one of the options."),
        ({"choice": "work", "quotes": 5}, "given as a list of texts"),
        ({"choice": "work", "quotes": [5]}, "given as a list of texts"),
        ({"choice": "work", "quotes": {"a": "b"}}, "given as a list of texts"),
        ({"choice": "love", "quotes": []}, "is not one of the options"),
    ],
    ids=str,
)
def test_another_shape_is_told(evidence, answer, said):
    result = grade(evidence, answer)
    assert result.status == "unanswered"
    assert said in result.notices[0].noticed


def test_a_single_quotation_may_be_typed_as_a_text(evidence):
    assert grade(evidence, {"choice": "work", "quotes": FITTING}).points == 2


def test_an_empty_form_is_unanswered(evidence):
    assert grade(evidence, {"choice": None, "quotes": ["", " "]}).status == "unanswered"


def test_the_card_gets_options_and_no_evidence(evidence):
    assert set(evidence.public()) == {"options", "quotes"}


@pytest.mark.parametrize("quote", ["with", "That", "over", "for", "its"])
def test_small_words_are_no_quotation(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == evidence.points / 2
