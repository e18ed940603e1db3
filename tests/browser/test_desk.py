"""The desk in JupyterLab, in Chromium: five classes of five platforms by buttons, one class by keyboard alone."""

from __future__ import annotations

import csv
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from exercises.desk.teacher_desk import FOLDER
from exercises.gradebook.marking.marks_file import read_mark_events
from tests.browser.course import violations
from tests.browser.hands import Keyboard, Mouse
from tests.browser.lab import NOTEBOOKS
from tests.desk.five_classes import PLATFORMS, STUDENTS, write_five_classes

pytestmark = pytest.mark.browser

LONG = 60_000  # milliseconds that long work may take on a busy machine
# What sticks out of the card, or is cut off in it.
CUT_OFF = """() => [...document.querySelectorAll('.crn-desk-card *')].filter(one => one.checkVisibility()
    && !one.closest('.crn-hidden') && one.getBoundingClientRect().right > window.innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""


class Counting(Mouse):
    """A hand that counts its clicks."""

    clicks = 0

    def press(self, button) -> None:
        self.clicks += 1
        super().press(button)

    def choose(self, select, label) -> None:
        self.clicks += 2  # to open the list, and to choose
        super().choose(select, label)


def section(page, name: str):
    return page.locator(f'.crn-desk-section[data-section="{name}"]')


def is_done(page, name: str, what: str) -> None:
    expect(section(page, name).locator(".crn-desk-status")).to_have_text(f"{what} is done.", timeout=LONG)


def wait_for_room(page, name: str) -> None:
    """Wait until another notebook is on screen, with all of it drawn."""
    page.wait_for_function(
        """name => {
            const panel = window.jupyterapp.shell.currentWidget;
            return panel.context.path.endsWith(`/${name}.ipynb`) && panel.node.dataset.lesson === 'ready';
        }""",
        arg=name,
        timeout=LONG,
    )


@pytest.fixture
def open_desk(open_notebook):
    """A function that opens the desk, with the notebooks that it leads to beside it."""

    def open_(**options):
        notebook = open_notebook("teacher/desk", run=False, **options)
        for path in NOTEBOOKS.glob("teacher/*.ipynb"):
            if path.stem != "desk":
                (notebook.folder / path.name).write_bytes(path.read_bytes())
        expect(notebook.page.locator(".crn-desk-card")).to_be_visible()
        return notebook

    return open_


def test_five_classes_of_five_platforms_are_graded_by_buttons(open_desk, record_property):
    notebook = open_desk()
    page, hand = notebook.page, Counting(notebook.page)
    desk = notebook.folder / FOLDER
    write_five_classes(desk)
    began = time.monotonic()

    handins, what, grade = (section(page, name) for name in ("handins", "what", "grade"))
    hand.press(handins.locator(".crn-desk-browse"))
    expect(handins.locator(".crn-desk-path")).to_be_focused()
    assert not violations(notebook, "choosing")
    for name in ("My desk", "ALL", "Choose this folder"):
        hand.press(handins.locator(".crn-desk-panel button").filter(has_text=name))
    expect(handins.locator(".crn-desk-chosen")).to_contain_text("ALL (folder)")
    hand.press(what.locator(".crn-desk-browse").first)
    for name in ("My desk", "roster.csv"):
        hand.press(what.locator(".crn-desk-panel button").filter(has_text=name))
    expect(what.locator(".crn-desk-chosen").first).to_contain_text("roster.csv")
    hand.choose(what.get_by_label("File for your platform"), "Moodle")
    hand.press(grade.locator(".crn-desk-grade"))
    expect(grade.locator("progress")).to_be_visible()
    is_done(page, "grade", "Grading")
    record_property("clicks", hand.clicks)
    record_property("seconds", round(time.monotonic() - began, 1))
    assert hand.clicks <= 12

    runs = grade.locator(".crn-desk-run")
    expect(runs).to_have_count(len(PLATFORMS))
    out = desk / "grades" / "ALL"
    for place, name in enumerate(PLATFORMS):
        expect(runs.nth(place)).to_contain_text(f"{name}: {STUDENTS - 1} students graded")
        expect(runs.nth(place)).to_contain_text(f"Nothing handed in: 1 of {STUDENTS} on the roster: s30-")
        assert len((out / name / "moodle.csv").read_text(encoding="utf-8-sig").splitlines()) == STUDENTS
        assert len(list((out / name / "feedback").glob("*.html"))) == STUDENTS - 1
    with page.expect_popup() as popup:
        runs.first.get_by_role("link", name="report.html", exact=True).click()
    expect(popup.value.locator("h1")).to_contain_text("How the class read")
    popup.value.close()
    for file in ("gradebook.html", "problems.csv", "moodle.csv", "grades.csv"):
        link = runs.first.get_by_role("link", name=file, exact=True)
        address = f"{notebook.address.partition('/lab')[0]}{link.get_attribute('href')}"
        given = page.request.get(address, headers={"Referer": notebook.address})
        assert given.body() == (out / next(iter(PLATFORMS)) / file).read_bytes()
    expect(grade.locator(".crn-desk-files").first).to_contain_text("overview.html")
    assert not violations(notebook, "graded")

    # A room shows the class whose button was pressed, also when it was open for another one.
    page.get_by_label("Your initials").fill("kh")
    for place in (0, 1):
        runs.nth(place).get_by_role("button", name="Look at the class").click()
        wait_for_room(page, "class_report")
        expect(page.locator(".crn-report").first).to_be_visible()
        leave = page.get_by_role("button", name="Back to the desk")
        if place:
            leave.click()
        else:
            # Another way leads back without closing the room.
            path = notebook.address.partition("/tree/")[2].partition("?")[0]
            page.evaluate("path => { window.jupyterapp.commands.execute('docmanager:open', {path}) }", path)
        expect(page.locator(".crn-desk-card")).to_be_visible()

    # In a narrow window, in the dark; and what is dropped there.
    page.set_viewport_size({"width": 390, "height": 800})
    for one in section(page, "points"), section(page, "edition"), section(page, "check"):
        one.locator("summary").first.click()
    expect(section(page, "points").get_by_label("Student")).to_contain_text("s01-")
    assert page.evaluate(CUT_OFF) == []
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not violations(notebook, "dark", rules=["color-contrast"])
    page.locator(".crn-desk-upload").set_input_files(desk / "ALL" / "7b.zip")
    expect(handins.locator(".crn-desk-chosen")).to_contain_text("7b.zip")
    handins.locator(".crn-desk-paste summary").click()
    handins.get_by_label("Path of hand-ins").fill("/nowhere.zip")
    handins.locator(".crn-desk-use").click()
    expect(handins.get_by_role("alert")).to_contain_text("is not there. Choose a folder or a .zip file.")
    expect(handins.locator(".crn-desk-chosen")).to_contain_text("7b.zip")


def test_one_class_by_keyboard_alone_from_nothing_to_marks_and_new_grades(open_desk):
    notebook = open_desk()
    page, hand = notebook.page, Keyboard(notebook.page)
    before = notebook.cell_sources()
    page.locator(".crl-bar button").first.focus()
    hand.press(section(page, "handins").locator(".crn-desk-sample"))
    is_done(page, "handins", "Making a class of made-up students")
    hand.choose(page.get_by_label("Assignment", exact=True), "lesson-5")
    hand.press(section(page, "grade").locator(".crn-desk-grade"))
    is_done(page, "grade", "Grading")
    out = notebook.folder / FOLDER / "grades" / "sample"
    first = (out / "grades.csv").read_bytes()

    # Without initials the button says what is missing; then the room opens, and one answer is marked.
    mark = section(page, "grade").locator('[data-room="mark_open_answers"]')
    hand.press(mark)
    expect(section(page, "marks").get_by_role("alert")).to_be_visible()
    hand.write(page.get_by_label("Your initials"), "kh")
    hand.press(mark)
    card = page.locator(".crn-mark-card")
    wait_for_room(page, "mark_open_answers")
    before_marking = card.locator(".crn-mark-count").inner_text()
    page.get_by_role("button", name="Back to the desk").focus()
    hand.reach(card.locator(".crn-mark-answer").first)
    page.keyboard.press("0")
    page.keyboard.press("Enter")
    # Answers with the same words are marked at once.
    assert before_marking.startswith("0 of")
    expect(card.locator(".crn-mark-count")).to_have_text(re.compile(r"[1-9]\d* of"))
    page.get_by_role("button", name="Back to the desk").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".crn-desk-card")).to_be_visible()

    points = section(page, "points")
    hand.press(points.locator("summary"))
    student = points.get_by_label("Student")
    expect(student).to_contain_text("s03-hazel")
    hand.choose(student, "s03-hazel")
    answer = points.get_by_label("Answer")
    expect(answer.locator("option")).not_to_have_count(1)
    hand.choose(answer, "0")
    hand.write(points.get_by_label("Points"), "0")
    hand.write(points.get_by_label("Reason"), "Copied from the board.")
    hand.press(points.locator(".crn-desk-save"))
    expect(points.locator(".crn-desk-said")).to_contain_text("0 points saved in sample/marks.csv. Press Grade again")
    acts, problems = read_mark_events(out / "marks.csv")
    assert ({act.act for act in acts[:-1]}, acts[-1].act, acts[-1].marker, problems) == ({"level"}, "points", "kh", [])

    hand.press(section(page, "grade").locator(".crn-desk-grade"))
    expect(section(page, "grade").locator(".crn-desk-run")).to_contain_text(
        re.compile(r"a teacher has read [1-9]\d* of them"), timeout=LONG
    )
    assert (out / "grades.csv").read_bytes() != first
    assert {row["comment"] for row in rows(out / "answers.csv")} >= {"Copied from the board."}
    assert notebook.cell_sources() == before


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
