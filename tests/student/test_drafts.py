"""Drafts: kept next to the journal, by tab, and never handed in."""

from __future__ import annotations

import json

import pytest

from exercises.student.drafts import Drafts, draft_ids


@pytest.fixture
def drafts(tmp_path):
    return Drafts(tmp_path / "my-work" / "library.drafts.json")


def typed(answer, by="t1", at=1, after=0):
    return {"by": by, "at": at, "after": after, "answer": answer}


def answers(drafts, question="a-phrase"):
    return [draft["answer"] for draft in drafts.of(question)]


def test_a_draft_is_there_for_the_next_kernel_and_goes_when_it_was_checked(drafts):
    assert drafts.keep("a-phrase", typed("ov", at=1))
    assert drafts.keep("a-phrase", typed("over", at=2))
    assert drafts.keep("a-number", typed("3-ish", at=3))
    again = Drafts(drafts.path)
    assert (answers(again), answers(again, "a-number")) == (["over"], ["3-ish"])
    assert again.drop("a-phrase", {("t1", 2)})
    assert (answers(drafts), answers(drafts, "a-number")) == ([], ["3-ish"])


def test_what_was_typed_after_the_check_stays(drafts):
    drafts.keep("a-phrase", typed("over", at=2))
    drafts.drop("a-phrase", {("t1", 1), ("t2", 9)})
    assert answers(drafts) == ["over"]


def test_two_tabs_keep_two_drafts_and_one_that_goes_on_from_another_takes_its_place(drafts):
    drafts.keep("a-phrase", typed("one", by="t1", at=1))
    Drafts(drafts.path).keep("a-phrase", typed("other", by="t2", at=2))
    assert answers(drafts) == ["other", "one"]
    drafts.keep("a-phrase", typed("one and on", by="t3", at=3), {("t1", 1)})
    assert answers(drafts) == ["one and on", "other"]


def test_a_message_that_was_overtaken_changes_nothing(drafts):
    drafts.keep("a-phrase", typed("newer", at=5))
    drafts.keep("a-phrase", typed("older", at=4))
    assert answers(drafts) == ["newer"]


def test_at_most_five_versions_of_an_answer_are_kept(drafts):
    for number in range(8):
        drafts.keep("a-phrase", typed(f"text {number}", by=f"t{number}", at=number))
    assert answers(drafts) == [f"text {number}" for number in (7, 6, 5, 4, 3)]


@pytest.mark.parametrize(
    "draft",
    [
        *(None, "over", {}, typed("x", by=""), typed("x", by=7), typed("x", by="t" * 99), typed("x", at=-1)),
        *(typed("x", at=1.5), typed("x", after=True), typed("x" * 50_000), typed(float("nan"))),
        *(typed([[[[[[[[1]]]]]]]]), typed(object())),
    ],
)
def test_what_is_no_draft_is_left_to_the_browser(drafts, draft):
    assert not drafts.keep("a-phrase", draft)
    assert not drafts.path.exists()


@pytest.mark.parametrize(
    "content", ["", "{torn", "[]", '{"drafts": 7}', '{"drafts": {"a-phrase": 7}}', "\x00\xff", "[" * 9999]
)
def test_a_file_that_cannot_be_read_is_taken_as_empty_and_written_anew(drafts, content):
    drafts.path.parent.mkdir()
    drafts.path.write_text(content, encoding="latin-1")
    assert answers(drafts) == []
    assert drafts.keep("a-phrase", typed("over"))
    assert answers(Drafts(drafts.path)) == ["over"]


def test_a_folder_that_cannot_be_written_leaves_the_draft_to_the_browser(tmp_path):
    (tmp_path / "my-work").write_text("", encoding="utf-8")
    blocked = Drafts(tmp_path / "my-work" / "library.drafts.json")
    assert not blocked.keep("a-phrase", typed("over"))
    assert blocked.drop("a-phrase", {("t1", 1)})


def test_another_folder_has_another_name_in_the_browser_and_the_name_tells_no_path(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ben").mkdir()
    one, other = (Drafts(tmp_path / who / "my-work" / "library.drafts.json").place for who in ("ada", "ben"))
    assert one != other
    assert one == Drafts(tmp_path / "ada" / "my-work" / "library.drafts.json").place
    assert len(one) == 16
    assert "ada" not in one


def test_a_message_names_drafts_by_tab_and_time():
    assert draft_ids([["t1", 4], ["t2", "x"], 7, ["t3"], [1, 2]]) == {("t1", 4)}
    assert draft_ids(None) == draft_ids("t1") == set()


# On the cards.


def press(card, **message):
    card._handle_custom_msg(message, [])


def test_a_card_keeps_a_draft_shows_it_to_the_next_kernel_and_never_hands_it_in(lesson, content):
    card = lesson.ask("a-phrase")
    press(card, do="draft", draft=typed("unfinished thought"), drafts=[])
    assert [draft["answer"] for draft in card.state["drafts"]] == ["unfinished thought"]
    assert (card.state["reply"], card.state["answer"], card.state["attempts"]) == (0, None, 0)
    again = library_lesson(content, lesson._work.journal.path)
    assert again.ask("a-phrase").state["drafts"] == card.state["drafts"]

    press(again.ask("a-choice"), do="check", answer="monday")
    assert "unfinished thought" not in again._work.everything()[1].decode()
    again._work.hand_in("ada-l")
    handed = (lesson._work.journal.path.parent / "hand-in").iterdir()
    assert all("unfinished thought" not in path.read_text(encoding="utf-8") for path in handed)
    assert json.loads(lesson._work.drafts.path.read_text(encoding="utf-8"))["drafts"].keys() == {"a-phrase"}


def test_a_check_takes_its_drafts_along_and_one_that_cannot_be_read_leaves_them(lesson):
    card = lesson.ask("a-number")
    press(card, do="draft", draft=typed("three-ish", at=1), drafts=[])
    press(card, do="check", answer="three-ish", drafts=[["t1", 1]])
    assert [draft["answer"] for draft in card.state["drafts"]] == ["three-ish"]
    press(card, do="check", answer="3", drafts=[["t1", 1]])
    assert card.state["drafts"] == []


def test_an_answer_that_did_not_reach_the_disk_leaves_its_draft(lesson, monkeypatch):
    card, journal = lesson.ask("a-phrase"), lesson._work.journal
    press(card, do="draft", draft=typed("over", at=1), drafts=[])
    monkeypatch.setattr("exercises.student.journal.durable_append", _full)
    press(card, do="check", answer="over", drafts=[["t1", 1]])
    assert not journal.path.exists()
    assert [draft["answer"] for draft in card.state["drafts"]] == ["over"]
    monkeypatch.undo()
    press(card, do="undraft", drafts=[["t1", 1]])
    assert card.state["drafts"] == []


def _full(*_):
    raise OSError(28, "No space left on device")


def library_lesson(content, path):
    from exercises.cards import open_desk
    from exercises.student.journal import Journal
    from exercises.student.lesson import Lesson

    return Lesson(content, Journal(path), open_desk)
