"""Change the scoring core one operator at a time, and count how many changes its own tests notice.

    pip install "cosmic-ray>=8.4,<9"
    python -m tests.mutation                                        # all modules
    python -m tests.mutation exercises/questions/scoring/span_overlap.py

It works on copies in a temporary folder, takes minutes for a module, and is no part of the tests that run by themselves.
Whatever follows ``--`` goes to pytest, as in ``-- -k choices``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import run

from tests.mutation.mutants import changed_line, is_seen, unseen_places

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).with_name("equivalent.toml")
TABLES = {"questions": "tests/questions/test_points.py", "gradebook": "tests/gradebook/test_points.py"}
CORE = [
    "exercises/questions/question.py",
    "exercises/questions/scoring/*.py",
    "exercises/questions/kinds/*.py",
    "exercises/gradebook/grading/totals.py",
    "exercises/gradebook/grading/grader.py",
    "exercises/gradebook/statistics/tally.py",
]
SECONDS = 120


@dataclass
class Outcome:
    """What became of a module's mutants; a survivor is (line, as it was, as it became, why it is no fault or "")."""

    module: str
    killed: int = 0
    survivors: list[tuple[int, str, str, str]] = field(default_factory=list)
    trouble: str = ""

    @property
    def open(self) -> list[tuple[int, str, str, str]]:
        """The survivors that nobody has shown to be equivalent."""
        return [one for one in self.survivors if not one[3]]

    def __str__(self) -> str:
        if self.trouble:
            return f"{self.module}: {self.trouble}"
        whole = self.killed + len(self.survivors)
        share = f"{100 * self.killed / whole:.0f} %" if whole else "–"
        alike = len(self.survivors) - len(self.open)
        head = f"{self.module}: {self.killed} of {whole} mutants killed ({share}); {alike} survivors change nothing"
        rows = [f"  line {line}: {out}\n       →  {into}\n       {why or '?'}" for line, out, into, why in self.survivors]
        return "\n".join([head, *rows])


def modules(wanted: list[str]) -> list[str]:
    """The modules that are changed: those that are named, or the whole core."""
    found = sorted(path.relative_to(ROOT).as_posix() for pattern in CORE for path in ROOT.glob(pattern))
    return wanted or [path for path in found if not path.endswith("__init__.py")]


def killers(module: str) -> list[str]:
    """The test files of a module: the table of points, its own tests, and for a measure those of the kinds that use it."""
    path = Path(module)
    room, own = path.parts[1], Path("tests", *path.parts[1:-1]) / f"test_{path.stem}.py"
    found = [TABLES[room], own.as_posix()]
    if path.parent.name == "scoring":
        kinds = sorted((ROOT / "exercises/questions/kinds").glob("*.py"))
        users = [kind.stem for kind in kinds if path.stem in kind.read_text(encoding="utf-8")]
        found += [f"tests/questions/kinds/test_{kind}.py" for kind in users]
    if path.stem == "question":
        found += ["tests/questions/kinds/test_every_kind.py", "tests/questions/kinds/test_fits_and_grades.py"]
    if path.parent.name == "grading":
        found += ["tests/gradebook/statistics/test_counting.py"]
    return [test for test in dict.fromkeys(found) if (ROOT / test).is_file()]


def examine(module: str, more: list[str]) -> Outcome:
    """Make every mutant of a module in a copy of the project, one after the other, and run its tests on each."""
    from cosmic_ray.mutating import mutate_and_test

    outcome = Outcome(module)
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8")).get(module, {})
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("exercises", "tests"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
        command = ["env", f"PYTHONPATH={copy}", *command, "--rootdir", str(copy), *killers(module), *more]
        if run(command, cwd=copy, capture_output=True, check=False).returncode:
            outcome.trouble = "its tests fail before anything is changed"
            return outcome
        # Cosmic Ray runs the command as a shell would, from the folder that it names.
        shell = " ".join(_quoted(part) for part in ["env", "-C", str(copy), *command[1:]])
        mutations = _mutations(copy / module)
        for number, mutation in enumerate(mutations, 1):
            result = mutate_and_test([mutation], shell, SECONDS)
            print(f"{module}: {number} of {len(mutations)}", end="\r", file=sys.stderr, flush=True)
            if result.test_outcome == "survived":
                out, into = changed_line(result.diff or "")
                outcome.survivors.append((mutation.start_pos[0], out, into, known.get(into, "")))
            else:
                outcome.killed += 1
    return outcome


def _quoted(part: str) -> str:
    return f'"{part}"' if " " in part else part


def _mutations(path: Path) -> list:
    from cosmic_ray.commands.init import _all_work_items

    unseen = unseen_places(path)
    found = [mutation for item in _all_work_items([path], {}) for mutation in item.mutations]
    return [one for one in found if is_seen(one.operator_name, one.start_pos, unseen)]


def main() -> int:
    """Examine the modules that are asked for, some at a time, and print what became of their mutants."""
    words = sys.argv[1:]
    more = words[words.index("--") + 1 :] if "--" in words else []
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.splitlines()[0])
    asked.add_argument("module", nargs="*", help="a module's path; the whole core unless named")
    asked.add_argument("--at-a-time", type=int, default=max(1, (os.cpu_count() or 2) // 2), metavar="N")
    options = asked.parse_args(words[: words.index("--")] if "--" in words else words)
    found: list[Outcome] = []
    with ThreadPoolExecutor(options.at_a_time) as pool:
        for outcome in pool.map(lambda module: examine(module, more), modules(options.module)):
            print(outcome, flush=True)
            found.append(outcome)
    killed, left = sum(one.killed for one in found), sum(len(one.open) for one in found)
    alike = sum(len(one.survivors) for one in found) - left
    whole = killed + left
    share = f"{100 * killed / whole:.1f} %" if whole else "none"
    print(f"\nAll: {killed} of {whole} mutants killed ({share}), besides {alike} that change nothing.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
