"""The lesson in JupyterLab, in Chromium: after a restart, in narrow windows, and with nothing sent anywhere."""

from __future__ import annotations

import contextlib
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.course import expect_result, journal, keyed, questions, violations
from tests.browser.hands import Mouse, check, fill

pytestmark = pytest.mark.browser


def test_answers_come_back_after_a_kernel_restart_and_after_a_reload(open_notebook):
    notebook = open_notebook("01_sourcing")
    hand = Mouse(notebook.page)
    # One of each kind; the first highlighting card is looked at more closely.
    some = list({q.kind: q for q in reversed(questions("01_sourcing")) if q.kind != "probe"}.values())
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
    one, other = open_notebook("01_sourcing"), open_notebook("01_sourcing")
    question = keyed().questions["number-that-lost-a-word"]
    for notebook, words in ((one, "downing"), (other, "over")):
        card = notebook.card(question.id)
        fill(Mouse(notebook.page), card, question, words)
        check(Mouse(notebook.page), card)
    answers = [event["answer"] for event in journal(one) if event["event"] == "check"]
    assert answers == ["downing", "over"]


def test_an_answer_that_cannot_be_saved_is_told_on_the_card_and_stays_there(open_notebook):
    notebook = open_notebook("01_sourcing")
    (notebook.folder / "my-work").write_text("a file where the folder should be", encoding="utf-8")
    question = keyed().questions["number-that-lost-a-word"]
    card = notebook.card(question.id)
    fill(Mouse(notebook.page), card, question, "over")
    check(Mouse(notebook.page), card)
    expect(card.locator(".crn-problem")).to_contain_text("Not saved")
    expect(card.locator("input.crn-input")).to_have_value("over")
    expect_result(card, question, "over")


def test_an_answer_that_cannot_be_read_is_not_called_saved_and_a_held_key_is_one_attempt(open_notebook):
    notebook = open_notebook("01_sourcing")
    card = notebook.card("distance-of-p10")
    hand = Mouse(notebook.page)
    question = keyed().questions["distance-of-p10"]
    fill(hand, card, question, "three-ish")
    check(hand, card)
    expect(card.locator(".crn-headline")).to_contain_text("Not saved")
    expect(card.locator(".crn-unsaved")).to_contain_text("Not checked yet. What you have so far is kept.")
    expect(card.locator(".crn-saved")).to_have_text("")
    fill(hand, card, question, 1)
    for _ in range(8):
        notebook.page.keyboard.down("Enter")
    notebook.page.keyboard.up("Enter")
    expect(card.locator(".crn-tally")).to_contain_text("1 attempt ")


def test_hints_and_the_worked_answer_come_one_after_another_and_no_request_leaves_the_machine(open_notebook, trap):
    notebook = open_notebook("01_sourcing")
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


def test_the_teachers_guide_shows_its_tables(open_notebook):
    notebook = open_notebook("teacher/teachers_guide")
    tables = notebook.page.locator(".jp-OutputArea-output table")
    expect(tables.first).to_be_visible()
    assert tables.count() >= 3
    expect(notebook.page.locator('[data-mime-type="application/vnd.jupyter.stderr"]')).to_have_count(0)
    assert not violations(notebook, "the guide")


def test_a_word_that_the_glossary_has_is_explained_by_key_on_a_card_and_in_the_article(open_notebook):
    notebook = open_notebook("03_word_choice")
    for place, says in ((".crn-card[data-question]", ""), (".crn-article-card", "The member of a government")):
        term = notebook.page.locator(f"{place} .crn-term").first
        meaning = notebook.page.locator(f"{place} .crn-meaning").first
        term.scroll_into_view_if_needed()
        expect(meaning).to_be_hidden()
        term.focus()
        notebook.page.keyboard.press("Enter")
        expect(meaning).to_be_visible()
        expect(meaning).to_contain_text(says)
        expect(term).to_have_attribute("aria-expanded", "true")
        assert not violations(notebook, "explained")
        notebook.page.keyboard.press("Enter")
        expect(meaning).to_be_hidden()
    # Closed, the article is there letter for letter.
    read = notebook.page.locator(".crn-article-card .crn-text").all_inner_texts()
    assert read == [paragraph.text for paragraph in keyed().article.paragraphs]


# Lines, letters, words and paragraphs as far apart as WCAG 1.4.12 has them.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize(("name", "width", "scale"), [("01_sourcing", 320, 1), ("03_word_choice", 1280, 2)])
def test_nothing_is_cut_off_in_a_narrow_window_or_at_200_percent(open_notebook, name, width, scale):
    notebook = open_notebook(name, width=width // scale, height=900, device_scale_factor=scale)
    if scale == 1:
        notebook.page.add_style_tag(content=SPACED)
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
    notebook = open_notebook("01_sourcing", forced_colors="active", reduced_motion="reduce")
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
