"""HTML pages from Jinja templates, with every text escaped: one way for the class report and for the paper edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def templates_in(folder: Path) -> Environment:
    """The templates of a folder. Every text that they show is escaped, whoever wrote it, and a missing one is an error.

    Needs Jinja2, which belongs to the teacher's side.
    """
    # Imported here: grading, and each worker that grades, does without pages.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
