"""The JavaScript and CSS of a card, put together of files, so that the browser needs no build step."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..questions import kinds

_HERE = Path(__file__).parent
_SHOWING = ("wording", "lesson_text", "base")
# What every card that asks for something shares.
ASKING = (*_SHOWING, "canonical", "exchange", "article", "parts")
_CARD = (*ASKING, "words", "cursor", "marks_merge", "marklist", "marking_hands", "marking", "card_parts", "card")
# The notes on types are for who reads and checks the files. A notebook of twenty cards would carry them twenty times.
_TYPES = re.compile(r"^ */\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)


def modules() -> dict[str, tuple[str, ...]]:
    """The files that make up each module, in order: one for each kind, and those that show something."""
    shown = {name: (*_SHOWING, name) for name in ("dispersion", "progress", "download")}
    return {"article": (*_SHOWING, "article", "articleview"), **shown, **{kind: (*_CARD, kind) for kind in kinds()}}


def script(module: str) -> str:
    """One of the modules, as the browser takes it."""
    return joined(*modules()[module])


@cache
def joined(*names: str | Path) -> str:
    """Join files into one module. A name is a file of this folder without its suffix, a path a file elsewhere."""
    paths = [name if isinstance(name, Path) else _HERE / f"{name}.js" for name in names]
    return _TYPES.sub("", "\n".join(path.read_text(encoding="utf-8") for path in paths))


@cache
def style(*more: Path) -> str:
    """The style of every card, and what these files add to it."""
    paths = (*sorted(_HERE.glob("*.css")), *more)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
