from __future__ import annotations

import pytest

from exercises.questions.scoring.claims import Claim, fact, given_away, owned
from exercises.questions.scoring.draft import read_draft
from tests.questions.scoring.pages import SAID

CROSSED = Claim("crossed", "how many crossed", ("1,400",), owner=("Reed",), also=("reporter",))
FERRY = Claim("ferry", "the ferry", ("ferry",), owner=("Moss",), bare=True)


def broken(text: str, page, claim: Claim = CROSSED):
    return fact(claim, page, SAID).look(read_draft(text))


def test_a_fact_that_is_told_by_its_owner_is_met(page):
    assert broken("Reed said that over 1,400 people crossed.", page) is None


def test_one_owned_place_is_enough(page):
    assert broken("There were 1,400. Reed said that 1,400 people crossed.", page) is None


def test_a_fact_that_is_not_there_brings_its_own_feedback(page):
    found = broken("Reed said that many crossed.", page)
    assert (found.words, found.notice) == (("how many crossed",), SAID)


def test_a_fact_without_an_owner_says_only_what_was_seen(page):
    found = broken("Some 1,400 people crossed. Reed said it rained.", page)
    assert found.notice.noticed == (
        "“1,400” is there. We did not recognize a word in its clause that says whose claim it is."
    )


def test_a_fact_of_somebody_else_names_both(page):
    found = broken("Moss said that 1,400 people crossed.", page)
    assert found.notice.noticed == "“1,400” is there, and we read Moss as the one who says so. We looked for Reed."


def test_a_claim_that_need_not_be_told_must_have_an_owner_where_it_is(page):
    condition = owned((CROSSED, FERRY), page)
    assert condition.look(read_draft("Moss was there.")) is None
    assert condition.look(read_draft("Reed said that 1,400 crossed.")) is None
    assert condition.look(read_draft("1,400 people crossed.")) is not None


def test_a_bare_claim_may_be_a_subject_that_came_up(page):
    assert owned((FERRY,), page).look(read_draft("A ferry is on the table.")) is None


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Moss said that 1,400 people crossed.", ["“1,400” is given to Moss"]),
        ("Reed and Moss said that 1,400 people crossed.", ["“1,400” is given to Moss and Reed"]),
        ("Reed said that 1,400 people crossed.", []),
        ("The article says that 1,400 people crossed.", []),
        ("Some 1,400 people crossed.", []),
        ("Reed spoke of a ferry.", ["“ferry” is given to Reed"]),
    ],
)
def test_a_claim_given_to_somebody_else_is_found(text, given, page):
    assert given_away((CROSSED, FERRY), read_draft(text), page) == given
