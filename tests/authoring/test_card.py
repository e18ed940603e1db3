"""The card of a teacher's own lessons: what it is sent, and what its buttons do."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.authoring import open_lessons
from exercises.authoring.card import ReviewCard
from exercises.lesson_data.content import lesson_folder, read_lesson
from tests.test_javascript import interfaces

ARTICLE = (Path(__file__).with_name("articles") / "wire_report.txt").read_text(encoding="utf-8")
FRESH = {"do": "draft", "name": "town_pool", "text": ARTICLE, "title": "", "outlet": "The Harbor Sun", "date": ""}


@pytest.fixture
def press(kit):
    """Presses a button, and gives what the card shows then. At first there is no lesson."""
    lessons = open_lessons()
    card: ReviewCard = lessons.card()
    assert (card.state["lessons"], list(kit.glob("notebooks/*"))) == ([], [])

    def press(**message) -> dict:
        before = card.state["reply"]
        lessons._heard(message)
        assert card.state["reply"] == before + 1
        return card.state

    return press


def test_an_article_is_pasted_and_looked_through_by_buttons_alone(press):
    state = press(**FRESH)
    assert (state["problem"], state["lesson"], state["lessons"]) == ("", "town_pool", ["town_pool"])
    assert read_lesson(lesson_folder("town_pool")).article.about["provenance"] == "The Harbor Sun."
    first = state["items"][0]
    assert (state["at"], first["doubt"]) == (first["id"], max(item["doubt"] for item in state["items"]))
    shown = "\n\n".join("".join(words for words, _ in one["pieces"]) for one in state["paragraphs"])
    assert shown == read_lesson(lesson_folder("town_pool")).article.text.strip()
    marked = "".join(w for one in state["paragraphs"] for w, ids in one["pieces"] if first["id"] in ids)
    assert marked == first["words"]

    waiting, questions = state["waiting"], len(state["questions"])
    state = press(do="accept", id=first["id"])
    assert state["waiting"] == waiting - 1
    assert state["at"] == next(item["id"] for item in state["items"] if not item["seen"])
    assert press(do="words", id="number-p2-about-18000", words="$18,000")["problem"] == ""
    assert press(do="field", id="number-p1-two-weeks", field="owner", value="Quan")["problem"] == ""
    assert press(do="add", layer="label", words="Lifeguards", paragraph=6, value="reporter")["problem"] == ""
    assert press(do="delete", id="cue-p9-rejected")["problem"] == ""
    state = press(do="rest", count=sum(not item["seen"] for item in press(do="go", id=first["id"])["items"]))
    assert (state["problem"], state["at"]) == ("", first["id"])
    for question in state["questions"]:
        state = press(do="question", id=question["id"], on=question["id"] != "your-brief", prompt=question["prompt"])
    assert (state["waiting"], len(read_lesson(lesson_folder("town_pool")).questions)) == (0, questions - 1)
    assert press(do="undo")["waiting"] == 1


def test_what_goes_wrong_is_said_on_the_card_and_nothing_else_happens(press):
    assert press(do="accept", id="x")["problem"] == "Choose a lesson first, or draft a new one."
    assert "it is empty" in press(**{**FRESH, "text": ""})["problem"]
    assert "cannot be a lesson's name" in press(**{**FRESH, "name": "../x"})["problem"]
    state = press(**FRESH)
    assert "There is already town_pool" in press(**FRESH)["problem"]
    for message in ({"do": "dance"}, {}, {"do": "question", "id": 3}, {"do": "add", "layer": "label", "paragraph": None}):
        assert press(**message)["problem"]
    assert press(do="go", id="nowhere")["waiting"] == state["waiting"]


def test_the_protocol_names_what_the_card_is_sent(press):
    state = press(**FRESH)
    named = {name: fields for name, (_, fields) in interfaces().items()}
    assert named["ReviewState"] == state.keys()
    assert named["ReviewItem"] == state["items"][0].keys()
    assert named["ReviewQuestion"] == state["questions"][0].keys()
