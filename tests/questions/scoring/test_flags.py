from __future__ import annotations

import pytest

from exercises.questions.scoring.claims import Claim
from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.flags import flags_of, flags_of_thoughts, near_copy
from exercises.questions.scoring.likeness import runs

SUPPORT = Claim("support", "support", ("support|back",), owner=("Moss",))
JAM = Claim("jam", "the jam", ("prevent … delay",), owner=("Reed",))


def codes(text: str, page) -> list[str]:
    return [flag.code for flag in flags_of(read_draft(text), page, (SUPPORT, JAM))]


@pytest.mark.parametrize(
    "text",
    [
        "Moss said that he does not support the town.",
        "Moss said that he no longer backs the town.",
        "Moss said that he can't support the town.",
        "Moss refused to support the town.",
        "Reed said that it would never prevent or delay a jam.",
    ],
)
def test_a_denial_near_a_claim_is_flagged(text, page):
    assert codes(text, page) == ["denial"]


@pytest.mark.parametrize(
    "text",
    [
        "Moss said that he supports not only the town.",
        "Moss said that he will not drop his support for the town.",
        "Moss said that nobody must stop; he supports the town.",
        "Moss supports the town. It does not rain.",
        "Moss did not hide that he supports the town.",
        "No other speaker is quoted.",
    ],
)
def test_what_denies_nothing_is_not_flagged(text, page):
    assert codes(text, page) == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Moss said “it will prevent or delay” a jam.", True),
        ("Moss said that the river will ‘prevent or delay’ a jam.", True),
        ("The mayor said “we fully support your town”.", True),
        ("Reed said that it “will prevent or delay” a jam.", False),
        ("Moss said: “We fully support your town.”", False),
        ("Reed spoke of “wild joy”.", False),
        ("The article quotes “fully support”.", False),
        ("“Fully support” are strong words.", False),
    ],
)
def test_a_quotation_given_to_another_speaker_is_flagged(text, flagged, page):
    assert ("reversed-speaker" in codes(text, page)) is flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Moss met those idiots.", True),
        ("The vermin had it coming, Moss said.", True),
        ("The rate of crossings is high.", False),
        ("Reed felt “wild joy”.", False),
    ],
)
def test_contempt_is_flagged(text, flagged, page):
    assert ("contempt" in codes(text, page)) is flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The terror group met Reed.", True),
        ("Reed said that jihadists met.", True),
        ("Reed called them terrorists.", False),
        ("The territory met Reed.", False),
    ],
)
def test_a_label_in_the_writers_own_voice_is_flagged(text, flagged, page):
    assert ("own-voice" in codes(text, page)) is flagged


@pytest.mark.parametrize(
    "text",
    [
        "said reed bridge town river moss ferry lamp town builder people crossed day monday",
        "Reed said the of it and the and of bridge was so new to all of us here.",
        "The bridge is new and so on, and so on, and so on, and so on, and so on, and so on, and so on.",
        "Reed said Moss said Reed said Moss said Reed said that it was in the town so far.",
        "Reed blah blah blah said it is all blah blah for the town and all of us here.",
    ],
)
def test_a_pile_of_words_is_flagged(text, page):
    assert "salad" in codes(text, page)


def test_disguised_letters_and_no_verb_are_flagged(page):
    assert codes("Rеed met Moss.", page) == ["hidden-letters"]
    assert codes("Reed and Moss: bridge, river, ferry", page) == ["no-verb"]


def test_thoughts_are_flagged_for_contempt_and_piles_alone(page):
    assert [
        flag.code for flag in flags_of_thoughts(read_draft("Bridges, lamps. Those idiots do not support us."), page)
    ] == ["contempt"]


def near(text: str, sample: str = "", given: str = "", retold: str = "") -> list[str]:
    samples = [runs(sample) - runs(given)] if sample else []
    return [flag.code for flag in near_copy(text, samples, runs(given), runs(retold))]


def test_a_near_copy_of_a_sample_or_of_what_is_retold_is_flagged():
    # 14 words are 12 runs. One changed in the middle leaves 9: 0.75. Two apart leave 6: 0.5.
    sample = "a b c d e f g h i j k l m n"
    assert near("a b c d e f x h i j k l m n", sample) == ["near-copy"]
    assert near("a b c x e f g h i j x l m n", sample) == []
    assert near("c d e f g h i j", retold=sample) == ["near-copy"]
    # Without “a … j”, which everybody has, the sample has 4 runs left: too few to compare.
    assert near(sample, sample, given="a b c d e f g h i j") == []
