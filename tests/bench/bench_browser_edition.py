"""What the browser edition costs a student's browser, against an empty JupyterLite site built in the same run.

Run it on a quiet machine: ``python -m tests.bench.bench_browser_edition``. The empty site has JupyterLab, Python, and a
notebook that prints a word: no widgets, no NLTK, no kit.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from playwright.sync_api import BrowserContext, sync_playwright

from exercises.editions.web import command, downloads, pyodide, site_builder
from tests.editions.kit import copy_of_the_kit
from tests.editions.web.site import Server, SiteNotebook, student

OPENINGS = 5
# What only the kit needs of wheels.txt.
OURS = {
    "anywidget",
    "ipywidgets",
    "jupyterlab_widgets",
    "psygnal",
    "typing_extensions",
    "nltk",
    "defusedxml",
    "vaderSentiment",
}
FIRST = {"site": ("00_start_here", ".crn-card"), "empty": ("empty", ".jp-OutputArea-output")}


def build_empty(out: Path, gathered: downloads.Parts) -> None:
    """An empty JupyterLite site from the same parts, by the same steps."""
    work = out.with_name("empty-work")
    python = work / pyodide.FOLDER
    pyodide.put_core(python, gathered, without=OURS)
    packages = pyodide.put_lock(python, gathered)
    site_builder.put_extensions(work / "labextensions", gathered, [downloads.KERNEL])
    (work / "jupyter-lite.json").write_text(json.dumps(site_builder.config(packages)), encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('here')")])
    notebook.metadata["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    (work / "files").mkdir()
    nbformat.write(notebook, work / "files" / "empty.ipynb")
    site_builder.run_jupyterlite(work, out)


def size(site: Path) -> int:
    """The bytes of all files of a site."""
    return sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


def opening(context: BrowserContext, address: str, which: str) -> float:
    """Seconds from opening the notebook's address to the first thing that Python shows."""
    name, shown = FIRST[which]
    notebook = SiteNotebook(context, address, name)
    start = time.perf_counter()
    notebook.open()
    if not notebook.is_lesson():
        notebook.command("notebook:run-all-cells")
    notebook.page.locator(shown).first.wait_for()
    return time.perf_counter() - start


def bench(folder: Path) -> None:
    """Build both sites, and print their bytes and their times of opening, first visits alone and in turn."""
    gathered = downloads.gather(downloads.usual_folder())
    command.make(folder / "site", downloads.usual_folder(), root=copy_of_the_kit(folder / "kit"))
    build_empty(folder / "empty", gathered)
    ours, floor = size(folder / "site"), size(folder / "empty")
    ratio = f"ratio {ours / floor:5.2f}"
    print(f"bytes of the site           {ours / 1e6:6.1f} MB   empty JupyterLite {floor / 1e6:6.1f} MB   {ratio}")
    own = sum(path.stat().st_size for path in (folder / "site" / pyodide.FOLDER).glob("close_reading*.whl"))
    print(f"  of which the kit's wheel  {own / 1e6:6.2f} MB")
    times: dict[str, list[float]] = {which: [] for which in FIRST}
    with sync_playwright() as playwright:
        for number in range(OPENINGS):
            for which, took in times.items():
                server = Server(folder / which)
                with student(playwright, folder / f"profile-{which}-{number}") as context:
                    took.append(opening(context, server.address, which))
                server.close()
    for which, took in times.items():
        print(f"  {which:6} {' '.join(f'{seconds:.1f}' for seconds in took)} s")
    ours, floor = statistics.median(times["site"]), statistics.median(times["empty"])
    print(f"opening to the first card   {ours:6.2f} s    first output      {floor:6.2f} s    ratio {ours / floor:5.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        bench(Path(temporary))
