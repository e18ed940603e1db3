"""One run over the sample class: every table and page has the same students, the same totals and the same open answers."""

from __future__ import annotations

import re

import pytest

from exercises.gradebook import open_marking
from exercises.gradebook.report.feedback import page_name
from exercises.gradebook.report.html_view import as_text
from tests.gradebook.classes import grade
from tests.gradebook.counted import sample

OTHER = "old_beech"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The sample class, graded for Moodle out of 20 with everything that can be asked for; what was said; its folder."""
    place = tmp_path_factory.mktemp("counts")
    (place / "hand-ins").mkdir()
    for name, data in sample().files.items():
        (place / "hand-ins" / name).write_bytes(data)
    rows = "".join(f"{one},{name},{one}@example.org\n" for one, name, _ in sample().roster)
    (place / "roster.csv").write_text(f"id,name,email\nabsent-a,Absent A,a@example.org\n{rows}", encoding="utf-8")
    listed = ("--names", place / "roster.csv", "--roster", place / "roster.csv", "--lms", "moodle", "--out-of", "20")
    return grade(place / "hand-ins", place / "grades", "--feedback", *listed), place


def page(found, name: str) -> str:
    return (found.out / name).read_text(encoding="utf-8")


def test_readers_are_the_same_everywhere_but_for_those_whom_the_class_may_not_see(run):
    found, _ = run
    lines = found.table("grades.csv")
    elsewhere = {row["student"] for row in found.table("answers.csv") if row["lesson"] == OTHER}
    own, shared = as_text(page(found, "gradebook.html")), as_text(page(found, "report.html"))
    assert len(lines) == len(list((found.out / "feedback").iterdir())) == 30
    assert f"{len(lines)} students graded" in own
    assert page(found, "gradebook.html").count('<th scope="row" data-sort') == len(lines) + 1
    assert "nothing handed in" in own
    assert set(re.findall(r"(\d+) readers?", shared)) >= {str(len(lines) - len(elsewhere))}
    assert f"{len(lines)} readers" not in shared
    assert f"{len(lines) - len(elsewhere)} grades" in shared
    assert f"{len(lines)} grades" in own


def test_waiting_open_answers_are_the_same_everywhere(run):
    found, place = run
    waiting = sum(int(row["waiting for you"]) for row in found.table("grades.csv"))
    each = [name for name in found.table("grades.csv")[0] if name.endswith(" waiting for you")]
    assert waiting == sum(int(row[name] or 0) for row in found.table("grades.csv") for name in each) > 50
    assert f"{waiting} wait to be read" in as_text(page(found, "gradebook.html"))
    pages = [page(found, f"feedback/{page_name(row['student'])}") for row in found.table("grades.csv")]
    assert waiting == sum(int(number) for text in pages for number in re.findall(r"(\d+) of your \d+ open answer", text))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        asked = [(one.student, one.question.id) for one in open_marking("hand-ins", "kh").answers]
    left_out = {(row["student"], row["question"]) for row in found.table("answers.csv") if row["status"] == "left_out"}
    assert waiting == len(set(asked) - left_out) == len(asked) - len(left_out & set(asked))


def test_the_total_on_a_students_page_is_the_one_that_the_platform_gets(run):
    found, _ = run
    given = {row["Email address"].partition("@")[0]: row["Close Reading the News"] for row in found.table("moodle.csv")}
    assert len(given) == 30
    for student, points in given.items():
        assert f"<strong>{points}</strong> of 20" in page(found, f"feedback/{page_name(student)}")
    names = {one: name for one, name, _ in sample().roster}
    assert {row["student"]: row["name"] for row in found.table("grades.csv")} == names


def test_a_student_reads_every_open_answer_of_their_own(run):
    found, _ = run
    open_rows = [row for row in found.table("answers.csv") if row["standing"] == "open" and row["answer"]]
    assert len(open_rows) > 100
    for row in open_rows:
        text = re.sub(r"\s+", " ", as_text(page(found, f"feedback/{page_name(row['student'])}")))
        assert re.sub(r"\s+", " ", row["answer"].lstrip("'"))[:300] in text, (row["student"], row["question"])
