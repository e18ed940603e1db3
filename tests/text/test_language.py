from __future__ import annotations

import subprocess
import sys

import pytest

from exercises.text import statistics, voices
from exercises.text.voices import REPORTER, passages, quoted_words, words_by_voice

# The figures of codebook.md, section 4, that the kit must arrive at from its marks and text.


def test_the_quoted_words_are_those_of_the_codebook(real):
    assert quoted_words(real) == {"Gantz": 258, "Austin": 233}


def test_the_article_has_the_words_of_the_codebook(real):
    assert (len(real.article.text.split()), sum(quoted_words(real).values())) == (609, 491)


def test_the_shares_are_those_of_the_codebook(real):
    shares = statistics.shares(quoted_words(real))
    assert {voice: round(share, 3) for voice, share in shares.items()} == {"Gantz": 0.525, "Austin": 0.475}


def test_the_herfindahl_index_is_that_of_the_codebook(real):
    assert round(statistics.herfindahl(statistics.shares(quoted_words(real))), 3) == 0.501


def test_the_distances_are_those_of_the_codebook(real):
    by_paragraph = {real.annotations[name].paragraph: far for name, far in statistics.distances(real).items()}
    assert by_paragraph == {3: 1, 4: 2, 5: 3, 6: 4, 8: 1, 9: 2, 10: 3, 11: 0, 12: 1, 13: 2, 14: 3, 15: 4}


def test_the_mean_distance_is_that_of_the_codebook(real):
    assert round(statistics.mean(statistics.distances(real)), 2) == 2.17


@pytest.mark.parametrize("speaker", ["Gantz", "Austin"])
def test_nltk_counts_as_many_words_as_the_marks_do(real, speaker):
    assert words_by_voice(real)[speaker].N() == quoted_words(real)[speaker]


def test_nltk_counts_every_word_once(content):
    words = words_by_voice(content)
    assert sum(words[voice].N() for voice in words.conditions()) == len(content.article.text.split())


def test_every_word_of_the_real_article_has_one_voice(real):
    words = words_by_voice(real)
    assert sum(words[voice].N() for voice in words.conditions()) == 609


def test_capitals_and_marks_do_not_make_another_word(content):
    assert words_by_voice(content)["Okafor"]["our"] == 2


def test_no_mark_stands_at_the_edge_of_a_word(real):
    words = words_by_voice(real)
    odd = [w for v in words.conditions() for w in words[v] if w.strip("\"'.,;:!?-") != w and w.strip("\"'.,;:!?-")]
    assert odd == []


def test_passages_put_together_cover_the_quotations_in_reading_order(content):
    assert [voice for voice, _ in passages(content)] == [REPORTER, "Okafor", REPORTER, "Reyes", REPORTER, "Reyes"]


def test_no_words_of_a_quotation_are_the_reporters(content):
    reporter = " ".join(words for voice, words in passages(content) if voice == REPORTER)
    assert "sound again" not in reporter
    assert "praised" in reporter


def test_counting_by_voice_needs_no_downloaded_data(tmp_path, iron_dome):
    code = (
        "import nltk, nltk.data; nltk.data.path.clear()\n"
        "def refuse(*_, **__): raise SystemExit('the downloader was called')\n"
        "nltk.download = refuse\n"
        "from pathlib import Path\n"
        "from exercises.lesson_data.content import read_lesson\n"
        "from exercises.text.voices import words_by_voice\n"
        f"print(words_by_voice(read_lesson(Path({str(iron_dome)!r})))['Gantz'].N())\n"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (out.stdout.strip(), out.returncode) == ("258", 0)


@pytest.mark.parametrize("package", ["nltk", "ipywidgets", "anywidget", "IPython"])
def test_opening_a_lesson_and_checking_an_answer_imports_nothing_heavy(tmp_path, package):
    code = (
        "import sys, exercises\n"
        "lesson = exercises.open_lesson('iron_dome')\n"
        "lesson.check('how-many-paragraphs', 15)\n"
        f"sys.exit({package!r} in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


# Measures on any counts.


def test_shares_add_up_to_one():
    assert statistics.shares({"a": 3, "b": 1}) == {"a": 0.75, "b": 0.25}


@pytest.mark.parametrize("counts", [{}, {"a": 0}, {"a": 3, "b": -1}], ids=str)
def test_shares_need_words(counts):
    with pytest.raises(ValueError, match="at least one voice"):
        statistics.shares(counts)


@pytest.mark.parametrize(
    ("counts", "index"), [({"a": 5}, 1), ({"a": 1, "b": 1}, 0.5), (dict.fromkeys("abcd", 2), 0.25)], ids=str
)
def test_the_herfindahl_index_of_equal_voices_is_one_over_their_number(counts, index):
    assert statistics.herfindahl(statistics.shares(counts)) == pytest.approx(index)


def test_distance_counts_the_paragraphs_since_the_cue():
    assert statistics.distance(7, 10) == 3


@pytest.mark.parametrize("values", [[1, 2, 3], {"a": 1, "b": 3}, (2,)], ids=str)
def test_the_mean_takes_lists_and_tables(values):
    assert statistics.mean(values) == 2


@pytest.mark.parametrize("values", [[], {}])
def test_the_mean_of_nothing_is_told(values):
    with pytest.raises(ValueError, match="at least one number"):
        statistics.mean(values)


def test_a_text_without_quotations_is_all_the_reporters(content):
    from types import SimpleNamespace

    from exercises.text.annotations import Annotations

    bare = SimpleNamespace(article=content.article, annotations=Annotations([]))
    assert [voice for voice, _ in voices.passages(bare)] == [REPORTER]


def test_a_paired_change_is_the_mean_over_those_who_did_both():
    before = {"a": 4, "b": 6, "c": 5, "only-before": 1}
    after = {"a": 6, "b": 7, "c": 8, "only-after": 12}
    change = statistics.paired_change(before, after)
    assert (change.pairs, change.mean) == (3, 2)
    assert change.low < change.mean < change.high
    assert change == statistics.paired_change(before, after)


def test_a_change_that_is_the_same_for_all_has_no_width():
    before = {str(n): n for n in range(10)}
    change = statistics.paired_change(before, {name: points + 1 for name, points in before.items()})
    assert (change.low, change.mean, change.high) == (1, 1, 1)


def test_a_change_makes_no_causal_claim():
    assert "does not show what caused it" in str(statistics.paired_change({"a": 1, "b": 2}, {"a": 2, "b": 2}))


@pytest.mark.parametrize("after", [{}, {"a": 1}, {"x": 1, "y": 2}])
def test_a_change_needs_two_who_did_both(after):
    with pytest.raises(ValueError, match="at least two"):
        statistics.paired_change({"a": 1, "b": 2}, after)
