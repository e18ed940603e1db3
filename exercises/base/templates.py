"""HTML from Jinja templates with all text escaped: labs, a student's page, the class report, the paper edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def templates_in(folder: Path) -> Environment:
    """A Jinja environment for a folder's templates. All text is escaped; an undefined variable is an error."""
    # Imported here because most of what a student or a worker process does renders no pages.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
