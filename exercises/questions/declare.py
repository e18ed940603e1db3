"""Declarations of the fields in lesson files: what each contains, and its JSON Schema, by which editors complete it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One field: its schema, whose description says what it contains, and whether it is required."""

    schema: Schema
    needed: bool = True

    @property
    def optional(self) -> Field:
        """The same field, but optional."""
        return replace(self, needed=False)

    @property
    def names(self) -> set[str]:
        """The fields of the tables in a table or a list of tables; empty for any other field."""
        inside = self.schema
        while isinstance(inside.get("items"), dict) or isinstance(inside.get("additionalProperties"), dict):
            inside = inside.get("items") or inside["additionalProperties"]
        return set(inside.get("properties", ()))


Fields = Mapping[str, Field]


def example(name: str, schema: Schema) -> str:
    """A line that shows the form of a field, as one writes it in TOML; empty for a form that no line can show.

    >>> example("hints", texts("").schema)
    'hints = ["…", "…"]'
    """
    form = schema.get("type")
    if schema.get("enum"):
        return f'{name} = "{schema["enum"][0]}"'
    if _is_pair(schema):
        return f'{name} = ["What we noticed.", "What to try?"]'
    if form == "object":
        inside = schema.get("additionalProperties")
        names = list(schema.get("properties", ())) or ["an-id"]
        first = schema.get("properties", {}).get(names[0], inside if isinstance(inside, dict) else {"type": "string"})
        line = example(names[0], first)
        return f"[question.{name}]" + (f" and, in the lines below it, {line}" if line else "")
    if form == "array" and schema.get("items", {}).get("type") == "object":
        return f"[[question.{name}]] and its fields in the lines below it"
    values = {"string": '"…"', "number": "3", "integer": "1", "boolean": "true", "array": '["…", "…"]'}
    if form == "array" and schema.get("items", {}).get("type") == "integer":
        return f"{name} = [1, 2]"
    return f"{name} = {values[form]}" if form in values else ""


def _is_pair(schema: Schema) -> bool:
    first = schema.get("anyOf", [schema])[0]
    return all(first.get(key) == value for key, value in _PAIR.items())


def anything(says: str, **schema: Any) -> Field:
    """A field of any schema; ``says`` is what it contains, in a line."""
    return Field({**schema, "description": says})


def text(says: str, *among: str) -> Field:
    """A text, or one of some words."""
    return anything(says, type="string", **({"enum": list(among)} if among else {}))


def texts(says: str) -> Field:
    """A list of texts."""
    return anything(says, type="array", items={"type": "string"})


def number(says: str, least: float = 0, **more: float) -> Field:
    """A number, not below ``least``."""
    return anything(says, type="number", minimum=least, **more)


def whole(says: str, least: int = 1, **more: int) -> Field:
    """A whole number, not below ``least``."""
    return anything(says, type="integer", minimum=least, **more)


def flag(says: str) -> Field:
    """``true`` or ``false``."""
    return anything(says, type="boolean")


def pair(says: str) -> Field:
    """One piece of feedback: what we noticed, and what to try."""
    return anything(says, **_PAIR)


def pairs(says: str) -> Field:
    """A piece of feedback for each entry. A dot in its name makes a table inside the table, as TOML reads it."""
    return anything(says, type="object", additionalProperties=_nested(2))


def options(says: str, least: int = 2) -> Field:
    """A table of ids and texts."""
    return anything(says, type="object", additionalProperties={"type": "string"}, minProperties=least)


def by_name(says: str, one: Field) -> Field:
    """A table whose names are the author's, and whose values have one form."""
    return anything(says, type="object", additionalProperties=one.schema)


def table(says: str, fields: Fields, **more: Any) -> Field:
    """A table with these fields and no others."""
    return anything(
        says,
        type="object",
        properties={name: field.schema for name, field in fields.items()},
        required=[name for name, field in fields.items() if field.needed],
        additionalProperties=False,
        **more,
    )


def tables(says: str, fields: Fields) -> Field:
    """A list of tables, each written with its name in double brackets."""
    return anything(says, type="array", items={name: part for name, part in table("", fields).schema.items() if part != ""})


_PAIR: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}


def _nested(levels: int) -> Schema:
    return {"anyOf": [_PAIR, {"type": "object", "additionalProperties": _nested(levels - 1)}]} if levels else _PAIR
