"""The JavaScript of the cards: its tests, its types, and how long its functions are. Nothing here needs a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from exercises.__main__ import EXTENSIONS
from exercises.authoring.card import FILES as REVIEW_FILES
from exercises.cards.sources import ASKING, modules
from exercises.desk.card import FILES as DESK_FILES
from exercises.editions.web.downloads import SITE
from exercises.gradebook.marking.card import FILES, marking_card
from exercises.gradebook.marking.queue import Handed, queue
from exercises.gradebook.marking.session import MarkingSession
from exercises.questions.result import STATUSES
from tests.cards.test_cards import COMMON, SHOWN
from tests.gradebook.hand_ins import REWRITE, SHORT_BRIEF
from tests.used import ours

ROOT = Path(__file__).resolve().parents[1]
CARDS = ROOT / "exercises" / "cards"
SCRIPTS = list(ours(ROOT / "exercises", "*.js"))
TESTS = Path(__file__).parent / "js"
# The cards of students, what loads them, the one on which a teacher marks, the desk, and a teacher's own lessons.
EVERY = {
    **modules(),
    "loader": ("loader",),
    "marking_desk": (*ASKING, *FILES),
    "teachers_desk": (*ASKING, *DESK_FILES),
    "own_lessons": (*ASKING, *REVIEW_FILES),
}
MOST_LINES = 60


def need(what: str | Path | None, sentence: str) -> str:
    """A program that a test cannot do without; where it is missing the test is skipped, or fails if it must not be."""
    if what is not None and Path(what).exists():
        return str(what)
    if os.environ.get("KIT_BROWSER_REQUIRED"):
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="module")
def node() -> str:
    return need(shutil.which("node"), "node was not found; it comes with Node.js")


@pytest.fixture(scope="module")
def typescript() -> str:
    return need(TESTS / "node_modules" / "typescript", "TypeScript was not found; “npm ci --prefix tests/js” brings it")


def run(*command: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False, **options)


def test_the_tests_in_javascript_pass(node):
    # Named one by one: what “node --test” makes of a folder differs from version to version.
    ran = run(node, "--test", "--test-reporter=tap", *map(str, sorted(TESTS.glob("*.test.mjs"))))
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert int(re.search(r"^# pass (\d+)", ran.stdout, re.MULTILINE)[1]) >= 60


@cache
def joined(module: str) -> tuple[str, list[tuple[str, int]]]:
    """A module as a browser gets it, but with its types; and for each of its lines, of which file and line it is."""
    text, lines = "", []
    for name in EVERY[module]:
        path = name if isinstance(name, Path) else CARDS / f"{name}.js"
        own = path.read_text(encoding="utf-8")
        text += own + "\n"
        lines += [(f"{path.parent.name}/{path.name}", number) for number in range(1, own.count("\n") + 2)]
    return text, lines


def test_every_module_keeps_to_its_types(node, typescript, tmp_path):
    # A file of a module uses what the others define: only joined can they be checked.
    for module in EVERY:
        (tmp_path / f"{module}.js").write_text(joined(module)[0], encoding="utf-8")
    keep = SITE / "keep.js"
    lessons = map(str, EXTENSIONS.glob("*/static/*.js"))
    files = [*(f"{module}.js" for module in EVERY), str(keep), *lessons, str(CARDS / "protocol.d.ts")]
    settings = {"extends": str(TESTS / "tsconfig.json"), "files": files}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    ran = run(node, f"{typescript}/bin/tsc", "--project", str(tmp_path), "--pretty", "false", cwd=tmp_path)
    assert ran.returncode == 0, "\n".join(sorted(set(map(in_its_file, ran.stdout.splitlines()))))


def in_its_file(problem: str) -> str:
    """The same problem, said of the file that it is in."""
    found = re.match(r"(\w+)\.js\((\d+),", problem)
    if not found or found[1] not in EVERY:
        return problem
    name, number = joined(found[1])[1][int(found[2]) - 1]
    return f"{name}:{number}: {problem.partition(': ')[2]}"


def interfaces() -> dict[str, tuple[str, set[str]]]:
    """What protocol.d.ts says of each interface: what it extends, and its fields."""
    text = (CARDS / "protocol.d.ts").read_text(encoding="utf-8")
    found = re.finditer(r"^interface (\w+)(?: extends (\w+))? \{(.*?)\}$", text, re.MULTILINE | re.DOTALL)
    return {one[1]: (one[2] or "", set(re.findall(r"^  (\w+)\??:", one[3], re.MULTILINE))) for one in found}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_protocol_names_the_fields_of_every_kind(kind):
    name = f"{kind.capitalize()}Question"
    assert interfaces()[name] == ("CardQuestion", SHOWN[kind])
    assert f"@param {{{name}}} " in (CARDS / f"{kind}.js").read_text(encoding="utf-8")


def test_the_protocol_names_what_a_card_is_sent(lesson):
    card = lesson.ask("a-choice")
    lesson.check("a-choice", "may")
    named = {name: fields for name, (_, fields) in interfaces().items()}
    assert named["CardQuestion"] == COMMON == set(card.question) - {"options"}
    assert named["CardState"] == set(card.state)
    assert named["ResultData"] == set(card.state["result"])
    assert named["NoticeData"] == set(card.state["result"]["notices"][0])
    assert named["Saved"] == set(card.state["saved"])
    end = lesson.progress("01_first").state
    assert named["ProgressState"] == set(end)
    assert named["PartEnd"] == set(end["end"])


def test_the_protocol_names_what_the_marking_desk_is_sent(real, tmp_path):
    alike = [Handed(who, real, REWRITE, f"{SHORT_BRIEF}{end}") for who, end in (("ada-l", ""), ("bo-k", " Who asked?"))]
    card = marking_card(MarkingSession(queue(alike), "kh", tmp_path / "marks.csv"))
    named = {name: fields for name, (_, fields) in interfaces().items()}
    state = named["MarkingState"] | named["MarkedAnswer"]
    assert (named["MarkingQuestion"], state) == (set(card.question), set(card.state))
    assert named["LikeAnswer"] | named["MarkedAnswer"] == set(card.state["like"][0])


LENGTHS = """
const ts = require(process.argv[1]);
for (const file of process.argv.slice(2)) {
  const source = ts.createSourceFile(file, require("fs").readFileSync(file, "utf-8"), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    const line = (at) => source.getLineAndCharacterOfPosition(at).line;
    const start = node.getStart(source);
    if (ts.isFunctionLike(node) && node.body) console.log(line(node.end) - line(start) + 1, `${file}:${line(start) + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
}
"""


def test_every_function_fits_a_screen(node, typescript):
    ran = run(node, "-e", LENGTHS, typescript, *map(str, SCRIPTS))
    assert ran.returncode == 0, ran.stderr
    lengths = [(int(length), place) for length, _, place in (line.partition(" ") for line in ran.stdout.splitlines())]
    assert len(lengths) > 200
    assert [(place, length) for length, place in lengths if length > MOST_LINES] == []


def test_each_status_is_worded_in_one_place():
    worded = [text for status in STATUSES.values() for text in (status.headline, status.later) if text]
    assert len(set(worded)) == len(worded)
    homes = {text: [] for text in worded}
    for path in ours(ROOT / "exercises", "*"):
        if path.suffix not in (".py", ".js", ".html"):
            continue
        written = path.read_text(encoding="utf-8")
        for text in worded:
            # With its full stop and without: a second table would leave it away.
            if re.search(rf"""["'`>]{re.escape(text.rstrip("."))}\.?["'`<]""", written):
                homes[text].append(path.relative_to(ROOT).as_posix())
    assert homes == {text: ["exercises/questions/result.py"] for text in worded}


@pytest.mark.parametrize("kind", SHOWN)
def test_a_card_and_a_cell_say_the_same_of_no_answer(lesson, kind):
    card = lesson.ask(f"a-{kind}")
    card._handle_custom_msg({"do": "check", "answer": None}, [])
    shown = card.state["result"]
    if kind != "probe":
        assert str(lesson.check(f"a-{kind}")).splitlines()[0] == shown["headline"]
    assert (shown["status"], shown["sign"]) == ("unanswered", STATUSES["unanswered"].sign)
