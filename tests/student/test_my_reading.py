"""My reading and the end of a part: the student's own, from the journal, without a key or a score."""

from __future__ import annotations

import re

import pytest

from exercises import open_lesson
from exercises.cards import open_desk
from exercises.cards.my_reading import page
from exercises.lesson_data.content import LESSONS, lesson_folder, read_lesson
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson
from exercises.student.my_reading import end_of_part, my_reading
from tests import library

EVIL = "<script>alert(1)</script> & “quoted”"


def answered(folder, tmp_path, skip=(), **own) -> Lesson:
    """A lesson in which every question has its model answer, or one of the samples, or one of ``own``."""
    lesson = Lesson(read_lesson(folder), Journal(tmp_path / "my-work" / f"{folder.name}.jsonl"), open_desk)
    keyed = read_lesson(folder, keys=True).questions
    for name, question in lesson._work.content.questions.items():
        answer = own.get(name, keyed[name].model_answer() or next(iter(question.samples), None))
        if answer is not None and name not in skip:
            lesson._work.submit(name, answer)
    return lesson


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Lesson:
    own = {"first-impression": f"I noticed the numbers first, above all “hundreds of Israeli lives”. {EVIL}"}
    return answered(LESSONS / "iron_dome", tmp_path_factory.mktemp("course"), skip=("three-searches",), **own)


def test_the_article_has_the_students_own_highlights(course):
    reading = my_reading(course._work, "03_word_choice")
    highlighted = {piece.text: piece.labels for _, pieces in reading.paragraphs for piece in pieces if piece.labels}
    given = course._work.answer_of("weigh-both")
    text = course.article.text
    assert set(highlighted) == {text[one["start"] : one["end"]] for one in given}
    assert set(highlighted.values()) == {(reading.labels.index("a word to weigh"),)}
    # Nothing of the article is lost or doubled.
    assert [(n, "".join(p.text for p in pieces)) for n, pieces in reading.paragraphs] == [
        (p.number, p.text) for p in course.article.paragraphs
    ]


def test_highlights_that_overlap_keep_both_labels(course):
    labels = [piece.labels for _, pieces in my_reading(course._work).paragraphs for piece in pieces]
    assert any(len(one) > 1 for one in labels)
    begins = [number for _, pieces in my_reading(course._work).paragraphs for p in pieces for number in p.begins]
    assert set(begins) == set(range(len(my_reading(course._work).labels)))


def test_the_whole_lesson_has_then_and_now_and_a_part_has_its_own(course):
    whole = my_reading(course._work)
    assert whole.first.startswith("I noticed the numbers first")
    assert whole.last == course._work.answer_of("your-brief")
    assert (whole.part, whole.can_do, whole.own_words) == ("", (), ())
    part = my_reading(course._work, "01_sourcing")
    assert (part.part, part.last) == ("Sourcing", "")
    assert part.can_do[0] == "say whose words you are reading, and how you know"
    assert "the verb that a retelling lost" in part.found
    assert {answer.asked for answer in part.evidence} != set()
    assert len(part.found) > 3
    assert set(part.found[-3:]) < set(whole.found)
    assert len(whole.found) == 15


def test_a_page_takes_what_a_student_wrote_as_text_and_needs_nothing_else(course):
    html = page(my_reading(course._work))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quoted”" in html
    assert re.findall(r"https?:|@import|url\(|<link|src=", html) == []
    assert ".crn-ink-1 {" in html


@pytest.mark.parametrize("name", ["iron_dome", "old_beech"])
def test_no_page_holds_an_assessed_key_or_a_score(name, tmp_path):
    lesson = answered(LESSONS / name, tmp_path)
    keyed = [q for q in read_lesson(LESSONS / name, keys=True).questions.values() if q.assessed]
    secret = [text for q in keyed for text in (q.worked, q.prompt.strip(), *q.describe_model_answer().splitlines())]
    for part in ("", *(part.name for part in lesson._work.content.parts)):
        html = page(my_reading(lesson._work, part))
        plain = re.sub(r"<[^>]+>", "", html.partition("</style>")[2])
        assert [text for text in secret if text and text in plain] == []
        assert re.findall(r"\d+(?:\.\d+)? (?:of \d+ )?points?\b", plain) == []


def test_nothing_is_said_to_be_found_without_a_right_answer(tmp_path):
    lesson = answered(LESSONS / "iron_dome", tmp_path, **{"what-israel-looks-for": "money", "where-they-met": "Israel"})
    found = my_reading(lesson._work, "00_start_here").found
    assert "who P1 names, and who it leaves out" in found
    assert not [text for text in found if "long word" in text or "exact words for a place" in text]


def test_an_empty_journal_gives_a_page_all_the_same(tmp_path):
    lesson = Lesson(read_lesson(LESSONS / "iron_dome"), Journal(tmp_path / "my-work" / "iron_dome.jsonl"), open_desk)
    html = page(my_reading(lesson._work))
    assert "No highlights here so far." in html
    assert "Then and now" not in html


def test_the_end_of_a_part_says_what_is_open_and_three_things_that_were_found(course):
    end = end_of_part(course._work, "01_sourcing")
    assert (end["title"], end["of"], end["open"]) == ("Sourcing", 28, [28])
    assert end["found"] == list(my_reading(course._work, "01_sourcing").found[-3:])
    assert len(end["can_do"]) == 3


# As a student meets it.


def test_the_page_lies_next_to_the_answers_and_is_offered(course):
    card = course.my_reading("01_sourcing")
    path = course._work.journal.path.parent / "my-reading.iron_dome.01_sourcing.html"
    assert card.file["text"] == path.read_text(encoding="utf-8")
    assert (card.file["name"], card.file["title"]) == (path.name, "My reading")
    assert path.name in card.file["holds"]
    assert course.my_reading().file["name"] == "my-reading.iron_dome.html"


def test_the_card_at_the_end_gives_the_page_and_follows_the_answers(tmp_path):
    lesson = Lesson(read_lesson(LESSONS / "iron_dome"), Journal(tmp_path / "my-work" / "iron_dome.jsonl"), open_desk)
    card = lesson.progress("00_start_here")
    assert lesson.progress("00_start_here") is card
    assert "end" not in lesson.progress().state
    assert len(card.state["end"]["open"]) == 11
    lesson.check("people-in-p1", ["gantz", "austin"])
    assert card.state["end"]["found"] == ["who P1 names, and who it leaves out"]
    assert len(card.state["end"]["open"]) == 10
    sent = []
    card.send = sent.append
    card._handle_custom_msg({"do": "my_reading", "whole": True}, [])
    card._handle_custom_msg({"do": "my_reading", "whole": False}, [])
    assert [message["file"]["name"] for message in sent] == [
        "my-reading.iron_dome.html",
        "my-reading.iron_dome.00_start_here.html",
    ]


@pytest.mark.parametrize("call", ["progress", "my_reading"])
def test_a_part_that_is_not_there_is_a_sentence(tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    assert str(getattr(open_lesson("iron_dome"), call)("05_more")).startswith("There is no part “05_more”. The parts")


def test_a_page_that_cannot_be_written_is_offered_all_the_same(tmp_path):
    (tmp_path / "my-work").write_text("a file where the folder should be", encoding="utf-8")
    lesson = Lesson(read_lesson(LESSONS / "iron_dome"), Journal(tmp_path / "my-work" / "iron_dome.jsonl"), open_desk)
    card = lesson.my_reading()
    assert "could not be written" in card.file["holds"]
    assert card.file["text"].startswith("<!doctype html>")


# What a lesson's author may get wrong.


@pytest.mark.parametrize(
    ("takeaways", "problem"),
    [
        ('first = "no-such"', "takeaways.toml, “first”: there is no question “no-such”."),
        ("[02_more]\ncan_do = []", "there is no such part. The parts are 01_first."),
        ('[01_first]\ncan_do = "read"', "can_do"),
        ('[01_first.found]\nno-such = "x"', "there is no question “no-such”."),
        ("[01_first.found]\na-choice = 5", "what was found in “a-choice” is a text in quotation marks."),
        ('[01_first.found]\na-phrase = "x"', "the question “a-phrase” is assessed, so nothing of it is taken home."),
        ("first = ", "takeaways.toml cannot be read"),
    ],
)
def test_a_slip_in_takeaways_is_reported_and_the_rest_is_used(tmp_path, takeaways, problem):
    assessed = library.question("phrase", "accept", "from_article", "otherwise", "wrong", "worked", assessed=True)
    folder = library.write_lesson(tmp_path / "library", [library.question("choice"), assessed])
    (folder / "takeaways.toml").write_text(takeaways, encoding="utf-8")
    content = read_lesson(folder)
    assert problem in " ".join(content.problems)
    assert "a-choice" in content.questions


def test_every_practice_part_of_the_kit_has_takeaways():
    for name in ("iron_dome", "old_beech"):
        content = read_lesson(lesson_folder(name))
        assert set(content.takeaways.can_do) == {part.name for part in content.parts}
        for part in content.parts:
            asked = map(content.questions.__getitem__, part.ids)
            practised = [question for question in asked if question.standing != "open" and not question.assessed]
            assert sum(name in part.ids for name in content.takeaways.found) >= min(5, len(practised)), part.name
