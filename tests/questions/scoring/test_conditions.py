from __future__ import annotations

import pytest

from exercises.questions.result import Notice
from exercises.questions.scoring import conditions
from exercises.questions.scoring.conditions import Fact, contains_phrase, sentences
from exercises.text.article import Article

ARTICLE = Article("Ada said that “over 1,400 people” crossed the new bridge in 2021. Ben called it a marvel.")
SAID = Notice("{words}?", "{words}!")


@pytest.mark.parametrize(
    ("text", "words", "there"),
    [
        ("about 1400 rockets", "1,400", True),
        ("about 14 rockets", "1,400", False),
        ("the bridges", "bridge", False),
        ("THE BRIDGE.", "bridge", True),
        ("Israel's", "Israel’s", True),
    ],
)
def test_words_are_found_whole_whatever_their_case_marks_and_commas(text, words, there):
    assert contains_phrase(text, words) is there


def test_a_text_is_cut_at_sentences_and_lines_and_not_in_initials():
    assert list(sentences("The U.S. said so. “It is new.” Ben left\nAda stayed")) == [
        "The U.S. said so",
        "“It is new",
        "Ben left",
        "Ada stayed",
    ]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ada said that over 1,400 crossed.", []),
        ("Over 1,400 crossed. Ada said more.", ["Ada / Ben"]),
        ("Ada said that many crossed.", ["1,400"]),
    ],
)
def test_a_fact_needs_its_owner_in_the_same_sentence(text, missing):
    assert Fact(("1,400",), ("Ada", "Ben")).broken(text) == missing


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Ben thought it a marvel.", ["marvel"]),
        ("Ben called it “a marvel”.", []),
        ("Ben called it “a great marvel”.", ["marvel"]),
        ("A marvel, said Ben: “a marvel”.", ["marvel"]),
    ],
)
def test_a_queried_word_may_stand_only_in_exact_quotation(text, broken):
    assert conditions.unquoted(("marvel",), ARTICLE, SAID).broken(text) == broken


@pytest.mark.parametrize(
    ("text", "new"),
    [("In 2021, 1400 people (P3) crossed.", []), ("37 people, and 37 more.", ["37"]), ("14 people.", ["14"])],
)
def test_a_number_is_new_when_the_article_does_not_have_it(text, new):
    assert conditions.no_new_number(ARTICLE, SAID).broken(text) == new


def test_a_condition_names_the_words_that_break_it():
    condition = conditions.keep(("bridge", "Ada"), SAID)
    assert condition.notice_for(condition.broken("Ben left.")) == Notice("“bridge”, “Ada”?", "“bridge”, “Ada”!")
    assert condition.missed(condition.broken("Ada left.")) == 0.5
