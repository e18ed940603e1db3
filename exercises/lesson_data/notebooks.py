"""What the notebooks ask, compared with the questions of their lessons."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ..base.environment import ROOT
from .content import Content

NOTEBOOKS = ROOT / "notebooks"
_OPEN = re.compile(r"""\bopen_lesson\(\s*(?:name\s*=\s*)?(?:["']([^"']*)["'])?""")
_ASK = re.compile(r"""\.ask\(\s*["']([^"']*)["']""")
_COMMENT = re.compile(r"^\s*[#%!].*$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One notebook: its name, the lesson that it opens, and each question it asks with the number of its cell."""

    name: str
    lesson: str
    cells: tuple[tuple[int, str], ...]


def read_notebooks(folder: Path | None = None) -> tuple[list[Asked], list[str]]:
    """The notebooks that open a lesson, and a sentence for each that cannot be read. Cells are counted from 1."""
    folder = folder or NOTEBOOKS
    found, problems = [], []
    for path in sorted(folder.glob("**/*.ipynb")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            code = {
                number: _COMMENT.sub("", "".join(cell["source"]))
                for number, cell in enumerate(cells, 1)
                if cell["cell_type"] == "code"
            }
        except (OSError, ValueError, LookupError, TypeError):
            problems.append(f"{path.name} cannot be read as a notebook. Open it in JupyterLab, and save it once more.")
            continue
        opened = [name for source in code.values() for name in _OPEN.findall(source)]
        asked = tuple((number, name) for number, source in code.items() for name in _ASK.findall(source))
        if opened:
            found.append(Asked(path.name, opened[0] or "iron_dome", asked))
    return found, problems


def compare(content: Content, notebooks: list[Asked]) -> list[str]:
    """A sentence for each question that is asked and missing, or there and never asked, or asked out of order.

    A lesson that no notebook opens is only checked by itself.
    """
    ids = [name for part in content.parts for name in part.ids]
    order = {name: place for place, name in enumerate(ids)}
    ours = [notebook for notebook in notebooks if notebook.lesson == content.name]
    problems = [sentence for notebook in ours for sentence in _in_one(notebook, order, content)]
    asked = {name for notebook in ours for _, name in notebook.cells}
    if not ours:
        return []
    for part in content.parts:
        problems += [
            f'{part.name}.toml, question “{name}”: no notebook asks it. Add a code cell: lesson.ask("{name}")'
            for name in part.ids
            if name not in asked
        ]
    return problems


def _in_one(notebook: Asked, order: dict[str, int], content: Content) -> list[str]:
    """What is wrong with what one notebook asks."""
    problems, last = [], ""
    for cell, name in notebook.cells:
        place = f"{notebook.name}, cell {cell}"
        if name not in order:
            if name not in content.broken:
                near = difflib.get_close_matches(name, order, 1)
                hint = f" Did you mean “{near[0]}”?" if near else ""
                problems.append(f"{place}: it asks “{name}”, and the lesson “{content.name}” has no such question.{hint}")
            continue
        if last and order[name] < order[last]:
            problems.append(
                f"{place}: it asks “{name}” after “{last}”, and the lesson's files have them the other way round. Move one."
            )
        last = name
    times = Counter(name for _, name in notebook.cells)
    return problems + [
        f"{notebook.name}: it asks “{name}” {n} times. Once is enough." for name, n in times.items() if n > 1
    ]
