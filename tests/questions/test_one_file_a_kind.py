"""A kind of question is one Python file and one JavaScript file: no other code asks for a kind by its name."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import exercises
from exercises.cards import open_desk, sources
from exercises.cards.widgets import shared_code
from exercises.gradebook.intake.hand_ins import read_hand_in
from exercises.lesson_data.content import Content, read_lesson
from exercises.questions import Question, grade, kinds_by_name
from exercises.questions.kinds.choice import Choice
from exercises.sample_class.generate import sample_class
from exercises.student.journal import Journal
from exercises.student.lesson import Lesson
from tests import library
from tests.gradebook.counted import lesson_of, tally_of
from tests.used import ours

ROOT = Path(exercises.__file__).parent
KINDS = "questions/kinds/"
NAMES = frozenset(kinds_by_name())
# Words that are a kind's name and mean something else there.
OTHER_MEANINGS = {
    ("authoring/ask_beside.py", "number"): "a layer of annotations",
    ("authoring/ask_sourcing.py", "number"): "a layer of annotations",
    ("authoring/review_items.py", "number"): "a layer of annotations",
    ("authoring/word_drafts.py", "number"): "a layer of annotations",
    ("cards/labs.py", "number"): "a filter of the templates",
    ("cards/desk.py", "number"): "a field of a request for a text's conditions",
    ("questions/declare.py", "number"): "a type of JSON Schema",
    ("questions/kinds/evidence.py", "choice"): "a field of its answer",
    ("questions/scoring/draft.py", "number"): "a group of a pattern",
    ("sample_class/quotations.py", "choice"): "a field of an answer",
    ("editions/paper/form.py", "number"): "a column of the form",
    ("editions/paper/typed_words.py", "choice"): "a field of an answer",
    ("editions/web/site/keep.js", "probe"): "a database that only tries whether one can be made",
    ("gradebook/intake/submission.py", "number"): "a group of a pattern",
    ("student/history.py", "number"): "a field of a hint's event",
    ("student/lesson_work.py", "number"): "a field of a hint's event",
    ("text/annotations.py", "number"): "a layer of annotations",
}


def files(ending: str) -> list[str]:
    """The kit's files with this ending, by their places in the package, without the lessons' data."""
    found = (path.relative_to(ROOT).as_posix() for path in ours(ROOT, f"*.{ending}"))
    return [name for name in found if not name.startswith("lessons/")]


@cache
def tree(name: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))))


def own_kind(name: str) -> str:
    """The kind that a file is of; empty for any other file."""
    stem = Path(name).stem
    return stem if name in (f"{KINDS}{stem}.py", f"cards/{stem}.js") else ""


def strings(name: str) -> set[str]:
    """The texts in a file's code that are a single word."""
    if name.endswith(".py"):
        return {node.value for node in tree(name) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return set(re.findall(r"""["'`](\w+)["'`]""", (ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("ending", ["py", "js"])
def test_no_other_file_holds_a_kinds_name_as_a_text(ending):
    found = {(name, word) for name in files(ending) for word in (strings(name) & NAMES) - {own_kind(name)}}
    assert sorted(found - OTHER_MEANINGS.keys()) == []


def test_each_other_meaning_of_a_kinds_name_is_still_in_use():
    assert [(name, word) for name, word in OTHER_MEANINGS if word not in strings(name)] == []


def test_no_other_file_imports_a_kinds_module():
    found = [
        f"{name}:{node.lineno}"
        for name in files("py")
        if not name.startswith(KINDS)
        for node in tree(name)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for path in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if re.search(r"(?:^|\.)kinds\.\w", path)
    ]
    assert found == []


def is_kind(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "kind"


def test_no_other_file_compares_a_kind_or_looks_something_up_by_it():
    found = []
    for name in files("py"):
        if name.startswith(KINDS):
            continue
        for node in tree(name):
            compared = isinstance(node, ast.Compare) and any(map(is_kind, [node.left, *node.comparators]))
            looked_up = isinstance(node, ast.Subscript) and is_kind(node.slice)
            calls_get = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
            asked_for = calls_get and any(map(is_kind, node.args))
            if compared or looked_up or asked_for:
                found.append(f"{name}:{node.lineno}")
    assert found == []


def test_no_script_and_no_page_compares_a_kind():
    names = [*files("js"), *files("html")]
    compared = re.compile(r"\.kind\s*[=!]=|\.kind in\b")
    assert [name for name in names if compared.search((ROOT / name).read_text(encoding="utf-8"))] == []


def test_no_other_file_tries_whether_a_question_has_something_that_only_some_kinds_have():
    shared = set(dir(Question)) | {field.name for field in fields(Question)}
    special = {name for kind in kinds_by_name().values() for name in (*dir(kind), *(f.name for f in fields(kind)))} - shared
    found = [
        f"{name}:{node.lineno} {node.args[1].value}"
        for name in files("py")
        for node in tree(name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("getattr", "hasattr")
        if isinstance(node.args[1], ast.Constant) and node.args[1].value in special
    ]
    assert special
    assert found == []


# Where a kind comes from.


def test_a_subclass_made_elsewhere_takes_no_kinds_place():
    before = kinds_by_name()["choice"]

    class Mine(Choice):
        """What a notebook might define, with the kind of the class that it builds on."""

    kinds_by_name.cache_clear()
    assert Mine.kind == "choice"
    assert kinds_by_name()["choice"] is before is Choice


def test_each_kind_is_defined_in_the_file_of_its_name():
    assert {name: kind.__module__.rpartition(".")[2] for name, kind in kinds_by_name().items()} == {
        name: name for name in NAMES
    }


def test_each_kind_has_its_javascript_and_each_python_file_is_a_kind():
    assert {path.stem for path in (ROOT / KINDS).glob("*.py")} - {"__init__"} == NAMES
    assert [name for name in NAMES if not (ROOT / "cards" / f"{name}.js").is_file()] == []


# A kind that is added: one file each of Python and JavaScript, and nothing else.

PYTHON = '''
"""verdict: yes or no, where no is half right."""

from dataclasses import dataclass
from typing import Any, ClassVar

from .. import declare
from ..declare import Fields
from ..answer_form import InvalidAnswer, text_of
from ..question import Question
from ..result import Notice, Score


@dataclass(frozen=True, kw_only=True)
class Verdict(Question):
    """Answer: "yes" or "no"."""

    kind: ClassVar[str] = "verdict"
    key_fields: ClassVar[Fields] = {"right": declare.text("what is so")}
    comparable: ClassVar[bool] = True

    right: str = ""

    @classmethod
    def parse_key(cls, table, context, asked):
        return {"right": table.need("right", str)}

    def normalize(self, answer: Any):
        said = text_of(answer)
        if said not in (None, "yes", "no"):
            raise InvalidAnswer("This question takes yes or no.")
        return said

    def score(self, answer):
        return Score(1 if answer == self.right else 0.5, (Notice("Noted.", "Look again?"),))

    def model_answer(self):
        return self.right

    def known_errors(self):
        wrong = "no" if self.right == "yes" else "yes"
        return [(wrong, Notice("Noted.", "Look again?"))]

    def responses_by_unit(self, answer):
        return {"": answer}
'''
JAVASCRIPT = """
function makeView(question, tools) {
  const box = build("input", { type: "checkbox", "data-made-up": "verdict", onchange: () => tools.changed() });
  return {
    element: box,
    read: () => (box.checked ? "yes" : "no"),
    write: (answer) => { box.checked = answer === "yes"; },
    focus: () => box.focus(),
  };
}
"""


@pytest.fixture
def verdict(tmp_path, monkeypatch) -> Content:
    """A lesson with two questions of a kind that lies in one Python file and one JavaScript file."""
    package, cards = tmp_path / "kinds", tmp_path / "cards"
    package.mkdir()
    (package / "verdict.py").write_text(PYTHON, encoding="utf-8")
    shutil.copytree(ROOT / "cards", cards, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (cards / "verdict.js").write_text(JAVASCRIPT, encoding="utf-8")
    place = sys.modules["exercises.questions.kinds"]
    monkeypatch.setattr(place, "__path__", [*place.__path__, str(package)])
    monkeypatch.setattr(sources, "_HERE", cards)
    for remembered in (kinds_by_name, sources.file, shared_code):
        remembered.cache_clear()
    table = {"kind": "verdict", "standing": "settled", "prompt": "Is it so?", "points": 2, "hints": ["Look."]}
    asked = [table | {"id": "is-it-so", "worked": "It is.", "right": "yes"}, table | {"id": "later", "assessed": True}]
    folder = library.write_lesson(tmp_path / "library", asked)
    (folder / "key").mkdir()
    (folder / "key" / "01_first.toml").write_text('[later]\nright = "no"\nworked = "It is not."\n', encoding="utf-8")
    yield read_lesson(folder, keys=True)
    monkeypatch.undo()
    del sys.modules[f"{place.__name__}.verdict"]
    for remembered in (kinds_by_name, sources.file, shared_code):
        remembered.cache_clear()


def test_a_lesson_with_an_added_kind_has_no_problem(verdict):
    assert verdict.problems == ()
    assert [question.keyed for question in verdict.questions.values()] == [True, True]


def test_an_added_kind_is_graded(verdict):
    question = verdict.questions["is-it-so"]
    # 1 × 2 points; ½ × 2 points; no answer of the form.
    assert [grade(question, answer).points for answer in ("yes", "no", "perhaps")] == [2, 1, None]


def test_an_added_kind_has_a_card_that_checks(verdict, tmp_path):
    lesson = Lesson(verdict, Journal(tmp_path / "my-work" / "library.jsonl"), open_desk)
    card = lesson.ask("is-it-so")
    assert '"data-made-up": "verdict"' in shared_code().holds["files"][card.module]
    assert (card.question["kind"], card.question["saves_only"]) == ("verdict", False)
    card._handle_custom_msg({"do": "check", "answer": "no"}, [])
    assert (card.state["result"]["status"], card.state["result"]["points"]) == ("partial", 1)
    card._handle_custom_msg({"do": "worked"}, [])
    assert card.state["worked"]["answer"] == "yes"


def test_an_added_kind_is_counted_in_a_class_report(verdict):
    students = [{"is-it-so": answer} for answer in ("yes", "yes", "no", "no", "no")]
    item = tally_of(verdict, students).items["is-it-so"]
    assert item.readings == {"": {"yes": 2, "no": 3}}
    # (2 × 1 + 3 × ½) ÷ 5
    assert item.difficulty == pytest.approx(0.7)
    (split,) = lesson_of(verdict, students).splits
    assert (split.one, split.ones, split.other, split.others) == ("no", 3, "yes", 2)


def test_a_sample_class_answers_an_added_kind(verdict):
    given = set()
    for _, data in sample_class([verdict], 20, 1):
        hand_in = read_hand_in(data)
        given |= {(e["id"], json.dumps(e["answer"])) for e in hand_in.events if e["event"] == "check"}
    assert given == {(name, f'"{answer}"') for name in ("is-it-so", "later") for answer in ("yes", "no")}
