"""Make a PDF of a page with a Chromium, Chrome or Edge on this computer, started without a window and offline.

WeasyPrint was the alternative, but it needs the Pango libraries, which Windows and macOS do not have. A browser is
already installed, and a teacher without a PDF would print from that same browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ...base.errors import KitError

SECONDS = 120
_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
# Playwright's Chromium, inside the folder where Playwright keeps browsers.
_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
    "chromium-*/chrome-win*/chrome.exe",
)
# No network requests: no check for updates, no sync, no first-run page.
_QUIET = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--no-pdf-header-footer",
]


def find_browser() -> Path | None:
    """The program file of an installed Chromium, Chrome or Edge; None if there is none."""
    return next(iter(_candidates()), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in _COMMANDS if (found := shutil.which(name)))
    home = Path.home()
    places = [Path(root, "Applications", f"{name}.app/Contents/MacOS/{name}") for root in ("/", home) for name in _MAC]
    roots = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if os.environ.get(name)]
    places += [Path(root, program) for root in roots for program in _WINDOWS]
    yield from (place for place in places if place.is_file())
    kept = [home / ".cache", home / "Library/Caches", Path(os.environ.get("LOCALAPPDATA") or home)]
    own = [Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or home), *(folder / "ms-playwright" for folder in kept)]
    yield from (found for folder in own for pattern in _PLAYWRIGHT for found in sorted(folder.glob(pattern), reverse=True))


def print_pdf(browser: Path, page: Path, target: Path) -> None:
    """Print an HTML file as a PDF, which replaces an older one only when complete. Raises KitError with a sentence."""
    beside = target.with_name(f"{target.stem}.part.pdf")
    # Only for root on Linux, where Chromium refuses to run with its sandbox.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            line = [str(browser), *_QUIET, *as_root, f"--user-data-dir={profile}", f"--print-to-pdf={beside.resolve()}"]
            subprocess.run(
                [*line, page.resolve().as_uri()],
                check=False,
                timeout=SECONDS,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        if not beside.is_file() or not beside.read_bytes().startswith(b"%PDF"):
            raise KitError(f"{browser.name} made no PDF of {page.name}. {by_hand()}")
        beside.replace(target)
    except (OSError, subprocess.SubprocessError) as error:
        raise KitError(f"{browser.name} could not make {target.name}: {error}. {by_hand()}") from error
    finally:
        beside.unlink(missing_ok=True)


def by_hand() -> str:
    """How to print by hand, in a browser."""
    return (
        "Open the .html files in any browser and choose Print, then a printer or “Save as PDF”; leave the scale at 100 %, "
        "and switch “headers and footers” on if the pages come without numbers."
    )
