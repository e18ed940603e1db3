"""The gain sheet as a teacher gets it: on the gradebook page and in gain.csv, and nowhere that the class sees."""

from __future__ import annotations

import re

import pytest

from exercises.gradebook.report.gain import COLUMNS
from exercises.gradebook.report.html_view import as_text
from tests.gradebook.classes import grade
from tests.gradebook.counted import sample

CAUSES = r"\b(?:because|caus\w+|due to|thanks to|leads? to|led to|effect\w*|impact\w*|results? (?:in|of|from)|improv\w+)\b"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The sample class, graded by the command."""
    place = tmp_path_factory.mktemp("gain")
    (place / "hand-ins").mkdir()
    for name, data in sample().files.items():
        (place / "hand-ins" / name).write_bytes(data)
    return grade(place / "hand-ins", place / "grades")


def section(run, name: str = "gradebook.html") -> str:
    page = run.files[name].decode()
    return as_text(page[page.index('id="gain"') : page.index('id="talks"')])


def test_each_student_has_a_line_with_the_points_of_grades_csv(run):
    lines = {line["student"]: line for line in run.table("gain.csv")}
    grades = {line["student"]: line for line in run.table("grades.csv")}
    assert tuple(next(iter(lines.values()))) == COLUMNS
    assert set(lines) == {name.split(".")[1] for name in sample().files if name.startswith("form_")}
    for student, line in lines.items():
        done = [(line[f"{time} form"], line[f"{time} percent"]) for time in ("before", "after", "later")]
        for form, percent in done:
            assert not form or float(percent) == pytest.approx(float(grades[student][f"{form} percent"]), abs=0.06)
        assert line["later form"] in ("", "form_c")
        assert (line["counted"] == "yes") == (sum(bool(form) for form, _ in done) > 1)
        if line["before to after"]:
            apart = float(line["after percent"]) - float(line["before percent"])
            assert float(line["before to after"]) == pytest.approx(apart, abs=0.11)


def test_the_page_has_the_comparisons_the_reliabilities_and_those_who_are_not_counted(run):
    told, lines = section(run), run.table("gain.csv")
    both = [line for line in lines if line["before to after"]]
    mean = sum(float(line["before to after"]) for line in both) / len(both)
    (row,) = re.findall(r"^before and after \| (\d+) \| \d+% \| \d+% \| ([+−][\d.]+) \|", told, re.MULTILINE)
    assert int(row[0]) == len(both)
    assert float(row[1].replace("−", "-")) == pytest.approx(mean, abs=0.06)
    assert len(re.findall(r"^form_[abc] \| \d+ \| [−\d.]+", told, re.MULTILINE)) == 3
    alone = [line["student"] for line in lines if line["counted"] != "yes"]
    assert all(f"{student}: form_" in told for student in alone)
    assert ("did only one form" in told) == bool(alone)


def test_no_sentence_says_what_a_difference_comes_from(run):
    assert re.findall(CAUSES, section(run), re.IGNORECASE) == []


def test_the_classs_page_has_nothing_of_the_sheet(run):
    shared = as_text(run.files["report.html"].decode())
    assert not re.search(r"KR-20|gain\.csv|Nothing there|interval of d", shared)


def test_a_class_without_forms_has_no_sheet(tmp_path):
    (tmp_path / "hand-ins").mkdir()
    for name, data in sample().files.items():
        if name.startswith("iron_dome.s01"):
            (tmp_path / "hand-ins" / name).write_bytes(data)
    found = grade(tmp_path / "hand-ins", tmp_path / "grades")
    assert "gain.csv" not in found.files
    assert 'id="gain"' not in found.files["gradebook.html"].decode()
