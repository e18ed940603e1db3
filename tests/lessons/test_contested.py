"""What holds for every contested question of every lesson: whoever can show a listed reading earns full points."""

from __future__ import annotations

import re

import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import Question, grade

NAMES = ("iron_dome", "river_bridge", "form_a", "form_b")
ALL = {name: read_lesson(LESSONS / name, keys=True) for name in NAMES}
CONTESTED = [
    pytest.param(question, id=f"{name}-{question.id}")
    for name, content in ALL.items()
    for question in content.questions.values()
    if question.standing == "contested"
]
each_contested = pytest.mark.parametrize("question", CONTESTED)
QUOTED = re.compile(r"“([^“”]+)”")


def earns_all(question: Question, option: str, words: str) -> bool:
    """Whether a quotation is worth all that one quotation of this card can be, with this reading."""
    result = grade(question, {"choice": option, "quotes": [words]})
    return result.points == round(question.points / question.quotes, 2)


@each_contested
def test_every_listed_reading_earns_full_points(question):
    readings = question.answers()
    assert len(readings) >= 2
    for reading in readings:
        assert grade(question, reading).points == question.points, reading


@each_contested
def test_the_worked_answer_shows_every_listed_reading(question):
    shown = question.describe_model_answer()
    assert [reading for reading in question.answers() if question.describe(reading) not in shown] == []


@each_contested
def test_words_that_a_listed_options_own_feedback_quotes_for_it_earn_all(question):
    for option in question.listed if question.kind == "evidence" else ():
        for words in QUOTED.findall(question.feedback[option].noticed):
            assert earns_all(question, option, words), (option, words)


@each_contested
def test_words_that_the_worked_answer_quotes_earn_all_for_some_reading(question):
    for words in QUOTED.findall(question.worked):
        if question.kind == "evidence":
            assert any(earns_all(question, option, words) for option in question.listed), words
            continue
        places = [place for number in question.paragraphs for place in question.article.places(words, number)]
        labels = [gold for gold in question.gold.values() if any(gold.listed_place(place) for place in places)]
        assert labels, words


@pytest.mark.parametrize(
    ("name", "option", "words"),
    [
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
    ],
)
def test_words_that_support_a_reading_are_known(name, option, words):
    assert earns_all(ALL["iron_dome"].questions[name], option, words)


@each_contested
def test_no_choice_earns_anything_by_itself(question):
    for option in question.options if question.kind == "evidence" else ():
        result = grade(question, {"choice": option, "quotes": []})
        assert (result.status, result.points) == ("unfinished", 0)


@each_contested
def test_no_words_of_the_prompt_or_of_an_option_earn_anything(question):
    if question.kind != "evidence":
        return
    for text in (question.prompt, *question.options.values()):
        words = re.findall(r"[\w’'-]+", text)
        for size in (1, 2, 3):
            for quote in (" ".join(words[at : at + size]) for at in range(len(words) - size + 1)):
                for option in question.options:
                    assert grade(question, {"choice": option, "quotes": [quote]}).points == 0, quote


# Readings that were refused before, though their own worked answers name them.


def marked(*wanted: tuple[str, str, int]) -> list[dict]:
    return [{"exact": words, "label": label, "paragraph": paragraph} for label, words, paragraph in wanted]


def test_a_judgment_without_the_official_cause_earns_full_points_in_p3():
    question = ALL["iron_dome"].questions["functions-in-gantz-p3"]
    answer = marked(
        ("problem", "a recent round in Gaza", 3),
        ("judgment", "it did not wish for", 3),
        ("problem", "our civilians", 3),
    )
    assert grade(question, answer).points == 4


@pytest.mark.parametrize("attacks", ["rocket attacks fired indiscriminately by Hamas", "rocket attacks", "attacks fired"])
def test_attacks_as_problem_and_judgment_with_the_edge_as_remedy_earn_full_points_in_p12(attacks):
    question = ALL["iron_dome"].questions["functions-in-austin-p12"]
    edge = "maintaining Israel's qualitative military edge"
    answer = marked(("problem", attacks, 12), ("judgment", attacks, 12), ("remedy", edge, 12))
    assert grade(question, answer).points == 4


def test_a_role_for_other_countries_and_a_goal_are_remedies():
    question = ALL["iron_dome"].questions["remedies-in-two-voices"]
    role = "The United States and other moderate countries in our region would have a major role"
    answer = marked(("remedy", role, 8), ("remedy", "President Biden's goal of a two-state solution", 15))
    assert grade(question, answer).points == 3


def test_the_same_construction_has_the_same_standing_with_either_man():
    questions = ALL["iron_dome"].questions
    assert {questions[name].standing for name in ("whose-labels", "label-after-said")} == {"contested"}
    assert "p11" not in questions["labels-and-voices"].items
