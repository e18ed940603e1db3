"""Flagged answers come first and say why; all others are marked as read in one act, which can be taken back."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.marking import card as card_module
from exercises.gradebook.marking.card import marking_card
from exercises.gradebook.marking.class_answers import ClassAnswers
from exercises.gradebook.marking.marks_file import read_mark_events
from exercises.gradebook.marking.queue import MOST_NAMED, UNCHECKED, Handed, look_at, queue
from exercises.gradebook.marking.session import MarkingSession
from exercises.questions.result import Result
from tests.gradebook import classes, own_words
from tests.gradebook.classes import Scene, check
from tests.gradebook.hand_ins import STUDENTS


def own(student: str) -> str:
    """Twenty words that nobody else has."""
    return "4 of 4 " + " ".join(f"{student[:2]}{number}" for number in range(20))


@pytest.fixture
def scene(tmp_path, monkeypatch) -> Scene:
    own_words.use(monkeypatch)
    classes.put_lesson(tmp_path / "lessons", questions=own_words.questions())
    (tmp_path / "lessons" / "library" / "key" / "01_first.toml").unlink()
    classes.use_lessons(tmp_path / "lessons", monkeypatch)
    return Scene(classes.put_all(tmp_path / "hand-ins", {}), classes.read(tmp_path / "lessons"))


@pytest.fixture
def handed(scene):
    """Twelve answers to the first question, of which the fourth and the ninth are flagged, and two to the second one."""
    words = {student: f"4 of 4 {student}" for student in STUDENTS}
    words[STUDENTS[3]], words[STUDENTS[8]] = "2 of 4 flag:denial flag:no-verb x", "3 of 4 flag:denial y"
    found = [Handed(student, scene.content, "first-words", text) for student, text in words.items()]
    return [*found, *(Handed(student, scene.content, "more-words", f"4 of 4 {student}") for student in STUDENTS[:2])]


@pytest.fixture
def sit(handed, tmp_path):
    return lambda marker="kh": MarkingSession(queue(handed), marker, tmp_path / "grades" / "marks.csv")


def acts(sitting) -> list[str]:
    return [act.act for act in read_mark_events(sitting.book.path)[0]]


# The order.


def test_flagged_answers_come_first_within_their_question_with_the_reasons(handed):
    found = queue(handed)
    assert [one.question.id for one in found] == ["first-words"] * 12 + ["more-words"] * 2
    assert [one.flagged for one in found] == [True] * 2 + [False] * 12
    assert [one.number for one in found] == [*range(1, 13), 1, 2]
    assert {one.student: one.reasons for one in found if one.flagged} == {
        STUDENTS[3]: ("It may hold: denial.", "It may hold: no-verb."),
        STUDENTS[8]: ("It may hold: denial.",),
    }


def test_the_order_does_not_follow_the_students(handed):
    assert [one.place for one in queue(handed)] == [one.place for one in queue(handed[::-1])]


def test_one_reason_is_said_once_and_one_that_is_missing_is_said_so(scene):
    result = Result("needs_teacher", None, 2)
    assert look_at(Handed("ada-l", scene.content, "first-words", "x", result)).reasons == (UNCHECKED,)
    twice = look_at(Handed("ada-l", scene.content, "first-words", "1 of 4 flag:denial flag:denial"))
    assert twice.reasons == ("It may hold: denial.",)


def test_whoever_wrote_nearly_what_a_classmate_wrote_is_flagged_by_number_and_not_by_name(scene):
    words = {student: own(student) for student in STUDENTS} | {"kai-u": own("bo-k").replace("bo7", "changed")}
    found = queue([Handed(student, scene.content, "first-words", text) for student, text in words.items()])
    assert {one.student for one in found if one.flagged} == {"bo-k", "kai-u"}
    told = {one.student: one.reasons for one in found}
    number = {one.student: one.number for one in found}
    assert told["bo-k"] == (f"Most of its words are the same as in answer {number['kai-u']}.",)
    assert told["kai-u"] == (f"Most of its words are the same as in answer {number['bo-k']}.",)


def test_of_many_that_are_the_same_only_a_few_are_named(scene):
    found = queue([Handed(student, scene.content, "first-words", own("somebody")) for student in STUDENTS])
    assert all(one.flagged for one in found)
    assert found[0].reasons == (f"Most of its words are the same as in answers 2, 3, 4, 5, 6 and {11 - MOST_NAMED} more.",)


def test_what_was_copied_from_the_worked_answer_is_not_to_be_marked_but_can_be_given_points(scene):
    events = ({"id": "first-words", "event": "reveal"}, check("first-words", "4 of 4 copied"))
    scene.put("a.jsonl", scene.hand_in("ada-l", *events))
    answers = ClassAnswers(scene.folder, Policy())
    assert queue(answers) == []
    assert [(one.question_id, one.answer) for one in answers.of("ada-l")] == [("first-words", "4 of 4 copied")]
    assert len(queue(ClassAnswers(scene.folder, Policy(after_worked="counts")))) == 1


# One act.


def test_all_unflagged_answers_of_the_question_are_read_in_one_act(sit):
    sitting = sit()
    assert len(sitting.to_read(0)) == 10
    assert sitting.read_all(0, 10).startswith(
        "10 answers marked as read in grades/marks.csv, with the points for completion."
    )
    found, problems = read_mark_events(sitting.book.path)
    assert problems == []
    assert {(act.act, act.question, act.level, act.points) for act in found} == {("read", "first-words", None, None)}
    assert {act.student for act in found} == set(STUDENTS) - {STUDENTS[3], STUDENTS[8]}
    assert (sitting.done, sitting.to_read(0), sitting.marked) == (10, [], set(range(2, 12)))
    assert sit().done == 10


def test_what_is_marked_already_is_left_alone(sit):
    sitting = sit()
    sitting.save(4, 2)
    sitting.set_points(5, "1", "Half of it.")
    sitting.read_all(0, 8)
    assert acts(sitting) == ["level", "points", *["read"] * 8]


def test_a_second_marker_reads_for_themselves(sit):
    first, second = sit("kh"), sit("ab")
    first.read_all(0, 10)
    assert (second.done, len(second.to_read(0))) == (0, 10)
    second.save(2, 3)
    assert second.marks.of(*second.answers[2].place).award(2, 3).points == 2
    assert first.own_marks(first.answers[2]).levels == {}


@pytest.mark.parametrize("count", [9, 11, 0, None, "10", True, 10.0], ids=str)
def test_a_number_that_is_not_the_one_that_was_asked_about_marks_nothing(sit, count):
    sitting = sit()
    with pytest.raises(KitError, match="Nothing was marked: 10 answers"):
        sitting.read_all(0, count)
    assert not sitting.book.path.exists()


def test_a_level_can_still_be_set_and_saving_nothing_changes_nothing(sit):
    sitting = sit()
    sitting.read_all(0, 10)
    assert sitting.save(2, None) == "Answer 3 of 12 was left as it was."
    assert sitting.save(2, 1) == "Answer 3 of 12: level 1 saved in grades/marks.csv."
    # Level 1 of 3 of 2 points.
    assert sitting.own_marks(sitting.answers[2]).award(2, 3).points == 0.67


def test_undo_takes_all_of_it_back_at_once_and_only_that(sit):
    sitting = sit()
    sitting.save(0, 1)
    sitting.read_all(0, 10)
    sitting.read_all(12, 2)
    assert sitting.undo() == "Taken back: 2 answers marked as read. Answer 1 of 2 is shown here again."
    assert (sitting.at, sitting.done) == (12, 11)
    assert sitting.undo() == "Taken back: 10 answers marked as read. Answer 3 of 12 is shown here again."
    assert (sitting.at, sitting.marked) == (2, {0})
    assert acts(sitting) == ["level", *["read"] * 12, *["undo"] * 12]
    assert sitting.undo().startswith("Taken back: level 1")


def test_a_level_that_came_later_is_taken_back_first_and_the_reading_is_there_again(sit):
    sitting = sit()
    sitting.read_all(0, 10)
    sitting.save(2, 3)
    assert sitting.undo() == "Taken back: level 3 on answer 3 of 12, shown here again."
    assert sitting.done == 10
    assert sitting.undo().startswith("Taken back: 10 answers")
    assert sitting.done == 0


def test_what_was_read_on_an_earlier_day_can_be_taken_back(sit):
    sit().read_all(0, 10)
    later = sit()
    later.undo()
    assert (later.done, len(later.to_read(0))) == (0, 10)


def test_a_question_without_a_rubric_can_be_read_or_given_points_and_no_level(scene, tmp_path):
    from dataclasses import replace

    bare = replace(scene.content.questions["first-words"], rubric=())
    content = replace(scene.content, questions={**scene.content.questions, "first-words": bare})
    sitting = MarkingSession(queue([Handed("ada-l", content, "first-words", "4 of 4 x")]), "kh", tmp_path / "marks.csv")
    assert marking_card(sitting).question["levels"] == []
    with pytest.raises(KitError, match="Set points by hand"):
        sitting.save(0, None)
    with pytest.raises(KitError):
        sitting.save(0, 0)
    assert sitting.set_points(0, "1", "Half.").startswith("Answer 1 of 1: 1 of 2 points")


# On the card.


@pytest.fixture
def desk(sit):
    sitting = sit()
    card = marking_card(sitting)
    return card, lambda **message: card_module._heard(card, sitting, message)


def test_the_card_says_why_an_answer_is_flagged_and_how_many_can_be_read(desk):
    card, ask = desk
    reasons = {tuple(card.state["reasons"])}
    ask(do="skip", at=0)
    assert {*reasons, tuple(card.state["reasons"])} == {
        ("It may hold: denial.", "It may hold: no-verb."),
        ("It may hold: denial.",),
    }
    assert card.state["to_read"] == 10
    assert [(one["name"], one["flagged"], one["of"]) for one in card.state["questions"]] == [
        ("first-words", 2, 12),
        ("more-words", 0, 2),
    ]


def test_a_flagged_answer_shows_its_share_of_the_points(desk):
    # 2 of 4 of 2 points, or 3 of 4.
    assert desk[0].state["kit_points"] in ("1 of 2 points for completion", "1.5 of 2 points for completion")


def test_reading_all_says_so_and_goes_on_to_what_is_left(desk):
    card, ask = desk
    ask(do="read", at=0, count=10)
    assert card.state["said"].startswith("10 answers marked as read")
    assert (card.state["problem"], card.state["to_read"], card.state["done"], card.state["at"]) == ("", 0, 10, 1)
    ask(do="go", at=1, to=2)
    assert card.state["read"] == ""
    ask(do="back", at=card.state["at"])
    ask(do="undo", at=card.state["at"])
    assert card.state["to_read"] == 10


def test_an_answer_that_was_read_says_so_until_it_has_a_level(desk):
    card, ask = desk
    ask(do="read", at=0, count=10)
    ask(do="back", at=3)
    assert card.state["read"].startswith("You marked this answer as read, with 2 of 2 points for completion.")
    ask(do="save", at=2, level=1)
    ask(do="back", at=3)
    assert (card.state["read"], card.state["level"]) == ("", 1)


@pytest.mark.parametrize("message", [{}, {"count": 3}, {"count": "10"}, {"count": [10]}], ids=str)
def test_a_wish_to_read_another_number_is_told_and_writes_nothing(desk, message):
    card, ask = desk
    ask(do="read", at=0, **message)
    assert card.state["problem"].startswith("Nothing was marked")
    assert card.state["done"] == 0
