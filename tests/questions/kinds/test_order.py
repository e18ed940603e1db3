from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def order(context):
    return library.make("order", context)


@pytest.mark.parametrize(
    "answer",
    [["open", "praise", "count", "thank"], ["open", "count", "praise", "thank"], ("open", "count", "praise", "thank")],
)
def test_within_a_group_either_order_is_right(order, answer):
    assert grade(order, answer).status == "correct"


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (["praise", "open", "count", "thank"], 1.2),
        (["thank", "count", "praise", "open"], 0),
        (["thank", "open", "count", "praise"], 0),
    ],
)
def test_points_are_those_of_the_pairs_that_stand_right_beyond_chance(order, answer, points):
    assert grade(order, answer).points == points


def test_the_first_misplaced_item_gets_its_feedback(order):
    assert grade(order, ["open", "praise", "thank", "count"]).notices == (Notice(*library.pair("thank"), "He gave thanks"),)


def test_items_may_be_typed_as_their_texts(order):
    assert grade(order, ["It opened", "They counted", "It was praised", "He gave thanks"]).status == "correct"


@pytest.mark.parametrize(
    "answer", [["open"], ["open", "open", "count", "thank"], ["open", "praise", "count", "thank", "open"]]
)
def test_an_order_that_misses_or_repeats_an_item_is_told(order, answer):
    result = grade(order, answer)
    assert (result.status, result.notices[0].noticed) == (
        "unanswered",
        "Name every item once: open, praise, count, thank.",
    )


@pytest.mark.parametrize("answer", ["open", 5, [1, 2, 3, 4], {"open": 1}])
def test_another_shape_is_told(order, answer):
    assert "takes a list of all its items" in grade(order, answer).notices[0].noticed


def test_the_card_never_starts_with_a_right_order(context):
    for number in range(40):
        order = library.make("order", context, id=f"order-{number}")
        assert grade(order, [item["id"] for item in order.public()["items"]]).status != "correct"


def test_every_student_sees_the_same_start(order, context):
    assert order.public() == library.make("order", context).public()
