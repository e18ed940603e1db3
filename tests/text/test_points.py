"""Figures and statistics, worked out by hand in each row's comment."""

from __future__ import annotations

from collections import Counter

import pytest
from nltk.metrics.distance import masi_distance

from exercises.gradebook.marking.marker_agreement import interval_alpha
from exercises.text.agreement import alpha, alpha_of_counts
from exercises.text.figures import Figures
from exercises.text.statistics import herfindahl, paired_change, shares
from tests import library


def sets(*texts: str) -> list[frozenset[str]]:
    """Each text as the set of its letters."""
    return [frozenset(text) for text in texts]


@pytest.mark.parametrize(
    ("one", "other", "due"),
    [
        # Four units, one of them differs: observed 1/4. Of 8 values 3 are x, 5 are y: expected 2 × 3 × 5/(8 × 7) = 0.53571.
        # 1 − 0.25/0.53571 = 0.53333.
        ("xxyy", "xyyy", 0.53333),
        ("xy", "xy", 1),
        # Both differ: observed 1; of 4 values two are x: expected 2 × 2 × 2/(4 × 3) = 0.66667. 1 − 1.5.
        ("xy", "yx", -0.5),
        # Three categories, one of three units differs: observed 1/3; x 3, y 1, z 2 of 6: expected
        # 2 × (3 × 1 + 3 × 2 + 1 × 2)/(6 × 5) = 22/30. 1 − 10/22.
        ("xyz", "xxz", 0.54545),
        ("xx", "xx", None),
    ],
)
def test_alpha_over_categories(one, other, due):
    counts = [Counter(pair) for pair in zip(one, other, strict=True)]
    expected = None if due is None else pytest.approx(due, abs=5e-6)
    assert alpha(list(one), list(other)) == expected
    assert alpha_of_counts(counts) == expected


@pytest.mark.parametrize(
    ("one", "other", "due"),
    [
        # MASI's distance is 1 − (shared ÷ all) × 2/3 where one holds the other: of a and ab 1 − 1/2 × 2/3 = 2/3; of sets
        # that share nothing 1. Three units, one of them differs: observed 2/3 ÷ 3 = 2/9. Values: a 1, ab 3, c 2.
        # Expected 2 × (1 × 3 × 2/3 + 1 × 2 × 1 + 3 × 2 × 1)/(6 × 5) = 2/3. 1 − 2/9 ÷ 2/3.
        (sets("a", "ab", "c"), sets("ab", "ab", "c"), 2 / 3),
        # ab and bc share one of three, and none holds the other: 1 − 1/3 × 1/3 = 8/9. Three units, one differs: observed
        # 8/27. ab 3, bc 1, c 2 (of bc 1 − 1/2 × 2/3 = 2/3): expected 2 × (3 × 1 × 8/9 + 3 × 2 × 1 + 1 × 2 × 2/3)/(6 × 5)
        # = 2/3. 1 − 8/27 ÷ 2/3 = 5/9.
        (sets("ab", "ab", "c"), sets("bc", "ab", "c"), 5 / 9),
    ],
)
def test_alpha_over_sets_by_the_masi_distance(one, other, due):
    counts = [Counter(pair) for pair in zip(one, other, strict=True)]
    assert alpha(one, other) == pytest.approx(due)
    assert alpha_of_counts(counts, masi_distance) == pytest.approx(due)


@pytest.mark.parametrize(
    ("units", "due"),
    [
        # Levels 1 and 1, 2 and 3, 3 and 3: observed 1²/3. Values 1 twice, 2 once, 3 three times: squares 2 × 1 × 1² +
        # 2 × 3 × 2² + 1 × 3 × 1² = 29, expected 2 × 29/(6 × 5) = 1.93333. 1 − 0.33333/1.93333 = 0.82759.
        ([(1, 1), (2, 3), (3, 3)], 0.82759),
        ([(1, 1), (2, 2)], 1),
        ([(2, 2), (2, 2)], None),
    ],
)
def test_alpha_over_levels_weighs_how_far_they_are_apart(units, due):
    found = interval_alpha({number: {"kh": one, "ab": other} for number, (one, other) in enumerate(units)})
    assert found == (None if due is None else pytest.approx(due, abs=5e-6))


@pytest.mark.parametrize(
    ("counts", "due"),
    [
        # 0.5² + 0.3² + 0.2² = 0.38.
        ({"a": 50, "b": 30, "c": 20}, 0.38),
        # 0.75² + 0.25² = 0.625.
        ({"a": 30, "b": 10}, 0.625),
        ({"a": 7}, 1),
        # Four alike: 4 × (1/4)².
        (dict.fromkeys("abcd", 3), 0.25),
        # A voice without words changes nothing.
        ({"a": 30, "b": 10, "c": 0}, 0.625),
    ],
)
def test_the_herfindahl_index(counts, due):
    assert herfindahl(shares(counts)) == pytest.approx(due)


@pytest.mark.parametrize(
    ("figure", "due"),
    [
        # P3 follows a cue in P2, P4 has its own, P5 follows the cue in P4: 1, 0, 1.
        ("distance:q-p3", 1),
        ("distance:q-p4", 0),
        ("distance:q-p5", 1),
        ("mean_distance", 2 / 3),
        ("paragraphs", 5),
        ("quoted_paragraphs", 3),
        # P3 and P5 have a quotation and no tag.
        ("untagged_paragraphs", 2),
        # 12 + 19 + 19 + 14 + 21 words.
        ("words", 85),
        # Okafor 19 in P3; Reyes 2 in P4 and 21 in P5.
        ("words:Okafor", 19),
        ("words:Reyes", 23),
        ("quoted_words", 42),
        ("quoted_share", 42 / 85),
        ("share:Okafor", 19 / 42),
        # (19/42)² + (23/42)² = (361 + 529)/1764.
        ("herfindahl", 890 / 1764),
        ("count:“", 3),
        ("annotations:cue", 4),
    ],
)
def test_a_figure_of_the_library(context, figure, due):
    assert Figures(context.article, context.annotations)[figure] == pytest.approx(due)


@pytest.mark.parametrize(
    ("changes", "mean", "far"),
    [
        # 1 and 2: standard deviation 0.70711, error 0.5, and t with 1 degree of freedom is 12.7062.
        ((1, 2), 1.5, 6.3531),
        # 0, 1, 2: standard deviation 1, error 0.57735, t with 2 degrees 4.30265.
        ((0, 1, 2), 1, 2.48414),
        # 0, 0, 2, 2: standard deviation 1.15470, error 0.57735, t with 3 degrees 3.18245.
        ((0, 0, 2, 2), 1, 1.83739),
        # Five of 0 and five of 2: standard deviation 1.05409, error 0.33333, t with 9 degrees 2.26216.
        ((0, 2) * 5, 1, 0.75405),
        # The same for all: no width.
        ((3, 3, 3), 3, 0),
    ],
)
def test_a_change_has_the_interval_of_the_paired_t_test(changes, mean, far):
    # One student did only the first form, and one only the second.
    before = {f"s{number}": 5.0 for number in range(len(changes))} | {"gone": 9.0}
    after = {f"s{number}": 5.0 + change for number, change in enumerate(changes)} | {"new": 1.0}
    found = paired_change(before, after)
    assert (found.pairs, found.mean) == (len(changes), pytest.approx(mean))
    assert (found.low, found.high) == (pytest.approx(mean - far, abs=4e-3), pytest.approx(mean + far, abs=4e-3))


def test_the_library_has_the_words_that_are_counted_above():
    assert [len(paragraph.text.split()) for paragraph in library.article().paragraphs] == [12, 19, 19, 14, 21]
