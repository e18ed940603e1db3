"""What holds for every lesson: lessons are data, and no Python changes between them."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from exercises.lesson_data.content import LESSONS, lesson_folder, read_lesson
from exercises.questions import grade
from tests.used import ours

NAMES = sorted(folder.name for folder in LESSONS.iterdir() if (folder / "article.txt").is_file())
ALL = {name: read_lesson(lesson_folder(name), keys=True) for name in NAMES}
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
OPT_OUT, FORMS = "river_bridge", ("form_a", "form_b")
each_lesson = pytest.mark.parametrize("content", ALL.values(), ids=list(ALL))
each_question = pytest.mark.parametrize(
    "question",
    [question for content in ALL.values() for question in content.questions.values()],
    ids=[f"{name}-{question}" for name, content in ALL.items() for question in content.questions],
)


@each_lesson
def test_a_lesson_has_no_problems_with_its_keys_and_without(content):
    assert content.problems == ()
    assert read_lesson(lesson_folder(content.name)).problems == ()


@each_lesson
def test_the_text_is_the_one_that_its_fingerprint_was_written_for(content):
    assert {"title", "provenance", "rights", "language", "sha256"} <= set(content.article.about)


@each_question
def test_no_answer_is_unanswered_and_a_right_one_earns_all(question):
    assert grade(question, None).status == "unanswered"
    result = grade(question, question.model_answer())
    if question.standing == "open":
        assert result.extra["completion"] == 1
    else:
        assert (result.status, result.points) == ("correct", question.points)


@each_question
def test_an_open_question_has_a_rubric_for_whoever_reads_it(question):
    assert question.standing != "open" or len(question.rubric) > 1


@each_question
def test_every_listed_wrong_answer_earns_less_and_brings_its_notice(question):
    for answer, notice in question.known_errors():
        result = grade(question, answer)
        assert notice in result.notices
        assert result.points is None or result.points < question.points


@pytest.mark.parametrize("name", ["00_start_here", "02_sourcing"])
def test_the_opt_out_lesson_answers_to_the_same_cells(name):
    def asked(lesson: str) -> list[tuple]:
        content = ALL[lesson]
        ids = next(part.ids for part in content.parts if part.name == name)
        return [(i, content.questions[i].kind, content.questions[i].standing) for i in ids]

    assert asked(OPT_OUT) == asked("iron_dome")


def test_the_opt_out_text_is_of_a_fitting_length():
    assert 300 <= len(ALL[OPT_OUT].article.text.split()) <= 600


def test_the_opt_out_page_shows_nothing_of_the_other_article():
    folder = lesson_folder(OPT_OUT)
    shown = [path.read_text(encoding="utf-8") for path in [*ours(folder, "*.t*"), NOTEBOOKS / "other_article.ipynb"]]
    for word in ("Gantz", "Austin", "Hamas", "Gaza", "Israel", "Palestin", "Iran", "rocket"):
        assert not any(word in text for text in shown), word


@pytest.mark.parametrize("name", ["00_start_here", "02_sourcing"])
def test_a_notebook_opens_the_opt_out_lesson_by_changing_one_word(tmp_path, name):
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    opening = [cell for cell in notebook.cells if 'open_lesson("iron_dome")' in cell.source]
    assert len(opening) == 1
    opening[0].source = opening[0].source.replace("iron_dome", OPT_OUT)
    ran = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert "There is no question" not in nbformat.writes(ran)


def test_the_two_forms_are_alike_in_all_but_their_text():
    def build(name: str) -> list[tuple]:
        questions = ALL[name].questions.values()
        return [(q.id, q.kind, q.points, q.minutes, q.standards, q.paragraphs, q.assessed) for q in questions]

    one, other = map(build, FORMS)
    assert one == other
    assert len(one) == 12
    assert all(assessed for *_, assessed in one)


def test_the_two_forms_are_equally_long():
    words = [len(ALL[name].article.text.split()) for name in FORMS]
    assert abs(words[0] - words[1]) <= 5


@pytest.mark.parametrize("name", FORMS)
def test_a_form_tells_a_student_nothing_but_saved(name):
    for question in read_lesson(lesson_folder(name)).questions.values():
        result = grade(question, ALL[name].questions[question.id].model_answer())
        assert (result.status, result.points, result.extra) == ("saved", None, {})


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_came_without_its_keys_still_opens(tmp_path, name):
    folder = shutil.copytree(lesson_folder(name), tmp_path / name, ignore=shutil.ignore_patterns("key"))
    assert len(read_lesson(folder).questions) == 12
