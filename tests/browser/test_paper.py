"""The print edition in Chromium: nothing cut off, black and white, large where asked, no barriers on a screen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import axe_playwright_python
import pytest

from exercises.editions.paper.chromium import find_browser, print_pdf
from exercises.editions.paper.command import _STYLE, ANSWERS, KEY, WORKSHEET, sheets
from exercises.editions.paper.markup import Paper
from exercises.editions.paper.numbering import sections
from exercises.editions.paper.page import Look
from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions.glossary import unmarked

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
# The paper's width without its margins, in CSS pixels (96 to the inch).
WIDTHS = {("a4", False): 680, ("a4", True): 687, ("letter", False): 702, ("letter", True): 710}
LESSON = "iron_dome"
LESSONS = {name: read_lesson(lesson_folder(name), keys=True) for name in (LESSON, "form_a")}

TOO_WIDE = """width => [...document.querySelectorAll('main, main *')].filter(element => {
    const box = element.getBoundingClientRect();
    const inline = getComputedStyle(element).display === 'inline';
    return box.right > width + 1 || box.left < -1 || (!inline && element.scrollWidth > element.clientWidth + 1);
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)"""
OVERLAPPING = """() => [...document.querySelectorAll('.question, .answer, .paragraph, .line')].filter(element => {
    const next = element.nextElementSibling;
    if (!next || next.className !== element.className) return false;
    const [a, b] = [element.getBoundingClientRect(), next.getBoundingClientRect()];
    return b.top < a.bottom - 1 && b.left < a.right - 1 && a.left < b.right - 1;
}).map(element => element.textContent.slice(0, 60))"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')].flatMap(element =>
    [null, '::before'].map(part => [element, part]).filter(([element, part]) => part
        ? getComputedStyle(element, part).content !== 'none'
        : [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    ).map(([element, part]) => parseFloat(getComputedStyle(element, part).fontSize))))"""
COLOURS = """() => [...new Set([...document.querySelectorAll('html, body *')].flatMap(element => {
    const style = getComputedStyle(element);
    return [style.color, style.backgroundColor, style.borderTopColor];
}))]"""


def page_of(name: str, sheet: str, size: str = "a4", large: bool = False) -> str:
    content = LESSONS[name]
    return sheets(content, sections(content), Look(_STYLE.read_text(encoding="utf-8"), size, large))[sheet]


@pytest.fixture
def show(browser):
    """A function that opens a sheet on a page as wide as the paper's text; every request is kept in ``requests``."""
    pages = []

    def show_(html: str, width: int = 680, media: str = "print"):
        page = browser.new_page(viewport={"width": width, "height": 1000})
        pages.append(page)
        page.requests = []
        page.on("request", lambda request: page.requests.append(request.url))
        page.emulate_media(media=media)
        page.set_content(html)
        return page

    yield show_
    for page in pages:
        page.close()


each_sheet = pytest.mark.parametrize("sheet", [WORKSHEET, ANSWERS, KEY])


# The height of US paper between its margins, in pixels.
PAGE = 920


@pytest.mark.parametrize("name", LESSONS)
def test_no_answer_of_the_teachers_key_is_cut_by_a_page(show, name):
    page = show(page_of(name, KEY))
    # Of an entry that is longer than a page, no line and no row is cut.
    pieces = page.locator(".question.key, .question.key p, .question.key li, .question.key tr")
    seen = pieces.evaluate_all(
        "all => all.map(one => [one.tagName, getComputedStyle(one).breakInside, one.getBoundingClientRect().height])"
    )
    assert {rule for _, rule, _ in seen} == {"avoid"}
    entries = [height for tag, _, height in seen if tag == "SECTION"]
    assert len(entries) == len(LESSONS[name].questions)
    assert max(height for tag, _, height in seen if tag != "SECTION") < PAGE
    assert sum(height < PAGE for height in entries) > 0.9 * len(entries)


@each_sheet
@pytest.mark.parametrize("name", LESSONS)
def test_nothing_is_cut_off_on_any_paper_in_either_size(show, name, sheet):
    for (size, large), width in WIDTHS.items():
        page = show(page_of(name, sheet, size, large), width)
        assert page.evaluate(TOO_WIDE, width) == [], (size, large)
        assert page.evaluate(OVERLAPPING) == [], (size, large)
        assert page.requests == []


@each_sheet
def test_large_print_has_no_letter_below_eighteen_points(show, sheet):
    page = show(page_of("iron_dome", sheet, large=True), WIDTHS["a4", True])
    assert page.evaluate(SMALLEST) * 72 / 96 >= 18
    assert page.evaluate("getComputedStyle(document.querySelector('.answers') || document.body).columnCount") in (
        "1",
        "auto",
    )


@each_sheet
def test_sheets_are_black_on_white(show, sheet):
    page = show(page_of("iron_dome", sheet))
    assert set(page.evaluate(COLOURS)) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize(
    ("name", "sheet", "large"),
    [(LESSON, WORKSHEET, False), ("form_a", WORKSHEET, True), (LESSON, ANSWERS, False), (LESSON, KEY, False)],
    ids=str,
)
def test_sheets_on_a_screen_have_no_barrier(show, name, sheet, large):
    page = show(page_of(name, sheet, large=large), width=1000, media="screen")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = page.evaluate("only => axe.run(only)", only)
    assert found["passes"], "axe looked at nothing"
    assert [f"{v['id']}: {n['target']}" for v in found["violations"] for n in v["nodes"]] == []


@each_sheet
def test_sheets_fit_a_window_of_320_pixels_without_scrolling_sideways(show, sheet):
    page = show(page_of("iron_dome", sheet), width=320, media="screen")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_line_of_the_article_stands_beside_its_number(show):
    page = show(page_of("iron_dome", WORKSHEET))
    lines = Paper(LESSONS["iron_dome"]).lines
    assert page.locator(".line").count() == len(lines)
    shown = page.locator(".line").evaluate_all("all => all.map(one => [one.dataset.n, one.textContent])")
    assert shown == [[str(line.number), LESSONS["iron_dome"].article.words_in(line.span)] for line in lines]
    # At least as much room beside the lines as a third of the page.
    margin = page.locator(".paragraph p").first.evaluate("one => innerWidth - one.getBoundingClientRect().right")
    assert margin > 680 / 3


# As PDF.


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(("name", "large"), [("iron_dome", False), ("form_a", True)])
def test_the_pdf_holds_every_prompt_and_numbers_its_pages(tmp_path, name, large):
    program = find_browser()
    if program is None:
        pytest.skip("only Playwright's own Chromium is here, in a place that we do not know")
    (tmp_path / "sheet.html").write_text(page_of(name, WORKSHEET, large=large), encoding="utf-8")
    print_pdf(program, tmp_path / "sheet.html", tmp_path / "sheet.pdf")
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["sheet.html", "sheet.pdf"]
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext, which reads the PDF's words, is not installed")
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "sheet.pdf", "-"], capture_output=True, check=True)
    pages = read.stdout.decode("utf-8").split("\f")[:-1]
    text = "\n".join(re.sub(r"\A.*\n|page \d+ of \d+\s*\Z|question set \w+", "", page.strip()) for page in pages)
    assert [f"page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1)] == [True] * len(pages)
    content = LESSONS[name]
    for question in content.questions.values():
        for part in question.prompt.split("\n\n"):
            if not part.strip().startswith("*How it works"):
                assert bare(unmarked(part, content.glossary)) in bare(text), question.id
