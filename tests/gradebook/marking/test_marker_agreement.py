"""How far two markers agree."""

from __future__ import annotations

import pytest

from exercises.gradebook.marking.marker_agreement import agreement, interval_alpha
from exercises.gradebook.marking.marks_file import MarkEvent
from exercises.gradebook.marking.teacher_marks import TeacherMarks

ANSWER = "0123456789ab"


def marks(levels: dict[str, list[int | None]], answer: dict[str, str] | None = None) -> TeacherMarks:
    """Marks of each marker's levels, student by student; None where that marker did not mark."""
    acts = []
    for marker, own in levels.items():
        for number, level in enumerate(own):
            if level is not None:
                sign = (answer or {}).get(marker, ANSWER)
                acts.append(MarkEvent(marker, f"student-{number}", "library", "a-reflection", sign, "level", level=level))
    return TeacherMarks(acts)


def krippendorff(pairs: list[tuple[int, int]]) -> float:
    """Alpha of two readers by its definition: 1 − observed ÷ expected disagreement, squared differences."""
    values = [value for pair in pairs for value in pair]
    observed = sum((a - b) ** 2 for a, b in pairs) * 2 / len(values)
    expected = sum((a - b) ** 2 for a in values for b in values) / (len(values) * (len(values) - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("pairs", [[(0, 1), (2, 2), (3, 3), (1, 2)], [(0, 3), (3, 0), (1, 1)], [(2, 2), (3, 3)]], ids=str)
def test_alpha_is_krippendorff_s_with_squared_differences_of_levels(pairs):
    units = {number: {"kh": one, "ab": other} for number, (one, other) in enumerate(pairs)}
    assert interval_alpha(units) == pytest.approx(krippendorff(pairs))


def test_a_difference_of_two_levels_weighs_more_than_two_of_one():
    near = {0: {"a": 0, "b": 1}, 1: {"a": 2, "b": 3}, 2: {"a": 1, "b": 1}}
    far = {0: {"a": 0, "b": 2}, 1: {"a": 3, "b": 3}, 2: {"a": 1, "b": 1}}
    assert interval_alpha(near) > interval_alpha(far)


def test_where_there_is_only_one_level_chance_cannot_be_told_from_agreement():
    (found,) = agreement(marks({"kh": [2, 2], "ab": [2, 2]}))
    assert (found.both, found.same, found.alpha) == (2, 2, None)
    assert str(found) == "2 answers, the same level for all."


def test_answers_with_one_marker_are_not_counted():
    (found,) = agreement(marks({"kh": [1, 2, 3, None], "ab": [1, 0, None, 2]}))
    assert (found.both, found.same, found.markers) == (2, 1, ("ab", "kh"))
    assert dict(found.apart) == {("student-1", ANSWER): {"kh": 2, "ab": 0}}


def test_marks_of_different_answers_of_one_student_are_not_compared():
    assert agreement(marks({"kh": [1], "ab": [1]}, {"kh": ANSWER, "ab": "ba9876543210"})) == []


def test_three_markers_agree_when_all_give_the_same():
    (found,) = agreement(marks({"kh": [1, 2], "ab": [1, 2], "cd": [1, 3]}))
    assert (found.both, found.same) == (2, 1)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ([0, 1, 2, 3, 0, 2], "The same level for 10 of 12 answers. Agreement beyond chance is firm (alpha 0.9"),
        ([3, 0, 1, 0, 3, 0], "The same level for 0 of 12 answers. Agreement beyond chance is weak (alpha -0."),
    ],
    ids=["firm", "weak"],
)
def test_the_sentence_says_how_firm_the_agreement_is_from_ten_answers_on(other, said):
    own = [0, 1, 2, 3, 0, 3]
    (found,) = agreement(marks({"kh": own * 2, "ab": other * 2}))
    assert str(found).startswith(said)
    (few,) = agreement(marks({"kh": own, "ab": other}))
    assert (few.alpha, str(few)) == (None, f"The same level for {few.same} of 6 answers.")


def test_each_line_of_the_rubric_has_its_own_count():
    (found,) = agreement(marks({"kh": [0, 1, 2, 3], "ab": [0, 2, 2, 1]}))
    assert [(line.level, line.same, line.of) for line in found.lines] == [(1, 4, 4), (2, 2, 4), (3, 3, 4)]


def test_nothing_marked_is_nothing_to_compare():
    assert agreement(TeacherMarks()) == []
