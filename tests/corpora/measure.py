"""How often the checks of written texts are wrong, measured on texts whose faults somebody else listed first.

    python -m tests.corpora.measure tests/corpora/tune

A corpus folder has briefs.jsonl and rewrites.jsonl: on each line a text, the question that it answers, and its faults as a
careful teacher sees them. A sound text that is not complete is a false refusal, split by whether the checks found it
unfinished or flagged it. A faulty text that is complete without a flag is a false pass.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.questions import grade
from exercises.questions.result import Result

FILES = ("briefs.jsonl", "rewrites.jsonl")
# Faults that no check claims to see: the cards say that a person reads for them.
UNCLAIMED = frozenset({"reversed", "invented-fact"})


@dataclass
class Measured:
    """Counts over one corpus. ``refused`` and ``passed`` hold each text that the checks got wrong."""

    sound: int = 0
    unfinished: list[tuple[dict, Result]] = field(default_factory=list)
    flagged: list[tuple[dict, Result]] = field(default_factory=list)
    faulty: Counter = field(default_factory=Counter)
    passed: list[tuple[dict, Result]] = field(default_factory=list)
    unclaimed: Counter = field(default_factory=Counter)
    unclaimed_passed: int = 0
    texts_with_claimed_faults: int = 0

    @property
    def refused_share(self) -> float:
        """False refusals: the share of sound texts that are not complete without a flag, from 0 to 1."""
        return (len(self.unfinished) + len(self.flagged)) / self.sound if self.sound else 0.0

    @property
    def passed_share(self) -> float:
        """False passes: the share of texts with a claimed fault that are complete without a flag, from 0 to 1."""
        return len(self.passed) / self.texts_with_claimed_faults if self.texts_with_claimed_faults else 0.0


@cache
def _questions() -> dict:
    return read_lesson(LESSONS / "iron_dome", keys=True).questions


def rows(folder: Path) -> list[dict]:
    """The lines of a corpus folder."""
    return [json.loads(line) for name in FILES for line in (folder / name).read_text(encoding="utf-8").splitlines() if line]


def measure(folder: Path) -> Measured:
    """Grade every text of a corpus and compare with its listed faults."""
    found = Measured()
    for row in rows(folder):
        result = grade(_questions()[row["question"]], row["text"])
        kinds = {fault.split(":")[0] for fault in row["faults"]}
        if not kinds:
            found.sound += 1
            if result.flags:
                found.flagged.append((row, result))
            elif result.status != "complete":
                found.unfinished.append((row, result))
        elif kinds <= UNCLAIMED:
            found.unclaimed.update(kinds)
            found.unclaimed_passed += result.status == "complete"
        else:
            found.faulty.update(kinds - UNCLAIMED)
            found.texts_with_claimed_faults += 1
            if result.status == "complete":
                found.passed.append((row, result))
    return found


def report(found: Measured) -> str:
    """The figures in lines, with each text that the checks got wrong."""
    wrong = len(found.unfinished) + len(found.flagged)
    lines = [
        f"false refusals {wrong} of {found.sound} = {found.refused_share:.1%}"
        f" (unfinished {len(found.unfinished)}, flagged {len(found.flagged)})"
    ]
    for label, texts in (("unfinished", found.unfinished), ("flagged", found.flagged)):
        lines += [f"  {label} {row['id']} {row['question']}: {_reasons(result)}" for row, result in texts]
    lines.append(f"false passes {len(found.passed)} of {found.texts_with_claimed_faults} = {found.passed_share:.1%}")
    missed = Counter(fault.split(":")[0] for row, _ in found.passed for fault in row["faults"])
    lines += [f"  {fault}: {missed[fault]} of {number}" for fault, number in sorted(found.faulty.items())]
    lines += [
        f"  passed {row['id']} {row['question']}: {', '.join(row['faults'])}. {row['why']}" for row, _ in found.passed
    ]
    named = ", ".join(f"{fault} {number}" for fault, number in sorted(found.unclaimed.items()))
    lines.append(f"faults that no check claims to see ({named}): {found.unclaimed_passed} passed")
    return "\n".join(lines)


def _reasons(result: Result) -> str:
    return " | ".join([*(notice.noticed for notice in result.notices), *(f"<{flag.code}>" for flag in result.flags)])


if __name__ == "__main__":
    print(report(measure(Path(sys.argv[1]))))
