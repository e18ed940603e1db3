"""Every question of every notebook in JupyterLab, in Chromium: answered by mouse, and by keyboard alone.

The first notebook has a card of every kind, so it meets both hands. In a few others the hands take turns from card to
card. With ``KIT_HANDS=keyboard`` or ``KIT_HANDS=mouse`` in the environment, one of them answers all cards of all notebooks:
do that after a change of cards, since it takes a quarter of an hour.
"""

from __future__ import annotations

import itertools
import os

import pytest
from playwright.sync_api import expect

from exercises.questions import grade
from tests.browser.course import DRIVEN, answer, questions, violations
from tests.browser.hands import Keyboard, Mouse, check, fill, press_on_each_control

pytestmark = pytest.mark.browser

# What notebooks do something with when a cell has the focus.
ON_CELLS = "abcdfhijkmorsvxyz0136ACLMVXYZ"
HANDS = {"keyboard": [Keyboard], "mouse": [Mouse]}.get(os.environ.get("KIT_HANDS", ""))
TOUR, *REST = DRIVEN
if not HANDS:
    # The free texts, and the cards that only save.
    REST = [name for name in REST if name in ("04_write_it_again", "before_and_after")]


def wrong_first(notebook, question, hand) -> None:
    """Give the first of the listed wrong answers, and expect the feedback that is its own."""
    if question.assessed or question.kind == "probe" or not question.known_errors():
        return
    given, notice = question.known_errors()[0]
    card = notebook.card(question.id)
    fill(hand, card, question, given)
    check(hand, card)
    for first in grade(question, given).first[:1]:
        # A first wrong try hears how many fit; the second one hears which.
        expect(card.locator(".crn-result")).to_contain_text(first.noticed.replace("*", ""))
        check(hand, card)
    expect(card.locator(".crn-result")).to_contain_text(notice.noticed.replace("*", ""))
    expect(card.locator(".crn-result")).not_to_have_attribute("data-status", "correct")


def answered(notebook, name: str, hands: list) -> None:
    """Answer a notebook card by card; a mouse gives a wrong answer first. Nothing of it acts on the cells."""
    before = notebook.cells()
    for question, hand in zip(questions(name), itertools.cycle(hands), strict=False):
        if isinstance(hand, Mouse):
            wrong_first(notebook, question, hand)
        answer(hand, notebook, name, question)
    assert notebook.cells() == before
    expect(notebook.page.locator(".crn-part-all .crn-part-count").first).to_contain_text(f"{len(questions(name))} of")
    assert not violations(notebook, "answered")
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    notebook.page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not violations(notebook, "answered, in the dark theme", rules=["color-contrast"])
    notebook.command("apputils:change-theme", theme="JupyterLab Light")


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_a_card_of_every_kind_is_answered_by_each_hand(open_notebook, hand):
    notebook = open_notebook(TOUR)
    assert not violations(notebook, "fresh")
    answered(notebook, TOUR, [hand(notebook.page)])


@pytest.mark.parametrize("name", REST)
def test_every_question_is_answered_by_one_of_the_hands(open_notebook, name):
    notebook = open_notebook(name)
    answered(notebook, name, [hand(notebook.page) for hand in HANDS or [Keyboard, Mouse]])


def test_no_letter_typed_in_a_card_reaches_the_notebook(open_notebook):
    notebook = open_notebook(TOUR)
    before = notebook.cell_sources()
    for question in questions(TOUR):
        fields = notebook.card(question.id).locator("input, button, select, textarea, summary, [tabindex='0']")
        assert press_on_each_control(notebook.page, fields, ON_CELLS)
    assert notebook.cell_sources() == before
