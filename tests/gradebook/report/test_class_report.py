"""The class report as a page: what it shows to whom, and that nothing in it says who is right or who somebody is."""

from __future__ import annotations

import re
import statistics

import pytest

from exercises.gradebook.intake.roster import read_roster
from exercises.gradebook.report.class_report import ReportView, changes, write_report
from exercises.gradebook.report.gradebook import write_gradebook
from exercises.gradebook.report.html_view import as_text
from tests.gradebook.figures import graded_class


@pytest.fixture(scope="module")
def dome(tmp_path_factory):
    """A class on the article, of which one student works on the other one."""
    lessons = ("iron_dome", "form_a", "form_b", "form_c", "old_beech")
    return graded_class(tmp_path_factory.mktemp("dome") / "hand-ins", lessons, 30)


@pytest.fixture(scope="module")
def roster(dome):
    ids = sorted({path.name.split(".")[1] for path in dome.folder.iterdir()})
    path = dome.folder.parent / "roster.csv"
    path.write_text("id,name\n" + "".join(f"{name},Zelda Quux {n}\n" for n, name in enumerate(ids)), encoding="utf-8")
    return ids, read_roster(path)


@pytest.fixture(scope="module")
def pages(dome, roster):
    """The class's page and the teacher's own, as text of HTML."""
    folder = dome.folder.parent
    write_report(dome.whole, folder / "report.html")
    write_gradebook(dome.whole, folder / "own.html", roster[1])
    return tuple((folder / name).read_text(encoding="utf-8") for name in ("report.html", "own.html"))


def test_the_classs_copy_names_nobody(pages, roster):
    ids, _ = roster
    assert [name for name in ids if name in pages[0]] == []
    assert "Zelda" not in pages[0]
    assert "Who may need a conversation" not in pages[0]


def test_the_teachers_page_has_a_line_for_everybody_and_names_those_who_may_need_a_conversation(dome, roster, pages):
    lines, talks = pages[1].split('id="talks"')
    assert len(re.findall(r'<th scope="row"[^>]*>Zelda Quux', lines)) == len(roster[0])
    assert dome.whole.follow_ups
    assert {name for name in roster[0] if f"({name})" in talks} == {student for student, _ in dome.whole.follow_ups}


def test_a_student_on_the_other_article_cannot_be_told_from_the_classs_copy(dome, pages):
    beech = dome.contents["old_beech"].article
    assert dome.whole.tallies["old_beech"].students == 1
    assert beech.about["title"] not in pages[0]
    readers = dome.whole.tallies["iron_dome"].students
    text = as_text(pages[0])
    assert f"{readers} readers" in text
    assert f"{readers + 1} readers handed in a" not in text


def test_the_same_class_gives_the_same_page(dome, pages, tmp_path):
    write_report(dome.whole, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == pages[0]


def test_a_page_loads_nothing_and_runs_nothing_but_what_sorts_the_gradebook(pages):
    for page in pages:
        assert "default-src 'none'" in page
        assert re.findall(r"<img|<link|<iframe|https?:|@import|url\(", page) == []
    assert [page.count("<script>") for page in pages] == [0, 1]


def test_contested_questions_are_shown_as_distributions_without_right_or_wrong(dome, pages):
    content = dome.contents["iron_dome"]
    view = ReportView(dome.whole).courses[0]
    contested = [name for name, question in content.questions.items() if question.standing == "contested"]
    assert [one.id for one in view.contested] == contested
    for one in view.contested:
        assert one.difficulty is None
        assert one.misconceptions == ()
    start, end = (pages[0].index(f'id="iron_dome-{name}"') for name in ("contested", "heat"))
    part = as_text(pages[0][start:end]) if start < end else as_text(pages[0][start:])
    # A label of the lesson's own asks “what is wrong?”: what is looked for is a verdict on an answer.
    assert not re.search(r"\bincorrect\b|\bmistakes?\b|correct answer|right answer|bears it out|not right yet", part)


def test_every_split_sends_readers_to_the_page_with_a_question(dome):
    for split in ReportView(dome.whole).courses[0].splits:
        assert split.prompt.endswith("?")
        assert not re.search(r"who is right|biased|neutral", split.prompt)


def test_no_sentence_of_the_report_calls_the_article_biased_or_neutral(dome, pages):
    article = dome.contents["iron_dome"].article.text
    told = as_text(pages[0]).replace(article, "")
    assert not re.search(r"\b(?:article|text|report) is (?:biased|neutral|balanced|fair)\b", told)


def test_the_change_pairs_each_students_forms_in_the_order_in_which_they_were_done(dome):
    (change,) = changes(dome.whole)
    both = {}
    for form in ("form_a", "form_b"):
        for number, rows in enumerate(dome.rows[form]):
            first = min(row.at for row in rows.values() if row.at)
            shares = list(rows.values())
            points = sum(row.points for row in shares if row.points is not None)
            both.setdefault((form, number), (first, points / sum(row.out_of for row in shares)))
    assert change.change.pairs == min(len(dome.rows["form_a"]), len(dome.rows["form_b"]))
    assert 0 < change.before < change.after < 1
    assert change.change.low <= change.change.mean <= change.change.high
    assert change.change.mean == pytest.approx(100 * (change.after - change.before))
    assert statistics.mean(share for _, share in both.values()) == pytest.approx(
        (change.before + change.after) / 2, abs=0.03
    )


@pytest.mark.parametrize("students", [1, 2, 3])
def test_a_very_small_class_has_a_report_too(students, tmp_path):
    small = graded_class(tmp_path / "hand-ins", ("form_a", "form_b"), students)
    write_report(small.whole, tmp_path / "report.html")
    assert "How the class read" in (tmp_path / "report.html").read_text(encoding="utf-8")
