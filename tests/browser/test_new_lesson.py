"""A teacher's own lesson in JupyterLab, in Chromium: pasted, and looked through by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from exercises.lesson_data.review_file import unseen_drafts
from tests.browser.course import violations

pytestmark = pytest.mark.browser

ARTICLE = Path(__file__).parents[1] / "authoring" / "articles" / "wire_report.txt"
# The kernel works in a folder of its own, so that no lesson comes into the kit.
ELSEWHERE = """
from pathlib import Path
from exercises.lesson_data import content, notebooks
content.LESSONS = Path("lessons").resolve()
notebooks.NOTEBOOKS = Path("notebooks").resolve()
"""


def test_a_pasted_article_is_drafted_and_looked_through(open_notebook):
    notebook = open_notebook("teacher/new_lesson", run=False)
    for name in ("lessons", "notebooks"):
        (notebook.folder / name).mkdir()
    page = notebook.page
    page.evaluate(
        "code => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done", ELSEWHERE
    )
    notebook.run_all()
    card = page.locator(".crn-review-card")
    card.get_by_label("Name of the lesson").fill("town_pool")
    card.get_by_label("The article", exact=True).fill(ARTICLE.read_text(encoding="utf-8"))
    card.get_by_role("button", name="Draft the lesson").click()
    expect(card.locator("mark[data-here]").first).to_contain_text("a")
    folder = notebook.folder / "lessons" / "town_pool"
    before = unseen_drafts(folder)
    text = card.get_by_role("group", name="The article with its drafts")

    text.focus()
    page.keyboard.press("Enter")
    expect(card.locator(".crn-review-count")).to_contain_text(f"{before - 1} of")
    card.get_by_label("Which job does it do?", exact=True).select_option("remedy")
    expect(card.locator(".crn-review-count")).to_contain_text(f"{before - 2} of")
    card.locator("mark[data-layer='number']").first.click()
    expect(card.get_by_label("Whose claim is it?", exact=True)).to_have_value("reporter")
    text.focus()
    page.keyboard.press("Delete")
    expect(card.locator(".crn-review-said")).to_contain_text("is out.")
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".crn-review-said")).to_contain_text("taken back")
    card.locator("[data-question='who-is-speaking'] summary").click()
    card.get_by_role("button", name="who-is-speaking: this is right").click()
    expect(card.locator("[data-question='who-is-speaking']")).to_contain_text("seen)")
    assert unseen_drafts(folder) < before
    assert violations(notebook) == []
