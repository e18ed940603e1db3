"""What quotations earn that somebody else wrote as evidence, with a verdict given before they were graded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.quotations import NOTHING, questions, shares

HERE = Path(__file__).parent
FOLDERS = [pytest.param(HERE / name, id=name) for name in ("tune", "tune4")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_exact_words_are_never_refused_where_they_are_short_and_on_the_page_shown(folder):
    # Of two or three sentences, or of another paragraph than the one shown, a quotation earns nothing and the card says so.
    refused = {row["id"] for row, share in shares(folder) if row["verdict"] == "fits" and share == 0}
    assert refused <= {"tq13"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_no_evidence_earns_nothing(folder):
    # Where two quotations are asked for and one of them is exact, that one earns its half.
    earned = {row["id"] for row, share in shares(folder) if row["verdict"] in NOTHING and share > 0}
    assert earned <= {"tq15", "vq47"}
    assert all(questions()[row["question"]].quotes == 2 for row, _ in shares(folder) if row["id"] in earned)


@pytest.mark.parametrize("folder", FOLDERS)
def test_words_that_do_not_carry_a_reading_earn_half_at_most(folder):
    assert [row["id"] for row, share in shares(folder) if row["verdict"] == "other-words" and share > 0.5] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_half_of_the_points_or_more_for_every_reading_with_its_words(folder):
    halved = [row["id"] for row, share in shares(folder) if row["verdict"] == "fits" and share < 1]
    listed = [
        row for row, _ in shares(folder) if row["id"] in halved and row["choice"] in questions()[row["question"]].listed
    ]
    # Most of them are readings that the key does not list.
    assert len(listed) <= 3
