from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import Context, build, grade
from exercises.questions.result import Notice
from exercises.text.annotations import Annotations
from exercises.text.article import Article
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
    assert "We do not find these words in the article" in grade(phrase, "a hundred dragons").notices[0].noticed


def test_without_the_article_any_other_words_get_the_common_feedback(context):
    phrase = library.make("phrase", context, "from_article", accept=["joy"])
    assert grade(phrase, "a hundred dragons").notices == (Notice(*library.pair("other words")),)


# The text has “We counted over 900 visitors on Monday alone.” and “welcomed 900 visitors on its first day”.
@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ("the word over", 2),
        ("word: over", 2),
        ("We counted over 900", 2),  # a run of the text that holds “over 900”
        ("counted over", 2),
        ("over 900 visitors", 0),  # “visitors” is a listed wrong one, outside of “over 900”
        ("We counted over 900 visitors on Monday alone", 0),
        ("over nine hundred", 0),  # no run of the text
        ("counted", 0),  # a run that holds no accepted phrase
        ("the word", 0),
        ("the word counted", 0),
    ],
)
def test_a_run_of_the_text_counts_by_what_it_holds(phrase, answer, points):
    assert grade(phrase, answer).points == points


def test_a_listed_wrong_phrase_beside_an_accepted_one_brings_its_feedback(phrase):
    assert grade(phrase, "over 900 visitors").notices == (Notice(*library.pair("the visitors")),)


def test_a_listed_wrong_phrase_inside_an_accepted_one_does_no_harm(context):
    phrase = library.make("phrase", context, accept=["over 900 visitors"])
    assert grade(phrase, "We counted over 900 visitors").status == "correct"


def test_a_run_has_25_words_at_most():
    words = " ".join(f"word{number}" for number in range(1, 31))
    article = Article(f"Once {words} only.")
    table = library.question("phrase", accept=["word3"], wrong=[])
    phrase = build(table, Context(article, Annotations([])))
    # “word1” to “word25” are 25 words; with “Once” there are 26.
    assert grade(phrase, words.partition(" word26")[0]).status == "correct"
    assert grade(phrase, "Once " + words.partition(" word26")[0]).status == "incorrect"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("Washington DC", "correct"),
        ("Washington, DC", "correct"),
        ("Washington D.C.", "correct"),
        ("washington d.c", "correct"),
        ("in Washington, D.C., on Thursday", "incorrect"),  # the text has no “on”
        ("in Washington, D.C., Thursday", "correct"),
        ("over 1400", "correct"),
        ("over 1,400", "correct"),
        ("over 140", "incorrect"),
        ("over 1.400", "incorrect"),
    ],
)
def test_commas_in_numbers_and_dots_in_abbreviations_are_read(answer, status):
    article = Article("They met in Washington DC Thursday. He counted over 1,400 rockets.")
    table = library.question("phrase", accept=["Washington DC", "over 1,400"], wrong=[])
    assert grade(build(table, Context(article, Annotations([]))), answer).status == status


@pytest.mark.parametrize("answer", ["!!!", "“”", "the", "overs", "over over"])
def test_what_only_looks_near_is_not_accepted(phrase, answer):
    assert grade(phrase, answer).status == "incorrect"


@pytest.mark.parametrize("answer", [5, True, ["over"], {"exact": "over"}])
def test_another_shape_is_told(phrase, answer):
    result = grade(phrase, answer)
    assert (result.status, result.notices[0].noticed) == ("unanswered", "This question takes words, in quotation marks.")


def test_the_card_gets_nothing_of_the_key(phrase):
    assert phrase.public() == {}


def test_a_thousand_characters_are_read_and_one_more_is_too_many(phrase):
    assert grade(phrase, "over".ljust(1_000, "!")).points == 2
    more = grade(phrase, "over".ljust(1_001, "!"))
    assert (more.points, more.notices[0].noticed) == (0, "These are many more words than we ask for.")


def test_a_listed_wrong_phrase_that_begins_with_an_accepted_one_does_no_harm(context):
    wrong = [{"say": ["visitors"], "feedback": library.pair("the visitors")}]
    phrase = library.make("phrase", context, accept=["visitors on Monday"], wrong=wrong)
    assert grade(phrase, "over 900 visitors on Monday alone").points == 2
    assert grade(phrase, "over 900 visitors").points == 0


def test_an_article_alone_is_a_word(context):
    phrase = library.make("phrase", context, "from_article", accept=["the"], wrong=[])
    assert [grade(phrase, word).points for word in ("the", "a", "an the")] == [2, 0, 2]


def test_a_listed_wrong_phrase_earns_nothing_and_gets_its_feedback_without_the_article_too(phrase, context):
    for question in (phrase, library.make("phrase", context, "from_article")):
        result = grade(question, "the visitors")
        assert (result.points, result.notices) == (0, (Notice(*library.pair("the visitors")),))


def test_accepted_words_of_the_article_are_in_it(context):
    with pytest.raises(KitError, match="is not in it"):
        library.make("phrase", context, accept=["over", "a hundred dragons"])
    with pytest.raises(KitError, match="listed as accepted and as wrong"):
        library.make("phrase", context, accept=["900 visitors"])
