"""Marking open answers in JupyterLab, in Chromium: by keyboard alone, by mouse, and after a colleague has marked."""

from __future__ import annotations

import string

import pytest
from playwright.sync_api import expect

from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile, read_mark_events
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.lesson_data.content import lesson_folder, read_lesson
from tests.browser.course import violations
from tests.browser.hands import Keyboard, Mouse, press_on_each_control
from tests.browser.on_the_desk import on_the_desk
from tests.browser.test_keys import COMMANDS, type_undo_redo
from tests.gradebook.hand_ins import REFLECTION, STUDENTS, words_of, write_hand_ins

pytestmark = pytest.mark.browser

HTML = (
    "<img src=x onerror=\"document.body.dataset.hurt='yes'\"><script>alert(1)</script> <b>stood</b> in my brief, after "
    "what Gantz says in P9. The check cannot see that it is no word of mine, and a classmate who reads it aloud hears it."
)


@pytest.fixture
def open_marking(open_notebook):
    """A function that opens the marking notebook over a class of twelve, and gives the notebook and its card."""

    def open_(marks=(), words=None, **options):
        notebook = open_notebook("teacher/mark_open_answers", run=False, **options)
        lesson = read_lesson(lesson_folder("iron_dome"))
        write_hand_ins(notebook.folder / "hand-ins", lesson, **{"lu_v": HTML, **(words or {})})
        on_the_desk(notebook.folder, notebook.folder / "hand-ins", notebook.folder / "grades", marker="kh")
        for act in marks:
            MarksFile(notebook.folder / "grades" / "marks.csv").append(act)
        notebook.run_all()
        card = notebook.page.locator(".crn-mark-card")
        card.wait_for()
        return notebook, card

    return open_


def acts(notebook) -> list[MarkEvent]:
    found, problems = read_mark_events(notebook.folder / "grades" / "marks.csv")
    assert problems == []
    return found


def count(card) -> object:
    return card.locator(".crn-mark-count")


def test_ten_answers_are_marked_by_keyboard_alone_and_nothing_of_it_reaches_the_notebook(open_marking):
    notebook, card = open_marking()
    keyboard, page = Keyboard(notebook.page), notebook.page
    before = notebook.cell_sources()
    notebook.select_cell_with("desk.marking()")
    keyboard.enter(card)
    keyboard.reach(card.locator(".crn-mark-answer"))
    for number in range(10):
        expect(count(card)).to_have_text(f"{number} of 15 marked by kh")
        page.keyboard.press(str(number % 4))
        page.keyboard.press("Enter")
    expect(count(card)).to_have_text("10 of 15 marked by kh")
    expect(card.locator(".crn-mark-answer")).to_be_focused()
    assert [act.level for act in acts(notebook)] == [number % 4 for number in range(10)]
    assert len({(act.student, act.question) for act in acts(notebook)}) == 10

    # A comment, an undo and points by hand, still without pointing.
    page.keyboard.press("3")
    keyboard.write(card.locator("textarea"), "Which words of P9 would you lay beside it?")
    page.keyboard.press("Enter")
    expect(count(card)).to_have_text("11 of 15 marked by kh")
    keyboard.press(card.locator(".crn-undo"))
    expect(card.locator(".crn-waiting")).to_contain_text("Taken back: level 3 on answer")
    expect(count(card)).to_have_text("10 of 15 marked by kh")
    keyboard.press(card.locator(".crn-mark-override summary"))
    keyboard.write(card.locator(".crn-mark-override input").first, "1,5")
    keyboard.write(card.locator(".crn-mark-override input").last, "Only half of it is your own.")
    page.keyboard.press("Enter")
    expect(card.locator(".crn-waiting")).to_contain_text("1.5 of 3 points saved in grades/marks.csv.")
    expect(count(card)).to_have_text("11 of 15 marked by kh")
    assert [(act.act, act.points) for act in acts(notebook)[-3:]] == [("level", None), ("undo", None), ("points", 1.5)]

    # A letter typed on any control stays on the card, and marks nothing.
    made = len(acts(notebook))
    fields = card.locator("button, summary, input, textarea, [tabindex='0']")
    assert press_on_each_control(page, fields, string.ascii_letters) >= 8
    assert len(acts(notebook)) == made
    assert notebook.cell_sources() == before

    # The marks are there again after a restart, and the next answer is the one that is not marked.
    notebook.restart_kernel()
    notebook.run_all()
    expect(count(card)).to_have_text("11 of 15 marked by kh")


def by_a_colleague(level: int, student: str) -> MarkEvent:
    answer = HTML if student == "lu-v" else words_of(student)
    return MarkEvent("ab", student, "iron_dome", REFLECTION, answer_digest(answer), "level", level=level)


def test_by_mouse_without_names_and_without_a_colleague_s_levels_until_both_have_marked(open_marking):
    notebook, card = open_marking([by_a_colleague(2, student) for student in STUDENTS])
    mouse = Mouse(notebook.page)
    assert not violations(notebook, "fresh")
    expect(count(card)).to_have_text("0 of 15 marked by kh")
    mouse.press(card.locator(".crn-mark-overview summary"))
    mouse.press(card.locator(".crn-go").last)
    seen = []
    for number in range(12):
        expect(card.locator(".crn-mark-title")).to_have_text(f"Answer {number + 1} of 12")
        assert card.locator(".crn-like-others .crn-mark-answer").count() == 0
        assert card.locator("input[type=radio]:checked").count() == 0
        assert not [student for student in STUDENTS if student in card.inner_text()]
        seen.append(card.locator(".crn-mark-text").inner_text())
        if number == 0:
            # Without a level nothing is saved, and the comment stays.
            mouse.press(card.locator(".crn-check"))
            expect(card.locator(".crn-problem")).to_contain_text("Choose a level from 0 to 3 first")
        mouse.pick(card.locator(f'input[type=radio][value="{1 if number == 0 else 2}"]'))
        mouse.press(card.locator(".crn-check"))
        expect(count(card)).to_have_text(f"{number + 1} of 15 marked by kh")
        if number == 9:
            # After ten marks one of them comes back, without its level and its number.
            expect(card.locator(".crn-mark-title").first).to_have_text("A check of your levels")
            assert card.locator(".crn-mark-text").inner_text() in seen
            assert not violations(notebook, "check")
            made = acts(notebook)
            mouse.pick(card.locator('input[type=radio][value="3"]'))
            mouse.press(card.locator(".crn-check"))
            expect(card.locator(".crn-waiting")).to_contain_text("Check: you gave this answer level")
            assert [act.act for act in acts(notebook)[len(made) :]] == ["check"]
    assert HTML in seen
    assert notebook.page.evaluate("document.body.dataset.hurt") is None
    assert sorted(seen) == sorted([HTML, *(words_of(student) for student in STUDENTS if student != "lu-v")])
    assert not violations(notebook, "after")

    # A draft that was left by Skip is there again, and says that it is not saved.
    expect(card.locator(".crn-mark-title")).to_have_text("Answer 1 of 3")
    expect(card.locator(".crn-mark-noticed")).to_contain_text("of 8 points for completion")
    mouse.write(card.locator("textarea"), "half a thought")
    mouse.press(card.locator(".crn-skip"))
    expect(card.locator("textarea")).to_have_value("")
    mouse.press(card.locator(".crn-back"))
    expect(card.locator("textarea")).to_have_value("half a thought")
    expect(card.locator(".crn-unsaved")).to_contain_text("Not saved yet")

    notebook.select_cell_with("desk.agreement()")
    notebook.command("notebook:run-cell")
    table = notebook.page.locator(".jp-OutputArea-output table")
    expect(table).to_contain_text("ab, kh")
    said = notebook.page.locator(".jp-OutputArea-output li")
    expect(said.filter(has_text="The same level for 11 of 12 answers.")).to_have_count(1)
    expect(said.filter(has_text="The same level on 0 of 1 earlier answers of their own")).to_have_count(1)
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    notebook.page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not violations(notebook, "dark", rules=["color-contrast"])


def test_all_unflagged_answers_are_read_by_keyboard_in_one_act_after_a_second_question_and_undone(open_marking):
    notebook, card = open_marking()
    keyboard, page = Keyboard(notebook.page), notebook.page
    notebook.select_cell_with("desk.marking()")
    keyboard.enter(card)
    button, ask = card.locator(".crn-read-all"), card.locator(".crn-read-ask")
    expect(button).to_have_text("Mark 3 unflagged answers as read …")
    expect(ask).to_be_hidden()
    keyboard.press(button)
    expect(ask).to_contain_text("3 unflagged answers to this question are not marked yet.")
    expect(card.locator(".crn-read-yes")).to_be_focused()
    assert not violations(notebook, "asked")
    page.keyboard.press("Escape")
    expect(ask).to_be_hidden()
    expect(button).to_be_focused()
    assert not (notebook.folder / "grades" / "marks.csv").exists()

    keyboard.press(button)
    keyboard.press(card.locator(".crn-read-yes"))
    expect(count(card)).to_have_text("3 of 15 marked by kh")
    expect(card.locator(".crn-waiting")).to_contain_text("3 answers marked as read in grades/marks.csv")
    expect(card.locator(".crn-mark-answer")).to_be_focused()
    assert [(act.act, act.question) for act in acts(notebook)] == [("read", "your-brief")] * 3
    keyboard.press(card.locator(".crn-undo"))
    expect(card.locator(".crn-waiting")).to_contain_text("Taken back: 3 answers marked as read.")
    expect(count(card)).to_have_text("0 of 15 marked by kh")
    assert [act.act for act in acts(notebook)] == ["read"] * 3 + ["undo"] * 3


def test_like_answers_are_next_to_each_other_and_marked_at_once_by_keyboard(open_marking):
    own = words_of("ada-l")
    alike = {"bo_k": own, "cy_m": own.replace("cannot see", "could never see"), "di_n": f"{own} Who does?"}
    notebook, card = open_marking(words=alike)
    keyboard, page = Keyboard(notebook.page), notebook.page
    notebook.select_cell_with("desk.marking()")
    keyboard.enter(card)
    keyboard.press(card.locator(".crn-mark-overview summary"))
    keyboard.press(card.locator(".crn-go").last)
    expect(card.locator(".crn-like-told")).to_contain_text("4 answers, and a mark on this screen goes to all of them.")
    shown = card.locator(".crn-mark-answer")
    expect(shown).to_have_count(3)
    # By number and not by name, and the difference in words as well as in looks.
    expect(card.locator(".crn-mark-reasons").first).to_contain_text("Most of its words are the same as in answers")
    assert not [student for student in STUDENTS if student in card.inner_text()]
    said = " ".join(card.locator(".crn-like-differs").all_inner_texts())
    assert "Only " in said
    assert card.locator(".crn-mark-text mark").count() >= 1
    boxes = [shown.nth(at).bounding_box() for at in range(3)]
    assert boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"] - 1
    assert not violations(notebook, "like answers")

    # One is split off; the rest is marked at once, a row for each, and taken back at once.
    keyboard.press(card.locator(".crn-like-others .crn-like-split").last)
    expect(shown).to_have_count(2)
    expect(shown.first).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(card.locator(".crn-waiting")).to_contain_text("level 2 saved in grades/marks.csv")
    made = acts(notebook)
    assert {(act.act, act.level) for act in made} == {("level", 2)}
    assert 2 <= len({act.student for act in made}) == len(made) <= 3
    keyboard.press(card.locator(".crn-undo"))
    expect(card.locator(".crn-waiting")).to_contain_text("Taken back: level 2 on answers")
    expect(count(card)).to_have_text("0 of 15 marked by kh")

    # Switched off, each is on its own.
    keyboard.pick(card.locator(".crn-like-switch input").first)
    expect(shown).to_have_count(1)
    expect(card.locator(".crn-like-switch input").first).to_be_focused()
    expect(card.locator(".crn-check")).to_have_text("Save and next")


def test_nothing_is_cut_off_in_a_narrow_window_and_a_disk_that_takes_nothing_is_told(open_marking):
    notebook, card = open_marking(width=600, height=900)
    too_wide = card.evaluate(
        "card => [...card.querySelectorAll('*')].filter(n => n.scrollWidth > n.clientWidth + 1 && n.clientWidth > 0"
        " && getComputedStyle(n).overflowX === 'visible' && getComputedStyle(n).display !== 'inline'"
        " && !n.closest('.crn-hidden')).map(n => n.className || n.tagName)"
    )
    assert not too_wide
    assert card.evaluate("card => card.getBoundingClientRect().right <= window.innerWidth + 1")
    (notebook.folder / "grades").write_text("a file where the folder should be", encoding="utf-8")
    mouse = Mouse(notebook.page)
    mouse.pick(card.locator('input[type=radio][value="2"]'))
    mouse.write(card.locator("textarea"), "Well seen.")
    mouse.press(card.locator(".crn-check"))
    expect(card.locator(".crn-problem")).to_contain_text("Not saved in marks.csv")
    expect(card.locator("textarea")).to_have_value("Well seen.")
    expect(card.locator(".crn-mark-title")).to_have_text("Answer 1 of 3")
    assert not violations(notebook, "not saved")


def test_undo_and_redo_work_where_a_teacher_types_and_no_key_acts_on_cells(open_marking):
    notebook, card = open_marking()
    before = notebook.cell_sources()
    type_undo_redo(notebook.page, card.locator("textarea").first)
    card.locator(".crn-mark-where").click()
    assert card.evaluate("card => card.closest('.crn-host').contains(document.activeElement)")
    for key in COMMANDS:
        notebook.page.keyboard.press(key)
    assert notebook.cell_sources() == before
