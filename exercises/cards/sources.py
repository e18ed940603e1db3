"""The JavaScript and CSS of the cards, as files that are joined in the browser, so that no build step is needed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..questions import kinds

_HERE = Path(__file__).parent
_SHOWING = ("wording", "lesson_text", "base")
# Shared by all cards that ask for something.
ASKING = (*_SHOWING, "canonical", "exchange", "article", "parts")
_HIGHLIGHTING = (
    "words",
    "cursor",
    "highlights_merge",
    "highlight_list",
    "highlight_editor",
    "highlighting_hands",
    "highlighting",
)
_CARD = (*ASKING, *_HIGHLIGHTING, "drafts", "card_drafts", "card_parts", "card")
# Type comments are for those who read and check the files; no browser needs them.
_TYPES = re.compile(r"^ */\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)


def modules() -> dict[str, tuple[str, ...]]:
    """The files of each module, in order: a module for each kind, and those that only show something."""
    shown: dict[str, tuple[str, ...]] = {name: (*_SHOWING, name) for name in ("dispersion", "progress", "download")}
    shown["hand_in"] = (*_SHOWING, "canonical", "exchange", "hand_in")
    return {"article": (*_SHOWING, "article", "articleview"), **shown, **{kind: (*_CARD, kind) for kind in kinds()}}


@cache
def file(name: str | Path) -> str:
    """One file without its types. A name is a file in this folder without its suffix; a path is a file elsewhere."""
    path = name if isinstance(name, Path) else _HERE / f"{name}.js"
    return _TYPES.sub("", path.read_text(encoding="utf-8"))


def joined(*names: str | Path) -> str:
    """Files joined into one module."""
    return "\n".join(map(file, names))


@cache
def style(*more: Path) -> str:
    """The style sheet of all cards, followed by these files."""
    paths = (*sorted(_HERE.glob("*.css")), *more)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
