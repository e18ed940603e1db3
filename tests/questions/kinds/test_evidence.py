from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import Context, build, grade
from exercises.questions.result import Notice
from exercises.text.annotations import Annotations
from exercises.text.article import Article
from tests import library

LISTED = {
    "work": ["ten months of repairs", "worked through the winter"],
    "joy": ["cue-p2-praised", "welcomed 900 visitors"],
}
FITTING, SECOND, VALID, INVENTED = (
    "ten months of repairs",
    "worked through the winter",
    "forty new chairs",
    "years of hard labor",
)


@pytest.fixture
def evidence(context):
    return library.make("evidence", context)


@pytest.fixture
def two_quotes(context):
    return library.make("evidence", context, quotes=2, listed=LISTED)


# Of 2 points: words that fit a listed reading earn 1 × 2, other words of the article ½ × 2, and all else nothing.
@pytest.mark.parametrize(
    ("choice", "quotes", "points", "status"),
    [
        ("work", [FITTING], 2, "correct"),
        ("work", [VALID], 1, "partial"),
        ("work", [INVENTED], 0, "unfinished"),
        ("work", [], 0, "unfinished"),
        ("joy", ["praised"], 2, "correct"),
        ("joy", [FITTING], 1, "partial"),
        ("cost", [FITTING], 1, "partial"),
        ("cost", [VALID], 1, "partial"),
        ("cost", [INVENTED], 0, "unfinished"),
        ("cost", [], 0, "unfinished"),
        (None, [FITTING], 0, "unfinished"),
        (None, [INVENTED], 0, "unfinished"),
        # Only as many as are asked for are kept: the first one.
        ("work", [VALID, FITTING], 1, "partial"),
        ("work", [FITTING, VALID], 2, "correct"),
    ],
    ids=str,
)
def test_points_are_those_of_the_words(evidence, choice, quotes, points, status):
    result = grade(evidence, {"choice": choice, "quotes": quotes})
    assert (result.points, result.status) == (points, status)


# Of 2 points and two quotations: (first + second) ÷ 2 × 2.
@pytest.mark.parametrize(
    ("choice", "quotes", "points"),
    [
        ("work", [FITTING, SECOND], 2),  # (1 + 1) ÷ 2
        ("work", [FITTING, VALID], 1.5),  # (1 + ½) ÷ 2
        ("work", [VALID, "sound again"], 1),  # (½ + ½) ÷ 2
        ("work", [FITTING], 1),  # (1 + 0) ÷ 2
        ("work", [VALID], 0.5),  # (½ + 0) ÷ 2
        ("work", [FITTING, INVENTED], 1),  # (1 + 0) ÷ 2
        ("work", [INVENTED, FITTING, SECOND], 1),  # the first two are kept: (0 + 1) ÷ 2
        ("work", [FITTING, "“Ten months of repairs”"], 1),  # the same words twice
        ("work", [FITTING, "months of repairs"], 1),  # part of the first: 0
        ("cost", [FITTING, VALID], 1),  # an unlisted reading: (½ + ½) ÷ 2
        ("cost", [FITTING], 0.5),
        ("cost", [], 0),
    ],
    ids=str,
)
def test_points_of_two_quotations(two_quotes, choice, quotes, points):
    assert grade(two_quotes, {"choice": choice, "quotes": quotes}).points == points


# “ten months of repairs” has 21 letters: a third of it, 7, must be quoted, with at most 120 letters in all.
@pytest.mark.parametrize(
    ("quote", "points"),
    [
        ("repairs", 2),  # 7
        ("of repairs", 2),
        ("months", 1),  # 6
        ("on Monday, after ten months of repairs", 2),
        ("The town library opened again on Monday, after ten months of repairs", 2),
    ],
)
def test_a_third_of_the_listed_words_fits(evidence, quote, points):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == points


def long_text(words: int, letters: int = 3) -> tuple[Article, str]:
    """An article of one sentence with this many words, after a first one; and the sentence without its full stop."""
    sentence = " ".join(["goal", *(chr(97 + number % 26) * letters for number in range(words - 1))])
    return Article(f"A start. {sentence.capitalize()}. An end."), sentence


def on(article: Article, **changes):
    table = library.question("evidence", listed={"work": ["Goal"]}, **changes)
    return build(table, Context(article, Annotations([])))


@pytest.mark.parametrize(("words", "points"), [(25, 2), (26, 0)])
def test_a_quotation_has_25_words_at_most(words, points):
    article, sentence = long_text(words)
    # 4 + 25 × 4 = 104 letters: near enough to the listed word.
    assert grade(on(article), {"choice": "work", "quotes": [sentence]}).points == points


# The listed word has 4 letters; 120 may be quoted in all: 4 + 19 × 6 = 118 with 20 words, 4 + 20 × 6 = 124 with 21.
@pytest.mark.parametrize(("words", "points"), [(20, 2), (21, 1)])
def test_far_more_than_the_listed_words_does_not_fit(words, points):
    article, sentence = long_text(words, letters=5)
    assert grade(on(article), {"choice": "work", "quotes": [sentence]}).points == points


@pytest.mark.parametrize(("quote", "points"), [("A start.", 1), ("A start. Goal", 0), ("Goal bbb", 1)])
def test_a_quotation_is_of_one_sentence(quote, points):
    article, _ = long_text(5)
    question = build(
        library.question("evidence", listed={"work": ["aaa"]}),
        Context(Article(article.text.replace("aaa", "bbb", 1) + " aaa"), Annotations([])),
    )
    assert grade(question, {"choice": "work", "quotes": [quote]}).points == points


def test_a_long_quotation_is_told_why(evidence):
    told = str(grade(evidence, {"choice": "work", "quotes": [library.TEXT.split("\n\n")[4].strip()]}))
    assert "A quotation has 25 words at most, from one sentence." in told


# Words that the card itself shows are no evidence.
@pytest.mark.parametrize(
    ("quote", "points"),
    [
        ("ten months", 0),  # in the prompt
        ("for ten months", 0),  # with a small word more
        ("Ten  Months", 0),
        ("months", 0),
        ("forty new chairs", 0),  # an option
        ("the old chairs", 1),
        ("ten months of repairs", 2),  # goes on beyond the prompt
        ("closed for ten months", 1),
    ],
)
def test_words_that_the_card_shows_earn_nothing(context, quote, points):
    options = {"work": "The work", "joy": "The joy", "cost": "The forty new chairs"}
    question = library.make("evidence", context, prompt="What of the *ten months*?", options=options)
    assert grade(question, {"choice": "work", "quotes": [quote]}).points == points


def test_words_that_the_card_shows_are_told_apart(context):
    question = library.make("evidence", context, prompt="What of the ten months?")
    assert "The card itself shows these words" in str(grade(question, {"choice": "work", "quotes": ["ten months"]}))


@pytest.mark.parametrize("choice", ["work", "joy", "cost"])
def test_a_choice_without_words_is_unfinished_for_every_option_alike(evidence, choice):
    result = grade(evidence, choice)
    assert (result.status, result.points, result.headline) == ("unfinished", 0, "A reading that still needs its words.")


def test_words_without_a_choice_are_unfinished(evidence):
    result = grade(evidence, {"choice": None, "quotes": [FITTING]})
    assert (result.status, result.points, result.headline) == ("unfinished", 0, "Words that still need a reading.")


def test_no_headline_certifies_a_view(evidence):
    answers = [{"choice": c, "quotes": q} for c in ("work", "cost") for q in ([], [FITTING], [VALID], [INVENTED])]
    heads = {grade(evidence, answer).headline for answer in answers}
    assert heads == {
        "A supported reading.",
        "A reading with words from the page.",
        "A reading of your own, with words to show.",
        "A reading that still needs its words.",
    }


def test_every_listed_option_can_earn_full_points(evidence, two_quotes):
    for question in (evidence, two_quotes):
        assert [grade(question, answer).status for answer in question.answers()] == ["correct", "correct"]


def test_only_as_many_quotations_as_asked_for_are_kept(evidence, two_quotes):
    quotes = [VALID, "Forty new  chairs", FITTING, SECOND]
    assert evidence.normalize({"choice": "work", "quotes": quotes})["quotes"] == [VALID]
    assert two_quotes.normalize({"choice": "work", "quotes": quotes})["quotes"] == [VALID, FITTING]


def test_an_unlisted_view_with_a_quotation_hears_that_others_differ(evidence):
    assert Notice("Others read it differently.", "Which words would you show them?") in (
        grade(evidence, {"choice": "cost", "quotes": [VALID]}).notices
    )


@pytest.mark.parametrize("choice", ["work", "joy", "cost"])
def test_every_option_gets_its_own_feedback(evidence, choice):
    assert Notice(*library.pair(choice), evidence.options[choice]) in grade(evidence, choice).notices


@pytest.mark.parametrize("choice", ["work", "cost"])
def test_a_missing_quotation_is_asked_for(evidence, choice):
    assert "needs a quotation from the article" in str(grade(evidence, choice))


def test_an_invented_quotation_is_named(evidence):
    about = [n.about for n in grade(evidence, {"choice": "work", "quotes": [INVENTED]}).notices]
    assert f"“{INVENTED}”" in about


def test_words_that_stand_elsewhere_in_the_article_are_told_so(context):
    question = library.make("evidence", context, paragraphs=[1, 2, 5])
    assert "in the paragraphs shown" in str(grade(question, {"choice": "work", "quotes": ["sound again"]}))


@pytest.mark.parametrize(
    "quote", ["“ten months of repairs”", "TEN MONTHS of repairs", " ten  months of repairs ", '"repairs"']
)
def test_marks_case_and_spaces_of_a_quotation_are_forgiven(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == 2


@pytest.mark.parametrize(
    "quote", ["en months of repair", "of rep", "….", "“”", "-", "of", "the", "a", "with", "That", "over", "for", "its"]
)
def test_a_piece_of_a_word_mere_marks_and_small_words_are_no_quotation(evidence, quote):
    assert grade(evidence, {"choice": "work", "quotes": [quote]}).points == 0


def test_the_whole_article_is_no_quotation(evidence):
    assert grade(evidence, {"choice": "work", "quotes": [library.TEXT]}).points == 0


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


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"listed": {"work": ["of the"]}}, "neither an annotation nor words"),
        ({"listed": {"work": ["with"]}}, "neither an annotation nor words"),
        ({"listed": {"work": ["that"]}}, "neither an annotation nor words"),
        ({"listed": {"work": ["over"]}}, "not only small ones"),
        ({"listed": {"work": ["winter. The reading"]}}, "of one sentence"),
        ({"listed": {"work": ["ten months of repairs"]}, "quotes": 2}, "at least 2 quotations that do not overlap"),
        ({"listed": {"work": ["ten months of repairs", "of repairs"]}, "quotes": 2}, "do not overlap"),
        ({"listed": {"work": []}}, "at least one quotation"),
        ({"listed": {}}, "lists at least one option"),
        ({"prompt": "What of the ten months of repairs?"}, "the prompt or an option shows these very words"),
    ],
    ids=str,
)
def test_words_that_could_earn_nothing_are_not_listed(context, changes, said):
    with pytest.raises(KitError, match=said):
        library.make("evidence", context, **changes)


def test_words_that_fit_are_not_asked_to_be_closer(evidence):
    assert [n.noticed for n in grade(evidence, {"choice": "work", "quotes": [FITTING]}).notices] == ["We noticed work."]
    other = grade(evidence, {"choice": "work", "quotes": [VALID]}).notices
    assert [n.about for n in other] == ["The work", f"“{VALID}”"]


def test_of_words_that_repeat_the_first_place_is_taken(two_quotes):
    # “ten months” is in P1 and P3. The first is taken, so “ten months of repairs” in P1 overlaps: (½ + 0) ÷ 2 of 2 points.
    assert grade(two_quotes, {"choice": "cost", "quotes": ["ten months", FITTING]}).points == 0.5
    assert grade(two_quotes, {"choice": "cost", "quotes": ["ten months", "our readers waited"]}).points == 1
