"""The JavaScript and CSS of a card, joined from files, so that no build step is needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..questions import kinds_by_name

_HERE = Path(__file__).parent
_SHOWING = ("wording", "lesson_text", "base")
# Shared by all cards that ask for something.
ASKING = (*_SHOWING, "canonical", "exchange", "article", "parts")
_CARD = (*ASKING, "words", "cursor", "marks_merge", "marklist", "marking_hands", "marking", "card_parts", "card")
# Type comments are for those who read and check the files. A notebook with twenty cards would hold them twenty times.
_TYPES = re.compile(r"^ */\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)


def modules() -> dict[str, tuple[str, ...]]:
    """The files of each module, in order: a module for each kind, and those that only show something."""
    shown = {name: (*_SHOWING, name) for name in ("dispersion", "progress", "download")}
    return {"article": (*_SHOWING, "article", "articleview"), **shown, **{kind: (*_CARD, kind) for kind in kinds_by_name()}}


def script(module: str) -> str:
    """The text of one module, for the browser."""
    return joined(*modules()[module])


@cache
def joined(*names: str | Path) -> str:
    """Join files into one module. A name is a file in this folder without its suffix; a path is a file elsewhere."""
    paths = [name if isinstance(name, Path) else _HERE / f"{name}.js" for name in names]
    return _TYPES.sub("", "\n".join(path.read_text(encoding="utf-8") for path in paths))


@cache
def style(*more: Path) -> str:
    """The style sheet of all cards, followed by these files."""
    paths = (*sorted(_HERE.glob("*.css")), *more)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
