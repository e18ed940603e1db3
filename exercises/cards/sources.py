"""The JavaScript and CSS of a card, put together of files, so that the browser needs no build step."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def script(*names: str | Path) -> str:
    """One module for the browser. A name is a file of this folder without its suffix; a path is a file elsewhere."""
    paths = [name if isinstance(name, Path) else _HERE / f"{name}.js" for name in names]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@cache
def style(*more: Path) -> str:
    """The style of every card, and what these files add to it."""
    paths = (*sorted(_HERE.glob("*.css")), *more)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
