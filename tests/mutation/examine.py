"""Make each mutant of a module in a copy of the project, and see whether the module's own tests notice it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.mutation.forks import MOST_SECONDS, Warm, apart, run_anew
from tests.mutation.mutants import changed_line, mutants
from tests.test_house import imports

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).with_name("equivalent.toml")
POINTS = "tests/questions/test_points.py"
# Texts and quotations by other writers, each with what a careful reader says of it: the tests of what reads free text.
CORPORA = {
    "rewrite": tuple(f"tests/corpora/test_{name}.py" for name in ("own", "sentences")),
    "evidence": ("tests/corpora/test_quotations.py",),
}
CORE = [
    "exercises/questions/question.py",
    "exercises/questions/answer_form.py",
    "exercises/questions/highlight_key.py",
    "exercises/questions/scoring/*.py",
    "exercises/questions/kinds/*.py",
    "exercises/gradebook/grading/totals.py",
    "exercises/gradebook/grading/grader.py",
    "exercises/gradebook/statistics/tally.py",
]


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
    """The test files of a module, its own first: for what reads answers also the table of points, and what uses it.

    The corpora test what has no file of its own: they take long.
    """
    path = Path(module)
    own = Path("tests", *path.parts[1:-1]) / f"test_{path.stem}.py"
    found = [own.as_posix()]
    if path.parent.name == "scoring":
        found += [test for test in _tests("questions/scoring") if _reaches(_measures_in(test), _dotted(path))]
    if path.parts[1] == "questions":
        found.append(POINTS)
    if path.parent.name == "scoring":
        kinds = sorted((ROOT / "exercises/questions/kinds").glob("[a-z]*.py"))
        users = [kind.stem for kind in kinds if _reaches([_dotted(kind.relative_to(ROOT))], _dotted(path))]
        found += [f"tests/questions/kinds/test_{kind}.py" for kind in users]
        found += [test for kind in users for test in CORPORA.get(kind, ()) if not (ROOT / own).is_file()]
    if path.stem in ("question", "answer_form"):
        found += ["tests/questions/test_question.py", "tests/questions/kinds/test_every_kind.py"]
    if path.stem == "highlight_key":
        found += ["tests/questions/kinds/test_spans.py", "tests/lesson_data/test_content.py"]
    return [test for test in dict.fromkeys(found) if (ROOT / test).is_file()]


def why_alike(module: str, out: str, into: str) -> str:
    """Why a changed line gives the same points, as equivalent.toml has it; empty if nobody has shown it."""
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))
    for part, why in known["anywhere"].items():
        if part in _bare(into) and part not in _bare(out):
            return str(why)
    return str({_bare(line): why for line, why in known.get(module, {}).items()}.get(_bare(into), ""))


def _bare(line: str) -> str:
    """A line without its spaces: a changed number comes with one more."""
    return line.replace(" ", "")


def _tests(folder: str) -> list[str]:
    return sorted(test.relative_to(ROOT).as_posix() for test in (ROOT / "tests" / folder).glob("test_*.py"))


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _measures_in(test: str) -> list[str]:
    """The modules of scoring that a test file imports itself."""
    return re.findall(r"^from (exercises\.questions\.scoring\.\w+) import", (ROOT / test).read_text("utf-8"), re.MULTILINE)


def _reaches(modules: list[str], measure: str) -> bool:
    """Whether one of some modules is a measure or imports it, itself or through other measures."""
    seen, waiting = set(), list(modules)
    while waiting:
        seen.add(name := waiting.pop())
        waiting += _measures_of(name) - seen
    return measure in seen


@cache
def _measures_of(module: str) -> frozenset[str]:
    """The modules of scoring that a module imports."""
    return frozenset(other for other, _ in imports(module) if ".scoring." in other)


def examine(module: str, more: list[str], most: int) -> Outcome:
    """Make the mutants of a module in a copy of the project, one after the other, and run its tests on each.

    Where there are more than ``most``, as many of them are made as that, evenly spread: the same ones each time.
    """
    outcome = Outcome(module)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("exercises", "tests"):
            shutil.copytree(ROOT / name, Path(folder, name), ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        os.chdir(folder)
        # Only whether the tests pass is asked, a thousand times: plugins and reasons of failures cost half the time.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        tests = ["-x", "-q", "--assert=plain", "--capture=sys", f"--basetemp={folder}/made", "-p", "no:cacheprovider"]
        path = Path(folder, module)
        source, found = path.read_text(encoding="utf-8"), Path(folder, "survivors")
        made = mutants(source)
        chosen = made if len(made) <= most else [made[len(made) * number // most] for number in range(most)]
        sources = [source, *chosen]
        whole = len(sources) * MOST_SECONDS
        apart(lambda: run_anew([*tests, *killers(module), *more], folder, Warm(path, sources, found)), whole, whole)
        survivors = [int(line) for line in found.read_text(encoding="utf-8").split()] if found.is_file() else []
        os.chdir(ROOT)
    if not survivors:
        outcome.trouble = "its tests fail before anything is changed"
        return outcome
    for number in survivors[1:]:
        line, out, into = changed_line(sources[0], sources[number])
        outcome.survivors.append((line, out, into, why_alike(module, out, into)))
    outcome.killed = len(sources) - len(survivors)
    return outcome
