"""What answers come to in grades.csv, and what a teacher's marks give, worked out by hand in each row's comment."""

from __future__ import annotations

from functools import cache

import pytest

from exercises.gradebook.marking.marks_file import MarkEvent
from exercises.gradebook.marking.teacher_marks import CurrentMarks
from exercises.gradebook.statistics.tally import Sums
from tests import library
from tests.gradebook import classes
from tests.gradebook.classes import check

WHO = "ada-l"


def write(lessons) -> None:
    """Two notebooks of closed questions, 2 + 3 + 1 = 6 and 4 + 2 = 6 points, and one of an open question of 2."""
    first = [
        library.question("choices", id="two", points=2),
        library.question("number", id="three", points=3),
        library.question("choice", id="one", points=1),
    ]
    second = [library.question("choice", id="four", points=4), library.question("choices", id="two-more", points=2)]
    library.write_lesson(lessons / "library", first, "01_first.toml")
    library.write_lesson(lessons / "library", second, "02_second.toml")
    library.write_lesson(lessons / "library", [library.question("reflection", id="words", points=2)], "03_open.toml")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The rows of grades.csv for all students of the table whose teacher has this policy, each policy graded once."""
    folder = tmp_path_factory.mktemp("grades")
    write(folder / "lessons")
    content = classes.read(folder / "lessons")

    @cache
    def under(policy: str) -> dict[str, dict[str, str]]:
        own = folder / f"policy-{TEACHERS.index(policy)}"
        scene = classes.Scene(classes.put_all(own / "hand-ins", {}), content)
        for number, (wanted, events, _, _) in enumerate(case.values for case in ALL):
            if wanted == policy:
                scene.put(f"{number}.jsonl", scene.hand_in(f"student-{number}", *events))
        (own / "grading.toml").write_text(policy, encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            classes.use_lessons(folder / "lessons", patch)
            found = classes.grade(scene.folder, own / "out", "--policy", own / "grading.toml", "--workers", 1, "--quiet")
        return {row["student"]: row for row in found.table("grades.csv")}

    return under


HALF, BOTH, WRONG = check("two", ["okafor"]), check("two", ["okafor", "reyes"]), check("two", ["king"])
FIVE, MONDAY, FOUR = check("three", 5), check("one", "monday"), check("four", "monday")
MORE = check("two-more", ["okafor", "reyes"])
REVEAL = {"id": "two", "event": "reveal"}
# 0, then 1 of 2; the worked answer is opened; then 2 of 2, then 0.
TRIES = [WRONG, HALF, REVEAL, BOTH, check("two", ["cat"])]


def row(rule: str, policy: str, events: list[dict], column: str, due: float | None):
    """One row: the policy, the events of the hand-in, a column of grades.csv and what it must hold."""
    return pytest.param(policy, events, column, due, id=rule)


GRADES = [
    # 1 + 3 + 1 of 6.
    row("points are added up", "", [HALF, FIVE, MONDAY], "01_first points", 5),
    row("points of the questions are added up", "", [HALF, FIVE, MONDAY], "01_first out of", 6),
    # 5/6 = 83.333.
    row("a notebook's percent", "", [HALF, FIVE, MONDAY], "01_first percent", 83.3),
    # An unanswered question counts once its notebook was begun: 1 + 3 of 6 = 66.667: up.
    row("an unanswered question counts as open points", "", [HALF, FIVE], "01_first percent", 66.7),
    row("answers are counted", "", [HALF, FIVE], "01_first answered", 2),
    row("a wrong answer is an answer", "", [WRONG], "01_first percent", 0),
    row("a notebook without answers has no percent", "", [HALF], "02_second percent", None),
    # 5 + 4 of 6 + 6: 0.75.
    row("the total is all points of all that can be earned", "", [HALF, FIVE, MONDAY, FOUR], "percent", 75),
    # Notebook 02 and 03 were not begun: they do not count.
    row("a notebook without answers is left out", "", [HALF, FIVE, MONDAY], "percent", 83.3),
    # 5 + 0 + 0 of 6 + 6 + 2: 0.35714.
    row("a notebook without answers is zero", 'missing = "zero"', [HALF, FIVE, MONDAY], "percent", 35.7),
    # 1 + 3 of the 2 + 3 that were answered; the 1 of “one” counts nowhere.
    row("what was not answered counts nowhere", 'missing = "empty"', [HALF, FIVE], "percent", 80),
    row("a notebook's points without what was not answered", 'missing = "empty"', [HALF, FIVE], "01_first out of", 5),
    # (5 + 3 × 4) of (6 + 3 × 6): 0.70833.
    row("weights", "[weights]\n02_second = 3", [HALF, FIVE, MONDAY, FOUR], "percent", 70.8),
    row("weight zero", "[weights]\n02_second = 0", [HALF, FIVE, MONDAY, FOUR], "percent", 83.3),
    # (0.5 × 5 + 4) of (0.5 × 6 + 6): 0.72222.
    row("half weight", "[weights]\n01_first = 0.5", [HALF, FIVE, MONDAY, FOUR], "percent", 72.2),
    row("no notebook that weighs anything", 'parts = ["02_second"]', [HALF], "percent", None),
    row("one notebook makes the total", 'parts = ["02_second"]', [HALF, FOUR, MORE], "percent", 100),
    # Of the parts only 02 is missing: 5 + 0 of 6 + 6: 0.41667.
    row(
        "a part without answers is zero",
        'parts = ["01_first", "02_second"]\nmissing = "zero"',
        [HALF, FIVE, MONDAY],
        "percent",
        41.7,
    ),
    row(
        "a weight among the parts",
        'parts = ["01_first", "02_second"]\n[weights]\n02_second = 3',
        [HALF, FIVE, MONDAY, FOUR],
        "percent",
        70.8,
    ),
    # Which try counts: 0, 1, then behind the worked answer 2 and 0.
    row("the last try", 'after_worked = "counts"', TRIES, "01_first points", 0),
    row("the last try but one", 'after_worked = "counts"', TRIES[:-1], "01_first points", 2),
    row("the first try", 'attempt = "first"\nafter_worked = "counts"', TRIES, "01_first points", 0),
    row("the first try of others", 'attempt = "first"\nafter_worked = "counts"', TRIES[1:], "01_first points", 1),
    row("the best try", 'attempt = "best"\nafter_worked = "counts"', TRIES, "01_first points", 2),
    row("the best try is the last", 'attempt = "best"\nafter_worked = "counts"', TRIES[:-1], "01_first points", 2),
    row("the last try before the worked answer", 'after_worked = "left out"', TRIES, "01_first points", 1),
    row("the best try before it", 'attempt = "best"\nafter_worked = "left out"', TRIES, "01_first points", 1),
    row("the first try before it", 'attempt = "first"\nafter_worked = "left out"', TRIES, "01_first points", 0),
    # A try that cannot be read is none.
    row("a last try that cannot be read", "", [HALF, check("two", ["nobody"])], "01_first points", 1),
    row("a first try that cannot be read", 'attempt = "first"', [check("two", ["nobody"]), HALF], "01_first points", 1),
    row("only a try that cannot be read", "", [check("two", ["nobody"]), FIVE], "01_first answered", 1),
    # 200 tries are looked at: from the first on for first and best, from the last on for last.
    row("the best of 200 tries", 'attempt = "best"', [*[WRONG] * 199, BOTH], "01_first points", 2),
    row("the best of 201 tries", 'attempt = "best"', [*[WRONG] * 200, BOTH], "01_first points", 0),
    row("the last of 201 tries", "", [*[WRONG] * 200, BOTH], "01_first points", 2),
    row("200 tries that cannot be read", "", [BOTH, *[check("two", ["nobody"])] * 199], "01_first points", 2),
    row(
        "201 tries, the last 200 cannot be read",
        "",
        [BOTH, FIVE, *[check("two", ["nobody"])] * 200],
        "01_first points",
        3,
    ),
    # Completion: an answered question is full, 2 + 3 of 6.
    row("completion", 'count = "completion"', [WRONG, check("three", 7)], "01_first points", 5),
]
# These follow the rules of open questions.
OPEN_GRADES = [
    row("after the worked answer nothing counts unless a teacher says so", "", TRIES, "01_first points", 1),
    # All tries lie behind the worked answer: 0 of 2, and 3 of the 6.
    row("only tries after the worked answer", "", [REVEAL, BOTH, FIVE], "01_first points", 3),
    row("an open answer by completion", "", [check("words", "I saw chairs.")], "03_open points", 2),
    row("an open answer that is too short", "", [check("words", "Chairs.")], "03_open points", 0),
    # 5 + 2 of 6 + 2: 0.875.
    row("an open answer in the total", "", [HALF, FIVE, MONDAY, check("words", "I saw chairs.")], "percent", 87.5),
    # It counts neither for nor against: 5/6 alone.
    row(
        "an open answer is left out",
        'open = "left out"',
        [HALF, FIVE, MONDAY, check("words", "I saw chairs.")],
        "percent",
        83.3,
    ),
    row("an open answer waits", 'open = "waits"', [check("words", "I saw chairs.")], "03_open percent", None),
]


ALL = [*GRADES, *OPEN_GRADES]
TEACHERS = list(dict.fromkeys(case.values[0] for case in ALL))


@pytest.mark.parametrize(
    ("number", "policy", "column", "due"),
    [pytest.param(n, case.values[0], *case.values[2:], id=case.id) for n, case in enumerate(ALL)],
)
def test_a_student_s_row_holds_what_is_worked_out_by_hand(graded, number, policy, column, due):
    cell = graded(policy)[f"student-{number}"][column]
    assert (float(cell) if cell else None) == due


def override(given: float, number: int = 2) -> MarkEvent:
    """A teacher's points with a reason, in this row of marks.csv."""
    return MarkEvent("kh", WHO, "library", "words", "0", "points", None, given, "why", row=number)


@pytest.mark.parametrize(
    ("marks", "out_of", "levels", "due"),
    [
        # Level k of n is k/n of the points: 2/3 of 2 = 1.3333, 1/3 of 1 = 0.3333, 2/3 of 1 = 0.6667.
        (CurrentMarks({"kh": 2}), 2, 3, 1.33),
        (CurrentMarks({"kh": 1}), 1, 3, 0.33),
        (CurrentMarks({"kh": 2}), 1, 3, 0.67),
        (CurrentMarks({"kh": 0}), 2, 3, 0),
        (CurrentMarks({"kh": 3}), 2, 3, 2),
        # One level too many for the rubric is not used.
        (CurrentMarks({"kh": 4}, rows={"kh": 2}), 2, 3, None),
        # The mean of levels 1 and 2 is 1.5: 1.5/3 of 2. Of 1, 2 and 2 it is 5/3: 5/9 of 2 = 1.1111.
        (CurrentMarks({"kh": 1, "ab": 2}), 2, 3, 1),
        (CurrentMarks({"kh": 1, "ab": 2, "cd": 2}), 2, 3, 1.11),
        # A level outside the rubric is left out of the mean.
        (CurrentMarks({"kh": 1, "ab": 9}, rows={"ab": 2}), 3, 3, 1),
        # Points of a teacher's own win over levels, and the later row wins over the earlier.
        (CurrentMarks({"kh": 3}, {"kh": override(0.5)}), 2, 3, 0.5),
        (CurrentMarks({}, {"kh": override(0.5, 2), "ab": override(1.5, 3)}), 2, 3, 1.5),
        (CurrentMarks({}, {"kh": override(0.5, 4), "ab": override(1.5, 3)}), 2, 3, 0.5),
        # All of the points may be given, and no more: then the level counts, 3/3 of 2.
        (CurrentMarks({"kh": 1}, {"kh": override(2)}), 2, 3, 2),
        (CurrentMarks({"kh": 3}, {"kh": override(2.01)}), 2, 3, 2),
        (CurrentMarks(), 2, 3, None),
        (CurrentMarks({"kh": 0}, rows={"kh": 2}), 2, 0, None),
    ],
)
def test_marks_give_what_is_worked_out_by_hand(marks, out_of, levels, due):
    assert marks.award(out_of, levels).points == due


@pytest.mark.parametrize(
    ("pairs", "due"),
    [
        # Item and rest go together, or against each other.
        ([(0, 0.2), (0.5, 0.4), (1, 0.6)], 1),
        ([(0, 0.6), (0.5, 0.4), (1, 0.2)], -1),
        # Means 0.5 and 0.5; products of the differences: 0.25 + 0.25 − 0.25 + 0.25 = 0.5; squares 1 and 1: 0.5.
        ([(1, 1), (1, 1), (1, 0), (0, 0), (0, 0), (0, 1)], 1 / 3),
        # Two students are too few, three are enough; where nothing varies nothing is said.
        ([(0, 0), (1, 1)], None),
        ([(1, 0), (1, 0.5), (1, 1)], None),
        ([(0, 0.1), (0.5, 0.1), (1, 0.1)], None),
    ],
)
def test_a_correlation_is_what_is_worked_out_by_hand(pairs, due):
    sums = Sums()
    for item, rest in pairs:
        sums.add(item, rest)
    assert sums.correlation == (None if due is None else pytest.approx(due))
