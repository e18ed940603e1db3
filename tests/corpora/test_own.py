"""Sentences and short answers that were written with the checks in view: what they are read as stays so.

They are no measure of anything, unlike the corpora by other writers beside them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import grade
from exercises.questions.scoring.draft import read_draft

OWN = Path(__file__).parent / "own"
QUESTIONS = read_lesson(LESSONS / "iron_dome", keys=True).questions
BRIEF = QUESTIONS["your-brief"]
CLAIMS = {claim.id: claim for claim in BRIEF.claims}


def lines(name: str) -> list[tuple[str, str]]:
    """The entries of a file, each as (fact or question, text)."""
    rows = (OWN / name).read_text(encoding="utf-8").splitlines()
    return [tuple(row.split("| ", 1)) for row in rows if row and not row.startswith("#")]


def is_owned(fact: str, sentence: str) -> bool:
    """Whether a sentence tells a fact as its owner's; one that starts with "He" comes after the owner's name."""
    claim = CLAIMS[fact]
    before = f"{claim.owner[0]} spoke. " if sentence.startswith("He ") else "Benny Gantz met Lloyd Austin in Washington. "
    return any(told.owners & set(claim.owner) for told in claim.told(read_draft(before + sentence), BRIEF.page))


@pytest.mark.parametrize(("fact", "sentence"), lines("owned.txt"))
def test_a_sentence_belongs_to_who_says_it(fact, sentence):
    assert is_owned(fact, sentence)


@pytest.mark.parametrize(("fact", "sentence"), lines("not_owned.txt"))
def test_a_sentence_belongs_to_nobody_or_to_somebody_else(fact, sentence):
    assert not is_owned(fact, sentence)


@pytest.mark.parametrize(("question", "text"), lines("sound.txt"))
def test_a_sound_answer_is_complete(question, text):
    assert grade(QUESTIONS[question], text).status == "complete"


@pytest.mark.parametrize(("question", "text"), lines("faulty.txt"))
def test_a_faulty_answer_is_unfinished_or_flagged(question, text):
    assert grade(QUESTIONS[question], text).status in ("unfinished", "needs_teacher")
