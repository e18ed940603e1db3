"""What tests in a browser share: the lessons as a teacher has them, axe, and a hand that answers a whole notebook."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import expect

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions import grade
from tests.browser.hands import Keyboard, check, fill

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# The lesson that each notebook opens.
LESSONS = {
    "00_start_here": "iron_dome",
    "01_sourcing": "iron_dome",
    "02_framing": "iron_dome",
    "03_word_choice": "iron_dome",
    "04_write_it_again": "iron_dome",
    "05_side_by_side": "side_by_side",
    "other_article": "old_beech",
    "before_and_after": "form_a",
}
# These have the same kinds of cards as the others, so they are not driven card by card; for 05 see test_sections.py.
DRIVEN = [name for name in LESSONS if name not in ("05_side_by_side", "other_article")]
COURSE = [name for name, lesson in LESSONS.items() if lesson == "iron_dome"]
# What a student would write into the starter cells of the probes.
FUNCTIONS = {
    "next_paragraph": "def next_paragraph(number):\n    return number + 1",
    "distance": "def distance(cue_paragraph, quote_paragraph):\n    return quote_paragraph - cue_paragraph",
    "share": "def share(part, whole):\n    return part / whole",
    "paragraphs_with": "def paragraphs_with(word, paragraphs):\n    return sum(word in text for text in paragraphs)",
    "count_words": "def count_words(text, my_words):\n    return sum(word in my_words for word in text.lower().split())",
    "no_doer": "import re\n\ndef no_doer(text):\n    passive = re.search(r'\\b(were|be|been) \\w+', text)\n"
    "    return bool(passive and not re.search(r'\\bby\\b', text))",
}


@cache
def keyed(lesson: str = "iron_dome"):
    """A lesson as a teacher has it, to know the answers."""
    return read_lesson(lesson_folder(lesson), keys=True)


def questions(notebook: str) -> list:
    content = keyed(LESSONS[notebook])
    own = [name for part in content.parts if part.name == notebook for name in part.ids]
    return [content.questions[name] for name in own or content.questions]


def journal(notebook) -> list[dict]:
    (path,) = (notebook.folder / "my-work").glob("*.jsonl")
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def violations(notebook, theme: str = "", rules: list[str] | None = None) -> list[str]:
    """What axe finds in the outputs, by all of WCAG 2.2 AA or by these rules alone."""
    notebook.page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": WCAG}
    found = notebook.page.evaluate(
        "only => axe.run({include: [['.jp-OutputArea-output']]}, {runOnly: only, resultTypes: ['violations']})", only
    )
    assert found["passes"], "axe looked at nothing"
    return [f"{theme} {v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


def expect_result(card, question, answer) -> None:
    """The card shows what grading gives, and says it to a screen reader: points, or that the answer is saved."""
    expect(card.locator(".crn-result")).to_have_attribute("role", "status")
    if question.assessed:
        expect(card.locator(".crn-result")).to_have_attribute("data-status", "saved")
        expect(card.locator(".crn-points")).to_have_count(0)
        return
    result = grade(question, answer)
    expect(card.locator(".crn-result")).to_have_attribute("data-status", result.status)
    if result.points is not None:
        expect(card.locator(".crn-points")).to_contain_text(f"{result.points:g} of {result.out_of:g} point")


def answer(hand, notebook, name: str, question) -> None:
    """Answer one question as its author would, and expect what grading gives and that it is saved."""
    card = notebook.card(question.id)
    if question.kind == "probe":
        notebook.define(question.name, FUNCTIONS[question.name])
    if isinstance(hand, Keyboard):
        notebook.select_cell_of(question.id)
        hand.enter(card)
    fill(hand, card, question, question.model_answer())
    check(hand, card)
    expect_result(card, question, question.model_answer())
    expect(card.locator(".crn-saved")).to_contain_text(f"my-work/{LESSONS[name]}.jsonl")


def answer_all(hand, notebook, name: str) -> None:
    for question in questions(name):
        answer(hand, notebook, name, question)
