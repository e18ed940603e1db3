"""What a class report counts of an answer, for every kind."""

from __future__ import annotations

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import kinds_by_name
from tests import library

OWN_WORDS = {"reflection", "rewrite", "spans"}
QUESTIONS = [
    question
    for lesson in ("iron_dome", "river_bridge", "form_a", "form_b")
    for question in read_lesson(LESSONS / lesson, keys=True).questions.values()
]


@pytest.mark.parametrize("kind", sorted(kinds_by_name()))
def test_an_answer_has_a_reading_for_each_of_its_units_unless_it_is_words_of_ones_own(kind, context):
    question = library.make(kind, context)
    readings = question.responses_by_unit(question.normalize(library.RIGHT[kind]))
    assert bool(readings) == (kind not in OWN_WORDS)
    assert all(isinstance(text, str) for pair in readings.items() for text in pair)


@pytest.mark.parametrize("kind", ["spans", "evidence"])
def test_words_that_were_pointed_to_have_a_place_and_a_label(kind, context):
    question = library.make(kind, context)
    places = question.cited_spans(question.normalize(library.RIGHT[kind]))
    assert places
    assert all(label and context.article.words_in(span) for label, span in places)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.standing == "settled"], ids=lambda q: q.id)
def test_every_reading_of_a_right_answer_fits(question):
    right = question.model_answer()
    assert all(question.is_accepted(unit, text) for unit, text in question.responses_by_unit(right).items())


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.kind in ("choice", "match", "choices")], ids=lambda q: q.id)
def test_a_wrong_answer_has_a_reading_that_does_not_fit(question):
    for answer, _ in question.known_errors():
        assert not all(
            question.is_accepted(unit, text)
            for unit, text in question.responses_by_unit(question.normalize(answer)).items()
        )
