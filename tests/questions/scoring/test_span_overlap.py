from __future__ import annotations

import pytest

from exercises.questions.scoring.span_overlap import Gold, fit, support
from exercises.text.article import Article, Span

ARTICLE = Article("Ada said that the bridge was new, and Ben thanked her warmly.")
SAID, THANKED, WARMLY = (ARTICLE.find(words) for words in ("said", "thanked", "warmly"))
KEY = {"cue": Gold(required=((SAID,), (THANKED,)), allowed=(WARMLY,))}
SCOPE = len(ARTICLE.text)


def judge(*spans: Span, key=KEY):
    return fit(ARTICLE, key, [("cue", span) for span in spans], SCOPE)


def test_the_key_itself_fits_wholly():
    assert judge(SAID, THANKED).share == 1


def test_one_of_two_places_is_full_precision_and_half_recall():
    found = judge(SAID)
    assert (found.precision, found.recall, found.found, found.of) == (1, 0.5, 1, 2)


def test_a_stray_mark_halves_the_precision_of_one_hit():
    found = judge(SAID, ARTICLE.find("bridge"))
    assert (found.precision, found.stray) == (0.5, (("cue", ARTICLE.find("bridge")),))


def test_an_allowed_place_changes_nothing():
    assert judge(SAID, WARMLY) == judge(SAID)


def test_everything_marked_leaves_no_specificity():
    words = ARTICLE.tokens()
    assert judge(Span(0, SCOPE)).share < judge(SAID).share
    assert judge(*words).share < judge(SAID).share


def test_spans_on_one_place_that_cross_do_not_count_twice():
    found = judge(Span(SAID.start, SAID.end - 1), Span(SAID.start + 1, SAID.end))
    assert (found.recall, found.precision) == (0.5, 1)


# Contested. Ten words of four letters: 49 letters in all.
TEN = Article("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj")
TWO_PLACES = {"cue": Gold(allowed=(Span(5, 14), Span(30, 34))), "other": Gold(allowed=(Span(5, 14),))}


def share(*marked: tuple[str, int, int], asked: int = 2) -> float:
    given = [(label, Span(start, end)) for label, start, end in marked]
    return support(TEN, TWO_PLACES, given, [([Span(0, 49)], asked)]).share


# The two places of “cue” have 9 + 4 letters, so 36 are outside; the one of “other” has 9, so 40 are.
@pytest.mark.parametrize(
    ("marked", "asked", "expected"),
    [
        ([("cue", 5, 14), ("cue", 30, 34)], 2, 1),
        ([("cue", 5, 14)], 2, 1 / 2),
        ([("cue", 5, 14), ("cue", 20, 24)], 2, 1.5 / 2 * (1 - 4 / 36)),
        ([("cue", 20, 24)], 2, 0.5 / 2 * (1 - 4 / 36)),
        ([("cue", 5, 9), ("cue", 10, 14)], 2, 1 / 2),  # two pieces of one place
        ([("cue", 5, 14), ("other", 5, 14)], 2, 1),  # one place under two labels
        ([("other", 30, 34)], 1, 0.5 * (1 - 4 / 40)),  # another label's place
        ([("other", 5, 8)], 1, 1),  # a third of the place: 3 of 9 letters
        # Half of the highlight on the place: 9 of 18 letters are enough, 9 of 19 are not.
        ([("cue", 5, 23)], 1, 1 - 9 / 36),
        ([("cue", 5, 24)], 1, 0.5 * (1 - 10 / 36)),
        # Soft edges: from 0.9 on it is complete. 1 − 4/40 = 0.9, and 1 − 5/40 = 0.875.
        ([("other", 5, 18)], 1, 1),
        ([("other", 5, 19)], 1, 1 - 5 / 40),
        # Of two that overlap one counts, and the 14 letters under both are stray once.
        ([("other", 20, 29), ("other", 25, 34)], 2, 0.5 / 2 * (1 - 14 / 40)),
        ([("cue", 0, 49)], 1, 0),
        ([("nothing", 5, 14)], 1, 0.5 * (1 - 9 / 49)),
        # As many stray ones as are asked for cost their letters alone; of three where two are asked, 2 of 3 are left.
        ([("cue", 5, 14), ("cue", 30, 34), ("cue", 20, 24), ("cue", 40, 44)], 2, 1 - 8 / 36),
        ([("cue", 5, 14), ("cue", 30, 34), ("cue", 20, 24), ("cue", 40, 44), ("cue", 45, 49)], 2, (1 - 12 / 36) * 2 / 3),
    ],
)
def test_the_best_highlights_count_by_where_they_lie(marked, asked, expected):
    assert share(*marked, asked=asked) == pytest.approx(expected)


def test_of_highlights_that_overlap_the_better_one_counts_in_either_order():
    # “to” alone is worth nothing, “to Washington” ½; its 13 letters of 22 are outside the empty key of “place”.
    article = Article("He came to Washington.")
    small, whole = ("place", Span(8, 10)), ("place", Span(8, 21))
    for marked in ([small, whole], [whole, small], [whole]):
        found = support(article, {}, marked, [([Span(0, 22)], 1)])
        assert (found.worth, found.counted) == (0.5, 1)
        assert found.share == pytest.approx(0.5 * (1 - 13 / 22))
    assert support(article, {}, [small], [([Span(0, 22)], 1)]).share == 0


def test_a_long_highlight_leaves_room_for_two_short_ones_inside_it():
    marked = [("cue", Span(15, 29)), ("cue", Span(15, 19)), ("cue", Span(25, 29))]
    # 14 letters of 36 are covered, once or twice; two of the three lie apart.
    found = support(TEN, TWO_PLACES, marked, [([Span(0, 49)], 2)])
    assert (found.counted, found.specificity) == (2, pytest.approx(1 - 14 / 36))


def test_settled_letters_outside_count_once_too():
    # “bridge was” is 10 letters, and “was” is among them.
    key = {"cue": Gold(required=((SAID,),))}
    bridge, was = ARTICLE.find("bridge was"), ARTICLE.find("was")
    assert judge(SAID, bridge, was, key=key).specificity == pytest.approx(1 - 10 / (SCOPE - len(SAID)))


@pytest.mark.parametrize(("end", "expected"), [(12, 1), (11, 0.5)])
def test_twelve_letters_of_a_long_place_are_enough(end, expected):
    key = {"cue": Gold(allowed=(Span(0, 49),))}
    assert support(TEN, key, [("cue", Span(0, end))], [([Span(0, 49)], 1)]).share == pytest.approx(expected)


def test_the_best_so_many_of_each_part_count():
    parts = [([Span(0, 24)], 1), ([Span(25, 49)], 1)]
    both = [("cue", Span(5, 14)), ("cue", Span(30, 34))]
    assert support(TEN, TWO_PLACES, both, parts).share == 1
    # Two in the first part, none in the second: (1 + 0) ÷ 2. The parts have 48 letters, so 35 are outside.
    assert support(TEN, TWO_PLACES, [both[0], ("cue", Span(20, 24))], parts).share == pytest.approx(0.5 * (1 - 4 / 35))
