"""How answers count: the policies, the teacher's marks, and sets of questions that were changed."""

from __future__ import annotations

import pytest

from exercises.gradebook.grading.grader import Grader
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.lesson_data import archive
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.sample_class.generate import sample_class
from tests import library
from tests.gradebook import classes
from tests.gradebook.classes import check, grade, put_all

WHO = "ada-l"
OPEN_ANSWER = "The chairs are new, says Reyes."
# Wrong, half right, right, then wrong again; the worked answer is opened after the second try.
TRIES = [
    check("a-choices", ["king"]),
    check("a-choices", ["okafor"]),
    {"id": "a-choices", "event": "reveal"},
    check("a-choices", ["okafor", "reyes"]),
    check("a-choices", ["cat"]),
]


@pytest.fixture
def two_notebooks(scene, lessons):
    """The small lesson with a second notebook of three questions."""
    more = [library.question("choice", id=f"second-{number}") for number in (1, 2, 3)]
    library.write_lesson(lessons / "library", more, "02_second.toml")
    scene.content = classes.read(lessons)
    return scene


def put(scene, *events, name: str = "a.jsonl", who: str = WHO, **header):
    return scene.put(name, scene.hand_in(who, *events, **header))


def of(found, question: str = "a-choices") -> tuple[str, str]:
    status, points, _ = found.of(WHO)[question]
    return status, points


def policy(scene, text: str):
    path = scene.folder.parent / "grading.toml"
    path.write_text(text, encoding="utf-8")
    return "--policy", path


# Which try counts.


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ([], ("partial", "1")),
        (["--attempt", "first"], ("incorrect", "0")),
        (["--attempt", "best"], ("partial", "1")),
        (["--after-worked", "left out"], ("partial", "1")),
        (["--after-worked", "counts"], ("incorrect", "0")),
        (["--attempt", "last", "--after-worked", "counts"], ("incorrect", "0")),
        (["--attempt", "first", "--after-worked", "counts"], ("incorrect", "0")),
        (["--attempt", "best", "--after-worked", "counts"], ("correct", "2")),
        (["--count", "completion"], ("partial", "2")),
    ],
)
def test_the_try_that_the_policy_names_counts(options, due, scene, tmp_path):
    put(scene, *TRIES)
    assert of(grade(scene.folder, tmp_path / "grades", *options)) == due


def test_options_win_over_the_file(scene, tmp_path):
    put(scene, *TRIES)
    given = policy(scene, 'attempt = "best"\nafter_worked = "counts"\n')
    assert of(grade(scene.folder, tmp_path / "file", *given)) == ("correct", "2")
    assert of(grade(scene.folder, tmp_path / "both", *given, "--attempt", "first")) == ("incorrect", "0")


def test_a_try_that_cannot_be_read_does_not_count_and_is_no_zero(scene, tmp_path):
    put(scene, check("a-choices", ["okafor", "reyes"]), check("a-choices", {"nonsense": 1}), check("a-match", 7))
    found = grade(scene.folder, tmp_path / "grades", "--attempt", "last")
    assert of(found) == ("correct", "2")
    assert of(found, "a-match") == ("unanswered", "")


# What makes the total.


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("", 0),
        ('missing = "zero"', 1),
        ('missing = "zero"\nparts = ["01_first"]', 0),
        ('missing = "zero"\n[weights]\n"01_first" = 3', 1 / 3),
        ('missing = "zero"\n[weights]\n"02_second" = 0', 0),
        ("[weights]\n\"01_first\" = 0\n'02_second' = 0", None),
    ],
)
def test_an_empty_notebook_is_left_out_or_zero_and_weights_count(text, second, two_notebooks, tmp_path):
    """``second`` is how often the points of the empty notebook are in the total, for once those of the other."""
    questions = two_notebooks.content.questions
    half = [name for name in two_notebooks.content.parts[0].ids if questions[name].kind not in ("reflection", "rewrite")]
    right = [check(name, questions[name].model_answer()) for name in half[:5]]
    put(two_notebooks, *right)
    row = grade(two_notebooks.folder, tmp_path / "grades", *policy(two_notebooks, text)).grade_of(WHO)
    # Unanswered questions of a notebook that was begun count as open points.
    points, out_of = float(row["01_first points"]), float(row["01_first out of"])
    empty = sum(questions[name].points for name in two_notebooks.content.parts[1].ids)
    assert row["percent"] == ("" if second is None else f"{100 * points / (out_of + second * empty):.1f}")
    assert row["02_second points"] == ""


def test_only_the_notebooks_that_were_asked_for_make_the_total(two_notebooks, tmp_path):
    put(two_notebooks, check("a-choice", "sunday"), *(check(f"second-{n}", "monday") for n in (1, 2, 3)))
    found = grade(two_notebooks.folder, tmp_path / "grades", "--part", "02_second").grade_of(WHO)
    assert found["percent"] == "100.0"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("attempt = best", "grading.toml cannot be read"),
        ("atempt = 'best'", "Did you mean “attempt”?"),
        ("colour = 'red'", "The entries are attempt, count, missing"),
        ("attempt = 'middle'", "attempt is “middle”; it must be one of: last, first, best."),
        ("attempt = 3", "attempt is “3”; it must be one of"),
        ("attempt = ['best']", "it must be one of"),
        ("count = true", "count is “True”; it must be one of: points, completion."),
        ("parts = '01_sourcing'", "parts must be a list of notebooks"),
        ("parts = [2]", "parts must be a list of notebooks"),
        (
            "parts = ['01_sourcing']",
            "There is no notebook “01_sourcing” among what is graded. The notebooks are: 01_first.",
        ),
        ("weights = 3", "each notebook needs a number from 0 to 1000"),
        ("[weights]\n'01_first' = -1", "each notebook needs a number from 0 to 1000"),
        ("[weights]\n'01_first' = nan", "each notebook needs a number from 0 to 1000"),
        ("[weights]\n'01_first' = true", "each notebook needs a number from 0 to 1000"),
        ("[weights]\n'01_frist' = 1", "There is no notebook “01_frist”"),
        ("a = " + "[" * 5_000, "grading.toml cannot be read"),
    ],
)
def test_a_bad_grading_file_is_told_in_one_sentence_and_nothing_is_graded(text, says, scene, tmp_path, capsys):
    put(scene, *TRIES)
    assert grade(scene.folder, tmp_path / "grades", *policy(scene, text)).status == 2
    said = capsys.readouterr().err
    assert says in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "grades").exists()


def test_a_grading_file_that_is_not_there_or_no_text_is_told(scene, tmp_path, capsys):
    put(scene, *TRIES)
    (tmp_path / "latin.toml").write_bytes(b"attempt = 'b\xe9st'")
    for path, says in (
        (tmp_path / "none.toml", "There is no file"),
        (tmp_path / "latin.toml", "cannot be read"),
        (tmp_path, ""),
    ):
        assert grade(scene.folder, tmp_path / "grades", "--policy", path).status == 2
        said = capsys.readouterr().err
        assert says in said
        assert "Errno" not in said


# The teacher's marks.


def marked(path, answer: object, question: str, **given: object) -> None:
    act = {"act": "points" if "points" in given else "level", **given}
    MarksFile(path).append(MarkEvent("kh", WHO, "library", question, answer_digest(answer), **act))


def test_marks_count_and_overrides_win_and_an_answer_that_was_changed_is_told(scene, tmp_path):
    put(scene, check("a-reflection", OPEN_ANSWER), check("a-choice", "sunday"), check("a-number", 5))
    marks = tmp_path / "grades" / "marks.csv"
    marked(marks, OPEN_ANSWER, "a-reflection", level=3, comment="Well seen.")
    marked(marks, "sunday", "a-choice", points=1.5, comment="The text can be read so.")
    marked(marks, 4.0, "a-number", points=2, comment="Of an answer that was changed since.")
    before = marks.read_bytes(), marks.stat().st_mtime_ns
    found = grade(scene.folder, tmp_path / "grades")
    assert of(found, "a-reflection") == ("marked", "2")
    assert of(found, "a-choice") == ("marked", "1.5")
    assert of(found, "a-number") == ("correct", "2")
    comments = {row["question"]: row["comment"] for row in found.table("answers.csv")}
    assert comments["a-reflection"] == "Well seen."
    assert comments["a-choice"] == "The text can be read so."
    assert comments["a-number"] == ""
    assert (marks.read_bytes(), marks.stat().st_mtime_ns) == before
    assert any("changed the answer to “a-number”" in row["why, and what to do"] for row in found.table("problems.csv"))


def test_a_mark_that_cannot_be_used_is_told(scene, tmp_path):
    put(scene, check("a-choice", "sunday"))
    marks = tmp_path / "grades" / "marks.csv"
    marked(marks, "sunday", "a-choice", points=200, comment="Too many.")
    with marks.open("ab") as file:
        file.write(b"torn,kh,ada")
    found = grade(scene.folder, tmp_path / "grades")
    assert of(found, "a-choice") == ("incorrect", "0")
    told = [row["why, and what to do"] for row in found.table("problems.csv")]
    assert any("it gives 200 points, and “a-choice” has 2" in text for text in told)
    assert any("marks.csv, row 3, was left out" in text for text in told)


# Questions that were changed.


def test_a_hand_in_is_graded_with_the_set_of_questions_that_it_was_made_with(scene, lessons, tmp_path):
    put(scene, check("a-choice", "monday"), check("a-number", 5))
    archive.keep(lessons / "library")
    _change(lessons, 'answer" = "monday"', 'answer" = "sunday"')
    found = grade(scene.folder, tmp_path / "grades")
    assert of(found, "a-choice") == ("correct", "2")
    (told,) = found.table("problems.csv")
    assert "1 of 1 hand-ins to “library” have other questions than today's" in told["why, and what to do"]


def test_without_its_own_set_it_is_graded_with_todays_and_told(scene, lessons, tmp_path):
    put(scene, check("a-choice", "monday"), check("a-number", 5))
    _change(lessons, 'answer" = "monday"', 'answer" = "sunday"')
    found = grade(scene.folder, tmp_path / "grades")
    assert of(found, "a-choice") == ("incorrect", "0")
    assert of(found, "a-number") == ("correct", "2")
    (_, problem) = found.table("problems.csv")
    assert problem["why, and what to do"].startswith("it was made with another set of questions, which was not kept.")
    assert problem["what became of it"] == "graded, please look"
    assert found.status == 0


def test_a_kept_question_that_cannot_be_read_any_more_is_graded_with_todays_and_told(scene, lessons, tmp_path):
    put(scene, check("a-choice", "monday"), check("a-number", 5), check("a-phrase", "over"))
    kept = archive.keep(lessons / "library") / "questions" / "01_first.toml"
    _change(lessons, 'answer" = "monday"', 'answer" = "sunday"')
    # Of the kept set, one question is of a kind that is gone, and another, which today's set has not got, as well.
    text = kept.read_text(encoding="utf-8").replace('"kind" = "choice"', '"kind" = "gone"', 1)
    kept.write_text(text.replace('"id" = "a-phrase"', '"id" = "was-here"').replace('"kind" = "phrase"', '"kind" = "gone"'))
    found = grade(scene.folder, tmp_path / "grades")
    assert of(found, "a-choice") == ("incorrect", "0")
    assert of(found, "a-number") == ("correct", "2")
    told = [row["why, and what to do"] for row in found.table("problems.csv")]
    assert told[1] == (
        "2 of the questions that it was made with cannot be read by this version of the kit. They are graded with today's "
        "question of the same name, and 1 not at all: look at a-choice, was-here."
    )


def _change(lessons, old: str, new: str) -> None:
    path = lessons / "library" / "questions" / "01_first.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# Another article on request.


def test_who_works_on_the_other_article_fills_the_columns_of_the_same_notebooks(tmp_path):
    dome, beech = (read_lesson(LESSONS / name, keys=True) for name in ("iron_dome", "old_beech"))
    on_beech = {name: data.replace(b'"student": "', b'"student": "b') for name, data in sample_class([beech], 1)}
    found = grade(put_all(tmp_path / "hand-ins", dict(sample_class([dome], 2)) | on_beech), tmp_path / "grades")
    rows = found.table("grades.csv")
    assert len(rows) == 3
    other = next(row for row in rows if row["student"].startswith("b"))
    assert [part.name for part in dome.parts if not float(other[f"{part.name} out of"] or 0)] == []
    assert not any("old_beech" in column for column in other)
    assert 0 < float(other["percent"]) <= 100


# A fault of the kit's own.


def test_a_fault_of_the_kit_on_one_hand_in_costs_nobody_else_a_grade(scene, tmp_path, monkeypatch):
    put(scene, check("a-choices", ["okafor", "reyes"]))
    put(scene, check("a-choices", ["okafor"]), name="b.jsonl", who="zz-1")
    rows = Grader.rows

    def fail_on_one(self, label, *more):
        if label == "zz-1":
            raise RecursionError("a fault that nobody thought of")
        return rows(self, label, *more)

    monkeypatch.setattr(Grader, "rows", fail_on_one)
    found = grade(scene.folder, tmp_path / "grades")
    assert found.status == 3
    assert of(found) == ("correct", "2")
    (problem,) = [row for row in found.table("problems.csv") if row["student"] == "zz-1"]
    assert problem["why, and what to do"].startswith("the kit itself failed on it (RecursionError).")
