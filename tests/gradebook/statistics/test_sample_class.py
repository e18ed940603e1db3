"""What is counted of a class, against the same counts worked out anew from every answer."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter

import pytest

from exercises.gradebook.statistics.tally import MOST_DISTINCT, OTHERS, Counting, Item, Sums, Tally
from tests.gradebook.counted import rows_of, sample, tally_of

COURSE = "iron_dome"


def items() -> dict[str, Item]:
    return dict(sample().whole.tallies[COURSE].items)


def parts():
    return sample().contents[COURSE].parts


def test_every_question_counts_those_who_answered_it_and_how_it_was_graded():
    for part in parts():
        found = sample().results_of(COURSE, part.ids)
        for name in part.ids:
            results = [own[name] for own in found.values() if name in own]
            item = items()[name]
            assert item.answered == len(results)
            assert item.statuses == Counter(result.status for result in results)
            assert item.graded == sum(1 for result in results if result.points is not None)


def test_difficulty_is_the_mean_share_of_the_points_of_those_who_were_graded():
    for part in parts():
        found = sample().results_of(COURSE, part.ids)
        for name in part.ids:
            shares = [
                own[name].points / own[name].out_of
                for own in found.values()
                if name in own and own[name].points is not None
            ]
            expected = statistics.fmean(shares) if shares else None
            assert items()[name].difficulty == (None if expected is None else pytest.approx(expected)), name


def item_and_rest(part_ids, name) -> list[tuple[float, float]]:
    """Each student's share on the item, and the mean share on all other graded items of the notebook."""
    pairs = []
    for own in sample().results_of(COURSE, part_ids).values():
        shares = {question: r.points / r.out_of for question, r in own.items() if r.points is not None}
        if name in shares and len(shares) > 1:
            rest = [share for question, share in shares.items() if question != name]
            pairs.append((shares[name], statistics.fmean(rest)))
    return pairs


def test_discrimination_is_pearsons_correlation_with_the_rest_of_the_notebook():
    looked = 0
    for part in parts():
        for name in part.ids:
            pairs = item_and_rest(part.ids, name)
            found = items()[name].sums.correlation
            if found is not None:
                assert found == pytest.approx(statistics.correlation(*zip(*pairs, strict=True))), name
                looked += 1
    assert looked > 50


@pytest.mark.parametrize(
    ("pairs", "due"),
    [
        ([(0, 0), (0.5, 0.5), (1, 1)], 1),
        ([(0, 1), (0.5, 0.5), (1, 0)], -1),
        ([(0, 0), (1, 1)], None),
        ([(1, 0), (1, 0.5), (1, 1)], None),
        ([], None),
    ],
)
def test_a_correlation_needs_three_who_differ(pairs, due):
    sums = Sums()
    for item, rest in pairs:
        sums.add(item, rest)
    assert sums.correlation == (None if due is None else pytest.approx(due))


def test_a_correlation_of_many_equal_shares_is_no_rounding_error():
    sums = Sums()
    for _ in range(10_000):
        sums.add(1 / 3, 0.1)
    assert sums.correlation is None


@pytest.mark.parametrize("share", [1 / 3, 0.1, 0.7, 0.9, 1])
@pytest.mark.parametrize("readers", [1_000, 10_000])
def test_a_share_that_all_have_goes_with_nothing_however_the_rest_differs(share, readers):
    draw, item, rest = random.Random(1), Sums(), Sums()
    for _ in range(readers):
        other = draw.random()
        item.add(share, other)
        rest.add(other, share)
    assert (item.correlation, rest.correlation) == (None, None)


def test_one_who_differs_among_ten_thousand_is_enough_for_a_correlation():
    draw = random.Random(2)
    pairs = [(2 / 3, 1.0), *((1 / 3, draw.random()) for _ in range(10_000))]
    sums = Sums()
    for item, rest in pairs:
        sums.add(item, rest)
    assert sums.correlation == pytest.approx(statistics.correlation(*zip(*pairs, strict=True)), abs=1e-6)


def test_how_far_a_notebook_is_counts_those_who_began_and_finished_it():
    for part in parts():
        began = [set(own) & set(part.ids) for own in sample().answers[COURSE].values()]
        counts = sample().whole.tallies[COURSE].parts[part.name]
        assert counts["began"] == sum(1 for own in began if own)
        assert counts["finished"] == sum(1 for own in began if own == set(part.ids))
        assert counts["answered"] == sum(map(len, began))


def test_hints_and_worked_answers_are_counted_once_a_student(content):
    counting = Counting({part.name: part.ids for part in content.parts}, content.article)
    hints = [{"event": "hint", "id": "a-choice", "number": number} for number in (1, 2)]
    counting.add(rows_of(content, {"a-choice": "sunday"}, *hints, {"event": "reveal", "id": "a-choice"}))
    counting.add(rows_of(content, {"a-choice": "monday"}, {"event": "reveal", "id": "a-choice", "after": "correct"}))
    item = counting.close().items["a-choice"]
    assert (item.with_hints, item.gave_up, item.attempts) == (1, 1, 2)


def figures(tally: Tally) -> dict:
    return {
        name: (
            item.answered,
            item.readings,
            item.notices,
            item.words,
            item.over_highlighted,
            item.difficulty,
            item.sums.correlation,
        )
        for name, item in tally.items.items()
    }


@pytest.mark.parametrize("chunk", [1, 7])
def test_however_a_class_is_cut_into_chunks_it_comes_to_the_same(chunk):
    content, students = sample().contents[COURSE], list(sample().answers[COURSE].values())
    whole, cut = figures(tally_of(content, students)), figures(tally_of(content, students, chunk))
    assert whole.keys() == cut.keys()
    for name in whole:
        *counts, difficulty, correlation = whole[name]
        *cut_counts, cut_difficulty, cut_correlation = cut[name]
        assert cut_counts == counts, name
        for one, other in ((difficulty, cut_difficulty), (correlation, cut_correlation)):
            assert one is other or math.isclose(one, other, abs_tol=1e-9), name


def test_what_a_class_types_is_bounded_and_the_rest_is_others(content):
    students = [{"a-phrase": f"word {number}"} for number in range(MOST_DISTINCT + 30)]
    counts = tally_of(content, students).items["a-phrase"].readings[""]
    assert len(counts) == MOST_DISTINCT + 1
    assert counts[OTHERS] == 30


def test_an_answer_that_highlights_nearly_all_of_the_text_is_told(content):
    counting = Counting({part.name: part.ids for part in content.parts}, content.article)
    text = content.article.paragraph(2).span, content.article.paragraph(4).span
    everything = [{"start": span.start, "end": span.end, "label": "cue"} for span in text]
    assert counting.add(rows_of(content, {"a-spans": everything})) == ["a-spans"]
    assert counting.add(rows_of(content, {"a-spans": everything[:1]})) in ([], ["a-spans"])
    assert counting.add(rows_of(content, {"a-spans": [{"exact": "praised", "paragraph": 2, "label": "cue"}]})) == []
    assert counting.close().items["a-spans"].over_highlighted >= 1
