"""The article in printed lines: nothing is lost, and a line's number names the same words on every sheet."""

from __future__ import annotations

import pytest

from exercises.editions.paper.lines import MEASURE, lines_in, lines_of, told
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.text.article import Article, Span

ARTICLES = {path.parent.name: read_lesson(path.parent).article for path in sorted(LESSONS.glob("*/article.txt"))}
each_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))


@each_article
def test_the_lines_of_a_paragraph_put_together_are_the_paragraph_letter_for_letter(article):
    lines = lines_of(article)
    for paragraph in article.paragraphs:
        own = [article.words_in(line.span) for line in lines if line.paragraph == paragraph.number]
        assert "".join(own) == paragraph.text


@each_article
def test_lines_are_numbered_from_one_through_the_whole_article(article):
    assert [line.number for line in lines_of(article)] == list(range(1, len(lines_of(article)) + 1))


@each_article
def test_no_line_is_longer_than_the_measure(article):
    assert max(len(article.words_in(line.span).rstrip()) for line in lines_of(article)) <= MEASURE


def test_a_word_longer_than_the_measure_has_a_line_of_its_own():
    article = Article("One " + "x" * 80 + " two.")
    assert [article.words_in(line.span) for line in lines_of(article)] == ["One ", "x" * 80 + " ", "two."]


def test_lines_that_the_file_breaks_are_set_anew():
    article = Article("One\ntwo.\n\nThree.")
    assert [(line.number, article.words_in(line.span)) for line in lines_of(article)] == [(1, "One\ntwo."), (2, "Three.")]


def test_a_place_is_told_by_its_lines():
    article = Article("word " * 40)
    lines = lines_of(article)
    assert told(*lines_in(lines, Span(0, 4))) == "line 1"
    assert told(*lines_in(lines, Span(0, 100))) == "lines 1–2"
    assert lines_in(lines, Span(300, 301)) == (0, 0)
