"""The rooms of ``exercises`` and which may import which, as CONTRIBUTING tells it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KIT = ROOT / "exercises"
pytestmark = pytest.mark.skipif(not (KIT / "base").is_dir(), reason="the code is being moved into its rooms")
TOLD = re.findall(r"^\| (\d+) \| `(\w+)` \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
FLOORS = {room: int(floor) for floor, room in TOLD}


def imports(path: Path):
    """The rooms that a file imports from, with the line, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            names = [*above, *(node.module or "").split(".")]
            whole = [[*filter(None, names), alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            whole = [alias.name.split(".") for alias in node.names]
        else:
            continue
        yield from ((names[1], node.lineno) for names in whole if names[0] == KIT.name and len(names) > 1)


def test_every_room_is_told():
    assert {path.parent.name for path in KIT.glob("*/__init__.py")} - {"lessons"} == set(FLOORS)


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_imports_from_the_floors_below_it_alone(room):
    wrong = [
        f"{path.relative_to(ROOT).as_posix()}:{line} imports {other}"
        for path in sorted((KIT / room).rglob("*.py"))
        for other, line in imports(path)
        if other != room and FLOORS.get(other, max(FLOORS.values())) >= FLOORS[room]
    ]
    assert wrong == []
