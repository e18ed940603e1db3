"""The figures of the checks of written texts on the corpora: they may get better, and not worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.measure import UNCLAIMED, measure, report, rows

HERE = Path(__file__).parent
CORPORA = [folder for folder in sorted(HERE.iterdir()) if (folder / "briefs.jsonl").is_file()]
# The most false refusals and false passes on what the cards claim, as shares.
MOST = {"tune": (0.02, 0.02), "tune2": (0.02, 0.02), "tune3": (0.02, 0.02), "tune4": (0.02, 0.02), "test": (0.07, 0.02)}


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_the_checks_are_seldom_wrong(folder):
    found = measure(folder)
    print(report(found))
    refused, passed = MOST.get(folder.name, (1.0, 1.0))
    assert found.refused_share <= refused
    assert found.passed_share <= passed


def test_the_page_on_lessons_has_the_figures_as_they_are():
    page = (HERE.parents[1] / "exercises" / "lessons" / "README.md").read_text(encoding="utf-8")
    for folder in CORPORA:
        found = measure(folder)
        figures = (
            f"{len(found.unfinished)} of {found.sound} | {len(found.flagged)} of {found.sound} "
            f"| {len(found.passed)} of {found.texts_with_claimed_faults} |"
        )
        assert any(line.startswith(f"| `{folder.name}`") and line.endswith(figures) for line in page.splitlines()), figures


@pytest.mark.parametrize("folder", CORPORA, ids=lambda folder: folder.name)
def test_a_corpus_has_both_sound_and_faulty_texts(folder):
    faults = [row["faults"] for row in rows(folder)]
    assert len(faults) >= 100
    assert 0.3 <= sum(not listed for listed in faults) / len(faults) <= 0.7
    assert {fault.split(":")[0] for listed in faults for fault in listed} > UNCLAIMED
