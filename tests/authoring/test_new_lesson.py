"""The command from an article to a lesson that the rest of the kit takes for one of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import nbformat

from exercises.__main__ import main
from exercises.lesson_data import content

ARTICLE = Path(__file__).with_name("articles") / "wire_report.txt"


def test_an_article_becomes_a_lesson_that_can_be_checked_opened_answered_and_graded(kit, capsys):
    assert main(["new-lesson", "town_pool", str(ARTICLE), "--outlet", "The Harbor Sun", "--date", "May 5, 2026"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("town_pool: ")
    assert "  back-to-the-cue, because every quotation has its cue in the same paragraph\n" in told
    assert re.search(r"Look at these first, .*\n  P\d+: .+ for “.+” \([a-z0-9-]+\)\n", told)
    assert "Use the lesson in your own class, and do not pass it on." in told

    assert main(["check", "town_pool"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    lesson = content.read_lesson(content.lesson_folder("town_pool"), keys=True)
    about = lesson.article.about
    assert (about["title"], about["provenance"]) == (
        "Town votes to close Harbor Pool early",
        "The Harbor Sun, May 5, 2026.",
    )
    assert (content.LESSONS / "town_pool" / ".gitignore").read_text(encoding="utf-8") == "*\n"

    notebook = nbformat.read(kit / "notebooks" / "town_pool.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any("slap in the face" in cell.source for cell in notebook.cells)
    assert sum("lesson.ask(" in cell.source for cell in notebook.cells) == len(lesson.questions) >= 12

    assert main(["print-edition", str(kit / "paper"), "--lesson", "town_pool", "--no-pdf"]) == 0
    assert "drafts of this lesson. Do so before your class gets it." in capsys.readouterr().err
    assert "Peter Olin" in (kit / "paper" / "worksheet.html").read_text(encoding="utf-8")
    assert main(["sample-class", str(kit / "class"), "--students", "4", "--lesson", "town_pool"]) == 0
    assert main(["grade", str(kit / "class" / "hand-ins"), "--out", str(kit / "grades")]) == 0
    rows = list(csv.DictReader(io.StringIO((kit / "grades" / "answers.csv").read_text(encoding="utf-8-sig"))))
    assert {row["question"] for row in rows} <= lesson.questions.keys()
    assert {row["status"] for row in rows} >= {"correct", "partial"}


def test_pasted_text_makes_a_lesson_and_no_lesson_is_ever_overwritten(kit, monkeypatch, capsys):
    class Pasted:
        buffer = io.BytesIO(ARTICLE.read_bytes())

    monkeypatch.setattr("sys.stdin", Pasted)
    assert main(["new-lesson", "town_pool", "-", "--title", "Our pool"]) == 0
    cells = json.loads((kit / "notebooks" / "town_pool.ipynb").read_text(encoding="utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# Our pool\n")
    before = {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()}
    for name, said in (("town_pool", "There is already town_pool"), ("Town Pool", "cannot be a lesson's name")):
        assert main(["new-lesson", name, str(ARTICLE)]) == 2
        assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()} == before


def test_two_articles_on_one_event_are_one_lesson_with_a_ledger_of_both(kit, capsys):
    other = ARTICLE.with_name("second_report.txt")
    assert main(["new-lesson", "two_reports", str(ARTICLE), "--beside", str(other)]) == 0
    assert main(["check", "two_reports"]) == 0
    lesson = content.read_lesson(content.lesson_folder("two_reports"), keys=True)
    assert [section.first for section in lesson.article.sections] == [1, 12]
    speaks = lesson.questions["who-speaks-in-each"].describe_model_answer()
    assert "June Park" in speaks
    for name, first, second in (
        ("olin", "quoted", "none"),
        ("quan", "quoted", "mentioned"),
        ("park", "none", "quoted"),
    ):
        answer = lesson.questions["who-speaks-in-each"].model_answer()
        assert answer[name] == {"in0": first, "in1": second}
    assert lesson.questions["numbers-in-each"].model_answer()["p2-about-18-000"] == "both"
    assert "Two articles on one event" in (kit / "notebooks" / "two_reports.ipynb").read_text(encoding="utf-8")
    assert "two_reports: " in capsys.readouterr().out
