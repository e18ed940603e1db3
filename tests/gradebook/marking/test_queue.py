"""The queue of open answers, and where it comes from."""

from __future__ import annotations

import itertools
import shutil

import pytest

from exercises.base.errors import KitError
from exercises.gradebook import open_marking
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.marking.class_answers import ClassAnswers
from exercises.gradebook.marking.queue import Handed, look_at, queue
from exercises.lesson_data.content import Content
from tests import library
from tests.gradebook.hand_ins import HANDED_QUESTIONS, REFLECTION, REWRITE, SHORT_BRIEF, STUDENTS, write_hand_ins

TEXT = "I noticed the chairs and the roof."


def class_of(content: Content, students=STUDENTS, text=None) -> list[Handed]:
    return [Handed(student, content, "a-reflection", text or f"{TEXT} And {student}.") for student in students]


def test_every_answer_to_an_open_question_is_to_be_marked_and_no_other(content):
    handed = [Handed("ada-l", content, f"a-{kind}", answer) for kind, answer in library.RIGHT.items()]
    assert [answer.question.id for answer in queue(handed)] == ["a-rewrite", "a-reflection"]


def test_an_answer_that_is_blank_or_to_no_question_is_not(content):
    handed = [
        Handed("bo-k", content, "a-reflection", "  "),
        Handed("cy-m", content, "a-reflection", {"not": "a text"}),
        Handed("di-n", content, "no-such-question", TEXT),
    ]
    assert queue(handed) == []


def test_an_answer_that_lacks_nearly_everything_is_to_be_read_as_well(real):
    found = queue([Handed("ada-l", real, REWRITE, SHORT_BRIEF), Handed("bo-k", real, REWRITE, "Nothing of it.")])
    assert {answer.student for answer in found} == {"ada-l", "bo-k"}
    assert all(answer.result.notices for answer in found)


def test_a_result_that_was_worked_out_before_is_taken_over(content):
    result = look_at(class_of(content)[0]).result
    assert look_at(Handed("ada-l", content, "a-reflection", TEXT, result)).result is result


def test_answers_are_grouped_by_question_in_the_order_of_the_lesson_and_numbered(real):
    handed = []
    for student in STUDENTS[:5]:
        handed += [Handed(student, real, name, real.questions[name].model_answer()) for name in (REFLECTION, REWRITE)]
    found = queue(handed)
    groups = [name for name, _ in itertools.groupby(answer.question.id for answer in found)]
    assert groups == [REWRITE, REFLECTION]
    assert [answer.title for answer in found[:5]] == [f"Answer {number} of 5" for number in range(1, 6)]


def test_the_order_within_a_question_does_not_follow_the_students_and_is_the_same_for_everybody(content):
    one = [answer.student for answer in queue(class_of(content))]
    other = [answer.student for answer in queue(class_of(content, STUDENTS[::-1]))]
    assert one == other
    assert one not in (sorted(STUDENTS), sorted(STUDENTS, reverse=True))


def test_who_is_read_first_changes_from_question_to_question(real):
    orders = []
    for name in HANDED_QUESTIONS:
        handed = [Handed(student, real, name, f"{real.questions[name].model_answer()} {student}") for student in STUDENTS]
        orders.append(tuple(answer.student for answer in queue(handed)))
    assert len(set(orders)) == len(HANDED_QUESTIONS)


def test_the_same_words_stand_side_by_side(content):
    handed = class_of(content, STUDENTS[:6]) + class_of(content, STUDENTS[6:9], text=TEXT)
    places = [at for at, answer in enumerate(queue(handed)) if answer.answer == TEXT]
    assert places == list(range(places[0], places[0] + 3))


# From hand-ins on disk.


@pytest.fixture
def hand_ins(tmp_path, real):
    return write_hand_ins(tmp_path / "hand-ins", real)


def test_the_open_answers_of_a_folder_of_hand_ins_are_found(hand_ins):
    found = queue(ClassAnswers(hand_ins, Policy()))
    assert [answer.question.id for answer in found] == [REWRITE] * 3 + [REFLECTION] * 12


def test_a_zip_of_hand_ins_does_as_well(hand_ins, tmp_path):
    packed = shutil.make_archive(str(tmp_path / "all"), "zip", hand_ins)
    assert len(queue(ClassAnswers(packed, Policy()))) == 15


def test_a_file_that_cannot_be_read_costs_no_other_answer(hand_ins):
    (hand_ins / "iron_dome.ada-l.jsonl").write_bytes(b"\xff\x00 torn")
    (hand_ins / "holiday.jpg").write_bytes(b"\xff\xd8")
    assert "ada-l" not in {answer.student for answer in queue(ClassAnswers(hand_ins, Policy()))}
    assert len(queue(ClassAnswers(hand_ins, Policy()))) == 13


def test_all_answers_of_one_student_are_to_be_had_for_an_override(hand_ins):
    found = {one.question_id: one.answer for one in ClassAnswers(hand_ins, Policy()).of("lu-v")}
    assert found["how-many-paragraphs"] == 15
    assert ClassAnswers(hand_ins, Policy()).of("nobody") == []


@pytest.mark.usefixtures("hand_ins")
def test_the_notebook_opens_what_lies_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sitting = open_marking("hand-ins", marker="KH")
    assert repr(sitting) == "0 of 15 open answers are marked by “kh”, in grades/marks.csv."
    sitting.save(0, 2)
    assert (tmp_path / "grades" / "marks.csv").is_file()


def test_without_hand_ins_one_sentence_says_how_to_make_a_sample_class(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KitError, match="There is no “no-hand-ins” beside this notebook") as told:
        open_marking("no-hand-ins", marker="kh")
    assert "python -m exercises sample-class" in str(told.value)


@pytest.mark.parametrize("marker", ["", "Kim Huang", None], ids=str)
def test_a_marker_that_is_no_short_sign_is_told_before_anything_is_read(marker):
    with pytest.raises(KitError, match="Give your initials"):
        open_marking("no-hand-ins", marker=marker)


def test_a_class_without_open_answers_is_a_sentence_and_no_card(tmp_path, monkeypatch, real):
    write_hand_ins(tmp_path / "hand-ins", real, students=(), briefs=0)
    monkeypatch.chdir(tmp_path)
    assert open_marking("hand-ins", marker="kh").card() == "No open answer waits for you among these hand-ins."
