from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.kinds.rewrite import word_diff
from tests import library

GOOD = library.RIGHT["rewrite"]


@pytest.fixture
def rewrite(context):
    return library.make("rewrite", context)


def test_a_rewrite_that_meets_every_condition_earns_full_points(rewrite):
    assert grade(rewrite, GOOD).points == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("On Monday, the mayor said, it was ready after ten months.", "Lost: “library”."),
        ("On Monday, the mayor said, the library opened after ten months.", "Still there: “opened”."),
        ("On Monday, the mayor said, the grand library was ready after ten months.", "Came in: “grand”."),
        ("On Monday, the library was ready again, all of it, after ten months.", "No one says so."),
        ("Library: Monday, said Okafor, ten months.", "It has"),
        ("On Monday, the mayor said, the library was ready after ten months and 37 days.", "A number came in"),
        ("On Monday, the mayor said, the library was “as good as new” after ten months.", "A quotation came in"),
    ],
    ids=["keep", "drop", "avoid", "owner", "length", "new number", "new quotation"],
)
def test_a_broken_condition_is_told(context, answer, said):
    rewrite = library.make("rewrite", context, min_words=8)
    result = grade(rewrite, answer)
    assert result.status == "partial"
    assert said in str(result)


def test_each_broken_condition_costs_points(rewrite):
    one = grade(rewrite, "On Monday, the mayor said, it was ready after ten months.").points
    two = grade(rewrite, "On Monday, the mayor said, it was opened after ten months.").points
    assert two < one < 2


def test_the_source_unchanged_earns_nothing(rewrite):
    result = grade(rewrite, rewrite.source)
    assert (result.points, "unchanged" in str(result)) == (0, True)


def test_the_source_with_other_spaces_is_unchanged(rewrite):
    assert grade(rewrite, rewrite.source.replace(" ", "  ")).points == 0


def test_what_holds_nothing_of_the_source_earns_nothing(rewrite):
    assert grade(rewrite, "A sunny day, said the king to his old cat.").points == 0


def test_words_are_whole_words(rewrite):
    assert "Lost: “library”" in str(grade(rewrite, "On Monday, the mayor said, the librarys were ready after ten months."))


def test_words_are_found_whatever_their_case(rewrite):
    assert grade(rewrite, GOOD.upper()).points == 2


def test_numbers_and_quotations_of_the_article_may_come_in(context):
    rewrite = library.make("rewrite", context)
    answer = "On Monday, said Okafor, the library had 900 visitors, “sound again” after ten months."
    assert grade(rewrite, answer).points == 2


def test_the_diff_shows_what_stayed_went_out_and_came_in(rewrite):
    diff = rewrite.beside("The town library, she said, was ready on Monday, after ten months of repairs.")["diff"]
    assert {mark for mark, _ in diff} == {"same", "out", "in"}


def test_the_diff_puts_both_texts_together_again():
    before, after = "the old cat sat down", "the young cat lay down there"
    diff = word_diff(before, after)
    assert " ".join(words for mark, words in diff if mark != "in") == before
    assert " ".join(words for mark, words in diff if mark != "out") == after


@pytest.mark.parametrize("answer", [5, True, ["a", "b"], {"text": "a"}])
def test_another_shape_is_told(rewrite, answer):
    assert grade(rewrite, answer).notices[0].noticed == "This question takes words in quotation marks."


def test_a_very_long_rewrite_is_graded_quickly(rewrite):
    assert grade(rewrite, "library " * 2_400).points < 2


def test_the_card_gets_the_source_and_no_condition(rewrite):
    assert set(rewrite.public()) == {"source", "min_words", "max_words"}
