"""Which attempt counts, what it is worth and what a notebook comes to, worked out by hand without the command around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exercises.gradebook.grading import grader as module
from exercises.gradebook.grading.grader import Grader, Total, Verdict, open_answers_in, points_of, read_points, total
from exercises.gradebook.grading.open_answers import OpenAnswers
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.hand_ins import HandIn, Header
from exercises.questions.result import Result
from tests.gradebook.classes import check

COUNTS = Policy(after_worked="counts")
KING, ONE, BOTH = (check("a-choices", answer) for answer in (["king"], ["okafor"], ["okafor", "reyes"]))
REVEAL = {"event": "reveal", "id": "a-choices"}
NOBODY = check("a-choices", ["nobody"])


class Teacher:
    """A teacher whose decision is the same for every answer."""

    def __init__(self, verdict: Verdict | None):
        self.verdict = verdict

    def of(self, *_asked):
        return self.verdict


@pytest.fixture
def grader(content):
    return Grader(content)


def rows(grader, *events, policy=Policy(), teacher=None):  # noqa: B008
    hand_in = HandIn(Header("ada-l", "library", grader.content.fingerprint), list(events))
    return grader.rows("ada-l", hand_in, policy, teacher)


def row(grader, *events, **more):
    return rows(grader, *events, **more)[0]["a-choices"]


@pytest.mark.parametrize(
    ("events", "policy", "status", "points", "attempts"),
    [
        ([KING, ONE], Policy(), "partial", 1, 2),
        ([ONE, KING], Policy(attempt="best"), "partial", 1, 2),
        ([ONE, KING], Policy(attempt="first"), "partial", 1, 2),
        ([ONE, KING], Policy(), "incorrect", 0, 2),
        # Behind the worked answer nothing counts, unless a teacher says so.
        ([ONE, REVEAL, BOTH], Policy(), "partial", 1, 2),
        ([ONE, REVEAL, BOTH], COUNTS, "correct", 2, 2),
        ([REVEAL, BOTH], Policy(), "left_out", 0, 1),
        ([REVEAL, NOBODY], Policy(), "unanswered", None, 1),
        ([NOBODY], Policy(), "unanswered", None, 1),
        ([NOBODY, ONE, NOBODY], Policy(), "partial", 1, 3),
        ([ONE, BOTH, KING], Policy(attempt="best"), "correct", 2, 3),
        ([KING], Policy(count="completion"), "incorrect", 2, 1),
        # 200 tries are looked at, the last ones or the first ones.
        ([*[KING] * 199, BOTH], Policy(attempt="best"), "correct", 2, 200),
        ([*[KING] * 200, BOTH], Policy(attempt="best"), "incorrect", 0, 201),
        ([BOTH, *[NOBODY] * 199], Policy(), "correct", 2, 200),
        ([BOTH, *[NOBODY] * 200], Policy(), "unanswered", None, 201),
    ],
)
def test_the_attempt_that_the_policy_names_counts(grader, events, policy, status, points, attempts):
    found = row(grader, *events, policy=policy)
    assert (found.status, found.points, found.attempts, found.out_of) == (status, points, attempts, 2)


def test_of_equally_good_attempts_the_first_is_the_best_and_its_time_counts(grader):
    first = check("a-choices", ["okafor"], at="2026-11-24T09:00:00+00:00")
    later = check("a-choices", ["reyes"], at="2026-11-25T09:00:00+00:00")
    assert row(grader, first, later, policy=Policy(attempt="best")).at == first["at"]
    assert row(grader, first, later).at == later["at"]


def test_hints_and_the_worked_answer_are_kept_as_they_were_first_opened(grader):
    hints = [{"event": "hint", "id": "a-choices", "number": n} for n in (1, 2, 1)]
    assert row(grader, *hints, ONE).hints == 2
    right = REVEAL | {"after": "correct"}
    assert row(grader, ONE, right, REVEAL).worked == "after a right answer"
    assert row(grader, ONE, REVEAL, right).worked == "before a right answer"
    assert row(grader, ONE).worked == ""
    open_one = rows(grader, check("a-reflection", "I saw the chairs."), {"event": "reveal", "id": "a-reflection"})[0]
    assert open_one["a-reflection"].worked == "opened"


def test_events_of_unknown_questions_are_counted_and_every_question_has_a_row(grader):
    found, strange = rows(grader, ONE, check("gone", 1), check("gone", 2), check("a-number", 5))
    assert strange == 2
    assert list(found) == list(grader.content.questions)
    assert {name for name, one in found.items() if one.status != "unanswered"} == {"a-choices", "a-number"}


@pytest.mark.parametrize(
    ("events", "verdict", "status", "points", "comment"),
    [
        ([ONE], Verdict(1.5, "So."), "marked", 1.5, "So."),
        ([ONE], Verdict(None, "So."), "partial", 1, "So."),
        ([ONE], Verdict(None, "", read=True), "marked", 1, ""),
        ([ONE], None, "partial", 1, ""),
        # A mark gives points to what was left out; only reading it does not.
        ([REVEAL, BOTH], Verdict(2), "marked", 2, ""),
        ([REVEAL, BOTH], Verdict(None, read=True), "left_out", 0, ""),
    ],
)
def test_a_teachers_decision_comes_on_top(grader, events, verdict, status, points, comment):
    found = row(grader, *events, teacher=Teacher(verdict))
    assert (found.status, found.points, found.comment) == (status, points, comment)


def test_what_an_open_answer_is_worth_before_and_after_it_is_read(content):
    asked = content.questions["a-reflection"]
    full, flagged = Result("complete", 2, 2), Result("needs_teacher", None, 2, extra={"completion": 1})
    short = Result("unfinished", 0.5, 2, extra={"completion": 0.25})
    assert [points_of(asked, one, Policy()) for one in (full, flagged, short)] == [2, None, 0.5]
    assert [points_of(asked, full, Policy(open=how)) for how in ("waits", "left out")] == [None, None]
    done = Policy(count="completion")
    assert [read_points(asked, one, Policy()) for one in (full, flagged, short)] == [2, 2, 0.5]
    assert [read_points(asked, one, done) for one in (full, flagged, short)] == [2, 2, 0.5]
    wrong = Result("incorrect", 0, 2)
    closed = content.questions["a-choice"]
    assert [read_points(closed, wrong, policy) for policy in (Policy(), done)] == [0, 2]
    assert points_of(closed, wrong, Policy(open="waits")) == 0


def test_a_notebook_comes_to_its_points_of_what_could_be_earned(grader):
    ids = ("a-choices", "a-number", "a-reflection")
    found = rows(grader, ONE, check("a-reflection", "I saw the chairs."))[0]
    # 1 + 2 of 6: the unanswered number counts as points not earned.
    assert total(found, ids, Policy()) == Total(3, 6, 2, 3, OpenAnswers(1, 0, 0), False)
    assert total(found, ids, Policy()).share == 0.5
    held = total(found, ids, Policy(open="waits"))
    assert (held.held, held.share) == (True, None)
    assert total(rows(grader, ONE)[0], ids, Policy(open="waits")).held is False
    assert Total(0, 0, 0, 0, OpenAnswers()).share is None
    # What is kept and never graded has no points to earn: 2 of 2.
    left = rows(grader, check("a-reflection", "I saw the chairs."), policy=Policy(open="left out"))[0]
    assert total(left, ("a-reflection",), Policy(open="left out")).out_of == 0
    marked = {**found, "a-reflection": replace(found["a-reflection"], status="marked")}
    flagged = {**found, "a-reflection": replace(found["a-reflection"], status="needs_teacher")}
    out = {**found, "a-reflection": replace(found["a-reflection"], status="left_out")}
    assert [open_answers_in(one.values()) for one in (marked, flagged, out)] == [
        OpenAnswers(1, 1, 0),
        OpenAnswers(1, 0, 1),
        OpenAnswers(),
    ]
    assert total({"x": replace(found["a-choices"], points=1 / 3)}, ("x",), Policy()).points == 0.3333


def test_an_answer_is_graded_once_and_numbers_truths_and_texts_are_kept_apart(grader, monkeypatch):
    asked = grader.content.questions
    number, free = asked["a-number"], asked["a-reflection"]
    assert grader.grade(number, 5) is grader.grade(number, 5)
    assert len({id(grader.grade(number, answer)) for answer in (5, 5.0, "5", True, 1)}) == 5
    assert grader.grade(free, "I saw it all.") is not grader.grade(free, "I saw it all.")
    deep: list = []
    for _ in range(5_000):
        deep = [deep]
    assert grader.grade(number, deep).result.status == "unanswered"
    # Room for four: two that are new and two that were.
    monkeypatch.setattr(module, "_KEPT", 4)
    small = Grader(grader.content)
    first = [small.grade(number, n) for n in (1, 2, 3)]
    assert small.grade(number, 1) is first[0]
    assert small.grade(number, 3) is first[2]
    # 2 was not asked for again while two others came, so it is graded anew.
    assert [small.grade(number, n).answer for n in (4, 6)] == [4, 6]
    assert small.grade(number, 2) is not first[1]


def test_the_words_that_an_answer_points_to_are_numbered(grader, content):
    article = content.article
    words = [article.words_in(span) for span in article.words()]
    span = article.find("praised the new")
    answer = [{"start": span.start, "end": span.end, "label": "cue"}]
    at = words.index("praised")
    label = content.questions["a-spans"].labels["cue"]
    assert grader.grade(content.questions["a-spans"], answer).words == tuple((n, (label,)) for n in (at, at + 1, at + 2))
    # From the middle of a word to the middle of another, and to the last word of the text.
    inner = [{"start": span.start + 2, "end": span.end - 1, "label": "cue"}]
    assert [n for n, _ in grader.grade(content.questions["a-spans"], inner).words] == [at, at + 1, at + 2]
    exact = [{"start": span.start, "end": span.start + 7, "label": "cue"}]
    assert [n for n, _ in grader.grade(content.questions["a-spans"], exact).words] == [at]
    last = article.words()[-1]
    end = [{"start": last.start, "end": last.end, "label": "cue"}]
    assert [n for n, _ in grader.grade(content.questions["a-spans"], end).words] == [len(words) - 1]
    assert Grader(content, same_text=False).grade(content.questions["a-spans"], answer).words == ()
    assert grader.grade(content.questions["a-number"], 5).words == ()
