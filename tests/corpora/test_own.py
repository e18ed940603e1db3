"""Sentences and short answers that were written with the checks in view: what they are read as stays so.

They are no measure of anything, unlike the corpora by other writers beside them.
"""

from __future__ import annotations

from pathlib import Path

from exercises.questions import grade
from exercises.questions.scoring.draft import read_draft
from tests.each import each
from tests.shipped import lessons

OWN = Path(__file__).parent / "own"
QUESTIONS = lessons()["iron_dome"].questions
BRIEF = QUESTIONS["your-brief"]
CLAIMS = {claim.id: claim for claim in BRIEF.claims}


def lines(name: str) -> dict[str, tuple[str, str]]:
    """The entries of a file by their lines, each as (fact or question, text)."""
    rows = (OWN / name).read_text(encoding="utf-8").splitlines()
    kept = {f"{name}:{number}: {row}": row for number, row in enumerate(rows, 1) if row and not row.startswith("#")}
    return {where: tuple(row.split("| ", 1)) for where, row in kept.items()}


def is_owned(fact: str, sentence: str) -> bool:
    """Whether a sentence tells a fact as its owner's; one that starts with "He" comes after the owner's name."""
    claim = CLAIMS[fact]
    before = f"{claim.owner[0]} spoke. " if sentence.startswith("He ") else "Benny Gantz met Lloyd Austin in Washington. "
    return any(told.owners & set(claim.owner) for told in claim.told(read_draft(before + sentence), BRIEF.page))


def test_a_sentence_belongs_to_who_says_it():
    for noted, (fact, sentence) in each(lines("owned.txt")):
        with noted:
            assert is_owned(fact, sentence)


def test_a_sentence_belongs_to_nobody_or_to_somebody_else():
    for noted, (fact, sentence) in each(lines("not_owned.txt")):
        with noted:
            assert not is_owned(fact, sentence)


def test_a_sound_answer_is_complete():
    for noted, (question, text) in each(lines("sound.txt")):
        with noted:
            assert grade(QUESTIONS[question], text).status == "complete"


def test_a_faulty_answer_is_unfinished_or_flagged():
    for noted, (question, text) in each(lines("faulty.txt")):
        with noted:
            assert grade(QUESTIONS[question], text).status in ("unfinished", "needs_teacher")
