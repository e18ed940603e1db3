"""What a report calls fitting is what a card grades as right, for every kind; and which kinds point to places."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from exercises.questions import Question, grade, kinds_by_name
from tests import library
from tests.each import each
from tests.shipped import questions_of

POINTING, OWN_WORDS = {"spans", "evidence"}, {"reflection", "rewrite", "spans"}


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


def test_all_readings_of_an_answer_fit_where_the_card_calls_it_right_and_only_there():
    # Of marked words there are no readings, but a heat map.
    for noted, question in each({name: q for name, q in questions_of(standing="settled").items() if q.kind != "spans"}):
        with noted:
            graded = [(answer, grade(question, answer).status) for answer in given(question)]
            looked = [(answer, status) for answer, status in graded if status != "unanswered"]
            assert {status for _, status in looked} > {"correct"}
            assert [answer for answer, status in looked if all_fit(question, answer) != (status == "correct")] == []


def test_a_wrong_answer_has_a_reading_that_does_not_fit():
    for noted, question in each(questions_of("choice", "match", "choices")):
        with noted:
            wrong = [question.normalize(answer) for answer, _ in question.known_errors()]
            readings = [(answer, question.responses_by_unit(answer).items()) for answer in wrong]
            assert [answer for answer, pairs in readings if all(question.is_accepted(*pair) for pair in pairs)] == []


@pytest.fixture(scope="module")
def asked(context):
    """Kind → a question of it, and its right answer in its plain form."""
    made = {kind: library.make(kind, context) for kind in kinds_by_name()}
    return {kind: (question, question.normalize(library.RIGHT[kind])) for kind, question in made.items()}


def test_an_answer_has_a_reading_for_each_of_its_units_unless_it_is_words_of_ones_own(asked):
    for noted, (question, right) in each(asked):
        with noted:
            readings = question.responses_by_unit(right)
            assert bool(readings) == (question.kind not in OWN_WORDS)
            assert all(isinstance(text, str) for pair in readings.items() for text in pair)


def test_only_kinds_that_ask_for_words_of_the_article_point_to_places_which_have_a_label(asked, context):
    for noted, (question, right) in each(asked):
        with noted:
            places = question.cited_spans(right)
            assert bool(places) == (question.kind in POINTING)
            assert all(label and context.article.words_in(span) for label, span in places)


def test_no_reading_fits_a_unit_that_the_question_has_not_got(asked):
    for noted, (question, right) in each(asked):
        with noted:
            readings = question.responses_by_unit(right)
            assert not any(question.is_accepted("no such unit", text) for text in readings.values())
            if question.kind != "choices":  # Whose units are ticked or not, and both may fit.
                assert not any(question.is_accepted(unit, "no such reading") for unit in readings)


def test_readings_are_the_same_each_time_and_leave_the_answer_as_it_was(asked):
    for noted, (question, right) in each(asked):
        with noted:
            answer, same = copy.deepcopy(right), copy.deepcopy(right)
            assert question.responses_by_unit(answer) == question.responses_by_unit(same)
            assert question.cited_spans(answer) == question.cited_spans(same)
            assert answer == right


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
