"""Texts that are nearly the same: as a sample, as the article, and in a class."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions.scoring.likeness import FEWEST_RUNS, NEARLY_SAME, likeness, near_copies, runs
from tests.corpora.measure import rows

WORDS = [f"word{number}" for number in range(200)]


def text(*numbers: int) -> str:
    return " ".join(WORDS[number] for number in numbers)


def test_a_run_is_three_words_without_capitals_and_punctuation():
    assert runs("Austin’s goal: “Two states”, he said.") == {
        ("austin", "goal", "two"),
        ("goal", "two", "states"),
        ("two", "states", "he"),
        ("states", "he", "said"),
    }
    assert runs("Two words") == frozenset()
    assert runs("ΣΙΓΜΑ a b") == runs("σιγμα A B")
    assert runs("the defence mіnister") == runs("The defense minister")


@pytest.mark.parametrize(
    ("changed", "alike"),
    # Of 12 words there are 10 runs. With the last two words changed, 8 are left; with the last four 6; with five 5.
    [(2, True), (4, True), (5, False)],
)
def test_from_more_than_half_of_the_runs_on_two_answers_are_nearly_the_same(changed, alike):
    one, other = text(*range(12)), text(*range(12 - changed), *range(100, 100 + changed))
    assert NEARLY_SAME == 0.55
    assert likeness(runs(one), runs(other)) == (10 - changed) / 10
    assert near_copies([one, other]) == ([(1,), (0,)] if alike else [(), ()])


def test_an_answer_that_stands_whole_in_a_longer_one_is_nearly_the_same():
    assert near_copies([text(*range(20)), text(*range(80))]) == [(1,), (0,)]


@pytest.mark.parametrize(("words", "alike"), [(FEWEST_RUNS + 1, False), (FEWEST_RUNS + 2, True)])
def test_of_very_short_answers_nothing_can_be_said(words, alike):
    assert likeness(*[runs(text(*range(words)))] * 2) == alike
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


def test_independent_answers_of_a_large_class_are_not_alike():
    chance = random.Random(10)
    texts = [" ".join(chance.choices(WORDS, k=110)) for _ in range(150)]
    assert near_copies(texts) == [()] * 150
    assert near_copies([texts[0]] * 150)[0] == tuple(range(1, 150))


def test_of_hundreds_of_sound_texts_none_is_near_a_sample_or_the_article_and_every_copy_is():
    content = read_lesson(LESSONS / "iron_dome", keys=True)
    corpora = Path(__file__).parents[2] / "corpora"
    texts = [row for name in ("tune", "tune2") for row in rows(corpora / name)]
    sound, copies = [], []
    for row in texts:
        question = content.questions[row["question"]]
        if question.own_words:
            flags = [flag.code for flag in question.grade(row["text"]).flags]
            (copies if "near-copy" in row["faults"] else sound).append("near-copy" in flags)
    assert len(sound) > 150
    assert not any(sound)
    assert len(copies) == 6
    assert all(copies)


def test_two_writers_of_a_brief_share_less_than_half_of_their_own_runs():
    content = read_lesson(LESSONS / "iron_dome", keys=True)
    texts = [row for row in rows(Path(__file__).parents[2] / "corpora/tune") if row["question"] == "your-brief"]
    own = [runs(row["text"]) - runs(content.article.text) for row in texts]
    assert max(likeness(one, other) for one, other in combinations(own, 2)) < 0.5
