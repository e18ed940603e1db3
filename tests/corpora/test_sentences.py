"""Single sentences and short texts of our own, in many forms: each with what a careful reader says of it.

facts.txt: fact|sentence, where a leading “-” says that the sentence does not tell the fact by its owner.
texts.txt: question|+ or -|text, where “-” says that a fault is in it that the checks claim to see.
"""

from __future__ import annotations

from pathlib import Path

from exercises.questions import grade
from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.flags import flags_of
from tests.each import each
from tests.shipped import lessons

HERE = Path(__file__).parent / "sentences"
QUESTIONS = lessons()["iron_dome"].questions
CLAIMS = {"denial", "reversed-speaker", "contempt"}


def lines(name: str) -> dict[str, str]:
    """The lines of a file, by their numbers and words."""
    rows = (HERE / name).read_text(encoding="utf-8").splitlines()
    return {f"{name}:{number}: {row}": row for number, row in enumerate(rows, 1)}


def test_a_fact_is_found_with_its_owner_and_no_flag():
    question = QUESTIONS["your-brief"]
    for noted, line in each(lines("facts.txt")):
        with noted:
            name, text = line.split("|", 1)
            draft = read_draft(text)
            condition = next(c for c in question.conditions if c.id == f"fact:{name.removeprefix('-')}")
            flags = flags_of(draft, question.page, question.claims, question.kept, question.quoted, question.labels)
            found = condition.look(draft) is None and not CLAIMS & {flag.code for flag in flags}
            assert found is not name.startswith("-")


def test_a_sound_text_is_complete_and_a_faulty_one_is_not():
    for noted, line in each(lines("texts.txt")):
        with noted:
            name, sound, text = line.split("|", 2)
            assert (grade(QUESTIONS[name], text).status == "complete") is (sound == "+")
