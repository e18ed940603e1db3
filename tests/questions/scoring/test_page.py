from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions.scoring.page import Page
from exercises.text.annotations import Annotations
from exercises.text.article import Article
from tests.questions.scoring.pages import TEXT


@pytest.mark.parametrize(
    ("quoted", "there"),
    [
        ("prevent or delay the next traffic jam", True),
        ("Prevent or delay the next traffic jam.", True),
        ("It will prevent … the next traffic jam", True),
        ("It will [help to] prevent or delay", True),
        ("prevent or delay the next … flood", False),
        ("quiet neighb", False),
        ("oy", False),
        ("the rive", False),
        ("", False),
    ],
)
def test_a_quotation_is_whole_words_of_the_article(quoted, there, page):
    assert bool(page.places(quoted)) is there


@pytest.mark.parametrize(
    ("quoted", "voices"),
    [
        ("prevent or delay", {"Reed"}),
        ("fully support", {"Moss"}),
        ("wild joy", {"reporter", "Reed"}),
        ("waits for a new bridge", {"reporter"}),
    ],
)
def test_words_belong_to_their_speaker_or_to_the_reporter_and_whom_the_reporter_retells(quoted, voices, page):
    (place,) = page.places(quoted)
    assert page.voices_at(place) == voices


def test_the_numbers_of_the_article_are_known_by_worth(page):
    assert page.numbers == {1400, 2, "hundreds"}


def test_an_owner_is_known_by_each_name(page):
    assert [page.owner_called(name) for name in ("Reed", "the builder", "the reporter")] == ["Reed", "Reed", "reporter"]
    with pytest.raises(KitError, match="nobody is called “Zed”"):
        page.owner_called("Zed")


def test_without_a_table_of_owners_the_speakers_own():
    assert Page(Article(TEXT), Annotations([])).owners == {}


def test_quoted_words_are_found_at_their_place_and_in_another_spelling():
    article = Article("The U.S. sent defence aid of 1,400 tons. Old-time talks, and a U.S. envoy.")
    page = Page(article, Annotations([]))

    def found(quoted: str) -> list[str]:
        return [article.words_in(span) for span in page.places(quoted)]

    assert found("sent defence aid") == ["sent defence aid"]
    # The same words, spelled in another way: once, twice, and at the end of the text.
    assert found("US sent defense aid") == ["U.S. sent defence aid"]
    assert found("the us") == ["The U.S."]
    assert found("US envoy") == ["U.S. envoy"]
    assert [span.start for span in page.places("U.S.")] == [4, 63]
    # A number in another form is none of the article's words.
    assert found("defense aid of 1400 tons") == []
    assert (found("time talks"), found("Old-time"), found("old time")) == ([], ["Old-time"], ["Old-time"])
    # Half of a word with a hyphen is no word, from either side.
    assert (found("Old"), found("time"), found("tons. Old")) == ([], [], [])
    # What is left out is left out on both sides: each part has its place.
    assert found("sent … tons … talks") == ["sent", "tons", "talks"]
    assert (found("sent … lamps"), found("…"), found("[sic]")) == ([], [], [])


def test_names_come_longest_first_and_apart_names_name_nobody(page):
    assert page.names_by_word["moss"] == [(["moss", "street"], ""), (["moss"], "Moss")]
    assert page.names_by_word["ada"] == [(["ada", "reed"], "Reed")]
    assert page.speakers == {"Reed", "Moss"}
    assert (page.is_name("the ferryman"), page.is_name("ferryman"), page.is_name("Moss street")) == (True, False, False)
    with pytest.raises(KitError, match="a name of an owner is empty"):
        page.is_name(" - ")
