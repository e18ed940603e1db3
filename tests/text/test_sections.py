"""Several texts in one article: a heading where each begins, on cards, paper, a student's page and the class report."""

from __future__ import annotations

import pytest

from exercises.cards import open_desk
from exercises.cards.desk import article_view
from exercises.cards.my_reading import page as reading_page
from exercises.cards.widgets import paragraphs_of
from exercises.editions.paper.numbering import sections
from exercises.editions.paper.page import Look
from exercises.editions.paper.sheets import worksheet
from exercises.gradebook.report.heat import heat
from exercises.gradebook.statistics.tally import Item
from exercises.lesson_data.content import read_lesson
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson
from exercises.student.my_reading import my_reading
from exercises.text.article import Article
from exercises.text.sections import Section, read_sections
from tests.each import each
from tests.shipped import lessons

TEXT = "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n"
TABLES = [{"title": "Report A", "first": 2}, {"title": "A letter", "first": 4, "fold": True}]
REFUSED = {
    "no tables": ("Report A", "every section starts with the line [[section]]"),
    "no title": ([{"first": 1}], "section 1: it needs a title"),
    "an unknown field": ([{"title": "A", "first": 1, "folded": True}], "section 1: the field “folded” is unknown"),
    "an unknown first paragraph": ([{"title": "A", "first": 6}], "from 1 to 5; it is 6"),
    "a first paragraph that is no number": ([{"title": "A", "first": "P1"}], "it is 'P1'"),
    "no true or false": ([{"title": "A", "first": 1, "fold": "yes"}], "“fold” is true or false"),
    "out of order": ([{"title": "A", "first": 4}, {"title": "B", "first": 2}], "Put the sections in the order of the text"),
    "the same start": ([{"title": "A", "first": 4}, {"title": "B", "first": 4}], "“A” begins with paragraph 4, too"),
    "the same title": ([{"title": "A", "first": 1}, {"title": "A", "first": 2}], "another section has the title “A”"),
}


def test_what_cannot_be_used_is_said_in_a_sentence_and_the_others_are_used():
    for noted, (tables, sentence) in each(REFUSED):
        with noted:
            found, problems = read_sections(tables, 5)
            assert len(problems) == 1
            assert sentence in problems[0]
            assert problems[0].startswith("article.toml")
            assert len(found) == (len(tables) - 1 if isinstance(tables, list) else 0)


def test_the_check_of_a_lesson_says_it(tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "annotations.toml").write_text("", encoding="utf-8")
    (tmp_path / "article.toml").write_text('[[section]]\ntitle = "Report A"\nfirst = 9\n', encoding="utf-8")
    assert read_lesson(tmp_path).problems == (
        "article.toml, section 1: “first” is the number of its first paragraph, from 1 to 5; it is 9.",
    )


def test_a_heading_goes_above_the_first_paragraph_of_each_section_that_is_shown():
    article = Article(TEXT, {"section": TABLES})
    assert article.sections == (Section("Report A", 2), Section("A letter", 4, fold=True))
    assert [article.section_of(number) for number in range(1, 6)] == ["", "Report A", "Report A", "A letter", "A letter"]
    assert article.headings(range(1, 6)) == {2: "Report A", 4: "A letter"}
    assert article.headings([1, 3, 5]) == {3: "Report A", 5: "A letter"}
    assert Article(TEXT).headings(range(1, 6)) == {}


def test_a_card_gets_the_section_of_each_paragraph_and_which_are_closed_and_of_one_text_neither():
    article = Article(TEXT, {"section": TABLES})
    assert [paragraph["section"] for paragraph in paragraphs_of(article, (1, 3, 4))] == ["", "Report A", "A letter"]
    assert article_view(article).question["folded"] == ["A letter"]
    assert all("section" not in paragraph for paragraph in paragraphs_of(Article(TEXT), (1, 2)))


def test_paper_has_the_headings_in_order_and_the_lines_go_on():
    content = lessons()["side_by_side"]
    page = worksheet(content, sections(content), Look(""))
    places = [page.index(f"<h3>{section.title}</h3>") for section in content.article.sections]
    assert len(places) == 8
    assert places == sorted(places)
    assert "<h3>" not in page[page.index('class="article"') : places[0]]
    assert page.count('class="line"') > page.count('class="paragraph"') == len(content.article.paragraphs)


def test_a_students_page_and_the_class_report_have_the_headings(tmp_path):
    content = lessons()["side_by_side"]
    question = next(q for q in content.questions.values() if q.kind == "spans")
    drawn = heat(content, question, Item(), "Four words")
    first, second = (section.title for section in content.article.sections[:2])
    assert drawn.headings == {2: first, 9: second}
    lesson = Lesson(content, Journal(tmp_path / "my-work" / "side_by_side.jsonl"), open_desk)
    page = reading_page(my_reading(lesson._work))
    assert page.count("<h3>") == len(content.article.sections)
    assert page.index(f"<h3>{first}</h3>") < page.index(">P1<") < page.index(f"<h3>{second}</h3>") < page.index(">P8<")


@pytest.mark.parametrize("name", [name for name, content in lessons().items() if not content.article.sections])
def test_a_lesson_with_one_text_has_no_heading_in_it(name):
    content = lessons()[name]
    page = worksheet(content, sections(content), Look(""))
    article = page[page.index('<section class="article">') :]
    assert "<h3>" not in article[: article.index("</section>")]
