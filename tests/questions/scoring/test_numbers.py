from __future__ import annotations

import math

import pytest

from exercises.questions.scoring.draft import read_draft


def values(text: str) -> list:
    return [token.value for token in read_draft(text).tokens if token.value is not None]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("1,400 or 1400", [1400, 1400]),
        ("fourteen hundred", [1400]),
        ("one thousand four hundred and five", [1405]),
        ("twenty-five and ninety nine", [25, 99]),
        ("two billion dollars, 1.4 million more", [2_000_000_000, 1_400_000]),
        ("a hundred, a dozen", [100, 12]),
        ("two thousand million, two thousand five hundred million", [2_000_000_000, 2_500_000_000]),
        ("one million two thousand, a hundred thousand million", [1_002_000, 100_000_000_000]),
        ("two dozen, half a dozen, half a million, two and a half million", [24, 6, 500_000, 2_500_000]),
        ("hundreds of lamps, tens of thousands of bolts", ["hundreds", "tens of thousands"]),
        ("half of the lamps", ["half"]),
        ("the 2-state and the two-state solution", [2, 2]),
        ("at 10am in the 90s", [10, 90]),
        ("two, three", [2, 3]),
    ],
)
def test_numbers_are_read_in_digits_and_words(text, worth):
    assert values(text) == worth


@pytest.mark.parametrize(
    "text", ["one of them", "a third person", "first, second and third", "P5 and P12", "once, twice", "the 1st"]
)
def test_pronouns_places_in_a_row_and_paragraphs_are_no_numbers(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "writing"),
    [("Reed made three points.", True), ("He said 3 things.", True), ("three lamps", False), ("thirteen points", False)],
)
def test_a_small_number_may_count_what_a_writer_tells(text, writing):
    assert [token.counts_writing for token in read_draft(text).tokens if token.value is not None] == [writing]


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("nine hundred ninety-nine thousand nine hundred ninety-nine", [999_999]),
        ("a million", [1_000_000]),
        ("2 hundred, 1.5 million, two hundred thousand", [200, 1_500_000, 200_000]),
        ("twenty ten, nineteen five, twenty one two", [20, 10, 19, 5, 21, 2]),
        ("two hundred and", [200]),
        ("two hundred and five, two and five", [205, 2, 5]),
        ("two hundred and seventy people", [270]),
        ("one, a hundred and one, one hundred", [101, 100]),
        ("zero, ten, eleven, nineteen, twenty, ninety", [0, 10, 11, 19, 20, 90]),
        ("half the lamps, half all lamps, half a lamp", ["half", "half"]),
        ("dozens of hundreds of lamps, thousands of", ["dozens of hundreds", "thousands"]),
        ("thousands of", ["thousands"]),
        ("tens of thousands", ["tens of thousands"]),
        ("1,40 and 1,400 and 1,400.5", [1.4, 1400, 1400.5]),
        ("2nd, 3rd, 4th, 21st", [4, 21]),
        ("12 14", [12, 14]),
        ("half", []),
    ],
)
def test_numbers_end_where_the_next_one_begins(text, worth):
    assert values(text) == worth


@pytest.mark.parametrize(("digits", "finite"), [(299, True), (300, False)])
def test_digits_beyond_all_numbers_are_endless(digits, finite):
    (value,) = values("9" * digits)
    assert math.isfinite(value) is finite


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("twelve points", True),
        ("thirteen points", False),
        ("three short clear points", True),
        ("three big short clear points", False),
        ("three of the points", True),
        ("three of the lamps", False),
        ("hundreds of points", False),
        ("three", False),
    ],
)
def test_at_most_two_words_come_between_a_small_number_and_what_a_writer_counts(text, writing):
    assert [token.counts_writing for token in read_draft(text).tokens if token.value is not None] == [writing]
