"""What students and rosters write is shown in the report, in the teacher's copy and on feedback pages, and never runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.gradebook.report import class_report
from tests.gradebook import classes
from tests.gradebook.classes import Scene, check, grade

pytestmark = pytest.mark.browser

RUNS = "window.ran = (window.ran || 0) + 1; alert(1)"
HOSTILE = (
    f'<script>{RUNS}</script><img src="x" onerror="{RUNS}"><svg onload="{RUNS}"></svg>'
    f"</style></title></textarea><iframe srcdoc='<script>parent.ran = 1</script>'></iframe>"
    f'" onmouseover="{RUNS}" autofocus onfocus=\'{RUNS}\' {{{{ 7 * 191 }}}} {{% raw %}} <b id=inside>bold</b>'
)
FEEDBACK = (Path(class_report.__file__).parent / "pages" / "feedback.html").exists()
ALIVE = (
    "document.querySelectorAll('script, iframe, object, embed, img, form, base, meta[http-equiv=refresh], #inside').length"
    " - (document.body.classList.contains('crn-gradebook') && document.scripts.length === 1)"
)
HANDLERS = "[...document.querySelectorAll('*')].filter(e => e.getAttributeNames().some(n => n.startsWith('on'))).length"


@pytest.fixture(scope="module")
def grades(tmp_path_factory):
    """A class that puts it into every field that takes words, and a roster and a comment that do so too."""
    place = tmp_path_factory.mktemp("injection")
    with pytest.MonkeyPatch.context() as patch:
        classes.put_lesson(place / "lessons")
        classes.use_lessons(place / "lessons", patch)
        content = classes.read(place / "lessons")
        scene = Scene(classes.put_all(place / "hand-ins", classes.good_class(content, 6)), content)
        for number in range(4):
            scene.put(f"{number}.jsonl", _hand_in(scene, f"mallory-{number}"))
        scene.put("<img src=x onerror=alert(1)>.jsonl", b"torn")
        names = "".join(f'mallory-{number},"{HOSTILE.replace(chr(34), chr(34) * 2)}"\n' for number in range(4))
        (place / "roster.csv").write_text("id,name\n" + names, encoding="utf-8")
        marks = place / "grades" / "marks.csv"
        act = {"act": "level", "level": 1, "comment": HOSTILE}
        MarksFile(marks).append(MarkEvent("kh", "mallory-0", "library", "a-reflection", answer_digest(HOSTILE), **act))
        found = grade(
            scene.folder, place / "grades", "--names", place / "roster.csv", *(["--feedback"] if FEEDBACK else [])
        )
        assert found.status == 3
        assert "marked" in found.of("mallory-0")["a-reflection"]
        return found


def _hand_in(scene: Scene, student: str) -> bytes:
    header = dict.fromkeys(("kit", "question_set", "checksum", "name"), HOSTILE)
    answers = {
        "a-phrase": HOSTILE,
        "a-reflection": HOSTILE,
        "a-rewrite": f"“{HOSTILE}” {HOSTILE}",
        "a-evidence": {"choice": "joy", "quotes": [HOSTILE, "ten months"]},
        "a-probe": {"outputs": [{"error": HOSTILE}, {"type": HOSTILE}]},
        "a-spans": [{"exact": "praised", "label": "cue", "note": HOSTILE}],
    }
    events = [check(name, answer, at=HOSTILE, v=HOSTILE) for name, answer in answers.items()]
    # Worked answers that were opened before a right one bring the student among the conversations.
    # The phrase keeps its answer, since one given after the worked answer is left out of the report.
    opened = [{"id": name, "event": "reveal", "after": HOSTILE} for name in scene.content.questions if name != "a-phrase"]
    return scene.hand_in(student, check(HOSTILE, HOSTILE), *opened, *events, **header)


PAGES_WRITTEN = {
    "report.html": ["</script>", "<img src="],
    "gradebook.html": ["<script>", "<img src="],
    "feedback/*mallory-0.html": ["<script>", "<b id=inside>"],
}


@pytest.mark.parametrize("page_name", PAGES_WRITTEN)
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its own guard"])
def test_what_was_typed_is_shown_as_text_and_nothing_runs(page_name, guarded, browser, grades):
    if page_name.startswith("feedback") and not FEEDBACK:
        pytest.skip("feedback pages have no template so far")
    (path,) = grades.out.glob(page_name)
    context = browser.new_context(bypass_csp=not guarded)
    try:
        page = context.new_page()
        page.set_default_timeout(10_000)
        dialogs, requests = [], []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(folded => folded.open = true)")
        page.keyboard.press("Tab")
        page.mouse.move(300, 300)
        assert page.evaluate("window.ran") is None
        assert dialogs == []
        assert requests == [path.as_uri()]
        assert page.evaluate(ALIVE) == 0
        assert page.evaluate(HANDLERS) == 0
        shown = page.locator("body").inner_text()
        for text in PAGES_WRITTEN[page_name]:
            assert text in shown
        assert "1337" not in shown
    finally:
        context.close()
