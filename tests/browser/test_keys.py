"""Keys that a notebook takes as commands do nothing to it from a card, and a field undoes and redoes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

# Delete, cut, make it a text cell, insert, paste, make it code, restart the kernel; undo and redo of cells.
COMMANDS = ["d", "d", "x", "m", "b", "a", "v", "y", "r", "0", "0", "z", "Shift+Z", "Control+z", "Shift+Enter", "Alt+Enter"]
# A card with each sort of field for text, by what holds the field.
FIELDS = {
    "first-impression": "textarea",
    "how-many-paragraphs": ".crn-number-input",
    "where-they-met": ".crn-field input",
    "titles-in-p1": ".crn-typed",
    "same-fact-another-verb": "textarea",
}


def type_undo_redo(page, field) -> None:
    """Each letter as a key of its own; what was there is there again after undo, and what was typed after redo."""
    field.click()
    page.keyboard.press("x")
    page.keyboard.press("y")
    expect(field).to_have_value("xy")
    page.keyboard.press("ControlOrMeta+z")
    expect(field).not_to_have_value("xy")
    page.keyboard.press("ControlOrMeta+Shift+z")
    expect(field).to_have_value("xy")
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("ControlOrMeta+y")
    expect(field).to_have_value("xy")


def test_keys_after_a_click_anywhere_on_a_card_never_act_on_cells(open_notebook):
    notebook = open_notebook("00_start_here")
    before = notebook.cell_sources()
    for name in FIELDS:
        card = notebook.card(name)
        for place in (".crn-prompt", ".crn-header", ".crn-footer", ".crn-article .crn-text"):
            spot = card.locator(place).first
            if not spot.count() or not spot.is_visible():
                continue
            spot.click(position={"x": 3, "y": 3})
            assert card.evaluate("card => card.closest('.crn-host').contains(document.activeElement)"), f"{name} {place}"
            for key in COMMANDS:
                notebook.page.keyboard.press(key)
            notebook.page.wait_for_timeout(50)
            assert notebook.cell_sources() == before, f"{name} {place}"
            assert notebook.page.locator(".jp-Dialog").count() == 0
    expect(notebook.page.locator(".crn-card[data-question]").first).to_be_attached()


def test_undo_and_redo_work_in_every_field(open_notebook):
    notebook = open_notebook("00_start_here")
    before = notebook.cell_sources()
    for name, field in FIELDS.items():
        type_undo_redo(notebook.page, notebook.card(name).locator(field).first)
    assert notebook.cell_sources() == before
