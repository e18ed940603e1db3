"""What a student's page may not give away, over every answer that is nearly right; and where things stand on it."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterator
from typing import Any

import pytest

from exercises.gradebook.report.feedback import FeedbackPages, page_name, told_of
from exercises.gradebook.report.views import strip_markup
from exercises.lesson_data.content import Content
from exercises.questions import Question, grade
from exercises.questions.result import Notice
from tests.each import each
from tests.gradebook.counted import lessons, rows_of

ASSESSED = {
    f"{lesson}/{question.id}": (content, question)
    for lesson, content in lessons().items()
    for question in content.questions.values()
    if question.assessed
}


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
    noticed = [notice for _, notice in question.known_errors()]
    texts, waiting = (
        {question.worked},
        [noticed, *(getattr(question, field.name) for field in dataclasses.fields(question))],
    )
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


def texts_of_parts(question: Question, answer: Any) -> set[str]:
    """The texts that an answer chose: its options, labels or lines, as a page would show them."""
    plain = question.normalize(answer)
    if question.kind == "choices":
        return {question.options[option] for option in plain}
    return set(question.describe(plain).splitlines())


def parts_told(content: Content, question: Question, answer: Any, page: str) -> list[str]:
    """The parts of the right answer that this answer has not got, and its page has."""
    # Short texts, such as “over”, are in any sentence: what the answer and the prompt hold is taken out first. A prompt
    # may quote what can be chosen; the page shows its first paragraph to everybody.
    own = strip_markup(question.describe(question.normalize(answer)), content)
    title = strip_markup(question.prompt.split("\n\n")[0], content)
    rest = page.replace(" ".join(own.split()), "").replace(" ".join(title.split()), "")
    missed_parts = texts_of_parts(question, question.model_answer()) - texts_of_parts(question, answer)
    plain = [" ".join(strip_markup(part, content).split()) for part in missed_parts]
    return [part for part in plain if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", rest)]


def test_no_answer_to_an_assessed_question_brings_a_text_of_its_key_or_a_part_that_it_missed(tmp_path):
    for noted, (content, question) in each(ASSESSED):
        with noted:
            shown = " ".join(text for text in question.texts() if text != question.worked)
            public = " ".join(shown.replace("*", "").split())
            secret = {text for text in key_texts(question) if text not in public}
            assert len(secret) >= 4
            assert len(missed(question)) >= 2
            given_away = []
            for answer in (*missed(question), question.model_answer()):
                FeedbackPages(tmp_path).write("ada-l", [(content, rows_of(content, {question.id: answer}))])
                written = (tmp_path / page_name("ada-l")).read_text(encoding="utf-8")
                page, raw = words(written), html.unescape(written)
                given_away += [(answer, text) for text in secret if text in page or text in raw]
                given_away += [(answer, part) for part in parts_told(content, question, answer, page)]
            assert given_away == []


def test_an_assessed_question_has_points_and_counts_alone_next_to_the_students_own_answer():
    for noted, (content, question) in each(ASSESSED):
        with noted:
            for answer in (*missed(question), question.model_answer()):
                told = told_of(content, rows_of(content, {question.id: answer})[question.id])
                assert (told.worked, told.reason, told.comment) == ("", "", ""), answer
                for notice in told.notices:
                    assert re.fullmatch(r"\d+ of \d+ fit so far\.|\d+ (is|are) still empty\.", notice.noticed), answer
                    assert (notice.next, notice.about) == ("", ""), answer


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
    assert page.index("Sourcing") < page.index("Weeknights at the Lantern")


@pytest.mark.parametrize("label", ["ada-l#../../7", "ada-l#a b:c\\d", "aux"])
def test_no_label_leads_out_of_the_folder(label):
    assert re.fullmatch(r"feedback_[A-Za-z0-9_-]+\.html", page_name(label))
