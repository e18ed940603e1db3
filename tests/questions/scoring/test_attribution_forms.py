"""Many forms of giving a claim to somebody, and of giving it to nobody. The claim is always “the bridge”."""

from __future__ import annotations

import pytest

from exercises.questions.scoring.claims import Claim
from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.mentions import OTHERS
from tests.each import each, named

BRIDGE = Claim("bridge", "the bridge", ("bridge",))

REEDS = """
Reed’s support for the bridge was clear.
There was a promise from Reed that the bridge would open.
Reed’s warning was that the bridge might fall.
What did Reed say? That the bridge is new.
The bridge? Reed’s answer was that it is new.
Reed spoke first, the bridge was her subject.
The bridge was backed by Reed.
The bridge plan is supported by Reed.
Reed said that it rains, that lamps help, and that nobody should close the bridge.
Reed made three points: lamps help; ferries are slow; the bridge is new.
Reed said lamps help — and the bridge, too.
Reed said that the mayor backs the bridge.
Reed said the mayor, who likes lamps, backs the bridge.
Reed, who spoke first, said the bridge is new.
Reed welcomed the lamps, adding that the bridge is new.
Reed thanked Moss, stressing that the bridge is new.
The bridge, said Reed, is new.
“Our” lamps help, Reed said. She added that the bridge is new.
Reed thanked Moss. For her, the bridge comes first.
It was Reed who said that the bridge is new.
That the bridge is new was Reed’s main point.
That the bridge is new was stressed by Reed.
Reed’s message: the bridge is new.
Reed sees the bridge as a help.
Reed hopes for a bridge.
Reed wants the bridge to open.
From Reed came praise for the bridge.
The bridge is new — so says Reed.
The bridge is new (Reed).
Reed (on Monday): the bridge is new.
Asked about jams, Reed pointed to the bridge.
Speaking to Moss, Reed called the bridge new.
As Reed sees it, the bridge is new.
If Reed is right, the bridge is new.
The bridge, in the words of Reed, is new.
The bridge is new, at least according to Reed.
Reed had a word for Moss and one about the bridge.
Reed is quoted as saying the bridge is new.
Reed is in favor of the bridge.
Reed’s side of the story is that the bridge is new.
Reed, for her part, mentioned the bridge.
Reed told Moss that the mayor had promised a bridge.
The mayor, Reed told Moss, wants the bridge.
Moss heard from Reed that the bridge is new.
Moss was told by Reed that the bridge is new.
Reed gave Moss her view of the bridge.
On lamps, Moss spoke; on the bridge, Reed.
Moss talked about lamps, Reed about the bridge.
Moss’s subject was the ferry, Reed’s the bridge.
Moss’s topic was lamps and Reed’s was the bridge.
While Moss spoke of lamps, Reed spoke of the bridge.
Unlike Moss, Reed mentioned the bridge.
Moss listened as Reed described the bridge.
The mayor is for the bridge, Reed reported.
The mayor, as Reed tells it, likes the bridge.
Reed says the mayor said the bridge is new.
Reed not only praised lamps but also the bridge.
Reed said: lamps help. She said too: the bridge is new.
A statement by Reed describes the bridge.
The statement from Reed’s office mentions the bridge.
In a speech, Reed turned to the bridge.
Reed turned to Moss. The bridge, she said, is new.
Reed promised lamps; the bridge, she went on, is new.
Reed brought up the bridge.
Reed’s number for the bridge is known.
The claim that the bridge is new is Reed’s.
The claim that the bridge is new comes from Reed.
Who says the bridge is new? Reed does.
Who talked about the bridge? It was Reed.
The one who mentioned the bridge was Reed.
Reed believes in the bridge.
Reed is convinced the bridge is new.
Reed is sure that the bridge is new.
Reed made clear that the bridge is new.
Reed made the case for the bridge.
Reed laid out what the bridge does.
Reed put the bridge first.
To hear Reed tell it, the bridge is new.
"""

MOSSES = """
Moss, not Reed, spoke of the bridge.
Moss told Reed that the bridge is new.
Reed thanked Moss, who spoke of the bridge.
Reed listened to Moss’s account of the bridge.
Reed heard Moss promise a bridge.
Reed spoke of lamps, Moss of the bridge.
After Reed had spoken, Moss named the bridge.
Moss said he, too, likes the bridge.
Reed was asked about lamps by Moss, who also praised the bridge.
"""

NOBODYS = """
The bridge is new. Reed and Moss met.
Reed met Moss near the bridge.
Reed thanked Moss. The bridge is new.
Reed arrived while the bridge was closed.
Experts say the bridge is new.
The bridge is new, and Reed thanked Moss.
Reed said thank you. The bridge has a fine record, and many crossed it.
"""


def owners(text: str, page) -> set[str]:
    told = BRIDGE.told(read_draft(text), page)
    assert told
    return set(told[-1].owners)


BOTH = """
Both Reed and Moss spoke of the bridge.
The bridge was a shared subject for Reed and Moss.
"""


@pytest.mark.parametrize(
    ("texts", "whose"),
    [(REEDS, {"Reed"}), (MOSSES, {"Moss"}), (NOBODYS, set()), (BOTH, {"Reed", "Moss"})],
    ids=["the builder's", "the ferryman's", "nobody's", "both men's"],
)
def test_the_claim_belongs_to_whoever_makes_it(texts, whose, page):
    for noted, text in each(named(texts.strip().splitlines())):
        with noted:
            assert owners(text, page) - {OTHERS} == whose
