"""Quotations written as evidence, graded: how often exact words are refused, and how often what is none earns points.

    python -m tests.corpora.quotations FOLDER

A line of quotations.jsonl has a question, a choice, quotes and a verdict that its writer gave before it was graded. A
reading that the key does not list earns half with exact words: that is the rule, and no refusal.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions import Question, grade

NOTHING = ("not-in-article", "prompt-words", "none")


@cache
def questions() -> dict[str, Question]:
    """The questions of the course by id."""
    return dict(read_lesson(lesson_folder("iron_dome"), keys=True).questions)


def shares(folder: Path) -> list[tuple[dict, float]]:
    """Each line with the share of the points that it earns."""
    found = []
    for line in (folder / "quotations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        question = questions()[row["question"]]
        result = grade(question, {"choice": row["choice"], "quotes": row["quotes"]})
        found.append((row, (result.points or 0) / question.points))
    return found


def measure(folder: Path) -> dict[str, Counter]:
    """For each verdict, how many lines earned nothing, a part, and everything."""
    found: dict[str, Counter] = {}
    for row, share in shares(folder):
        earned = "nothing" if share == 0 else "everything" if share == 1 else "a part"
        found.setdefault(row["verdict"], Counter())[earned] += 1
    return found


if __name__ == "__main__":
    for verdict, counts in sorted(measure(Path(sys.argv[1])).items()):
        print(
            f"{verdict:16} {', '.join(f'{counts[e]} earned {e}' for e in ('nothing', 'a part', 'everything') if counts[e])}"
        )
