"""How much can be earned without reading: no strategy gets far, no place of an option is right more often than chance."""

from __future__ import annotations

import pytest

from tests.adversaries import seen
from tests.adversaries.measure import earned, lessons
from tests.adversaries.strategies import STRATEGIES

COURSE = ("iron_dome",)
OF_A_KIND, OF_THE_COURSE, OF_A_REWRITE = 0.4, 0.25, 0.2
# Where careful readers differ, any exact words of the article earn half, whatever the reading: so whoever copies or
# highlights some has 0.5, and a little more where they happen to fit. A lower ceiling would let the view decide the points.
OF_CONTESTED = 0.6
# Whoever tries every option, one check after the other, finds the one that a copied sentence fits.
OF_CONTESTED_BY_TRYING = 0.85
# Guesses at every card earn what chance gives on closed cards and half of what is contested: 27 % of the course.
BY_CHANCE = 0.3
# A reflection asks for words of one's own and no more before a teacher reads it: any sentence is complete. So the course is
# counted without them.
OF_A_REFLECTION = 1.0
# A sample's shuffled words are not among these: whoever has them could hand in the sample itself. They stay below the
# ceiling of the kind.
NONSENSE = [
    "select all, paste the article",
    "anything, by chance",
    "keywords in a heap",
    "keywords of the prompt in a heap",
    "a name said blah blah",
    "one said that another said that …",
    "each name said blah blah.",
    "a word over and over",
    "the source unchanged",
    "the source turned round",
    "next to nothing",
    "any sentence of one's own",
]


def test_there_are_enough_strategies():
    assert len(STRATEGIES) >= 24


def ceiling(standing: str, kind: str, name: str) -> float:
    """The share of a kind's points that a strategy may reach."""
    if kind == "reflection":
        return OF_A_REFLECTION
    if standing == "contested":
        return OF_CONTESTED_BY_TRYING if name.endswith("with each option") else OF_CONTESTED
    return OF_A_KIND


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_strategy_gets_far_in_the_course_or_in_a_kind(name):
    questions = [question for content in lessons().values() for question in content.questions.values()]
    groups = sorted({(question.standing, question.kind) for question in questions})
    shares = {group: earned(name).share(" ".join(group)) for group in groups}
    assert {group: share for group, share in shares.items() if share > ceiling(*group, name)} == {}
    course = earned(name, COURSE)
    points, out_of = (table["all"] - table["reflection"] for table in (course.points, course.out_of))
    assert points / out_of <= (BY_CHANCE if name == "anything, by chance" else OF_THE_COURSE)


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_earns_little_of_a_rewrite(name):
    assert earned(name).share("rewrite") <= OF_A_REWRITE


@pytest.mark.parametrize("place", range(4))
def test_no_place_of_an_option_is_right_more_or_less_often_than_chance(place):
    """Over all questions with options of which some are right: how often this place is, against how often any is."""
    right, chance = [], []
    for content in lessons().values():
        for question in content.questions.values():
            if question.kind not in ("choice", "choices"):
                continue
            shown = [option["id"] for option in seen.options(question)]
            answer = question.model_answer()
            due = [answer] if isinstance(answer, str) else answer
            if place < len(shown):
                right.append(shown[place] in due)
                chance.append(len(due) / len(shown))
    assert sum(right) / len(right) == pytest.approx(sum(chance) / len(chance), abs=0.1)
