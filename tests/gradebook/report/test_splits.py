"""Splits worth discussing: where they begin, and how they are put to a class."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from exercises.gradebook.report.splits import MOST_OF_ONE_QUESTION, MOST_SPLITS
from exercises.lesson_data.content import read_lesson
from tests import library
from tests.gradebook.counted import lesson_of, sample


def of(content, *answers: tuple[int, dict]):
    return lesson_of(content, [given for times, given in answers for _ in range(times)]).splits


def choices(monday: int, sunday: int, may: int = 0) -> list[tuple[int, dict]]:
    return [(monday, {"a-choice": "monday"}), (sunday, {"a-choice": "sunday"}), (may, {"a-choice": "may"})]


@pytest.mark.parametrize(
    ("given", "split"),
    [
        (choices(2, 2), True),
        (choices(6, 2), True),
        (choices(7, 2), False),
        (choices(3, 1), False),
        (choices(2, 1), False),
        (choices(4, 2, 2), True),
        (choices(5, 2, 2), False),
        (choices(9, 0), False),
    ],
)
def test_a_second_reading_needs_a_quarter_of_the_readers_and_two_of_at_least_four(content, given, split):
    assert bool(of(content, *given)) == split


def test_a_split_says_how_many_hold_which(content):
    (split,) = of(content, *choices(3, 2))
    assert (split.ones, split.one, split.others, split.other) == (3, "On Monday", 2, "On Sunday")
    asked = "Which words decide between “On Monday” and “On Sunday”?"
    assert split.prompt == f"The page settles this one. Go back to the page. {asked}"


def test_the_most_even_split_stands_first(content):
    found = of(
        content,
        (3, {"a-choice": "monday", "a-match": {"p3": "okafor"}}),
        (2, {"a-choice": "sunday", "a-match": {"p3": "reyes"}}),
        (1, {"a-match": {"p3": "reyes"}}),
    )
    assert [split.question for split in found] == ["a-match", "a-choice"]
    balances = [split.balance for split in sample().lesson().splits]
    assert all(one >= other for one, other in pairwise(balances))


def test_typed_answers_and_places_in_an_order_are_no_splits(content):
    given = [
        {"a-number": 5, "a-phrase": "over", "a-order": ["open", "praise", "count", "thank"]},
        {"a-number": 3, "a-phrase": "900", "a-order": ["thank", "praise", "count", "open"]},
    ]
    assert of(content, (4, given[0]), (4, given[1])) == ()


def test_no_question_takes_all_the_room():
    found = [split.question for split in sample().lesson().splits]
    assert len(found) <= MOST_SPLITS
    assert max(map(found.count, found)) <= MOST_OF_ONE_QUESTION


def marks(*words: str) -> dict:
    return {"a-spans": [{"exact": word, "paragraph": 2, "label": "cue"} for word in words]}


@pytest.mark.parametrize(("marked", "split"), [(2, False), (4, True), (6, True), (7, False)])
def test_a_highlight_is_split_where_about_as_many_marked_it_as_did_not(content, marked, split):
    words = "welcomed 900 visitors on its first day"
    found = of(content, (marked, marks(words)), (10 - marked, marks("praised")))
    assert any(words in one.unit for one in found) == split


def test_a_split_over_a_word_or_two_is_only_a_matter_of_edges(content):
    assert of(content, (5, marks("praised")), (5, marks("saying"))) == ()


def test_runs_whose_edges_differ_a_little_are_one_split_and_end_in_a_word_that_says_something(content):
    given = (
        (3, marks("had welcomed 900 visitors on its")),
        (3, marks("welcomed 900 visitors on")),
        (5, marks("praised")),
    )
    (split,) = (one for one in of(content, *given) if "visitors" in one.unit)
    assert split.unit == "P2: “welcomed 900 visitors”"
    assert split.ones + split.others == 11


# How it is put.


def test_every_prompt_of_the_sample_class_ends_in_a_question_and_names_nobody_as_right():
    found = sample().lesson().splits
    assert found
    for split in found:
        assert split.prompt.endswith("?")
        ours = re.sub("“[^”]*”", "", split.prompt)
        assert not re.search(r"\b(?:right|wrong|correct|biased|neutral)\b", ours)


def test_a_contested_question_has_no_winner(content):
    (split,) = of(
        content,
        (3, {"a-evidence": {"choice": "work", "quotes": []}}),
        (3, {"a-evidence": {"choice": "joy", "quotes": []}}),
    )
    assert split.prompt.startswith("Careful readers differ here, so nobody has to win.")


def test_both_readings_are_asked_for_with_the_same_words(content):
    forward, back = (of(content, *choices(*numbers))[0] for numbers in ((3, 2), (2, 3)))
    swapped = back.prompt.replace("On Monday", "#").replace("On Sunday", "On Monday").replace("#", "On Sunday")
    assert swapped == forward.prompt


@pytest.mark.parametrize(
    ("accepted", "begins"),
    [
        (["okafor", "reyes"], "Both can be shown on the page."),
        (["reporter"], "The page settles this one, and may do so in a third way."),
        (["okafor"], "The page settles this one. "),
    ],
)
def test_a_prompt_fits_what_the_page_bears_out_and_does_not_tell_it(tmp_path, accepted, begins):
    feedback = {"p3": library.pair("p3"), "p5": library.pair("p5")}
    changes = {"answer": {"p3": accepted, "p5": "reyes"}, "feedback": feedback}
    question = library.question("match", "answer_from", "marks", **changes)
    content = read_lesson(library.write_lesson(tmp_path / "own", [question]), keys=True)
    assert content.problems == ()
    found = of(content, (3, {"a-match": {"p3": "okafor", "p5": "reyes"}}), (3, {"a-match": {"p3": "reyes", "p5": "reyes"}}))
    (split,) = found
    assert split.prompt.startswith(begins)


@pytest.mark.parametrize(
    ("paragraphs", "where"),
    [
        ([], "Go back to the page"),
        ([4], "Read P4 aloud"),
        ([2, 4], "Read P2 and P4 aloud"),
        ([1, 2, 3, 4], "Go back to the page"),
    ],
)
def test_a_prompt_sends_to_the_paragraphs_that_are_few_enough_to_read_aloud(tmp_path, paragraphs, where):
    folder = library.write_lesson(tmp_path / "own", [library.question("choice", paragraphs=paragraphs)])
    (split,) = of(read_lesson(folder, keys=True), *choices(3, 3))
    assert f" {where}." in split.prompt
