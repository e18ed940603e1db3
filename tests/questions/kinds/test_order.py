from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import build, grade
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
    assert result.status == "unanswered"
    assert result.notices[0].noticed == "Name every item once: " + ", ".join(order.items) + "."


@pytest.mark.parametrize("answer", ["open", 5, [1, 2, 3, 4], {"open": 1}])
def test_another_shape_is_told(order, answer):
    assert "takes a list of all its items" in grade(order, answer).notices[0].noticed


def test_the_card_never_starts_with_a_right_order(context):
    for number in range(40):
        order = library.make("order", context, id=f"order-{number}")
        start = [item["id"] for item in order.public()["items"]]
        assert sorted(start) == sorted(order.items)
        assert order.score(start).share < 1
        assert grade(order, start).status == "unanswered"


def test_an_untouched_order_is_unanswered_and_told_so(order):
    result = grade(order, order.start)
    assert (result.status, result.points) == ("unanswered", None)
    assert result.notices[0].noticed == "Nothing is moved so far: the order is the one in which we show them."


# Of the six pairs of four items, “praise” and “count” may stand either way, so five count.
@pytest.mark.parametrize(
    ("answer", "points"),
    [
        (["open", "praise", "thank", "count"], 1.2),  # 4 of 5 right: 2 × 4/5 − 1 = 0.6; of 2 points 1.2
        (["praise", "open", "thank", "count"], 0.4),  # 3 of 5 right: 2 × 3/5 − 1 = 0.2; of 2 points 0.4
        (["praise", "count", "open", "thank"], 0.4),  # open after both: 3 of 5 right
        (["thank", "open", "praise", "count"], 0),  # 2 of 5 right: below chance
    ],
)
def test_points_by_hand(order, answer, points):
    assert grade(order, answer).points == points


def test_an_assessed_order_that_would_start_right_is_refused(context):
    refused = 0
    for number in range(60):
        table = library.question("order", "answer", "feedback", "hints", "worked", id=f"order-{number}", assessed=True)
        secret = {
            "answer": library.QUESTIONS["order"]["answer"],
            "worked": "So.",
            "feedback": library.QUESTIONS["order"]["feedback"],
        }
        try:
            asked = build(table, context, secret)
        except KitError as error:
            refused += "Change two lines" in str(error)
        else:
            # A student's copy, without the key, shows the same order.
            assert build(table, context).public() == asked.public()
    # Two of the 24 orders are right: of 60 about 5.
    assert 1 <= refused <= 12


def test_every_student_sees_the_same_start(order, context):
    assert order.public() == library.make("order", context).public()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (["open", ["praise", "count"]], "must name every item once"),
        (["open", "open", ["praise", "count"], "thank"], "must name every item once"),
        ([["open", "praise", "count", "thank"]], "nothing to order"),
        # An empty group is none.
        ([[], ["open", "praise", "count", "thank"]], "nothing to order"),
    ],
)
def test_a_key_without_an_order_is_refused(answer, said, context):
    with pytest.raises(KitError, match=said):
        library.make("order", context, answer=answer)
    assert library.make("order", context, answer=["open", [], ["praise", "count", "thank"]]).groups == (
        ("open",),
        ("praise", "count", "thank"),
    )


def test_the_listed_errors_move_one_item_to_an_end(order):
    moved = [
        # What belongs in front comes last, and all others come first.
        ["praise", "count", "thank", "open"],
        ["praise", "open", "count", "thank"],
        ["count", "open", "praise", "thank"],
        ["thank", "open", "praise", "count"],
    ]
    assert [answer for answer, _ in order.known_errors()] == [one for one in moved if one != order.start]
    assert all(notice == order.score(answer).notices[0] for answer, notice in order.known_errors())


def test_a_report_reads_the_place_of_each_item(order):
    answer = ["open", "count", "thank", "praise"]
    assert order.responses_by_unit(answer) == {
        "It opened": "1",
        "They counted": "2",
        "He gave thanks": "3",
        "It was praised": "4",
    }
    assert order.describe(answer).splitlines()[0] == "1. It opened"
    accepted = {item: [n for n in "012345" if order.is_accepted(text, n)] for item, text in order.items.items()}
    assert accepted == {"open": ["1"], "praise": ["2", "3"], "count": ["2", "3"], "thank": ["4"]}
    assert not order.is_accepted("Something else", "1")


def test_nothing_is_unanswered_and_the_start_has_every_item(order):
    for nothing in (None, []):
        assert grade(order, nothing).notices == (Notice(order.blank),)
    assert sorted(order.start) == sorted(order.items)
    assert order.score(order.model_answer()).share == 1
