from __future__ import annotations

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
