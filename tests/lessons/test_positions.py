"""Nothing is gained by a place in a list: right options stand in each one about as often as by chance."""

from __future__ import annotations

from collections import Counter

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import Question
from tests.shipped import lessons

NAMES = ("iron_dome", "river_bridge", "form_a", "form_b")
ALL = lessons()
# Of fewer questions, no share says anything.
ENOUGH = 8
MOST_OFF = 0.10
HOW_TO_CHANGE = "Change two lines of [question.options] of one of these questions round, and look again."


def right_places(question: Question) -> list[int]:
    """The places, from 1, at which a card shows what is right."""
    right = [question.answer] if question.kind == "choice" else question.required
    return [place for place, option in enumerate(question.public()["options"], 1) if option["id"] in right]


def of_kind(kind: str, *names: str) -> list[Question]:
    return [question for name in names for question in ALL[name].questions.values() if question.kind == kind]


@pytest.mark.parametrize("kind", ["choice", "choices"])
@pytest.mark.parametrize("place", range(1, 9))
def test_each_place_is_right_about_as_often_as_by_chance(kind, place, capsys):
    asked = [question for question in of_kind(kind, *NAMES) if len(question.options) >= place]
    if len(asked) < ENOUGH:
        return
    chance = sum(len(right_places(question)) / len(question.options) for question in asked) / len(asked)
    share = sum(place in right_places(question) for question in asked) / len(asked)
    with capsys.disabled():
        print(f"\n{kind}, place {place}: right in {share:.0%} of {len(asked)} questions, by chance {chance:.0%}", end="")
    assert abs(share - chance) <= MOST_OFF, (HOW_TO_CHANGE, [question.id for question in asked])


@pytest.mark.parametrize("place", range(1, 5))
def test_always_the_same_place_earns_about_what_chance_earns_of_the_course(place):
    asked = of_kind("choice", "iron_dome")
    assert {len(question.options) for question in asked} == {4}
    share = sum(q.points for q in asked if place in right_places(q)) / sum(q.points for q in asked)
    assert abs(share - 0.25) <= MOST_OFF, (HOW_TO_CHANGE, [question.id for question in asked])


def test_among_lists_of_one_length_at_least_three_numbers_are_right():
    counts: dict[int, set[int]] = {}
    for question in of_kind("choices", *NAMES):
        counts.setdefault(len(question.options), set()).add(len(question.required))
    assert max(map(len, counts.values())) >= 3


def places_of_a_match(question) -> list[tuple[int, ...]]:
    """For each cell, in the order of the rows, the places of its accepted labels."""
    return [
        tuple(place for place, label in enumerate(question.columns[column][1], 1) if label in accepted)
        for (_, column), accepted in question.accepted.items()
    ]


def test_the_two_forms_differ_in_every_item_that_has_options_or_labels():
    places = {"choice": right_places, "choices": right_places, "match": places_of_a_match}
    one, other = (ALL[name].questions for name in ("form_a", "form_b"))
    looked = [name for name in one if one[name].kind in places]
    assert len(looked) == 9
    alike = [name for name in looked if places[one[name].kind](one[name]) == places[one[name].kind](other[name])]
    assert alike == [], HOW_TO_CHANGE


def test_an_order_card_never_starts_in_a_right_order_and_left_so_is_unanswered():
    orders = of_kind("order", *NAMES)
    assert orders
    for question in orders:
        start = [item["id"] for item in question.public()["items"]]
        assert question.score(start).share < 1
        assert question.grade(start).status == "unanswered"


def test_a_students_copy_shows_the_same_order_as_the_teachers():
    for name, content in ALL.items():
        students = read_lesson(LESSONS / name).questions
        assert {q.id: q.public() for q in content.questions.values()} == {q.id: q.public() for q in students.values()}


def test_first_places_are_not_all_the_same():
    firsts = Counter(next(iter(question.options)) for question in of_kind("evidence", "iron_dome"))
    assert max(firsts.values()) <= len(of_kind("evidence", "iron_dome")) / 2
