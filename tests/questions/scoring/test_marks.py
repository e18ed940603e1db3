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
