from __future__ import annotations

from collections import Counter

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.answer_form import InvalidAnswer, refuse_unreadable, text_of
from exercises.questions.question import Question, in_shown_order
from exercises.questions.result import Notice, Result
from tests import library

FIVE = {name: f"option {name}" for name in "abcde"}


def test_the_shown_order_is_the_same_on_every_platform_and_in_every_python():
    assert "".join(in_shown_order(FIVE, "a-question")) == "aecdb"
    assert "".join(in_shown_order(FIVE, "another-question")) == "dcabe"


def test_the_shown_order_depends_on_the_id_the_texts_and_their_order_in_the_file():
    orders = {
        "".join(in_shown_order(texts, name))
        for name in ("one", "two", "three")
        for texts in (FIVE, {**FIVE, "a": "another text"}, dict(reversed(FIVE.items())))
    }
    assert len(orders) >= 7


def test_nothing_is_lost_and_the_texts_stay_as_they_were():
    texts = dict(FIVE)
    assert in_shown_order(texts, "a-question") == FIVE
    assert list(texts) == list(FIVE)


def test_each_option_comes_to_each_place_about_as_often():
    places = Counter(
        (place, name) for number in range(2_000) for place, name in enumerate(in_shown_order(FIVE, f"question-{number}"))
    )
    # 2,000 ÷ 5 = 400, with a standard deviation of √(2,000 × 0.2 × 0.8) ≈ 18: four of them either way.
    assert all(400 - 72 <= places[place, name] <= 400 + 72 for place in range(5) for name in FIVE)


@pytest.mark.parametrize("kind", ["choice", "choices", "evidence"])
def test_options_are_shown_in_one_order_everywhere(kind, context):
    question = library.make(kind, context)
    asked = library.QUESTIONS[kind]["options"]
    assert list(question.options) == list(in_shown_order(asked, f"a-{kind}"))
    assert [option["id"] for option in question.public()["options"]] == list(question.options)


def test_rows_and_labels_of_a_match_stay_as_the_file_has_them(context):
    asked = library.QUESTIONS["match"]
    public = library.make("match", context).public()
    assert [item["id"] for item in public["items"]] == list(asked["items"])
    assert [label["id"] for label in public["columns"][0]["labels"]] == list(asked["labels"])


@pytest.mark.parametrize(("number", "said"), [(0, "first"), (1, "first"), (2, "all"), (9, "all")])
def test_a_first_try_can_hear_less(number, said):
    result = Result("partial", 1, 2, (Notice("all"),), first=(Notice("first"),))
    assert result.on_try(number).notices == (Notice(said),)
    assert result.on_try(number).on_try(number) == result.on_try(number)


def test_where_no_first_words_are_given_every_try_hears_the_same(context):
    result = grade(library.make("choice", context), "sunday")
    assert result.on_try(1) is result


def test_what_is_contested_is_never_called_incorrect(context):
    result = grade(library.make("evidence", context), "cost")
    assert (result.status, result.points) == ("unfinished", 0)
    assert grade(library.make("choice", context), "sunday").status == "incorrect"


def nest(depth: int) -> list:
    """Lists in lists: the innermost is empty, and lies so many levels below the outermost."""
    return [nest(depth - 1)] if depth else []


# Each pair is at a bound and just beyond it: 20,000 characters, 2,000 values (the answer itself is one), 6 levels, ±10^15.
@pytest.mark.parametrize(
    ("most", "beyond"),
    [
        ("a" * 20_000, "a" * 20_001),
        ("é" * 20_000, "é" * 20_001),
        (["a" * 10_000] * 2, ["a" * 10_000, "a" * 10_001]),
        ([["a" * 10_000], "a" * 10_000], [["a" * 10_000], "a" * 10_001]),
        ({"a" * 10_000: "a" * 10_000}, {"a" * 10_000: "a" * 10_001}),
        ([1] * 1_999, [1] * 2_000),
        # A row and 999 in it are a thousand values, so two rows and the answer make 2,001.
        ([[1] * 998, [1] * 999], [[1] * 999, [1] * 999]),
        # A table's names count as well as what they hold: 1 + 2 × 999 = 1,999.
        (dict.fromkeys(range(999), 1), dict.fromkeys(range(1_000), 1)),
        (nest(6), nest(7)),
        (10**15, 10**15 + 1),
        (-(10**15), -(10**15) - 1),
        (1e300, float("inf")),
        ({1: True, "a": None}, {1.5: True}),
        ("é" + "\ud7ff\ue000", "é" + "\ud800"),
        ("\ue000", "\udfff"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_an_answer_is_read_up_to_each_bound_and_refused_beyond_it(most, beyond):
    assert refuse_unreadable(most) is None
    with pytest.raises(InvalidAnswer):
        refuse_unreadable(beyond)


def test_what_is_refused_is_told_with_its_reason():
    for answer, said in (
        ("a" * 20_001, "longer than 20,000 characters"),
        (["a" * 20_001], "longer than 20,000 characters"),
        ([1] * 3_000, "far more parts"),
        (nest(9), "far more parts"),
        (10**16, "far too large"),
        (float("nan"), "One number in this answer is not a number"),
        ("\ud800", "half a character"),
        (b"a", "of the kind “bytes”"),
        ({(1, 2): 1}, "named by words"),
    ):
        with pytest.raises(InvalidAnswer, match=said):
            refuse_unreadable(answer)


def test_text_is_taken_without_its_edges_and_blank_text_is_nothing():
    assert [text_of(answer) for answer in (" a b ", "  ", "", None)] == ["a b", None, None, None]
    with pytest.raises(InvalidAnswer, match="takes one option"):
        text_of(5, "one option")


def test_an_answer_without_a_key_is_saved_and_one_that_cannot_be_read_says_so(context):
    saved = library.make("choice", context, "answer", "feedback", "worked", assessed=True).grade("monday")
    assert (saved.status, saved.points, saved.out_of) == ("saved", None, 2)
    unread = library.make("choice", context).grade("june")
    assert (unread.points, unread.headline) == (None, "Not saved: this cannot be read yet.")


def test_points_a_question_and_minutes_a_question_are_one_unless_told():
    plain = Question(id="a", standing="settled", prompt="?")
    assert (plain.points, plain.minutes, plain.assessed, plain.keyed) == (1, 1, False, True)


def test_a_card_is_on_the_core_path_unless_it_says_more(context):
    cards = [library.make("choice", context, **fields) for fields in ({}, {"more": False}, {"more": True})]
    assert [card.more for card in cards] == [False, False, True]
    with pytest.raises(KitError, match="“more” does not have the form"):
        library.make("choice", context, more="yes")
