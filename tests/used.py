"""What normal use leaves in the kit's folder, and is no part of the kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# What JupyterLab, Python, tests, editions and students leave behind. A name with a dot in front is always of that sort.
LEFT_BEHIND = {"__pycache__", "my-work", "my-desk", "earlier", "build", "dist", "node_modules"}


# Lessons that a teacher made of an article, by their names; their notebooks are called the same.
LESSONS = Path(__file__).resolve().parents[1] / "exercises" / "lessons"
OWN = {path.parent.name for path in LESSONS.glob("*/.gitignore")}


def ours(folder: Path, pattern: str) -> Iterator[Path]:
    """The files of the kit below a folder that fit a pattern, in order, without what use has left there."""
    for path in sorted(folder.rglob(pattern)):
        parts = path.relative_to(folder).parts
        own = path.stem in OWN or not OWN.isdisjoint(parts)
        if path.is_file() and not own and LEFT_BEHIND.isdisjoint(parts) and not any(p.startswith(".") for p in parts):
            yield path
