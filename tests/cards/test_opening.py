"""What a lesson runs by itself when it opens: read as Python reads it, and in a folder that has traps in it."""

from __future__ import annotations

import ast
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from exercises.__main__ import EXTENSIONS
from tests.used import ours

ROOT = Path(__file__).resolve().parents[2]
STATIC = EXTENSIONS / "close-reading" / "static"
NOTEBOOKS = list(ours(ROOT / "notebooks", "*.ipynb"))
STUDENTS = [path for path in NOTEBOOKS if path.parent.name != "teacher"]
LINES = [
    "from exercises import open_lesson",
    "from exercises.text import voices, wording",
    'lesson = open_lesson("iron_dome")',
    'lesson.ask("a-choice")',
    "lesson.article",
    "lesson.progress()",
    "# No cards below? Choose “Run all”.",
    "",
    "from exercises.desk import open_desk",
    "desk = open_desk()",
    "desk.card()",
    'desk.report("summary")',
    "from exercises.lesson_data import teacher_guide as guide",
    'guide.minutes("iron_dome")',
]
PIECES = [
    "\n",
    "\r",
    "\u2028",
    "\x0c",
    "\\",
    ";",
    " ",
    "\t",
    '"',
    "'",
    "(",
    ")",
    "#",
    "%",
    "!",
    "?",
    "=",
    ".",
    ",",
    "@",
    "f",
    "x",
    "os",
]
NAMES = {"lesson", "open_lesson"}


@pytest.fixture(scope="module")
def ask_node():
    """A function that gives what an expression over the extension's modules comes to, for the value ``given``."""
    if shutil.which("node") is None:
        if os.environ.get("KIT_BROWSER_REQUIRED"):
            pytest.fail("node was not found; it comes with Node.js")
        pytest.skip("node was not found; it comes with Node.js")

    def ask(expression: str, given: object = None) -> object:
        names = ("calls", "opening")
        imports = "".join(f"import * as {name} from {json.dumps((STATIC / f'{name}.js').as_uri())};" for name in names)
        read = "const given = JSON.parse(require('fs').readFileSync(0, 'utf-8'));"
        read = f"import {{ createRequire }} from 'module'; const require = createRequire('/'); {read}"
        code = f"{imports}{read}process.stdout.write(JSON.stringify({expression}));"
        command = ["node", "--input-type=module", "-e", code]
        done = subprocess.run(command, input=json.dumps(given), capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def is_harmless(statement: ast.stmt) -> bool:
    """Whether Python reads a statement as one of the kit's own calls."""
    match statement:
        case ast.ImportFrom(module="exercises" | "exercises.text", level=0, names=names):
            return all(name.asname is None and name.name in NAMES | {"statistics", "voices", "wording"} for name in names)
        case ast.Assign(targets=[ast.Name("lesson")], value=ast.Call(ast.Name("open_lesson"), arguments, [])):
            return len(arguments) <= 1 and all(isinstance(one, ast.Constant) for one in arguments)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("lesson"), "ask"), [ast.Constant(str())], [])):
            return True
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("lesson"), "progress" | "my_reading"), arguments, [])):
            return len(arguments) <= 1 and all(isinstance(one, ast.Constant) for one in arguments)
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("lesson"), "hand_in"), [], [])):
            return True
        case ast.Expr(ast.Attribute(ast.Name("lesson"), "article")):
            return True
        case ast.ImportFrom(module="exercises.desk", level=0, names=[ast.alias("open_desk", None)]):
            return True
        case ast.Assign(targets=[ast.Name("desk")], value=ast.Call(ast.Name("open_desk"), [], [])):
            return True
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("desk"), "card"), [], [])):
            return True
        case ast.ImportFrom(module="exercises.lesson_data", level=0, names=[ast.alias("teacher_guide", "guide")]):
            return True
        case ast.Expr(ast.Call(ast.Attribute(ast.Name("desk" | "guide"), name), [ast.Constant(str())], [])):
            return name in ("report", "minutes")
    return False


def mangled(seed: int) -> list[str]:
    """Cells that are nearly the kit's own: lines put together, with something put in, taken out or moved."""
    chance = random.Random(seed)
    cells = []
    for _ in range(4000):
        text = "\n".join(chance.sample(LINES, chance.randint(1, 4)))
        for _ in range(chance.randint(0, 2)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice([*PIECES, *LINES]) + text[place + chance.randint(0, 1) :]
        cells.append(text)
    return cells


def test_what_is_run_by_itself_is_read_the_same_by_python(ask_node):
    cells = mangled(11)
    found = ask_node("given.map((cell) => calls.ownCalls(cell) !== null)", cells)
    accepted = list(itertools.compress(cells, found))
    assert 500 < len(accepted) < 3500
    for cell in accepted:
        statements = ast.parse(cell).body
        assert statements and all(map(is_harmless, statements)), repr(cell)
        # IPython would change a line that it takes for a command of its own.
        assert TransformerManager().transform_cell(cell).strip() == cell.strip(), repr(cell)


def test_every_notebook_opens_by_itself_as_a_lesson_or_as_a_teachers(ask_node):
    stored = {path.stem: json.loads(path.read_text(encoding="utf-8"))["cells"] for path in NOTEBOOKS}
    given = {
        name: [{"type": cell["cell_type"], "source": "".join(cell["source"])} for cell in cells]
        for name, cells in stored.items()
    }
    read = ask_node(
        "Object.fromEntries(Object.entries(given).map(([name, cells]) => [name, calls.readCells(cells)]))", given
    )
    assert {name for name, found in read.items() if found["isLesson"]} == {path.stem for path in STUDENTS}
    teachers = {path.stem for path in NOTEBOOKS if path not in STUDENTS}
    assert {name for name, found in read.items() if found["isTeachers"]} == teachers
    for name in teachers:
        assert all(
            found for cell, found in zip(stored[name], read[name]["own"], strict=True) if cell["cell_type"] == "code"
        )
    for path in STUDENTS:
        own = read[path.stem]["own"]
        for cell, found in zip(stored[path.stem], own, strict=True):
            # What a student is to change is never run without being asked to, and it can be changed.
            kept = cell["metadata"].get("editable") is False
            opens_a_chosen_text = path.stem == "before_and_after" and found is not None and found["opens"]
            assert kept == (cell["cell_type"] == "markdown" or (found is not None and not opens_a_chosen_text))
            assert cell["metadata"]["deletable"] is False


def test_a_file_in_the_notebooks_folder_never_stands_in_for_the_kit(ask_node, tmp_path):
    for name in ("exercises", "anywidget", "traitlets"):
        (tmp_path / f"{name}.py").write_text("open('trapped', 'w')\n", encoding="utf-8")
    look = "import exercises, anywidget, traitlets; print(exercises.__file__)"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    # As a kernel starts: the notebook's folder comes first, and is named by nothing at all.
    for first in ("''", "'.'", "'../' + __import__('os').path.basename(__import__('os').getcwd())", repr(str(tmp_path))):
        code = f"import sys; sys.path.insert(0, {first})\n{{}}\n{look}"
        trapped = subprocess.run(
            [sys.executable, "-c", code.format("")], cwd=tmp_path, env=env, capture_output=True, check=False
        )
        assert b"AttributeError" not in trapped.stderr
        assert (tmp_path / "trapped").exists(), trapped.stderr
        (tmp_path / "trapped").unlink()
        code = code.format(ask_node("opening.OWN_FOLDER_OFF"))
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert Path(done.stdout.strip()) == ROOT / "exercises" / "__init__.py", done.stderr
        assert not (tmp_path / "trapped").exists()
