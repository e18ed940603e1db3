"""The same judgement under a fuzzer that watches which lines run. It needs atheris, which pytest does not.

Run it from the project's folder, for so many seconds:

    pip install atheris
    python -m tests.gradebook.fuzz_atheris -max_total_time=120
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["exercises"]):
    from exercises.lesson_data.content import read_lesson
    from tests.gradebook import classes
    from tests.gradebook.fuzzing import Judge


def main() -> None:
    """Start from real hand-ins, and go on until the time is over or something is raised."""
    with tempfile.TemporaryDirectory() as place:
        content = read_lesson(classes.put_lesson(Path(place)), keys=True)
        corpus = classes.put_all(Path(place) / "corpus", classes.good_class(content, 20))
        judge = Judge(content)
        atheris.Setup([*sys.argv, str(corpus), "-max_len=20000", "-timeout=30"], lambda data: judge.look(data) and None)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
