"""What it costs to find who says what, against splitting the same texts into words with NLTK in the same run.

    python -m tests.bench.bench_attribution

The texts are the articles that come with the kit. Each is read several times, and the best time counts, in processor time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from nltk.tokenize import NLTKWordTokenizer

from exercises.lesson_data.content import LESSONS
from exercises.text.attribution import attributions

ROUNDS, WORDS = 15, 600


def best(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of all rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> None:
    split = NLTKWordTokenizer().tokenize
    for path in sorted(LESSONS.glob("*/article.txt")):
        text = path.read_text(encoding="utf-8")
        share = WORDS / len(text.split())
        attributions(text)  # reads the model once
        found, floor = best(lambda text=text: attributions(text)) * share, best(lambda text=text: split(text)) * share
        print(f"{path.parent.name:14} {found:5.1f} ms for {WORDS} words, {found / floor:.1f} times {floor:.2f} ms to split")


if __name__ == "__main__":
    main()
