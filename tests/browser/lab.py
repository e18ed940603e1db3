"""A JupyterLab of our own, a Chromium, and a notebook in it as a student would use it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
SETTINGS = ROOT / "exercises" / "cards" / "jupyter"
# Chromium itself asks nobody anything with these; what is left to see are the page's own requests.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 90
# A lesson says when its cards are there. Of other notebooks the status bar knows; their own sign says idle too early.
READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const said = document.querySelector('#jp-main-statusbar')?.innerText || '';
    if (!panel?.node.dataset.lesson) return said.includes('| Idle');
    return panel.node.dataset.lesson === 'ready' && panel.sessionContext.session?.kernel?.status === 'idle';
}"""
# Every question that is asked has its card.
DRAWN = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(c => /^lesson\\.ask\\("[a-z0-9-]+"\\)$/.test(c.model.sharedModel.source))
    .every(c => c.node.querySelector('.crn-card'))"""


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome, or None: then Playwright's own may be there."""
    # The headless shell draws no window of its own around the page, which took two fifths of a processor.
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    names += ("google-chrome", "google-chrome-stable", "chrome", "msedge")
    return next((path for name in names if (path := shutil.which(name))), None)


def launch(playwright: Playwright) -> Browser:
    """Start a browser without a window: the computer's own Chromium, else the one of Playwright."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)


def launch_with_profile(playwright: Playwright, folder: Path) -> BrowserContext:
    """Start a browser that keeps compiled scripts in ``folder``, so that JupyterLab opens sooner the next time."""
    return playwright.chromium.launch_persistent_context(folder, executable_path=find_chromium(), args=FLAGS)


class Trap:
    """A proxy that lets nothing through and remembers who knocked: what Python sends off the machine would come here."""

    def __init__(self):
        self.calls: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(2)
                with contextlib.suppress(OSError):
                    self.calls.append(caller.recv(300).decode("latin-1").splitlines()[0])

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@contextlib.contextmanager
def run_lab(folder: Path, trap: Trap | None = None) -> Iterator[str]:
    """A JupyterLab over ``folder``; gives its address, and ends it by its own process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}"]
    command += [f"--LabApp.extra_labextensions_path={SETTINGS / 'labextensions'}"]
    command += [f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    env = {**os.environ, "JUPYTER_CONFIG_PATH": str(SETTINGS)}
    env |= {name: str(home / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    env |= {"IPYTHONDIR": str(home / "ipython"), "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    env |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"), "NLTK_DATA": str(home / "no-nltk-data")}
    if trap:
        proxies = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
        env |= dict.fromkeys(proxies, trap.address) | dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")
    with (folder.parent / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with status {server.returncode}; see lab.log.")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("JupyterLab did not answer in time; see lab.log.")


class Notebook:
    """One notebook, open in a tab."""

    # How long it may take to open, in milliseconds: a busy machine is no fault.
    patience = 120_000

    def __init__(self, context: BrowserContext, address: str, path: str):
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.address = f"{address}/lab/tree/{path}?reset"

    def open(self) -> Notebook:
        """Open the notebook and wait until it can be used: a lesson then shows its cards."""
        self.page.goto(self.address)
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        """Wait until the kernel is idle, and a lesson has drawn its cards."""
        self._wait_until_idle()
        if self.is_lesson():
            self._wait_for_cards()

    def is_lesson(self) -> bool:
        """Whether this notebook has opened as a lesson, with its cards."""
        return self.page.evaluate("() => Boolean(window.jupyterapp.shell.currentWidget.node.dataset.lesson)")

    def _wait_until_idle(self) -> None:
        self.page.wait_for_function(READY, timeout=self.patience)

    def _wait_for_cards(self) -> None:
        self.page.wait_for_function(DRAWN, timeout=self.patience)

    def command(self, name: str, **arguments: object) -> None:
        """Run one of JupyterLab's commands."""
        self.page.evaluate("([name, args]) => window.jupyterapp.commands.execute(name, args)", [name, arguments])

    def run_all(self) -> None:
        """Run all cells and wait until every card is drawn."""
        self.command("notebook:run-all-cells")
        self._wait_until_idle()
        self.page.wait_for_function(
            "() => { const w = window.jupyterapp.shell.currentWidget.content.widgets;"
            " return w.filter(c => c.model.type === 'code').every(c => c.model.executionCount !== null) }",
            timeout=self.patience,
        )
        self._wait_for_cards()

    def cells(self) -> int:
        """How many cells the notebook has now."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.length")

    def cell_sources(self) -> list[str]:
        """The sources of all cells, to see that nothing changed."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.map(c => c.model.sharedModel.source)"
        )

    def card(self, question_id: str):
        """The card of a question, scrolled into view."""
        card = self.page.locator(f'.crn-card[data-question="{question_id}"]')
        if card.count() == 0:
            self._scroll_to_cell(f'"{question_id}"')
        card.wait_for()
        card.scroll_into_view_if_needed()
        return card

    def hand_in_card(self):
        """The card on which answers are handed in, at the end."""
        self._scroll_to_cell("lesson.hand_in(")
        card = self.page.locator(".crn-hand-in-card")
        card.wait_for()
        return card

    def _scroll_to_cell(self, source: str) -> None:
        # Cells far from the window may not be drawn so far.
        self.page.evaluate(
            """async (source) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const at = notebook.widgets.findIndex(c => c.model.sharedModel.source.includes(source));
                await notebook.scrollToItem(at, 'start');
            }""",
            source,
        )

    def define(self, name: str, source: str) -> None:
        """Change the student's cell that defines a function, and run it, as a student does with Shift and Enter."""
        self.page.evaluate(
            """async ([name, source]) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const at = notebook.widgets.findIndex(c => c.model.sharedModel.source.includes(`def ${name}(`));
                notebook.activeCellIndex = at;
                notebook.deselectAll();
                notebook.widgets[at].model.sharedModel.setSource(source);
                await window.jupyterapp.commands.execute('notebook:run-cell');
            }""",
            [name, source],
        )
        self._wait_until_idle()

    def select_cell_of(self, question_id: str) -> None:
        """Select, in command mode, the cell that asks a question: where a student with a keyboard would be."""
        self.select_cell_with(f'"{question_id}"')

    def select_cell_with(self, source: str) -> None:
        """Select, in command mode, the first cell that holds these words."""
        self.page.evaluate(
            """(source) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = notebook.widgets.findIndex(c => c.model.sharedModel.source.includes(source));
                notebook.deselectAll();
                notebook.mode = 'command';
                notebook.activate();
                notebook.activeCell.node.focus();
            }""",
            source,
        )

    def restart_kernel(self) -> None:
        """Restart the kernel: all that it had in memory is gone. A lesson then draws its cards again."""
        self.page.evaluate(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                if (panel.node.dataset.lesson) panel.node.dataset.lesson = 'restarting';
                return panel.sessionContext.session.kernel.restart();
            }"""
        )
        self.wait_until_ready()

    def end(self) -> None:
        """Shut the kernel down."""
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
