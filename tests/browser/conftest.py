from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, sync_playwright

from tests.browser.lab import NOTEBOOKS, Notebook, Trap, launch, launch_with_profile, run_lab


@pytest.fixture(scope="package")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright):
    try:
        chromium = launch(playwright)
    except Error as error:
        if os.environ.get("KIT_BROWSER_REQUIRED"):
            raise
        pytest.skip(f"no Chromium was found; “playwright install chromium” brings one: {str(error)[:200]}")
    yield chromium
    chromium.close()


@pytest.fixture(scope="package")
def lab_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab") / "root"
    folder.mkdir()
    return folder


@pytest.fixture(scope="package")
def trap():
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture(scope="package")
def lab(lab_folder, trap):
    with run_lab(lab_folder, trap) as address:
        yield address


@pytest.fixture(scope="package")
def context_with(playwright, browser, tmp_path_factory):
    """A function that gives one context for these options to all tests, so that JupyterLab is compiled once."""
    kept: dict[str, BrowserContext] = {}

    def context_with(**options) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in kept and options:
            kept[key] = browser.new_context(**options)
        elif key not in kept:
            kept[key] = launch_with_profile(playwright, tmp_path_factory.mktemp("profile"))
        return kept[key]

    yield context_with
    for context in kept.values():
        context.close()


@pytest.fixture
def open_notebook(context_with, lab, lab_folder):
    """A function that opens a copy of a notebook in a folder of its own; its requests are kept in ``requests``."""
    numbers, pages = itertools.count(), []
    folder = lab_folder / f"student-{os.urandom(4).hex()}"

    def open_(name: str, width: int = 1280, height: int = 1400, run: bool = True, **options) -> Notebook:
        folder.mkdir(exist_ok=True)
        number = next(numbers)
        # A second copy beside the first one is a second kernel on the same journal.
        stem = name.rpartition("/")[2]
        target = folder / (f"{stem}.ipynb" if number == 0 else f"{stem}-{number}.ipynb")
        shutil.copy(NOTEBOOKS / f"{name}.ipynb", target)
        notebook = Notebook(context_with(**options), lab, f"{folder.name}/{target.name}")
        pages.append(notebook.page)
        notebook.page.set_viewport_size({"width": width, "height": height})
        if number == 0:
            forget(notebook.page, lab, lab_folder.parent / "home" / "settings")
        requests: list[str] = []
        notebook.page.on("request", lambda request: requests.append(request.url))
        notebook.requests, notebook.folder = requests, folder
        notebook.open()
        if run and not notebook.is_lesson():
            notebook.run_all()
        return notebook

    yield open_
    for page in pages:
        page.close()


def forget(page, origin: str, settings: Path) -> None:
    """Drop what earlier tests left: drafts in the browser, and the theme among the server's settings.

    What was fetched and compiled is kept.
    """
    shutil.rmtree(settings, ignore_errors=True)
    page.context.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb"}
    )
