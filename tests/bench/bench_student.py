"""What the kit costs on a student's laptop, each figure beside a floor measured in the same run.

Run it from the project's folder: ``python -m tests.bench.bench_student``. Machines are noisy: read the ratios.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
from jupyter_client.manager import start_new_kernel
from playwright.sync_api import sync_playwright

from tests.browser.lab import NOTEBOOKS, Notebook, launch, run_lab

LESSON = "01_sourcing"
IMPORTS = 15
CALLS = 200
OPENINGS = 5
BUTTON = "import ipywidgets\nipywidgets.Button(description='Check')"
TIMED = """
import json, time
from exercises.lesson_data.content import lesson_folder, read_lesson
keyed = read_lesson(lesson_folder("iron_dome"), keys=True).questions
found = {{}}
for question in lesson._work.content.questions.values():
    if question.kind in found or question.assessed:
        continue
    answer, times = keyed[question.id].model_answer(), {{}}
    for name, call in (("ask", lambda: lesson.ask(question.id)), ("check", lambda: lesson.check(question.id, answer))):
        times[name] = []
        for _ in range({calls}):
            if name == "ask":
                # A new desk, so that the card is made anew, as when a cell runs for the first time.
                lesson.__dict__.pop("_desk", None)
            start = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - start)
    found[question.kind] = times
print(json.dumps(found))
"""


def per_hundred(times: list[float], percent: int) -> float:
    """A percentile of times, in milliseconds."""
    return 1000 * statistics.quantiles(times, n=100)[percent - 1]


def bench_import() -> None:
    """Importing the package, in a new process, against a Python that does nothing."""
    codes = {
        "pass": "pass",
        "import": "from exercises import open_lesson",
        "open": "import exercises as e; e.open_lesson()",
    }
    times: dict[str, list[float]] = {name: [] for name in codes}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(IMPORTS):
            for name, code in codes.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], check=True, cwd=folder)
                times[name].append(time.perf_counter() - start)
    floor = statistics.median(times["pass"])
    for name, text in (("import", "import exercises"), ("open", "import and open_lesson")):
        took = statistics.median(times[name])
        print(f"{text:34} {1000 * took:7.1f} ms   python -c pass {1000 * floor:6.1f} ms   ratio {took / floor:5.2f}")


class Kernel:
    """A kernel in a folder of its own, whose memory and answers can be measured."""

    def __init__(self, folder: Path):
        self.manager, self.client = start_new_kernel(cwd=str(folder))

    def run(self, code: str) -> str:
        """Run code; returns what it printed. Raises when it fails."""
        printed: list[str] = []

        def hear(message: dict) -> None:
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        reply = self.client.execute_interactive(code, output_hook=hear, timeout=300)
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"]["evalue"])
        return "".join(printed)

    def memory(self) -> tuple[float, float]:
        """Resident memory (RSS), and what of it is the kernel's own (USS), in MB."""
        memory = psutil.Process(self.manager.provisioner.pid).memory_full_info()
        return memory.rss / 1e6, memory.uss / 1e6

    def end(self) -> None:
        """Shut down."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def bench_kernel() -> None:
    """Memory after the whole notebook against a kernel with one button; then every call against an empty cell."""
    with tempfile.TemporaryDirectory() as folder:
        one, whole = Kernel(Path(folder)), Kernel(Path(folder))
        try:
            one.run(BUTTON)
            for cell in nbformat.read(NOTEBOOKS / f"{LESSON}.ipynb", as_version=4).cells:
                if cell.cell_type == "code":
                    whole.run(cell.source)
            for name, floor, took in zip(("RSS", "USS"), one.memory(), whole.memory(), strict=True):
                text = f"kernel {name} after {LESSON}"
                print(f"{text:34} {took:7.1f} MB   one button     {floor:6.1f} MB   ratio {took / floor:5.2f}")
            one.run("import nltk")
            print(f"  the same button with NLTK imported: RSS {one.memory()[0]:.1f} MB, USS {one.memory()[1]:.1f} MB")
            empty = []
            for _ in range(CALLS):
                start = time.perf_counter()
                one.run("pass")
                empty.append(time.perf_counter() - start)
            floor = statistics.median(empty)
            print(
                f"an empty cell's round trip: median {1000 * floor:.2f} ms, 99th percentile {per_hundred(empty, 99):.2f} ms"
            )
            for kind, times in json.loads(whole.run(TIMED.format(calls=CALLS))).items():
                for name, took_each in times.items():
                    median = statistics.median(took_each)
                    late = per_hundred(took_each, 99)
                    ratio = f"median to empty cell {median / floor:5.2f}"
                    print(f"  {kind:11} {name:6} median {1000 * median:6.2f} ms   99th percentile {late:6.2f} ms   {ratio}")
        finally:
            one.end()
            whole.end()


def bench_opening() -> None:
    """From opening the notebook to its first and last card, with nothing clicked, against as many plain Markdown cells."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "root"
        folder.mkdir()
        shutil.copy(NOTEBOOKS / f"{LESSON}.ipynb", folder / "lesson.ipynb")
        cells = len(nbformat.read(folder / "lesson.ipynb", as_version=4).cells)
        plain = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"Text {n}") for n in range(cells)])
        plain.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3 (ipykernel)"}
        nbformat.write(plain, folder / "plain.ipynb")
        times: dict[str, list[float]] = {"plain": [], "lesson": []}
        first_card = []
        with run_lab(folder) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for _ in range(OPENINGS + 1):
                for which, took in times.items():
                    context = browser.new_context(viewport={"width": 1280, "height": 900})
                    notebook = Notebook(context, address, f"{which}.ipynb")
                    start = time.perf_counter()
                    if which == "lesson":
                        notebook.page.goto(notebook.address)
                        notebook.page.locator(".crn-card").first.wait_for()
                        first_card.append(time.perf_counter() - start)
                        notebook.wait_until_ready()
                        notebook.page.locator(".crn-progress-card").last.wait_for(state="attached")
                    else:
                        notebook.open()
                    took.append(time.perf_counter() - start)
                    notebook.end()
                    context.close()
            browser.close()
    # The first opening warms the server up.
    took, floor = statistics.median(times["lesson"][1:]), statistics.median(times["plain"][1:])
    first = statistics.median(first_card[1:])
    print(f"{'opening to the first card':34} {first:7.2f} s    plain cells    {floor:6.2f} s    ratio {first / floor:5.2f}")
    print(f"{'opening to the last card':34} {took:7.2f} s    plain cells    {floor:6.2f} s    ratio {took / floor:5.2f}")


if __name__ == "__main__":
    bench_import()
    bench_kernel()
    bench_opening()
