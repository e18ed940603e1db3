"""Notebooks, columns, forms and the total, each worked out by hand on made-up results."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from exercises.gradebook.grading.concerns import two_articles
from exercises.gradebook.grading.grader import Row, Total
from exercises.gradebook.grading.open_answers import OpenAnswers
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.grading.totals import (
    Column,
    GradedHandIn,
    columns,
    counted_as,
    open_answers,
    opted_out_lessons,
    percent,
    totals,
)

CLOSED = SimpleNamespace(standing="settled", can_earn=True, points=2, detected=lambda _: None)


def content(name: str, parts: dict[str, tuple[str, ...]], **about: str):
    """A lesson with these notebooks, each with the names of its questions."""
    made = [SimpleNamespace(name=part, ids=ids) for part, ids in parts.items()]
    questions = {name: CLOSED for ids in parts.values() for name in ids}
    return SimpleNamespace(name=name, parts=made, questions=questions, article=SimpleNamespace(about=about))


def row(points: float | None, at: str = "", out_of: float = 2) -> Row:
    """A question that earned these points, or, with None, an unanswered one."""
    status = "unanswered" if points is None else "partial"
    return Row(SimpleNamespace(question=CLOSED, answer=None), status, points, out_of, at=at)


def hand_in(lesson, **rows: Row) -> GradedHandIn:
    return GradedHandIn(lesson, rows, b"", False)


def result(points: float, out_of: float = 10, answered: int = 1, held: bool = False, given=OpenAnswers()) -> Total:  # noqa: B008
    return Total(points, out_of, answered, 3, given, held)


DOME = content("dome", {"01": ("a", "b"), "02": ("c",), "00": ()})
BRIDGE = content("bridge", {"02": ("x", "y")}, stands_in_for="dome")


def test_another_article_is_a_row_to_look_at():
    own, other = hand_in(DOME, x=row(1)), hand_in(BRIDGE, x=row(1))
    assert two_articles([own.content]) == ""
    assert "“bridge” is graded in place of “dome”" in two_articles([other.content])
    assert "answers to both “dome” and “bridge”" in two_articles([own.content, other.content])


def test_of_two_articles_the_notebook_with_more_answers_counts_and_of_equals_the_first():
    own = hand_in(DOME, a=row(1), b=row(None), c=row(2))
    more, fewer = hand_in(BRIDGE, x=row(1), y=row(1)), hand_in(BRIDGE, x=row(1), y=row(None))
    assert {key: one.points for key, one in totals([own, more], Policy()).items()} == {
        ("dome", "01"): 1,
        ("dome", "02"): 2,
        ("dome", "00"): 0,
    }
    # c earned 2 with one answer, x and y came to 2 with two answers: 2 of 4.
    assert totals([own, more], Policy())["dome", "02"].out_of == 4
    assert totals([own, fewer], Policy())["dome", "02"].out_of == 2
    assert totals([fewer, own], Policy())["dome", "02"].out_of == 4


def test_who_works_on_another_article_alone_has_opted_out_of_the_first():
    assert counted_as(BRIDGE) == "dome"
    assert opted_out_lessons([hand_in(BRIDGE)]) == {"dome"}
    assert opted_out_lessons([hand_in(BRIDGE), hand_in(DOME)]) == set()


def test_columns_come_lesson_by_lesson_and_forms_last_without_weight():
    form = content("alder", {"03": ("q",)}, parallel_form="f")
    found = columns([form, DOME, BRIDGE], Policy())
    assert [(c.lesson, c.part, c.title, c.weight, c.points) for c in found] == [
        ("dome", "01", "01", 1, 4),
        ("dome", "02", "02", 1, 2),
        ("alder", "03", "03", 0, 2),
    ]
    # An assignment that sets a form means it; the warm-up weighs nothing unless it is set or has a weight.
    assert [c.weight for c in columns([form], Policy(), as_set=True)] == [1]
    warm = content("dome", {"01": ("a",), "02": ("c",)}, warm_up=["01"])
    assert [c.weight for c in columns([warm], Policy())] == [0, 1]
    assert [c.weight for c in columns([warm], Policy(weights={"01": 2}))] == [2, 1]
    assert [c.weight for c in columns([warm], Policy(), as_set=True)] == [1, 1]
    # A notebook's name that two lessons have is no title.
    both = columns([DOME, content("tide", {"02": ("z",)})], Policy(weights={"tide": 3}))
    assert [(c.title, c.weight) for c in both] == [("01", 1), ("dome", 1), ("tide", 3)]


ONE, TWO, FREE = (Column("dome", f"0{number}", f"0{number}", weight, 10) for number, weight in ((1, 1), (2, 3), (3, 0)))
ZERO = Policy(missing="zero")


@pytest.mark.parametrize(
    ("results", "policy", "away", "due"),
    [
        # (1 × 5/10 + 3 × 8/10) ÷ 4 = 0.725.
        ({"01": result(5), "02": result(8)}, Policy(), (), 72.5),
        # What weighs nothing changes nothing, whatever became of it.
        ({"01": result(5), "03": result(9)}, Policy(), (), 50),
        ({"01": result(5), "03": result(9, held=True)}, Policy(), (), 50),
        ({"01": result(5), "02": result(8, held=True)}, Policy(), (), None),
        # (5/10 + 3 × 0) ÷ 4.
        ({"01": result(5)}, ZERO, (), 12.5),
        ({"01": result(5), "02": result(0, answered=0)}, ZERO, (), 12.5),
        ({"01": result(5), "02": result(0, answered=0)}, Policy(), (), 50),
        # A lesson that is done through another article may lack notebooks, but not those that were handed in empty.
        ({"01": result(5)}, ZERO, ("dome",), 50),
        ({"01": result(5), "02": result(0, answered=0)}, ZERO, ("dome",), 12.5),
        ({"01": result(5, 0)}, Policy(), (), None),
        ({}, Policy(), (), None),
        # 1/3 = 33.333, 2/3 = 66.667.
        ({"01": result(1, 3)}, Policy(), (), 33.3),
        ({"01": result(2, 3)}, Policy(), (), 66.7),
    ],
)
def test_the_total_is_the_weighted_mean_in_tenths_of_a_percent(results, policy, away, due):
    found = {("dome", part): one for part, one in results.items()}
    assert percent(found, [ONE, TWO, FREE], policy, frozenset(away)) == due


def test_open_answers_of_all_notebooks_are_added_up():
    found = {("dome", "01"): result(1, given=OpenAnswers(3, 1, 1)), ("dome", "02"): result(1, given=OpenAnswers(2, 2, 0))}
    found["dome", "03"] = result(1, given=OpenAnswers(9, 9, 9))
    assert open_answers(found) == OpenAnswers(14, 12, 10)
    assert open_answers({}) == OpenAnswers()
