"""A lesson as it opens: nothing to run, nothing lost, and nothing else run either."""

from __future__ import annotations

import json

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.course import AXE, WCAG, keyed, questions
from tests.browser.hands import Mouse, check, fill
from tests.browser.lab import NOTEBOOKS

pytestmark = pytest.mark.browser

FIRST = "00_start_here"
# What a student sees of JupyterLab around a lesson, and of code around a card.
AROUND = (
    "#jp-menu-panel, #jp-top-panel, #jp-main-statusbar, .jp-SideBar, .jp-FileBrowser, .jp-NotebookPanel-toolbar, "
    ".lm-DockPanel-tabBar, .jp-InputPrompt, .jp-OutputPrompt, .jp-cell-toolbar, .jp-Notebook-footer"
)
FOCUSED = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
SCROLLER = ".jp-WindowedPanel-outer"
TRAP = "open('ran', 'a').write({!r})"


def visible(notebook, css: str) -> list[str]:
    """The classes of what is drawn on the page and matches."""
    return notebook.page.evaluate(
        "css => [...document.querySelectorAll(css)]"
        ".filter(n => n.checkVisibility() && n.getBoundingClientRect().height > 0).map(n => n.id || n.className)",
        css,
    )


def scrolled(notebook) -> float:
    return notebook.page.evaluate(f"() => document.querySelector('{SCROLLER}').scrollTop")


def on_screen(notebook, question_id: str) -> bool:
    """Whether the upper part of a card is in the window."""
    box = notebook.page.locator(f'.crn-card[data-question="{question_id}"]').bounding_box()
    return box is not None and 0 <= box["y"] < notebook.page.viewport_size["height"] / 2


# The rules of axe that are about a page as a whole.
WHOLE = ["document-title", "html-has-lang", "html-lang-valid", "bypass", "meta-viewport", "css-orientation-lock"]


def barriers_of_the_bar(notebook) -> list[str]:
    return barriers(notebook, {"include": [[".crl-bar"]]}, {"type": "tag", "values": WCAG})


def barriers(notebook, where, rules) -> list[str]:
    notebook.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = notebook.page.evaluate("([where, rules]) => axe.run(where || document, {runOnly: rules})", [where, rules])
    assert found["passes"], "axe looked at nothing"
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


def answer(notebook, question_id: str) -> None:
    question = keyed().questions[question_id]
    card = notebook.card(question_id)
    fill(Mouse(notebook.page), card, question, question.model_answer())
    check(Mouse(notebook.page), card)


def test_a_lesson_opens_with_its_cards_at_the_top_and_alone_in_the_window(open_notebook):
    notebook = open_notebook(FIRST, run=False, width=1366, height=768)
    page = notebook.page
    assert page.locator(".crn-card[data-question]").count() == len(questions(FIRST))
    assert scrolled(notebook) == 0
    assert visible(notebook, AROUND) == []
    page.keyboard.press("Control+b")
    page.wait_for_timeout(200)
    assert visible(notebook, AROUND) == []
    # The code of a card is out of sight, and that of a student's own cell is not.
    shown = visible(notebook, ".jp-CodeCell .cm-content")
    written = [source for source in notebook.cell_sources() if source.startswith(("def ", "my_id"))]
    assert len(shown) == len(written)
    expect(page.get_by_role("navigation", name="Lesson")).to_contain_text(f"0 of {len(questions(FIRST))}")
    # Nothing of the student's is there to be saved.
    assert page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty") is False
    assert not barriers_of_the_bar(notebook)
    assert not barriers(notebook, None, {"type": "rule", "values": WHOLE})


def test_on_the_second_day_the_answers_are_there_and_the_page_is_where_the_work_goes_on(open_notebook):
    notebook = open_notebook(FIRST, run=False, height=768)
    page, (first, second, third) = notebook.page, [question.id for question in questions(FIRST)][:3]
    answer(notebook, first)
    answer(notebook, second)
    expect(page.locator(".crl-count")).to_have_text(f"2 of {len(questions(FIRST))}")
    notebook.command("docmanager:save")
    path = notebook.folder / f"{FIRST}.ipynb"
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in stored["cells"] if cell["cell_type"] == "code" and cell["outputs"]] == []
    assert page.locator(".crn-card[data-question]").count() == len(questions(FIRST))

    # A file that was saved without the extension has cards with nothing behind them.
    old = nbformat.v4.new_output("display_data", {"application/vnd.jupyter.widget-view+json": {"model_id": "gone"}})
    for cell in stored["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [old]
    path.write_text(json.dumps(stored), encoding="utf-8")
    notebook.end()
    notebook.open()
    assert visible(notebook, ".jp-OutputArea-output:not(:has(.crn-card))") == []
    for name in (first, second):
        expect(page.locator(f'.crn-card[data-question="{name}"] .crn-headline')).to_have_count(1)
    assert on_screen(notebook, third)

    # Python starts again, and the page stays where it is.
    notebook.card("titles-in-p1")
    before = page.locator('.crn-card[data-question="titles-in-p1"]').bounding_box()["y"]
    notebook.restart_kernel()
    expect(page.locator(f'.crn-card[data-question="{first}"] .crn-headline')).to_have_count(1)
    assert abs(page.locator('.crn-card[data-question="titles-in-p1"]').bounding_box()["y"] - before) < 40
    answer(notebook, "titles-in-p1")


def test_nothing_but_the_kits_own_calls_runs_by_itself(open_notebook):
    opened = open_notebook(FIRST, run=False)
    opened.end()
    folder = opened.folder
    # Files that call themselves what the kit is, or needs; and cells that call themselves the kit's.
    for name in ("exercises", "anywidget", "traitlets", "nltk"):
        (folder / f"{name}.py").write_text(TRAP.format(name), encoding="utf-8")
    asks = 'lesson.ask("how-many-paragraphs")'
    cells = [
        'from exercises import open_lesson\n\nlesson = open_lesson("iron_dome")',
        TRAP.format("a plain cell"),
        f"{asks}; {TRAP.format('after a call')}",
        f"# said\u2028{TRAP.format('after a line that looks like none')}\n{asks}",
        f"lesson.ask({TRAP.format('in the brackets')})",
        f"%%script python\n{TRAP.format('a command')}",
        f"def next_paragraph(number):\n    return 15\n{TRAP.format('a student')}",
        asks,
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A lesson, it says")])
    made.cells += [nbformat.v4.new_code_cell(source) for source in cells]
    made.cells[1].metadata["editable"] = False
    made.metadata = nbformat.read(NOTEBOOKS / f"{FIRST}.ipynb", as_version=4).metadata
    nbformat.write(made, folder / f"{FIRST}.ipynb")
    opened.open()
    expect(opened.page.locator(".crn-card[data-question]")).to_have_count(1)
    ran = opened.page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.map(c => c.model.executionCount)"
    )
    assert [place for place, count in enumerate(ran) if count] == [1, len(cells)]
    assert not (folder / "ran").exists()
    # What was not run is in sight, so that a person can decide.
    assert len(visible(opened, ".jp-CodeCell .cm-content")) == len(cells) - 2
    run = opened.page.locator(".crl-run:visible").first
    run.click()
    expect(run).to_have_attribute("data-runs", "false")
    assert (folder / "ran").read_text(encoding="utf-8") == "a plain cell"


def test_the_bar_is_used_by_keyboard_and_the_choice_of_a_view_is_remembered(open_notebook):
    notebook = open_notebook(FIRST, run=False)
    for path in NOTEBOOKS.glob("0[12]*.ipynb"):
        (notebook.folder / path.name).write_bytes(path.read_bytes())
    notebook.open()
    page, bar = notebook.page, notebook.page.locator(".crl-bar:visible")

    def press(name: str) -> None:
        # JupyterLab may take the focus once more while it starts.
        if not page.evaluate("() => Boolean(document.activeElement.closest('.crl-bar'))"):
            bar.get_by_role("button").first.focus()
        page.keyboard.press("Shift+Tab")
        for _ in range(12):
            if page.evaluate(FOCUSED) == name:
                assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
                page.keyboard.press("Enter")
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”.")

    first = bar.get_by_role("button").first
    first.focus()
    size = "() => parseFloat(getComputedStyle(document.querySelector('.crn-prompt')).fontSize)"
    before = page.evaluate(size)
    press("Larger text")
    assert page.evaluate(size) > before
    press("Dark colors")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert not barriers_of_the_bar(notebook)
    press("Show the notebook")
    expect(page.locator("#jp-menu-panel")).to_be_visible()
    expect(page.locator(".jp-FileBrowser")).to_be_visible()
    notebook.open()
    expect(page.locator("#jp-menu-panel")).to_be_visible()
    assert page.evaluate(size) > before
    bar.get_by_role("button", name="Show the lesson").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#jp-menu-panel")).to_be_hidden()

    # On to the next lesson; this one and its Python are closed.
    bar.get_by_role("button").first.focus()
    press("Next lesson: Sourcing")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.context.path.endsWith('01_sourcing.ipynb')")
    notebook.wait_until_ready()
    expect(page.locator(".crl-title:visible")).to_have_text("Sourcing: who says so?")
    expect(bar.get_by_role("button", name="Previous lesson: Start here")).to_be_visible()
    assert page.locator(".jp-NotebookPanel").count() == 1
    assert visible(notebook, AROUND) == []


def test_a_part_that_is_done_is_said_and_the_next_one_is_offered(open_notebook):
    notebook = open_notebook(FIRST, run=False)
    page, own = notebook.page, questions(FIRST)
    given = {question.id: question.model_answer() for question in own if question.id != "how-many-paragraphs"}
    code = f"import json\nfor name, answer in json.loads({json.dumps(given)!r}).items(): lesson.check(name, answer)"
    page.evaluate(
        "code => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done", code
    )
    expect(page.locator(".crl-count")).to_have_text(f"{len(own) - 1} of {len(own)}")
    expect(page.locator(".crl-said")).to_have_text("")
    answer(notebook, "how-many-paragraphs")
    expect(page.locator(".crl-said")).to_have_text(f"All {len(own)} answered. Well read!")
    expect(page.locator(".crl-bar.crl-all-done")).to_be_visible()
    assert not barriers_of_the_bar(notebook)


@pytest.mark.parametrize(("width", "scale"), [(390, 1), (600, 1), (1366, 2)])
def test_the_bar_and_the_text_fit_a_narrow_window(open_notebook, width, scale):
    notebook = open_notebook(FIRST, run=False, width=width // scale, height=800, device_scale_factor=scale)
    page, inner = notebook.page, width // scale
    more = page.get_by_role("button", name="More")
    more.click()
    for button in page.locator(".crl-bar button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0 and box["x"] + box["width"] <= inner + 0.5
    assert page.locator(".crl-bar button:visible").count() >= 5
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Dark colors")).to_be_hidden()
    expect(more).to_be_focused()
    assert page.locator(".jp-MarkdownOutput").first.bounding_box()["width"] > 0.85 * min(inner, 700)
    assert page.locator(".crn-card").first.bounding_box()["width"] > 0.85 * min(inner, 1000)
    assert not barriers_of_the_bar(notebook)
