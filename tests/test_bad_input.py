"""What students may hand to the third and fourth lesson: each gets a sentence, and nothing stops."""

from __future__ import annotations

import re

import pytest

from exercises.base.errors import KitError
from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions import grade
from exercises.questions.scoring.child_process import can_fork
from exercises.text import wording

REAL = read_lesson(lesson_folder("iron_dome"), keys=True)
BRIEF, COUNT, HIDDEN = (REAL.questions[name] for name in ("your-brief", "count-my-words", "find-hidden-doers"))


def loops(*_):
    while True:
        pass


def raises(*_):
    return 1 / 0


def bad_pattern(text):
    return re.search("(", text)


def slow_pattern(_):
    return re.fullmatch(r"(a+)+b", "a" * 40)


def nothing(*_):
    pass


def words(*_):
    return "three"


@pytest.mark.parametrize("probe", [COUNT, HIDDEN], ids=lambda question: question.id)
@pytest.mark.parametrize(
    ("function", "told"),
    [
        (raises, "ZeroDivisionError"),
        (nothing, "gave nothing back"),
        (words, ""),
        (lambda: 1, "TypeError"),
        (loops, "still running"),
    ],
    ids=["raises", "gives nothing", "gives words", "takes nothing", "loops for ever"],
)
def test_a_students_function_that_fails_is_told(probe, function, told):
    result = grade(probe, probe.run(function))
    assert result.points == 0
    assert told in result.notices[0].noticed


def test_a_broken_pattern_is_told():
    assert "Python stopped inside no_doer" in grade(HIDDEN, HIDDEN.run(bad_pattern)).notices[0].noticed


@pytest.mark.skipif(not can_fork(), reason="only a process of its own can be stopped in the middle of a pattern")
def test_a_pattern_that_never_ends_is_stopped():
    assert "still running" in grade(HIDDEN, HIDDEN.run(slow_pattern)).notices[0].noticed


@pytest.mark.parametrize("lexicon", [[], "ironclad", ["ironclad", 5, None], ("a", "b"), ["שלום", "😀", "سلام"]])
def test_any_lexicon_can_be_counted(lexicon):
    found = wording.by_voice(REAL, lexicon)
    assert all(isinstance(counts, dict) for counts in found.values())


@pytest.mark.parametrize("lexicon", [None, 5, {"a": 1}.values])
def test_what_is_no_lexicon_is_told(lexicon):
    with pytest.raises(KitError, match="list of words"):
        wording.by_voice(REAL, lexicon)


@pytest.mark.parametrize("text", [None, 5, ["a"]])
def test_what_is_no_text_is_told_by_the_detector(text):
    with pytest.raises(KitError, match="between quotation marks"):
        wording.detector(REAL).score(text)


def test_a_brief_of_ten_thousand_words_is_told_and_earns_nothing():
    result = grade(BRIEF, "Gantz said so. " * 3334)
    assert result.status == "unanswered" or not result.points
    assert result.notices


def test_the_article_pasted_whole_waits_for_a_person():
    result = grade(BRIEF, REAL.article.text)
    assert (result.status, result.points) == ("needs_teacher", None)
    assert "near-copy" in {flag.code for flag in result.flags}


@pytest.mark.parametrize("text", ["שלום עולם " * 50, "😀 🚀 " * 60, "\u202eGantz said\u202c " * 40, "e\u0301" * 200])
def test_right_to_left_and_emoji_text_is_graded_like_any_other(text):
    result = grade(BRIEF, text)
    assert not result.points
    assert result.status in ("unfinished", "needs_teacher")
    assert grade(REAL.questions["then-and-now"], text).status in ("complete", "unfinished", "needs_teacher")
