"""The widget of the desk."""

from __future__ import annotations

from pathlib import Path

from ..cards.sources import ASKING, joined, style
from ..cards.widgets import Asking

# The card's JavaScript, after the code that it shares with each card that asks.
FILES = tuple(
    Path(__file__).with_name(f"{name}.js")
    for name in ("desk_parts", "desk_links", "desk_folders", "desk_grade", "desk_more", "desk")
)


class DeskCard(Asking):
    """The desk on screen: ``question`` is what does not change, ``state`` what was chosen, made and said."""

    _esm = joined(*ASKING, *FILES)
    _css = style(Path(__file__).with_name("desk.css"))
