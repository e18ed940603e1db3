"""Tables written as TOML that a person can read and change: short lists in one line, prompts over several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDE = 100


def dump(table: Mapping[str, Any]) -> str:
    """A table as the text of a TOML file; ``tomllib.loads`` gives the same table back.

    Values are texts, numbers, booleans, lists and tables. Raises TypeError for anything else.

        >>> print(dump({"title": "A pool", "cue": [{"id": "said"}]}), end="")
        title = "A pool"
        <BLANKLINE>
        [[cue]]
        id = "said"
    """
    return "\n".join(_lines(table, ())).lstrip("\n") + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: plain entries first, then its tables under their headings."""
    for name, value in table.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(name)} = {_value(value)}"
    space = [""] if not path else []
    for name, value in table.items():
        heading = ".".join(map(_key, (*path, name)))
        if _is_table(value):
            # A table that only holds tables needs no heading of its own.
            yield from [*space, f"[{heading}]"] if not value or not all(map(_is_table, value.values())) else space
            yield from _lines(value, (*path, name))
        elif _is_tables(value):
            for one in value:
                yield from (*space, f"[[{heading}]]")
                yield from _lines(one, (*path, name))


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _text(value: str) -> str:
    # A JSON text is a TOML text, but for the one control character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, str):
        if "\n" not in value:
            return _text(value)
        return '"""\n' + "\n".join(_text(line)[1:-1] for line in value.split("\n")) + '"""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        parts = [_text(one) if isinstance(one, str) else _value(one) for one in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) <= _WIDE or len(parts) < 2 else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    raise TypeError(f"{type(value).__name__} has no form in TOML")
