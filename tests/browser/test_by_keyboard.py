"""Every question of the course in JupyterLab, in Chromium, answered by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.course import COURSE, answer_all, questions
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

# What notebooks do something with when a cell has the focus.
ON_CELLS = "abcdfhijkmorsvxyz0136ACLMVXYZ"


@pytest.mark.parametrize("name", COURSE)
def test_every_question_is_answered_by_keyboard_alone(open_notebook, name):
    notebook = open_notebook(name)
    before = notebook.cells()
    answer_all(Keyboard(notebook.page), notebook, name)
    assert notebook.cells() == before
    expect(notebook.page.locator(".crn-part-all .crn-part-count").first).to_contain_text(f"{len(questions(name))} of")


def test_no_letter_typed_in_a_card_reaches_the_notebook(open_notebook):
    # This notebook has a card of every kind.
    name = "00_start_here"
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
            for key in ON_CELLS:
                notebook.page.keyboard.press(key)
        assert kinds_seen
    assert notebook.cell_sources() == before
