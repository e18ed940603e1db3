"""What stands of a teacher's marks after the last row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.base.errors import KitError
from exercises.gradebook.marking.marks_file import MarkEvent
from exercises.gradebook.marking.teacher_marks import TeacherMarks, answer_digest, read_teacher_marks

PLACE = ("ada-l", "library", "a-reflection")
OLD, NEW = answer_digest("the chairs"), answer_digest("the forty new chairs")


def marks(*acts: tuple, place: tuple[str, str, str] = PLACE) -> TeacherMarks:
    """Marks of (marker, act, value, comment), each on the new answer unless a fifth part names another one."""
    made = []
    for row, (marker, act, *more) in enumerate(acts, 2):
        value, comment, answer = [*more, None, "", NEW][: len(more)] + [None, "", NEW][len(more) :]
        level, points = (value, None) if act == "level" else (None, value)
        made.append(MarkEvent(marker, *place, answer, act, level, points, comment, row=row))
    return TeacherMarks(made)


def award(found: TeacherMarks, out_of: float = 3, levels: int = 3):
    return found.of(*PLACE, NEW).award(out_of, levels)


# The sign of an answer.


def test_the_sign_of_an_answer_is_twelve_digits_and_the_same_whatever_the_order_of_names():
    assert answer_digest({"a": 1, "b": [2]}) == answer_digest({"b": [2], "a": 1})
    assert len(answer_digest("x")) == 12
    assert set(answer_digest("ü ☂")) <= set("0123456789abcdef")


def test_other_answers_have_other_signs():
    assert len({answer_digest(answer) for answer in ("a", "a ", ["a"], {"a": 1}, 1, "1", None, True)}) == 8


def test_the_sign_of_an_answer_does_not_change_between_versions():
    assert answer_digest("I noticed the chairs.") == "8fa6c203a2b8"


# Levels.


@pytest.mark.parametrize(("level", "points"), [(0, 0), (1, 1.33), (2, 2.67), (3, 4)])
def test_a_level_is_worth_its_share_of_the_points(level, points):
    assert award(marks(("kh", "level", level)), out_of=4).points == points


def test_the_last_level_of_a_marker_counts():
    assert award(marks(("kh", "level", 1), ("kh", "level", 3))).points == 3


def test_of_several_markers_the_mean_counts_and_it_is_said():
    given = award(marks(("kh", "level", 1), ("ab", "level", 2)))
    assert (given.points, given.how) == (1.5, "mean of the levels 2 by ab, 1 by kh of 3")


def test_one_marker_is_named_with_the_level():
    assert award(marks(("kh", "level", 2))).how == "level 2 by kh of 3"


def test_a_level_outside_the_rubric_is_told_and_the_other_markers_count():
    given = award(marks(("kh", "level", 5), ("ab", "level", 2)))
    assert given.points == 2
    assert given.problems == ("marks.csv, row 2, was left out: it gives level 5, and the rubric goes up to 3.",)


def test_a_level_for_a_question_without_a_rubric_is_told():
    given = award(marks(("kh", "level", 0)), levels=0)
    assert given.points is None
    assert "the rubric is missing: set points, with a reason" in given.problems[0]


# Overrides.


def test_an_override_wins_over_every_level_and_says_its_reason():
    given = award(marks(("ab", "level", 3), ("kh", "points", 0.5, "Copied from the board."), ("ab", "level", 2)))
    assert (given.points, given.how) == (0.5, "set to 0.5 by kh: Copied from the board.")


def test_a_level_after_an_own_override_takes_its_place():
    assert award(marks(("kh", "points", 0, "why"), ("kh", "level", 3))).points == 3


def test_the_later_of_two_overrides_counts():
    assert award(marks(("kh", "points", 0, "why"), ("ab", "points", 2, "read again"))).points == 2


def test_an_override_above_what_the_question_has_is_told_and_the_levels_count():
    given = award(marks(("kh", "points", 9, "generous"), ("ab", "level", 1)))
    assert given.points == 1
    assert given.problems == ("marks.csv, row 2, was left out: it gives 9 points, and “a-reflection” has 3.",)


def test_an_override_of_an_automatic_point_needs_no_rubric():
    assert award(marks(("kh", "points", 1, "It does stand there.")), levels=0).points == 1


@pytest.mark.parametrize("name", ["my {marks}.csv", "{}.csv", "{0}{1}.csv", "%s.csv", "{act.__class__}.csv"])
def test_a_file_may_have_any_signs_in_its_name(name, tmp_path):
    place = f"kh,ada-l,library,a-reflection,{NEW}"
    columns = "marker,student,lesson,question,answer,level,points,comment,act"
    (tmp_path / name).write_text(f"{columns}\n{place},,9,{{why}},points\n{place},5,,,level\n", encoding="utf-8")
    given = read_teacher_marks(tmp_path / name).of(*PLACE, NEW)
    assert given.award(3, 3).problems == (f"{name}, row 3, was left out: it gives level 5, and the rubric goes up to 3.",)
    assert marks(("kh", "points", 9, "{why}")).of(*PLACE, NEW).award(3, 3).problems[0].endswith("has 3.")


# Read, without a level.


def test_an_answer_that_was_marked_as_read_sets_no_points_of_its_own():
    given = award(marks(("kh", "read"), ("ab", "read")))
    assert (given.points, given.read, given.how) == (None, True, "marked as read by ab and kh")


def test_a_level_or_points_win_over_reading_whichever_came_first():
    for acts in (
        [("kh", "read"), ("kh", "level", 1)],
        [("kh", "level", 1), ("kh", "read")],
        [("ab", "read"), ("kh", "level", 1)],
    ):
        assert award(marks(*acts)).points == 1
    assert award(marks(("kh", "points", 2.5, "why"), ("ab", "read"))).points == 2.5


def test_reading_leaves_a_comment_and_an_own_override_as_they_are():
    found = marks(("kh", "comment", None, "Which words?"), ("kh", "read")).of(*PLACE, NEW)
    assert (found.comments, found.award(3, 3).read) == ({"kh": "Which words?"}, True)
    assert award(marks(("kh", "points", 1, "why"), ("kh", "read"))).points == 1


def test_a_level_beyond_the_rubric_is_told_and_the_reading_counts():
    given = award(marks(("kh", "level", 9), ("ab", "read")))
    assert (given.points, given.read, len(given.problems)) == (None, True, 1)


def test_what_one_marker_gave_holds_nothing_of_another_s():
    found = marks(
        ("ab", "read"), ("ab", "level", 3, "mine"), ("ab", "points", 1, "why"), ("kh", "read"), ("kh", "level", 2, "own")
    ).of(*PLACE, NEW)
    own = found.only("kh")
    assert (own.levels, own.overrides, own.comments, own.rows, own.reads) == (
        {"kh": 2},
        {},
        {"kh": "own"},
        {"kh": 6},
        {"kh": 5},
    )
    assert found.only("cd") == replace(own, levels={}, comments={}, rows={}, reads={})


def test_undo_takes_back_at_once_what_was_read_at_once_and_before_that_only_what_came_later():
    def read(student: str, at: str, row: int, question: str = "a-reflection") -> MarkEvent:
        return MarkEvent("kh", student, "library", question, NEW, "read", at=at, row=row)

    found = TeacherMarks(
        [read("ada-l", "1", 2), read("bo-k", "1", 3), read("cy-m", "2", 4), read("di-n", "2", 5), read("ed-o", "2", 6, "b")]
    )
    # Of one time, but of another question: another act.
    assert [act.row for act in found.last("kh")] == [6]
    found.take(replace(found.last("kh")[0], act="undo", row=7))
    assert [act.row for act in found.last("kh")] == [4, 5]
    found.take(MarkEvent("kh", "di-n", "library", "a-reflection", NEW, "level", 1, row=8))
    assert [(act.act, act.row) for act in found.last("kh")] == [("level", 8)]


# Comments.


def test_a_comment_stands_by_its_marker_and_alone_gives_no_points():
    found = marks(("kh", "comment", None, "Which words?"))
    assert found.of(*PLACE, NEW).comments == {"kh": "Which words?"}
    assert award(found).points is None


def test_a_later_comment_takes_the_place_of_the_earlier_and_an_empty_one_takes_it_away():
    assert marks(("kh", "level", 1, "one"), ("kh", "comment", None, "two")).of(*PLACE, NEW).comments == {"kh": "two"}
    assert marks(("kh", "level", 1, "one"), ("kh", "comment", None, "")).of(*PLACE, NEW).comments == {}


def test_the_reason_of_an_override_is_no_comment_for_the_student():
    assert marks(("kh", "level", 1, "one"), ("kh", "points", 2, "why")).of(*PLACE, NEW).comments == {"kh": "one"}


# Undo.


def test_undo_takes_the_last_act_back_and_the_one_before_stands_again():
    found = marks(("kh", "level", 1, "one"), ("kh", "level", 3, "two"), ("kh", "undo"))
    assert (award(found).points, found.of(*PLACE, NEW).comments) == (1, {"kh": "one"})


def test_undo_of_an_only_act_leaves_nothing():
    assert marks(("kh", "level", 1), ("kh", "undo")).of(*PLACE, NEW) is None


def test_undo_takes_back_nothing_of_another_marker_or_another_answer():
    found = marks(("ab", "level", 2), ("kh", "level", 1), ("kh", "level", 0, "", OLD), ("kh", "undo", None, "", OLD))
    assert found.of(*PLACE, NEW).levels == {"ab": 2, "kh": 1}


def test_an_undo_with_nothing_to_take_back_is_told():
    found = marks(("kh", "level", 1), ("kh", "undo"), ("kh", "undo"))
    assert found.problems == ("marks.csv, row 4, was left out: kh has nothing to take back there.",)


def test_the_act_that_the_next_undo_takes_back_is_the_marker_s_last_that_stands():
    found = marks(("kh", "level", 1), ("ab", "level", 2), ("kh", "level", 0, "", OLD), ("kh", "undo", None, "", OLD))
    assert [act.row for act in found.last("kh")] == [2]
    assert found.last("kh", lambda act: act.answer == OLD) == []
    assert found.last("cd") == []


# Which answer.


def test_a_mark_of_an_earlier_answer_is_not_used_and_asks_for_another_look():
    found = marks(("kh", "level", 3, "", OLD))
    assert found.of(*PLACE, NEW) is None
    assert found.stale(*PLACE, NEW) == (
        "ada-l changed the answer to “a-reflection” after kh marked it, so the mark is not used. "
        "Please look at the new answer."
    )


def test_nothing_is_stale_where_the_present_answer_is_marked_or_nothing_stands():
    assert marks(("kh", "level", 3, "", OLD), ("ab", "level", 3)).stale(*PLACE, NEW) is None
    assert marks(("kh", "level", 3, "", OLD), ("kh", "undo", None, "", OLD)).stale(*PLACE, NEW) is None
    assert marks().stale(*PLACE, NEW) is None


def test_a_mark_counts_for_its_student_lesson_and_question_only():
    found = marks(("kh", "level", 3))
    for other in [("bo", *PLACE[1:]), ("ada-l", "iron_dome", "a-reflection"), ("ada-l", "library", "a-rewrite")]:
        assert found.of(*other, NEW) is None


def test_marks_of_a_question_that_is_not_there_are_told_once():
    found = marks(("kh", "level", 3), ("ab", "level", 3))
    everybody = {who.partition("#")[0] for who, *_ in found.all_current()}
    assert found.unknown(everybody, {("library", "a-reflection"): 1}) == []
    assert found.unknown(everybody, {}) == [
        "marks.csv marks “a-reflection” of the lesson “library”; there is no such question. The marks are not used."
    ]


# From a file.


def test_a_file_that_is_not_there_holds_no_marks(tmp_path: Path):
    found = read_teacher_marks(tmp_path / "marks.csv")
    assert (list(found.all_current()), found.problems) == ([], ())


def test_a_file_that_cannot_be_read_at_all_stops_so_that_no_grade_changes_unseen(tmp_path: Path):
    (tmp_path / "marks.csv").mkdir()
    with pytest.raises(KitError, match=r"marks\.csv cannot be read"):
        read_teacher_marks(tmp_path / "marks.csv")


def test_problems_of_rows_and_of_undo_are_told_with_the_name_of_the_file(tmp_path: Path):
    path = tmp_path / "my marks.csv"
    path.write_text(
        f"marker,student,lesson,question,answer,act\nkh,ada-l,library,a-reflection,{NEW},undo\nkh,x\n", encoding="utf-8"
    )
    assert [problem.partition(":")[0] for problem in read_teacher_marks(path).problems] == [
        "my marks.csv, row 3, was left out",
        "my marks.csv, row 2, was left out",
    ]


one_act = st.tuples(
    st.sampled_from(["kh", "ab"]),
    st.sampled_from(["level", "points", "comment", "read", "undo"]),
    st.integers(0, 3),
    st.just("why"),
)


@given(st.lists(one_act, max_size=12))
def test_whatever_was_done_the_points_are_within_the_question_s(acts):
    standing = marks(*acts).of(*PLACE, NEW)
    if standing is not None:
        points = standing.award(3, 3).points
        assert points is None or 0 <= points <= 3


@given(st.lists(one_act.filter(lambda act: act[1] != "undo"), max_size=6), one_act.filter(lambda act: act[1] != "undo"))
def test_an_act_and_its_undo_leave_what_was_before(acts, last):
    before = marks(*acts).of(*PLACE, NEW)
    after = marks(*acts, last, (last[0], "undo")).of(*PLACE, NEW)
    assert (before is None) == (after is None)
    if before is not None:
        assert (before.award(3, 3), before.comments) == (after.award(3, 3), after.comments)
