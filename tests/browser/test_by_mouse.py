"""Every question of every notebook in JupyterLab, in Chromium, answered by mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from exercises.questions import grade
from tests.browser.course import DRIVEN, answer_all, questions, violations
from tests.browser.hands import Mouse, check, fill

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", DRIVEN)
def test_every_question_is_answered_by_mouse_wrong_with_its_own_feedback_then_right(open_notebook, name):
    notebook = open_notebook(name)
    # This one has a card of every kind.
    assert name != "00_start_here" or not violations(notebook, "fresh")
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
