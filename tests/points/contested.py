"""Contested highlighting: any listed places, as many as are asked for."""

from __future__ import annotations

from tests.points.lesson import mark, on, row


# P1 has 100 characters, 18 of them on the two listed places, 82 outside.
def listed(*places: str, reading: tuple[str, ...], **fields) -> dict:
    """The fields of a contested question that lists these places, and some of them as its one reading."""
    key = {"cue": {"allowed": list(places)}}
    return {"standing": "contested", "gold": key, "readings": [{"cue": list(reading)}]} | fields


OPEN_KEY = listed("gardeners", "wonderful", reading=("gardeners",))
THREE_WORDS = listed("three-words", reading=("three-words",))
TWENTY_SEVEN = listed("direction-on", reading=("direction-on",), paragraphs=[3])
FORTY_NINE = listed("portrayed-on", reading=("portrayed-on",), paragraphs=[3])
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
    # "delivered wonderful": 9 of 19 on the place, so other words. It overlaps with the listed highlight, and only that
    # Outside 82, taken 10: 1 × 72/82 = 0.87805.
    row(
        "spans",
        "contested: a listed place and a longer highlight around it",
        [mark(20, 39), *on("wonderful")],
        (87.8, "partial"),
        **OPEN_KEY,
    ),
    # The place of 29 (60 to 89): a third is 9.67. A word of 9 is too little, two words are 19; nothing is outside.
    row("spans", "contested: less than a third of a place", on("excellent"), (50, "partial"), **THREE_WORDS),
    row("spans", "contested: more than a third of a place", [mark(60, 79)], (100, "correct"), **THREE_WORDS),
    # Of 27 a third is 9: a word of 9 is just enough, one of 8 is not.
    row("spans", "contested: just a third of a place", on("direction"), (100, "correct"), **TWENTY_SEVEN),
    row("spans", "contested: just below a third of a place", on("villages"), (50, "partial"), **TWENTY_SEVEN),
    # Of 49 a third is 16.3, but 12 characters are always enough, and 11 are not.
    row("spans", "contested: twelve characters of a long place", [mark(215, 227)], (100, "correct"), **FORTY_NINE),
    row("spans", "contested: eleven characters of a long place", [mark(215, 226)], (50, "partial"), **FORTY_NINE),
    # P1 to P3 have 365 characters, 347 outside: 1 × 338/347 = 0.974, and all that is asked for is listed: full.
    row(
        "spans",
        "contested: nine tenths are full",
        on("gardeners", "alongside"),
        (100, "correct"),
        **OPEN_KEY | {"paragraphs": [1, 2, 3]},
    ),
    # Two asked: a listed one and other words, (1 + ½)/2 × 338/347 = 0.73055: never full.
    row(
        "spans",
        "contested: nine tenths are asked of listed places",
        on("gardeners", "alongside"),
        (73.05, "partial"),
        **TWO_OF_P1 | {"paragraphs": [1, 2, 3]},
    ),
    # One asked and two strays: 1 × 64/82 × 1/2 = 0.39024. Two asked and three strays: 1 × 55/82 × 2/3 = 0.44715.
    row(
        "spans",
        "contested: two strays where one is asked",
        on("gardeners", "alongside", "excellent"),
        (39.02, "partial"),
        **OPEN_KEY,
    ),
    row(
        "spans",
        "contested: three strays where two are asked",
        on("gardeners", "wonderful", "alongside", "excellent", "pineapple"),
        (44.72, "partial"),
        **TWO_OF_P1,
    ),
    # P4 has 76 characters, 17 + 6 of them on listed places, 53 outside. The small word “to” carries nothing: (1 + 0)/2; and
    # it takes 2 of the 53: 1/2 × 51/53 = 0.48113.
    row(
        "spans",
        "contested: a small word",
        [*on("over 1,400 crates"), mark(416, 418)],
        (48.11, "partial"),
        **listed("q-p4", "monday", reading=("q-p4", "monday"), highlights=2, paragraphs=[4]),
    ),
    # Two in all, wherever they are; and one of two.
    row("spans", "contested: two asked of both paragraphs", on("wonderful", "afterward"), (100, "correct"), **TWO_IN_ALL),
    row("spans", "contested: two asked, both in one", on("gardeners", "wonderful"), (100, "correct"), **TWO_IN_ALL),
    row("spans", "contested: one of two asked of both", on("afterward"), (50, "partial"), **TWO_IN_ALL),
]
