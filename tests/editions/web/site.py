"""A web server of our own over a built site, and a student's browser that reaches nothing else."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from tests.browser.lab import FLAGS, Notebook, find_chromium

# Every name but the computer's own leads nowhere, so that a request off the site fails and is seen.
NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


class Server:
    """Serves a folder, which may be changed for another; it tells browsers to keep every file for a day, as servers may."""

    def __init__(self, folder: Path):
        self.folder = folder
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def translate_path(self, path: str) -> str:
                self.directory = str(server.folder)
                return super().translate_path(path)

            def end_headers(self) -> None:
                self.send_header("Cache-Control", "max-age=86400")
                super().end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def student(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A student's browser: what it stores stays in the folder ``profile``, and is there when it is opened again."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=find_chromium(), args=[*FLAGS, NO_NAMES], viewport={"width": 1280, "height": 1400}
    )
    try:
        yield context
    finally:
        context.close()


class SiteNotebook(Notebook):
    """A notebook of the site, open in a tab. Its Python is compiled by the browser, and takes its time."""

    patience = 240_000

    def __init__(self, context: BrowserContext, address: str, name: str):
        super().__init__(context, address, name)
        self.address = f"{address}/lab/index.html?path={name}.ipynb"

    def reload(self) -> None:
        """Reload the tab, as a student does with F5, and wait until the notebook that was open is there again."""
        # JupyterLab writes down what is open a second after it last changed.
        self.page.wait_for_timeout(2000)
        self.page.reload()
        self.wait_until_ready()

    def hand_in(self, student_id: str) -> Path:
        """Type a class id on the card at the end, make the file, and press Download."""
        card = self.hand_in_card()
        card.locator(".crn-class-id").fill(student_id)
        card.locator(".crn-check").click()
        if card.locator(".crn-yes").is_visible():
            card.locator(".crn-yes").click()
        button = card.locator(".crn-download")
        button.wait_for()
        with self.page.expect_download() as download:
            button.click()
        return Path(download.value.path()).rename(Path(download.value.path()).with_name(download.value.suggested_filename))

    def errors(self) -> list[dict]:
        """What went wrong in any cell, or was written to stderr."""
        return self.page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === 'code')"
            ".flatMap(c => c.model.outputs.toJSON())"
            ".filter(o => o.output_type === 'error' || o.name === 'stderr')"
        )

    def stored(self, path: str) -> str:
        """A file as the browser keeps it."""
        content = self.page.evaluate(
            "async (path) => (await window.jupyterapp.serviceManager.contents.get(path, {content: true})).content", path
        )
        return content if isinstance(content, str) else json.dumps(content)

    def save(self) -> None:
        """Save the notebook, as JupyterLab does by itself every other minute."""
        self.command("docmanager:save")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")

    def text(self) -> str:
        """All text cells as they are written."""
        return "\n".join(self.cell_sources())
