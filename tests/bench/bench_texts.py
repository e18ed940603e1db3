"""What it costs to grade a brief and to read a lesson, against floors that are measured in the same run.

    python -m tests.bench.bench_texts

The floor of a brief is splitting it into words and marks with one regular expression; that of a lesson is parsing its
TOML files. Each brief is graded several times with other spaces, so that nothing is taken from what was kept, and the best
time counts.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.questions import grade

CORPORA = Path(__file__).parents[1] / "corpora"
LESSON, BRIEF = "iron_dome", "your-brief"
ROUNDS = 12
_SPLIT = re.compile(r"[^\W_]+|\S")
# In a process of its own: what a notebook does once, with everything imported and nothing read.
_COLD = """
import time
from exercises.lesson_data.content import lesson_folder, read_lesson
start = time.perf_counter()
read_lesson(lesson_folder("iron_dome"), keys=True)
print(time.perf_counter() - start)
"""


def briefs() -> list[str]:
    """The briefs of the corpora that the checks were made with."""
    rows = [
        line for name in ("tune", "tune2") for line in (CORPORA / name / "briefs.jsonl").read_text("utf-8").splitlines()
    ]
    return [row["text"] for row in map(json.loads, filter(None, rows)) if row["question"] == BRIEF]


def best(work: Callable[[str], object], texts: list[str]) -> list[float]:
    """Milliseconds for each text, the best of several rounds."""
    found = [float("inf")] * len(texts)
    for number in range(ROUNDS):
        for at, text in enumerate(texts):
            other = text.replace(" ", "  ", number)
            start = time.perf_counter()
            work(other)
            found[at] = min(found[at], 1000 * (time.perf_counter() - start))
    return found


def main() -> None:
    """Print a row for briefs and one for lessons."""
    folder, texts = lesson_folder(LESSON), briefs()
    question = read_lesson(folder, keys=True).questions[BRIEF]
    graded, split = best(lambda text: grade(question, text), texts), best(_SPLIT.findall, texts)
    each, floor = statistics.median(graded), statistics.median(split)
    print(f"a brief: median {each:.2f} ms, most {max(graded):.2f} ms; split {floor:.3f} ms; ratio {each / floor:.0f}")
    cold = min(float(subprocess.check_output([sys.executable, "-c", _COLD])) for _ in range(5))
    files = [path.read_text("utf-8") for path in folder.rglob("*.toml")]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for text in files:
            tomllib.loads(text)
        times.append(time.perf_counter() - start)
    print(f"a lesson: {1000 * cold:.0f} ms cold; parsed {1000 * min(times):.0f} ms; ratio {cold / min(times):.1f}")


if __name__ == "__main__":
    main()
