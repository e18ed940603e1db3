"""The gain sheet's numbers: worked out by hand at each threshold, and found again where a gain was planted."""

from __future__ import annotations

import math
import random

import pytest

from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.report.gain import warning
from exercises.gradebook.statistics.forms import FormClass, by_family
from exercises.gradebook.statistics.gain import FEWEST, ItemSums, Reader, Sitting, compare, comparisons, reader
from tests.gradebook.grading.test_totals import content, hand_in, row
from tests.shipped import lessons


def sitting(form: str = "f", share: float = 0.5, found: float = 0, stray: float = 0) -> Sitting:
    return Sitting(form, "", share, found, stray)


def pairs(before: list[float], after: list[float]) -> list[Reader]:
    both = enumerate(zip(before, after, strict=True))
    return [Reader(str(n), sitting(share=one), sitting(share=other)) for n, (one, other) in both]


# Which sitting is which.


@pytest.mark.parametrize(
    ("did", "forms"),
    [
        (["2026 a"], ("a", None, None)),
        (["2026 b", "2025 a"], ("a", "b", None)),
        (["2026 b", "2025 a", "2027 c!"], ("a", "b", "c")),
        # Who missed the form after the lessons.
        (["2025 a", "2027 c!"], ("a", None, "c")),
        # A teacher who gave the form that is meant for later as the first one.
        (["2025 c!", "2026 a"], ("c", "a", None)),
        (["2025 c!", "2026 a", "2027 b"], ("c", "a", "b")),
        (["2027 c!"], ("c", None, None)),
        ([], (None, None, None)),
    ],
)
def test_sittings_are_put_in_the_order_in_which_they_began(did, forms):
    given = [(at, form.endswith("!"), sitting(form.strip("!"))) for at, form in map(str.split, did)]
    found = reader("ada-l", given)
    assert tuple(one.form if one else None for one in found[1:]) == forms
    assert len(found.sittings) == len(did)


def test_hand_ins_become_sittings_with_the_share_of_all_points_and_only_forms_count():
    first, second, later = (content(f"form-{n}", {"01": ("a", "b")}, parallel_form="f") for n in "abc")
    later.article.about["months_later"] = True
    own = [
        hand_in(later, a=row(2, "2026-09-01"), b=row(2)),
        hand_in(first, a=row(1, "2026-03-02"), b=row(2, "2026-03-05")),
        hand_in(second, a=row(1, "2026-03-01"), b=row(None)),
        hand_in(content("dome", {"01": ("a",)}), a=row(1, "2026-03-01")),
    ]
    ((family, forms),) = by_family(own)
    whole, other = FormClass(), FormClass()
    line = whole.add("ada-l", forms, Policy())
    assert (family, [(one.form, one.day, one.share) for one in line.sittings]) == (
        "f",
        [("form-b", "2026-03-01", 0.25), ("form-a", "2026-03-02", 0.75), ("form-c", "2026-09-01", 1.0)],
    )
    # Nothing was answered: no sitting, and no line.
    assert other.add("bo-k", [hand_in(first, a=row(None), b=row(None))], Policy()).sittings == ()
    assert (other.readers, other.items) == ([], {})
    other.add("cy-m", [hand_in(first, a=row(0, "2026-03-02"), b=row(2))], Policy())
    whole.merge(other)
    assert [one.label for one in whole.readers] == ["ada-l", "cy-m"]
    sums = whole.items["form-a", ("a", "b")]
    assert (sums.students, sums.items) == (2, [0.5, 2.0])


# Figures by hand.


@pytest.mark.parametrize(
    ("students", "due"),
    [
        # Both items half right, totals 2 and 0: items 0.25 + 0.25, total 1. 2/1 × (1 − 0.5/1) = 1.
        ([(1, 1)] * 2 + [(0, 0)] * 2, 1),
        # All have one point: nothing varies.
        ([(1, 0), (0, 1)], None),
        ([(1, 1)], None),
        # One item only.
        ([(1,), (0,)], None),
        # 28 students, both items half right: items 0.5. 10 have two points, 10 none: total 20/28 = 0.71429.
        # 2 × (1 − 0.5/0.71429) = 0.6, the threshold.
        ([(1, 1)] * 10 + [(0, 0)] * 10 + [(1, 0)] * 4 + [(0, 1)] * 4, 0.6),
        # Total 18/28: 2 × (1 − 14/18) = 0.4444, below it.
        ([(1, 1)] * 9 + [(0, 0)] * 9 + [(1, 0)] * 5 + [(0, 1)] * 5, 0.44444),
        # Total 22/28: 2 × (1 − 14/22) = 0.72727, above it.
        ([(1, 1)] * 11 + [(0, 0)] * 11 + [(1, 0)] * 3 + [(0, 1)] * 3, 0.72727),
        # Who is right on one is wrong on the other more often than by chance: total 6/28, 2 × (1 − 14/6) = − 2.66667.
        ([(1, 1)] * 3 + [(0, 0)] * 3 + [(1, 0)] * 11 + [(0, 1)] * 11, -2.66667),
        # Three items of which parts count: (1, ½, 0), (½, ½, ½), (1, 1, 1), (0, 0, 0): variances 0.171875, 0.125, 0.171875;
        # totals 1.5, 1.5, 3, 0, variance 1.125. 1.5 × (1 − 0.46875/1.125) = 0.875.
        ([(1, 0.5, 0), (0.5, 0.5, 0.5), (1, 1, 1), (0, 0, 0)], 0.875),
    ],
)
def test_reliability_by_hand(students, due):
    whole, half = ItemSums(), ItemSums()
    for number, one in enumerate(students):
        (half if number % 2 else whole).add(one)
    whole.merge(half)
    assert whole.kr20 == (due if due is None else pytest.approx(due, abs=1e-5))


def test_a_warning_comes_under_its_threshold_and_not_at_it():
    assert warning(FEWEST, 0.6) == ""
    assert warning(FEWEST, 0.599) == "low: it says something of the class, and little of one student"
    assert warning(FEWEST - 1, 0.6) == "fewer than 20 students: the figure may be far off"
    assert warning(FEWEST - 1, 0.1).count(";") == 1
    assert warning(1, None).startswith("cannot be worked out")


@pytest.mark.parametrize(
    ("before", "after", "change", "d"),
    [
        # Each gains 10 points. Of 40 and 60 the standard deviation is 14.1421. 10/14.1421 = 0.70711, without width.
        ([0.4, 0.6], [0.5, 0.7], (10, 10, 10), (0.70711, 0.70711, 0.70711)),
        # 10, 20, 0: mean 10, error 10/√3 = 5.7735, × 4.30265 = 24.841. Of 20, 40, 60 the standard deviation is 20.
        ([0.2, 0.4, 0.6], [0.3, 0.6, 0.6], (10, -14.841, 34.841), (0.5, -0.74207, 1.74207)),
        # The same, lost.
        ([0.3, 0.6, 0.6], [0.2, 0.4, 0.6], (-10, -34.841, 14.841), (-0.57735, -2.01155, 0.85685)),
        # All the same before: no d.
        ([0.5, 0.5, 0.5], [0.4, 0.6, 0.8], (10, -39.682, 59.682), None),
    ],
)
def test_difference_interval_and_d_by_hand(before, after, change, d):
    found = compare(pairs(before, after), "before", "after")
    assert (found.change.mean, found.change.low, found.change.high) == pytest.approx(change, abs=2e-3)
    assert found.d == (d if d is None else pytest.approx(d, abs=2e-4))
    assert found.means == pytest.approx((100 * sum(before) / len(before), 100 * sum(after) / len(after)))


def test_two_are_enough_to_compare_and_twenty_are_not_few():
    assert compare(pairs([0.1], [0.2]), "before", "after") is None
    assert compare(pairs([0.1, 0.2], [0.2, 0.3]), "before", "after").few
    assert compare(pairs([0.1, 0.2] * 9 + [0.3], [0.2] * 19), "before", "after").few
    assert not compare(pairs([0.1, 0.2] * 10, [0.2] * 20), "before", "after").few


def test_only_who_was_there_at_both_times_is_compared():
    here = Reader("a", sitting(share=0.2, found=0.4, stray=0.1), None, sitting(share=0.4, found=0.8, stray=0.5))
    whole = [here, here._replace(label="b"), Reader("c", sitting(share=1)), Reader("d", sitting(), sitting())]
    (found,) = comparisons(whole)
    assert (found.times, found.change.pairs) == (("before", "later"), 2)
    assert (found.found, found.stray) == (pytest.approx((0.4, 0.8)), pytest.approx((0.1, 0.5)))


# What was found, and what was marked.


@pytest.mark.parametrize("name", ["what-is-told", "another-frame", "what-should-be-done", "plain-or-weighted"])
def test_what_is_right_is_found_and_whoever_marks_everything_marks_what_is_not_there(name):
    content = lessons()["form_b"]
    question = content.questions[name]
    found = question.detected(question.normalize(question.model_answer()))
    assert (found.found, found.stray) == (found.targets, 0)
    assert min(found.targets, found.lures) > 0
    nothing = question.detected(None)
    assert (nothing.found, nothing.stray) == (0, 0)
    if question.asks_highlights:
        places = [content.article.paragraph(number).span for number in question.paragraphs]
        everything = [{"start": one.start, "end": one.end, "label": next(iter(question.labels))} for one in places]
    else:
        everything = list(question.options)
    marked = question.detected(question.normalize(everything))
    assert marked == (found.targets, found.targets, found.lures, found.lures)


def test_a_question_with_nothing_to_find_counts_for_neither():
    kinds = {q.kind for q in lessons()["form_a"].questions.values() if q.detected(None) is None}
    assert {"choice", "match", "phrase"} == kinds


# A planted gain.

PLANTED = 0.42
# Twelve items as hard as those of a form, and readers whose ability grows by this much, more or less: so the gain in points
# has a d of 0.42 in a class without end.
HARD = [-1.5 + 3 * number / 11 for number in range(12)]
GROWTH, SPREAD = 0.52, 0.4


def made_up(students: int, draw: random.Random) -> list[Reader]:
    def share(ability: float) -> float:
        return sum(draw.random() < 1 / (1 + math.exp(hard - ability)) for hard in HARD) / len(HARD)

    shares = [(share(one), share(one + draw.gauss(GROWTH, SPREAD))) for one in (draw.gauss(0, 1) for _ in range(students))]
    return pairs([before for before, _ in shares], [after for _, after in shares])


def test_a_planted_gain_lies_in_its_interval_in_about_95_of_100_classes(capsys):
    draw = random.Random(42)
    everybody = compare(made_up(40_000, draw), "before", "after")
    assert everybody.d[0] == pytest.approx(PLANTED, abs=0.01)
    found = [compare(made_up(28, draw), "before", "after") for _ in range(200)]
    covered = sum(one.d[1] <= PLANTED <= one.d[2] for one in found) / len(found)
    excluded = sum(one.change.low > 0 for one in found) / len(found)
    with capsys.disabled():
        print(f"\nd = {PLANTED} is in the interval of {covered:.1%} of 200 classes of 28", end="")
        print(f"; {excluded:.0%} have one above zero", end="")
    assert 0.90 <= covered <= 0.99
