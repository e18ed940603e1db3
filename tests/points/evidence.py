"""Quotations for a reading: graded on the words, and not on the reading."""

from __future__ import annotations

from tests.points.lesson import row, through

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
