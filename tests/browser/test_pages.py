"""What a student keeps and what the instruments draw, in a real browser: two pages on paper, small screens, no barriers."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from exercises.cards.labs import lab, slip_html
from exercises.cards.my_reading import page as reading_page
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.student.my_reading import my_reading
from exercises.student.slips import explain_name
from exercises.text import voices, wording
from tests.student.test_my_reading import answered

pytestmark = pytest.mark.browser
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page) -> list[str]:
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]


def test_my_reading_prints_on_two_pages_and_has_no_barrier(browser, tmp_path):
    lesson = answered(LESSONS / "iron_dome", tmp_path)
    for part in ("", *(part.name for part in lesson._work.content.parts)):
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.set_content(reading_page(my_reading(lesson._work, part)))
        for paper in ("A4", "Letter"):
            pdf = page.pdf(format=paper, print_background=True)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2, (part, paper)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert violations(page) == []
        page.close()


@pytest.mark.parametrize("theme", ["light", "dark", "forced"])
def test_labs_fit_a_small_screen_and_have_no_barrier(browser, theme):
    real = read_lesson(LESSONS / "iron_dome")
    detector = wording.detector(real)
    four = [wording.sentence(real, *place) for place in ((4, 1), (14, 2), (12, 3), (3, 1))]
    words = ["excellent", "ironclad", "innocent", "HamasIran"]
    shown = [detector.scores(four), detector.words(four[0]), detector.score(four[3]), wording.by_voice(real, words)]
    shown += [wording.in_text(real, words), wording.dispersion(real, words), wording.concordance(real, "security")]
    shown += [wording.collocations(real), voices.words_by_voice(real)["Gantz"].most_common(20), voices.quoted_words(real)]
    html = "".join(map(lab, shown)) + slip_html(explain_name("excellent", [], 1, "word = excellent"), "NameError")
    page = browser.new_page(viewport={"width": 390, "height": 800}, forced_colors="active" if theme == "forced" else "none")
    light = "false" if theme == "dark" else "true"
    back = "#111" if theme == "dark" else "#fff"
    page.set_content(
        f'<!doctype html><html lang="en"><title>Labs</title><body data-jp-theme-light="{light}" style="background: {back}">'
        f"<main>{html}</main>"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".crn-lab").count() == len(shown) + 1
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []
    page.close()
