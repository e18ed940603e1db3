"""What a check shows, and where: at the answer itself, in the window, and beside the text."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from exercises.questions import grade
from tests.browser.course import keyed, questions
from tests.browser.hands import Keyboard, Mouse, check, fill

pytestmark = pytest.mark.browser

# The card of a question at the top of the window: where its button ends, and its first line of feedback.
PLACES = """async id => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const at = notebook.widgets.findIndex(cell => cell.model.sharedModel.source.includes(`"${id}"`));
    await notebook.scrollToItem(at, 'start');
    const card = document.querySelector(`.crn-card[data-question="${id}"]`);
    const port = notebook.node.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
    for (let tries = 0; tries < 20; tries += 1) {
        card.scrollIntoView({ block: 'start', behavior: 'instant' });
        await new Promise(then => setTimeout(then, 60));
        if (Math.abs(card.getBoundingClientRect().top - port.top) < 2) break;
    }
    const check = card.querySelector('.crn-check').getBoundingClientRect();
    const line = card.querySelector('.crn-result .crn-noticed') || card.querySelector('.crn-headline');
    const { top, bottom } = line.getBoundingClientRect();
    return { check: check.bottom - port.top, first: Math.min(bottom, top + 26) - port.top, height: port.height };
}"""


def run(notebook, code: str) -> None:
    """Run Python in the notebook's kernel, as a cell would."""
    notebook.page.evaluate(
        "code => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
        ".requestExecute({code, store_history: false}).done",
        code,
    )


# One with a card of every kind, and one with the longest cards.
MEASURED = ("00_start_here", "03_word_choice")


def test_check_and_the_first_line_of_feedback_are_on_a_small_laptops_screen_for_most_cards(open_notebook):
    seen = {}
    for name in MEASURED:
        notebook = open_notebook(name, width=1366, height=768)
        slips = {}
        for question in questions(name):
            listed = question.known_errors() if question.kind != "probe" else []
            slips[question.id] = listed[0][0] if listed else question.model_answer()
        given = repr(json.dumps(slips))
        # Twice: a first try may say less.
        each = "for name, answer in json.loads(given).items(): lesson.check(name, answer)"
        run(notebook, f"import json\ngiven = {given}\n{each}\n{each}")
        for question in questions(name):
            at = notebook.page.evaluate(PLACES, question.id)
            seen[question.id] = max(at["check"], at["first"]) <= at["height"]
        notebook.end()
        notebook.page.close()
    below = [name for name, on_screen in seen.items() if not on_screen]
    assert len(seen) == sum(len(questions(name)) for name in MEASURED)
    # Tables of eight rows and more are taller than the screen.
    assert len(below) <= 0.2 * len(seen), below


def test_a_result_is_scrolled_into_view_and_is_on_the_answer_as_well(open_notebook):
    notebook = open_notebook("00_start_here", height=600)
    hand, page = Mouse(notebook.page), notebook.page
    for name in ("what-israel-looks-for", "who-where-when", "how-many-paragraphs", "where-they-met", "titles-in-p1"):
        question, card = keyed().questions[name], notebook.card(name)
        answer, _ = question.known_errors()[0]
        fill(hand, card, question, answer)
        card.locator(".crn-check").evaluate("node => node.scrollIntoView({block: 'end'})")
        check(hand, card)
        expect(card.locator(".crn-headline")).to_be_in_viewport(ratio=1)
        wrong = card.locator(".crn-fields .crn-fit[data-fits='not yet'], .crn-highlights .crn-fit[data-fits='not yet']")
        expect(wrong).to_have_count(1)
        expect(wrong).to_have_text("↺ not yet")
    card = notebook.card("who-where-when")
    expect(card.locator(".crn-points")).to_contain_text("3 of 4 rows")
    expect(card.locator(".crn-fit[data-fits=fits]")).to_have_count(3)
    # With the first change the signs go: they were about another answer.
    card.locator("input:not(:checked)").first.check(force=True)
    expect(card.locator(".crn-fit")).to_have_count(0)
    assert page.locator(".crn-token .crn-flag").first.inner_text() == "↺"


def test_after_full_points_the_button_leads_on_and_there_is_one_thought(open_notebook):
    notebook = open_notebook("00_start_here", height=700)
    hand, question = Keyboard(notebook.page), keyed().questions["people-in-p1"]
    card = notebook.card("people-in-p1")
    notebook.select_cell_of("people-in-p1")
    hand.enter(card)
    fill(hand, card, question, question.model_answer())
    check(hand, card)
    expect(card.locator(".crn-check")).to_have_text("Next question")
    assert card.locator(".crn-next-sign:visible").all_inner_texts() == ["Think on:"]
    notebook.page.keyboard.press("Enter")
    following = notebook.card("who-where-when")
    expect(following).to_be_focused()
    expect(following.locator(".crn-prompt")).to_be_in_viewport()
    expect(card.locator(".crn-tally")).to_contain_text("1 attempt ")
    card.locator("input").nth(1).click()
    expect(card.locator(".crn-check")).to_have_text("Check")


def test_an_assessed_answer_gets_no_sign(open_notebook):
    name = next(name for name, question in keyed().questions.items() if question.assessed and question.kind == "match")
    part = next(part.name for part in keyed().parts if name in part.ids)
    notebook = open_notebook(part)
    card, question = notebook.card(name), keyed().questions[name]
    fill(Mouse(notebook.page), card, question, question.model_answer())
    check(Mouse(notebook.page), card)
    expect(card.locator(".crn-fit")).to_have_count(0)
    expect(card.locator(".crn-points")).to_have_count(0)


def test_conditions_tick_while_one_types_as_scoring_finds_them(open_notebook):
    notebook = open_notebook("00_start_here")
    card, question = notebook.card("same-fact-another-verb"), keyed().questions["same-fact-another-verb"]
    text = question.model_answer()
    card.locator("textarea").click()
    notebook.page.keyboard.type(text[: len(text) // 2])
    half = grade(question, text[: len(text) // 2]).extra
    expect(card.locator(".crn-conditions-place")).to_contain_text(f"{half['met']} of {half['asked']} condition")
    notebook.page.keyboard.type(text[len(text) // 2 :])
    whole = grade(question, text).extra
    expect(card.locator(".crn-conditions-place")).to_contain_text(f"{whole['met']} of {whole['asked']} condition")
    ticked = card.locator(".crn-condition[data-met=true]")
    expect(ticked).to_have_count(sum(one["met"] for one in whole["conditions"]))
    expect(card.locator(".crn-headline")).to_have_count(0)
    assert not list((notebook.folder / "my-work").glob("*.jsonl"))


def test_a_click_on_a_highlight_changes_it_by_mouse_and_by_keyboard(open_notebook):
    notebook = open_notebook("02_framing")
    page, card = notebook.page, notebook.card("functions-in-gantz-p3")
    hand, rows = Mouse(page), card.locator(".crn-highlights-row")
    hand.mark(card, 3, 6)
    expect(rows).to_have_count(1)
    before = rows.first.locator(".crn-highlights-words").inner_text()
    editor = card.locator(".crn-editor")
    expect(editor).to_be_hidden()
    card.locator('[data-token="4"]').click()
    expect(editor).to_be_visible()
    # Its end follows the pointer, back and forth.
    handle, there = card.locator(".crn-handle-to").bounding_box(), card.locator('[data-token="8"]').bounding_box()
    page.mouse.move(handle["x"] + 12, handle["y"] + 14)
    page.mouse.down()
    page.mouse.move(there["x"] + 3, there["y"] + there["height"] / 2, steps=5)
    page.mouse.up()
    words = rows.first.locator(".crn-highlights-words")
    added = len(words.inner_text().split()) - len(before.split())
    assert added >= 1
    for _ in range(added):
        editor.get_by_role("button", name="End one word earlier").click()
    expect(words).to_have_text(before)
    label = rows.first.locator(".crn-highlights-label").inner_text()
    editor.locator(".crn-editor-row").nth(1).locator("button:visible").first.click()
    assert rows.first.locator(".crn-highlights-label").inner_text() != label
    page.keyboard.press("Escape")
    expect(editor).to_be_hidden()
    expect(card.locator(".crn-highlightable")).to_be_focused()
    # The same by keyboard: Enter on the highlight, then its first button takes it away.
    page.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="Remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(0)
    expect(card.locator(".crn-highlightable")).to_be_focused()


def test_handing_in_is_one_card_and_the_file_goes_on_at_another_place(open_notebook, tmp_path):
    notebook = open_notebook("00_start_here")
    question = keyed().questions["what-israel-looks-for"]
    fill(Mouse(notebook.page), notebook.card(question.id), question, question.model_answer())
    check(Mouse(notebook.page), notebook.card(question.id))
    card = notebook.hand_in_card()
    expect(card.locator(".crn-open")).to_have_text("10 of 11 not answered.")
    card.locator(".crn-class-id").fill("Ada Lovelace")
    card.locator(".crn-check").click()
    expect(card.locator(".crn-hand-in-ask")).to_contain_text("10 of 11 not answered. Hand in anyway?")
    card.locator(".crn-yes").click()
    expect(card.locator(".crn-problem").first).to_contain_text("A class id has up to 24 letters")
    card.locator(".crn-class-id").fill("ada-l")
    notebook.page.keyboard.press("Enter")
    card.locator(".crn-yes").click()
    expect(card.locator(".crn-made")).to_contain_text("Your file is made, at ")
    with notebook.page.expect_download() as download:
        card.locator(".crn-download").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    made = notebook.folder / "my-work" / "hand-in" / "iron_dome.ada-l.jsonl"
    assert (path.name, path.read_bytes()) == (made.name, made.read_bytes())

    # Elsewhere: the folder is empty, and the file brings the answers.
    for own in (notebook.folder / "my-work").iterdir():
        if own.is_file():
            own.unlink()
    notebook.restart_kernel()
    expect(notebook.card(question.id).locator(".crn-headline")).to_have_count(0)
    card = notebook.hand_in_card()
    expect(card.locator(".crn-open")).to_have_text("11 of 11 not answered.")
    card.locator(".crn-continue summary").click()
    card.locator(".crn-file").set_input_files(path)
    expect(card.locator(".crn-taken")).to_contain_text("Taken in: 1 entry, with answers to 1 question.")
    expect(notebook.card(question.id).locator(".crn-result")).to_have_attribute("data-status", "correct")
