"""What is counted of a class, against the same counts worked out anew from every answer."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter
from types import SimpleNamespace

import pytest

from exercises.gradebook.grading.grader import Graded, Row
from exercises.gradebook.statistics.tally import MOST_DISTINCT, OTHERS, Counting, Item, Pairs, Sums, Tally
from exercises.questions.result import Notice, Result
from exercises.text.article import Article
from tests.gradebook.counted import rows_of, sample, tally_of

COURSE = "iron_dome"


def light(question: str, status: str, points: float | None, out_of: float = 2, **more) -> Row:
    """A row of one student, as counting needs it; ``read`` is what a report reads of the answer, ``words`` where it is."""
    asked = SimpleNamespace(id=question, asks_highlights="words" in more, paragraphs=more.pop("paragraphs", ()))
    result = Result(status, points, out_of, more.pop("notices", ()))
    graded = Graded(asked, "answer", result, readings=more.pop("read", {}), words=more.pop("words", ()))
    return Row(graded, status, points, out_of, **more)


ARTICLE = Article("One two three four five.\n\nSix seven eight nine ten.")


def test_one_students_rows_are_counted_as_worked_out_by_hand():
    counting = Counting({"01": ("a", "b", "c", "d"), "02": ("e",)}, ARTICLE)
    slip = Notice("Seen.", "And?", "row a")
    counting.add(
        {
            # Shares: a 0.5, b 1, c 0. d was answered after the worked answer, e not at all.
            "a": light(
                "a", "partial", 1, attempts=3, hints=2, worked="before a right answer", notices=(slip,), read={"": "x"}
            ),
            "b": light("b", "correct", 2, attempts=1, worked="after a right answer", notices=(slip,)),
            "c": light("c", "incorrect", 0, attempts=2, notices=(slip, slip), read={"r": "y"}),
            "d": light("d", "left_out", 0, attempts=1),
            "e": light("e", "unanswered", None),
        }
    )
    found = counting.close()
    assert found.students == 1
    assert dict(found.parts["01"]) == {"began": 1, "answered": 4, "finished": 1}
    assert "02" not in found.parts or not found.parts["02"]
    a, b, c = (found.items[name] for name in "abc")
    assert set(found.items) == {"a", "b", "c"}
    assert [(i.answered, i.graded, i.shares, i.attempts, i.with_hints, i.gave_up) for i in (a, b, c)] == [
        (1, 1, 0.5, 3, 1, 1),
        (1, 1, 1, 1, 0, 0),
        (1, 1, 0, 2, 0, 0),
    ]
    # The rest of a: (1 + 0) ÷ 2; of b: (0.5 + 0) ÷ 2; of c: (0.5 + 1) ÷ 2.
    assert [(i.sums.n, i.sums.x, i.sums.r) for i in (a, b, c)] == [(1, 0.5, 0.5), (1, 1, 0.25), (1, 0, 0.75)]
    assert [(i.sums.xx, i.sums.rr, i.sums.xr) for i in (a, b, c)] == [(0.25, 0.25, 0.25), (1, 0.0625, 0.25), (0, 0.5625, 0)]
    # Notices are counted of what is not right.
    assert [dict(i.notices) for i in (a, b, c)] == [{("row a", "Seen.", "And?"): 1}, {}, {("row a", "Seen.", "And?"): 1}]
    assert (dict(a.readings[""]), dict(c.readings["r"])) == ({"x": 1}, {"y": 1})
    assert (a.difficulty, b.difficulty, Item().difficulty) == (0.5, 1, None)


def test_a_single_graded_question_of_a_notebook_has_no_rest():
    counting = Counting({"01": ("a", "b")}, ARTICLE)
    counting.add({"a": light("a", "correct", 2), "b": light("b", "saved", None)})
    found = counting.close()
    assert (found.items["a"].sums.n, found.items["b"].graded, found.items["b"].answered) == (0, 0, 1)
    assert dict(found.parts["01"]) == {"began": 1, "answered": 2, "finished": 1}
    counting.add({"a": light("a", "correct", 2)})
    assert dict(counting.close().parts["01"]) == {"began": 2, "answered": 3, "finished": 1}


def test_equal_answers_are_counted_together_and_three_fifths_of_the_words_are_nearly_all():
    def marked(words: int, paragraphs: tuple[int, ...] = ()) -> Row:
        return light("a", "partial", 1, words=tuple((n, ("cue",)) for n in range(words)), paragraphs=paragraphs)

    # Of ten words six are nearly all, five are not; of the five words of P1 three are.
    for words, paragraphs, nearly in ((6, (), True), (5, (), False), (3, (1,), True), (2, (1,), False)):
        counting, row = Counting({"01": ("a",)}, ARTICLE), marked(words, paragraphs)
        assert [counting.add({"a": row}), counting.add({"a": row})] == [["a"] if nearly else []] * 2
        item = counting.close().items["a"]
        assert item.over_highlighted == 2 * nearly
        assert item.words == {n: Counter({("cue",): 2}) for n in range(words)}


def test_parts_of_a_class_are_added_up():
    def part(points: float) -> Tally:
        counting = Counting({"01": ("a", "b")}, ARTICLE)
        words = ((1, ("cue",)),)
        first = light("a", "partial", points, words=words, read={"": "x"}, hints=1)
        counting.add({"a": first, "b": light("b", "correct", 2)})
        return counting.close()

    whole = part(1)
    whole.merge(part(0))
    item = whole.items["a"]
    assert (whole.students, item.answered, item.graded, item.shares, item.with_hints) == (2, 2, 2, 0.5, 2)
    assert (item.statuses, item.readings[""], item.words[1]) == ({"partial": 2}, {"x": 2}, {("cue",): 2})
    assert (item.sums.n, item.sums.x, item.sums.xx, item.sums.r) == (2, 0.5, 0.25, 2)
    assert dict(whole.parts["01"]) == {"began": 2, "answered": 4, "finished": 2}
    both = Pairs()
    both.add(0.25, 0.75)
    other = Pairs()
    other.add(0.5, 1)
    both.merge(other)
    assert (list(both.before), list(both.after)) == ([0.25, 0.5], [0.75, 1])


def test_what_does_not_vary_has_no_correlation():
    def of(*shares: tuple[float, float]) -> float | None:
        sums = Sums()
        for item, rest in shares:
            sums.add(item, rest)
        return sums.correlation

    assert of((0, 0), (1, 1)) is None
    assert of((0, 0), (1, 1), (1, 1)) == pytest.approx(1)
    # One third three times: only a rounding error is left of the variation.
    assert of((1 / 3, 0), (1 / 3, 1), (1 / 3, 0.5)) is None
    assert of((0, 1 / 3), (1, 1 / 3), (0.5, 1 / 3)) is None
    # 3/4 − 3/2 × 5/4 ÷ 3 = 1/8; squares 5/4 − 9/4 ÷ 3 = 1/2 and 17/16 − 25/16 ÷ 3 = 13/24.
    assert of((0, 0), (0.5, 1), (1, 0.25)) == pytest.approx(0.125 / math.sqrt(0.5 * 13 / 24))


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
