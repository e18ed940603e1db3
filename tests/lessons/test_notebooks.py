from __future__ import annotations

import ast
import itertools
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from exercises.lesson_data.content import LESSONS, read_lesson
from tests.used import ours

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = list(ours(ROOT / "notebooks", "*.ipynb"))
STUDENTS = [path for path in NOTEBOOKS if path.parent.name != "teacher"]
STARTERS = {q.name for q in read_lesson(LESSONS / "iron_dome").questions.values() if q.kind == "probe"}
MOST_LINES, MOST_WORDS = 6, 110

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def test_the_notebooks_of_the_issue_are_there():
    assert {"00_start_here", "02_sourcing"} <= {path.stem for path in NOTEBOOKS}


# As they are stored.


@each_notebook
def test_a_notebook_is_valid(path):
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert notebook.nbformat == 4


@each_notebook
def test_a_notebook_is_stored_without_outputs_and_counts(path):
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))


@each_notebook
def test_a_notebook_is_stored_without_the_state_of_widgets(path):
    assert "widgets" not in json.loads(path.read_text(encoding="utf-8"))["metadata"]


@each_notebook
def test_code_cells_hold_calls_imports_assignments_and_starters_only(path):
    plain = (ast.Expr, ast.Assign, ast.Import, ast.ImportFrom)
    for cell in cells(path, "code"):
        for statement in ast.parse(source(cell)).body:
            is_starter = isinstance(statement, ast.FunctionDef) and statement.name in STARTERS
            assert is_starter or isinstance(statement, plain), source(cell)


@each_notebook
def test_code_cells_hold_no_classes_loops_or_traps(path):
    hard = (
        ast.ClassDef,
        ast.For,
        ast.While,
        ast.Try,
        ast.With,
        ast.Lambda,
        ast.ListComp,
        ast.DictComp,
        ast.AsyncFunctionDef,
    )
    for cell in cells(path, "code"):
        ours = [part for part in ast.parse(source(cell)).body if not isinstance(part, ast.FunctionDef)]
        assert not [node for part in ours for node in ast.walk(part) if isinstance(node, hard)], source(cell)


@each_notebook
def test_code_cells_are_short(path):
    assert [source(cell) for cell in cells(path, "code") if len(source(cell).splitlines()) > MOST_LINES] == []


@each_notebook
def test_text_cells_are_short(path):
    long = [(len(source(cell).split()), source(cell)[:60]) for cell in cells(path, "markdown")]
    assert [entry for entry in long if entry[0] > MOST_WORDS] == []


@each_notebook
def test_cells_with_nothing_to_learn_from_hide_their_source(path):
    for cell in cells(path, "code"):
        if re.fullmatch(r'lesson\.(ask\("[^"]*"\)|article|progress\("[^"]*"\)|progress\(\))', source(cell).strip()):
            assert cell["metadata"].get("jupyter", {}).get("source_hidden") is True, source(cell)


@each_notebook
def test_a_notebook_names_no_network_address_and_no_image(path):
    text = "\n".join(source(cell) for kind in ("markdown", "code") for cell in cells(path, kind))
    assert re.findall(r"https?:|www\.|!\[|<img|<script", text) == []


@each_notebook
def test_headings_step_down_one_level_at_a_time(path):
    levels = [len(m) for cell in cells(path, "markdown") for m in re.findall(r"^(#+) ", source(cell), re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


# As they run.


# The question that is answered after a run, where it is not the one on the number of paragraphs.
FIRST_ANSWER = {"before_and_after": ("number-that-lost-a-word", "Nearly")}


def work_in_the_repository() -> dict[str, int]:
    return {str(file): file.stat().st_size for file in ROOT.rglob("my-work/**/*") if ".venv" not in file.parts}


@pytest.fixture(scope="module", params=STUDENTS, ids=lambda path: path.stem)
def ran(request, tmp_path_factory):
    """A copy of the notebook that ran from top to bottom in a folder of its own, then answered one question."""
    folder = tmp_path_factory.mktemp("student")
    copy = Path(shutil.copy(request.param, folder))
    notebook = nbformat.read(copy, as_version=4)
    question, answer = FIRST_ANSWER.get(request.param.stem, ("how-many-paragraphs", 15))
    notebook.cells.append(nbformat.v4.new_code_cell(f"lesson.check({question!r}, {answer!r})"))
    before = work_in_the_repository()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
        client.execute()
    return notebook, folder, before


def outputs(notebook, kind: str) -> list:
    return [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs if out.output_type == kind]


def test_a_notebook_runs_from_top_to_bottom_without_an_error(ran):
    assert outputs(ran[0], "error") == []


def test_a_notebook_warns_of_nothing(ran):
    assert [out.text for out in outputs(ran[0], "stream") if out.name == "stderr"] == []


def test_every_question_that_is_asked_shows_a_card(ran):
    for cell in ran[0].cells:
        if cell.cell_type == "code" and "lesson.ask(" in cell.source:
            assert any("application/vnd.jupyter.widget-view+json" in out.get("data", {}) for out in cell.outputs), (
                cell.source
            )


def test_the_article_is_shown_as_a_card(ran):
    shown = [cell for cell in ran[0].cells if cell.cell_type == "code" and cell.source.strip() == "lesson.article"]
    assert shown
    assert all("application/vnd.jupyter.widget-view+json" in cell.outputs[0].get("data", {}) for cell in shown)


def test_an_answer_in_a_notebook_is_graded_in_words(ran):
    told = ran[0].cells[-1].outputs[0].data["text/plain"]
    assert "1 of 1 point." in told or told.startswith("Saved.")


def test_an_answer_is_kept_beside_the_notebook(ran):
    (journal,) = (ran[1] / "my-work").glob("*.jsonl")
    assert json.loads(journal.read_text(encoding="utf-8").splitlines()[-1])["event"] == "check"


def test_nothing_of_a_run_is_kept_in_the_repository(ran):
    assert work_in_the_repository() == ran[2]


def test_no_card_that_is_shown_holds_a_key(ran):
    told = json.dumps([out.get("data", {}) for kind in ("display_data", "execute_result") for out in outputs(ran[0], kind)])
    folders = [folder for folder in LESSONS.iterdir() if (folder / "article.txt").is_file()]
    keys = [question for folder in folders for question in read_lesson(folder, keys=True).questions.values()]
    assessed = [question.worked for question in keys if question.assessed]
    assert [text for text in assessed if text in told + json.dumps(ran[0].metadata.get("widgets", {}))] == []
