from __future__ import annotations

import pytest

from exercises.questions.glossary import GlossaryEntry, read_entries, terms, unmarked

ENTRIES = {"hedge": GlossaryEntry("hedge", "A careful word.")}


def test_terms_are_found_once_in_order():
    assert terms(["A [[hedge]] and a [[cue|cues]]", "[[hedge|hedges]]"]) == ["hedge", "cue"]


@pytest.mark.parametrize("text", ["a[0][1]", "[[Not so]]", "[[ ]]", r"\w+|\w"])
def test_other_brackets_are_no_terms(text):
    assert terms([text]) == []


def test_a_text_reads_without_its_marks():
    assert unmarked("A [[hedge]], two [[hedge|hedges]], a [[thing]].", ENTRIES) == "A hedge, two hedges, a thing."


@pytest.mark.parametrize(
    "values", [5, {"word": "hedge"}, {"word": "hedge", "says": 5}, {"word": "a", "says": "b", "x": "c"}]
)
def test_an_entry_that_cannot_be_used_is_told_and_the_others_stay(values):
    entries, problems = read_entries({"odd": values, "hedge": {"word": "hedge", "says": "A careful word."}})
    assert entries == ENTRIES
    assert problems[0].startswith("glossary.toml, entry “odd”: ")
