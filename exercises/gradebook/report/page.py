"""Pages for a browser: the templates that draw them, and atomic writing of a file."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...base.errors import KitError, reason
from ...base.files import atomic_write
from ...base.templates import templates_in
from ..grading.open_answers import WHERE_TO_MARK

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = Path(__file__).parent / "pages"


@cache
def pages() -> Environment:
    """The templates. All text that they show is escaped, whoever wrote it."""
    environment = templates_in(PAGES)
    environment.filters["percent"] = lambda share: "–" if share is None else f"{100 * share:.0f}%"
    environment.filters["figure"] = lambda value: "–" if value is None else f"{value:.2f}".replace("-", "−")
    environment.filters["signed"] = lambda value: f"{value:+.1f}".replace("-", "−")
    # "problem: what is wrong?" is called a problem once it has been explained.
    environment.filters["brief"] = lambda label: label.partition(": ")[0]
    environment.filters["bare"] = lambda text: text.strip("“”.")
    environment.globals["style"] = (PAGES / "report.css").read_text(encoding="utf-8")
    environment.globals["sort_script"] = (PAGES / "sort.js").read_text(encoding="utf-8")
    environment.filters["fingerprint"] = _fingerprint
    environment.globals["where_to_mark"] = WHERE_TO_MARK
    return environment


def _fingerprint(script: str) -> str:
    """What a content security policy calls a script that may run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def write_page(path: Path, text: str) -> None:
    """Write a page atomically, so that a stopped run leaves no half-written file. Raises KitError."""
    try:
        atomic_write(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise KitError(
            f"{path.name} could not be written to {path.parent}: {reason(error)}. Close it where it is open, "
            "make room, or choose another place; then run the command again."
        ) from error
