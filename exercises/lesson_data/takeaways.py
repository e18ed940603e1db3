"""What a student takes home from a lesson: takeaways.toml, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..base.errors import KitError
from ..questions import Question, declare
from ..questions.declare import Fields
from ..questions.fields import Table

FILE = "takeaways.toml"
FIELDS: Fields = {
    "first": declare.text("the id of the question whose answer is a first impression").optional,
    "last": declare.text("the id of the question whose answer is put next to it in the end").optional,
}
PART: Fields = {
    "can_do": declare.texts("what a student can do after this part; each goes on after “You can now”").optional,
    "found": declare.anything("a table: what a right answer to a question found; each goes on after “You found”").optional,
}


@dataclass(frozen=True)
class Takeaways:
    """What students can do after each part, by its name; what each right answer found, by id; first and last question."""

    first: str = ""
    last: str = ""
    can_do: dict[str, tuple[str, ...]] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)


def read_takeaways(
    table: dict[str, Any], questions: Mapping[str, Question], parts: Mapping[str, Collection[str]]
) -> tuple[Takeaways, list[str]]:
    """The takeaways of a lesson, with a sentence for each entry that cannot be used; ``parts`` are ids by part."""
    problems: list[str] = []
    ends: dict[str, str] = {}
    can_do: dict[str, tuple[str, ...]] = {}
    found: dict[str, str] = {}
    for name, value in table.items():
        try:
            if name in FIELDS:
                ends[name] = _question(value, questions)
            elif name in parts:
                own = Table(value if isinstance(value, dict) else {}, PART.keys())
                can_do[name] = tuple(own.texts("can_do", ()))
                found |= _found(own.need("found", dict, {}), questions, parts[name])
            else:
                raise KitError(f"there is no such part. The parts are {', '.join(parts)}.")
        except KitError as error:
            problems.append(f"{FILE}, “{name}”: {error}")
    return Takeaways(ends.get("first", ""), ends.get("last", ""), can_do, found), problems


def _question(name: Any, questions: Mapping[str, Question]) -> str:
    if not isinstance(name, str) or name not in questions:
        raise KitError(f"there is no question “{name}”.")
    if questions[name].assessed:
        raise KitError(f"the question “{name}” is assessed, so nothing of it is taken home.")
    return name


def _found(table: dict[str, Any], questions: Mapping[str, Question], ids: Collection[str]) -> dict[str, str]:
    for name, text in table.items():
        _question(name, questions)
        if name not in ids:
            raise KitError(f"the question “{name}” is in another part. Put its line there.")
        if not isinstance(text, str) or not text.strip():
            raise KitError(f"what was found in “{name}” is a text in quotation marks.")
    return table
