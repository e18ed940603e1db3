"""Answers of a class that are nearly the same."""

from __future__ import annotations

import random
import time

import pytest

from exercises.gradebook.marking.likeness import FEWEST_RUNS, NEARLY_SAME, near_copies, runs

WORDS = [f"word{number}" for number in range(200)]


def text(*numbers: int) -> str:
    return " ".join(WORDS[number] for number in numbers)


def test_a_run_is_three_words_without_capitals_and_punctuation():
    assert runs("Austin’s goal: “Two states”, he said.") == {
        ("austin's", "goal", "two"),
        ("goal", "two", "states"),
        ("two", "states", "he"),
        ("states", "he", "said"),
    }
    assert runs("Two words") == frozenset()
    assert runs("ΣΙΓΜΑ a b") == runs("σιγμα A B")


@pytest.mark.parametrize(
    ("changed", "alike"),
    # Of 12 words there are 10 runs. With the last two words changed, 8 are left; with the last four 6; with five 5.
    [(2, True), (4, True), (5, False)],
)
def test_from_six_tenths_of_the_runs_on_two_answers_are_nearly_the_same(changed, alike):
    one, other = text(*range(12)), text(*range(12 - changed), *range(100, 100 + changed))
    assert NEARLY_SAME == 0.6
    assert near_copies([one, other]) == ([(1,), (0,)] if alike else [(), ()])


def test_an_answer_that_stands_whole_in_a_longer_one_is_nearly_the_same():
    assert near_copies([text(*range(20)), text(*range(80))]) == [(1,), (0,)]


@pytest.mark.parametrize(("words", "alike"), [(FEWEST_RUNS + 1, False), (FEWEST_RUNS + 2, True)])
def test_of_very_short_answers_nothing_can_be_said(words, alike):
    # So many words have two runs less.
    assert near_copies([text(*range(words))] * 2) == ([(1,), (0,)] if alike else [(), ()])


def test_words_that_were_given_to_all_are_nobody_s_own():
    article = text(*range(40))
    assert near_copies([article, article], [article]) == [(), ()]
    own = f"{article} {text(*range(60, 80))}"
    assert near_copies([own, own, article], [article]) == [(1,), (0,), ()]


def test_the_order_of_the_answers_and_capitals_change_nothing():
    texts = [text(*range(20)), text(*range(100, 130)), text(*range(20)).upper()]
    assert near_copies(texts) == [(2,), (), (0,)]
    assert near_copies(texts[::-1]) == [(2,), (), (0,)]


def test_independent_answers_of_a_large_class_are_not_alike_and_it_takes_no_time():
    chance = random.Random(10)
    texts = [" ".join(chance.choices(WORDS, k=110)) for _ in range(150)]
    start = time.perf_counter()
    assert near_copies(texts) == [()] * 150
    assert near_copies([texts[0]] * 150)[0] == tuple(range(1, 150))
    assert time.perf_counter() - start < 5
