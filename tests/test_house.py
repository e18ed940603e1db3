"""The rooms of ``exercises`` and which may import which, as CONTRIBUTING says it; no circle, and no arrow back up."""

from __future__ import annotations

import ast
import re
import subprocess
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.used import ours

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "exercises"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FLOORS = {room: int(floor) for floor, room in re.findall(r"^\| (\d+) \| `(\w+)` \|", CONTRIBUTING, re.MULTILINE)}
STAGES = {
    stage: int(floor) for floor, stage in re.findall(r"^\| (\d+) \| `gradebook/(\w+)` \|", CONTRIBUTING, re.MULTILINE)
}
# What is copied into the browser edition in another package's place is no module of the kit.
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in ours(KIT, "*.py")
    if "standin" not in path.parts
}


def imports(module: str):
    """The kit's modules that a module imports, with the line; those inside functions and for type checkers too."""
    path = MODULES[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            found = ".".join([*above, *filter(None, [node.module])])
            names = [f"{found}.{alias.name}" if f"{found}.{alias.name}" in MODULES else found for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from ((name, node.lineno) for name in names if name in MODULES and name != module)


def test_every_room_and_every_stage_has_its_floor():
    assert {path.parent.name for path in KIT.glob("*/__init__.py")} - {"lessons"} == set(FLOORS)
    assert {path.parent.name for path in (KIT / "gradebook").glob("*/__init__.py")} == set(STAGES)


@pytest.mark.parametrize(
    ("place", "floors"),
    [("exercises", FLOORS), ("exercises.gradebook", STAGES)],
    ids=["the rooms of the house", "the stages of the gradebook"],
)
def test_a_room_imports_from_the_floors_below_it_alone(place, floors):
    depth = len(place.split("."))
    wrong = []
    for module in MODULES:
        room = (module.split(".") + [""] * 2)[depth] if module.startswith(f"{place}.") else ""
        for other, line in imports(module) if room in floors else ():
            target = (other.split(".") + [""] * 2)[depth] if other.startswith(f"{place}.") else ""
            if target in floors and target != room and floors[target] >= floors[room]:
                wrong.append(f"{module}:{line} imports {other}")
    assert wrong == []


def test_nothing_below_imports_what_puts_the_rooms_together():
    above = {"exercises", "exercises.__main__"}
    below = [module for module in MODULES if module not in above]
    assert [f"{module}:{line}" for module in below for name, line in imports(module) if name in above] == []


def test_there_is_no_circle():
    graph = {module: {name for name, _ in imports(module)} for module in MODULES}
    try:
        assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what belongs to the project is known where git is")
def test_all_lies_in_three_folders():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    folders = {name.partition("/")[0] for name in tracked if "/" in name}
    assert {name for name in folders if not name.startswith(".")} == {"exercises", "notebooks", "tests"}
