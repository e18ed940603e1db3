from __future__ import annotations

import statistics
from collections import Counter

import pytest

from exercises.sample_class.rng import logistic, pick, shuffled, some, source, standard_normal, weighted


def test_the_same_names_give_the_same_numbers_and_others_do_not():
    one, same, other = source(1, "a"), source(1, "a"), source(1, "b")
    drawn = [one() for _ in range(5)]
    assert drawn == [same() for _ in range(5)]
    assert drawn != [other() for _ in range(5)]


def test_a_pick_reaches_every_item_and_favours_none():
    chance = source("pick")
    counts = Counter(pick(chance, "abc") for _ in range(3_000))
    assert set(counts) == set("abc")
    assert min(counts.values()) > 900


def test_shuffling_keeps_every_item_and_leaves_the_list_as_it_was():
    items = list(range(20))
    assert sorted(shuffled(source("mix"), items)) == items == list(range(20))
    assert shuffled(source("mix"), items) != items


def test_the_favourite_stands_clearly_ahead_and_nothing_is_left_out():
    counts = Counter(weighted(source("favour"), "abcde")).most_common()
    assert [count for _, count in counts] == [8, 3, 2, 1, 1]


def test_nothing_has_no_favourite():
    assert weighted(source("favour"), []) == []


def test_the_bell_has_its_middle_at_0_and_a_deviation_of_1():
    chance = source("standard_normal")
    drawn = [standard_normal(chance) for _ in range(5_000)]
    assert abs(statistics.mean(drawn)) < 0.05
    assert abs(statistics.stdev(drawn) - 1) < 0.05


@pytest.mark.parametrize(("value", "expected"), [(0, 0.5), (1, 0.731), (-1, 0.269), (8, 1), (-8, 0), (99, 1), (-99, 0)])
def test_the_logistic_rises_from_0_to_1(value, expected):
    assert logistic(value) == pytest.approx(expected, abs=0.006)


def test_each_item_is_taken_with_its_chance():
    chance = source("some")
    assert 400 < sum(len(some(chance, "ab", 0.25)) for _ in range(1_000)) < 600
    assert some(chance, "ab", 1) == ["a", "b"]
