from __future__ import annotations

import pytest

from exercises.questions.scoring.claims import Claim
from exercises.questions.scoring.draft import read_draft

BRIDGE = Claim("bridge", "the bridge", ("bridge",))


def owners(text: str, page) -> set[str]:
    told = BRIDGE.told(read_draft(text), page)
    assert told
    return set(told[-1].owners)


@pytest.mark.parametrize(
    "text",
    [
        "Reed said the bridge is new.",
        "Reed said that it rained, that Moss left, and that the bridge is new.",
        "The bridge is new, Reed said.",
        "The bridge, Reed said, is new.",
        "“Our” bridge is new, said Reed.",
        "According to Reed, it rained, and the bridge is new.",
        "In Reed’s view, the bridge is new.",
        "For Reed, the bridge is new.",
        "The bridge was praised by Reed.",
        "Reed’s view of the bridge is known.",
        "The builder said the bridge is new.",
        "Reed was there. She said the bridge is new.",
        "Reed met Moss, and she said the bridge is new.",
        "Reed met Moss and said that the bridge is new.",
        "Reed, who had met Moss, told him that the bridge is new.",
        "On the bridge: Reed said that it is new.",
        "And the bridge? Reed said that it is new.",
        "The bridge was new, as Reed put it.",
        "Reed: the bridge is new.",
        "The bridge is new, was Reed’s answer.",
        "Then there is the bridge, which Reed said is new.",
        "Ms. Reed of the U.S. office said the bridge is new.",
        "Reed said that the mayor wants the bridge.",
        "Moss listened. The bridge is new, Reed told Moss.",
    ],
)
def test_a_clause_belongs_to_the_one_who_says_so(text, page):
    assert owners(text, page) == {"Reed"}


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is new.",
        "Reed said it rains. The bridge is new.",
        "Reed met Moss, and the bridge is new.",
        "Reed thanked Moss, and the bridge will be ready soon.",
        "The bridge is new as Reed and Moss meet on Monday.",
        "Moss street has a bridge.",
        "Reed welcomed the lamps, which could light the bridge.",
        "They built the bridge.",
    ],
)
def test_a_clause_without_a_source_belongs_to_nobody(text, page):
    assert owners(text, page) == set()


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Reed spoke of lamps, while Moss spoke of the bridge.", {"Moss"}),
        ("Reed spoke of lamps, and Moss said the bridge is new.", {"Moss"}),
        ("Reed spoke of the lamps, which Moss said could light the bridge.", {"Moss"}),
        ("Together with Reed, Moss said that the bridge is new.", {"Moss"}),
        ("Both said that the bridge is new.", {"Reed", "Moss"}),
        ("Reed and Moss said that the bridge is new.", {"Reed", "Moss"}),
        ("The mayor said that the bridge is new.", {"Mayor"}),
        ("Reed was there, and the mayor is quoted on the bridge.", {"Mayor"}),
        ("The article says that the bridge is new.", {"reporter"}),
    ],
)
def test_a_clause_may_belong_to_somebody_else(text, whose, page):
    assert owners(text, page) == whose


@pytest.mark.parametrize(
    "text", ["The bridge is Reed's", "The bridge: it is Reed's", "Moss said the bridge is new, and so is Reed's"]
)
def test_an_owner_may_be_the_last_word_of_a_text(text, page):
    assert len(BRIDGE.told(read_draft(text), page)) == 1
