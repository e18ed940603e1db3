"""Make each mutant of a module in a copy of the project, and see whether the module's own tests notice it."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

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
# What the tests need from elsewhere, read once for all mutants.
READ_BEFORE = ("anywidget", "hypothesis", "nltk.metrics")


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
    if path.stem == "question" or path.parent.name == "kinds":
        found += [f"tests/questions/kinds/test_{name}.py" for name in ("readings", "fits_and_grades", "every_kind")]
    if path.parent.name == "grading":
        found += ["tests/gradebook/statistics/test_counting.py"]
    return [test for test in dict.fromkeys(found) if (ROOT / test).is_file()]


def examine(module: str, more: list[str]) -> Outcome:
    """Make every mutant of a module in a copy of the project, one after the other, and run its tests on each."""
    from cosmic_ray.mutating import use_mutation
    from cosmic_ray.plugins import get_operator

    outcome, asked_by = Outcome(module), os.getppid()
    table = tomllib.loads(KNOWN.read_text(encoding="utf-8")).get(module, {})
    # Spaces aside: a changed number comes with one more.
    known = {line.replace(" ", ""): why for line, why in table.items()}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("exercises", "tests"):
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        os.chdir(folder)
        # Only whether the tests pass is asked, a thousand times: plugins and reasons of failures cost half the time.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        tests = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *killers(module), *more]
        # All but the module itself stay compiled from this first run on.
        if not passes(tests, folder, compiling=True):
            outcome.trouble = "its tests fail before anything is changed"
            return outcome
        for compiled in Path(folder, module).parent.glob(f"__pycache__/{Path(module).stem}.*"):
            compiled.unlink()
        mutations = _mutations(Path(folder, module))
        for number, mutation in enumerate(mutations, 1):
            if os.getppid() != asked_by:
                # Whoever asked has gone.
                return outcome
            with use_mutation(mutation.module_path, get_operator(mutation.operator_name)(), mutation.occurrence) as codes:
                survived = passes(tests, folder)
            if survived:
                line, out, into = changed_line(*codes)
                outcome.survivors.append((line, out, into, known.get(into.replace(" ", ""), "")))
            else:
                outcome.killed += 1
            print(f"{module}: {number} of {len(mutations)}", end="\r", file=sys.stderr, flush=True)
        os.chdir(ROOT)
    return outcome


def passes(arguments: list[str], folder: str, compiling: bool = False) -> bool:
    """Whether the tests pass, in a process of their own that begins with what they need from elsewhere read in."""
    import pytest

    for name in READ_BEFORE:
        importlib.import_module(name)
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            sys.dont_write_bytecode = not compiling
            sys.path.insert(0, folder)
            for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "exercises")]:
                del sys.modules[name]
            os._exit(int(pytest.main(arguments)))
        os._exit(70)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.02)
    # A change that never ends is noticed as well.
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _mutations(path: Path) -> list:
    from cosmic_ray.commands.init import _all_work_items

    unseen = unseen_places(path)
    found = [mutation for item in _all_work_items([path], {}) for mutation in item.mutations]
    return [one for one in found if is_seen(one.operator_name, one.start_pos, unseen)]
