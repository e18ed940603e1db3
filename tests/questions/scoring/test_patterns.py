from __future__ import annotations

import pytest

from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.patterns import find_any, in_words, pattern, refuse_empty

STOP = "prevent|avoid|head off|put off … delay|postpone"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It can help prevent or delay the jam.", STOP),
        ("The jam may be avoided or at least postponed.", STOP),
        ("It will head the jam off, or delay it.", STOP),
        ("Fourteen hundred people came.", "1,400 … people"),
        ("They filled it up again.", "fill up"),
        ("support for the U.S. efforts", "US effort|American effort"),
        ("the right to self defence", "self-defense"),
        ("a state for the Palestinians", "state of/for the Palestinians"),
        ("They met.", "=met"),
        ("Moss claims that it rains.", "to claim"),
        ("he claimed so", "to claim"),
        ("THE BRIDGE", "bridge"),
    ],
)
def test_a_pattern_fits(text, written):
    assert find_any(read_draft(text), (written,))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It can delay the jam.", STOP),
        ("It can prevent a jam. Reed has no delay.", STOP),
        ("delay or prevent", STOP),
        ("14 people came", "1,400 … people"),
        ("They had a meeting.", "=met"),
        ("His claims are many.", "to claim"),
        ("the claim of both", "to claim"),
        ("the bridgehead", "bridge"),
        ("state of the nation", "state of/for the Palestinians"),
    ],
)
def test_a_pattern_does_not_fit(text, written):
    assert not find_any(read_draft(text), (written,))


def test_a_gap_holds_sixteen_words_and_no_more():
    # "prevent", so many words, "delay": 16 fit in the gap, 17 do not.
    assert find_any(read_draft("prevent " + "very " * 16 + "delay"), (STOP,))
    assert not find_any(read_draft("prevent " + "very " * 17 + "delay"), (STOP,))


def test_a_pattern_reads_as_its_first_choices():
    assert in_words("to claim|allege … so/thus") == "claim … so"


@pytest.mark.parametrize("written", ["", "prevent … ", "|", "a||b", "a … ?", "R&D", "a,5", "= b"])
def test_an_empty_part_is_refused_before_and_when_the_pattern_is_built(written):
    for read in (refuse_empty, pattern):
        with pytest.raises(ValueError, match="empty part"):
            read(written)
