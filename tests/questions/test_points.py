"""What an answer earns, worked out by hand in each row's comment, on both sides of every threshold.

The text and the questions are those of ``tests.points``: letters there are easy to count, and full points are 100, so that
33.33 points are a share of one third. A row is (kind, rule, answer, points, fields of the question that differ).
"""

from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.question import Question
from exercises.questions.result import Score
from exercises.questions.scoring.span_overlap import Fit
from exercises.text.article import Span
from tests import points
from tests.points import mark, on, through


def row(kind: str, rule: str, answer, earned, /, **fields):
    """One row of the table."""
    return pytest.param(kind, answer, earned, fields, id=f"{kind}: {rule}")


def gold(*required: str, allowed: tuple[str, ...] = ()) -> dict:
    """A key of one label."""
    return {"cue": {"required": list(required), "allowed": list(allowed)}}


def two_labels(a: list[str], b: list[str]) -> dict:
    """The fields of a question with two labels and the places that each requires."""
    return {"labels": {"a": "label a", "b": "label b"}, "gold": {"a": {"required": a}, "b": {"required": b}}}


# Ten places of nine letters over P1 and P2; with P3 the text has 100 + 100 + 165 = 365 characters, 275 of them outside.
IN_P1 = ["gardeners", "wonderful", "alongside", "pineapple", "neighbors"]
IN_P2 = ["afterward", "beautiful", "displayed", "following", "gathering"]
TEN = {"paragraphs": [1, 2, 3], "gold": gold(*IN_P1, *IN_P2)}
# Nine places of nine letters and one of ten.
WITH_TEN_LETTERS = {"paragraphs": [1, 2, 3], "gold": gold(*IN_P1[1:], *IN_P2, "newspapers")}
NINE = on(*IN_P1[1:], *IN_P2)
SPANS = [
    # P1 alone is shown: 100 characters. Required: gardeners, wonderful. Allowed: cucumbers. 27 inside, 73 outside.
    row("spans", "the key itself", on("gardeners", "wonderful"), 100),
    # Precision 1, recall 1/2: F1 = 2 × 1 × 1/2 ÷ (3/2) = 2/3. Nothing outside.
    row("spans", "one of two places", on("gardeners"), 66.67),
    # Precision 1/2, recall 1/2: F1 = 1/2. Outside 9 of 73: specificity 64/73. 1/2 × 64/73 = 0.43836.
    row("spans", "one of two places, and a stray", on("gardeners", "alongside"), 43.84),
    # Precision 2/3, recall 1: F1 = (4/3) ÷ (5/3) = 0.8. × 64/73 = 0.70137.
    row("spans", "both places, and a stray", on("gardeners", "wonderful", "alongside"), 70.14),
    # Precision 2/4, recall 1: F1 = 2/3. Outside 18 of 73: 55/73. 2/3 × 55/73 = 0.50228.
    row("spans", "both places, and two strays", on("gardeners", "wonderful", "alongside", "excellent"), 50.23),
    row("spans", "a stray alone", on("alongside"), 0),
    row("spans", "an allowed place costs nothing", on("gardeners", "wonderful", "cucumbers"), 100),
    # F1 2/3 as without it.
    row("spans", "an allowed place earns nothing beside a required one", on("gardeners", "cucumbers"), 66.67),
    row("spans", "an allowed place alone earns nothing", on("cucumbers"), 0),
    # One highlight of 99 characters (the stop is cut off). Precision 9/99 = 1/11, recall 1: F1 = (2/11) ÷ (12/11) = 1/6.
    # Outside 99 − 27 = 72 of 73: specificity 1/73. 1/6 × 1/73 = 0.00228.
    row("spans", "everything as one highlight", [mark(0, 100)], 0.23),
    # Ten words, cucumbers is neutral: precision 2/9, recall 1: F1 = (4/9) ÷ (11/9) = 4/11. Outside 7 × 9 = 63 of 73: 10/73.
    # (The last word's stop is cut off.) 4/11 × 10/73 = 0.04981.
    row("spans", "each word a highlight of its own", [mark(10 * k, 10 * k + 9 + (k == 9)) for k in range(10)], 4.98),
    row("spans", "the same highlight twice is one", on("gardeners", "gardeners", "wonderful"), 100),
    # Twice the same stray is one stray: as above, 0.8 × 64/73.
    row("spans", "the same stray twice is one", on("gardeners", "wonderful", "alongside", "alongside"), 70.14),
    row("spans", "spaces and stops at the edges are cut off", [mark(9, 20), mark(29, 40)], 100),
    row("spans", "a stop at the end is cut off", [mark(90, 100)], 100, gold=gold("neighbors")),
    # "ful cucumbers", 13 characters: 9 on the allowed place, more than the 3 on the required one, and 2 × 9 ≥ 13: neutral.
    # Yet it covers 3 of 9 letters of wonderful: recall (1 + 1/3)/2 = 2/3, precision 1: F1 = (4/3) ÷ (5/3) = 0.8.
    row("spans", "a highlight mostly on an allowed place is neutral", [*on("gardeners"), mark(36, 49)], 80),
    # Scope. Over P1 to P3, 365 − 27 = 338 are outside, the stray takes 9: 0.8 × 329/338 = 0.77870.
    row(
        "spans",
        "a stray costs less of a longer text",
        on("gardeners", "wonderful", "alongside"),
        77.87,
        paragraphs=[1, 2, 3],
    ),
    # No paragraphs named: the five have 100 + 100 + 165 + 76 + 86 = 527, outside 500: 0.8 × 491/500 = 0.7856.
    row(
        "spans",
        "without paragraphs the scope is the text",
        on("gardeners", "wonderful", "alongside"),
        78.56,
        paragraphs=None,
    ),
]

FULL_FROM = [
    # One place of nine letters; a part of it has precision 1. 8 of 9: F1 = 16/17 = 0.9412, at least 0.9: full.
    row("spans", "F1 of 0.94 is full when all is found", [mark(10, 18)], 100, gold=gold("gardeners")),
    # 7 of 9: F1 = 14/16 = 0.875, below 0.9.
    row("spans", "F1 of 0.875 is not full", [mark(10, 17)], 87.5, gold=gold("gardeners")),
    # Two characters too many, a space and a letter: precision 9/11, recall 1: F1 = 18/20 = 0.9; outside 91, taken 2: the
    # specificity 89/91 brings it to 0.88022, below 0.9.
    row("spans", "0.9 is asked of F1 × specificity", [mark(10, 21)], 88.02, gold=gold("gardeners")),
    # The place of 29 (60 to 89), highlighted with the word before: 39. Precision 29/39, F1 = 58/68 = 0.85294;
    # outside 100 − 29 = 71, taken 10: × 61/71 = 0.73281.
    row("spans", "a highlight that runs a word too far", [mark(50, 89)], 73.28, gold=gold("three-words")),
    # 29 of 29 + 4 ("ide " before it): precision 29/33, F1 = 58/62 = 0.93548, × 67/71 = 0.88278: not yet full.
    row("spans", "a highlight that runs four letters too far", [mark(56, 89)], 88.28, gold=gold("three-words")),
    # Two more, "e ": precision 29/31, F1 = 58/60 = 0.96667, × 69/71 = 0.93944: full.
    row("spans", "a highlight that runs two letters too far is full", [mark(58, 89)], 100, gold=gold("three-words")),
]

HIT_AND_FOUND = [
    # Ten places, the first with a highlight of 18 that lies on it by 9: half of it is a hit, so none is astray.
    # Precision (9 + 1/2)/10 = 0.95, recall 1: F1 = 1.9/1.95 = 0.97436; outside 9 of 275: × 266/275 = 0.94247: full.
    row("spans", "a highlight half on a place is a hit", [mark(10, 28), *on(*IN_P1[1:], *IN_P2)], 100, **TEN),
    # 19 characters, 9 on the place: 9/19 < 1/2 is astray. Precision (9 + 9/19)/10 = 0.94737, F1 = 1.89474/1.94737 =
    # 0.97297; outside 10 of 275: × 265/275 = 0.93759.
    row("spans", "a highlight less than half on a place is astray", [mark(10, 29), *NINE], 93.76, **TEN),
    # A place of ten letters, five of them highlighted: found. Recall (9 + 1/2)/10 = 0.95, F1 = 0.97436: full.
    row("spans", "a place half covered is found", [*NINE, mark(204, 209)], 100, **WITH_TEN_LETTERS),
    # Four of ten: not found. Recall 0.94, F1 = 1.88/1.94 = 0.96907.
    row("spans", "a place less than half covered is not found", [*NINE, mark(204, 208)], 96.91, **WITH_TEN_LETTERS),
    # gardeners is required, wonderful allowed; 82 are outside. 18 characters, 9 of them on the allowed place: neutral.
    row(
        "spans",
        "half on an allowed place is neutral",
        [*on("gardeners"), mark(30, 48)],
        100,
        gold=gold("gardeners", allowed=("wonderful",)),
    ),
    # One character more, 9 of 19: astray. Precision 1/2, F1 = 2/3; outside 10 of 82: × 72/82 = 0.58537.
    row(
        "spans",
        "less than half on an allowed place is astray",
        [*on("gardeners"), mark(30, 49)],
        58.54,
        gold=gold("gardeners", allowed=("wonderful",)),
    ),
    # "wonderful cucumbers", 9 on the required and 9 on the allowed place: it counts for the required one. Precision 9/19,
    # recall 1: F1 = 18/28 = 0.64286. Inside 18, outside 82, of which it takes the space: × 81/82 = 0.63502.
    row(
        "spans",
        "as much on a required as on an allowed place is no neutral highlight",
        [mark(30, 49)],
        63.5,
        gold=gold("wonderful", allowed=("cucumbers",)),
    ),
    # One letter less of wonderful: 9 on the allowed place against 8, and 2 × 9 ≥ 18: neutral, so nothing is found but
    # what it covers: recall 8/9 with no judged highlight, precision as 1: F1 = 16/17, at least 0.9 and found: full.
    row(
        "spans",
        "a neutral highlight still covers what it covers",
        [mark(31, 49)],
        100,
        gold=gold("wonderful", allowed=("cucumbers",)),
    ),
]

EXTENTS = [
    # The place is 60 to 89, or just pineapple, 70 to 79.
    row("spans", "the longer extent", [mark(60, 89)], 100, gold=gold("three-or-one")),
    row("spans", "the shorter extent", [mark(70, 79)], 100, gold=gold("three-or-one")),
    # Without the shorter one, 9 of 29: recall 9/29, precision 1: F1 = 18/38 = 0.47368.
    row("spans", "the shorter extent where it is not listed", [mark(70, 79)], 47.37, gold=gold("three-words")),
    # excellent lies on the longer extent alone: recall 9/29 again.
    row("spans", "a part of the longer extent alone", [mark(60, 69)], 47.37, gold=gold("three-or-one")),
    # It covers the shorter one whole, and lies on the longer one whole: precision and recall 1.
    row("spans", "between the extents", [mark(70, 89)], 100, gold=gold("three-or-one")),
    # "alongside", a space, and the place's 29: precision 29/39 and recall 1 as for the longer extent alone; inside is the
    # longer extent, 71 are outside, 10 taken: 58/68 × 61/71 = 0.73281.
    row("spans", "extents count once for what is inside", [mark(50, 89)], 73.28, gold=gold("three-or-one")),
]

TOUCHING = [
    # Two places with a space between, highlighted as one: 18 of 19 characters are theirs, at least 0.9: as two highlights.
    row("spans", "touching places as one highlight", [mark(60, 79)], 100, gold=gold("excellent", "pineapple")),
    # Two letters and a space more: 18 of 22 = 0.82 < 0.9, so it stays one: precision 9/22, recall 1: F1 = 18/31 =
    # 0.58065; outside 82, taken 4: × 78/82 = 0.55232.
    row("spans", "touching places and more", [mark(57, 79)], 55.23, gold=gold("excellent", "pineapple")),
    # Three places and two spaces: 27 of 29 = 0.93. Split into three.
    row("spans", "three touching places", [mark(60, 89)], 100, gold=gold("excellent", "pineapple", "therefore")),
    # With "e " before: 27 of 31 = 0.871 < 0.9. Precision 9/31, F1 = 18/40 = 0.45; outside 73, taken 4: × 69/73 = 0.42534.
    row(
        "spans",
        "three touching places and a letter more",
        [mark(58, 89)],
        42.53,
        gold=gold("excellent", "pineapple", "therefore"),
    ),
    # The whole of P1, each word a place: 90 of 99 = 0.909 ≥ 0.9. Split into ten.
    row(
        "spans",
        "ten touching places",
        [mark(0, 100)],
        100,
        gold=gold(*(points.ARTICLE.words_in(w).lower() for w in points.ARTICLE.words()[:10])),
    ),
    # One place inside a highlight is never split off. Precision 9/19, F1 = 18/28; outside 91, taken 10: × 81/91 = 0.57221.
    row("spans", "one place and its neighbor", [mark(60, 79)], 57.22, gold=gold("excellent")),
    # Two highlights on one place with a space between are one: with a stray, precision 1/2 and recall 1: F1 = 2/3; outside
    # 71, taken 9: × 62/71 = 0.58216.
    row(
        "spans",
        "touching highlights on one place are one",
        [mark(60, 69), mark(70, 89), *on("gardeners")],
        58.22,
        gold=gold("three-words"),
    ),
    # A word between them, and they stay two: precision 2/3, recall 18/29: F1 = 0.64286, × 62/71 = 0.56137.
    row(
        "spans",
        "highlights on one place with a word between are two",
        [mark(60, 69), mark(80, 89), *on("gardeners")],
        56.14,
        gold=gold("three-words"),
    ),
    # Strays are never joined, though they touch: precision 1/3, recall 1: F1 = 1/2; outside 91, taken 18: × 73/91 = 0.4011.
    row("spans", "touching strays are two", on("wonderful", "gardeners", "delivered"), 40.11, gold=gold("wonderful")),
    # Highlights that cross on one place cover it once: recall 1 and precision 1.
    row("spans", "crossing highlights are one", [mark(60, 75), mark(65, 89)], 100, gold=gold("three-words")),
    # The later one lies inside the first: the joined one ends where the first ends. 29 of 29.
    row("spans", "a highlight inside another", [mark(60, 89), mark(70, 79)], 100, gold=gold("three-words")),
    # Touching highlights on two places are two, each exact.
    row(
        "spans", "touching highlights on two places", on("excellent", "pineapple"), 100, gold=gold("excellent", "pineapple")
    ),
]

LABELS = [
    row(
        "spans",
        "each place with its label",
        [*on("gardeners", label="a"), *on("wonderful", label="b")],
        100,
        **two_labels(["gardeners"], ["wonderful"]),
    ),
    row(
        "spans",
        "each place with the other label",
        [*on("gardeners", label="b"), *on("wonderful", label="a")],
        0,
        **two_labels(["gardeners"], ["wonderful"]),
    ),
    # a is right, b's place bears a: precision 1/2, recall 1/2: F1 = 1/2. Outside a's key 91, taken 9: × 82/91 = 0.45055.
    row(
        "spans",
        "one label for both places",
        on("gardeners", "wonderful", label="a"),
        45.05,
        **two_labels(["gardeners"], ["wonderful"]),
    ),
    # One stray of a: precision 2/3, recall 1: F1 = 0.8. a: 82/91; b: 1. The worse counts: 0.72088.
    row(
        "spans",
        "a stray of one label",
        [*on("gardeners", "cucumbers", label="a"), *on("wonderful", label="b")],
        72.09,
        **two_labels(["gardeners"], ["wonderful"]),
    ),
    # a has one stray, 82/91, and b two, 73/91 (not their product): precision 2/5, recall 1: F1 = 4/7. × 73/91 = 0.45840.
    row(
        "spans",
        "the label that floods most sets the specificity",
        [*on("gardeners", "cucumbers", label="a"), *on("wonderful", "alongside", "excellent", label="b")],
        45.84,
        **two_labels(["gardeners"], ["wonderful"]),
    ),
]

CHOICE = [
    row("choice", "the right option", "b", 100),
    row("choice", "another option", "a", 0),
    row("choices", "all that are right", ["r1", "r2", "r3"], 100),
    # 2/3.
    row("choices", "two of three", ["r1", "r2"], 66.67),
    # (3 − 1)/3.
    row("choices", "all and a wrong one", ["r1", "r2", "r3", "w1"], 66.67),
    # (2 − 1)/3.
    row("choices", "two and a wrong one", ["r1", "r2", "w1"], 33.33),
    # (1 − 1)/3.
    row("choices", "one and a wrong one", ["r1", "w1"], 0),
    # (1 − 2)/3 is below 0: 0.
    row("choices", "never below nothing", ["r1", "w1", "w2"], 0),
    # (3 − 2)/3: it does not pay to tick every box.
    row("choices", "every box", ["r1", "r2", "r3", "may", "w1", "w2"], 33.33),
    row("choices", "an allowed one costs nothing", ["r1", "r2", "r3", "may"], 100),
    row("choices", "an allowed one fills no gap", ["r1", "r2", "may"], 66.67),
    row("choices", "an allowed one alone", ["may"], 0),
    row("choices", "the same box twice", ["r1", "r1"], 33.33),
    row("choices", "nothing ticked is unanswered", [], None),
]

LEDGER = {
    "columns": {
        "who": {"text": "Who?", "labels": {"x": "X", "y": "Y"}},
        "how": {"text": "How?", "labels": {"p": "P", "q": "Q"}},
    },
    "labels": None,
    "items": {"a": "Row a", "b": "Row b"},
    "answer": {"a": {"who": "x", "how": "p"}, "b": {"who": "y", "how": ["p", "q"]}},
    "feedback": dict.fromkeys(("a.who", "a.how", "b.who", "b.how"), points.PAIR),
}
MATCH = [
    row("match", "every row", {"a": "x", "b": "y", "c": "x"}, 100),
    row("match", "another accepted label", {"a": "x", "b": "y", "c": "z"}, 100),
    row("match", "a wrong row", {"a": "x", "b": "x", "c": "x"}, 66.67),
    row("match", "an empty row earns nothing", {"a": "x", "b": "y"}, 66.67),
    row("match", "an empty row and a wrong one", {"a": "x", "b": "z"}, 33.33),
    row("match", "no row right", {"a": "y", "b": "z", "c": "y"}, 0),
    row("match", "no row filled is unanswered", {}, None),
    row("match", "a ledger's every cell", {"a": {"who": "x", "how": "p"}, "b": {"who": "y", "how": "q"}}, 100, **LEDGER),
    # Three of four cells; "how" of b takes either label.
    row("match", "a ledger's cell wrong", {"a": {"who": "y", "how": "p"}, "b": {"who": "y", "how": "p"}}, 75, **LEDGER),
    row("match", "a ledger's one cell", {"b": {"how": "q"}}, 25, **LEDGER),
]

PAPER = {"answer": 52, "unit": "%", "tolerance": 0.5}
NUMBER = [
    row("number", "the number", 12, 100),
    row("number", "another number", 13, 0),
    row("number", "a whole number with a point", "12.0", 100),
    row("number", "with its unit", "12 paragraphs", 100, unit="paragraphs"),
    row("number", "with its unit in the singular", "12 Paragraph", 100, unit="paragraphs"),
    # |12.5 − 12| = 0.5: at the edge.
    row("number", "at the upper edge", 12.5, 100, tolerance=0.5),
    row("number", "at the lower edge", 11.5, 100, tolerance=0.5),
    # A rounding error of up to 1e-9 is forgiven.
    row("number", "half of 1e-9 past the edge", 12.5 + 5e-10, 100, tolerance=0.5),
    row("number", "half of 1e-9 below the edge", 11.5 - 5e-10, 100, tolerance=0.5),
    row("number", "two of 1e-9 past the edge", 12.5 + 2e-9, 0, tolerance=0.5),
    row("number", "two of 1e-9 below the edge", 11.5 - 2e-9, 0, tolerance=0.5),
    row("number", "no tolerance, half of 1e-9 off", 12 + 5e-10, 100),
    row("number", "no tolerance, two of 1e-9 off", 12 + 2e-9, 0),
    row("number", "a comma in thousands", "1,400", 100, answer=1400),
    row("number", "a comma in millions", "1,400,000", 100, answer=1_400_000),
    row("number", "a decimal comma", "0,5", 100, answer=0.5),
    row("number", "a comma before two digits is a decimal one", "1,40", 100, answer=1.4),
    row("number", "a comma behind a nought is a decimal one", "0,400", 100, answer=0.4),
    row("number", "percent as it is", 52, 100, **PAPER),
    row("number", "percent as a share", 0.52, 100, **PAPER),
    row("number", "percent with its mark", "52 %", 100, **PAPER),
    row("number", "percent in words", "52 per cent", 100, **PAPER),
    # 0.52 with the mark is what it says: half a percent.
    row("number", "a share with the mark of percent", "0.52 %", 0, **PAPER),
    # A share is above 0 and at most 1: so 1 is all of it, and 1 % is one in a hundred.
    row("number", "1 is read as all", 1, 100, answer=100, unit="%"),
    row("number", "typed 1 is read as all", "1", 100, answer=100, unit="%"),
    row("number", "1 % is one in a hundred", "1 %", 100, answer=1, unit="%"),
    row("number", "1.01 is above 1, so it is a percent", 1.01, 100, answer=1.01, unit="%"),
    row("number", "0 is 0", 0, 100, answer=0, unit="%"),
    row("number", "no number is unanswered", "many", None),
]

TIES = {"answer": ["a", ["b", "c"], "d"]}
ORDER = [
    row("order", "the order", ["a", "b", "c", "d"], 100),
    # 5 of 6 pairs: 2 × 5/6 − 1 = 2/3.
    row("order", "two neighbors changed over", ["a", "b", "d", "c"], 66.67),
    # cb and db are wrong: 4 of 6: 1/3.
    row("order", "one comes two places too late", ["a", "c", "d", "b"], 33.33),
    # da, db, dc are wrong: 3 of 6, as good as chance: 0.
    row("order", "half of the pairs", ["d", "a", "b", "c"], 0),
    # 1 of 6 would be − 2/3: 0.
    row("order", "never below nothing", ["d", "c", "a", "b"], 0),
    row("order", "turned round", ["d", "c", "b", "a"], 0),
    row("order", "a tie in one order", ["a", "b", "c", "d"], 100, **TIES),
    row("order", "a tie in the other order", ["a", "c", "b", "d"], 100, **TIES),
    # Of five pairs that matter (bc does not), ba is wrong: 2 × 4/5 − 1 = 0.6.
    row("order", "a tie, one pair wrong", ["b", "a", "c", "d"], 60, **TIES),
    # ab and ac wrong: 3 of 5: 0.2.
    row("order", "a tie, two pairs wrong", ["c", "b", "a", "d"], 20, **TIES),
    # ad, bd and cd wrong: 2 of 5 would be − 0.2: 0.
    row("order", "a tie, three pairs wrong", ["d", "a", "c", "b"], 0, **TIES),
]


def calls(*gives) -> dict:
    """The field of a probe with a call for each right output."""
    return {"call": [{"args": [n], "gives": given} for n, given in enumerate(gives)]}


PROBE = [
    row("probe", "every output", {"outputs": [1, 4, 9, 16]}, 100),
    row("probe", "three of four", {"outputs": [1, 4, 9, 17]}, 75),
    row("probe", "a call that failed", {"outputs": [1, 4, {"error": "ValueError: no"}, 16]}, 75),
    # One of four fits by chance.
    row("probe", "the same for every call earns nothing", {"outputs": [4, 4, 4, 4]}, 0),
    row("probe", "nearly the same for every call", {"outputs": [4, 4, 4, 16]}, 50),
    # Where the same is right for every call, it is no idle cell.
    row("probe", "the same is right for every call", {"outputs": [4, 4]}, 100, **calls(4, 4)),
    row("probe", "one call", {"outputs": [4]}, 100, **calls(4)),
    # 4 and 4.005 are due: all the same, but one tells them apart beyond rounding, so half is chance.
    row(
        "probe",
        "outputs due that differ by less than the tolerance",
        {"outputs": [4, 4]},
        0,
        tolerance=0.01,
        **calls(4, 4.005),
    ),
    # Half of 1e-9 past the tolerance is rounding; two of 1e-9 are not. 1 of 2.
    row("probe", "at the tolerance", {"outputs": [0.25, 1.5]}, 100, tolerance=0.25, **calls(0, 1.25)),
    row("probe", "within rounding of the tolerance", {"outputs": [0.25 + 5e-10, 1]}, 100, tolerance=0.25, **calls(0, 1)),
    row("probe", "past the tolerance", {"outputs": [0.25 + 2e-9, 1]}, 50, tolerance=0.25, **calls(0, 1)),
    row("probe", "1.0 is 1", {"outputs": [1.0, 4]}, 100, **calls(1, 4)),
    row("probe", "true is not 1", {"outputs": [True, 4]}, 50, **calls(1, 4)),
    row("probe", "1 is not true", {"outputs": [1, False]}, 50, **calls(True, False)),
    row("probe", "a text is no number", {"outputs": ["1", 4]}, 50, **calls(1, 4)),
    row("probe", "a list, within the tolerance", {"outputs": [[1, 2.25], 4]}, 100, tolerance=0.25, **calls([1, 2], 4)),
    row("probe", "a list that is longer", {"outputs": [[1, 2, 3], 4]}, 50, **calls([1, 2], 4)),
]

PHRASE = [
    row("phrase", "the words", "over", 100),
    row("phrase", "in capitals, with marks and an article", "“The OVER.”", 100),
    row("phrase", "other words", "under", 0),
    row("phrase", "an accepted one inside other words is not enough", "over there", 0),
]

ROUNDING = [
    # 2/3 of 2 = 1.3333.
    row("choices", "points have two decimals", ["r1", "r2"], 1.33, points=2),
    # 2/3 of 1 = 0.6667: up.
    row("choices", "points are rounded up", ["r1", "r2"], 0.67, points=1),
    # 1/3 of 2.5 = 0.8333.
    row("choices", "half points are shared as well", ["r1"], 0.83, points=2.5),
    # 1/6 of 1/73 of 1 = 0.0023: nothing, though it is partial.
    row("spans", "a share too small for two decimals", [mark(0, 100)], 0, points=1),
]

ROWS = [
    *SPANS,
    *FULL_FROM,
    *HIT_AND_FOUND,
    *EXTENTS,
    *TOUCHING,
    *LABELS,
    *CHOICE,
    *MATCH,
    *NUMBER,
    *ORDER,
    *PROBE,
    *PHRASE,
    *ROUNDING,
]


@pytest.mark.parametrize(("kind", "answer", "earned", "fields"), ROWS)
def test_an_answer_earns_what_is_worked_out_by_hand(kind, answer, earned, fields):
    assert grade(points.make(kind, **fields), answer).points == earned


# The rules of free text and of contested questions. Here a row gives the status beside the points.
FITS_TWO = {"quotes": 2, "listed": {"one": ["gardeners", "excellent"], "two": ["beautiful", "breakfast"]}}


def quoted(choice: str | None, *quotes: str) -> dict:
    """An answer of a choice with quotations."""
    return {"choice": choice, "quotes": list(quotes)}


def fitting(first: str, last: str) -> dict:
    """The field that lists one run of words for the first reading."""
    return {"listed": {"one": [through(first, last)], "two": ["beautiful"]}}


EVIDENCE = [
    row("evidence", "a listed reading with words that fit", quoted("one", "gardeners"), (100, "correct")),
    row("evidence", "a listed reading with other words", quoted("one", "landscape"), (50, "partial")),
    row("evidence", "a listed reading with words that fit another", quoted("one", "beautiful"), (50, "partial")),
    row("evidence", "a reading of one's own with words", quoted("own", "landscape"), (50, "partial")),
    row("evidence", "a reading of one's own with words listed for another", quoted("own", "gardeners"), (50, "partial")),
    row("evidence", "words that are not in the article", quoted("one", "elephants"), (0, "unfinished")),
    row("evidence", "a part of a word", quoted("one", "ardeners"), (0, "unfinished")),
    row("evidence", "a listed reading without words", quoted("one"), (0, "unfinished")),
    row("evidence", "a reading of one's own without words", quoted("own"), (0, "unfinished")),
    row("evidence", "words without a reading", quoted(None, "gardeners"), (0, "unfinished")),
    # Only the first of the quotations is kept where one is asked.
    row("evidence", "one is asked, the second fits", quoted("one", "landscape", "gardeners"), (50, "partial")),
    row("evidence", "one is asked, the first is not there", quoted("one", "elephants", "gardeners"), (0, "unfinished")),
    # (1 + 1)/2, (1 + ½)/2, (1 + 0)/2, ½/2.
    row("evidence", "two asked, both fit", quoted("one", "gardeners", "excellent"), (100, "correct"), **FITS_TWO),
    row("evidence", "two asked, one fits", quoted("one", "gardeners", "landscape"), (75, "partial"), **FITS_TWO),
    row(
        "evidence",
        "two asked, one fits, one invented",
        quoted("one", "gardeners", "elephants"),
        (50, "partial"),
        **FITS_TWO,
    ),
    row("evidence", "two asked, one there", quoted("one", "gardeners"), (50, "partial"), **FITS_TWO),
    row("evidence", "two asked, one of other words there", quoted("one", "landscape"), (25, "partial"), **FITS_TWO),
    row("evidence", "two asked, both other words", quoted("two", "landscape", "somewhere"), (50, "partial"), **FITS_TWO),
    row(
        "evidence",
        "two asked, a reading of one's own",
        quoted("own", "gardeners", "landscape"),
        (50, "partial"),
        **FITS_TWO,
    ),
    # The first two that differ: landscape and somewhere, ½ each.
    row(
        "evidence",
        "two asked, the third fits",
        quoted("one", "landscape", "somewhere", "gardeners"),
        (50, "partial"),
        **FITS_TWO,
    ),
    # The first two that differ: gardeners and excellent.
    row(
        "evidence",
        "two asked, the first given twice",
        quoted("one", "gardeners", "gardeners", "excellent"),
        (100, "correct"),
        **FITS_TWO,
    ),
    # Capitals and marks make no other quotation: 1/2.
    row(
        "evidence",
        "two asked, the same words twice",
        quoted("one", "gardeners", "“Gardeners”"),
        (50, "partial"),
        **FITS_TWO,
    ),
    row(
        "evidence",
        "the prompt's words",
        quoted("one", "cucumbers"),
        (0, "unfinished"),
        prompt="What of wonderful cucumbers?",
    ),
    row(
        "evidence",
        "the prompt's words and one more",
        quoted("one", "wonderful cucumbers alongside"),
        (50, "partial"),
        prompt="What of wonderful cucumbers?",
    ),
    row(
        "evidence",
        "an option's words",
        quoted("one", "landscape displayed"),
        (0, "unfinished"),
        options={"one": "The landscape displayed", "two": "The second", "own": "Another"},
    ),
    row(
        "evidence",
        "an option's words and one more",
        quoted("one", "landscape displayed somewhere"),
        (50, "partial"),
        options={"one": "The landscape displayed", "two": "The second", "own": "Another"},
    ),
    # A third of 29 is 9.67 characters: a word of 9 is too little, two words are 19.
    row("evidence", "less than a third", quoted("one", "carpenter"), (50, "partial"), **fitting("portrayed", "musicians")),
    row(
        "evidence",
        "more than a third",
        quoted("one", "carpenter musicians"),
        (100, "correct"),
        **fitting("portrayed", "musicians"),
    ),
    # A third of 27 is 9: a word of 9 is just enough, one of 8 is not.
    row("evidence", "just a third", quoted("one", "direction"), (100, "correct"), **fitting("direction", "remember")),
    row("evidence", "just below a third", quoted("one", "villages"), (50, "partial"), **fitting("direction", "remember")),
    # Of 70 a third is 23.3, but 20 characters are always enough: 10 + 1 + 9; and 9 + 1 + 9 = 19 are not.
    row(
        "evidence",
        "twenty characters",
        quoted("one", "Newspapers portrayed"),
        (100, "correct"),
        **fitting("Newspapers", "furniture"),
    ),
    row(
        "evidence",
        "nineteen characters",
        quoted("one", "portrayed carpenter"),
        (50, "partial"),
        **fitting("Newspapers", "furniture"),
    ),
    # Three times 49 is 147: a quotation of 147 fits, one of 153 does not.
    row(
        "evidence",
        "three times as long",
        quoted("one", through("portrayed", "discovery")),
        (100, "correct"),
        **fitting("portrayed", "telephone"),
    ),
    row(
        "evidence",
        "more than three times as long",
        quoted("one", through("portrayed", "river")),
        (50, "partial"),
        **fitting("portrayed", "telephone"),
    ),
    # Three times 9 is 27, but up to 120 characters always fit: 120 do, 130 do not.
    row(
        "evidence",
        "a hundred and twenty characters",
        quoted("one", through("Newspapers", "chocolate")),
        (100, "correct"),
        **fitting("carpenter", "carpenter"),
    ),
    row(
        "evidence",
        "a hundred and thirty characters",
        quoted("one", through("Newspapers", "direction")),
        (50, "partial"),
        **fitting("carpenter", "carpenter"),
    ),
]


# P1 has 100 characters, 18 of them on the two listed places, 82 outside.
def listed(*places: str, reading: tuple[str, ...], **fields) -> dict:
    """The fields of a contested question that lists these places, and some of them as its one reading."""
    key = {"cue": {"allowed": list(places)}}
    return {"standing": "contested", "gold": key, "readings": [{"cue": list(reading)}]} | fields


OPEN_KEY = listed("gardeners", "wonderful", reading=("gardeners",))
TWO_OF_P1 = listed("gardeners", "wonderful", reading=("gardeners", "wonderful"), highlights=2)
TWO_EACH = listed(
    *("gardeners", "wonderful", "alongside", "afterward", "beautiful"),
    reading=("gardeners", "wonderful", "afterward", "beautiful"),
    each_paragraph=2,
    paragraphs=[1, 2],
)
TWO_IN_ALL = listed(
    "gardeners", "wonderful", "afterward", reading=("wonderful", "afterward"), highlights=2, paragraphs=[1, 2]
)
CONTESTED = [
    row("spans", "contested: a listed place", on("gardeners"), (100, "correct"), **OPEN_KEY),
    row(
        "spans",
        "contested: two listed places where one is asked",
        on("gardeners", "wonderful"),
        (100, "correct"),
        **OPEN_KEY,
    ),
    # ½ × (1 − 9/82) = ½ × 73/82 = 0.44512.
    row("spans", "contested: other words", on("alongside"), (44.51, "partial"), **OPEN_KEY),
    # The best one counts: 1 × 73/82 = 0.89024.
    row("spans", "contested: a listed place and other words", on("gardeners", "alongside"), (89.02, "partial"), **OPEN_KEY),
    # 18 characters, 9 on the place: half. 1 × (1 − 9/82) = 0.89024.
    row("spans", "contested: half on a listed place", [mark(10, 28)], (89.02, "partial"), **OPEN_KEY),
    # 19 characters, 9 on the place. ½ × (1 − 10/82) = 0.43902.
    row("spans", "contested: less than half on a listed place", [mark(10, 29)], (43.9, "partial"), **OPEN_KEY),
    # 99 characters, 9 on one place. ½ × (1 − 81/82) = 0.00610.
    row("spans", "contested: everything", [mark(0, 100)], (0.61, "partial"), **OPEN_KEY),
    # m = 2: (1 + 1)/2; 1/2; (1 + ½)/2 × 73/82 = 0.66768; (½ + ½)/2 × 64/82 = 0.39024; the best two of three: 1 × 73/82.
    row("spans", "contested: two asked, two listed", on("gardeners", "wonderful"), (100, "correct"), **TWO_OF_P1),
    row("spans", "contested: two asked, one listed", on("gardeners"), (50, "partial"), **TWO_OF_P1),
    row("spans", "contested: two asked, one of other words", on("gardeners", "alongside"), (66.77, "partial"), **TWO_OF_P1),
    row("spans", "contested: two asked, both other words", on("alongside", "excellent"), (39.02, "partial"), **TWO_OF_P1),
    row(
        "spans",
        "contested: two asked, three highlighted",
        on("alongside", "gardeners", "wonderful"),
        (89.02, "partial"),
        **TWO_OF_P1,
    ),
    # Two in each of two paragraphs: 4/4; (2 + 1)/4; three in one paragraph count for two there: (2 + 1)/4.
    row(
        "spans",
        "contested: two in each paragraph",
        on("gardeners", "wonderful", "afterward", "beautiful"),
        (100, "correct"),
        **TWO_EACH,
    ),
    row(
        "spans",
        "contested: one paragraph has one",
        on("gardeners", "wonderful", "afterward"),
        (75, "partial"),
        **TWO_EACH,
    ),
    row(
        "spans",
        "contested: three in one paragraph and one in the other",
        on("gardeners", "wonderful", "alongside", "afterward"),
        (75, "partial"),
        **TWO_EACH,
    ),
    # wonderful is listed for b alone: ½ × (1 − 9/91) = 0.45055.
    row(
        "spans",
        "contested: a place of the other label",
        on("wonderful", label="a"),
        (45.05, "partial"),
        standing="contested",
        labels={"a": "label a", "b": "label b"},
        gold={"a": {"allowed": ["gardeners"]}, "b": {"allowed": ["wonderful"]}},
        readings=[{"a": ["gardeners"]}, {"b": ["wonderful"]}],
    ),
    # Two in all, wherever they are; and one of two.
    row("spans", "contested: two asked of both paragraphs", on("wonderful", "afterward"), (100, "correct"), **TWO_IN_ALL),
    row("spans", "contested: two asked, both in one", on("gardeners", "wonderful"), (100, "correct"), **TWO_IN_ALL),
    row("spans", "contested: one of two asked of both", on("afterward"), (50, "partial"), **TWO_IN_ALL),
]

RUNS = {"from_article": True, "wrong": [{"say": ["1,400 crates"], "feedback": points.PAIR}]}
PLACE = {"from_article": True, "accept": ["Washington, D.C."]}
PHRASE_RUNS = [
    row("phrase", "a run that holds an accepted phrase", "over 1,400", (100, "correct"), **RUNS),
    row("phrase", "a number without its comma", "over 1400", (100, "correct"), **RUNS),
    row("phrase", "the word over", "the word over", (100, "correct"), **RUNS),
    # It holds "over" and the listed wrong "1,400 crates".
    row("phrase", "a run that holds a wrong one as well", "over 1,400 crates", (0, "incorrect"), **RUNS),
    row("phrase", "a run that holds no accepted phrase", "crates", (0, "incorrect"), **RUNS),
    row("phrase", "no run of the article", "over 1,500", (0, "incorrect"), **RUNS),
    row("phrase", "an abbreviation without stops", "Washington, DC", (100, "correct"), **PLACE),
    row("phrase", "an abbreviation without a comma", "Washington D.C.", (100, "correct"), **PLACE),
    row("phrase", "a run around an abbreviation", "came to Washington, D.C.", (100, "correct"), **PLACE),
]

# Asked for are Moss, 1,400, crates, a word such as said, and the fact: five. This has all, in twelve words.
MOSS = "Ben Moss said he likes the plan, and that 1,400 crates came."
REWRITE = [
    row("rewrite", "all that is asked for", MOSS, (100, "complete")),
    row("rewrite", "a number without its comma", MOSS.replace("1,400", "1400"), (100, "complete")),
    row("rewrite", "a word in quotation marks", MOSS.replace("plan,", "plan, calls it “bold”,"), (100, "complete")),
    # 4/5, 3/5, 0/5.
    row("rewrite", "four of five", MOSS.replace("crates ", ""), (80, "unfinished")),
    row("rewrite", "three of five", "Ben Moss said that 1,400 came to the town.", (60, "unfinished")),
    row("rewrite", "none of five", "The weather was fine on that day.", (0, "unfinished")),
    # A gate that is open holds back half: 5/5 ÷ 2.
    row("rewrite", "a word to drop", MOSS.replace("likes", "praised it and likes"), (50, "unfinished")),
    row("rewrite", "another form of a word to drop", MOSS.replace("likes", "praises it and likes"), (50, "unfinished")),
    row("rewrite", "another form of a word to avoid", MOSS.replace("and", "and boasted"), (50, "unfinished")),
    row("rewrite", "a number that is new", MOSS.replace("came", "came on 3 trucks"), (50, "unfinished")),
    row("rewrite", "a number that is new, in words", MOSS.replace("came", "came on three trucks"), (50, "unfinished")),
    row("rewrite", "a quotation that is new", MOSS.replace("plan,", "plan, calls it “huge”,"), (50, "unfinished")),
    row("rewrite", "a quotation in single marks", MOSS.replace("plan,", "plan, calls it ‘huge’,"), (50, "unfinished")),
    row("rewrite", "a quotation in angle marks", MOSS.replace("plan,", "plan, calls it «huge»,"), (50, "unfinished")),
    # "old" is only in "bold".
    row("rewrite", "a quotation of half a word", MOSS.replace("plan,", "plan, calls it “old”,"), (50, "unfinished")),
    row("rewrite", "a listed word without its marks", MOSS.replace("plan,", "plan, so bold,"), (50, "unfinished")),
    row("rewrite", "the fewest words", MOSS, (100, "complete"), min_words=12),
    row("rewrite", "one word too few", MOSS, (50, "unfinished"), min_words=13),
    row("rewrite", "the most words", MOSS, (100, "complete"), max_words=12),
    row("rewrite", "one word too many", MOSS, (50, "unfinished"), max_words=11),
    # Two gates hold back no more than one.
    row("rewrite", "two gates", MOSS.replace("came", "praised on 3 trucks came"), (50, "unfinished")),
    # 4/5 ÷ 2.
    row("rewrite", "four of five and a gate", MOSS.replace("crates came", "came on 3 trucks"), (40, "unfinished")),
    # 3 × 4/5 = 2.4; 1 × 3/5 ÷ 2 = 0.3.
    row("rewrite", "four of five of three points", MOSS.replace("crates ", ""), (2.4, "unfinished"), points=3),
    # The fact is there, and its owner is in another sentence: 4/5.
    row(
        "rewrite",
        "an owner in another sentence",
        "Lind likes the plan. Ben Moss said that 1,400 crates came.",
        (80, "unfinished"),
        fact=[{"id": "plan", "say": ["likes the plan"], "owner": ["Moss"], "feedback": points.PAIR}],
    ),
    row(
        "rewrite",
        "an owner in the same clause",
        "Ben Moss likes the plan. He said that 1,400 crates came.",
        (100, "complete"),
        fact=[{"id": "plan", "say": ["likes the plan"], "owner": ["Moss"], "feedback": points.PAIR}],
    ),
    # What needs a person waits, and costs nothing.
    row("rewrite", "a denial near a fact", MOSS.replace("likes", "never likes"), (None, "needs_teacher")),
    row("rewrite", "a letter that looks like another", MOSS.replace("and", "and bоasted"), (None, "needs_teacher")),
    row("rewrite", "a word of contempt", MOSS.replace("said", "the idiot said"), (None, "needs_teacher")),
]

REFLECTION = [
    row("reflection", "as many words as asked", "I saw crates.", (100, "complete")),
    row("reflection", "a word too few", "I saw.", (0, "unfinished")),
    row("reflection", "nothing written", "  ", (None, "unanswered")),
]

UNTOUCHED = [
    row(
        "order",
        "left as it is shown",
        [item["id"] for item in points.make("order").public()["items"]],
        (None, "unanswered"),
    ),
]

NEW_RULES = [*EVIDENCE, *CONTESTED, *PHRASE_RUNS, *REWRITE, *REFLECTION, *UNTOUCHED]


@pytest.mark.parametrize(("kind", "answer", "earned", "fields"), NEW_RULES)
def test_an_answer_in_words_earns_what_is_worked_out_by_hand(kind, answer, earned, fields):
    result = grade(points.make(kind, **fields), answer)
    assert (result.points, result.status) == earned


class Given(Question):
    """A question whose answer is its share."""

    def normalize(self, answer):
        return answer

    def score(self, answer):
        return Score(answer)


@pytest.mark.parametrize(
    ("share", "status", "earned"),
    [
        # Within 1e-9 of full is a rounding error.
        (1, "correct", 3),
        (1 - 5e-10, "correct", 3),
        # 3 × 0.999999998 rounds to 3.00, but is no full answer.
        (1 - 2e-9, "partial", 3),
        # 3 × 0.99 = 2.97: what highlighting without all places gets at most.
        (0.99, "partial", 2.97),
        (1e-12, "partial", 0),
        (0, "incorrect", 0),
        # Never more than all, or less than nothing.
        (1.5, "correct", 3),
        (-0.5, "incorrect", 0),
    ],
)
def test_a_share_becomes_a_status_and_points(share, status, earned):
    result = Given(id="a", standing="settled", prompt="?", points=3).grade(share)
    assert (result.status, result.points) == (status, earned)


STRAY = (("cue", Span(0, 1)),)


@pytest.mark.parametrize(
    ("fit", "share"),
    [
        # F1 1 × 0.995 = 0.995: full without a stray and with every place found, else never above 0.99.
        (Fit(1, 1, 0.995, 2, 2, ()), 1),
        (Fit(1, 1, 0.995, 2, 2, STRAY), 0.99),
        (Fit(1, 1, 0.995, 1, 2, ()), 0.99),
        # 0.9 is enough for full, a little less is what it is.
        (Fit(1, 1, 0.9, 2, 2, ()), 1),
        (Fit(1, 1, 0.899, 2, 2, ()), 0.899),
        (Fit(1, 1, 0.985, 2, 2, STRAY), 0.985),
        # 2 × 0.5 × 0.25 ÷ 0.75 = 1/3, × 0.5.
        (Fit(0.5, 0.25, 0.5, 0, 2, ()), 1 / 6),
        (Fit(0, 0, 1, 0, 2, ()), 0),
    ],
)
def test_a_fit_is_full_from_nine_tenths_on_and_capped_with_a_stray(fit, share):
    assert fit.share == pytest.approx(share, abs=1e-12)
