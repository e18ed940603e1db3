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


@pytest.mark.parametrize(
    ("text", "written", "there"),
    [
        # Up to 16 words may be in a gap, marks aside, and 5 between a verb and its particle.
        ("bridge " + "so " * 16 + "new", "bridge … new", True),
        ("bridge " + "so " * 17 + "new", "bridge … new", False),
        ("bridge, " + "so, " * 16 + "new", "bridge … new", True),
        ("fill " + "it " * 5 + "up", "fill up", True),
        ("fill " + "it " * 6 + "up", "fill up", False),
        ("fill it, up", "fill up", False),
        ("bridge so new", "bridge new", False),
        ("bridge. New", "bridge … new", False),
        ("bridge new", "bridge … new", True),
        # The gap may begin again: the first “bridge” is too far away, the second is not.
        ("bridge " + "so " * 17 + "bridge so new", "bridge … new", True),
        ("a new bridge was open", "new bridge … open|closed", True),
        ("He claims it", "to claim", True),
        ("claims that it is", "to claim", True),
        ("claims it is", "to claim", False),
        ("Reed claims it", "to claim", True),
        ("Reed’s claims", "to claim", False),
        ("the claims", "to claim", False),
        ("The claims", "to claim", False),
        ("it is a claim", "=claims", False),
    ],
)
def test_a_pattern_fits_up_to_its_bounds(text, written, there):
    assert bool(find_any(read_draft(text), (written,))) is there


def test_a_pattern_is_found_at_each_of_its_places():
    draft = read_draft("New bridge, old bridge: the bridge of lamps.")
    found = [draft.words(start, end) for start, end in find_any(draft, ("bridge", "bridge … lamps"))]
    assert found == [
        "bridge",
        "bridge, old bridge: the bridge of lamps",
        "bridge",
        "bridge: the bridge of lamps",
        "bridge",
        "bridge of lamps",
    ]


def test_a_pattern_without_a_word_is_refused():
    for written in ("", " | a", "a … ", "=", "a|!"):
        with pytest.raises(ValueError, match="an empty part"):
            pattern(written)
    assert [in_words(written) for written in ("to claim|say", "state of/for all … =met|x", "fill up")] == [
        "claim",
        "state of all … met",
        "fill up",
    ]
