"""The card of the marking notebook, on Python's side: what it is given, and what it does when it is asked."""

from __future__ import annotations

import json

import pytest

from exercises.gradebook.marking import card as card_module
from exercises.gradebook.marking.card import marking_card
from exercises.gradebook.marking.marks_file import read_mark_events
from exercises.gradebook.marking.queue import Handed, queue
from exercises.gradebook.marking.session import MarkingSession
from tests.gradebook.hand_ins import REFLECTION, REWRITE, SHORT_BRIEF, STUDENTS, words_of


@pytest.fixture
def sitting(real, tmp_path) -> MarkingSession:
    handed = [Handed(student, real, REFLECTION, words_of(student)) for student in STUDENTS]
    handed.append(Handed("ada-l", real, REWRITE, SHORT_BRIEF))
    return MarkingSession(queue(handed), "kh", tmp_path / "grades" / "marks.csv")


@pytest.fixture
def card(sitting):
    return marking_card(sitting)


@pytest.fixture
def ask(card, sitting):
    """A function that does what the browser's message would."""
    return lambda **message: card_module._heard(card, sitting, message)


def test_no_student_is_named_in_what_the_browser_gets(card, ask):
    for at in range(13):
        told = json.dumps([card.question, card.state])
        assert not [student for student in STUDENTS if student in told]
        ask(do="save", at=at, level=1)


def test_the_card_shows_rubric_samples_words_and_what_the_kit_noticed(card, real):
    question = real.questions[REWRITE]
    assert [level["text"] for level in card.question["levels"][1:]] == list(question.rubric)
    assert [level["points"] for level in card.question["levels"]] == [0, 2, 4, 6, 8]
    assert card.question["samples"] == list(question.samples)
    assert card.state["answer"] == SHORT_BRIEF
    result = real.questions[REWRITE].grade(SHORT_BRIEF)
    assert card.state["kit_points"] == f"{result.points:g} of 8 points for completion"
    assert [notice["noticed"] for notice in card.state["noticed"]] == [notice.noticed for notice in result.notices]


def test_saving_shows_the_next_answer_and_its_question(card, ask):
    ask(do="save", at=0, level=2, comment="so")
    assert (card.state["at"], card.state["done"], card.state["title"]) == (1, 1, "Answer 1 of 12")
    assert card.question["id"] == REFLECTION
    assert "level 2 saved in grades/marks.csv" in card.state["said"]


def test_the_last_answer_says_that_all_are_marked(card, ask, sitting):
    for at in range(13):
        ask(do="save", at=at, level=1)
    assert card.state["said"].endswith("All 13 answers are marked.")
    assert sitting.done == 13


def test_skip_back_and_go_write_nothing(card, ask, sitting):
    ask(do="skip", at=0)
    assert card.state["at"] == 1
    ask(do="back", at=1)
    ask(do="back", at=0)
    assert card.state["at"] == 0
    ask(do="go", at=0, to=1)
    assert card.state["at"] == 1
    assert not sitting.book.path.exists()


def test_a_comment_without_a_level_is_saved_and_the_answer_stays(card, ask):
    ask(do="save", at=0, level=None, comment="Which words?")
    assert (card.state["at"], card.state["comment"], card.state["done"]) == (0, "Which words?", 0)


def test_undo_goes_back_to_the_answer(card, ask):
    ask(do="save", at=0, level=2)
    ask(do="undo", at=1)
    assert (card.state["at"], card.state["level"], card.state["can_undo"]) == (0, None, False)


def test_points_by_hand_are_shown_with_their_reason(card, ask):
    ask(do="points", at=0, points="5", reason="The second half is missing.")
    assert card.state["by_hand"] == {"points": 5, "reason": "The second half is missing."}
    assert card.state["at"] == 0


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "save"},
        {"do": "save", "at": 99, "level": 1},
        {"do": "save", "at": -1, "level": 1},
        {"do": "save", "at": True, "level": 1},
        {"do": "save", "at": 0, "level": "1"},
        {"do": "save", "at": 0, "level": None, "comment": None},
        {"do": "points", "at": 0, "points": None, "reason": None},
        {"do": "points", "at": 0, "points": "9", "reason": "x"},
        {"do": "undo", "at": 0},
    ],
    ids=str,
)
def test_a_wish_that_cannot_be_is_told_and_writes_nothing(card, ask, sitting, message):
    ask(**message)
    assert card.state["problem"]
    assert not sitting.book.path.exists()


def test_every_wish_brings_a_reply_that_differs_from_the_last(card, ask):
    replies = []
    for _ in range(3):
        ask(do="undo", at=0)
        replies.append(card.state["reply"])
    assert len(set(replies)) == 3


def test_a_defect_of_the_kit_is_told_on_the_card(card, ask, sitting, monkeypatch):
    def broken(*_):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(sitting, "save", broken)
    ask(do="save", at=0, level=1)
    assert "What you typed is still on the screen" in card.state["problem"]


def test_a_file_of_marks_that_cannot_be_read_any_more_is_told_and_the_answer_stays(card, ask, sitting):
    ask(do="save", at=0, level=1)
    sitting.book.path.write_bytes(b"PK\x03\x04 a workbook")
    ask(do="save", at=1, level=2, comment="so")
    assert "Save it as “CSV UTF-8”" in card.state["problem"]
    assert card.state["at"] == 1


def test_a_row_that_cannot_be_used_is_counted_on_the_card_and_not_quoted(card, ask, sitting):
    ask(do="save", at=0, level=1)
    with sitting.book.path.open("ab") as file:
        file.write(b",kh,Ada Lovelace 5b,iron_dome,your-brief,0123456789ab,1,,,level\r\n")
    ask(do="save", at=1, level=1)
    assert card.state["left_out"] == 1
    assert "Lovelace" not in json.dumps(card.state)
    assert len(read_mark_events(sitting.book.path)[0]) == 2
