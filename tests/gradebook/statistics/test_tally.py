"""What is counted of single students, worked out by hand."""

from __future__ import annotations

import math
from collections import Counter
from types import SimpleNamespace

import pytest

from exercises.gradebook.grading.grader import Graded, Row
from exercises.gradebook.statistics.tally import Counting, Item, Sums, Tally
from exercises.questions.result import Notice, Result
from exercises.text.article import Article


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


def test_two_hundred_readings_are_kept_and_the_rest_are_others():
    item = Item()
    for number in range(203):
        item.take(light("a", "correct", 2, read={"": f"reading {number}"}).graded, 1, False)
    # One that is kept already counts on; what came too late is one entry, however often.
    item.take(light("a", "correct", 2, read={"": "reading 0"}).graded, 2, False)
    assert len(item.readings[""]) == 201
    assert (item.readings[""]["reading 0"], item.readings[""]["reading 199"]) == (3, 1)
    assert item.readings[""]["(others)"] == 3
    notices = tuple(Notice(f"seen {number}") for number in range(202))
    item.take(light("a", "partial", 1, notices=notices).graded, 2, False)
    assert (len(item.notices), item.notices["(others)", "", ""]) == (201, 4)


def test_small_shares_that_vary_have_their_correlation():
    sums = Sums()
    for item, rest in ((0, 0), (1, 0.002), (0.5, 0.001)):
        sums.add(item, rest)
    # They go together: 2 × 10^-6 of 5 × 10^-6 is variation, and no rounding error.
    assert sums.correlation == pytest.approx(1)
