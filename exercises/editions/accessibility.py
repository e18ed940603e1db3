"""The accessibility report: each criterion of WCAG 2.2 A and AA with its result, in the form that offices ask for."""

from __future__ import annotations

import argparse
import ast
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from ..base.environment import ROOT
from ..base.errors import KitError, reason
from ..base.files import atomic_write
from ..base.toml_files import load
from .web.pyodide import version_of

DATA = Path(__file__).with_suffix(".toml")
REPORT = ROOT / "notebooks" / "teacher" / "accessibility.md"
SUPPORTS, PARTIALLY, NOT_EVALUATED = "Supports", "Partially Supports", "Not Evaluated"
# What each word of the form says here.
TERMS = {
    SUPPORTS: "Tests that could find a fault found none.",
    PARTIALLY: "Some of what a student or teacher uses does not meet the criterion. The remark says what.",
    "Does Not Support": "Most of it does not meet the criterion.",
    "Not Applicable": "The kit has nothing that the criterion is about.",
    NOT_EVALUATED: "No test can say. The form keeps these words for level AAA. We use them here rather than claim more.",
}


@dataclass(frozen=True)
class Way:
    """One way of testing: what is looked at, and the tests that do it, like ``tests/test_main.py::test_one``."""

    what: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """One criterion with its result, the names of its ways of testing, axe-core's rules for it, and remarks."""

    id: str
    name: str
    level: str
    result: str
    remarks: str
    by: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """Everything that the report says; ``run`` is a sentence about the test run that it was compared with, if any."""

    reported: date
    ways: Mapping[str, Way]
    criteria: tuple[Criterion, ...]
    run: str = ""


def accessibility_report_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``accessibility-report``."""
    parser.add_argument("--out", type=Path, default=REPORT, help="the file to write (notebooks/teacher/accessibility.md)")
    parser.add_argument("--results", type=Path, metavar="XML", help="compare with a test run: what --junitxml wrote")


def accessibility_report(options: argparse.Namespace) -> int:
    """Write the report. Returns 0, or 1 if a test that it names failed or did not run. Raises KitError."""
    report = as_written = read_report()
    if missing := missing_tests(report):
        raise KitError(
            f"{DATA.name} names tests that are not there: {', '.join(missing)}. Name those that took their place."
        )
    if options.results:
        report = compared(report, read_outcomes(options.results))
    try:
        atomic_write(options.out, as_markdown(report).encode())
    except OSError as error:
        raise KitError(
            f"“{options.out}” could not be written: {reason(error)}. Choose another place with --out."
        ) from error
    print(f"The accessibility report is in {options.out.resolve()}. {_counts(report.criteria)}")
    if report.run:
        print(report.run)
    return int(report.criteria != as_written.criteria)


def read_report(path: Path = DATA) -> Report:
    """The report as its data has it. Raises KitError."""
    table, _ = load(path)
    ways = {name: Way(one["what"], tuple(one["tests"])) for name, one in table["ways"].items()}
    criteria = tuple(
        Criterion(**{**one, "by": tuple(one.get("by", ())), "rules": tuple(one.get("rules", ()))})
        for one in table["criterion"]
    )
    return Report(table["reported"], ways, criteria)


def missing_tests(report: Report, root: Path = ROOT) -> list[str]:
    """The tests that the report names and that are in no file."""
    named = {test for way in report.ways.values() for test in way.tests}
    return sorted(test for test in named if test.partition("::")[2] not in _functions(root / test.partition("::")[0]))


@cache
def _functions(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def read_outcomes(path: Path) -> dict[str, str]:
    """How each test of a run came out: passed, failed or skipped; with several cases, the worst. Raises KitError."""
    try:
        cases = ElementTree.parse(path).iter("testcase")
        found = [(_name(case), _outcome(case)) for case in cases]
    except (OSError, ElementTree.ParseError, KeyError) as error:
        raise KitError(
            f"“{path}” is not the result of a test run ({reason(error)}). Make it by: python -m exercises test "
            f"--junitxml {path.name}"
        ) from error
    worst = ("passed", "skipped", "failed")
    outcomes: dict[str, str] = {}
    for name, outcome in found:
        outcomes[name] = max(outcomes.get(name, outcome), outcome, key=worst.index)
    return outcomes


def _name(case: ElementTree.Element) -> str:
    path = case.attrib["classname"].replace(".", "/")
    return f"{path}.py::{case.attrib['name'].partition('[')[0]}"


def _outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "skipped" if case.find("skipped") is not None else "passed"


def compared(report: Report, outcomes: Mapping[str, str]) -> Report:
    """The report with no more than a test run allows: a test that failed or did not run takes its result away."""
    criteria = tuple(_compared(one, report.ways, outcomes) for one in report.criteria)
    named = {test for way in report.ways.values() for test in way.tests}
    passed = sum(outcomes.get(test) == "passed" for test in named)
    return replace(report, criteria=criteria, run=f"Of the {len(named)} tests named here, {passed} passed in this run.")


def _compared(one: Criterion, ways: Mapping[str, Way], outcomes: Mapping[str, str]) -> Criterion:
    tests = sorted({test for name in one.by for test in ways[name].tests})
    failed = [test for test in tests if outcomes.get(test) == "failed"]
    if failed:
        result = PARTIALLY if one.result == SUPPORTS else one.result
        return replace(one, result=result, remarks=f"{one.remarks} In this run a test failed: {_bare(failed)}.")
    missing = [test for test in tests if outcomes.get(test) != "passed"]
    if missing:
        return replace(one, result=NOT_EVALUATED, remarks=f"{one.remarks} In this run tests did not run: {_bare(missing)}.")
    return one


def _bare(tests: Iterable[str]) -> str:
    return ", ".join(f"`{test.partition('::')[2]}`" for test in tests)


def _counts(criteria: Iterable[Criterion]) -> str:
    found = Counter(one.result for one in criteria)
    return f"{found.total()} criteria: " + ", ".join(f"{found[term]} {term}" for term in TERMS if found[term]) + "."


def as_markdown(report: Report) -> str:
    """The report as a page of Markdown, in the order of the form: product, standards, terms, tables."""
    parts = [_INTRODUCTION.format(version=version_of(ROOT), reported=report.reported, counts=_counts(report.criteria))]
    parts += [f"{report.run}\n"] if report.run else []
    parts += [_STANDARDS, "## Terms\n", _table(("Term", "What it says here"), TERMS.items())]
    for number, level in ((1, "A"), (2, "AA")):
        rows = [(f"**{one.id} {one.name}**", one.result, _remarks(one)) for one in report.criteria if one.level == level]
        parts += [f"## Table {number}: level {level}\n"]
        parts += [_table(("Criterion", "Conformance level", "Remarks and explanations"), rows)]
    parts += [_REST]
    ways = [(f"**{name}**", way.what, ", ".join(f"`{test}`" for test in way.tests)) for name, way in report.ways.items()]
    parts += [_table(("Way", "What is looked at", "Tests"), ways)]
    return "\n".join(parts)


def _remarks(one: Criterion) -> str:
    by = f" Tested by: {', '.join(one.by)}." if one.by else ""
    rules = f" Rules of axe-core: {', '.join(one.rules)}." if one.rules else ""
    return f"{one.remarks}{by}{rules}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(head), *map(tuple, rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


_INTRODUCTION = """\
# Accessibility conformance report

This page has the form of the VPAT 2.5Rev, WCAG edition, which many offices ask for. It was not written by an auditor.
`python -m exercises accessibility-report` writes it from what the kit's own tests look at, and claims nothing else.

| | |
|---|---|
| **Product** | Close Reading the News {version} |
| **Report date** | {reported} |
| **Description** | Notebooks in which a class reads a news article closely, and a desk where the teacher grades |
| **What is covered** | What the kit draws: cards, the lesson's bar, the desk, marking, reports, feedback, and sheets |
| **What is around it** | JupyterLab. Its own barriers are named where a lesson cannot be used without it. |
| **Contact** | an issue in the project's repository; see the README |
| **Evaluation methods** | axe-core 4 in Chromium, scripts that use mouse or keyboard alone, and searches of the source |
| **Not done** | No person with a disability, screen reader, touch screen, or browser but Chromium was part of it. |
| **Result** | {counts} |
"""
_STANDARDS = """\
## Standards

| Standard | In this report |
|---|---|
| Web Content Accessibility Guidelines 2.0, 2.1 and 2.2, level A | yes |
| Web Content Accessibility Guidelines 2.0, 2.1 and 2.2, level AA | yes |
| Web Content Accessibility Guidelines 2.0, 2.1 and 2.2, level AAA | no |

Criterion 4.1.1, Parsing, is obsolete and no part of WCAG 2.2. For 2.0 and 2.1 the form counts it as supported.
"""
_REST = """\
## Table 3: level AAA

Not evaluated.

## How it was tested

Each way is a group of tests that anybody can run: `python -m exercises test`. To compare this page with a run of your own:

    python -m exercises test --junitxml results.xml
    python -m exercises accessibility-report --results results.xml --out mine.md

A test that failed or did not run then takes its result away, and the remark names it.

Two pages were not looked at: the overview of several classes, and the sheet of gains.
"""
