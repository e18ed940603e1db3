"""The card at the end of a notebook: handing in without Python, and going on from a file."""

from __future__ import annotations

import base64
import json

import pytest

from exercises.cards import open_desk
from exercises.gradebook.intake.hand_ins import read_hand_in
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson


def press(card, **message):
    card._handle_custom_msg(message, [])


@pytest.fixture
def again(content, lesson):
    """The same folder in the next kernel, or in another lesson's notebook."""
    return lambda: Lesson(content, Journal(lesson._work.journal.path), open_desk)


def test_the_card_says_what_is_open_in_this_notebook_and_follows_each_answer(lesson):
    card = lesson.hand_in()
    assert (card.module, card.state["of"]) == ("hand_in", 11)
    first, _ = lesson.ask("a-choice"), lesson.ask("a-number")
    assert lesson.hand_in() is card
    assert (card.state["open"], card.state["of"]) == (["a-choice", "a-number"], 2)
    press(first, do="check", answer="monday")
    assert card.state["open"] == ["a-number"]
    press(lesson.ask("a-number"), do="draft", draft={"by": "t", "at": 1, "after": 0, "answer": "4"}, drafts=[])
    assert lesson.hand_in().state["typed"] == ["a-number"]


def test_one_button_makes_the_file_and_remembers_the_id_for_all_lessons(lesson, again, tmp_path):
    lesson.check("a-choice", "monday")
    card = lesson.hand_in()
    assert card.state["id"] == ""
    press(card, do="hand_in", id=" Ada-L ")
    made = card.state["made"]
    path = tmp_path / "my-work" / "hand-in" / "library.ada-l.jsonl"
    assert (made["name"], made["where"]) == (path.name, "my-work/hand-in/library.ada-l.jsonl")
    assert card.file == {"text": path.read_text(encoding="utf-8")}
    assert "no name and no points" in made["holds"]
    assert made["at"].endswith("+00:00")
    assert read_hand_in(path.read_bytes()).header.student == "ada-l"
    assert again().hand_in().state["id"] == "ada-l"
    assert card.state["reply"] == 1


@pytest.mark.parametrize("student", ["", "Ada Lovelace", "ada@example.org", "../ada", None, 5, ["ada-l"]])
def test_an_id_that_cannot_be_used_gets_its_sentence_and_no_file(lesson, student, tmp_path):
    lesson.check("a-choice", "monday")
    card = lesson.hand_in()
    press(card, do="hand_in", id=student)
    assert "class id" in card.state["problem"]
    assert card.state["made"] is None
    assert not (tmp_path / "my-work" / "hand-in").exists()
    press(card, do="hand_in", id="ada-l")
    assert (card.state["problem"], card.state["made"]["name"]) == ("", "library.ada-l.jsonl")


def test_nothing_to_hand_in_and_a_folder_that_cannot_be_written_are_said(lesson, tmp_path):
    card = lesson.hand_in()
    press(card, do="hand_in", id="ada-l")
    assert card.state["problem"].startswith("There is no answer to hand in so far.")
    lesson.check("a-choice", "monday")
    (tmp_path / "my-work" / "hand-in").write_text("", encoding="utf-8")
    press(card, do="hand_in", id="ada-l")
    assert "could not be written" in card.state["problem"]


def test_in_the_browser_the_file_is_a_download_alone(lesson, tmp_path):
    lesson._work.journal.in_browser = True
    lesson.check("a-choice", "monday")
    card = lesson.hand_in()
    press(card, do="hand_in", id="ada-l")
    assert card.state["made"]["where"] == ""
    assert "monday" in card.file["text"]
    assert not (tmp_path / "my-work" / "hand-in").exists()


def test_an_earlier_hand_in_is_taken_in_and_the_cards_show_it(lesson, content, tmp_path):
    other = Lesson(content, Journal(tmp_path / "other" / "my-work" / "library.jsonl"), open_desk)
    other.check("a-choice", "monday")
    data = other._work.pack("ada-l")[1]
    choice, card = lesson.ask("a-choice"), lesson.hand_in()
    press(card, do="take_in", data=base64.b64encode(data).decode())
    assert card.state["taken"].startswith("Taken in: 1 entry, with answers to 1 question.")
    assert (choice.state["answer"], card.state["open"]) == ("monday", [])
    press(card, do="take_in", data="not base64!")
    assert (card.state["taken"], card.state["not_taken"]) == ("", "The file did not arrive whole. Choose it once more.")
    press(card, do="take_in", data=base64.b64encode(b"something else").decode())
    assert "no answers of this kit" in card.state["not_taken"]


def test_a_copy_of_a_sync_program_is_offered_and_taken_in_by_a_button(lesson, again):
    lesson.check("a-choice", "monday")
    path = lesson._work.journal.path
    copy = path.with_name("library (1).jsonl")
    entry = {"v": 1, "at": "2026-01-01T10:00:00+00:00", "event": "check", "id": "a-number", "answer": 5}
    copy.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    later = again()
    number, card = later.ask("a-number"), later.hand_in()
    assert [one["name"] for one in card.state["found"]] == ["library (1).jsonl"]
    press(card, do="take_found", name="no such file")
    assert "not there any more" in card.state["not_taken"]
    press(card, do="take_found", name="library (1).jsonl")
    assert (number.state["answer"], card.state["found"]) == (5, [])
    assert copy.exists()


@pytest.mark.parametrize(
    "message", [{}, {"do": "dance"}, {"do": None}, {"do": "take_in"}, {"do": "take_in", "data": 7}, 5, None]
)
def test_a_message_of_another_form_does_no_harm(lesson, message):
    card = lesson.hand_in()
    card._handle_custom_msg(message, [])
    assert (card.state["reply"], card.state["made"]) == (1, None)
