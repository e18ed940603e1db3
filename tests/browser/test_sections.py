"""A lesson with several texts in Chromium: their headings, and sources that stay closed until a reader opens them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.course import keyed, violations

pytestmark = pytest.mark.browser
SECTIONS = keyed("side_by_side").article.sections


def test_texts_have_headings_and_a_folded_one_opens_by_keyboard(open_notebook):
    notebook = open_notebook("05_side_by_side")
    page = notebook.page
    article = page.locator(".crn-article-card")
    expect(article.get_by_role("heading", level=3)).to_have_text([section.title for section in SECTIONS])
    letter = article.locator("details", has_text=SECTIONS[3].title)
    words = letter.get_by_text("Fourteen of our 22 members")
    expect(words).to_be_hidden()
    letter.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(words).to_be_visible()
    # Cards have the heading of each text that they show a part of, whichever part it is; words are highlighted as ever.
    spans = notebook.card("one-word-before-the-name")
    expect(spans.locator(".crn-article h3")).to_have_text([SECTIONS[0].title, SECTIONS[1].title])
    expect(notebook.card("what-the-bus-number-lost").locator("h3")).to_have_text([SECTIONS[0].title, SECTIONS[5].title])
    spans.locator(".crn-token", has_text="gravel").click()
    expect(spans.locator(".crn-highlights")).to_contain_text("gravel")
    assert not violations(notebook, "fresh")
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not violations(notebook, "dark", rules=["color-contrast"])
