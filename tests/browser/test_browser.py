"""The lesson in JupyterLab, in Chromium: by mouse, by keyboard, after a restart, and with nothing sent anywhere."""

from __future__ import annotations

import contextlib
import json
import string
import urllib.request
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions import grade
from tests.browser.hands import Keyboard, Mouse, check, fill

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# What a student would write into the starter cells of the probes.
# The lesson that each notebook opens.
LESSONS = {
    "00_start_here": "iron_dome",
    "01_framing": "iron_dome",
    "02_sourcing": "iron_dome",
    "03_word_choice": "iron_dome",
    "04_write_it_again": "iron_dome",
    "other_article": "river_bridge",
    "before_and_after": "form_a",
}
each_notebook = pytest.mark.parametrize("name", LESSONS)
FUNCTIONS = {
    "next_paragraph": "def next_paragraph(number):\n    return number + 1",
    "distance": "def distance(cue_paragraph, quote_paragraph):\n    return quote_paragraph - cue_paragraph",
    "share": "def share(part, whole):\n    return part / whole",
    "paragraphs_with": "def paragraphs_with(word, paragraphs):\n    return sum(word in text for text in paragraphs)",
    "count_words": "def count_words(text, my_words):\n    return sum(word in my_words for word in text.lower().split())",
    "no_doer": "import re\n\ndef no_doer(text):\n    passive = re.search(r'\\b(were|be|been) \\w+', text)\n"
    "    return bool(passive and not re.search(r'\\bby\\b', text))",
}


@cache
def keyed(lesson: str = "iron_dome"):
    """A lesson as a teacher has it, to know the answers."""
    return read_lesson(lesson_folder(lesson), keys=True)


def questions(notebook: str) -> list:
    content = keyed(LESSONS[notebook])
    own = [name for part in content.parts if part.name == notebook for name in part.ids]
    return [content.questions[name] for name in own or content.questions]


def journal(notebook) -> list[dict]:
    (path,) = (notebook.folder / "my-work").glob("*.jsonl")
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def violations(notebook, theme: str = "") -> list[str]:
    notebook.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = notebook.page.evaluate(
        "tags => axe.run({include: [['.jp-OutputArea-output']]}, {runOnly: {type: 'tag', values: tags}})", WCAG
    )
    assert found["passes"], "axe looked at nothing"
    return [f"{theme} {v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


def expect_result(card, question, answer) -> None:
    """The card shows what grading gives: points, or that the answer is saved."""
    if question.assessed:
        expect(card.locator(".crn-result")).to_have_attribute("data-status", "saved")
        expect(card.locator(".crn-points")).to_have_count(0)
        return
    result = grade(question, answer)
    expect(card.locator(".crn-result")).to_have_attribute("data-status", result.status)
    if result.points is not None:
        expect(card.locator(".crn-points")).to_contain_text(f"{result.points:g} of {result.out_of:g} point")


def answer_all(hand, notebook, name: str) -> None:
    for question in questions(name):
        card = notebook.card(question.id)
        if question.kind == "probe":
            notebook.define(question.name, FUNCTIONS[question.name])
        if isinstance(hand, Keyboard):
            notebook.select_cell_of(question.id)
            hand.enter(card)
        fill(hand, card, question, question.model_answer())
        check(hand, card)
        expect_result(card, question, question.model_answer())
        expect(card.locator(".crn-saved")).to_contain_text(f"my-work/{LESSONS[name]}.jsonl")


@each_notebook
def test_every_question_is_answered_by_mouse_wrong_with_its_own_feedback_then_right(open_notebook, name):
    notebook = open_notebook(name)
    assert not violations(notebook, "fresh")
    hand = Mouse(notebook.page)
    for question in questions(name):
        if question.assessed or question.kind == "probe" or not question.known_errors():
            continue
        answer, notice = question.known_errors()[0]
        card = notebook.card(question.id)
        fill(hand, card, question, answer)
        check(hand, card)
        for first in grade(question, answer).first[:1]:
            # A first wrong try hears how many fit; the second one hears which.
            expect(card.locator(".crn-result")).to_contain_text(first.noticed.replace("*", ""))
            check(hand, card)
        expect(card.locator(".crn-result")).to_contain_text(notice.noticed.replace("*", ""))
        expect(card.locator(".crn-result")).not_to_have_attribute("data-status", "correct")
    answer_all(hand, notebook, name)
    assert not violations(notebook, "answered")
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    notebook.page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not violations(notebook, "answered, in the dark theme")


@each_notebook
def test_every_question_is_answered_by_keyboard_alone(open_notebook, name):
    notebook = open_notebook(name)
    before = notebook.cells()
    answer_all(Keyboard(notebook.page), notebook, name)
    assert notebook.cells() == before
    expect(notebook.page.locator(".crn-part-all .crn-part-count").first).to_contain_text(f"{len(questions(name))} of")


@pytest.mark.parametrize("name", ["00_start_here", "02_sourcing", "03_word_choice"])
def test_no_letter_typed_in_a_card_reaches_the_notebook(open_notebook, name):
    notebook = open_notebook(name)
    before = notebook.cell_sources()
    for question in questions(name):
        card = notebook.card(question.id)
        fields = card.locator("input, button, select, textarea, summary, [tabindex='0']")
        kinds_seen = set()
        for place in range(fields.count()):
            field = fields.nth(place)
            # One of each sort of control is enough: they share the card's root.
            sort = field.evaluate("node => node.tagName + (node.type || '') + node.className")
            if sort in kinds_seen or not field.is_visible():
                continue
            kinds_seen.add(sort)
            field.focus()
            for key in string.ascii_letters + string.digits:
                notebook.page.keyboard.press(key)
        assert kinds_seen
    assert notebook.cell_sources() == before


def test_answers_come_back_after_a_kernel_restart_and_after_a_reload(open_notebook):
    notebook = open_notebook("02_sourcing")
    hand = Mouse(notebook.page)
    some = [q for q in questions("02_sourcing") if q.kind != "probe"]
    for question in some:
        card = notebook.card(question.id)
        fill(hand, card, question, question.model_answer())
        check(hand, card)
    recorded = journal(notebook)

    notebook.restart_kernel()
    for question in some:
        expect_result(notebook.card(question.id), question, question.model_answer())

    notebook.open()
    for question in some:
        expect_result(notebook.card(question.id), question, question.model_answer())
    assert journal(notebook) == recorded
    marked = notebook.card("reporter-cues").locator(".crn-highlights li")
    assert marked.count() == len(keyed().questions["reporter-cues"].model_answer())


def test_two_tabs_with_two_kernels_keep_both_answers(open_notebook):
    one, other = open_notebook("02_sourcing"), open_notebook("02_sourcing")
    question = keyed().questions["number-that-lost-a-word"]
    for notebook, words in ((one, "downing"), (other, "over")):
        card = notebook.card(question.id)
        fill(Mouse(notebook.page), card, question, words)
        check(Mouse(notebook.page), card)
    answers = [event["answer"] for event in journal(one) if event["event"] == "check"]
    assert answers == ["downing", "over"]


def test_an_answer_that_cannot_be_saved_is_told_on_the_card_and_stays_there(open_notebook):
    notebook = open_notebook("02_sourcing")
    (notebook.folder / "my-work").write_text("a file where the folder should be", encoding="utf-8")
    question = keyed().questions["number-that-lost-a-word"]
    card = notebook.card(question.id)
    fill(Mouse(notebook.page), card, question, "over")
    check(Mouse(notebook.page), card)
    expect(card.locator(".crn-problem")).to_contain_text("Not saved")
    expect(card.locator("input.crn-input")).to_have_value("over")
    expect_result(card, question, "over")


def test_an_answer_that_cannot_be_read_is_not_called_saved(open_notebook):
    notebook = open_notebook("02_sourcing")
    card = notebook.card("distance-of-p10")
    hand = Mouse(notebook.page)
    question = keyed().questions["distance-of-p10"]
    fill(hand, card, question, "three-ish")
    check(hand, card)
    expect(card.locator(".crn-headline")).to_contain_text("Not saved")
    expect(card.locator(".crn-unsaved")).to_contain_text("Not checked yet. What you have so far is kept.")
    expect(card.locator(".crn-saved")).to_have_text("")


def test_a_held_key_is_one_attempt(open_notebook):
    notebook = open_notebook("02_sourcing")
    card = notebook.card("distance-of-p10")
    hand = Mouse(notebook.page)
    fill(hand, card, keyed().questions["distance-of-p10"], 1)
    for _ in range(8):
        notebook.page.keyboard.down("Enter")
    notebook.page.keyboard.up("Enter")
    expect(card.locator(".crn-tally")).to_contain_text("1 attempt ")


def test_hints_and_the_worked_answer_come_one_after_another_and_are_recorded(open_notebook):
    notebook = open_notebook("02_sourcing")
    question = keyed().questions["paraphrase-that-lost-a-verb"]
    card = notebook.card(question.id)
    expect(card.locator(".crn-worked")).to_be_hidden()
    for number, hint in enumerate(question.hints, 1):
        card.locator(".crn-hint").click()
        expect(card.locator(".crn-hints li")).to_have_count(number)
        expect(card.locator(".crn-hints li").last).to_have_text(hint.replace("*", ""))
    hand = Mouse(notebook.page)
    fill(hand, card, question, "delay")
    check(hand, card)
    card.locator(".crn-worked").click()
    expect(card.locator(".crn-worked-block")).to_contain_text("can help prevent or delay")
    assert [e["event"] for e in journal(notebook)] == ["hint", "hint", "check", "reveal"]
    assert journal(notebook)[-1]["after"] == "gave up"


def test_the_teachers_guide_shows_its_tables(open_notebook):
    notebook = open_notebook("teacher/teachers_guide")
    tables = notebook.page.locator(".jp-OutputArea-output table")
    expect(tables.first).to_be_visible()
    assert tables.count() >= 3
    expect(notebook.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
    assert not violations(notebook, "the guide")


def test_a_word_that_the_glossary_has_is_explained_by_key(open_notebook):
    notebook = open_notebook("03_word_choice")
    term = notebook.page.locator(".crn-card .crn-term").first
    meaning = notebook.page.locator(".crn-card .crn-meaning").first
    term.scroll_into_view_if_needed()
    expect(meaning).to_be_hidden()
    term.focus()
    notebook.page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(term).to_have_attribute("aria-expanded", "true")
    assert not violations(notebook, "explained")
    notebook.page.keyboard.press("Enter")
    expect(meaning).to_be_hidden()


@pytest.mark.parametrize(("width", "scale"), [(600, 1), (1280, 2)])
@pytest.mark.parametrize("name", ["02_sourcing", "03_word_choice"])
def test_nothing_is_cut_off_in_a_narrow_window_or_at_200_percent(open_notebook, name, width, scale):
    notebook = open_notebook(name, width=width // scale, height=900, device_scale_factor=scale)
    for question in questions(name):
        card = notebook.card(question.id)
        too_wide = card.evaluate(
            "card => [...card.querySelectorAll('*')].filter(n => n.scrollWidth > n.clientWidth + 1 && n.clientWidth > 0"
            " && getComputedStyle(n).overflowX === 'visible' && getComputedStyle(n).display !== 'inline'"
            " && !n.closest('.crn-hidden')).map(n => n.className || n.tagName)"
        )
        assert not too_wide, f"{question.id}: {too_wide}"
        assert card.evaluate("card => card.getBoundingClientRect().right <= window.innerWidth + 1"), question.id


def test_high_contrast_and_reduced_motion_hold(open_notebook):
    notebook = open_notebook("02_sourcing", forced_colors="active", reduced_motion="reduce")
    question = keyed().questions["reporter-cues"]
    card = notebook.card(question.id)
    fill(Mouse(notebook.page), card, question, question.model_answer())
    check(Mouse(notebook.page), card)
    expect_result(card, question, question.model_answer())
    # A mark is told by a line under the words, not by its colour alone.
    lines = card.locator(".crn-token .crn-highlight").evaluate_all(
        "marks => marks.map(m => getComputedStyle(m)).map(s => s.borderBottomStyle + s.textDecorationLine)"
    )
    assert lines
    assert all(line != "nonenone" for line in lines)
    moving = card.evaluate("card => [...card.querySelectorAll('*')].filter(n => n.getAnimations().length).length")
    assert moving == 0
    assert not violations(notebook, "high contrast")


def test_no_request_leaves_the_machine(open_notebook, trap):
    notebook = open_notebook("02_sourcing")
    question = keyed().questions["number-that-lost-a-word"]
    fill(Mouse(notebook.page), notebook.card(question.id), question, "over")
    check(Mouse(notebook.page), notebook.card(question.id))
    assert notebook.requests
    hosts = {urlsplit(url).hostname for url in notebook.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    # What JupyterLab's server or the kernel would ask for goes through the trap, which does catch such a call.
    assert trap.calls == []
    caught = urllib.request.build_opener(urllib.request.ProxyHandler({"http": trap.address}))
    with contextlib.suppress(OSError):
        caught.open("http://example.org/", timeout=5)
    assert trap.calls == ["GET http://example.org/ HTTP/1.1"]
    trap.calls.clear()
