from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.kinds.rewrite import word_diff
from tests import library
from tests.questions.scoring import pages

GOOD = library.RIGHT["rewrite"]
# The library's question asks for four things: "library", "Monday", "ten months", and one word of "said", "according to".


@pytest.fixture
def rewrite(context):
    return library.make("rewrite", context)


@pytest.fixture(scope="module")
def brief(tmp_path_factory):
    """A question on the made-up page of the scoring tests: a name, a fact of Reed's, a claim of Moss's, 2 points."""
    table = library.question("rewrite", "source", "drop", "avoid", "owner", "wrong") | {
        "keep": ["bridge"],
        "unquoted": ["wild"],
        "weigh": ["boast"],
        "own_words": True,
        "fact": [{"id": "number", "text": "how many", "say": ["1,400"], "owner": ["Reed"], "feedback": list("ab")}],
        "claim": [{"id": "ferry", "text": "the ferry", "say": ["ferry is"], "owner": ["Moss"]}],
        "samples": ["Reed said that over 1,400 people cross the bridge in a day."],
    }
    table["feedback"] = {"keep": list("kl"), "unquoted": list("uv"), "weigh": ["{words}?", "w"], "length": list("mn")}
    return library.build(table, pages.context(tmp_path_factory.mktemp("page")))


def test_a_rewrite_that_meets_every_condition_is_complete_and_never_correct(rewrite):
    result = grade(rewrite, GOOD)
    assert (result.status, result.points, result.flags) == ("complete", 2, ())
    assert (result.extra["met"], result.extra["asked"], result.extra["completion"]) == (4, 4, 1)


def test_the_card_says_what_the_checks_cannot_tell_and_who_reads_it(rewrite):
    told = str(grade(rewrite, GOOD))
    assert "They cannot tell whether it is true to the article, or fair. Your teacher reads it for that." in told


@pytest.mark.parametrize(
    ("answer", "said", "points"),
    [
        # 3 of 4 asked for: 2 × 3 ÷ 4.
        ("On Monday, the mayor said, it was ready after ten months.", "Lost: “library”.", 1.5),
        ("On Monday, the library was ready again, all of it, after ten months.", "No one says so.", 1.5),
        # All 4, and a gate is open: half of 2.
        ("On Monday, the mayor said, the library opened after ten months.", "Still there: “opened”.", 1),
        ("On Monday, the mayor said, the library was opening after ten months.", "Still there: “opening”.", 1),
        ("On Monday, the mayor said, the grand library was ready after ten months.", "Came in: “grand”.", 1),
        ("On Monday, the mayor said, the library was ready after ten months and 37 days.", "A number came in", 1),
        ("On Monday, the mayor said, the library was ‘as good as new’ after ten months.", "A quotation came in", 1),
        # 2 of 4 ("library", "ten months"; "said" is in "saids" no more than "Mon" in "Monday"), no gate: 2 × 2 ÷ 4.
        ("It was the library that was ready again after ten months.", "Lost: “Monday”.", 1),
        # 3 of 4, and a gate is open: 2 × 3 ÷ 4 ÷ 2.
        ("On Monday, the mayor said, it opened again after ten months.", "Still there", 0.75),
    ],
)
def test_points_are_the_share_of_what_is_asked_for_and_half_of_it_while_a_gate_is_open(rewrite, answer, said, points):
    result = grade(rewrite, answer)
    assert (result.status, result.points) == ("unfinished", points)
    assert said in str(result)


def test_a_length_out_of_bounds_is_an_open_gate(context):
    # 3 of 4 ("said" is there, "library", "Monday"), in 5 words where 8 are asked: 2 × 3 ÷ 4 ÷ 2.
    result = grade(library.make("rewrite", context, min_words=8), "Library: Monday, said the mayor.")
    assert (result.points, "It has 5 words." in str(result)) == (0.75, True)


def test_an_unfinished_one_says_how_many_conditions_of_how_many(rewrite):
    result = grade(rewrite, "On Monday, the mayor said, it was ready after ten months.")
    assert result.headline == "Not finished yet: 3 of 4 conditions."


def test_what_is_missing_in_the_same_way_comes_in_one_notice(rewrite):
    result = grade(rewrite, "The mayor said that all of it was ready at last.")
    assert str(result.notices[0]) == "Lost: “library”, “Monday”, “ten months”. Where does it fit?"


def test_each_condition_is_listed_with_whether_it_is_met(rewrite):
    shown = grade(rewrite, "On Monday, the mayor said, it was ready after ten months.").extra["conditions"]
    assert [(c["id"], c["met"], c["gate"]) for c in shown] == [
        ("keep:library", False, False),
        ("keep:Monday", True, False),
        ("keep:ten months", True, False),
        ("owner:said", True, False),
        ("length", True, True),
        ("drop", True, True),
        ("avoid", True, True),
        ("new_number", True, True),
        ("new_quotation", True, True),
    ]


def test_the_card_gets_the_conditions_before_the_first_check(rewrite):
    shown = rewrite.public()
    assert set(shown) == {"source", "min_words", "max_words", "conditions"}
    assert [c["text"] for c in shown["conditions"]][:2] == ["“library” is in it", "“Monday” is in it"]
    assert all(set(c) == {"id", "text", "gate"} and c["text"] for c in shown["conditions"])


def test_the_source_unchanged_earns_nothing(rewrite):
    for text in (rewrite.source, rewrite.source.replace(" ", "  ")):
        result = grade(rewrite, text)
        assert (result.status, result.points, "unchanged" in str(result)) == ("unfinished", 0, True)


def test_what_holds_nothing_that_is_asked_for_earns_nothing(rewrite):
    assert grade(rewrite, "It was a sunny day for the king and his old cat.").points == 0


def test_a_flag_makes_it_wait_for_a_teacher_without_points_whatever_is_there(rewrite):
    for text, there in ((GOOD + " Idiots all.", 1), ("Those idiots said it was all over on Monday.", 0.5)):
        result = grade(rewrite, text)
        assert (result.status, result.points, [flag.code for flag in result.flags]) == ("needs_teacher", None, ["contempt"])
        assert result.extra["completion"] == there
        assert "A person should look at this; it costs no point." in str(result)


def test_a_fact_counts_where_its_owner_tells_it(brief):
    # Asked for: "bridge" and the number as Reed's.
    assert grade(brief, "Reed said that fourteen hundred people had crossed the bridge.").points == 2
    assert grade(brief, "Some 1,400 people crossed it. Reed was glad about the bridge.").points == 1


def test_a_claim_that_nobody_owns_is_an_open_gate(brief):
    # Both are there, and the ferry is told as the writer's own: half of 2.
    text = "Reed said that 1,400 people crossed the bridge. The ferry is late."
    assert grade(brief, text).points == 1
    assert grade(brief, text.replace("late.", "late, Moss said.")).points == 2


def test_a_claim_given_to_another_speaker_is_flagged(brief):
    result = grade(brief, "Moss said that 1,400 people crossed the bridge.")
    assert [flag.code for flag in result.flags] == ["reversed-speaker"]


def test_a_near_copy_is_flagged_where_ones_own_words_are_asked_for(brief):
    result = grade(brief, "Reed said that over 1,400 people cross the bridge in one day.")
    assert [flag.code for flag in result.flags] == ["near-copy"]


def test_a_word_to_weigh_is_pointed_out_and_costs_nothing(brief):
    result = grade(brief, "Reed boasted that 1,400 people had crossed the bridge.")
    assert (result.status, result.points) == ("complete", 2)
    assert "boasted?" in str(result) or "“boasted”?" in str(result)


def test_words_are_found_whatever_their_case(rewrite):
    assert grade(rewrite, GOOD.upper()).points == 2


def test_numbers_and_quotations_of_the_article_may_come_in(context):
    rewrite = library.make("rewrite", context)
    answer = "On Monday, said Okafor, the library had 900 visitors, and it was ‘sound again’ after ten months."
    assert grade(rewrite, answer).status == "needs_teacher"
    assert grade(rewrite, answer.replace("said Okafor", "said Reyes")).points == 2


def test_the_diff_shows_what_stayed_went_out_and_came_in(rewrite):
    diff = rewrite.beside("The town library, she said, was ready on Monday, after ten months of repairs.")["diff"]
    assert {mark for mark, _ in diff} == {"same", "out", "in"}


def test_the_diff_puts_both_texts_together_again():
    before, after = "the old cat sat down", "the young cat lay down there"
    diff = word_diff(before, after)
    assert " ".join(words for mark, words in diff if mark != "in") == before
    assert " ".join(words for mark, words in diff if mark != "out") == after


@pytest.mark.parametrize("answer", [5, True, ["a", "b"], {"text": "a"}])
def test_another_shape_is_told(rewrite, answer):
    assert grade(rewrite, answer).notices[0].noticed == "This question takes words in quotation marks."


def test_a_very_long_rewrite_is_graded(rewrite):
    assert grade(rewrite, "library " * 800).status == "needs_teacher"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"keep": ["a … "]}, "empty part"),
        ({"keep": [], "owner": []}, "nothing is asked for"),
        ({"drop": ["roof"]}, "it is not in the source"),
        ({"fact": [{"id": "x", "say": ["y"], "owner": ["Zed"], "feedback": ["a", "b"]}]}, "nobody is called “Zed”"),
        ({"standing": "settled"}, "cannot be settled"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_a_sentence(context, changes, said):
    with pytest.raises(KitError, match=said):
        library.make("rewrite", context, **changes)
