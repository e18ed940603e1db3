from __future__ import annotations

import ast
import itertools
import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.each import each
from tests.shipped import lessons, questions_of
from tests.used import ours

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = {path.stem: path for path in ours(ROOT / "notebooks", "*.ipynb")}
STUDENTS = {name: path for name, path in NOTEBOOKS.items() if path.parent.name != "teacher"}
STARTERS = {question.name for question in lessons()["iron_dome"].questions.values() if question.kind == "probe"}
MOST_LINES, MOST_WORDS = 6, 110


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_the_notebooks_of_the_issue_are_there():
    assert {"00_start_here", "01_sourcing"} <= NOTEBOOKS.keys()


# As they are stored.


def test_a_notebook_is_valid_and_stored_without_outputs_counts_and_the_state_of_widgets():
    for noted, path in each(NOTEBOOKS):
        with noted:
            notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            assert notebook.nbformat == 4
            assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))
            assert "widgets" not in notebook.metadata


PLAIN = (ast.Expr, ast.Assign, ast.Import, ast.ImportFrom)
HARD = (
    *(ast.ClassDef, ast.For, ast.While, ast.Try, ast.With),
    *(ast.Lambda, ast.ListComp, ast.DictComp, ast.AsyncFunctionDef),
)


def test_code_cells_are_short_and_hold_calls_imports_assignments_and_starters_only():
    for noted, path in each(NOTEBOOKS):
        with noted:
            statements = [part for cell in cells(path, "code") for part in ast.parse(source(cell)).body]
            starters = [s for s in statements if isinstance(s, ast.FunctionDef) and s.name in STARTERS]
            ours = [statement for statement in statements if statement not in starters]
            assert [ast.unparse(s) for s in ours if not isinstance(s, PLAIN)] == []
            assert [ast.unparse(s) for s in ours if any(isinstance(node, HARD) for node in ast.walk(s))] == []
            assert [source(cell) for cell in cells(path, "code") if len(source(cell).splitlines()) > MOST_LINES] == []


def test_text_cells_are_short_and_headings_step_down_one_level_at_a_time():
    for noted, path in each(NOTEBOOKS):
        with noted:
            texts = [source(cell) for cell in cells(path, "markdown")]
            assert [text[:60] for text in texts if len(text.split()) > MOST_WORDS] == []
            levels = [len(mark) for text in texts for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_cells_with_nothing_to_learn_from_hide_their_source():
    for noted, path in each(NOTEBOOKS):
        with noted:
            plain = re.compile(r'lesson\.(ask\("[^"]*"\)|article|progress\("[^"]*"\)|progress\(\))')
            bare = [cell for cell in cells(path, "code") if plain.fullmatch(source(cell).strip())]
            hidden = [cell["metadata"].get("jupyter", {}).get("source_hidden") is True for cell in bare]
            assert [source(cell) for cell, is_hidden in zip(bare, hidden, strict=True) if not is_hidden] == []


def test_a_notebook_names_no_network_address_and_no_image():
    for noted, path in each(NOTEBOOKS):
        with noted:
            text = "\n".join(source(cell) for kind in ("markdown", "code") for cell in cells(path, kind))
            assert re.findall(r"https?:|www\.|!\[|<img|<script", text) == []


# As they run.


# The question that is answered after a run, where it is not the one on the number of paragraphs.
FIRST_ANSWER = {
    "before_and_after": ("number-that-lost-a-word", "Nearly"),
    "other_article": ("how-many-paragraphs", 14),
    "05_side_by_side": ("saturdays-behind-a-fifth", 2),
}


def work_in_the_repository() -> dict[str, int]:
    return {str(file): file.stat().st_size for file in ROOT.rglob("my-work/**/*") if ".venv" not in file.parts}


@dataclass
class Ran:
    """A copy of a notebook that ran from top to bottom in a folder of its own, then answered one question."""

    notebook: nbformat.NotebookNode
    folder: Path
    before: dict[str, int]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Runs a notebook, each only once."""

    @cache
    def run(path: Path) -> Ran:
        folder = tmp_path_factory.mktemp("student")
        copy = Path(shutil.copy(path, folder))
        notebook = nbformat.read(copy, as_version=4)
        question, answer = FIRST_ANSWER.get(path.stem, ("how-many-paragraphs", 15))
        notebook.cells.append(nbformat.v4.new_code_cell(f"lesson.check({question!r}, {answer!r})"))
        before = work_in_the_repository()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("IPYTHONDIR", str(folder / "ipython"))
            where = {"metadata": {"path": str(folder)}}
            # What fails in a cell stands in its outputs, and the others run all the same.
            NotebookClient(notebook, timeout=60, kernel_name="python3", resources=where, allow_errors=True).execute()
        return Ran(notebook, folder, before)

    return run


def outputs(notebook, kind: str) -> list:
    return [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs if out.output_type == kind]


def test_a_notebook_runs_from_top_to_bottom_without_an_error_or_a_warning(run):
    for noted, path in each(STUDENTS):
        with noted:
            ran = run(path)
            assert outputs(ran.notebook, "error") == []
            assert [out.text for out in outputs(ran.notebook, "stream") if out.name == "stderr"] == []


def is_card(out: dict) -> bool:
    return "application/vnd.jupyter.widget-view+json" in out.get("data", {})


def test_every_question_that_is_asked_and_the_article_show_a_card(run):
    for noted, path in each(STUDENTS):
        with noted:
            code = [cell for cell in run(path).notebook.cells if cell.cell_type == "code"]
            asking = [cell for cell in code if "lesson.ask(" in cell.source]
            assert [cell.source for cell in asking if not any(map(is_card, cell.outputs))] == []
            shown = [cell for cell in code if cell.source.strip() == "lesson.article"]
            assert shown
            assert all(is_card(cell.outputs[0]) for cell in shown)


def test_an_answer_in_a_notebook_is_graded_in_words_and_kept_next_to_it_and_not_in_the_repository(run):
    for noted, path in each(STUDENTS):
        with noted:
            ran = run(path)
            told = ran.notebook.cells[-1].outputs[0].data["text/plain"]
            assert "1 of 1 point." in told or told.startswith("Saved.")
            (journal,) = (ran.folder / "my-work").glob("*.jsonl")
            assert json.loads(journal.read_text(encoding="utf-8").splitlines()[-1])["event"] == "check"
            assert work_in_the_repository() == ran.before


def test_no_card_that_is_shown_holds_a_key(run):
    secret = {name: question.worked for name, question in questions_of(assessed=True).items()}
    for noted, path in each(STUDENTS):
        with noted:
            notebook = run(path).notebook
            shown = [out.get("data", {}) for kind in ("display_data", "execute_result") for out in outputs(notebook, kind)]
            told = json.dumps([shown, notebook.metadata.get("widgets", {})], ensure_ascii=False)
            assert [name for name, text in secret.items() if json.dumps(text, ensure_ascii=False)[1:-1] in told] == []
