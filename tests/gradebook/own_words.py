"""Open answers that say of themselves what the checks find, so that a test can work out their points by hand."""

from __future__ import annotations

import re

import pytest

from exercises.questions.kinds.reflection import Reflection
from exercises.questions.result import Flag, Notice, Result
from tests import library

# “3 of 4 flag:denial and then any words”
_SAYS = re.compile(r"(\d+) of (\d+)((?: flag:[a-z-]+)*)")


def judge(question: Reflection, answer: str) -> Result:
    """The result of an answer that begins as above: its share of what is asked for; with a flag it waits for a person."""
    found = _SAYS.match(answer)
    met, asked = (int(found[1]), int(found[2])) if found else (1, 1)
    flags = tuple(Flag(code, f"It may hold: {code}.") for code in re.findall(r"flag:([a-z-]+)", found[3] if found else ""))
    status = "needs_teacher" if flags else "complete" if met == asked else "unfinished"
    points = None if flags else round(question.points * met / asked, 2)
    notice = Notice(f"{met} of {asked} conditions.")
    return Result(status, points, question.points, (notice,), {"completion": met / asked}, flags=flags)


def use(patch: pytest.MonkeyPatch) -> None:
    """Let every reflection be judged so."""
    patch.setattr(Reflection, "judge", judge)


def questions() -> list[dict]:
    """A choice and two open questions, of 2 points each; the rubric of the open ones has three levels."""
    return [
        library.question("choice"),
        *(library.question("reflection", id=name) for name in ("first-words", "more-words")),
    ]
