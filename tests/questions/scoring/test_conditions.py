from __future__ import annotations

import pytest

from exercises.questions.scoring import conditions
from exercises.questions.scoring.conditions import filled
from exercises.questions.scoring.draft import read_draft
from exercises.questions.scoring.labels import labelled
from tests.questions.scoring.pages import SAID


def words(condition, text: str) -> tuple[str, ...]:
    """The words that break a condition; nothing where it is met."""
    found = condition.look(read_draft(text))
    return () if found is None else found.words


@pytest.mark.parametrize(
    ("text", "lost"),
    [("The bridges are new.", ()), ("About 1400 people.", ("bridge",)), ("A bridgehead.", ("bridge",))],
)
def test_what_must_stay_may_stay_in_any_form(text, lost):
    assert words(conditions.keep("bridge|crossing", SAID), text) == lost


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Reed praised it.", ("praised",)),
        ("Praising it, Reed left.", ("Praising",)),
        ("full of praise", ("praise",)),
        ("Reed prаised it.", ("praised",)),
        ("Reed liked it.", ()),
    ],
)
def test_a_word_must_be_gone_in_all_forms_and_disguises(text, left):
    assert words(conditions.drop(("praised",), SAID), text) == left


def test_what_must_not_come_in_is_named():
    assert words(conditions.avoid(("to boast", "wild"), SAID), "Wild Reed boasted.") == ("Wild", "boasted")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Reed felt “wild joy”.", ()),
        ("Reed felt ‘wild joy’.", ()),
        ("Reed felt wild joy.", ("wild",)),
        ("Reed felt “a wild joy”.", ("wild",)),
        ("Wildly, “wild joy”.", ("Wildly",)),
    ],
)
def test_a_queried_word_may_stand_only_in_exact_quotation(text, own, page):
    assert words(conditions.unquoted(("wild",), page, SAID), text) == own


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Reed felt “wild joy”.", ()),
        ("Reed called it wild.", ()),
        ("Reed said that it was wild.", ()),
        ("It was wild. Reed said so much.", ("wild",)),
        ("They had “a wild day”.", ("wild",)),
    ],
)
def test_a_label_is_quoted_or_its_clause_has_an_owner(text, own, page):
    assert words(labelled(("wild",), page, SAID), text) == own


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("In two days 1400 people (P3) crossed, and hundreds of lamps came.", ()),
        ("37 people, and 37 more.", ("37",)),
        ("14 people.", ("14",)),
        ("Fourteen hundred people crossed.", ()),
        ("Two billion people crossed.", ("Two billion",)),
        ("Thousands crossed.", ("Thousands",)),
        ("One person, a third one, and three points.", ()),
    ],
)
def test_a_number_is_new_when_the_article_does_not_have_it(text, new, page):
    assert words(conditions.no_new_number(page, SAID), text) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Reed said “it will prevent or delay”.", ()),
        ("Reed said ‘it will end all jams’.", ("it will end all jams",)),
        ("Reed said «a da».", ("a da",)),
        ("Reed's words aren't Moss’ words.", ()),
    ],
)
def test_a_quotation_is_new_when_the_article_does_not_have_its_words(text, new, page):
    assert words(conditions.no_new_quotation(page, SAID), text) == new


@pytest.mark.parametrize(("count", "met"), [(2, False), (3, True), (5, True), (6, False)])
def test_a_length_is_within_bounds(count, met):
    assert (words(conditions.length(3, 5, SAID), "word " * count) == ()) is met


@pytest.mark.parametrize(
    "text",
    [
        "Reed and Moss meet",
        "Reed flatters Moss",
        "Ministers talk on Monday",
        "Bridge opened by Reed",
        "Reed talks on Monday",
        "Town thanks Reed for bridge",
        "Talks were held",
    ],
)
def test_a_verb_is_seen(text, page):
    assert conditions.verb(page, SAID).look(read_draft(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Reed, Moss: talks, reports, two states",
        "Reed and Moss: bridge on the agenda",
        "Labels: unclear",
        "Alder Street talks between Reed and Moss",
        "Town support for Reed and Moss",
        "Reed people",
    ],
)
def test_nouns_are_no_verb(text, page):
    assert conditions.verb(page, SAID).look(read_draft(text)) is not None


def test_a_notice_names_five_words_at_most_and_a_count_without_marks():
    assert filled(SAID, ("a", "b", "c", "d", "e", "f")).noticed == "Seen: “a”, “b”, “c”, “d”, “e”."
    assert filled(SAID, ("12",)).noticed == "Seen: 12."


# The article has “over 1,400 people” and no limit from above.
@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Over 1,400 people crossed.", ()),
        ("Nearly 1,400 people crossed.", ("nearly 1,400",)),
        ("Up to 1,400 people crossed.", ("up to 1,400",)),
        ("No more than 1,400 people crossed.", ("no more than 1,400",)),
        ("They were no more than, say, 1,400.", ()),
        ("1,400 or fewer crossed.", ("1,400 or fewer",)),
        ("1,400 people at most crossed.", ("1,400 people at most",)),
        ("1,400 brave people at the most crossed.", ("1,400 brave people at the most",)),
        ("1,400 people came exactly on time.", ("1,400 people came exactly",)),
        ("1,400 people came there exactly on time.", ()),
        ("1,400 people of the town at most crossed.", ()),
        ("At most 1,400, and only 1,400.", ("at most 1,400", "only 1,400")),
        ("Nearly 1,400 and nearly 1,400.", ("nearly 1,400",)),
        ("Of that, 37 of three points.", ("37",)),
        # “two days” has no limit from below in the article, so “only” adds no other number, and “more than” does.
        ("In only two days, in exactly two days.", ()),
        ("In more than two days.", ("more than two",)),
        ("More than 1,400, in excess of 1,400.", ()),
        # What the writer has just counted may come again without its noun.
        ("It makes 5 points, so I make 5 as well.", ()),
        ("It makes 5 points about 5 bridges.", ("5",)),
    ],
)
def test_a_limit_that_the_article_does_not_have_makes_a_number_new(text, new, page):
    assert words(conditions.no_new_number(page, SAID), text) == new


def test_a_card_states_each_condition_in_words(page):
    assert conditions.length(3, 5, SAID).text == "3 to 5 words"
    assert [conditions.long_enough(least).text for least in (1, 2)] == ["at least 1 word", "at least 2 words"]
    gates = [conditions.length(1, 2, SAID), conditions.no_new_number(page, SAID), conditions.no_new_quotation(page, SAID)]
    gates += [conditions.drop(("a",), SAID), conditions.unquoted(("a",), page, SAID), labelled(("a",), page, SAID)]
    asked = [conditions.keep("a", SAID), conditions.one_of(("a",), SAID), conditions.verb(page, SAID)]
    asked.append(conditions.long_enough(2))
    assert [one.gate for one in gates] == [True] * 6
    assert [one.gate for one in asked] == [False] * 4
    assert words(conditions.long_enough(2), "One") == ("1",)
    assert words(conditions.long_enough(2), "One two") == ()
