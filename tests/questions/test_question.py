from __future__ import annotations

from collections import Counter

import pytest

from exercises.questions import grade
from exercises.questions.question import in_shown_order
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
