"""The page of the class report: who can be seen on it, what stands first, and odd classes."""

from __future__ import annotations

import re
import statistics

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.report.class_report import ReportView, write_report
from exercises.gradebook.report.page import pages
from exercises.gradebook.report.privacy import FEWEST_UNKNOWN
from exercises.gradebook.statistics.forms import FormClass
from exercises.gradebook.statistics.gain import Reader, Sitting
from tests.gradebook.counted import lesson_of, lessons, sample, whole_of

COURSE = "iron_dome"


def page(whole) -> str:
    return pages().get_template("report.html").render(view=ReportView(whole))


def both(*gains: float) -> list[Reader]:
    """Readers who earned half of the points before, and after so many percentage points more."""
    shares = [(0.5, 0.5 + gain / 100) for gain in gains]
    return [Reader(f"r{n}", *(Sitting("f", "", share, 0, 0) for share in pair)) for n, pair in enumerate(shares)]


# Who can be seen.


def beech_class(others: int):
    course, beech = lessons()[COURSE], lessons()["old_beech"]
    answers = list(sample().answers[COURSE].values())[:8]
    own = list(sample().answers["old_beech"].values())
    return whole_of((course, answers), (beech, own * others), students=8 + others)


@pytest.mark.parametrize(("others", "shown"), [(FEWEST_UNKNOWN - 1, False), (FEWEST_UNKNOWN, True)])
def test_the_other_article_and_its_readers_are_shown_from_five_readers_on(others, shown):
    html = page(beech_class(others))
    assert (lessons()["old_beech"].article.about["title"] in html) == shown
    assert (f"{8 + others} readers." in html) == shown


def test_figures_that_would_tell_of_a_reader_who_is_left_out_are_left_out():
    whole = beech_class(1)
    whole.forms["form"] = FormClass(both(*[10] * 9))
    assert "readers did both forms" not in page(whole)
    del whole.tallies["old_beech"]
    assert "9 readers did both forms" in page(whole)


def test_a_class_of_so_few_that_it_can_guess_is_told_to_the_teacher(content):
    few = page(whole_of((content, [{"a-choice": "monday"}] * (FEWEST_UNKNOWN - 1))))
    assert "please keep this page to yourself" in few
    assert "please keep this page" not in page(whole_of((content, [{"a-choice": "monday"}] * FEWEST_UNKNOWN)))


def test_words_that_one_reader_typed_stand_nowhere(content):
    alone = {"a-phrase": "my mother is the mayor", "a-reflection": "a diary line", "a-rewrite": "a line of my own"}
    html = page(whole_of((content, [alone, *[{"a-phrase": "shared words"}] * 5])))
    assert not [text for text in alone.values() if text in html]
    assert "shared words" in html


def test_words_of_contempt_stand_nowhere_however_many_typed_them(content):
    html = page(whole_of((content, [{"a-phrase": "Ms Miller is a fool"}] * 4 + [{"a-phrase": "shared words"}] * 5)))
    assert "Miller" not in html
    assert "shared words" in html


# What stands first.


def test_the_page_opens_with_three_splits_of_three_questions_and_the_others_come_later():
    lesson = sample().lesson()
    assert len(lesson.first_splits) == len({split.question for split in lesson.first_splits}) == 3
    assert set(lesson.first_splits) | set(lesson.more_splits) == set(lesson.splits)
    assert not set(lesson.first_splits) & set(lesson.more_splits)


def test_the_hardest_questions_are_the_settled_ones_with_the_smallest_share_of_the_points():
    course, shares = lessons()[COURSE], {}
    for part in course.parts:
        for own in sample().results_of(COURSE, part.ids).values():
            for name, result in own.items():
                if result.points is not None and course.questions[name].standing == "settled":
                    shares.setdefault(name, []).append(result.points / result.out_of)
    order = sorted(shares, key=lambda name: statistics.fmean(shares[name]))
    assert [hard.question.id for hard in sample().lesson().hardest] == order[:3]


def test_a_hard_question_comes_with_what_was_chosen_and_what_it_may_come_from(content):
    (hard,) = lesson_of(content, [{"a-choice": "sunday"}] * 4 + [{"a-choice": "may"}] * 2).hardest
    assert [(bar.text, bar.number) for bar in hard.misses] == [("On Sunday", 4), ("In May", 2)]
    assert hard.missed == 6
    assert hard.misconception.noticed == "We noticed sunday."
    assert lesson_of(content, [{"a-choice": "sunday"}] * 4).hardest == ()
    # Three of 27 are no misconception of a class.
    few = [*[{"a-choice": "sunday"}] * 3, {"a-choice": "may"}, *[{"a-choice": "monday"}] * 23]
    (hard,) = lesson_of(content, few).hardest
    assert ([(bar.text, bar.number) for bar in hard.misses], hard.misconception) == (
        [("On Sunday", 3), ("something else", 1)],
        None,
    )


def test_how_far_is_the_mean_over_all_who_handed_in():
    how = sample().lesson().class_progress
    assert how.answered == pytest.approx(statistics.fmean(len(own) for own in sample().answers[COURSE].values()))
    assert how.of == len(lessons()[COURSE].questions)
    assert how.least.finished == min(part.finished for part in sample().lesson().parts)


# Before and after.


@pytest.mark.parametrize(
    ("gains", "told"),
    [((10, 12, 14), "lies above zero"), ((-10, -12, -14), "lies below zero"), ((-10, 0, 10), "The interval holds zero")],
)
def test_an_interval_is_told_in_words(gains, told, content):
    whole = whole_of((content, [{"a-choice": "monday"}] * 6))
    whole.forms["form"] = FormClass(both(*gains))
    assert told in str(pages().get_template("sections.html").module.changes(ReportView(whole).changes))


# Odd classes.


def test_a_class_without_a_hand_in_has_a_page_that_says_so(content):
    empty = whole_of((content, []))
    assert "Nobody has answered anything so far." in page(empty)
    assert "Nobody has answered anything so far." in page(whole_of((content, [{}, {}])))
    empty.tallies.clear()
    assert "Nobody has handed in a lesson so far." in page(empty)


@pytest.mark.parametrize("students", [1, 2])
def test_a_class_of_one_or_two_has_a_page(content, students):
    answers = {name: question.model_answer() for name, question in content.questions.items()}
    html = page(whole_of((content, [answers] * students)))
    assert re.search(rf">{students} readers?\.", html)
    assert "No question splits this class in two" in html


def test_a_report_that_cannot_be_written_is_told_in_a_sentence(tmp_path, content):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(KitError, match=r"report.html could not be written .* choose another place"):
        write_report(whole_of((content, [{}])), tmp_path / "file" / "report.html")
