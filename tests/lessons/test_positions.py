"""Nothing is gained by a place in a list: right options stand in each one about as often as by chance."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import Question
from tests.shipped import lessons

FORMS = ("form_a", "form_b", "form_c")
NAMES = ("iron_dome", "old_beech", *FORMS)
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
    asked = [question for name in names for question in ALL[name].questions.values() if question.kind == kind]
    # A card that the course and the other article share counts once.
    return list({(question.id, *getattr(question, "options", {}).values()): question for question in asked}.values())


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


def by_place(question: Question, answer: Any) -> list[int]:
    """An answer as the places, from 1, of what it picks: of an option, or cell by cell of a label."""
    if question.kind != "match":
        picked = [answer] if isinstance(answer, str) else answer
        return [place for place, option in enumerate(question.public()["options"], 1) if option["id"] in picked]
    given = [(column, cell) for row in question.items for column, cell in columns_of(question, answer[row])]
    return [list(question.columns[column][1]).index(label) + 1 for column, label in given]


def columns_of(question: Question, given: Any) -> list[tuple[str, str]]:
    return list(given.items()) if isinstance(given, dict) else [(next(iter(question.columns)), given)]


def carried_over(one: Question, other: Question) -> Any:
    """The right answer to one question, put in at the same places of the other."""
    places = by_place(one, one.model_answer())
    if one.kind in ("choice", "choices"):
        picked = [option["id"] for place, option in enumerate(other.public()["options"], 1) if place in places]
        return picked[0] if one.kind == "choice" else picked
    cells, at = {}, iter(places)
    for row in other.items:
        own = {column: list(labels)[next(at) - 1] for column, (_, labels) in other.columns.items()}
        cells[row] = own if len(own) > 1 else next(iter(own.values()))
    return cells


WITH_PLACES = ("choice", "choices", "match")


@pytest.mark.parametrize(("one", "other"), [*permutations(FORMS, 2)])
def test_the_key_of_a_form_is_of_no_use_for_another(one, other):
    """Who has heard where the right answers of one form are earns less than a guess on the other; nor do words repeat."""
    ones, others = ALL[one].questions, ALL[other].questions
    shares = {
        name: others[name].score(carried_over(question, others[name])).share
        for name, question in ones.items()
        if question.kind in WITH_PLACES
    }
    assert len(shares) == 8
    assert max(shares.values()) <= 1 / 3 + 1e-9, shares
    assert sum(shares.values()) / len(shares) <= 0.15, shares
    for name, question in ones.items():
        if question.kind == "phrase":
            assert not set(question.accept) & set(others[name].accept)
        if question.kind == "spans":
            marked = [ALL[one].article.text[mark["start"] : mark["end"]] for mark in question.model_answer()]
            assert [words for words in marked if words in ALL[other].article.text] == []


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
