"""What open answers are worth before and after a teacher has read them, under each policy, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exercises.gradebook.grading.grader import Grader, total
from exercises.gradebook.grading.open_answers import OpenAnswers, completion_points
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.hand_ins import HandIn, Header
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.questions.result import Flag, Result
from tests.gradebook import classes, own_words
from tests.gradebook.classes import Scene, check, grade

WHO = "ada-l"
PART = "01_first"
RIGHT = check("a-choice", "monday")
FULL, LACKS, FLAGGED = "4 of 4 words", "3 of 4 words", "2 of 4 flag:denial words"
REVEAL = {"id": "first-words", "event": "reveal", "after": "gave up"}
POLICIES = ("completion", "waits", "left out")


@pytest.fixture
def scene(tmp_path, monkeypatch) -> Scene:
    """A lesson of three questions with 2 points each, of which two are open."""
    own_words.use(monkeypatch)
    classes.put_lesson(tmp_path / "lessons", questions=own_words.questions())
    (tmp_path / "lessons" / "library" / "key" / "01_first.toml").unlink()
    classes.use_lessons(tmp_path / "lessons", monkeypatch)
    return Scene(classes.put_all(tmp_path / "hand-ins", {}), classes.read(tmp_path / "lessons"))


@pytest.fixture
def run(scene, tmp_path):
    """Grade one student's events under a policy, with marks of (question, answer, values), and give the row of grades."""

    def run(*events, policy: str = "completion", marks=(), options=()):
        scene.put("a.jsonl", scene.hand_in(WHO, *events))
        out = tmp_path / f"grades-{len(list(tmp_path.iterdir()))}"
        for question, answer, values in marks:
            MarksFile(out / "marks.csv").append(MarkEvent("kh", WHO, "library", question, answer_digest(answer), **values))
        return grade(scene.folder, out, "--open-answers", policy, *options)

    return run


def sums(found) -> tuple[str, str, str]:
    row = found.grade_of(WHO)
    points, out_of = (f"{float(row[f'{PART} {name}']):g}" for name in ("points", "out of"))
    return points, out_of, row["percent"]


def counts(found, where: str = "") -> tuple[str, ...]:
    """Open answers, those read, those that wait, and the flagged ones among them."""
    row = found.grade_of(WHO)
    return tuple(row[f"{where}{name}"] for name in ("open answers", "read by you", "waiting for you", "flagged"))


BOTH = (RIGHT, check("first-words", LACKS), check("more-words", FLAGGED))
READ = ("first-words", LACKS, {"act": "read"})
# Level 1 of 3 of 2 points.
LEVEL = ("more-words", FLAGGED, {"act": "level", "level": 1})


@pytest.mark.parametrize(
    ("policy", "marks", "due", "counted"),
    [
        # 2 of the choice, and ¾ of 2; the flagged answer counts on neither side: 3.5 ÷ 4.
        ("completion", [], ("3.5", "4", "87.5"), ("2", "0", "2", "1")),
        # Nothing is said of the open ones: 2 ÷ 2, and no grade before all are read.
        ("waits", [], ("2", "2", ""), ("2", "0", "2", "1")),
        # 2 ÷ 2.
        ("left out", [], ("2", "2", "100.0"), ("2", "0", "2", "1")),
        # One is read, with its ¾ of 2: 3.5 ÷ 4.
        ("completion", [READ], ("3.5", "4", "87.5"), ("2", "1", "1", "1")),
        ("waits", [READ], ("3.5", "4", ""), ("2", "1", "1", "1")),
        ("left out", [READ], ("3.5", "4", "87.5"), ("2", "1", "1", "1")),
        # Both are read: 2 + 1.5 + 2 × 1/3 = 4.17 of 6, under every policy.
        *((policy, [READ, LEVEL], ("4.17", "6", "69.5"), ("2", "2", "0", "0")) for policy in POLICIES),
        # Only the flagged one is read: 2 + 1.5 + 0.67 ÷ 6, else 2.67 ÷ 4.
        ("completion", [LEVEL], ("4.17", "6", "69.5"), ("2", "1", "1", "0")),
        ("waits", [LEVEL], ("2.67", "4", ""), ("2", "1", "1", "0")),
        # 2.67 ÷ 4 = 0.6675.
        ("left out", [LEVEL], ("2.67", "4", "66.8"), ("2", "1", "1", "0")),
    ],
)
def test_points_and_counts_before_and_after_reading(run, policy, marks, due, counted):
    found = run(*BOTH, policy=policy, marks=marks)
    assert sums(found) == due
    assert counts(found) == counts(found, f"{PART} ") == counted


@pytest.mark.parametrize("policy", POLICIES)
def test_without_an_open_answer_no_policy_changes_anything_and_nothing_waits(run, policy):
    # 2 of the choice; the two unanswered questions are open points: 2 ÷ 6.
    found = run(RIGHT, policy=policy)
    assert (sums(found), counts(found)) == (("2", "6", "33.3"), ("0", "0", "0", "0"))


@pytest.mark.parametrize(
    ("policy", "due"),
    # 2 + 2 and an unanswered 0 of 2: 4 ÷ 6; else 2 and the unanswered one: 2 ÷ 4.
    [("completion", ("4", "6", "66.7")), ("waits", ("2", "4", "")), ("left out", ("2", "4", "50.0"))],
)
def test_one_open_answer_that_nobody_has_read(run, policy, due):
    found = run(RIGHT, check("first-words", FULL), policy=policy)
    assert (sums(found), counts(found)) == (due, ("1", "0", "1", "0"))


def test_the_status_says_what_the_checks_saw_and_the_flags_are_in_their_own_column(run):
    rows = {row["question"]: row for row in run(*BOTH).table("answers.csv")}
    assert [(rows[name]["status"], rows[name]["flags"]) for name in ("first-words", "more-words")] == [
        ("unfinished", ""),
        ("needs_teacher", "denial"),
    ]


def test_a_comment_alone_is_no_reading(run):
    found = run(*BOTH, marks=[("first-words", LACKS, {"act": "comment", "comment": "Which words?"})])
    assert counts(found) == ("2", "0", "2", "1")
    assert {row["question"]: row["comment"] for row in found.table("answers.csv")}["first-words"] == "Which words?"


@pytest.mark.parametrize(
    ("answer", "points"),
    # A complete answer is full; one that lacks something keeps ¾ of 2; a flagged one waits.
    [(FULL, "2"), (LACKS, "1.5"), (FLAGGED, "")],
)
def test_where_completion_is_full_points_an_unfinished_answer_keeps_its_share(run, answer, points):
    found = run(check("first-words", answer), options=["--count", "completion"])
    assert found.of(WHO)["first-words"][1] == points


def test_a_flagged_answer_that_was_marked_as_read_has_its_share_of_the_points(run):
    # ½ of 2.
    found = run(RIGHT, check("more-words", FLAGGED), marks=[("more-words", FLAGGED, {"act": "read"})])
    assert found.of(WHO)["more-words"][:2] == ("marked", "1")
    assert counts(found) == ("1", "1", "0", "0")


def test_only_an_open_answer_can_be_marked_as_read(run):
    found = run(check("a-choice", "sunday"), marks=[("a-choice", "sunday", {"act": "read"})])
    assert found.of(WHO)["a-choice"][:2] == ("incorrect", "0")
    (problem,) = found.table("problems.csv")
    assert problem["why, and what to do"] == (
        "marks.csv, row 2, was left out: it marks “a-choice” as read, and only open answers are read."
    )


@pytest.mark.parametrize(
    ("result", "points"),
    [
        (Result("complete", 8, 8, extra={"completion": 1}), 8),
        (Result("unfinished", 2.29, 8, extra={"completion": 2 / 7}), 2.29),
        # 8 × 6/7 = 6.857…
        (Result("needs_teacher", None, 8, extra={"completion": 6 / 7}, flags=(Flag("salad", "x"),)), 6.86),
        (Result("needs_teacher", None, 8), None),
    ],
)
def test_the_points_for_completion_are_those_of_the_card_or_the_share_of_a_flagged_answer(result, points):
    assert completion_points(result) == points


# What is copied from the worked answer.


def test_copying_earns_nothing_and_is_told_as_left_out(run):
    # 2 of the choice, 0 of 2 copied, 0 of 2 unanswered: 2 ÷ 6.
    found = run(RIGHT, REVEAL, check("first-words", FULL))
    assert found.of(WHO)["first-words"] == ("left_out", "0", FULL)
    assert (sums(found), counts(found)) == (("2", "6", "33.3"), ("0", "0", "0", "0"))


def test_what_was_written_before_the_worked_answer_still_counts(run):
    found = run(RIGHT, check("first-words", LACKS), REVEAL, check("first-words", FULL))
    assert found.of(WHO)["first-words"] == ("unfinished", "1.5", LACKS)


def test_a_teacher_can_let_copies_count_or_set_points_for_one(run):
    events = (RIGHT, REVEAL, check("first-words", FULL))
    assert run(*events, options=["--after-worked", "counts"]).of(WHO)["first-words"][:2] == ("complete", "2")
    own = ("first-words", FULL, {"act": "points", "points": 1.5, "comment": "Written before the lesson."})
    assert run(*events, marks=[own]).of(WHO)["first-words"][:2] == ("marked", "1.5")
    assert run(*events, marks=[("first-words", FULL, {"act": "read"})]).of(WHO)["first-words"][:2] == ("left_out", "0")


def test_a_worked_answer_of_an_open_question_is_no_giving_up(run):
    found = run(check("first-words", FULL), REVEAL)
    assert {row["question"]: row["worked_answer"] for row in found.table("answers.csv")}["first-words"] == "opened"


# What is said of it.


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (OpenAnswers(), ""),
        (
            OpenAnswers(1, 0, 0),
            "There is 1 open answer; a teacher has read none of them. 1 waits to be read, none of them flagged.",
        ),
        (
            OpenAnswers(5, 2, 1),
            "There are 5 open answers; a teacher has read 2 of them. 3 wait to be read, 1 of them flagged.",
        ),
        (OpenAnswers(5, 5, 0), "There are 5 open answers; a teacher has read 5 of them."),
    ],
)
def test_the_numbers_in_words(found, told):
    assert str(found) == told


def test_what_unread_answers_count_is_said_by_the_policy_and_not_where_all_are_read():
    told = {policy: OpenAnswers(2, 1, 0).told(policy).rpartition("flagged. ")[2] for policy in POLICIES}
    assert told == {
        "completion": "Until then an answer counts by how complete it is, and a flagged one not at all.",
        "waits": "Until then the grades that they belong to stay empty.",
        "left out": "Until then they are left out of the grades.",
    }
    assert OpenAnswers(2, 2, 0).told("waits") == str(OpenAnswers(2, 2, 0))


def test_the_command_the_report_the_platforms_file_and_the_students_page_say_how_many_were_read(run, capsys, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id,email\nada-l,ada@example.org\n", encoding="utf-8")
    more = ("--lms", "moodle", "--roster", roster, "--feedback")
    found = run(*BOTH, marks=[READ], options=more)
    told = "There are 2 open answers; a teacher has read 1 of them. 1 waits to be read, 1 of them flagged."
    assert told in capsys.readouterr().out
    report = found.files["report.html"].decode()
    assert f"{told} Until then an answer counts by how complete it is, and a flagged one not at all." in report
    assert [row["Open answers"] for row in found.table("moodle.csv")] == ["1 of 2 read by the teacher"]
    page = (found.out / "feedback" / "feedback_ada-l.html").read_text(encoding="utf-8")
    assert "1 of your 2 open answers waits for your teacher to read. Until then, what is there counts." in page
    assert "It may hold" not in page


@pytest.mark.parametrize("rubric", [(), ("It names a word.",)])
def test_an_empty_open_question_counts_as_open_points_with_a_rubric_or_without(rubric, scene):
    asked = {q.id: replace(q, rubric=rubric) if q.free_text else q for q in scene.content.questions.values()}
    content = replace(scene.content, questions=asked)
    hand_in = HandIn(Header(WHO, content.name, content.fingerprint), [RIGHT])
    rows, _ = Grader(content).rows(WHO, hand_in, Policy())
    # The choice has its 2 points; the two open questions of 2 points each are empty: 2 of 6.
    whole = total(rows, tuple(rows), Policy())
    assert (whole.points, whole.out_of, whole.open) == (2, 6, OpenAnswers())
