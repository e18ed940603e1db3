"""The class report and the feedback pages from the disk, and the report's notebook in JupyterLab, in Chromium."""

from __future__ import annotations

import re
import shutil
import string

import pytest
from playwright.sync_api import Page

from exercises.__main__ import main
from tests.browser.course import AXE, WCAG, violations
from tests.browser.on_the_desk import on_the_desk

pytestmark = pytest.mark.browser

# Pages by what they are: the class's copy, the teacher's own, and a student's.
PAGES = {"class": "report.html", "teacher": "gradebook.html", "student": "feedback/feedback_s03-hazel.html"}
each_page = pytest.mark.parametrize("name", PAGES)
FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
# The first of every sort: axe takes its time, and the others are drawn by the same few templates.
OPEN_SOME = """() => {
    const some = root => [...root.querySelectorAll('details')].slice(0, 2);
    const first = [...document.querySelectorAll('main > details, main > div > details')].filter(
        one => one.previousElementSibling.tagName !== 'DETAILS');
    for (const one of [...first, ...first.flatMap(some)]) one.open = true;
}"""
# What sticks out of the window, but for what lies in a region that scrolls.
CUT_OFF = """() => [...document.querySelectorAll('main *, header *, nav *')]
    .filter(one => !one.closest('.wide') && one.getBoundingClientRect().right > window.innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A sample class, graded, with the teacher's copy and a page for each student."""
    folder = tmp_path_factory.mktemp("class")
    assert main(["sample-class", str(folder / "class")]) == 0
    handins, roster = str(folder / "class" / "hand-ins"), str(folder / "class" / "roster.csv")
    assert main(["grade", handins, "--out", str(folder / "grades"), "--names", roster, "--feedback", "--quiet"]) == 0
    return folder / "grades"


@pytest.fixture
def open_page(browser, graded):
    """A function that opens a page of the graded class from the disk; its requests are kept in ``asked``."""
    contexts = []

    def open_(name: str, width: int = 1280, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        context.on("request", lambda request: page.asked.append(request.url))
        page.goto((graded / PAGES[name]).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def barriers(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    found = page.evaluate(run, WCAG)
    assert found["passes"], "axe looked at nothing"
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


@each_page
def test_a_page_opened_from_the_disk_asks_for_nothing_but_itself_and_has_no_barrier(open_page, graded, name):
    page = open_page(name, bypass_csp=True)
    page.evaluate(OPEN_ALL if name == "class" else OPEN_SOME)
    assert name == "teacher" or page.evaluate("document.querySelectorAll('details[open]').length") >= 5
    assert barriers(page) == []
    assert page.asked == [(graded / PAGES[name]).as_uri()]
    assert page.locator("script, img, link, iframe, object, form").count() == (name == "teacher")


@each_page
def test_a_page_has_no_barrier_in_a_dark_browser(open_page, name):
    page = open_page(name, bypass_csp=True, color_scheme="dark")
    page.evaluate(OPEN_SOME)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert barriers(page) == []


@each_page
@pytest.mark.parametrize("width", [600, 320])
def test_nothing_is_cut_off_in_a_narrow_window_or_at_four_times_the_size(open_page, name, width):
    # A window of 1280 at 200% shows as much as one of 640, at 400% as one of 320.
    page = open_page(name, width=width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate(FITS)
    assert page.evaluate(CUT_OFF) == []


def test_the_keyboard_reaches_the_skip_link_the_sections_and_opens_what_is_closed(open_page):
    page = open_page("class")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"

    page.locator("nav a").first.focus()
    for link in range(page.locator("nav a").count()):
        target = page.evaluate("document.activeElement.getAttribute('href')")
        assert page.locator(target).count() == 1, link
        page.keyboard.press("Tab")
    summary = page.locator("#iron_dome-contested ~ details > summary").first
    for _ in range(60):
        if summary.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert summary.locator("..").evaluate("one => one.open")


def test_in_forced_colours_the_heat_map_keeps_its_lines_and_bars_are_drawn(open_page):
    page = open_page("class", forced_colors="active")
    page.evaluate(OPEN_ALL)
    lines = [
        page.locator(f".legend .h{n}").first.evaluate("one => getComputedStyle(one).borderBottom") for n in range(1, 6)
    ]
    assert len(set(lines)) == 5
    bar = page.locator(".fill").first
    assert bar.evaluate("one => getComputedStyle(one).backgroundColor") == page.evaluate(
        "getComputedStyle(document.body).color"
    )


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_on_paper_the_report_has_twelve_pages_at_most_and_the_short_part_is_one(open_page):
    page = open_page("class", width=1366)
    assert pages_of(page.pdf(format="A4")) <= 12
    assert page.locator("section.short").bounding_box()["height"] + page.locator("section.short").bounding_box()["y"] <= 768
    page.locator("#iron_dome-heat ~ details").first.evaluate("one => one.open = true")
    page.emulate_media(media="print")
    # What was opened is on paper, what the tables have is there anyway, and no other closed card takes room.
    for shown in ("#iron_dome-heat ~ details p.heat", ".printed > .wide table"):
        assert page.locator(shown).first.is_visible()
    assert not page.locator(".printed .question summary").first.is_visible()
    page.evaluate("document.querySelectorAll('main > :not(.short)').forEach(one => one.remove())")
    assert pages_of(page.pdf(format="A4")) == 1


def test_on_paper_a_student_has_four_pages_at_most_with_every_word_of_their_own(open_page, graded):
    pages = sorted((graded / "feedback").glob("*.html"), key=lambda path: path.stat().st_size)
    most = max(pages, key=lambda path: path.read_text(encoding="utf-8").split("</main>")[0].count("Not yet."))
    page = open_page("student")
    for path in (graded / "feedback" / "feedback_s01-holly.html", most, pages[-1]):
        page.goto(path.as_uri())
        assert pages_of(page.pdf(format="A4")) <= 4, path.name
        page.emulate_media(media="print")
        own = page.locator(".own .said")
        assert own.count() >= 3
        assert own.evaluate_all(
            "all => all.every(one => one.checkVisibility() && one.scrollHeight <= one.clientHeight + 1)"
        )
        page.emulate_media(media="null")


def test_the_gradebook_is_sorted_by_mouse_and_by_keyboard_and_says_so(open_page):
    page = open_page("teacher", width=390)
    percents = page.locator(".sortable tbody tr td:nth-child(3)")
    total = page.get_by_role("button", name="Total")
    total.click()
    up = [float(text.rstrip("%")) for text in percents.all_text_contents() if text != "–"]
    assert up == sorted(up)
    assert page.locator("th[aria-sort]").all_text_contents() == ["Total"]
    assert "Sorted by Total" in page.locator("#sorted").text_content()
    total.press("Enter")
    assert page.locator("th[aria-sort=descending]").count() == 1
    down = [float(text.rstrip("%")) for text in percents.all_text_contents() if text != "–"]
    assert down == up[::-1]
    assert total.evaluate("one => one === document.activeElement")
    page.get_by_role("button", name="Student", exact=True).click()
    names = page.locator(".sortable tbody th").evaluate_all("all => all.map(one => one.dataset.sort)")
    assert names == sorted(names)
    assert len(names) == 30


@pytest.fixture
def open_report(open_notebook, graded):
    """A function that opens the report's notebook over the sample class."""

    def open_(**options):
        notebook = open_notebook("teacher/class_report", run=False, **options)
        shutil.copytree(graded.parent / "class" / "hand-ins", notebook.folder / "hand-ins")
        on_the_desk(notebook.folder, notebook.folder / "hand-ins", notebook.folder / "grades")
        notebook.run_all()
        return notebook

    return open_


def test_the_notebook_shows_every_view_without_a_barrier_in_both_themes_and_keys_stay_off_the_cells(open_report):
    notebook = open_report(height=3000)
    page = notebook.page
    calls = [source for source in notebook.cell_sources() if source.startswith("desk.report(")]
    page.wait_for_function("number => document.querySelectorAll('.crn-report').length >= number", arg=len(calls) - 2)
    assert violations(notebook) == []
    before = notebook.cell_sources()
    for selector in (".crn-report summary", ".crn-report .wide:visible"):
        control = page.locator(selector).first
        control.scroll_into_view_if_needed()
        control.focus()
        for key in (*string.ascii_lowercase, "ArrowDown", "ArrowUp", "Shift+M"):
            page.keyboard.press(key)
        assert control.evaluate("one => one === document.activeElement")
    assert notebook.cell_sources() == before

    page.locator(".crn-report summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".crn-report details").first.evaluate("one => one.open")
    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert violations(notebook, "dark") == []
