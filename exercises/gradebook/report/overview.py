"""The overview of several classes: one page with a line for each, and a link to its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .page import pages, write_page


@dataclass(frozen=True)
class ClassRow:
    """A class, or one assignment of a class, in the overview. ``missing`` is None if there is no roster."""

    name: str
    assignment: str
    link: str
    graded: int
    missing: int | None
    mean: float | None
    waiting: int
    to_settle: int


def write_overview(path: Path, rows: Sequence[ClassRow]) -> None:
    """Write the overview. Raises KitError if it cannot be written."""
    write_page(path, pages().get_template("overview.html").render(rows=rows))
