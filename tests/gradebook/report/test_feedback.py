"""A student's page of feedback: the card's own words. What it may not give away is in test_feedback_key.py."""

from __future__ import annotations

import html

import pytest

from exercises.gradebook.grading.grader import Grader, Row
from exercises.gradebook.report.feedback import FeedbackPages, page_name, told_of
from tests.shipped import lessons

CONTENTS = lessons()


def row_of(lesson: str, name: str, answer, worked: str = "", comment: str = "") -> Row:
    content = CONTENTS[lesson]
    graded = Grader(content).grade(content.questions[name], answer)
    return Row(graded, graded.result.status, graded.result.points, graded.question.points, 1, 0, worked, "", comment)


def page_of(lesson: str, row: Row, folder) -> str:
    FeedbackPages(folder).write(
        "ada-l", [(CONTENTS[lesson], {**Grader(CONTENTS[lesson])._blank, row.graded.question.id: row})]
    )
    return html.unescape((folder / page_name("ada-l")).read_text(encoding="utf-8"))


def test_a_practice_question_tells_its_notices_and_no_worked_answer_before_it_was_opened():
    question = CONTENTS["iron_dome"].questions["number-that-lost-a-word"]
    answer, notice = question.known_errors()[0]
    told = told_of(CONTENTS["iron_dome"], row_of("iron_dome", question.id, answer))
    assert notice.noticed.replace("*", "") in [one.noticed for one in told.notices]
    assert (told.worked, told.reason) == ("", "")


def test_a_contested_reading_is_no_mistake(tmp_path):
    question = CONTENTS["iron_dome"].questions["whose-labels"]
    for option in question.options:
        row = row_of("iron_dome", question.id, {"choice": option, "quotes": ["saying"]})
        assert told_of(CONTENTS["iron_dome"], row).group in ("reading", "supported")
        assert "no reading is the right one" in page_of("iron_dome", row, tmp_path) or row.graded.result.status == "correct"


def test_a_comment_of_the_teacher_and_its_points_are_on_the_page(tmp_path):
    row = row_of("iron_dome", "your-brief", "A short brief.", comment="Name the owner of the number.")
    row.status, row.points = "marked", 3.0
    page = page_of("iron_dome", row, tmp_path)
    assert "Name the owner of the number." in page
    assert f"3 of {row.out_of:g} points" in page


def test_what_the_card_said_is_left_out_where_the_teacher_gave_other_points():
    looked = 0
    for content in CONTENTS.values():
        for question in content.questions.values():
            if question.standing != "settled" or question.assessed:
                continue
            row = row_of(content.name, question.id, question.model_answer())
            praise, row.status = told_of(content, row).notices, "marked"
            assert told_of(content, row).notices == praise
            row.points = row.out_of * 2 / 3
            assert told_of(content, row).notices == ()
            looked += bool(praise)
    assert looked > 10


def test_the_level_is_told_with_what_it_means_and_the_answer_in_full(tmp_path):
    question = CONTENTS["iron_dome"].questions["your-brief"]
    row = row_of("iron_dome", question.id, "A brief.\nIn two lines.")
    row.status, row.points, row.level = "marked", 3.0, 2.0
    told = told_of(CONTENTS["iron_dome"], row)
    assert told.level == f"Level 2 of {len(question.rubric)}: {question.rubric[1]}"
    assert (told.answer, told.own) == ("A brief.\nIn two lines.", True)
    row.level = 1.5
    assert told_of(CONTENTS["iron_dome"], row).level == f"Level 1.5 of {len(question.rubric)}."
    assert "A brief.\nIn two lines." in page_of("iron_dome", row, tmp_path)


def test_no_line_of_an_answer_joins_a_full_stop_and_a_colon():
    for content in CONTENTS.values():
        for question in content.questions.values():
            assert ".: " not in question.describe_model_answer(), question.id


def test_what_is_unanswered_is_only_counted(tmp_path):
    row = row_of("iron_dome", "who-is-speaking", CONTENTS["iron_dome"].questions["who-is-speaking"].model_answer())
    page = page_of("iron_dome", row, tmp_path)
    others = [q for q in CONTENTS["iron_dome"].questions.values() if q.id != row.graded.question.id]
    assert [q.id for q in others if q.prompt.split("\n\n")[0] in page] == []
    (part,) = (part for part in CONTENTS["iron_dome"].parts if row.graded.question.id in part.ids)
    assert f"{len(part.ids) - 1} are still empty." in page


@pytest.mark.parametrize("label", ["con", "ada-l#12", "a" * 24])
def test_a_page_has_a_name_that_every_system_takes(label):
    assert page_name(label).startswith("feedback_")
    assert not set(page_name(label)) & set('#<>:"/\\|?* ')
