"""The accessibility report claims what tests look at, and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_playwright_python
import pytest

from exercises.__main__ import main
from exercises.editions.accessibility import NOT_EVALUATED, REPORT, TERMS, as_markdown, missing_tests, read_report
from tests.used import ours

KIT = Path(__file__).resolve().parents[2] / "exercises"
CARDS = KIT / "cards"
BAR = CARDS / "jupyter" / "labextensions" / "close-reading" / "static" / "lesson.css"
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# Every criterion of WCAG 2.2 at these levels, by its number.
A = "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4"
A += " 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2"
AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3"
)
AA += " 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"


def test_the_report_has_every_criterion_once_and_a_test_behind_every_claim():
    report = read_report()
    for level, ids in (("A", A), ("AA", AA)):
        assert [one.id for one in report.criteria if one.level == level] == ids.split()
    assert len(report.criteria) == 55
    assert missing_tests(report) == []
    for one in report.criteria:
        assert one.result in TERMS, one.id
        assert bool(one.by) == (one.result != NOT_EVALUATED), one.id
        assert set(one.by) <= report.ways.keys(), one.id
        assert one.remarks.endswith("."), one.id
    assert {name for one in report.criteria for name in one.by} == report.ways.keys()


def test_the_rules_that_it_names_are_those_of_axe_for_that_criterion():
    found = re.findall(
        r'\{id:"([a-z-]+)",(?:(?!\{id:)[^\[\]]|\[(?!"cat)[^\]]*\])*?tags:(\["cat\.[^\]]*\])', AXE.read_text("utf-8")
    )
    tags = {name: set(json.loads(text)) for name, text in found}
    assert len(tags) > 90
    for one in read_report().criteria:
        number = f"wcag{one.id.replace('.', '')}"
        assert [rule for rule in one.rules if number not in tags.get(rule, ())] == [], one.id


def test_the_file_for_offices_is_as_the_command_writes_it(tmp_path, capsys):
    made = tmp_path / "report.md"
    assert main(["accessibility-report", "--out", str(made)]) == 0
    assert made.read_bytes() == REPORT.read_bytes(), "run: python -m exercises accessibility-report"
    assert "55 criteria: " in capsys.readouterr().out
    text = made.read_text(encoding="utf-8")
    assert all(f"| **{one.id} {one.name}** | {one.result} | {one.remarks}" in text for one in read_report().criteria)


def case(test: str, inside: str = "", more: str = "") -> str:
    path, _, name = test.partition("::")
    return f'<testcase classname="{path[:-3].replace("/", ".")}" name="{name}{more}">{inside}</testcase>'


def test_a_test_that_failed_or_did_not_run_takes_its_result_away(tmp_path, capsys):
    report = read_report()
    tests = sorted({test for way in report.ways.values() for test in way.tests})
    failed, skipped = report.ways["palette"].tests[0], report.ways["links"].tests[0]
    cases = [case(test, more="[one]") for test in tests if test not in (failed, skipped)]
    cases += [case(failed, "<failure/>", "[a]"), case(failed, more="[b]"), case(skipped, "<skipped/>")]
    results = tmp_path / "results.xml"
    results.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>", encoding="utf-8")
    made = tmp_path / "mine.md"
    assert main(["accessibility-report", "--out", str(made), "--results", str(results)]) == 1
    text = made.read_text(encoding="utf-8")
    assert f"Of the {len(tests)} tests named here, {len(tests) - 2} passed in this run." in text
    changed = set(text.splitlines()) - set(as_markdown(report).splitlines())
    rows = {line[4:].split()[0]: line for line in changed if line.startswith("| **") and line[4].isdigit()}
    assert set(rows) == {"1.4.11", "2.4.4", "2.4.5"}
    assert "| Partially Supports |" in rows["1.4.11"] and failed.partition("::")[2] in rows["1.4.11"]
    assert "| Not Evaluated |" in rows["2.4.4"] and skipped.partition("::")[2] in rows["2.4.4"]

    results.write_text("no results", encoding="utf-8")
    assert main(["accessibility-report", "--out", str(made), "--results", str(results)]) == 2
    assert "is not the result of a test run" in capsys.readouterr().err


# What the report says of the source.


def test_nothing_that_we_draw_plays_moves_reloads_or_asks_for_a_log_in():
    drawn = [path for end in ("*.js", "*.css", "*.html") for path in ours(KIT, end)]
    assert len(drawn) > 60
    refused = r"<(?:audio|video|marquee|blink|embed|object)\b|\"(?:audio|video|marquee|embed|iframe)\"|new Audio\("
    refused += r"|devicemotion|deviceorientation|Accelerometer|http-equiv=.?refresh|location\.reload|infinite|mailto:"
    refused += r"|type(?:=|: ?).?(?:email|tel|password)\b"
    found = {path.name: hits for path in drawn if (hits := re.findall(refused, path.read_text(encoding="utf-8")))}
    # The browser edition loads its page again once, when a newer build is there.
    assert found in ({}, {"keep.js": ["location.reload"]})
    for path in drawn:
        text = path.read_text(encoding="utf-8")
        for declared in re.findall(r"(?:animation|transition):([^;}]*)", text):
            assert all(float(seconds) <= 1 for seconds in re.findall(r"([\d.]+)s\b", declared)), path.name
        # What moves is seen to come, and nothing else.
        for frames in re.findall(r"@keyframes [\w-]+ \{(.*?\})\s*\}", text):
            assert frames.strip() == "from { opacity: 0; }", path.name
        # A field that a browser could fill in from a person's own data would have to name what it is for.
        assert set(re.findall(r"autocomplete: ?\"(\w+)\"", text)) <= {"off"}, path.name


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("path", "prefix"), [(CARDS / "base.css", "crn"), (BAR, "crl")], ids=["cards", "bar"])
def test_borders_signs_and_the_focus_have_a_contrast_of_three_to_one(path, prefix):
    assert round(contrast("#ffffff", "#767676"), 2) == 4.54
    themes = re.findall(r"\{([^{}]*--" + prefix + r"-paper[^{}]*)\}", path.read_text(encoding="utf-8"))[:2]
    assert len(themes) == 2
    for theme in themes:
        colors = dict(re.findall(rf"--{prefix}-([\w-]+): (#[0-9a-f]{{6}});", theme))
        assert colors["paper"] != colors["ink"]
        for shown in {"edge", "accent", "focus", "good", "part", "not"} & colors.keys():
            for ground in {"paper", "raised", "wash"} & colors.keys():
                assert contrast(colors[shown], colors[ground]) >= 3, f"{shown} on {ground}"
    assert f"border: 1px solid var(--{prefix}-edge)" in "".join(
        file.read_text(encoding="utf-8") for file in (*CARDS.glob("*.css"), BAR)
    )
