"""Every fault of a question at once: a question is built again and again, each fault found so far put right in a copy."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..base.errors import MALFORMED, KitError, describe_error
from . import COMMON_FIELDS, build, declare
from .declare import Fields
from .fields import HOLE, FieldFault
from .kinds import kinds_by_name
from .question import Context

# A question with more faults than this is better begun anew.
_MOST = 200
# Whatever is put there, the kinds read their own fields all the same.
_HARMLESS = {"id", "prompt", "points", "minutes", "standards", "hints", "worked", "assessed", "more"}


@dataclass(frozen=True)
class Fault:
    """What is wrong, the keys that lead to the field, as far as they are known, and whether it is the key's file."""

    sentence: str
    path: tuple[str | int, ...] = ()
    in_key: bool = False


def faults_of(values: dict[str, Any], context: Context, secret: dict[str, Any] | None = None) -> list[Fault]:
    """Every fault of a question's table, in the order in which they were found; none for a sound one.

    Takes what ``build`` takes. What only follows from another fault is left out, so a few may show in the next run.
    """
    return _Gathering(values, context, secret).faults


class _Gathering:
    """One question's faults, and a copy of its tables in which each is put right."""

    def __init__(self, values: dict[str, Any], context: Context, secret: Any):
        self._tables = [copy.deepcopy(values), copy.deepcopy(secret)]
        kind = kinds_by_name().get(str(values.get("kind")))
        self._asked: Fields = {**COMMON_FIELDS, **(kind.asked_fields if kind else {})}
        self._key: Fields = kind.key_fields if kind else {}
        self._lacking = False
        self.faults: list[Fault] = []
        for _ in range(_MOST):
            try:
                build(self._tables[0], context, self._tables[1])
                return
            except FieldFault as fault:
                if not self._take(fault):
                    break
            except (KitError, *MALFORMED) as error:
                sentence = describe_error(error)
                # After a field was filled in, what no longer fits together is no fault of the file's.
                if not self._lacking and HOLE not in sentence:
                    self._add(Fault(sentence))
                if not self._without(sentence):
                    break
        self._missing()

    def _add(self, fault: Fault) -> None:
        # What is put in place of a fault is ours, so only the first one of a field is the file's.
        if fault not in self.faults and not (fault.path and fault.path in [one.path for one in self.faults]):
            self.faults.append(fault)

    def _take(self, fault: FieldFault) -> bool:
        """Keep a fault, and put its field right. False if that cannot be done."""
        table, path = self._find(fault.holder, fault.key) if fault.holder is not None else self._search(fault.value)
        if not (fault.follows or (fault.unsure and self._lacking)):
            sentence = self._with_example(str(fault), path) if fault.form else str(fault)
            self._add(Fault(sentence, path, self._is_key(table)))
        self._lacking |= fault.lacks and not (len(path) == 1 and path[0] in _HARMLESS)
        before = copy.deepcopy(self._tables)
        if fault.holder is None:
            for one in self._tables:
                _replace(one, fault.value, fault.put)
        else:
            holder = fault.holder if len(path) > 1 or not path else table
            if fault.put is None:
                holder.pop(fault.key, None)
            else:
                holder[fault.key] = copy.deepcopy(fault.put)
        return before != self._tables

    def _find(self, holder: dict[str, Any], key: str) -> tuple[Any, tuple[str | int, ...]]:
        """The table that a field is in, and the keys that lead to it."""
        for table in self._tables:
            path = _path(table, lambda value: value is holder)
            if path:
                return table, (*path, key)
        # The question's own table: with a key, it is a copy of both.
        values, secret = self._tables
        in_key = isinstance(secret, dict) and (key in secret or (key not in values and self._of_key(key)))
        return (secret if in_key else values), (key,)

    def _search(self, wrong: Any) -> tuple[Any, tuple[str | int, ...]]:
        """Where a value is that is only known by itself."""
        for table in reversed(self._tables):
            path = _path(table, lambda value: value is wrong) or _path(table, lambda value: value == wrong)
            if path:
                return table, path
        return self._tables[0], ()

    def _of_key(self, name: str) -> bool:
        return bool(self._tables[0].get("assessed")) and (name in self._key or name == "worked")

    def _is_key(self, table: Any) -> bool:
        return table is not None and table is self._tables[1]

    def _without(self, sentence: str) -> bool:
        """Leave out a field that is at fault and not needed, so that the others are read. False if there is none."""
        for name, field in {**self._asked, **self._key}.items():
            for table in self._tables:
                if not field.needed and f"“{name}”" in sentence and isinstance(table, dict) and name in table:
                    del table[name]
                    self._lacking = True
                    return True
        return False

    def _missing(self) -> None:
        """The needed fields that were not read any more because of the fault before them."""
        values, secret = self._tables
        wanted = self._asked if values.get("assessed") and secret is None else {**self._asked, **self._key}
        for name, field in wanted.items():
            own = secret if self._of_key(name) and isinstance(secret, dict) else values
            named = any(f"question.{name}]" in one.sentence for one in self.faults)
            if field.needed and name != "kind" and name not in own and name not in values and not named:
                sentence = self._with_example(f"the field “{name}” is missing. Add it.", (name,))
                self._add(Fault(sentence, (name,), own is secret))

    def _with_example(self, sentence: str, path: tuple[str | int, ...]) -> str:
        """A sentence with an example of the right form, if the field and its form are known."""
        schema: Any = {"properties": {name: field.schema for name, field in {**self._asked, **self._key}.items()}}
        for key in path:
            if not isinstance(schema, dict):
                return sentence
            if isinstance(key, int):
                schema = schema.get("items")
            else:
                schema = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
        name = path[-1] if path else ""
        shown = declare.example(name, schema) if isinstance(schema, dict) and isinstance(name, str) else ""
        return f"{sentence} For example: {shown}" if shown else sentence


def _path(value: Any, wanted: Callable[[Any], bool], so_far: tuple[str | int, ...] = ()) -> tuple[str | int, ...]:
    """The keys that lead to a value inside a table; empty if it is not there."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        if wanted(part) or (isinstance(key, str) and wanted(key)):
            return (*so_far, key)
        if found := _path(part, wanted, (*so_far, key)):
            return found
    return ()


def _replace(tables: Any, wrong: Any, put: Any) -> None:
    """Put another value wherever the wrong one is, and leave out tables of its name."""
    for key, part in list(
        tables.items() if isinstance(tables, dict) else enumerate(tables) if isinstance(tables, list) else ()
    ):
        if type(part) is type(wrong) and part == wrong:
            tables[key] = copy.deepcopy(put)
        elif isinstance(tables, dict) and isinstance(wrong, str) and key == wrong:
            del tables[key]
        else:
            _replace(part, wrong, put)
