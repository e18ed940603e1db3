"""Answers as they are typed from paper: each is graded as the same answer on a card."""

from __future__ import annotations

import json

import pytest

from exercises.editions.paper.typed import FORMS, how_to_type, read_typed, write_typed
from exercises.questions import grade, kinds_by_name
from exercises.questions.answer_form import InvalidAnswer
from tests import library
from tests.each import each, named
from tests.shipped import questions


def test_every_kind_has_a_typed_form_and_no_form_is_without_a_kind():
    assert {kind.typed_form for kind in kinds_by_name().values()} == set(FORMS)


def test_right_and_wrong_answers_typed_as_on_paper_are_graded_as_on_a_card():
    for noted, question in each(questions()):
        with noted:
            listed = question.answers() if question.kind == "evidence" else []
            for answer in [question.model_answer(), *listed, *(wrong for wrong, _ in question.known_errors())]:
                typed = write_typed(question, answer)
                read = json.loads(json.dumps(read_typed(question, typed)))
                direct, paper = grade(question, answer), grade(question, read)
                assert (paper.status, paper.points, paper.notices) == (direct.status, direct.points, direct.notices), typed


@pytest.fixture(scope="module")
def asked(context):
    """Kind → a question of it."""
    return {kind: library.make(kind, context) for kind in library.QUESTIONS}


def test_each_kind_says_in_a_few_words_what_to_type_and_takes_a_blank_cell_for_no_answer(asked):
    for noted, question in each(asked):
        with noted:
            assert 0 < len(how_to_type(question)) <= 90
            assert [blank for blank in ("", "  ", "-", "–") if read_typed(question, blank) is not None] == []


# What people type, kind by kind.
BOTH_ROWS = {"p3": "okafor", "p5": "reyes"}
MATCHED = [
    "1a 2b",
    "1a2b",
    "1: a, 2: b",
    "1. A; 2. B",
    "1-a 2-b",
    "ab",
    "a b",
    "p3: okafor | p5: reyes",
    "1 okafor | 2 reyes",
]
TYPICAL = {
    "choice": {"a": "monday", "A)": "monday", "On Monday": "monday"},
    "choices": {"c e": ["reyes", "okafor"], "ec": ["reyes", "okafor"], "Tom Reyes | okafor": ["reyes", "okafor"]},
    "match": dict.fromkeys(MATCHED, BOTH_ROWS) | {"1a": {"p3": "okafor"}, "-b": {"p5": "reyes"}, "1 2b": {"p5": "reyes"}},
    "number": {"5": 5.0, "5 paragraphs": 5.0, "5,0": 5.0},
    "phrase": {"over 900": "over 900"},
    "evidence": {
        "a: ten months of repairs": {"choice": "work", "quotes": ["ten months of repairs"]},
        "A | 2: ten months of repairs": {"choice": "work", "quotes": ["ten months of repairs"]},
        "the work: worked … winter": {"choice": "work", "quotes": ["worked through the winter"]},
        "?: ten months": {"choice": None, "quotes": ["ten months"]},
        "b": {"choice": "joy", "quotes": []},
    },
    "probe": {
        "0.5 | 0.25": {"outputs": [0.5, 0.25]},
        "0,5; 0,25": {"outputs": [0.5, 0.25]},
        "yes no": {"outputs": [True, False]},
    },
    "reflection": {"The chairs, I think.": "The chairs, I think."},
}


def test_what_people_type_is_read(asked):
    cells = {f"{kind}: {typed}": (kind, typed, answer) for kind, by in TYPICAL.items() for typed, answer in by.items()}
    for noted, (kind, typed, answer) in each(cells):
        with noted:
            assert read_typed(asked[kind], typed) == answer


def test_an_order_is_typed_in_the_letters_that_are_printed(context):
    question = library.make("order", context)
    printed = [item["id"] for item in question.public()["items"]]
    right = library.RIGHT["order"]
    assert read_typed(question, "".join("abcd"[printed.index(item)] for item in right)) == right


def said(question, mark) -> str:
    return question.article.text[mark["start"] : mark["end"]]


POINTED = {
    "praised": ["praised"],
    "P2: praised | p2: saying": ["praised", "saying"],
    "3: praised | line 4: saying": ["praised", "saying"],
    "a 3: “praised”": ["praised"],
    "a cue P4: said": ["said"],
    "praised the … saying": ["praised the new reading room, saying"],
    "P2: praised ... reading room": ["praised the new reading room"],
}


def test_words_are_found_by_line_by_paragraph_and_by_their_ends(asked):
    question = asked["spans"]
    for noted, (typed, words) in each(named(POINTED.items())):
        with noted:
            assert [said(question, mark) for mark in read_typed(question, typed)] == words


def test_a_part_of_another_word_is_not_taken_where_the_whole_word_stands(context):
    question = library.make("spans", context, paragraphs=[1, 2, 3, 4, 5])
    (mark,) = read_typed(question, "P3: our readers")
    assert said(question, mark) == "our readers"


WRONG = {
    ("choice", "z"): "none of the letters a to c",
    ("choices", "a z"): "“z” is none of the letters a to e",
    ("match", "3a"): "There is no row 3; the rows are 1 to 2",
    ("match", "1ab"): "Row 1 has two answers",
    ("match", "1z"): "none of the letters a to c",
    ("match", "okafor"): "does not start with the number of a row",
    ("order", "a b"): "Name every item once",
    ("number", "some"): "not a number",
    ("spans", "the moon"): "do not stand in the article",
    ("spans", "99: said"): "The article has no line 99; it has",
    ("spans", "P9: said"): "The article has no paragraph 9; it has 5",
    ("spans", "the"): "stand in 4 places: type the line",
    ("spans", "1: praised"): "do not stand there",
    ("evidence", "ten months of repairs"): "does not start with the letter of a reading",
    ("probe", "1 | 2 | 3"): "2 values are needed",
}


def test_what_cannot_be_read_is_refused_in_a_sentence(asked):
    for noted, ((kind, typed), sentence) in each(named(WRONG.items())):
        with noted:
            with pytest.raises(InvalidAnswer) as wrong:
                read_typed(asked[kind], typed)
            assert sentence in str(wrong.value)


ERRORS = ["#NAME?", "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#WERT!", "#NV", "#¿NOMBRE?", "#ÜBERLAUF!", "####", "Err:508"]


def test_the_error_words_of_a_spreadsheet_are_refused_in_every_kind_and_other_signs_are_words(asked):
    for noted, question in each(asked):
        with noted:
            for typed in ERRORS:
                with pytest.raises(InvalidAnswer, match="is a spreadsheet program's error"):
                    read_typed(question, f" {typed} ")
    for typed in ("#1 is the roof", "# NAME", "name?", "Is it #REF! again?", "N/A"):
        assert read_typed(asked["reflection"], typed) == typed


def test_a_highlight_among_several_labels_needs_its_letter(real):
    question = real.questions["functions-in-gantz-p3"]
    with pytest.raises(InvalidAnswer, match="needs the letter of its label"):
        read_typed(question, "P3: opened fire")
    (mark,) = read_typed(question, "b P3: opened fire")
    assert mark["label"] == "cause"


def test_a_ledger_takes_its_letters_in_any_order(real):
    question = real.questions["source-ledger"]
    assert read_typed(question, "1cf 2fc") == {
        "met": {"owner": "reporter", "how": "stated"},
        "looks": {"owner": "reporter", "how": "stated"},
    }
