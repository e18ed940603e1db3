"""How the time that grading takes grows with the length of a hostile text: four times the text, four times as long.

    python -m tests.bench.bench_patterns

A pattern that backtracks would take sixteen times as long. Each row is one kind of work on the text that slows it most;
the last line says whether any grew faster than allowed, and is the exit status.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from exercises.base.csv_files import safe
from exercises.base.errors import sanitize
from exercises.gradebook.intake.submission import submission
from exercises.questions import Question
from exercises.questions.answer_form import MOST_CHARACTERS
from exercises.text import article
from tests import library

# Quadratic work would grow by 16 from one size to the next, linear work by 4.
GROWTH, TIMES = 4, 9
# What is done faster than this is never slow, and too short to be measured.
ENOUGH = 0.02  # seconds
TEXTS: dict[str, Callable[[int], str]] = {
    "spaces": lambda n: "1" + " " * n + "x",
    "lines": lambda n: "a" + "\n" * n + "b",
    "lines and spaces": lambda n: "a" + "\n " * (n // 2) + "b",
    "separators": lambda n: "a" + ";\t" * (n // 2) + "b",
    "marks": lambda n: "a" + "!" * n + "b",
    "marks and letters": lambda n: "!a" * (n // 2) + "b",
    "ends of sentences": lambda n: "a" + ".)" * (n // 2) + "b",
    "short sentences": lambda n: "a. " * (n // 3),
    "short lines": lambda n: "a\n" * (n // 2),
    "abbreviations": lambda n: "A.A" * (n // 3),
    "opening quotation marks": lambda n: "“" * n,
    "quotation marks": lambda n: "“a”" * (n // 3),
    "a quotation that never ends": lambda n: "“" + "a" * n,
    "straight marks": lambda n: '"' * n,
    "digits": lambda n: "1" * n,
    "points after a digit": lambda n: "1" + "." * n + "x",
    "thousands": lambda n: "1" + ",000" * (n // 4) + "x",
    "numbers": lambda n: "1,1 " * (n // 4),
    "articles": lambda n: "the " * (n // 4) + "!",
    "a letter": lambda n: "a" * n,
    "a word of the article": lambda n: "over 900 visitors " * (n // 18),
    "formulas": lambda n: "\n=" * (n // 2),
    "underscores": lambda n: "_" * n,
    "platform names": lambda n: "_1_100_a" * (n // 8),
    "platform names of another sort": lambda n: "_assignsubmission_file" * (n // 22),
    "characters that nobody sees": lambda n: "a\u200b" * (n // 2),
    "emphasis": lambda n: "*a`" * (n // 3),
}
ANSWERS: dict[str, Callable[[str], object]] = {
    "choice": str,
    "choices": lambda text: [text],
    "match": lambda text: {"p3": text},
    "order": lambda text: [text],
    "number": str,
    "phrase": str,
    "spans": lambda text: [{"exact": text, "label": "cue"}],
    "evidence": lambda text: {"choice": "work", "quotes": [text]},
    "rewrite": lambda text: text + " On Monday, the mayor said, the library was ready after ten months. ",
    "probe": lambda text: {"outputs": [text, text]},
    "reflection": str,
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """The best of three, since other programs run here too."""
    times = []
    for number in range(3):
        # Another text each time: nothing is taken from what was kept.
        other = text + str(number)
        start = time.process_time()
        work(other)
        times.append(time.process_time() - start)
    return min(times)


def growth(work: Callable[[str], object], text: Callable[[int], str], most: int) -> tuple[float, float]:
    """(seconds for the long text, how many times those of a quarter of it); of three tries the best."""
    found = []
    for _ in range(3):
        long = seconds(work, text(most))
        found.append((long, long / max(seconds(work, text(most // GROWTH)), 1e-6)))
        if long < ENOUGH or found[-1][1] < TIMES:
            break
    return min(found, key=lambda pair: pair[1])


def graded(question: Question, answer: object) -> None:
    """All that grading does with an answer."""
    if question.grade(answer).status != "unanswered":
        plain_answer = question.normalize(answer)
        question.responses_by_unit(plain_answer), question.cited_spans(plain_answer), question.describe(plain_answer)


LOOSE: dict[str, tuple[Callable[[str], object], int]] = {
    "a cell": (safe, 20_000),
    "a line of a report": (sanitize, 20_000),
    "a path of a platform": (submission, 5_000),
    "forgiven words": (article.normalize_answer, 20_000),
    "tokens": (lambda text: article.Article(text).words(), 20_000),
    "sentences": (lambda text: [article.Article(text).sentences(1)] if text.strip() else [], 20_000),
}


def works(folder: Path) -> dict[str, tuple[Callable[[str], object], int]]:
    """Everything that reads a student's text, by name, with the longest text that it is given."""
    context = library.context(folder)
    questions = {kind: library.make(kind, context) for kind in ANSWERS}

    def grading(kind: str) -> Callable[[str], object]:
        return lambda text: graded(questions[kind], ANSWERS[kind](text))

    return {f"grading {kind}": (grading(kind), MOST_CHARACTERS - 100) for kind in ANSWERS} | LOOSE


def main() -> int:
    """Print a row for each kind of work; 1 when one of them grew faster than allowed."""
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (work, most) in works(Path(folder)).items():
            rows = {text: growth(work, make, most) for text, make in TEXTS.items()}
            slow += [f"{name}, {text}" for text, (long, times) in rows.items() if long >= ENOUGH and times >= TIMES]
            worst = max(rows, key=lambda text: rows[text][0])
            long, times = rows[worst]
            print(f"{name:24} slowest on {worst:36} {1000 * long:8.1f} ms, {times:5.1f} times a quarter's")
    print(f"grew too fast: {', '.join(slow) or 'none'} (allowed: less than {TIMES} times for {GROWTH} times the text)")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
