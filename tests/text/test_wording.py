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
    found = wording.concordance(lesson, "Rockets")
    assert [place[:2] for place in found] == [(2, "reporter"), (4, "Gantz"), (5, "Gantz"), (12, "Austin")]
    lines = repr(found).splitlines()
    assert lines[0] == "4 places of “Rockets”"
    assert lines[1].split()[:2] == ["P2", "reporter"]


def test_a_word_that_is_not_there_has_no_place(lesson):
    assert (list(found := wording.concordance(lesson, "zebra")), repr(found)) == ([], "0 places of “zebra”")


@pytest.mark.parametrize("word", ["", " ", 5, None])
def test_what_is_no_word_is_told(lesson, word):
    with pytest.raises(KitError, match="Type one word"):
        wording.concordance(lesson, word)


def test_dispersion_counts_what_the_concordance_shows(lesson):
    places = wording.dispersion(lesson, ["rockets", "Iran", "zebra"])
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


def test_words_that_a_missing_comma_joined_bring_a_hint(lesson):
    hint = "“HamasIran” is not in the article. Is a comma missing between “Hamas” and “Iran”?"
    joined = ["HamasIran", "rockets"]
    for find in (wording.dispersion, wording.by_voice):
        assert find(lesson, joined).hints == (hint,)
        assert hint in repr(find(lesson, joined))
    assert wording.concordance(lesson, "HamasIran").hints == (hint,)
    assert "Is a comma missing" in wording.in_text(lesson, joined).hints[0]
    assert wording.dispersion(lesson, ["zebra", "became"]).hints == ()
    assert "more than one word" in wording.dispersion(lesson, "Iron Dome").hints[0]


def test_an_empty_result_says_so(lesson):
    for found in (wording.dispersion(lesson, []), wording.by_voice(lesson, [])):
        assert (len(found), repr(found)) == (0, "No word to look for: the list is empty.")
    assert repr(wording.in_text(lesson, ["zebra"])) == "None of these words is in the article."
    assert repr(wording.detector().words("qwertz")) == "The lexicon has none of these words."


def test_the_words_of_a_list_are_found_in_their_sentences(lesson):
    found = wording.in_text(lesson, ["ironclad", "Excellent"])
    assert [passage.paragraph for passage in found] == [4, 12]
    assert [piece for passage in found for piece in passage.pieces if piece[1]] == [
        ("excellent", "Gantz"),
        ("ironclad", "Austin"),
    ]
    whole = "".join(text for text, _ in found[1].pieces)
    assert whole in lesson.article.text


def test_words_of_ones_own_text_are_counted(lesson):
    text = lesson.article.paragraph(2).text
    assert wording.count_in(text, ["Gantz", "zebra"]) == {"Gantz": 1, "zebra": 0}


def test_the_words_of_the_article_are_those_of_its_voices(lesson):
    assert {word.voice for word in wording.words(lesson)} == {"reporter", "Gantz", "Austin"}


def test_the_detector_needs_no_download_and_scores_from_minus_one_to_one(lesson):
    detector = wording.detector(lesson)
    assert detector.score("This is wonderful!") > 0.5
    assert detector.score("This is horrible!") < -0.5
    assert detector.words("Wonderful, and horrible.") == [("Wonderful", 2.7), ("horrible", -2.5)]


def test_a_score_is_a_number_that_knows_its_words(lesson):
    text = "“Great,” he said :) It is horrible."
    score = wording.detector(lesson).score(text)
    assert score == float(score)
    assert score.words == [("Great", 3.1), (":)", 2.0), ("horrible", -2.5)]
    assert "".join(piece for piece, _ in score.words.pieces) == text
    assert wording.detector(lesson).scores([text, text]) == [score, score]


def test_the_predicted_order_is_what_the_detector_gives(lesson):
    detector = wording.detector(lesson)
    places = {"p4": (4, 1), "p14": (14, 2), "p12": (12, 3), "p3": (3, 1)}
    ranked = sorted(places, key=lambda item: -detector.score(wording.sentence(lesson, *places[item])))
    assert lesson.questions["predict-the-detector"].model_answer() == ranked


def test_a_sentence_that_is_not_there_is_told(lesson):
    with pytest.raises(KitError, match="sentences 1 to 3; there is no sentence 9"):
        wording.sentence(lesson, 12, 9)


def test_a_function_with_a_capital_letter_is_not_there():
    functions = ("dispersion", "concordance", "collocations", "by_voice", "in_text", "count_in")
    assert [name for name in functions if hasattr(wording, name.capitalize())] == []
