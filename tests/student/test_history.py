from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.result import Notice, Result
from exercises.student.history import History, result_as_data, worked_answer
from tests import library


def taken(*events: dict) -> History:
    history = History()
    for event in events:
        history.take(event)
    return history


def test_the_last_checked_answer_counts():
    assert taken({"event": "check", "answer": "a"}, {"event": "check", "answer": "b"}) == History("b", 2)


def test_the_highest_hint_counts():
    assert taken({"event": "hint", "number": 2}, {"event": "hint", "number": 1}).hints == 2


def test_a_reveal_is_remembered():
    assert taken({"event": "reveal", "after": "gave up"}).revealed is True


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"event": "dance"},
        {"event": 5},
        {"event": "hint"},
        {"event": "hint", "number": "2"},
        {"event": "hint", "number": True},
        {"event": "hint", "number": -1},
        {"event": "hint", "number": 10**9},
        {"event": "hint", "number": 1.5},
    ],
    ids=str,
)
def test_what_is_not_of_a_known_form_is_passed_over(event):
    assert taken(event) == History()


def test_a_checked_answer_may_be_missing():
    assert taken({"event": "check"}) == History(None, 1)


def test_more_hints_than_a_question_has_show_those_it_has(lesson):
    lesson._work.journal.append({"event": "hint", "id": "a-choice", "number": 9})
    state = lesson._work.state("a-choice")
    assert (len(state["hints"]), state["hints_left"]) == (2, 0)


def test_the_worked_answer_is_told_in_words(context):
    assert worked_answer(library.make("choice", context)) == {
        "answer": "On Monday",
        "reason": "That is what the page has.",
    }


def test_a_result_becomes_plain_data():
    result = Result("partial", 1.5, 2, (Notice("This.", "That?", "here"),), headline="Partly there.")
    assert result_as_data(result) == {
        "status": "partial",
        "headline": "Partly there.",
        "sign": "◐",
        "points": 1.5,
        "out_of": 2,
        "notices": [{"about": "here", "noticed": "This.", "next": "That?"}],
    }


def test_a_result_reads_as_one_headline_and_a_line_for_each_notice():
    result = Result("partial", 1, 2, (Notice("This.", "That?", "here"), Notice("Also.")))
    assert str(result) == "Partly there. 1 of 2 points.\n  - here: This. That?\n  - Also."
    assert str(Result("partial", 0.96, 1)) == "Partly there."


def test_what_is_not_graded_tells_no_points(context):
    assert "point" not in str(grade(library.make("choice", context), None))
