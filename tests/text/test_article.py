from __future__ import annotations

import gc
import weakref

import pytest

from exercises.base.errors import KitError
from exercises.text.article import Article, QuotationNotFound, QuotationRepeats, Span, fold, normalize_answer

TEXT = "The cat sat.\n\n“A cat,” she said. The dog’s bowl -- was empty.\n\n\nThe end"


@pytest.fixture
def article() -> Article:
    return Article(TEXT)


def test_paragraphs_are_split_on_blank_lines_and_numbered_from_one(article):
    assert [(p.number, p.text) for p in article.paragraphs] == [
        (1, "The cat sat."),
        (2, "“A cat,” she said. The dog’s bowl -- was empty."),
        (3, "The end"),
    ]


def test_a_paragraph_knows_its_place_in_the_text(article):
    assert all(article.words_in(p.span) == p.text for p in article.paragraphs)


def test_a_single_line_end_does_not_part_a_paragraph():
    assert len(Article("one\ntwo\n\nthree").paragraphs) == 2


def test_an_empty_text_has_no_paragraphs():
    assert Article("").paragraphs == ()


@pytest.mark.parametrize("number", [0, 4, -1, "2", None, 1.5])
def test_a_paragraph_that_is_not_there_is_told(article, number):
    with pytest.raises(KitError, match="paragraphs 1 to 3"):
        article.paragraph(number)


def test_an_offset_leads_to_its_paragraph(article):
    assert article.paragraph_at(TEXT.index("dog")) == 2


def test_an_offset_between_paragraphs_leads_to_none(article):
    assert article.paragraph_at(12) == 0


def test_find_gives_the_one_place_of_the_words(article):
    span = article.find("dog’s bowl")
    assert article.words_in(span) == "dog’s bowl"


def test_find_wants_the_words_letter_for_letter(article):
    with pytest.raises(QuotationNotFound, match="letter for letter"):
        article.find("dog's bowl")


def test_find_refuses_words_that_repeat(article):
    with pytest.raises(QuotationRepeats, match="2 times"):
        article.find("cat")


def test_find_tells_repeated_words_apart_by_paragraph(article):
    assert article.find("cat", 2).start > article.find("cat", 1).start


@pytest.mark.parametrize(("prefix", "suffix"), [("“A ", ""), ("", ",”")])
def test_find_tells_repeated_words_apart_by_what_stands_beside_them(article, prefix, suffix):
    assert article.find("cat", prefix=prefix, suffix=suffix) == article.find("cat", 2)


def test_find_looks_in_the_named_paragraph_only(article):
    with pytest.raises(QuotationNotFound, match="in paragraph 1"):
        article.find("dog", 1)


def test_find_refuses_empty_words(article):
    with pytest.raises(QuotationNotFound):
        article.find("")


def test_places_forgive_case_and_the_kind_of_marks(article):
    assert len(article.places('"a CAT,"')) == 1


def test_places_are_strict_when_asked(article):
    assert article.places("A CAT", exactly=True) == []


def test_places_take_any_white_space_between_words(article):
    assert len(article.places("she   \n said")) == 1


def test_places_of_words_that_overlap_themselves_are_all_found():
    assert len(Article("aaa").places("aa")) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [("“Don’t”", '"don\'t"'), ("A–B—C", "a-b-c"), ("x\u00a0y\nz", "x y z"), ("İstanbul", "İstanbul")],
)
def test_fold_makes_marks_and_case_equal(before, after):
    assert fold(before) == after


@pytest.mark.parametrize("text", ["İSTANBUL", "Straße", "“…”", "ﬁ", "\n\n"])
def test_fold_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("typed", ["over", " Over. ", "“over”", "the over", "OVER,"])
def test_forgive_drops_case_marks_and_articles_at_the_edges(typed):
    assert normalize_answer(typed) == "over"


def test_forgive_keeps_what_stands_inside():
    assert normalize_answer("The cat and the dog’s bowl") == "cat and the dog's bowl"


def test_trim_drops_marks_and_articles_at_the_edges(article):
    assert article.words_in(article.trim(article.find("“A cat,”"))) == "cat"


def test_trim_leaves_a_span_that_is_all_marks(article):
    dashes = article.find("--")
    assert article.trim(dashes) == dashes


def test_trim_stays_on_the_right_one_of_two_equal_words():
    article = Article("a cat, a cat!")
    assert article.trim(Span(7, 13)) == Span(9, 12)


def test_tokens_are_words_and_single_marks(article):
    tokens = [article.words_in(span) for span in article.tokens(article.paragraph(2).span)]
    assert tokens == ["“", "A", "cat", ",", "”", "she", "said", ".", "The", "dog’s", "bowl", "-", "-", "was", "empty", "."]


def test_a_number_with_a_comma_is_one_token():
    article = Article("over 1,400 rockets")
    assert [article.words_in(span) for span in article.tokens()] == ["over", "1,400", "rockets"]


def test_sentences_follow_one_another_without_a_gap(article):
    sentences = article.sentences(2)
    assert "".join(article.words_in(span) for span in sentences) == article.paragraph(2).text


def test_a_sentence_ends_before_the_next_capital(article):
    assert [article.words_in(span).strip() for span in article.sentences(2)] == [
        "“A cat,” she said.",
        "The dog’s bowl -- was empty.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [(Span(0, 5), Span(3, 9), 2), (Span(0, 3), Span(3, 6), 0), (Span(2, 4), Span(0, 9), 2), (Span(5, 2), Span(0, 9), 0)],
)
def test_spans_overlap_in_characters(one, other, shared):
    assert one.overlap(other) == shared


def test_a_reversed_span_has_no_length():
    assert len(Span(5, 2)) == 0


# What is worked out once.


def test_words_are_worked_out_once_and_nobody_can_change_them(article, monkeypatch):
    first = article.words()
    monkeypatch.setattr(Article, "tokens", lambda *_: pytest.fail("the words were looked for again"))
    assert article.words() is first
    assert isinstance(first, tuple)


def test_words_by_sentence_are_the_words_of_the_paragraph_in_order(article):
    for paragraph in article.paragraphs:
        found = [span for sentence in article.words_by_sentence(paragraph.number) for span in sentence]
        assert found == [w for w in article.words() if paragraph.span.overlap(w)]
        assert article.words_by_sentence(paragraph.number) is article.words_by_sentence(paragraph.number)


def test_a_paragraph_without_words_has_no_sentence_with_words():
    assert Article("One.\n\n* * *\n\nTwo.").words_by_sentence(2) == ()


def test_an_article_that_nobody_holds_any_longer_is_gone():
    article = Article("One word. “Another.”\n\nA second paragraph.")
    article.words(), article.words_by_sentence(1), article.tokens_and_gaps(2)
    kept = weakref.ref(article)
    del article
    gc.collect()
    assert kept() is None


def test_hard_words_are_explained_once_each_as_whole_words_and_the_longer_one_first():
    text = "A cat, a catfish.\n\nThe catfish cat and the cat."
    explained = {"cat": ("cat", ""), "catfish cat": ("both", ""), "catfish": ("fish", ""), "dog": ("dog", "")}
    article = Article(text, explained=explained)
    assert [(article.words_in(one.span), one.span.start, one.word) for one in article.glosses] == [
        ("cat", 2, "cat"),
        ("catfish", 9, "fish"),
        ("catfish cat", 23, "both"),
    ]
    assert article.explained_elsewhere == ["dog"]
    assert Article(text).glosses == ()
