"""The report of one class is the same page however it was graded, and holds every question of the course."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.pipeline.class_run import Grading, read_class
from exercises.gradebook.report.class_report import LessonView, ReportView, write_report
from exercises.gradebook.report.gradebook import write_gradebook
from exercises.gradebook.report.views import strip_markup
from exercises.gradebook.statistics.class_totals import ClassTotals
from tests.gradebook.counted import lessons, sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("runs") / "hand-ins"
    place.mkdir()
    for name, data in sample().files.items():
        (place / name).write_bytes(data)
    return place


@cache
def graded(folder: Path, chunk: int) -> ClassTotals:
    """The class, graded once more from its files in chunks of this size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exercises.gradebook.pipeline.workers.CHUNK", chunk)
        grading = Grading(folder, read_class(folder), Policy())
        # All are read, since each is counted as it comes.
        assert len(list(grading.chunks(1))) == -(-30 // chunk)
    return grading.counted


def page(whole: ClassTotals, place: Path, write: Callable[[ClassTotals, Path], None] = write_report) -> str:
    write(whole, place / "page.html")
    return (place / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("chunk", [1, 7])
def test_a_class_graded_anew_in_chunks_of_any_size_has_the_same_pages(chunk, folder, tmp_path):
    whole = graded(folder, chunk)
    for write in (write_report, write_gradebook):
        assert page(whole, tmp_path, write) == page(sample().whole, tmp_path, write)


def all_on_one_article() -> ClassTotals:
    """The sample class without the reader who chose the other article."""
    whole = copy.copy(sample().whole)
    whole.tallies = {name: tally for name, tally in whole.tallies.items() if name != "old_beech"}
    return whole


def missing(lesson: str, text: str) -> list[str]:
    return [name for name in lessons()[lesson].questions if f"<code>{name}</code>" not in text]


@pytest.mark.parametrize("lesson", ["iron_dome", "form_a", "form_b", "form_c"])
def test_every_question_of_the_course_and_of_the_forms_is_on_the_page(lesson, tmp_path):
    assert missing(lesson, page(all_on_one_article(), tmp_path)) == []


def test_where_a_reader_is_left_out_the_page_has_the_course_alone(tmp_path):
    # Who did a form is counted there, and one more than did the course would tell of the reader who is left out.
    shared = page(sample().whole, tmp_path)
    assert missing("iron_dome", shared) == []
    only = lessons()["form_a"].questions.keys() - lessons()["iron_dome"].questions.keys()
    assert only
    assert [name for name in only if f"<code>{name}</code>" in shared] == []


def test_of_the_other_article_that_one_reader_chose_the_classs_copy_holds_no_text_and_no_question(tmp_path):
    assert sample().whole.tallies["old_beech"].students == 1
    beech, course = lessons()["old_beech"], lessons()["iron_dome"]
    public = " ".join([course.article.text, *(text for q in course.questions.values() for text in q.texts())])
    texts = [*beech.article.text.splitlines(), *(text for q in beech.questions.values() for text in q.texts())]
    own = {strip_markup(text, beech) for text in texts if len(text) > 30 and text not in public}
    assert len(own) > 50
    text = html.unescape(re.sub(r"<[^>]+>", "", page(sample().whole, tmp_path)))
    assert [told for told in (*own, beech.name) if told in text] == []


def test_no_bar_of_a_contested_question_says_that_the_page_bears_it_out(tmp_path):
    text = page(sample().whole, tmp_path)
    # The mark is there for settled questions, so that its absence elsewhere says something.
    assert 'class="fits"' in text
    looked = 0
    for lesson in ReportView(sample().whole).courses:
        for one in lesson.contested:
            drawn = re.findall(
                rf'<details class="question">(?:(?!</details>).)*<code>{one.id}</code>.*?</details>', text, re.S
            )
            assert drawn
            for block in drawn:
                assert 'class="fits"' not in block
                assert "bears it out" not in block
            row = re.search(rf'<tr><th scope="row">[^\n]*<code>{one.id}</code>[^\n]*readers differ</td>', text)
            assert row
            assert not re.search(r"hard for this class|nearly everybody has it", row[0])
            looked += 1
    assert looked > 10


def test_a_lesson_counted_in_chunks_has_the_same_agreement_splits_and_heat(folder):
    whole = graded(folder, 7)
    for name, content in lessons().items():
        cut, once = LessonView(content, whole.tallies[name]), LessonView(content, sample().whole.tallies[name])
        assert cut.heats == once.heats
        assert cut.splits == once.splits
        assert [(one.id, pytest.approx(one.agreement)) for one in cut.agreement] == [
            (one.id, one.agreement) for one in once.agreement
        ]
