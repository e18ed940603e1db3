"""What grading a class costs, against merely reading and parsing the same bytes in the same run.

Run it from the project's folder: ``python -m tests.bench.bench_grading``. Give sizes for a shorter run, such as
``30 1000``, or for a longer one: 100,000 hand-ins take 3 GB on the disk while it runs, and half an hour. The class is the
sample class, so that anybody can measure the same. Machines are noisy: read the ratios, and the seconds of processor time,
which another program's work hardly changes. With the extra ``cluster``, a Dask cluster of two workers grades the same class
on this computer.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.sample_class.generate import sample_class

SIZES = (30, 1_000, 10_000)
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


def grade(folder: Path, out: Path, *more: str, command: str = "grade") -> tuple[float, float, float]:
    """The whole command in a process of its own: seconds, those of processors, and the most memory with workers in MB.

    Windows does not say how much processor time a process took that has ended: there it is 0.
    """
    target = out if command == "grade" else out / "only_report.html"
    line = [sys.executable, "-m", "exercises", command, str(folder), "--out", str(target), "--quiet", *more]
    start, before = time.perf_counter(), os.times()
    process = psutil.Popen(line, stdout=subprocess.DEVNULL)
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
    whole, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return whole, spent, most


ONE, TWO = ("--workers", "1"), ("--workers", "2")
DASK = (*TWO, "--cluster", "local")
# Each way to grade, by the number of hand-ins that it is worth trying with.
WAYS = {"one process": (ONE, 0), "two processes": (TWO, 1_000), "Dask, two workers": (DASK, 1_000)}


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size in each way, and print a line for each."""
    ways = WAYS if importlib.util.find_spec("distributed") else {n: way for n, way in WAYS.items() if way[0] != DASK}
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        make(home / "few", 3)
        # What starting takes is the same for any class, and is told apart: Python, all lessons, and the workers.
        start_ups = {
            way: min(grade(home / "few", home / "out-few", *options)[0] for _ in range(3))
            for way, (options, _) in ways.items()
        }
        shown = ", ".join(f"{way} {seconds:.2f} s" for way, seconds in start_ups.items())
        print(f"three hand-ins: {shown}", flush=True)
        print(
            "hand-ins   way                 whole s   CPU s   floor ms each   grade ms each   ratio   memory MB   as fast"
        )
        for size in sizes:
            folder, out = home / f"class-{size}", home / f"out-{size}"
            make(folder, size)
            rounds = ROUNDS.get(size, 1)
            base = min(floor(folder) for _ in range(rounds)) / size
            alone = 0.0
            for way, (options, fewest) in ways.items():
                if size < fewest:
                    continue
                runs = [grade(folder, out, *options) for _ in range(rounds)]
                (whole, spent, _), memory = min(runs), max(run[2] for run in runs)
                alone = alone or whole
                each = (whole - start_ups[way]) / size
                print(
                    f"{size:8,}   {way:18}{whole:9.2f} {spent:7.2f} {1000 * base:15.3f} {1000 * each:15.3f} "
                    f"{each / base:7.1f} {memory:11.0f} {alone / whole:9.2f}",
                    flush=True,
                )
            if size <= 1_000:
                report = min(grade(folder, out, *ONE, command="report")[0] for _ in range(rounds))
                print(f"{size:8,}   the report alone  {report:9.2f}", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
