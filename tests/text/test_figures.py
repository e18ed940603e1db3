from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.text.annotations import Annotations
from exercises.text.article import Article
from exercises.text.figures import FIGURES, Figures

# name of a figure: its value in the library's text
LIBRARY = {
    "words": 85,
    "words:Okafor": 19,
    "words:Reyes": 23,
    "quoted_words": 42,
    "quoted_share": 42 / 85,
    "share:Okafor": 19 / 42,
    "herfindahl": (19 / 42) ** 2 + (23 / 42) ** 2,
    "distance:q-p3": 1,
    "distance:q-p4": 0,
    "mean_distance": 2 / 3,
    "paragraphs": 5,
    "quoted_paragraphs": 3,
    "untagged_paragraphs": 2,
    "count:“": 3,
    "count:”": 3,
    "annotations:cue": 4,
}

# name of a figure: its value in the real article, from codebook.md
IRON_DOME = {
    "words": 609,
    "quoted_words": 491,
    "words:Gantz": 258,
    "words:Austin": 233,
    "paragraphs": 15,
    "quoted_paragraphs": 12,
    "untagged_paragraphs": 11,
    "count:“": 11,
    "count:”": 12,
    "count:‘": 1,
    "distance:q-p10": 3,
    "distance:q-p11": 0,
    "distance:q-p15": 4,
}


@pytest.mark.parametrize("name", LIBRARY)
def test_a_figure_is_computed_from_text_and_marks(context, name):
    assert context.figures[name] == pytest.approx(LIBRARY[name])


@pytest.mark.parametrize("name", IRON_DOME)
def test_a_figure_of_the_real_article_is_that_of_the_codebook(real, name):
    assert real.figures[name] == IRON_DOME[name]


def test_the_real_article_is_quoted_for_four_fifths(real):
    assert round(real.figures["quoted_share"], 3) == 0.806


def test_every_figure_is_tested():
    assert {name.partition(":")[0] for name in LIBRARY} == set(FIGURES)


def test_an_unknown_figure_is_told_with_those_there_are(context):
    with pytest.raises(KitError, match=r"there is no figure “letters”\. The figures are words, quoted_words"):
        context.figures["letters"]


@pytest.mark.parametrize("name", ["share:Nobody", "words:Nobody", "distance:q-p99", "share", "distance", "marks:verbs"])
def test_a_figure_that_cannot_be_computed_is_told(context, name):
    with pytest.raises(KitError):
        context.figures[name]


@pytest.mark.parametrize("name", ["quoted_share", "share:Okafor", "herfindahl", "mean_distance"])
def test_a_figure_on_an_empty_text_is_told(name):
    with pytest.raises(KitError, match="cannot be computed"):
        Figures(Article(""), Annotations([]))[name]
