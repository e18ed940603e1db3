"""What holds for every contested question of every lesson: whoever can show a listed reading earns full points."""

from __future__ import annotations

import re

import pytest

from exercises.questions import Question, grade
from tests.each import each, named
from tests.shipped import lessons, questions_of

QUOTED = re.compile(r"“([^“”]+)”")


def earns_all(question: Question, option: str, words: str) -> bool:
    """Whether a quotation is worth all that one quotation of this card can be, with this reading."""
    result = grade(question, {"choice": option, "quotes": [words]})
    return result.points == round(question.points / question.quotes, 2)


def contested(*kinds: str) -> dict[str, Question]:
    return questions_of(*kinds, standing="contested")


def test_every_listed_reading_earns_full_points_and_is_in_the_worked_answer():
    for noted, question in each(contested() | questions_of("evidence")):
        with noted:
            readings = question.answers()
            assert len(readings) >= 2
            assert [reading for reading in readings if grade(question, reading).points != question.points] == []
            shown = question.describe_model_answer()
            assert [reading for reading in readings if question.describe(reading) not in shown] == []


def test_words_that_a_listed_options_own_feedback_quotes_for_it_earn_all():
    for noted, question in each(contested("evidence")):
        with noted:
            quoted = [(o, words) for o in question.listed for words in QUOTED.findall(question.feedback[o].noticed)]
            assert [(option, words) for option, words in quoted if not earns_all(question, option, words)] == []


def test_words_that_the_worked_answer_quotes_earn_all_for_some_reading():
    for noted, question in each(contested()):
        with noted:
            quoted = QUOTED.findall(question.worked)
            supports = supports_a_reading if question.kind == "evidence" else is_marked
            assert [words for words in quoted if not supports(question, words)] == []


def supports_a_reading(question: Question, words: str) -> bool:
    return any(earns_all(question, option, words) for option in question.listed)


def is_marked(question: Question, words: str) -> bool:
    places = [place for number in question.paragraphs for place in question.article.places(words, number)]
    return any(gold.listed_place(place) for gold in question.gold.values() for place in places)


def test_words_that_support_a_reading_are_known():
    supporting = [
        ("round-and-edge", "terms", "the next round"),
        ("round-and-edge", "terms", "QME"),
        ("round-and-edge", "mixed", "QME"),
        ("round-and-edge", "mixed", "opened fire"),
        ("round-and-edge", "both", "opened fire"),
        ("missed-by-both-headlines", "record", "saved"),
        ("missed-by-both-headlines", "supply", "replenishment"),
        ("missed-by-both-headlines", "iran", "Iran, its proxies"),
        ("dimension-of-p13", "relations", "full support"),
        ("label-after-said", "paraphrase", "said"),
        ("label-after-said", "reporter", "Israel's qualitative military edge"),
    ]
    for noted, (name, option, words) in each(named(supporting)):
        with noted:
            assert earns_all(lessons()["iron_dome"].questions[name], option, words)


def test_no_choice_alone_and_no_words_of_the_prompt_or_of_an_option_earn_anything():
    for noted, question in each(contested("evidence")):
        with noted:
            bare = [(option, grade(question, {"choice": option, "quotes": []})) for option in question.options]
            assert [option for option, result in bare if (result.status, result.points) != ("unfinished", 0)] == []
            texts = [re.findall(r"[\w’'-]+", text) for text in (question.prompt, *question.options.values())]
            runs = {" ".join(w[at : at + n]) for w in texts for n in (1, 2, 3) for at in range(len(w) - n + 1)}
            tries = [(option, quote) for quote in sorted(runs) for option in question.options]
            assert [(o, q) for o, q in tries if grade(question, {"choice": o, "quotes": [q]}).points != 0] == []


# Readings that were refused before, though their own worked answers name them.


def marked(*wanted: tuple[str, str, int]) -> list[dict]:
    return [{"exact": words, "label": label, "paragraph": paragraph} for label, words, paragraph in wanted]


def test_a_judgment_without_the_official_cause_earns_full_points_in_p3():
    question = lessons()["iron_dome"].questions["functions-in-gantz-p3"]
    answer = marked(
        ("problem", "a recent round in Gaza", 3),
        ("judgment", "it did not wish for", 3),
        ("problem", "our civilians", 3),
    )
    assert grade(question, answer).points == 4


@pytest.mark.parametrize("attacks", ["rocket attacks fired indiscriminately by Hamas", "rocket attacks", "attacks fired"])
def test_attacks_as_problem_and_judgment_with_the_edge_as_remedy_earn_full_points_in_p12(attacks):
    question = lessons()["iron_dome"].questions["functions-in-austin-p12"]
    edge = "maintaining Israel's qualitative military edge"
    answer = marked(("problem", attacks, 12), ("judgment", attacks, 12), ("remedy", edge, 12))
    assert grade(question, answer).points == 4


def test_a_role_for_other_countries_and_a_goal_are_remedies():
    question = lessons()["iron_dome"].questions["remedies-in-two-voices"]
    role = "The United States and other moderate countries in our region would have a major role"
    answer = marked(("remedy", role, 8), ("remedy", "President Biden's goal of a two-state solution", 15))
    assert grade(question, answer).points == 3


def test_the_same_construction_has_the_same_standing_with_either_man():
    questions = lessons()["iron_dome"].questions
    assert {questions[name].standing for name in ("whose-labels", "label-after-said")} == {"contested"}
    assert "p11" not in questions["labels-and-voices"].items
