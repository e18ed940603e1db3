"""What was typed and not checked outlasts Run All, a reload, a restart, a killed kernel and a second tab."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.course import keyed
from tests.browser.hands import Mouse, check, fill
from tests.browser.lab import Notebook

pytestmark = pytest.mark.browser

# One of each way to answer: typed, ticked, ordered, chosen in a table, highlighted, chosen with evidence.
STARTED = {
    "first-impression": "There are two men, and one of them",
    "what-israel-looks-for": None,
    "order-in-p1": None,
    "who-where-when": None,
    "how-many-paragraphs": "fift",
    "titles-in-p1": None,
    "first-to-tell": None,
}


def started(name):
    return STARTED[name] or keyed().questions[name].model_answer()


def shown(notebook, name):
    """What is on the card now, as a student sees it."""
    return notebook.card(name).evaluate(
        """card => [
            ...[...card.querySelectorAll('input:not([type]), input[type=text], textarea, select')].map(n => n.value),
            ...[...card.querySelectorAll('.crn-fields input:checked')].map(n => n.value),
            ...[...card.querySelectorAll('[data-item]')].map(n => n.dataset.item),
            ...[...card.querySelectorAll('.crn-highlights-words')].map(n => n.textContent),
        ]"""
    )


def is_on_file(notebook, name) -> None:
    """Wait until Python's file has the draft; what was typed is then on this computer, not in this browser alone."""
    path = notebook.folder / "my-work" / "iron_dome.drafts.json"
    for _ in range(100):
        if path.exists() and name in json.loads(path.read_text(encoding="utf-8"))["drafts"]:
            return
        notebook.page.wait_for_timeout(50)
    raise AssertionError(f"The draft of {name} is not in the file.")


def type_on(notebook, name, words):
    notebook.card(name).locator("textarea").click()
    notebook.page.keyboard.press("ControlOrMeta+End")
    notebook.page.keyboard.type(words)


def kill(notebook) -> None:
    """End the kernel as a crash does, and wait until the server has started another one."""
    notebook.page.evaluate(
        "() => { const panel = window.jupyterapp.shell.currentWidget; panel.node.dataset.lesson = 'crashed';"
        " panel.sessionContext.session.kernel"
        ".requestExecute({code: 'import os; os.kill(os.getpid(), 9)', silent: true}); }"
    )
    # JupyterLab says that it starts another one.
    notebook.page.locator(".jp-Dialog button.jp-mod-accept").click(timeout=30_000)
    notebook.wait_until_ready()


def test_drafts_of_every_sort_come_back_and_are_never_called_checked(open_notebook):
    notebook = open_notebook("00_start_here")
    for name in STARTED:
        fill(Mouse(notebook.page), notebook.card(name), keyed().questions[name], started(name))
        expect(notebook.card(name).locator(".crn-unsaved")).to_contain_text("What you have so far is kept")
    before = {name: shown(notebook, name) for name in STARTED}

    def all_is_there(how):
        for name in STARTED:
            assert shown(notebook, name) == before[name], f"{name} {how}"
            expect(notebook.card(name).locator(".crn-unsaved")).to_contain_text("yet")
            expect(notebook.card(name).locator(".crn-headline")).to_have_count(0)

    notebook.run_all()
    all_is_there("after Run All")
    notebook.open()
    all_is_there("after a reload")
    notebook.restart_kernel()
    all_is_there("after a restart")

    # The kernel dies in the middle of a sentence: only the browser can have heard of its end.
    is_on_file(notebook, "first-impression")
    notebook.page.evaluate("() => { window.WebSocket.prototype.send = () => {}; }")
    type_on(notebook, "first-impression", " wears")
    before["first-impression"] = shown(notebook, "first-impression")
    assert "wears" in before["first-impression"][0]
    notebook.open()
    kill(notebook)
    all_is_there("after a crash")
    is_on_file(notebook, "first-impression")
    assert not list((notebook.folder / "my-work").glob("*.jsonl"))
    held = notebook.page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('close-reading-draft:'))")
    assert held == [], "what the file has is not left in the browser"

    # A check takes the draft along; so does undoing what was typed.
    card = notebook.card("first-impression")
    type_on(notebook, "first-impression", " a uniform, and the word touted leads everything that follows from it.")
    check(Mouse(notebook.page), card)
    expect(card.locator(".crn-unsaved")).to_have_text("")
    fill(Mouse(notebook.page), notebook.card("how-many-paragraphs"), keyed().questions["how-many-paragraphs"], "")
    expect(notebook.card("how-many-paragraphs").locator(".crn-unsaved")).to_have_text("")
    notebook.page.wait_for_timeout(300)
    drafts = json.loads((notebook.folder / "my-work" / "iron_dome.drafts.json").read_text(encoding="utf-8"))["drafts"]
    assert drafts.keys() == STARTED.keys() - {"first-impression", "how-many-paragraphs"}


def test_two_tabs_keep_two_drafts_and_each_can_be_shown(open_notebook):
    notebook = open_notebook("00_start_here")
    type_on(notebook, "first-impression", "from the first tab")
    is_on_file(notebook, "first-impression")
    second = Notebook(notebook.page.context, "", "")
    second.address, second.folder = notebook.address, notebook.folder
    second.open()
    text = second.card("first-impression").locator("textarea")
    expect(text).to_have_value("from the first tab")
    second.page.evaluate("() => sessionStorage.clear()")
    fill(Mouse(second.page), second.card("first-impression"), keyed().questions["first-impression"], "from the second tab")
    second.page.wait_for_timeout(1200)
    second.page.close()

    type_on(notebook, "first-impression", ", which went on")
    notebook.page.wait_for_timeout(1200)
    notebook.open()
    card = notebook.card("first-impression")
    expect(card.locator("textarea")).to_have_value("from the first tab, which went on")
    card.locator(".crn-other").click()
    expect(card.locator("textarea")).to_have_value("from the second tab")
    card.locator(".crn-other").click()
    expect(card.locator("textarea")).to_have_value("from the first tab, which went on")
