"""What a report calls fitting is what a card grades as right, for every kind; and which kinds point to places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import Question, grade, kinds_by_name
from tests import library

POINTING = {"spans", "evidence"}
SETTLED = [
    pytest.param(question, id=f"{lesson}-{question.id}")
    for lesson in ("iron_dome", "river_bridge", "form_a", "form_b")
    for question in read_lesson(LESSONS / lesson, keys=True).questions.values()
    # Of marked words there are no readings, but a heat map.
    if question.standing == "settled" and question.kind != "spans"
]


def given(question: Question) -> Iterator[Any]:
    """The right answer, every listed wrong one, and such as lack a part or have it alone or in another order."""
    right = question.model_answer()
    yield right
    yield from (answer for answer, _ in question.known_errors())
    if isinstance(right, list):
        yield from ([part for part in right if part != left] for left in right)
        yield right[::-1]
    elif isinstance(right, dict):
        yield from ({part: label for part, label in right.items() if part != left} for left in right)
    elif isinstance(right, float):
        yield from (right + off for off in (-1, -0.001, 0.001, 1))


def all_fit(question: Question, answer: Any) -> bool:
    """Whether every unit of a right answer has a reading, and each of them fits."""
    readings = question.responses_by_unit(question.normalize(answer))
    every = question.responses_by_unit(question.normalize(question.model_answer()))
    return readings.keys() == every.keys() and all(question.is_accepted(unit, text) for unit, text in readings.items())


@pytest.mark.parametrize("question", SETTLED)
def test_all_readings_of_an_answer_fit_where_the_card_calls_it_right_and_only_there(question):
    graded = [(answer, grade(question, answer).status) for answer in given(question)]
    looked = [(answer, status) for answer, status in graded if status != "unanswered"]
    assert {status for _, status in looked} > {"correct"}
    assert [answer for answer, status in looked if all_fit(question, answer) != (status == "correct")] == []


@pytest.mark.parametrize("kind", sorted(kinds_by_name()))
def test_only_kinds_that_ask_for_words_of_the_article_point_to_places(kind, context):
    question = library.make(kind, context)
    assert bool(question.cited_spans(question.normalize(library.RIGHT[kind]))) == (kind in POINTING)


@pytest.mark.parametrize("kind", sorted(kinds_by_name()))
def test_no_reading_fits_a_unit_that_the_question_has_not_got(kind, context):
    question = library.make(kind, context)
    readings = question.responses_by_unit(question.normalize(library.RIGHT[kind]))
    assert not any(question.is_accepted("no such unit", text) for text in readings.values())
    if kind != "choices":  # Whose units are ticked or not, and both may fit.
        assert not any(question.is_accepted(unit, "no such reading") for unit in readings)


@pytest.mark.parametrize("kind", sorted(kinds_by_name()))
def test_readings_are_the_same_each_time_and_leave_the_answer_as_it_was(kind, context):
    question = library.make(kind, context)
    answer, same = (question.normalize(library.RIGHT[kind]) for _ in range(2))
    assert question.responses_by_unit(answer) == question.responses_by_unit(same)
    assert question.cited_spans(answer) == question.cited_spans(same)
    assert answer == same


def test_words_that_stand_nowhere_in_the_article_have_no_place(context):
    question = library.make("evidence", context, quotes=2, listed={"work": ["ten months of repairs", "the winter"]})
    quotes = ["words that stand nowhere", "ten months of repairs"]
    ((label, span),) = question.cited_spans(question.normalize({"choice": "work", "quotes": quotes}))
    assert (label, context.article.words_in(span)) == ("The work", "ten months of repairs")


@pytest.mark.parametrize("answer", [["okafor", "reyes"], ["okafor", "reyes", "town"]])
def test_what_is_allowed_fits_ticked_and_left_alone(answer, context):
    question = library.make("choices", context)
    assert grade(question, answer).status == "correct"
    assert all_fit(question, answer)
