"""Numbers and letters, as printed and as typed."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.editions.paper.numbering import letter, pick, sections, several, span_of
from exercises.questions.answer_form import InvalidAnswer

OPTIONS = {"monday": "On Monday", "b": "On Sunday", "may": "In May."}


def test_letters_go_on_after_z():
    assert [letter(place) for place in (0, 25, 26, 27)] == ["a", "z", "aa", "bb"]


def test_letters_are_told_by_the_first_and_the_last():
    assert [span_of(range(n)) for n in (1, 2, 4)] == ["a", "a or b", "a to d"]


@pytest.mark.parametrize("typed", ["c", "C", " c) ", "(c)", "c.", "may", "in may", "In May."])
def test_an_option_is_taken_by_letter_id_or_text(typed):
    assert pick(typed, OPTIONS) == "may"


def test_a_printed_letter_goes_before_an_id_that_looks_like_one():
    assert pick("b", OPTIONS) == "b"
    assert pick("a", {"b": "One", "a": "Two"}) == "b"


def test_what_is_no_letter_is_told_with_the_letters():
    with pytest.raises(InvalidAnswer, match="“d” is none of the letters a to c"):
        pick("d", OPTIONS)


@pytest.mark.parametrize("typed", ["a c", "ac", "A, C", "a;c", "a and c", "monday | In May", "monday may", "(a) (c)"])
def test_several_options_are_taken_however_they_are_set_apart(typed):
    assert several(typed, OPTIONS) == ["monday", "may"]


def test_a_text_of_several_words_is_one_option():
    assert several("On Sunday", OPTIONS) == ["b"]


def test_a_number_stays_the_same_whatever_is_left_out(real):
    whole = {q.id: number for section in sections(real) for number, q in section.questions}
    part = {q.id: number for section in sections(real, ["01_sourcing"]) for number, q in section.questions}
    assert part["who-is-speaking"] == "B2"
    assert part.items() <= whole.items()
    assert len(set(whole.values())) == len(real.questions)


def test_a_notebook_that_is_not_there_is_told_with_those_that_are(real):
    with pytest.raises(KitError, match=r"no notebook “sourcing”. It has: 00_start_here, 01_sourcing"):
        sections(real, ["sourcing"])
