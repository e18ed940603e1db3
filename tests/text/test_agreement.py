from __future__ import annotations

from collections import Counter
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, masi_distance

from exercises.text.agreement import alpha_of_counts, masi

SETS = [frozenset("a"), frozenset("ab"), frozenset("bc"), frozenset("abc")]
# For every unit, what each of the readers said of it.
readings = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=6), min_size=2, max_size=8)


def task(units: list[list], distance) -> AnnotationTask:
    data = [(reader, unit, value) for unit, values in enumerate(units) for reader, value in enumerate(values)]
    return AnnotationTask(data, distance=distance)


@given(readings)
def test_it_is_the_alpha_that_nltk_gives_for_categories(units):
    found = alpha_of_counts([Counter(values) for values in units])
    if len({value for values in units for value in values}) < 2:
        assert found is None
    else:
        assert abs(found - task(units, binary_distance).alpha()) < 1e-9


@given(readings)
def test_it_is_the_alpha_that_nltk_gives_for_sets(units):
    sets = [[SETS[value] for value in values] for values in units]
    found = alpha_of_counts([Counter(values) for values in sets], masi_distance)
    if len({value for values in sets for value in values}) < 2:
        assert found is None
    else:
        assert abs(found - task(sets, masi_distance).alpha()) < 1e-9


def test_a_unit_that_one_reader_saw_says_nothing():
    assert alpha_of_counts([Counter(a=2, b=1), Counter(a=1)]) == alpha_of_counts([Counter(a=2, b=1)])


def test_the_masi_distance_is_nltks():
    sets = [frozenset(labels) for size in range(5) for labels in combinations("abcd", size)]
    for one, other in product(sets, sets):
        assert masi(one, other) == (masi_distance(one, other) if one | other else 0)
