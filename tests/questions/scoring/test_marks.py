from __future__ import annotations

import pytest

from exercises.questions.scoring.marks import quotations_in


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “over there” twice.", ["over there"]),
        ('He said "over there" twice.', ["over there"]),
        ("He said ‘over there’ twice.", ["over there"]),
        ("He said 'over there' twice.", ["over there"]),
        ("He said «over there» and »again« twice.", ["over there", "again"]),
        ("He said ‹over there› twice.", ["over there"]),
        ("Er sagte „over there“ zweimal, und „again”.", ["over there", "again"]),
        ("Er sagte ‚over there‘ zweimal.", ["over there"]),
        ("He said ``over there'' twice.", ["over there"]),
        ("He said ''over there'' twice.", ["over there"]),
        ("'Over there,' he said, 'and again.'", ["Over there,", "and again."]),
        ("He called it 'the builders' day' and left.", ["the builders' day"]),
    ],
)
def test_every_kind_of_mark_quotes(text, quoted):
    assert [quotation.words for quotation in quotations_in(text)] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "Moss’ words aren't the builders' words.",
        "It's the town’s bridge, and the builders' as well.",
        "In the ’90s, 'twas rock ’n’ roll.",
        "A stray ” mark, as at the end of a paragraph.",
        "6' 2\" tall",
    ],
)
def test_apostrophes_and_stray_closing_marks_quote_nothing(text):
    assert quotations_in(text) == ()


def test_a_mark_that_nothing_closes_quotes_to_the_end_of_the_line():
    found = quotations_in("He said “over there.\nThen he left.")
    assert [(quotation.words, quotation.closed) for quotation in found] == [("over there.", False)]


def test_a_quotation_knows_where_its_words_and_marks_are():
    (found,) = quotations_in("So: “over there”.")
    assert (found.start, found.end, found.marks) == (5, 15, (4, 15))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # (words, start, end, marks, whether closed); two marks in a row are two places.
        ("He said ``over'' it.", [("over", 10, 14, (8, 9, 14, 15), True)]),
        ("He said ,,over“ it.", [("over", 10, 14, (8, 9, 14), True)]),
        ("He said ''over'' it and ''out\".", [("over", 10, 14, (8, 9, 14, 15), True), ("out", 26, 29, (24, 25, 29), True)]),
        ("He said ,,over it.", []),
        ("over, and 'out' it", [("out", 11, 14, (10, 14), True)]),
        # Words of a plural: the first mark is an apostrophe where a later one closes.
        ("‘the ministers’ talks’ go on", [("the ministers’ talks", 1, 21, (0, 21), True)]),
        ("‘the ministers’ talks go on", [("the ministers", 1, 14, (0, 14), True)]),
        ("‘ministers’ and ‘the talks’", [("ministers", 1, 10, (0, 10), True), ("the talks", 17, 26, (16, 26), True)]),
        ("‘the minister’ talks’", [("the minister", 1, 13, (0, 13), True)]),
        ("‘the ministers’, talks’", [("the ministers", 1, 14, (0, 14), True)]),
        # A mark right behind a letter, or before a blank, opens nothing.
        ("a‘b’ ‘ c’ ”", []),
        ("“” “ ” “x”", [("x", 8, 9, (7, 9), True)]),
        ('" over" "out"', [("out", 9, 12, (8, 12), True)]),
        ("”over” it", [("over", 1, 5, (0, 5), True)]),
        ("‘a’ ‘b’", [("a", 1, 2, (0, 2), True), ("b", 5, 6, (4, 6), True)]),
        ("‘over\nit’", []),
        ("“over\nit”", [("over\nit", 1, 8, (0, 8), True)]),
        ("“over\nit", [("over", 1, 5, (0,), False)]),
        ("“over", [("over", 1, 5, (0,), False)]),
    ],
)
def test_each_quotation_has_its_words_and_places(text, found):
    assert [(q.words, q.start, q.end, q.marks, q.closed) for q in quotations_in(text)] == found


def test_a_quotation_is_closed_within_1500_characters():
    for mark, close in ("“”", "‘’"):
        near, far = (quotations_in(f"{mark}{'a' * length}{close} b") for length in (1_498, 1_600))
        assert [(q.end, q.closed) for q in near] == [(1_499, True)]
        assert all(not q.closed for q in far)
