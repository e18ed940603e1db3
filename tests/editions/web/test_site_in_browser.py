"""A term with the browser edition, in Chromium without a network: one student, one browser, and a lesson that is edited."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect, sync_playwright

from exercises import __main__ as command
from exercises.cards import open_desk
from exercises.lesson_data.content import fingerprint, lesson_folder, read_lesson
from exercises.student.journal import Journal, read_line
from exercises.student.lesson import Lesson
from tests.browser.course import AXE, LESSONS, WCAG, answer_all, expect_result, keyed, questions, violations
from tests.browser.hands import Keyboard, Mouse, check, fill
from tests.editions.conftest import EDITED
from tests.editions.web.site import Server, SiteNotebook, student

pytestmark = pytest.mark.browser

BY_MOUSE, BY_KEYBOARD = "00_start_here", "before_and_after"
# Those two, and the two whose labs run the most of the kit's own code.
LABS = ("01_sourcing", "03_word_choice")
VISITED = (BY_MOUSE, *LABS, BY_KEYBOARD)
DENIED = """
for (const name of ["indexedDB", "localStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}
"""
FULL = """() => {
  window.putBefore = window.putBefore || IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ROOM_AGAIN = "() => { IDBObjectStore.prototype.put = window.putBefore; }"


@dataclass
class Term:
    """What was seen in the course of a term."""

    address: str = ""
    requests: list[str] = field(default_factory=list)
    errors: dict[str, list] = field(default_factory=dict)
    barriers: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    labs: dict[str, int] = field(default_factory=dict)
    handed_in: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    journal: str = ""
    after: dict[str, list[str]] = field(default_factory=dict)
    later_text: str = ""
    later_prompt: str = ""
    earlier_copy: str = ""
    when_full: list[str] = field(default_factory=list)
    when_full_offered: bytes = b""
    after_full: str = ""


@pytest.fixture(scope="module")
def playwright():
    with sync_playwright() as running:
        yield running


def can_start(playwright, profile: Path):
    """A context of its own, or a skip where no browser is found."""
    opened = student(playwright, profile)
    try:
        return opened, opened.__enter__()
    except Error as error:
        if os.environ.get("KIT_BROWSER_REQUIRED"):
            raise
        pytest.skip(f"no Chromium was found: {str(error)[:200]}")


@pytest.fixture(scope="module")
def term(playwright, site, later_site, tmp_path_factory) -> Term:
    """The whole story, once; each test looks at a part of what was seen."""
    seen, server, profile = Term(), Server(site), tmp_path_factory.mktemp("profile")
    seen.address = server.address
    try:
        first_visit(playwright, profile, seen)
        later_visit(playwright, profile, seen, server, later_site)
    finally:
        server.close()
    return seen


def first_visit(playwright, profile: Path, seen: Term) -> None:
    opened, context = can_start(playwright, profile)
    try:
        context.on("request", lambda request: seen.requests.append(request.url))
        start_page(context, seen)
        for name in VISITED:
            notebook = SiteNotebook(context, seen.address, name).open()
            look_at(notebook, name, seen)
            if name == BY_MOUSE:
                answer_all(Mouse(notebook.page), notebook, name)
                hand_in(notebook, name, seen)
                seen.journal = notebook.stored("my-work/iron_dome.jsonl")
                seen.barriers["answered"] = violations(notebook)
                notebook.save()
                notebook.reload()
                seen.after["reload"] = states(notebook)
            if name == BY_KEYBOARD:
                answer_all(Keyboard(notebook.page), notebook, name)
                hand_in(notebook, name, seen)
            notebook.page.close()
    finally:
        opened.__exit__(None, None, None)


def start_page(context, seen: Term) -> None:
    page = context.new_page()
    page.goto(seen.address)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG)
    seen.barriers["start page"] = [violation["id"] for violation in found["violations"]]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lab/index.html?path=00_start_here.ipynb")
    page.close()


def look_at(notebook: SiteNotebook, name: str, seen: Term) -> None:
    # The cards are there; a student's own cells run when they are run.
    if name in LABS:
        notebook.run_all()
    seen.errors[name] = notebook.errors()
    seen.barriers[name] = violations(notebook)
    seen.asked[name] = sum(source.startswith("lesson.ask(") for source in notebook.cell_sources())
    seen.shown[name] = notebook.page.locator(".crn-card[data-question]").count()
    seen.labs[name] = notebook.page.locator(".crn-lab table").count()


def hand_in(notebook: SiteNotebook, name: str, seen: Term) -> None:
    path = notebook.hand_in("ada-l")
    seen.names[name], seen.handed_in[name] = path.name, path.read_bytes()


def states(notebook: SiteNotebook) -> list[str]:
    """How each question of the notebook stands on its card."""
    found = []
    for question in questions(BY_MOUSE):
        result = notebook.card(question.id).locator(".crn-result")
        expect_result(notebook.card(question.id), question, question.model_answer())
        found.append(result.get_attribute("data-status"))
    return found


def later_visit(playwright, profile: Path, seen: Term, server: Server, later_site: Path) -> None:
    with student(playwright, profile) as context:
        context.on("request", lambda request: seen.requests.append(request.url))
        # The browser is opened again, and meanwhile the site was built anew at the same address.
        server.folder = later_site
        notebook = SiteNotebook(context, seen.address, BY_MOUSE).open()
        seen.after["reopening the browser on a new build"] = states(notebook)
        seen.later_text = notebook.text()
        seen.later_prompt = notebook.card("how-many-paragraphs").locator(".crn-prompt").text_content()
        seen.earlier_copy = notebook.stored(f"{BY_MOUSE}_earlier_1.ipynb")
        fill_the_browser(notebook, seen)


def fill_the_browser(notebook: SiteNotebook, seen: Term) -> None:
    card, question = notebook.card("how-many-paragraphs"), keyed().questions["how-many-paragraphs"]
    hand = Mouse(notebook.page)
    notebook.page.evaluate(FULL)
    fill(hand, card, question, 14)
    check(hand, card)
    seen.when_full = card.locator(".crn-problem:visible").all_inner_texts()
    with notebook.page.expect_download() as download:
        card.locator(".crn-rescue").click()
    seen.when_full_offered = Path(download.value.path()).read_bytes()
    notebook.page.evaluate(ROOM_AGAIN)
    fill(hand, card, question, 15)
    check(hand, card)
    expect(card.locator(".crn-saved")).to_contain_text("Saved in this browser")
    seen.after_full = notebook.stored("my-work/iron_dome.jsonl")


# Opened, with no network.


@pytest.mark.parametrize("name", VISITED)
def test_a_notebook_of_the_site_runs_without_an_error_and_shows_every_card(term, name):
    assert term.errors[name] == []
    assert term.asked[name] > 0
    assert term.shown[name] == term.asked[name]


def test_labs_are_drawn_in_the_browser_edition_too(term):
    assert term.labs["03_word_choice"] >= 6


def test_every_request_of_the_term_goes_to_the_site(term):
    assert len(term.requests) > 1000
    own = (term.address + "/", "data:", "blob:")
    assert [url for url in term.requests if not url.startswith(own)] == []


def test_axe_finds_nothing_on_the_start_page_and_in_any_notebook(term):
    assert {*VISITED, "start page", "answered"} == set(term.barriers)
    assert [(place, found) for place, found in term.barriers.items() if found] == []


# Answers.


@pytest.mark.parametrize("when", ["reload", "reopening the browser on a new build"])
def test_answers_of_every_kind_are_there_after(term, when):
    kinds = {question.kind for question in questions(BY_MOUSE)}
    assert len(kinds) == 11
    assert len(term.after[when]) == len(questions(BY_MOUSE))
    assert set(term.after[when]) <= {"correct", "complete", "needs_teacher", "saved"}


def test_the_journal_is_kept_as_plain_text_in_the_browser(term):
    events = [read_line(line.encode()) for line in term.journal.splitlines()]
    assert [trouble for event, trouble in events if event is None] == []
    assert {event["id"] for event, _ in events} == {question.id for question in questions(BY_MOUSE)}


@pytest.mark.parametrize("name", [BY_MOUSE, BY_KEYBOARD])
def test_a_downloaded_hand_in_is_graded_to_the_points_of_the_same_answers_given_in_jupyterlab(term, name, tmp_path):
    lesson = LESSONS[name]
    assert term.names[name] == f"{lesson}.ada-l.jsonl"
    first, _, body = term.handed_in[name].partition(b"\n")
    header = json.loads(first)
    assert header["checksum"] == hashlib.sha256(body).hexdigest()
    assert (header["hand_in"], header["lesson"], header["student"]) == (1, lesson, "ada-l")
    assert header["question_set"] == fingerprint(lesson_folder(lesson))
    assert len(body.splitlines()) == header["events"]
    (tmp_path / "downloaded").mkdir()
    (tmp_path / "downloaded" / term.names[name]).write_bytes(term.handed_in[name])
    elsewhere = Lesson(read_lesson(lesson_folder(lesson)), Journal(tmp_path / "my-work" / f"{lesson}.jsonl"), open_desk)
    for question in questions(name):
        elsewhere.check(question.id, question.model_answer())
    elsewhere.hand_in("ada-l")
    there, here = graded(tmp_path / "downloaded"), graded(tmp_path / "my-work" / "hand-in")
    assert {question.id for question in questions(name)} <= {row["question"] for row in there if row["attempts"] != "0"}
    for one, other in zip(there, here, strict=True):
        assert [one[part] for part in SAME] == [other[part] for part in SAME]


SAME = ("student", "question", "status", "points", "out_of", "answer")


def graded(handins: Path) -> list[dict]:
    """The rows of answers.csv that the teacher's command makes of a folder of hand-ins."""
    out = handins.with_name(f"{handins.name}-grades")
    assert command.main(["grade", str(handins), "--out", str(out), "--quiet"]) == 0
    with (out / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# A lesson that was edited.


def test_a_new_build_at_the_same_address_shows_the_edited_text_and_the_edited_question(term):
    assert EDITED in term.later_text
    assert EDITED in term.later_prompt


def test_the_students_own_copy_of_an_edited_notebook_is_kept_under_another_name(term):
    cells = json.loads(term.earlier_copy)["cells"]
    assert EDITED not in json.dumps(cells)
    assert any("ada-l" in str(cell["source"]) for cell in cells)


# A browser that does not store.


def test_a_full_browser_is_told_on_the_card_and_offers_all_answers(term):
    assert term.when_full == [
        "Not saved: this browser has no room left for it. Your answer is still on the screen, and all your answers are in "
        "this tab. Download them before you close it."
    ]
    last = json.loads(term.when_full_offered.splitlines()[-1])
    assert (last["id"], last["answer"]) == ("how-many-paragraphs", 14)
    assert len(term.when_full_offered.splitlines()) == len(term.journal.splitlines()) + 1


def test_with_room_again_the_answers_that_were_not_saved_are_saved_too(term):
    answers = [json.loads(line)["answer"] for line in term.after_full.splitlines() if "how-many-paragraphs" in line]
    assert answers == [15, 14, 15]


def test_a_browser_that_keeps_nothing_says_so_on_the_card_and_offers_all_answers(playwright, site, tmp_path):
    server = Server(site)
    opened, context = can_start(playwright, tmp_path / "profile")
    try:
        context.add_init_script(DENIED)
        notebook = SiteNotebook(context, server.address, BY_MOUSE).open()
        card = notebook.card("how-many-paragraphs")
        expect(card.locator(".crn-rescue")).to_be_hidden()
        hand = Mouse(notebook.page)
        fill(hand, card, keyed().questions["how-many-paragraphs"], 15)
        check(hand, card)
        expect(card.get_by_text("This browser keeps nothing here")).to_be_visible()
        expect(card.locator(".crn-saved")).to_have_text("")
        with notebook.page.expect_download() as download:
            card.locator(".crn-rescue").click()
        assert json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["answer"] == 15
        assert not violations(notebook)
        assert notebook.hand_in("ada-l").name == "iron_dome.ada-l.jsonl"
    finally:
        opened.__exit__(None, None, None)
        server.close()
