"""What a student's page may not give away, over every answer that is nearly right; and where things stand on it."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from exercises.gradebook.report.feedback import FeedbackPages, page_name, told_of
from exercises.questions import Question, grade
from exercises.questions.result import Notice
from tests.gradebook.counted import lessons, rows_of

ASSESSED = [(lesson, q.id) for lesson, content in lessons().items() for q in content.questions.values() if q.assessed]
each_assessed = pytest.mark.parametrize(("lesson", "name"), ASSESSED)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.partition("<body")[2])).split())


def near_misses(question: Question) -> Iterator[Any]:
    """Answers that are right but for one part, and such as have only one part."""
    right = question.model_answer()
    if isinstance(right, list):
        yield from ([part for part in right if part != left] for left in right)
        yield from ([part] for part in right)
    elif isinstance(right, dict):
        for left in right:
            yield {part: label for part, label in right.items() if part != left}
            yield {left: right[left]}
    elif question.kind == "phrase":
        yield f"{right}, and more"


def missed(question: Question) -> list[Any]:
    """Every listed wrong answer and near miss that does not earn full points."""
    given = [answer for answer, _ in question.known_errors()] + list(near_misses(question))
    return [answer for answer in given if grade(question, answer).status in ("incorrect", "partial")]


def key_texts(question: Question) -> set[str]:
    """Every text of a question's key: why it is so, and both halves of all feedback, wherever they are kept."""
    texts, waiting = {question.worked}, [getattr(question, field.name) for field in dataclasses.fields(question)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Notice):
            texts |= {part.noticed, part.next}
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
        elif dataclasses.is_dataclass(part) and not isinstance(part, type):
            waiting += [getattr(part, field.name) for field in dataclasses.fields(part)]
    # What the kit itself says to a right answer of any question is no text of this key.
    return {" ".join(text.replace("*", "").split()) for text in texts} - {"", "Those are the words."}


@each_assessed
def test_no_answer_to_an_assessed_question_brings_a_text_of_its_key(lesson, name, tmp_path):
    content = lessons()[lesson]
    question = content.questions[name]
    public = " ".join(" ".join(text for text in question.texts() if text != question.worked).replace("*", "").split())
    secret = {text for text in key_texts(question) if text not in public}
    assert len(secret) >= 4
    assert len(missed(question)) >= 2
    for answer in (*missed(question), question.model_answer()):
        FeedbackPages(tmp_path).write("ada-l", [(content, rows_of(content, {name: answer}))])
        page = words((tmp_path / page_name("ada-l")).read_text(encoding="utf-8"))
        assert [text for text in secret if text in page] == [], answer


@each_assessed
def test_beside_the_students_own_answer_an_assessed_question_has_points_and_counts_alone(lesson, name):
    content = lessons()[lesson]
    for answer in (*missed(content.questions[name]), content.questions[name].model_answer()):
        told = told_of(content, rows_of(content, {name: answer})[name])
        assert (told.worked, told.reason, told.comment) == ("", "", "")
        for notice in told.notices:
            assert re.fullmatch(r"\d+ of \d+ fit so far\.|\d+ (is|are) still empty\.", notice.noticed)
            assert (notice.next, notice.about) == ("", "")


def test_marks_of_emphasis_are_not_shown(tmp_path):
    content = lessons()["iron_dome"]
    ticked = ("choice", "choices", "match", "order")
    answers = {name: question.model_answer() for name, question in content.questions.items() if question.kind in ticked}
    FeedbackPages(tmp_path).write("ada-l", [(content, rows_of(content, answers))])
    page = words((tmp_path / page_name("ada-l")).read_text(encoding="utf-8"))
    assert not re.findall(r"\*\w[^*]*\*|\[\[", page)


def test_the_forms_come_after_the_lesson(tmp_path):
    contents = [lessons()[name] for name in ("form_a", "iron_dome")]
    answers = [{name: question.model_answer() for name, question in content.questions.items()} for content in contents]
    graded = [(content, rows_of(content, own)) for content, own in zip(contents, answers, strict=True)]
    FeedbackPages(tmp_path).write("ada-l", graded)
    page = words((tmp_path / page_name("ada-l")).read_text(encoding="utf-8"))
    assert page.index("Sourcing") < page.index("Sundays at the library")


@pytest.mark.parametrize("label", ["ada-l#../../7", "ada-l#a b:c\\d", "aux"])
def test_no_label_leads_out_of_the_folder(label):
    assert re.fullmatch(r"feedback_[A-Za-z0-9_-]+\.html", page_name(label))
