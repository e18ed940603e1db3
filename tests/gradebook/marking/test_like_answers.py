"""Answers that say nearly the same are marked at once, and no answer is marked that was not on the screen."""

from __future__ import annotations

import itertools

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.marking import card as card_module
from exercises.gradebook.marking.card import marking_card
from exercises.gradebook.marking.like_answers import MOST_TEXTS, compare, group_alike, in_words
from exercises.gradebook.marking.marks_file import read_mark_events
from exercises.gradebook.marking.queue import Handed, queue
from exercises.gradebook.marking.session import MarkingSession
from exercises.questions.scoring.likeness import near_copies

ONE = "The new chairs are what the writer praises, and she never asks who paid for any of them last year."
NOT = "The new chairs are what the writer praises, and she did not ask who paid for any of them last year."
LONG = f"{ONE} What I would ask next is how the hall was lit before, and why nobody from the club is quoted in it at all."
OTHER = "I looked for a voice from the street and found only officials, so half of the story is still missing for me."


def groups(*texts: str) -> list[list[int]]:
    return group_alike(texts, near_copies(texts))


def test_texts_with_most_of_their_words_in_common_are_a_group_and_a_part_of_a_long_one_is_not():
    assert groups(ONE, OTHER, NOT) == [[0, 2], [1]]
    assert near_copies([ONE, LONG]) == [(1,), (0,)]
    assert groups(ONE, LONG) == [[0], [1]]
    assert groups("Who paid?", "who paid", "Who asked?", "?!", "??") == [[0, 1], [2], [3], [4]]


def test_a_group_has_few_texts_and_each_is_like_all_of_them():
    words = ONE.split()
    texts = [" ".join([*words[:at], "also", *words[at:]]) for at in range(1, len(words), 2)]
    near = near_copies(texts)
    found = group_alike(texts, near)
    assert sorted(itertools.chain(*found)) == list(range(len(texts)))
    assert max(map(len, found)) == MOST_TEXTS
    assert all(other in near[one] for group in found for one, other in itertools.permutations(group, 2))
    # The same words, however often, are one text to read.
    assert groups(*[ONE] * 30) == [list(range(30))]


def test_what_differs_is_marked_and_said():
    found = compare(ONE, NOT)
    assert "".join(text for text, _ in found.parts) == NOT
    assert [text for text, differs in found.parts if differs] == ["did not ask"]
    assert in_words(found, "answer 1") == "Only here: “did not ask”. Only in answer 1: “never asks”."
    assert in_words(compare(ONE, ONE), "answer 1") == "The words are those of answer 1."


@pytest.fixture
def sitting(content, tmp_path) -> MarkingSession:
    """Six answers: three have the same words, one differs by a word, and two are others."""
    texts = {"ada": ONE, "bo": ONE, "cy": ONE, "di": NOT, "ed": OTHER, "flo": "The roof."}
    handed = [Handed(student, content, "a-reflection", text) for student, text in texts.items()]
    return MarkingSession(queue(handed), "kh", tmp_path / "grades" / "marks.csv")


@pytest.fixture
def card(sitting):
    return marking_card(sitting)


@pytest.fixture
def ask(card, sitting):
    return lambda **message: card_module._heard(card, sitting, {"at": card.state["at"], **message})


def rows(sitting) -> list[tuple[str, str, int | None]]:
    return [(act.act, act.student, act.level) for act in read_mark_events(sitting.book.path)[0]]


def test_one_mark_goes_to_all_on_screen_with_a_row_for_each_and_one_undo_takes_it_back(card, ask, sitting):
    first = card.state
    assert first["shown"] == [0, 1, 2, 3]
    texts = {first["answer"], *(one["answer"] for one in first["like"])}
    assert texts == {ONE, NOT}
    titles = [first["title"], *(one["title"] for one in first["like"])]
    assert sorted(len(title) for title in titles)[0] == len("Answer 1 of 6")
    assert any(title.endswith(": the same words") for title in titles)
    ask(do="save", level=2, comment="Well asked.", shown=first["shown"])
    assert "level 2 saved" in card.state["said"]
    assert sorted(rows(sitting)) == [("level", student, 2) for student in ("ada", "bo", "cy", "di")]
    assert card.state["at"] == 4
    ask(do="undo")
    assert card.state["shown"] == [0, 1, 2, 3]
    assert sorted(act for act, *_ in rows(sitting)) == ["level"] * 4 + ["undo"] * 4
    # A level that is changed later is changed for the group, too.
    ask(do="save", level=2, shown=[0, 1, 2, 3])
    ask(do="back")
    ask(do="save", level=3, shown=card.state["shown"])
    assert {sitting.own_marks(answer).levels["kh"] for answer in sitting.answers[:4]} == {3}


def test_an_answer_that_was_not_on_the_screen_is_never_marked(card, ask, sitting):
    shown = card.state["shown"]
    for forged in ([*shown, 4], shown[:2], [0, 5], [], [0, 0], ["0"], "all", {"0": 1}, [True]):
        for wish in ({"do": "save", "level": 1}, {"do": "points", "points": "1", "reason": "x"}):
            ask(**wish, shown=forged)
            assert "Nothing was saved" in card.state["problem"], forged
    assert not sitting.book.path.exists()
    # Another tab has switched the groups off: what this one shows is not what is marked.
    sitting.together.switch(False)
    ask(do="save", level=1, shown=shown)
    assert "Nothing was saved" in card.state["problem"]
    # Without the list, it is the one answer alone.
    sitting.together.switch(True)
    sitting.save(0, 1)
    assert len(rows(sitting)) == 1
    # What is marked on its own is left out of the group from then on.
    assert sitting.shown(1) == [1, 2, 3]
    with pytest.raises(KitError, match="Nothing was saved"):
        sitting.save(1, 1, shown=[0, 1, 2, 3])


def test_every_answer_is_marked_once_however_a_teacher_goes_through(card, ask, sitting):
    seen: set[str] = set()
    for step in range(20):
        seen |= {sitting.answers[at].student for at in card.state["shown"]}
        ask(do="skip" if step % 3 == 2 else "save", level=1, shown=card.state["shown"])
        if sitting.done == 6:
            break
    assert {student for _, student, _ in rows(sitting)} == seen == {"ada", "bo", "cy", "di", "ed", "flo"}
    assert len(rows(sitting)) == 6


def test_an_answer_is_split_off_with_those_that_have_its_very_words_and_groups_are_switched_off(card, ask, sitting):
    ask(do="split", to=card.state["like"][0]["at"])
    kept = card.state["shown"]
    assert card.state["like"] == []
    ask(do="save", level=1, shown=kept)
    assert sorted([*kept, *card.state["shown"]]) == [0, 1, 2, 3]
    assert len(rows(sitting)) == len(kept)
    ask(do="split", to=5)
    ask(do="undo")
    ask(do="together", on=False)
    assert (card.state["shown"], card.state["together"], card.state["grouped"]) == ([card.state["at"]], False, True)
    ask(do="together", on=True)
    assert card.state["shown"] == [0, 1, 2, 3]
    ask(do="go", to=0)
    ask(do="skip")
    assert (card.state["shown"], card.state["grouped"]) == ([4], True)


def test_two_acts_within_one_tick_of_a_coarse_clock_are_taken_back_one_by_one(sitting, monkeypatch):
    from datetime import UTC, datetime

    from exercises.gradebook.marking import marks_file

    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 9, 1, tzinfo=UTC)

    monkeypatch.setattr(marks_file, "datetime", Stopped)
    sitting.save(0, 2)
    sitting.save(1, 2)
    sitting.undo()
    assert sitting.done == 1
