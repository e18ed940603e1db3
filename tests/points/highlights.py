"""Settled highlighting: F1 × specificity over places that are required, allowed, or neither."""

from __future__ import annotations

from tests.points.lesson import ARTICLE, gold, mark, on, row


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
    # No paragraphs named: the six have 100 + 100 + 165 + 76 + 86 + 20 = 547, outside 520: 0.8 × 511/520 = 0.78615.
    row(
        "spans",
        "without paragraphs the scope is the text",
        on("gardeners", "wonderful", "alongside"),
        78.62,
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
    # The allowed place lies within the required one: 9 on each. It counts for the required one beside a stray: precision
    # 1/2, recall 9/29: F1 = 0.38298; outside 71, taken 9: × 62/71 = 0.33443.
    row(
        "spans",
        "an allowed place within a required one",
        on("pineapple", "gardeners"),
        33.44,
        gold=gold("three-words", allowed=("pineapple",)),
    ),
    # 15 characters, 9 of them on the allowed place: neutral. It covers 5 of 9 letters of wonderful. No highlight is judged,
    # so precision and specificity are 1: F1 = (10/9) ÷ (14/9) = 0.71429.
    row(
        "spans",
        "a neutral highlight that covers half of a place",
        [mark(34, 49)],
        71.43,
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
        gold=gold(*(ARTICLE.words_in(w).lower() for w in ARTICLE.words()[:10])),
    ),
    # P6: 18 of 20 with the comma and the space, exactly 0.9: split.
    row("spans", "nine tenths of a highlight", [mark(537, 557)], 100, gold=gold("ambulance", "passenger"), paragraphs=[6]),
    # All of P6 is the place: nothing is outside.
    row("spans", "a place that is the whole text", [mark(537, 557)], 100, gold=gold("all-of-p6"), paragraphs=[6]),
    # A place counts as inside by its first extent. Both are: 9 + 29 of 39, split into two exact ones.
    row("spans", "the first extent is split off", [mark(50, 89)], 100, gold=gold("alongside", "three-or-one")),
    # The highlight of 29 ends, or begins, within the first extent of one place: not split, though it holds the second one.
    # 19 of its 29 are on that extent, so precision is 19/29; recall is 1 by the second one: F1 = 38/48 = 0.79167. Inside
    # 9 + 29, outside 62, taken 1 (a space): × 61/62 = 0.77890.
    row("spans", "a highlight ends in the first extent", [mark(50, 79)], 77.89, gold=gold("alongside", "three-or-one")),
    row("spans", "a highlight begins in the first extent", [mark(70, 99)], 77.89, gold=gold("three-or-one", "neighbors")),
    # One place in a highlight of 31 is no reason to cut it: precision 29/31, recall 1/2: F1 = 0.65169; outside 62, taken 2:
    # × 60/62 = 0.63066.
    row(
        "spans",
        "a single place is not cut out of a highlight",
        [mark(58, 89)],
        63.07,
        gold=gold("three-words", "gardeners"),
    ),
    # The second highlight, of 13, lies on pineapple by 9 and on excellent by 3. excellent is covered by 9 + 3, which is no
    # more than whole: recall 1. Precision (1 + 9/13 + 0)/3 = 0.56410: F1 = 0.72131; outside 82, taken 1 + 9: × 72/82 =
    # 0.63335.
    row(
        "spans",
        "a place is covered once at most",
        [mark(60, 69), mark(66, 79), *on("gardeners")],
        63.33,
        gold=gold("excellent", "pineapple"),
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


HIGHLIGHTS = [*SPANS, *FULL_FROM, *HIT_AND_FOUND, *EXTENTS, *TOUCHING, *LABELS]
