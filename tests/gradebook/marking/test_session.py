"""One teacher's sitting: saving, going on, undoing, overriding; and a second teacher."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.gradebook.marking.marks_file import MarksFile, read_mark_events
from exercises.gradebook.marking.queue import Handed, queue
from exercises.gradebook.marking.session import MarkingSession
from tests.gradebook.hand_ins import STUDENTS

WORDS = "I noticed the chairs, said"


@pytest.fixture
def handed(content):
    return [Handed(student, content, "a-reflection", f"{WORDS} {student}.") for student in STUDENTS[:5]]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "grades" / "marks.csv"


@pytest.fixture
def sit(handed, content, path):
    """A function that sits a marker down before the five answers."""

    def look(student: str) -> list[Handed]:
        own = [one for one in handed if one.student == student]
        return [*own, Handed(student, content, "a-choice", "sunday")] if own else []

    return lambda marker="kh": MarkingSession(queue(handed), marker, path, look)


def kinds(path: Path) -> list[str]:
    return [act.act for act in read_mark_events(path)[0]]


def test_a_level_is_in_the_file_when_saving_returns(sit, path):
    sitting = sit()
    assert sitting.save(0, 2, "Well seen.") == "Answer 1 of 5: level 2 saved in grades/marks.csv."
    (act,) = read_mark_events(path)[0]
    assert (act.marker, act.level, act.comment, act.answer) == ("kh", 2, "Well seen.", sitting.answers[0].mark)
    assert sitting.done == 1


def test_the_next_answer_is_the_next_unmarked_one_round_the_end(sit):
    sitting = sit()
    sitting.save(1, 0)
    assert (sitting.next_from(0), sitting.next_from(4), sitting.first_open(0)) == (2, 0, 0)
    for at in (0, 2, 3, 4):
        sitting.save(at, 1)
    assert sitting.next_from(4) is None


def test_a_sitting_goes_on_where_the_last_one_ended(sit):
    first = sit()
    first.save(0, 1)
    first.save(1, 1)
    later = sit()
    assert (later.at, later.done) == (2, 2)


def test_without_a_level_nothing_is_saved_unless_there_is_a_comment(sit, path):
    sitting = sit()
    with pytest.raises(KitError, match="Choose a level from 0 to 3 first"):
        sitting.save(0, None)
    assert "No level is chosen so far." in sitting.save(0, None, "Which words?")
    assert (kinds(path), sitting.done) == (["comment"], 0)


@pytest.mark.parametrize("level", [-1, 4, 1.5, "2", True], ids=str)
def test_a_level_outside_the_rubric_is_refused(sit, path, level):
    with pytest.raises(KitError, match="levels 0 to 3"):
        sit().save(0, level)
    assert not path.exists()


def test_saving_the_same_again_writes_nothing(sit, path):
    sitting = sit()
    sitting.save(0, 1, "so")
    assert sitting.save(0, 1, "so") == "Answer 1 of 5 was left as it was."
    assert kinds(path) == ["level"]


def test_undo_takes_the_latest_act_back_and_shows_its_answer(sit):
    sitting = sit()
    sitting.save(0, 1)
    sitting.save(1, 3, "so")
    sitting.at = 4
    assert sitting.undo() == "Taken back: level 3 on answer 2 of 5, shown here again."
    assert (sitting.at, sitting.done) == (1, 1)
    assert sitting.undo().startswith("Taken back: level 1")
    assert sitting.can_undo is False
    with pytest.raises(KitError, match="nothing to take back"):
        sitting.undo()


def test_an_act_of_an_earlier_day_can_be_taken_back(sit):
    sit().save(0, 1)
    later = sit()
    assert later.can_undo
    later.undo()
    assert sit().done == 0


def test_points_by_hand_count_as_marked_and_stay_when_the_card_is_saved_again(sit):
    sitting = sit()
    sitting.save(0, 1)
    assert sitting.set_points(0, "1,5", "Half of it.") == "Answer 1 of 5: 1.5 of 2 points saved in grades/marks.csv."
    assert sitting.save(0, 1).endswith("was left as it was.")
    assert sitting.own_marks(sitting.answers[0]).award(2, 3).points == 1.5
    assert "in place of the points set by hand" in sitting.save(0, 3)
    assert sitting.own_marks(sitting.answers[0]).award(2, 3).points == 2


@pytest.mark.parametrize(
    ("points", "reason", "said"),
    [
        ("3", "why", "from 0 to 2"),
        ("-1", "why", "from 0 to 2"),
        ("x", "why", "from 0 to 2"),
        ("nan", "why", "from 0 to 2"),
        ("1", " ", "reason"),
    ],
)
def test_points_outside_the_question_or_without_a_reason_are_refused(sit, path, points, reason, said):
    with pytest.raises(KitError, match=said):
        sit().set_points(0, points, reason)
    assert not path.exists()


def test_any_automatic_point_can_be_overridden_with_a_reason(sit, path):
    sitting = sit()
    assert sitting.override("ada-l", "a-choice", 2, "It was Sunday in your copy.") == (
        "ada-l, “a-choice”: 2 points saved in grades/marks.csv."
    )
    (act,) = read_mark_events(path)[0]
    assert (act.question, act.points, act.comment) == ("a-choice", 2, "It was Sunday in your copy.")
    assert sitting.done == 0


def test_an_override_of_a_question_that_two_lessons_ask_needs_the_lesson(sit, handed, content, path):
    handed.append(Handed("ada-l", replace(content, name="other"), "a-reflection", f"{WORDS} another."))
    sitting = sit()
    said = r'“ada-l” answered “a-reflection” in 2 lessons\. Add lesson="library" or lesson="other"\.'
    with pytest.raises(KitError, match=said):
        sitting.override("ada-l", "a-reflection", 1, "why")
    assert not path.exists()
    sitting.override("ada-l", "a-reflection", 1, "why", lesson="other")
    assert [act.lesson for act in read_mark_events(path)[0]] == ["other"]


@pytest.mark.parametrize(
    ("student", "question", "points", "reason", "said"),
    [
        ("nobody", "a-choice", 1, "why", "“nobody” has no answer to a question “a-choice”"),
        ("ada-l", "a-chioce", 1, "why", "no answer to a question “a-chioce”"),
        ("ada-l", "a-choice", 9, "why", "Give points from 0 to 2"),
        ("ada-l", "a-choice", 1, "", "Write the reason"),
    ],
)
def test_an_override_that_cannot_be_is_a_sentence(sit, path, student, question, points, reason, said):
    with pytest.raises(KitError, match=said):
        sit().override(student, question, points, reason)
    assert not path.exists()


def test_a_changed_answer_comes_back_and_says_so(sit, handed):
    first = sit()
    first.save(0, 3)
    student = first.answers[0].student
    handed[[one.student for one in handed].index(student)] = replace(
        next(one for one in handed if one.student == student), answer="I changed my mind about the chairs."
    )
    later = sit()
    (changed,) = [answer for answer in later.answers if answer.student == student]
    assert later.changed_since(changed)
    assert later.done == 0
    assert not [answer for answer in later.answers if answer.student != student and later.changed_since(answer)]


# Two teachers.


def test_a_second_teacher_meets_the_same_answers_and_not_the_first_one_s_marks(sit):
    first, second = sit("kh"), sit("ab")
    first.save(0, 3, "so")
    assert [answer.place for answer in first.answers] == [answer.place for answer in second.answers]
    assert second.done == 0
    standing = second.own_marks(second.answers[0])
    assert (standing.levels, standing.comments, standing.overrides) == ({}, {}, {})


def test_what_another_teacher_writes_meanwhile_is_kept_and_counted(sit, path):
    first, second = sit("kh"), sit("ab")
    for at in range(5):
        first.save(at, at % 4)
        second.save(at, 2)
    assert (first.done, second.done, len(kinds(path))) == (5, 5, 10)
    assert first.marks.of(*first.answers[1].place).levels == {"kh": 1, "ab": 2}


def test_a_file_that_was_changed_in_a_spreadsheet_is_read_anew(sit, path):
    sitting = sit()
    sitting.save(0, 3)
    path.write_text(path.read_text(encoding="utf-8-sig").replace(",3,", ",0,"), encoding="utf-8")
    sitting.save(1, 1)
    assert sitting.own_marks(sitting.answers[0]).levels == {"kh": 0}


def test_rows_that_cannot_be_used_are_told_when_the_notebook_opens(sit, path):
    sit().save(0, 1)
    with path.open("ab") as file:
        file.write(b"torn,row\n")
    assert "marks.csv, row 3, was left out" in repr(sit())


def test_agreement_is_told_only_of_answers_that_both_have_marked(sit):
    first, second = sit("kh"), sit("ab")
    for at in range(5):
        first.save(at, at % 4)
    assert second.agreement() == "Nothing to compare so far: no answer has levels from two markers."
    for at in range(3):
        second.save(at, 1)
    told = second.agreement()
    assert "| `a-reflection` | ab, kh | 3 | 1 |" in told
    assert "The same level for 1 of 3 answers." in told
    assert "To talk about: answer 1, 3." in told


def test_a_sitting_over_a_file_that_cannot_be_written_tells_and_counts_nothing(sit, path):
    sitting = sit()
    path.parent.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(KitError, match=r"Not saved in marks\.csv"):
        sitting.save(0, 1)
    assert sitting.done == 0


def test_what_was_marked_stands_as_a_grading_reads_it(sit, path):
    sitting = sit()
    sitting.save(0, 3)
    MarksFile(path).append(replace(read_mark_events(path)[0][0], marker="ab", level=0))
    assert sitting.marks.of(*sitting.answers[0].place).award(2, 3).points == 1
