"""The sheets as HTML: all of the questions, none of the keys, and the article letter for letter."""

from __future__ import annotations

import html
import re

import pytest

from exercises.editions.paper.key_sheet import teachers_key
from exercises.editions.paper.numbering import sections
from exercises.editions.paper.page import Look
from exercises.editions.paper.sheets import answer_sheet, worksheet
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import kinds_by_name
from exercises.questions.glossary import unmarked
from tests import library

LOOK = Look("")
FOLDERS = sorted(path.parent for path in LESSONS.glob("*/article.txt"))
each_lesson = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def sheet(make, content, look=LOOK) -> str:
    return make(content, sections(content), look)


def plain(page: str) -> str:
    """A page's text as a reader sees it, runs of white space as one space."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@each_lesson
@pytest.mark.parametrize("make", [worksheet, answer_sheet])
def test_what_students_get_is_the_same_with_the_keys_read_and_without(folder, make):
    content = read_lesson(folder)
    # What a question keeps in key/ cannot be on a sheet that comes out the same without key/.
    assert sheet(make, content) == sheet(make, read_lesson(folder, keys=True))


@each_lesson
@pytest.mark.parametrize("make", [worksheet, answer_sheet])
def test_no_reason_no_hint_and_no_feedback_is_on_what_students_get(folder, make):
    content = read_lesson(folder, keys=True)
    page = bare(plain(sheet(make, content)))
    for question in content.questions.values():
        told = [question.worked, *question.hints, *(notice.noticed for _, notice in question.known_errors())]
        for text in filter(None, told):
            assert bare(unmarked(text, content.glossary)) not in page, question.id


@each_lesson
def test_the_answer_sheet_holds_no_text_of_a_question(folder):
    content = read_lesson(folder, keys=True)
    page = bare(plain(sheet(answer_sheet, content)))
    for question in content.questions.values():
        assert bare(question.prompt.split("\n\n")[0]) not in page
        for text in getattr(question, "options", {}).values():
            assert len(bare(text)) < 12 or bare(text) not in page


@each_lesson
def test_the_worksheet_holds_the_article_letter_for_letter(folder):
    content = read_lesson(folder)
    page = sheet(worksheet, content)
    found = re.findall(r'<div class="paragraph" data-p="P\d+"><p>(.*?)</p></div>', page, re.DOTALL)
    assert [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in found] == [p.text for p in content.article.paragraphs]


@each_lesson
def test_the_worksheet_tells_the_preview_note_first_then_provenance_and_rights(folder):
    content = read_lesson(folder)
    page = plain(sheet(worksheet, content))
    about = content.article.about
    places = [page.index(" ".join(about[name].split())) for name in ("preview_note", "note", "rights") if name in about]
    assert places == sorted(places)
    assert " ".join(about["provenance"].split()) in page


@each_lesson
def test_every_question_is_on_every_sheet_under_its_number(folder):
    content = read_lesson(folder, keys=True)
    for make in (worksheet, answer_sheet, teachers_key):
        page = sheet(make, content)
        for section in sections(content):
            for number, _ in section.questions:
                assert len(re.findall(rf'class="number">{number}<', page)) == 1, number


@each_lesson
def test_every_prompt_option_item_and_label_is_on_the_worksheet(folder):
    content = read_lesson(folder)
    page = bare(plain(sheet(worksheet, content)))
    for question in content.questions.values():
        parts = [part for part in question.prompt.split("\n\n") if not part.strip().startswith("*How it works")]
        texts = [text for name in ("options", "items") for text in getattr(question, name, {}).values()]
        # The labels of a highlight or a match are texts by id; those of a rewrite are words of its key.
        labels = getattr(question, "labels", {})
        texts += labels.values() if isinstance(labels, dict) else ()
        for _, labels in getattr(question, "columns", {}).values():
            texts += labels.values()
        if question.kind == "spans" and len(question.labels) == 1:
            texts = []
        for text in [*parts, *texts]:
            assert bare(unmarked(text, content.glossary)) in page, question.id


@each_lesson
def test_the_key_says_for_whom_it_is_and_holds_every_answer_and_reason(folder):
    content = read_lesson(folder, keys=True)
    page = plain(sheet(teachers_key, content))
    assert page.index("For teachers: not for students") < page.index(": teacher's key")
    for question in content.questions.values():
        assert bare(unmarked(question.worked, content.glossary)) in bare(page), question.id
        for text in getattr(question, "rubric", ()):
            assert bare(unmarked(text, content.glossary)) in bare(page), question.id


def test_the_key_of_a_contested_question_has_every_listed_reading(real):
    page = bare(plain(sheet(teachers_key, real)))
    for question in (q for q in real.questions.values() if q.kind == "evidence"):
        for option, spans in question.listed.items():
            assert bare(question.options[option]) in page
            for span in spans:
                assert bare(question.article.words_in(span)) in page


@each_lesson
def test_no_sheet_has_a_field_for_a_name(folder):
    content = read_lesson(folder, keys=True)
    for make in (worksheet, answer_sheet):
        page = plain(sheet(make, content))
        assert "Class id (never your name):" in page
        assert not re.search(r"\b(name|date|class):", page, re.IGNORECASE)


@pytest.mark.parametrize("kind", kinds_by_name())
def test_markup_in_a_lessons_texts_is_shown_and_never_run(kind, tmp_path):
    nasty = '<img src=x onerror="alert(1)"> & "quoted"'
    table = library.question(kind, prompt=nasty)
    for name in ("options", "items"):
        if name in table:
            table[name] = {key: f"{text} {nasty}" for key, text in table[name].items()}
    folder = library.write_lesson(tmp_path / "library", [table])
    (folder / "article.toml").write_text(
        "title = '</style><script>'\nnote = '<b>'\nlanguage = '\"><i>'\n", encoding="utf-8"
    )
    content = read_lesson(folder, keys=True)
    assert content.problems == ()
    for make in (worksheet, answer_sheet, teachers_key):
        page = sheet(make, content)
        assert "<img" not in page
        assert "<script" not in page
        assert "<i>" not in page


def test_a_title_cannot_end_the_style_or_its_string(tmp_path):
    folder = library.write_lesson(tmp_path / 'a"}</style><script>')
    page = sheet(worksheet, read_lesson(folder))
    assert "<script" not in page
    assert page.count("</style>") == 1


def test_words_with_an_entry_are_explained_once_at_the_end(real):
    page = sheet(worksheet, real)
    assert '<span class="term">' in page
    assert page.count(f"<dt>{real.glossary['hedge'].word}</dt>") == 1
    assert "Words explained" not in sheet(answer_sheet, real)


def test_paragraphs_that_tell_how_a_card_works_are_left_out(real):
    assert "How it works:" not in plain(sheet(worksheet, real))


def test_what_needs_the_computer_says_what_to_do_without_it(real):
    page = sheet(worksheet, real, LOOK)
    for name in ("distance-function", "quoted-share"):
        number = next(n for section in sections(real) for n, q in section.questions if q.id == name)
        entry = page[page.index(f'class="number">{number}<') :]
        assert entry.index("On paper:") < entry.index("</section>")


def test_large_print_changes_the_size_and_nothing_that_is_read(real):
    large = sheet(worksheet, real, Look("", large=True))
    assert plain(large) == plain(sheet(worksheet, real))
    assert "font-size: 18pt" in large


def test_only_the_notebooks_asked_for_are_printed(real):
    page = worksheet(real, sections(real, ["01_sourcing"]), LOOK)
    assert 'class="number">B1<' in page
    assert 'class="number">C1<' not in page
