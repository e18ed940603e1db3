from __future__ import annotations

import pytest

from exercises.questions.scoring.quoted_words import is_short, is_shown, is_weighty, occurrences, plain_words
from exercises.text.article import Article, Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Over 1,400 rockets!", "over 1400 rockets"),
        ("1,40", "1 40"),
        ("1,234,567", "1234567"),
        ("Washington, D.C.", "washington dc"),
        ("the U.S., Europe", "the us europe"),
        ("So am I. A new one", "so am i a new one"),
        ("Israel’s “edge”", "israel s edge"),
        ("Gaza-based", "gaza based"),
        ("", ""),
        ("…!", ""),
    ],
)
def test_words_without_case_and_marks(text, words):
    assert plain_words(text) == words.split()


@pytest.mark.parametrize(
    ("wanted", "words", "starts"),
    [
        ("a b", "a b a b", [0, 2]),
        ("b a", "a b a b", [1]),
        ("a a", "a a a", [0, 1]),
        ("c", "a b", []),
        ("", "a", []),
        ("a b", "a", []),
    ],
)
def test_runs_of_words_are_found_wherever_they_are(wanted, words, starts):
    assert [place.start for place in occurrences(wanted.split(), words.split())] == starts


@pytest.mark.parametrize(
    ("quote", "weighty"), [("rockets", True), ("US", True), ("us", False), ("of the", False), ("over", False)]
)
def test_small_words_weigh_nothing(quote, weighty):
    assert is_weighty(quote) == weighty


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("Gaza terrorists", True),
        ("by Gaza terrorists", True),  # “by” is small
        ("fired by Gaza terrorists", False),
        ("terrorists of Gaza", False),  # other words in between
        ("terrorist", False),
        ("the", True),  # small words alone: the prompt has them
        ("with", False),
        ("saying", False),
    ],
)
def test_what_a_text_shows_is_seen_without_small_words_at_the_edges(quote, shown):
    assert is_shown(quote, [plain_words("P2 has the label “Gaza terrorists”.")]) == shown


@pytest.mark.parametrize(("words", "short"), [(25, True), (26, False)])
def test_a_quotation_has_25_words_at_most(words, short):
    article = Article("A start. " + " ".join(["Word"] * words) + ". An end.")
    (span,) = article.places(" ".join(["Word"] * words))[:1]
    assert is_short(article, span) == short


def test_a_quotation_is_of_one_sentence():
    article = Article("One is here. Two are there.\n\nThree are gone.")
    assert is_short(article, article.places("Two are there.")[0])
    assert not is_short(article, article.places("here. Two")[0])
    assert not is_short(article, article.places("there.\n\nThree", exactly=True)[0])


def test_a_place_ends_with_its_sentence_and_not_a_character_later():
    article = Article("A start of it. Goal is next.")
    # The first sentence has 14 characters, and the blank after it is still its own.
    assert [is_short(article, Span(0, end)) for end in (13, 14, 15, 16)] == [True, True, True, False]
    assert [is_short(article, Span(start, 19)) for start in (13, 14, 15, 16)] == [False, False, True, True]


def test_small_words_at_either_edge_do_not_hide_what_is_shown():
    shown = [plain_words("What of those ten months now?")]
    assert all(is_shown(quote, shown) for quote in ("ten months of", "in the ten months, of the", "ten months then"))
    assert [is_shown(quote, shown) for quote in ("ten months repaired", "eleven ten months")] == [False] * 2
