"""Reads a table from a lesson file field by field, so that each problem is reported in one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Any

from ..base.errors import KitError
from .result import Notice

_SCOPE = " In TOML, a question's plain fields come before its first table in square brackets."


class Table:
    """A question's table in TOML, read field by field, so that each problem is reported in one sentence."""

    def __init__(self, values: dict[str, Any], known: Collection[str], where: str = ""):
        self.values = values
        for name in values:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f" Did you mean “{near[0]}”?" if near else ""
                place = f"in [{where}]" if where else "here"
                raise KitError(f"the field “{name}” is not known {place}.{hint}{_SCOPE if where else ''}")

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, default: Any = None) -> Any:
        """A field's raw value, unchecked."""
        return self.values.get(name, default)

    def need(self, name: str, form: type | tuple[type, ...], default: Any = None) -> Any:
        """A field of this type; required unless a default is given."""
        value = self.values.get(name, default)
        if value is None:
            raise KitError(f"the field “{name}” is missing. Add it.")
        if not isinstance(value, form) or (isinstance(value, bool) and form is not bool):
            raise KitError(f"the field “{name}” does not have the form it should; see exercises/lessons/README.md.")
        return value

    def texts(self, name: str, default: tuple[Any, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        values = self.need(name, list, None if default is None else list(default))
        if default is None and not values:
            raise KitError(f"the field “{name}” is empty. Give at least one text.")
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise KitError(f"the field “{name}” must be a list of texts, each in quotation marks.")
        return tuple(values)

    def options(self, name: str, least: int = 2) -> dict[str, str]:
        """A table of id → text."""
        options = self.need(name, dict)
        if len(options) < least or not all(isinstance(text, str) and text.strip() for text in options.values()):
            raise KitError(f"“{name}” needs at least {least} entries, each a text.")
        return dict(options)

    def pair(self, name: str) -> Notice:
        """A field with feedback: what we noticed, and what to try."""
        return as_notice(self.need(name, list), name)

    def feedback(
        self, wanted: list[str] | tuple[str, ...], optional: list[str] | tuple[str, ...] = ()
    ) -> dict[str, Notice]:
        """The table of feedback: one pair for each wanted entry, and none for entries that do not exist."""
        pairs = self.need("feedback", dict, {})
        for entry in wanted:
            if entry not in pairs:
                raise KitError(f"feedback for “{entry}” is missing. Add a pair: what we noticed, what to try.")
        for entry in pairs:
            if entry not in wanted and entry not in optional:
                raise KitError(f"there is feedback for “{entry}”, which is not among its entries. Rename or remove it.")
        return {entry: as_notice(pair, f"feedback for “{entry}”") for entry, pair in pairs.items()}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A list of tables, for example the listed wrong answers."""
        rows: list[dict[str, Any]] = self.need(name, list, [])
        if not all(isinstance(row, dict) for row in rows):
            raise KitError(f"“{name}” must be written as [[question.{name}]] tables.")
        return rows


def as_notice(pair: Any, name: str, about: str = "") -> Notice:
    """A pair of texts as a notice. Raises KitError naming the entry."""
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(t, str) and t.strip() for t in pair)):
        raise KitError(f"{name} must be a pair of texts: what we noticed, what to try.")
    return Notice(pair[0], pair[1], about)


def member(value: Any, among: Any, name: str) -> str:
    """A key that is among the options. Raises KitError."""
    if not isinstance(value, str) or value not in among:
        raise KitError(f"{name} is “{value}”, which is not among {', '.join(among)}.")
    return value
