"""What grading a class costs, against merely reading and parsing the same bytes in the same run.

Run it from the project's folder: ``python -m tests.bench.bench_grading``; give sizes for a shorter run, such as
``30 1000``. The class is the sample class, so that anybody can measure the same. Machines are noisy: read the ratios.
100,000 hand-ins take some 2.5 GB on the disk while it runs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.sample_class.generate import sample_class

SIZES = (30, 1_000, 10_000, 100_000)
LESSON = "iron_dome"
# Small classes are over before a clock can tell: they are graded so many times, and the best counts.
ROUNDS = {30: 5, 1_000: 3, 10_000: 2}


def make(folder: Path, students: int) -> int:
    """Write the hand-ins of a sample class, one a student; returns how many bytes they have."""
    folder.mkdir(parents=True)
    total = 0
    for name, data in sample_class([read_lesson(lesson_folder(LESSON), keys=True)], students):
        (folder / name).write_bytes(data)
        total += len(data)
    return total


def floor(folder: Path) -> float:
    """Seconds for reading every file and parsing every line of it as JSON, in this process."""
    start = time.perf_counter()
    for path in sorted(folder.iterdir()):
        for line in path.read_bytes().split(b"\n"):
            if line:
                json.loads(line)
    return time.perf_counter() - start


def grade(folder: Path, out: Path, workers: int, command: str = "grade") -> tuple[float, float]:
    """Seconds for the whole command in a process of its own, and the most memory that it and its workers held, in MB."""
    target = out if command == "grade" else out / "only_report.html"
    line = [sys.executable, "-m", "exercises", command, str(folder), "--out", str(target), "--quiet"]
    start = time.perf_counter()
    process = psutil.Popen([*line, "--workers", str(workers)], stdout=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        try:
            own = [process, *process.children(recursive=True)]
            most = max(most, sum(one.memory_info().rss for one in own) / 1e6)
        except psutil.Error:
            pass
        time.sleep(0.01)
    if process.returncode:
        raise RuntimeError(f"grading ended with {process.returncode}")
    return time.perf_counter() - start, most


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size, and print a line for each."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        make(home / "few", 3)
        start_up = min(grade(home / "few", home / "out-few", 1)[0] for _ in range(3))
        print(f"three hand-ins, the start of Python and all lessons included: {start_up:.2f} s")
        print("hand-ins   whole s   floor ms each   grade ms each   ratio   memory MB   two workers   report alone s")
        for size in sizes:
            folder, out = home / f"class-{size}", home / f"out-{size}"
            make(folder, size)
            rounds = ROUNDS.get(size, 1)
            base = min(floor(folder) for _ in range(rounds)) / size
            runs = [grade(folder, out, 1) for _ in range(rounds)]
            whole, memory = min(run[0] for run in runs), max(run[1] for run in runs)
            each = (whole - start_up) / size
            two = min(grade(folder, out, 2)[0] for _ in range(rounds)) if size >= 1_000 else 0.0
            report = min(grade(folder, out, 1, "report")[0] for _ in range(rounds)) if size <= 1_000 else 0.0
            print(
                f"{size:8,} {whole:9.2f} {1000 * base:15.3f} {1000 * each:15.3f} {each / base:7.1f} {memory:11.0f} "
                f"{f'{whole / two:.2f} times' if two else '–':>13} {f'{report:.2f}' if report else '–':>16}",
                flush=True,
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
