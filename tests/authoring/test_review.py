"""Looking through the drafts of a lesson: each act changes the files, and students get nothing that nobody has seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.__main__ import main
from exercises.authoring.review import ReviewSession
from exercises.base.errors import KitError
from exercises.editions import student
from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.lesson_data.review_file import unseen_drafts

ARTICLE = Path(__file__).with_name("articles") / "wire_report.txt"


@pytest.fixture
def session(kit) -> ReviewSession:
    assert list(kit.glob("notebooks/*")) == []
    assert main(["new-lesson", "town_pool", str(ARTICLE)]) == 0
    return ReviewSession("town_pool")


def annotation(name: str):
    return read_lesson(lesson_folder("town_pool")).annotations[name]


def is_sound() -> bool:
    return main(["check", "town_pool"]) == 0


def test_what_is_least_certain_comes_first_and_each_act_is_in_the_files_at_once(session):
    first = session.items[0]
    assert first.doubt == max(item.doubt for item in session.items)
    before = session.waiting
    session.accept(first.id)
    assert session.waiting == before - 1
    assert annotation(first.id).confidence == "clear"
    assert session.items[-1].id == first.id

    session.set_field("number-p1-two-weeks", "owner", "Quan")
    assert annotation("number-p1-two-weeks")["owner"] == "Quan"
    session.set_words("number-p2-about-18000", "$18,000")
    assert annotation("number-p2-about-18000")["exact"] == "$18,000"
    session.add("label", "Lifeguards", 6, "reporter")
    assert annotation("label-p6-lifeguards")["voice"] == ["reporter"]
    session.delete("cue-p8-said")
    lesson = read_lesson(lesson_folder("town_pool"))
    assert "cue-p8-said" not in lesson.annotations
    assert {one["cue"] for one in lesson.annotations.where("quotation", speaker="Quan")} == {"cue-p7-claimed"}
    assert is_sound()

    again = ReviewSession("town_pool")
    assert again.waiting == session.waiting
    assert [item.id for item in again.items] == [item.id for item in session.items]


def test_a_question_follows_its_annotations_and_has_to_be_seen_again_when_its_key_changes(session):
    def shown(name: str) -> dict:
        return next(one for one in session.questions if one["id"] == name)

    session.see_question("who-owns-each-number", prompt="Who says each of these?")
    assert (shown("who-owns-each-number")["seen"], shown("who-owns-each-number")["prompt"]) == (
        True,
        "Who says each of these?",
    )
    session.set_field("number-p1-two-weeks", "owner", "Quan")
    assert not shown("who-owns-each-number")["seen"]
    assert shown("who-owns-each-number")["prompt"] == "Who says each of these?"
    assert "two weeks" in shown("who-owns-each-number")["key"]

    session.see_question("your-brief", on=False)
    assert "your-brief" not in read_lesson(lesson_folder("town_pool")).questions
    session.undo()
    assert "your-brief" in read_lesson(lesson_folder("town_pool")).questions
    session.undo()
    assert annotation("number-p1-two-weeks")["owner"] == "reporter"
    assert is_sound()


def test_students_get_a_lesson_only_when_all_of_it_was_seen(session, kit):
    given = {path.name for path in student.files(kit)}
    assert not {"article.txt", "town_pool.ipynb"} & given
    assert student.unseen_lessons(kit) == {"town_pool": session.waiting}

    with pytest.raises(KitError, match=r"Nothing was done: \d+ annotations wait"):
        session.accept_rest(1)
    session.accept_rest(sum(not item.seen for item in session.items))
    for question in session.questions:
        session.see_question(question["id"])
    assert (session.waiting, unseen_drafts(lesson_folder("town_pool"))) == (0, 0)
    given = {path.name for path in student.files(kit)}
    assert {"article.txt", "town_pool.ipynb", "town_pool.toml"} <= given
    assert "review.json" not in given


def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(session):
    before = {path: path.read_bytes() for path in lesson_folder("town_pool").rglob("*") if path.is_file()}
    wrong = {
        "not in P2": lambda: session.set_words("number-p2-about-18000", "no such words"),
        "is not one of": lambda: session.set_field("cue-p3-said", "type", "loud"),
        "has no “owner”": lambda: session.set_field("cue-p3-said", "owner", "Quan"),
        "not there any more": lambda: session.accept("cue-p99"),
        "There is no “poem” to add": lambda: session.add("poem", "pool", 1, "reporter"),
        "There is no question": lambda: session.see_question("nope"),
        "A question needs a prompt": lambda: session.see_question("your-brief", prompt=" "),
        "nothing to take back": session.undo,
    }
    for said, act in wrong.items():
        with pytest.raises(KitError, match=said):
            act()
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.usefixtures("session")
def test_questions_that_were_changed_by_hand_are_never_written_over():
    file = lesson_folder("town_pool") / "questions" / "town_pool.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("points = 4", "points = 5"), encoding="utf-8")
    with pytest.raises(KitError, match="were changed by hand"):
        ReviewSession("town_pool")
    assert main(["new-lesson", "town_pool", "--seen"]) == 0
    assert unseen_drafts(lesson_folder("town_pool")) == 0
