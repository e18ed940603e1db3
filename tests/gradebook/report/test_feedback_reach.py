"""How far a student's page reaches: every practice question, the parts that an assessed answer missed, and marks.csv."""

from __future__ import annotations

import html
import re

import pytest

from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.gradebook.report.feedback import FeedbackPages, page_name, told_of
from exercises.gradebook.report.views import strip_markup
from exercises.questions import grade as graded
from tests.gradebook.classes import check, grade
from tests.gradebook.counted import lessons, rows_of, sample
from tests.gradebook.report.test_feedback_key import ASSESSED, missed, words

PRACTICE = [
    (lesson, q.id)
    for lesson, content in lessons().items()
    for q in content.questions.values()
    if q.standing == "settled" and not q.assessed
]
each_practice = pytest.mark.parametrize(("lesson", "name"), PRACTICE)


def told(lesson: str, name: str, answer, *events: dict):
    return told_of(lessons()[lesson], rows_of(lessons()[lesson], {name: answer}, *events)[name])


@each_practice
def test_the_worked_answer_of_a_practice_question_is_told_when_it_is_right_or_was_opened_and_not_before(lesson, name):
    content = lessons()[lesson]
    question = content.questions[name]
    reason = strip_markup(question.worked, content)
    right = question.model_answer()
    assert told(lesson, name, right).reason == reason
    assert missed(question)
    for answer in missed(question):
        before = told(lesson, name, answer)
        assert (before.worked, before.reason) == ("", ""), answer
        opened = told(lesson, name, answer, {"event": "reveal", "id": name})
        assert opened.reason == reason
        assert opened.worked in (strip_markup(question.describe_model_answer(), content), "")


def texts_of_parts(question, answer) -> set[str]:
    """The texts that an answer chose: its options, labels or lines, as a page would show them."""
    plain = question.normalize(answer)
    if question.kind == "choices":
        return {question.options[option] for option in plain}
    return set(question.describe(plain).splitlines())


@pytest.mark.parametrize(("lesson", "name"), ASSESSED)
def test_no_part_that_an_assessed_answer_missed_is_told(lesson, name, tmp_path):
    content = lessons()[lesson]
    question = content.questions[name]
    # A prompt may quote what can be chosen; the page shows its first paragraph to everybody.
    title = strip_markup(question.prompt.split("\n\n")[0], content)
    for answer in missed(question):
        FeedbackPages(tmp_path).write("ada-l", [(content, rows_of(content, {name: answer}))])
        page = words((tmp_path / page_name("ada-l")).read_text(encoding="utf-8"))
        own = " ".join(strip_markup(question.describe(question.normalize(answer)), content).split())
        for part in texts_of_parts(question, question.model_answer()) - texts_of_parts(question, answer):
            part = " ".join(strip_markup(part, content).split())
            # Short texts, such as “over”, stand in any sentence: what the answer and the prompt hold is taken out first.
            rest = page.replace(own, "").replace(" ".join(title.split()), "")
            assert not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", rest), (answer, part)


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


@pytest.mark.parametrize("lesson", ["iron_dome", "form_a", "river_bridge"])
def test_what_is_empty_is_counted_and_neither_named_nor_explained(lesson, tmp_path):
    content = lessons()[lesson]
    for part in content.parts:
        if len(part.ids) < 2:
            continue
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
        for other in others:
            question = content.questions[other]
            assert " ".join(strip_markup(question.prompt.split("\n\n")[0], content).split()) not in page
            assert not question.worked or " ".join(strip_markup(question.worked, content).split()) not in page


def test_a_page_has_its_own_students_id_and_words_and_no_others(tmp_path):
    content = lessons()["iron_dome"]
    # Of the sample's own texts many are alike, or the kit's worked answers: here nobody can write what another wrote.
    own_words = [q.id for q in content.questions.values() if q.free_text]
    students = list(sample().answers["iron_dome"].items())[:6]
    signs = {who: f"zq{'abcdef'[number]}zq" for number, (who, _) in enumerate(students)}
    pages = FeedbackPages(tmp_path)
    for who, answers in students:
        written = dict.fromkeys(own_words, f"Gantz and Austin met on Thursday, {signs[who]} said.")
        pages.write(who, [(content, rows_of(content, {**answers, **written}))])
    for who in signs:
        page = html.unescape((tmp_path / page_name(who)).read_text(encoding="utf-8"))
        assert [other for other in signs if other in page] == [who]
        assert [other for other, sign in signs.items() if sign in page] == [who]
