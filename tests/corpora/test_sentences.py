"""Single sentences and short texts of our own, in many forms: each with what a careful reader says of it.

facts.txt: fact|sentence, where a leading “-” says that the sentence does not tell the fact by its owner.
texts.txt: question|+ or -|text, where “-” says that a fault is in it that the checks claim to see.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import grade
from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.flags import flags_of

HERE = Path(__file__).parent / "sentences"
CLAIMS = {"denial", "reversed-speaker", "contempt"}


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@cache
def questions() -> dict:
    return read_lesson(LESSONS / "iron_dome", keys=True).questions


@pytest.mark.parametrize("line", lines("facts.txt"))
def test_a_fact_is_found_with_its_owner_and_no_flag(line):
    name, text = line.split("|", 1)
    question = questions()["your-brief"]
    draft = read_draft(text)
    condition = next(c for c in question.conditions if c.id == f"fact:{name.removeprefix('-')}")
    flags = flags_of(draft, question.page, question.claims, question.kept, question.quoted, question.labels)
    found = condition.look(draft) is None and not CLAIMS & {flag.code for flag in flags}
    assert found is not name.startswith("-")


@pytest.mark.parametrize("line", lines("texts.txt"))
def test_a_sound_text_is_complete_and_a_faulty_one_is_not(line):
    name, sound, text = line.split("|", 2)
    assert (grade(questions()[name], text).status == "complete") is (sound == "+")
