"""The templates of questions, from templates/*.toml: their texts with names in braces, filled in for one article."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("templates")
# What every question has, as its author wrote it; other entries of a template are texts that its code asks for.
_KEPT: tuple[str, ...] = ("kind", "standing", "points", "minutes", "standards", "tolerance", "unit", "quotes", "highlights")
_KEPT += ("min_words", "max_words", "verb", "rubric")


class LeftOut(Exception):
    """This article lacks what a template needs; the message is the reason, to go on after “because”."""


@cache
def _all() -> dict[str, dict[str, Any]]:
    files = sorted(path for path in FOLDER.glob("*.toml") if path.stem not in ("glossary", "notebook"))
    return {name: table for path in files for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()}


class Template:
    """One template. Names in braces are filled in from ``slots``.

    >>> Template("back-to-the-cue").text("too_few")
    'every quotation has its cue in the same paragraph'
    """

    def __init__(self, name: str):
        self.name, self._table = name, _all()[name]

    def text(self, name: str, /, **slots: Any) -> str:
        """One text of the template."""
        return str(self._table[name]).format_map(slots)

    def texts(self, name: str, /, **slots: Any) -> dict[str, str]:
        """A table of texts."""
        return {key: str(value).format_map(slots) for key, value in self._table[name].items()}

    def pair(self, name: str, /, **slots: Any) -> list[str]:
        """A pair of feedback: of the table ``feedback``, or an entry of its own."""
        pair = self._table.get("feedback", {}).get(name) or self._table[name]
        return [str(text).format_map(slots) for text in pair]

    def need(self, enough: object) -> None:
        """Raise LeftOut with the template's own reason if there is not enough for it."""
        if not enough:
            raise LeftOut(self._table["too_few"])

    def question(self, question_id: str = "", /, **slots: Any) -> dict[str, Any]:
        """What the question has whatever its kind: prompt, hints, worked reason, and the plain entries."""
        kept = {name: self._table[name] for name in _KEPT if name in self._table}
        if "rubric" in kept:
            kept["rubric"] = [text.format_map(slots) for text in kept["rubric"]]
        return {
            "id": question_id or self.name,
            **kept,
            "prompt": self.text("prompt", **slots).strip(),
            "hints": [str(hint).format_map(slots) for hint in self._table["hints"]],
            "worked": self.text("worked", **slots),
        }
