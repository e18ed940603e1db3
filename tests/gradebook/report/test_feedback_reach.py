"""How far a student's page reaches: every practice question, the parts that an assessed answer missed, and marks.csv."""

from __future__ import annotations

import html

from exercises.gradebook.intake.hand_ins import read_hand_in
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.gradebook.report.feedback import FeedbackPages, page_name, told_of
from exercises.gradebook.report.views import strip_markup
from exercises.lesson_data.content import Content
from exercises.questions import grade as graded
from exercises.sample_class.generate import sample_class
from tests.each import each
from tests.gradebook.classes import check, grade
from tests.gradebook.counted import lessons, rows_of
from tests.gradebook.report.test_feedback_key import missed, words

PRACTICE = {
    f"{lesson}/{question.id}": (content, question)
    for lesson, content in lessons().items()
    for question in content.questions.values()
    if question.standing == "settled" and not question.assessed
}


def told(content: Content, name: str, answer, *events: dict):
    return told_of(content, rows_of(content, {name: answer}, *events)[name])


def test_the_worked_answer_of_a_practice_question_is_shown_when_it_is_right_or_was_opened_and_not_before():
    for noted, (content, question) in each(PRACTICE):
        with noted:
            reason, name = strip_markup(question.worked, content), question.id
            assert told(content, name, question.model_answer()).reason == reason
            assert missed(question)
            for answer in missed(question):
                before = told(content, name, answer)
                assert (before.worked, before.reason) == ("", ""), answer
                opened = told(content, name, answer, {"event": "reveal", "id": name})
                assert opened.reason == reason, answer
                assert opened.worked in (strip_markup(question.describe_model_answer(), content), ""), answer


def test_points_and_comments_of_marks_csv_reach_the_page_of_that_student_alone(scene, tmp_path):
    words_of = {"ada-l": "The chairs are new, says Reyes.", "bo-k": "The roof is sound again."}
    for who, text in words_of.items():
        scene.put(f"library.{who}.jsonl", scene.hand_in(who, check("a-reflection", text), check("a-choice", "sunday")))
    marks = MarksFile(tmp_path / "grades" / "marks.csv")
    # Level 1 of 3 of 2 points is 0.67; what nobody marked has 2 of 2 for its completion.
    given = {"level": 1, "comment": "Well seen: <b>chairs</b>."}
    marks.append(
        MarkEvent("kh", "ada-l", "library", "a-reflection", answer_digest(words_of["ada-l"]), act="level", **given)
    )
    given = {"points": 1.5, "comment": "It can be read so."}
    marks.append(MarkEvent("kh", "ada-l", "library", "a-choice", answer_digest("sunday"), act="points", **given))
    assert grade(scene.folder, tmp_path / "grades", "--feedback").status == 0
    page, other = (
        words((tmp_path / "grades" / "feedback" / page_name(who)).read_text(encoding="utf-8")) for who in words_of
    )
    for text in (
        "Well seen: <b>chairs</b>.",
        "It can be read so.",
        "1.5 of 2 points",
        "0.67 of 2 points",
        "Your teacher writes",
    ):
        assert text in page
        assert text not in other
    assert "bo-k" not in page
    assert "ada-l" not in other


def test_what_is_empty_is_counted_and_neither_named_nor_explained(tmp_path):
    parts = {
        f"{lesson}/{part.name}": (lessons()[lesson], part)
        for lesson in ("iron_dome", "form_a", "old_beech")
        for part in lessons()[lesson].parts
        if len(part.ids) > 1
    }
    for noted, (content, part) in each(parts):
        with noted:
            name, *others = part.ids
            right = content.questions[name].model_answer()
            if right is None:
                right = "A line of my own on the page."
            if graded(content.questions[name], right).status == "unanswered":
                continue
            FeedbackPages(tmp_path).write("ada-l", [(content, rows_of(content, {name: right}))])
            page = words((tmp_path / page_name("ada-l")).read_text(encoding="utf-8"))
            empty = len(others)
            assert f"You answered 1 of {len(part.ids)} questions" in page
            assert f"{empty} {'is' if empty == 1 else 'are'} still empty." in page
            for question in (content.questions[other] for other in others):
                assert " ".join(strip_markup(question.prompt.split("\n\n")[0], content).split()) not in page, question.id
                worked = " ".join(strip_markup(question.worked, content).split())
                assert not worked or worked not in page, question.id


def test_a_page_has_its_own_students_id_and_words_and_no_others(tmp_path):
    content = lessons()["iron_dome"]
    # Of the sample's own texts many are alike, or the kit's worked answers: here nobody can write what another wrote.
    own_words = [q.id for q in content.questions.values() if q.free_text]
    students = {}
    for _, data in sample_class([content], 6):
        hand_in = read_hand_in(data)
        checked = [event for event in hand_in.events if event["event"] == "check"]
        students[hand_in.header.student] = {event["id"]: event["answer"] for event in checked}
    signs = {who: f"zq{'abcdef'[number]}zq" for number, who in enumerate(students)}
    assert len(signs) == 6
    pages = FeedbackPages(tmp_path)
    for who, answers in students.items():
        written = dict.fromkeys(own_words, f"Gantz and Austin met on Thursday, {signs[who]} said.")
        pages.write(who, [(content, rows_of(content, {**answers, **written}))])
    for who in signs:
        page = html.unescape((tmp_path / page_name(who)).read_text(encoding="utf-8"))
        assert [other for other in signs if other in page] == [who]
        assert [other for other, sign in signs.items() if sign in page] == [who]
