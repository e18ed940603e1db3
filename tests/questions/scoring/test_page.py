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
