from __future__ import annotations

import pytest

from exercises.questions.result import Flag, Notice
from exercises.questions.scoring.completion import notices, result
from exercises.questions.scoring.conditions import Break, Condition
from exercises.questions.scoring.draft import read_draft

DRAFT = read_draft("Reed met Moss.")


def conditions(asked: str, gates: str = "") -> list[Condition]:
    """Conditions, each met where its letter is “+”."""
    signs = [*((sign, False) for sign in asked), *((sign, True) for sign in gates)]
    return [
        Condition(f"c{n}", f"kind-{n % 2}", f"text {n}", gate, _look(n, sign == "+"), Notice("Lost: {words}."))
        for n, (sign, gate) in enumerate(signs)
    ]


def _look(number: int, met: bool):
    return lambda _draft: None if met else Break((f"word{number}",))


@pytest.mark.parametrize(
    ("asked", "gates", "completion", "status", "points"),
    [
        ("+++", "", 1, "complete", 2.5),
        ("+++", "++", 1, "complete", 2.5),
        # 2/3 of 2.5 = 1.6667, 1/3 = 0.8333.
        ("++-", "+", 0.6667, "unfinished", 1.67),
        ("+--", "", 0.3333, "unfinished", 0.83),
        # Any open gate halves: 3/3 ÷ 2, and 2/3 ÷ 2 of 2.5 = 0.8333, with one open gate or two.
        ("+++", "+-", 0.5, "unfinished", 1.25),
        ("++-", "-+", 0.3333, "unfinished", 0.83),
        ("++-", "--", 0.3333, "unfinished", 0.83),
        ("---", "+", 0, "unfinished", 0),
    ],
)
def test_completion_is_the_share_of_what_is_met_and_an_open_gate_halves_it(asked, gates, completion, status, points):
    found = result(2.5, conditions(asked, gates), DRAFT, ())
    assert (found.extra["completion"], found.status, found.points) == (completion, status, points)
    assert (found.extra["met"], found.extra["asked"]) == (asked.count("+"), len(asked))
    assert [one["met"] for one in found.extra["conditions"]] == [sign == "+" for sign in asked + gates]
    if status == "unfinished":
        assert found.headline == f"Not finished yet: {asked.count('+')} of 3 conditions."


def test_a_flag_waits_for_the_teacher_and_an_unchanged_text_earns_nothing():
    flagged = result(2, conditions("++"), DRAFT, (Flag("denial", "A “not”."),), asides=(Notice("aside"),))
    assert (flagged.status, flagged.points, flagged.extra["completion"]) == ("needs_teacher", None, 1)
    assert [notice.noticed for notice in flagged.notices] == ["A “not”.", "aside"]
    same = result(2, conditions("++"), DRAFT, (), untouched=Notice("unchanged"))
    assert (same.status, same.points, [notice.noticed for notice in same.notices]) == ("unfinished", 0, ["unchanged"])
    assert result(2, conditions("-"), DRAFT, ()).headline == "Not finished yet: 0 of 1 condition."


def test_breaks_of_a_kind_share_a_notice():
    found = notices(conditions("-+--"), DRAFT)
    assert [notice.noticed for notice in found] == ["Lost: “word0”, “word2”.", "Lost: “word3”."]
