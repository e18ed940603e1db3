"""An assignment decides which cards count; what it says holds in every table, page and file of a run."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from exercises.gradebook.grading.policy import find_assignments, read_policy
from exercises.lesson_data.assignments import shipped_assignments
from exercises.lesson_data.content import LESSONS, read_lesson
from tests import library
from tests.gradebook import classes
from tests.gradebook.classes import Scene, check, grade

ROOT = Path(__file__).resolve().parents[3]
GUIDE = [
    "".join(cell["source"])
    for cell in json.loads((ROOT / "notebooks/teacher/teachers_guide.ipynb").read_text(encoding="utf-8"))["cells"]
]
PLANS = sorted(shipped_assignments())


@pytest.fixture
def lesson(lessons, tmp_path):
    """Two notebooks: cards of 1 and 3 points in the first, the warm-up, and 2 and 4 in the second. “three” is not core."""
    folder = lessons / "library"
    first = [library.question("choice", id="one", points=1), library.question("choice", id="three", points=3, more=True)]
    second = [library.question("choice", id="two", points=2), library.question("choice", id="four", points=4)]
    library.write_lesson(folder, first, "01_first.toml")
    library.write_lesson(folder, second, "02_second.toml")
    about = folder / "article.toml"
    about.write_text('warm_up = ["01_first"]\n' + about.read_text(encoding="utf-8"), encoding="utf-8")
    return Scene(classes.put_all(tmp_path / "hand-ins", {}), classes.read(lessons))


def policy_file(tmp_path, text: str) -> Path:
    path = tmp_path / "grading.toml"
    path.write_text(text, encoding="utf-8")
    return path


RIGHT = {name: check(name, "monday") for name in ("one", "two", "three", "four")}


@pytest.mark.parametrize("plan", PLANS)
def test_who_has_all_cards_of_a_plan_right_and_no_other_has_100(plan, tmp_path):
    assignment = shipped_assignments()[plan]
    content = read_lesson(LESSONS / assignment.lesson, keys=True)
    scene = Scene(tmp_path / "hand-ins", content)
    right = [check(name, content.questions[name].model_answer()) for name in assignment.cards]
    lines = scene.hand_in("ada-l", *right, lesson=content.name)
    scene.put(f"{content.name}.ada-l.jsonl", lines)
    found = grade(scene.folder, tmp_path / "grades", "--assignment", plan, "--feedback")
    (row,) = found.table("grades.csv")
    assert row["percent"] == "100.0"
    assert {line["question"] for line in found.table("answers.csv")} == set(assignment.cards)
    page = (found.out / "feedback" / "feedback_ada-l.html").read_text(encoding="utf-8")
    report = found.files["report.html"].decode()
    for text in (page, report):
        assert f"<strong>{assignment.title}.</strong>" in text or f"read: {assignment.title}</h1>" in text
        assert f"{len(assignment.cards)} {'card was' if len(assignment.cards) == 1 else 'cards were'} set" in text
        assert "Answers up to November 24, 2026." in text
    assert "still empty" not in page


@pytest.mark.parametrize("plan", [name for name in PLANS if not name.endswith("-all")])
def test_a_plan_of_the_core_path_sets_the_same_points_of_the_other_article(plan):
    assignment = shipped_assignments()[plan]
    course, other = (assignment.only(read_lesson(LESSONS / name, keys=True)) for name in ("iron_dome", "old_beech"))
    points = [
        [(part.name, [content.questions[card].points for card in part.ids]) for part in content.parts]
        for content in (course, other)
    ]
    assert points[0] == points[1]


def test_the_plans_are_those_of_the_guide():
    plans = shipped_assignments()
    (one,) = (text for text in GUIDE if text.startswith("## Plan: a single period"))
    named = set(re.findall(r"`([a-z0-9-]+)`", one)) - {"grade", "--assignment", "one-lesson"}
    assert set(plans["one-lesson"].cards) == named
    (course,) = (text for text in GUIDE if text.startswith("## Plan: one period for each"))
    rows = re.findall(r"^\| (\d) \| (\d\d_\w+) \|", course, re.MULTILINE)
    assert rows
    unit = []
    for lesson, notebook in rows:
        plan = plans[f"lesson-{lesson}"]
        content = read_lesson(LESSONS / plan.lesson)
        (ids,) = (part.ids for part in content.parts if part.name == notebook)
        core = tuple(name for name in ids if not content.questions[name].more)
        assert plan.cards == core
        # A notebook without cards for later needs no second plan.
        assert plans.get(f"lesson-{lesson}-all", plan).cards == ids
        unit += core if plan.lesson == plans["unit"].lesson else ()
    assert list(plans["unit"].cards) == unit


@pytest.mark.usefixtures("lesson")
def test_a_plan_can_set_the_core_path_alone_and_single_cards_with_it(tmp_path):
    plans = {
        "core = true": ("one", "two", "four"),
        'notebook = "01_first"\ncore = true': ("one",),
        'notebook = "01_first"\ncore = false': ("one", "three"),
        'notebook = "01_first"\ncore = true\ncards = ["three", "four"]': ("one", "three", "four"),
        'notebook = "02_second"\ncore = true\nwithout = "two"': ("four",),
    }
    for text, cards in plans.items():
        given = policy_file(tmp_path, f'[assignments.x]\nlesson = "library"\n{text}\n')
        assert find_assignments(given)["x"].cards == cards, text


def test_a_card_that_was_not_set_counts_nowhere_and_one_left_out_as_the_policy_says(lesson, tmp_path):
    given = policy_file(
        tmp_path,
        '[assignments.set]\ntitle = "My set"\ncards = ["three", "two"]\n'
        '[assignments.zero]\ncards = ["three", "two"]\nmissing = "zero"\n'
        '[assignments.empty]\ncards = ["three", "two"]\nmissing = "empty"\n',
    )
    lesson.put("a.jsonl", lesson.hand_in("all-right", *RIGHT.values()))
    lesson.put("b.jsonl", lesson.hand_in("half", RIGHT["three"], check("one", "sunday"), RIGHT["four"]))
    lesson.put("c.jsonl", lesson.hand_in("other-cards", RIGHT["one"], RIGHT["four"]))
    due = {"set": ("100.0", "100.0", ""), "zero": ("100.0", "60.0", "0.0"), "empty": ("100.0", "100.0", "")}
    for name, percents in due.items():
        found = grade(lesson.folder, tmp_path / name, "--policy", given, "--assignment", name)
        assert tuple(row["percent"] for row in found.table("grades.csv")) == percents
        assert {line["question"] for line in found.table("answers.csv")} == {"two", "three"}
        assert found.table("problems.csv") == []
    # Half of the cards of a notebook that was begun are not “left out”: its points are not earned.
    roster = tmp_path / "roster.csv"
    roster.write_text("id,email\nall-right,a@example.org\nhalf,b@example.org\n", encoding="utf-8")
    more = ("--policy", given, "--assignment", "set", "--lms", "moodle", "--roster", roster)
    sent = grade(lesson.folder, tmp_path / "set", *more).table("moodle.csv")
    assert [row["My set"] for row in sent] == ["100", "100"]


def test_weights_are_points_and_the_warm_up_weighs_nothing_unless_a_teacher_says_so(lesson, tmp_path):
    lesson.put("a.jsonl", lesson.hand_in("ada-l", check("one", "sunday"), *map(RIGHT.get, ("three", "two", "four"))))
    lesson.put("b.jsonl", lesson.hand_in("bo-k", RIGHT["one"], RIGHT["three"]))
    policies = {
        "": ("100.0", ""),
        "[weights]\n01_first = 1": ("90.0", "100.0"),
        "[weights]\n01_first = 2": (f"{100 * 12 / 14:.1f}", "100.0"),
        'parts = ["01_first"]': ("75.0", "100.0"),
        '[assignments.both]\nnotebook = ["01_first", "02_second"]': ("90.0", "100.0"),
        '[assignments.both]\nnotebook = ["01_first", "02_second"]\nweights = { 01_first = 0 }': ("100.0", ""),
    }
    for number, (text, percents) in enumerate(policies.items()):
        more = ("--assignment", "both") if "assignments" in text else ()
        found = grade(lesson.folder, tmp_path / str(number), "--policy", policy_file(tmp_path, text), *more)
        assert tuple(row["percent"] for row in found.table("grades.csv")) == percents, text


def test_a_grade_that_rests_on_fewer_notebooks_than_most_did_is_said_everywhere(lesson, tmp_path, capsys):
    given = policy_file(tmp_path, "[weights]\n01_first = 1")
    for name in ("ada", "bo", "cy"):
        lesson.put(f"{name}.jsonl", lesson.hand_in(name, RIGHT["one"], RIGHT["two"]))
    lesson.put("di.jsonl", lesson.hand_in("di", RIGHT["two"]))
    found = grade(lesson.folder, tmp_path / "grades", "--policy", given)
    says = "1 grade rests on fewer notebooks than most of the class did."
    assert says in capsys.readouterr().out
    assert says in found.files["report.html"].decode()
    notes = {row["student"]: row["note"] for row in found.table("grades.csv")}
    assert notes.pop("di") == "rests on 1 of the 2 notebooks that most of the class did"
    assert set(notes.values()) == {""}
    # A file that was cut down looks like this one: it is a row to look at.
    (row,) = found.table("problems.csv")
    assert (row["student"], row["what became of it"]) == ("di", "graded, please look")
    assert "is this not the whole file?" in row["why, and what to do"]


def test_what_was_graded_with_stands_beside_the_tables_and_grades_in_the_same_way_again(lesson, tmp_path):
    given = policy_file(
        tmp_path,
        'count = "completion"\n[weights]\n02_second = 3\n'
        '[assignments.mine]\nnotebook = "02_second"\nwithout = ["four"]\nmissing = \'zero\'\ndue = 2026-11-24T08:00:00Z\n',
    )
    lesson.put("a.jsonl", lesson.hand_in("ada-l", check("two", "sunday"), RIGHT["four"]))
    first = grade(lesson.folder, tmp_path / "one", "--policy", given, "--assignment", "mine", "--class", "7b")
    with_ = first.out / "graded_with.toml"
    assert "# Class: 7b. Students: 1." in with_.read_text(encoding="utf-8")
    assert "Answers up to: 2026-11-24." in with_.read_text(encoding="utf-8")
    assert tomllib.loads(with_.read_text(encoding="utf-8"))["assignments"]["mine"]["cards"] == ["two"]
    again = grade(lesson.folder, tmp_path / "two", "--policy", with_, "--assignment", "mine", "--class", "7b")
    assert again.files == first.files
    assert read_policy(with_, find_assignments(with_)["mine"]) == read_policy(given, find_assignments(given)["mine"])
    # 9:00 UTC is after the due time, 8:00 UTC.
    assert first.table("grades.csv")[0]["late"] == "after the due time"
    assert "7b, mine" in first.files["report.html"].decode()


def test_what_an_earlier_run_left_and_does_not_hold_any_more_is_put_aside(lesson, tmp_path, capsys):
    for name in ("ada", "bo"):
        lesson.put(f"{name}.jsonl", lesson.hand_in(name, RIGHT["two"]))
    roster = tmp_path / "roster.csv"
    roster.write_text("id,email\nada,a@example.org\nbo,b@example.org\n", encoding="utf-8")
    more = ("--lms", "moodle", "--roster", roster, "--names", roster)
    first = grade(lesson.folder, tmp_path / "grades", "--feedback", *more)
    own = first.out / "my notes.txt"
    own.write_text("mine", encoding="utf-8")
    (lesson.folder / "bo.jsonl").unlink()
    capsys.readouterr()
    grade(lesson.folder, tmp_path / "grades", "--feedback")
    there = {path.relative_to(first.out).as_posix() for path in first.out.rglob("*") if path.is_file()}
    earlier = {"earlier/moodle.csv", "earlier/feedback/feedback_bo.html"}
    held = {"grades.csv", "answers.csv", "problems.csv", "report.html", "graded_with.toml", "who_is_who.csv"}
    held |= {"gradebook.html", "feedback.zip", "feedback/feedback_ada.html"}
    assert there - {".writing.lock"} == held | earlier | {own.name}
    assert (first.out / "earlier" / "moodle.csv").read_bytes() == first.files["moodle.csv"]
    assert "Of an earlier run, and moved into" in capsys.readouterr().out


def test_all_assignments_are_graded_into_a_folder_each(lesson, tmp_path):
    given = policy_file(tmp_path, '[assignments.a]\nnotebook = "01_first"\n[assignments.b]\ncards = ["four"]\n')
    lesson.put("a.jsonl", lesson.hand_in("ada", *RIGHT.values()))
    found = grade(lesson.folder, tmp_path / "grades", "--policy", given, "--assignment", "all")
    assert found.status == 0
    assert sorted(path.name for path in found.out.iterdir()) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[assignments]\nx = 1", "each assignment is a table with a name"),
        ('[assignments.x]\nnotebook = "01_frist"', "Did you mean “01_first”?"),
        ('[assignments.x]\ncards = ["on"]\nlesson = "library"', "Did you mean “one”?"),
        ('[assignments.x]\nnotebook = "01_first"\nwithout = ["two"]', "“two” is under “without”, and was not set anyway."),
        ('[assignments.x]\nnotebook = "01_first"\nwithout = ["one", "three"]', "no card is left"),
        ('[assignments.x]\nnotebook = "01_first"\ncore = "yes"', "core is true or false"),
        ('[assignments.x]\nlesson = "no"', "there is no lesson “no”"),
        ("[assignments.x]\ndue = 'friday'", "due is a date without quotation marks"),
        ('[assignments.x]\nattempt = "worst"', "attempt is “worst”"),
        ('[assignments.x]\nnote_book = "01_first"', "the entry “note_book” is not known. "),
        ('[assignments."../x"]\nnotebook = "01_first"', "a name has up to 40 letters"),
        ("", "There is no assignment “x”."),
    ],
)
def test_a_fault_in_an_assignment_is_said_in_a_sentence(text, says, lesson, tmp_path, capsys):
    lesson.put("a.jsonl", lesson.hand_in("ada", *RIGHT.values()))
    more = ("--policy", policy_file(tmp_path, text), "--assignment", "x")
    assert grade(lesson.folder, tmp_path / "grades", *more).status == 2
    assert says in capsys.readouterr().err
