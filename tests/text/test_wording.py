"""The instruments of the third lesson, on the real article and without any NLTK data."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.text import wording


@pytest.fixture(scope="module")
def lesson():
    return read_lesson(lesson_folder("iron_dome"))


def test_every_place_of_a_word_is_told_with_paragraph_and_voice(lesson):
    lines = wording.concordance(lesson, "Rockets").splitlines()
    assert lines[0] == "4 places of “Rockets”"
    assert [line.split()[:2] for line in lines[1:]] == [
        ["P2", "reporter"],
        ["P4", "Gantz"],
        ["P5", "Gantz"],
        ["P12", "Austin"],
    ]


def test_a_word_that_is_not_there_has_no_place(lesson):
    assert wording.concordance(lesson, "zebra") == "0 places of “zebra”"


@pytest.mark.parametrize("word", ["", " ", 5, None])
def test_what_is_no_word_is_told(lesson, word):
    with pytest.raises(KitError, match="Type one word"):
        wording.concordance(lesson, word)


def test_dispersion_counts_what_the_concordance_shows(lesson):
    places = wording.dispersion(lesson, ["rockets", "Iran", "zebra"]).places
    assert {word: len(found) for word, found in places.items()} == {"rockets": 4, "Iran": 5, "zebra": 0}
    assert all(0 <= at < 1 for found in places.values() for at, _, _ in found)


def test_dispersion_reads_as_text(lesson):
    assert repr(wording.dispersion(lesson, "rockets")) == (
        "rockets: 4 times: P2 (reporter), P4 (Gantz), P5 (Gantz), P12 (Austin)"
    )


def test_collocations_are_pairs_of_the_text(lesson):
    pairs = wording.collocations(lesson)
    assert ("iron", "dome") in pairs
    assert len(pairs) == 10


def test_a_lexicon_is_counted_by_voice(lesson):
    assert wording.by_voice(lesson, ["excellent", "ironclad", "zebra"]) == {
        "excellent": {"Gantz": 1},
        "ironclad": {"Austin": 1},
        "zebra": {},
    }


def test_the_words_of_the_article_are_those_of_its_voices(lesson):
    assert {word.voice for word in wording.words(lesson)} == {"reporter", "Gantz", "Austin"}


def test_the_detector_needs_no_download_and_scores_from_minus_one_to_one(lesson):
    detector = wording.detector(lesson)
    assert detector.score("This is wonderful!") > 0.5
    assert detector.score("This is horrible!") < -0.5
    assert detector.words("Wonderful, and horrible.") == [("Wonderful", 2.7), ("horrible", -2.5)]


def test_the_predicted_order_is_what_the_detector_gives(lesson):
    detector = wording.detector(lesson)
    places = {"p4": (4, 1), "p14": (14, 2), "p12": (12, 3), "p3": (3, 1)}
    ranked = sorted(places, key=lambda item: -detector.score(wording.sentence(lesson, *places[item])))
    assert lesson.questions["predict-the-detector"].model_answer() == ranked


def test_a_sentence_that_is_not_there_is_told(lesson):
    with pytest.raises(KitError, match="sentences 1 to 3; there is no sentence 9"):
        wording.sentence(lesson, 12, 9)
