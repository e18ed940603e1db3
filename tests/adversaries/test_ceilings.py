"""How much can be earned without reading: no strategy gets far, no place of an option is right more often than chance."""

from __future__ import annotations

import pytest

from tests.adversaries import seen
from tests.adversaries.measure import earned, lessons
from tests.adversaries.strategies import STRATEGIES

COURSE = ("iron_dome",)
OF_A_KIND, OF_THE_COURSE, OF_A_REWRITE = 0.4, 0.25, 0.2
# Two kinds promise more to anyone who does what can be observed, and the cards say so.
OF_KIND = {
    # Any exact words of the article earn half, whatever the reading: so whoever copies a sentence has 0.5, and a little
    # more where it happens to fit the option that was clicked. A lower ceiling would make the view decide the points.
    "evidence": 0.6,
    # So many words of one's own are all that is asked for before a teacher reads: any sentence is complete.
    "reflection": 1.0,
}
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
    "a sample's words shuffled",
]


def test_there_are_enough_strategies():
    assert len(STRATEGIES) >= 24


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_strategy_gets_far_in_the_course_or_in_a_kind(name):
    own, kinds = earned(name), {question.kind for content in lessons().values() for question in content.questions.values()}
    assert earned(name, COURSE).share("all") <= OF_THE_COURSE
    assert {kind: own.share(kind) for kind in kinds if own.share(kind) > OF_KIND.get(kind, OF_A_KIND)} == {}


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
