"""What was marked reaches the grades, and grading never touches what was marked."""

from __future__ import annotations

import argparse
import csv

import pytest

from exercises.gradebook import open_marking
from exercises.gradebook.pipeline.commands import grade, grade_options
from tests.gradebook.hand_ins import REFLECTION, words_of, write_hand_ins


@pytest.fixture
def place(tmp_path, monkeypatch, real):
    monkeypatch.chdir(tmp_path)
    write_hand_ins(tmp_path / "hand-ins", real, students=("ada-l", "bo-k"), briefs=0)
    return tmp_path


def run_grade() -> int:
    parser = argparse.ArgumentParser()
    grade_options(parser)
    return grade(parser.parse_args(["hand-ins", "--out", "grades", "--quiet"]))


def rows(place) -> dict[tuple[str, str], dict[str, str]]:
    text = (place / "grades" / "answers.csv").read_text(encoding="utf-8-sig")
    return {(row["student"], row["question"]): row for row in csv.DictReader(text.splitlines())}


def test_levels_overrides_and_comments_are_in_the_grades_and_grading_twice_leaves_the_marks_as_they_are(place):
    sitting = open_marking("hand-ins", marker="kh")
    sitting.save(0, 1, "Well seen.")
    sitting.override("bo-k", "how-many-paragraphs", 0, "Copied from the board.")
    marks = (place / "grades" / "marks.csv").read_bytes()
    assert run_grade() == 0
    marked, other = sitting.answers[0].student, sitting.answers[1].student
    found = rows(place)
    # Level 1 of 3 of 3 points; the one that nobody has read is complete: all of its 3 points.
    assert (found[marked, REFLECTION]["status"], float(found[marked, REFLECTION]["points"])) == ("marked", 1)
    assert found[marked, REFLECTION]["comment"] == "Well seen."
    assert (found[other, REFLECTION]["status"], float(found[other, REFLECTION]["points"])) == ("complete", 3)
    assert float(found["bo-k", "how-many-paragraphs"]["points"]) == 0
    first = {path.name: path.read_bytes() for path in (place / "grades").iterdir() if path.is_file()}
    assert run_grade() == 0
    assert {path.name: path.read_bytes() for path in (place / "grades").iterdir() if path.is_file()} == first
    assert first["marks.csv"] == marks
    assert "markers.csv" not in first


def test_how_far_markers_agree_and_how_steady_each_is_is_a_table_of_the_run(place, capsys):
    sitting = open_marking("hand-ins", marker="kh")
    sitting.save(0, 1)
    sitting.save(1, 2)
    sitting.try_sample()
    sitting.check_level(2)
    other = open_marking("hand-ins", marker="ab")
    for at in (0, 1):
        other.skip_check()
        other.save(at, 2)
    assert run_grade() == 0
    assert "How far markers agree, and how steady each is, is in markers.csv." in capsys.readouterr().out
    text = (place / "grades" / "markers.csv").read_text(encoding="utf-8-sig")
    both, check = csv.DictReader(text.splitlines())
    assert {name: both[name] for name in ("what", "answers", "same level", "alpha", "by line")} == {
        "what": "marked by both",
        "answers": "2",
        "same level": "1",
        "alpha": "",
        "by line": "1: 2 of 2, 2: 1 of 2",
    }
    assert (check["markers"], check["what"], check["same level"], check["mean difference"]) == (
        "kh",
        "agreed answers",
        "0",
        "-1.0",
    )


def test_a_mark_of_an_answer_that_was_changed_is_not_used_and_the_answer_comes_back_to_the_card(place, real):
    open_marking("hand-ins", marker="kh").save(0, 1)
    for student in ("ada_l", "bo_k"):
        changed = {student: f"{words_of(student.replace('_', '-'))} And I changed it."}
        write_hand_ins(place / "hand-ins", real, students=(student.replace("_", "-"),), briefs=0, **changed)
    run_grade()
    # Not level 1 of 3, which is 1 of 3 points: both count for their completion again.
    counted = [(row["status"], row["points"]) for (_, question), row in rows(place).items() if question == REFLECTION]
    assert counted == [("complete", "3")] * 2
    again = open_marking("hand-ins", marker="kh")
    assert again.done == 0
    assert [again.changed_since(answer) for answer in again.answers].count(True) == 1
