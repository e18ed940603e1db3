"""Every question of the course in JupyterLab, in Chromium, answered by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.course import COURSE, answer_all, questions
from tests.browser.hands import Keyboard, press_on_each_control

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
        fields = notebook.card(question.id).locator("input, button, select, textarea, summary, [tabindex='0']")
        assert press_on_each_control(notebook.page, fields, ON_CELLS)
    assert notebook.cell_sources() == before
