"""Reads a table from a lesson file field by field, so that each problem is reported in one sentence."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Any

from ..base.errors import KitError
from .result import Notice

_SCOPE = " In TOML, a question's plain fields come before its first table in square brackets."


# What is put in place of a value that is missing, so that reading can go on; whatever names it is only a consequence.
HOLE = "\N{EMPTY SET}-missing"
_PAIR = (HOLE, HOLE)
_BLANKS = {str: HOLE, int: 1, float: 1, bool: False}


class FieldFault(KitError):
    """A fault of one field, with what can be put there so that the other faults can be found, too.

    Args:
        sentence: What is wrong.
        holder: The table that has or lacks the field; None if only the wrong ``value`` is known.
        key: The field's name there.
        put: What to put there; None takes the entry out.
        value: The wrong value, to be replaced wherever it is.
        about: What the fault depends on; if that has a HOLE, this is only a consequence of another fault.
        lacks: Whether what is put there can bring about faults that the file does not have.
        unsure: Whether this can be such a fault.
        form: Whether an example of the field's form is of help.
    """

    def __init__(
        self,
        sentence: str,
        holder: dict[str, Any] | None = None,
        key: str = "",
        put: Any = None,
        *,
        value: Any = None,
        about: object = "",
        lacks: bool = False,
        unsure: bool = False,
        form: bool = False,
    ):
        super().__init__(sentence)
        self.holder, self.key, self.put, self.value = holder, key, put, value
        self.lacks, self.unsure, self.form = lacks, unsure, form
        self.follows = HOLE in f"{sentence}{about}"


class Table:
    """A question's table in TOML, read field by field, so that each problem is reported in one sentence."""

    def __init__(self, values: dict[str, Any], known: Collection[str], where: str = ""):
        self.values = values
        for name in list(values):
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f" Did you mean “{near[0]}”?" if near else ""
                place = f"in [{where}]" if where else "here"
                said = f"the field “{name}” is not known {place}.{hint}{_SCOPE if where else ''}"
                raise FieldFault(said, values, name, lacks=True)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, default: Any = None) -> Any:
        """A field's raw value, unchecked."""
        return self.values.get(name, default)

    def need(self, name: str, form: type | tuple[type, ...], default: Any = None) -> Any:
        """A field of this type; required unless a default is given."""
        value = self.values.get(name, default)
        if value is None:
            raise self._fault(f"the field “{name}” is missing. Add it.", name, _blank(form), lacks=True)
        if not isinstance(value, form) or (isinstance(value, bool) and form is not bool):
            said = f"the field “{name}” does not have the form it should; see exercises/lessons/README.md."
            raise self._fault(said, name, _blank(form), lacks=True)
        return value

    def _fault(self, sentence: str, name: str, put: Any, about: object = "", lacks: bool = False) -> FieldFault:
        return FieldFault(sentence, self.values, name, put, about=about, lacks=lacks, form=True)

    def texts(self, name: str, default: tuple[Any, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        values = self.need(name, list, None if default is None else list(default))
        if default is None and not values:
            raise self._fault(f"the field “{name}” is empty. Give at least one text.", name, [HOLE], lacks=True)
        if not all(isinstance(value, str) and value.strip() for value in values):
            said = f"the field “{name}” must be a list of texts, each in quotation marks."
            raise self._fault(said, name, [HOLE], about=values, lacks=True)
        return tuple(values)

    def options(self, name: str, least: int = 2) -> dict[str, str]:
        """A table of id → text."""
        options = self.need(name, dict)
        if len(options) < least or not all(isinstance(text, str) and text.strip() for text in options.values()):
            filled = {key: text if isinstance(text, str) and text.strip() else HOLE for key, text in options.items()}
            filled |= {f"{HOLE}-{number}": HOLE for number in range(least - len(options))}
            said = f"“{name}” needs at least {least} {'entry' if least == 1 else 'entries'}, each a text."
            raise self._fault(said, name, filled, about=options, lacks=True)
        return dict(options)

    def pair(self, name: str) -> Notice:
        """A field with feedback: what we noticed, and what to try."""
        return as_notice(self.need(name, list), name)

    def feedback(
        self, wanted: list[str] | tuple[str, ...], optional: list[str] | tuple[str, ...] = ()
    ) -> dict[str, Notice]:
        """The table of feedback: one pair for each wanted entry, and none for entries that do not exist."""
        table = self.need("feedback", dict, {})
        pairs = _flatten(table)
        for entry in wanted:
            if entry not in pairs:
                said = f"feedback for “{entry}” is missing. Add a pair: what we noticed, what to try."
                if not table:
                    raise self._fault(said, "feedback", {entry: list(_PAIR)}, about=wanted)
                raise FieldFault(said, table, entry, list(_PAIR), about=wanted, form=True)
        for entry in pairs:
            if entry not in wanted and entry not in optional:
                said = f"there is feedback for “{entry}”, which is not among its entries. Rename or remove it."
                holder, key = _place(table, entry)
                # What is optional depends on the answer, which may itself be at fault.
                raise FieldFault(said, holder, key, about=(wanted, optional), unsure=bool(optional))
        return {entry: as_notice(pair, f"feedback for “{entry}”") for entry, pair in pairs.items()}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A list of tables, for example the listed wrong answers."""
        rows: list[dict[str, Any]] = self.need(name, list, [])
        if not all(isinstance(row, dict) for row in rows):
            raise self._fault(f"“{name}” must be written as [[question.{name}]] tables.", name, [], lacks=True)
        return rows


def as_notice(pair: Any, name: str, about: str = "") -> Notice:
    """A pair of texts as a notice. Raises KitError naming the entry."""
    if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(t, str) and t.strip() for t in pair)):
        said = f"{name} must be a pair of texts: what we noticed, what to try."
        raise FieldFault(said, value=pair, put=list(_PAIR), form=True)
    return Notice(pair[0], pair[1], about)


def member(value: Any, among: Any, name: str) -> str:
    """A key that is among the options. Raises KitError."""
    if not isinstance(value, str) or value not in among:
        said = f"{name} is “{value}”, which is not among {', '.join(among)}."
        raise FieldFault(said, value=value, put=next(iter(among), HOLE), lacks=True)
    return value


def _blank(form: type | tuple[type, ...]) -> Any:
    """An empty value of a field's form."""
    form = form[0] if isinstance(form, tuple) else form
    return _BLANKS.get(form) or form()


def _flatten(tables: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Restore dotted names, because TOML reads a.b = [...] as nested tables."""
    flat: dict[str, Any] = {}
    for name, value in tables.items():
        flat |= _flatten(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat


def _place(table: dict[str, Any], entry: str) -> tuple[dict[str, Any], str]:
    """The table and the key that hold an entry whose name may have dots."""
    for name, value in table.items():
        if name == entry:
            break
        if isinstance(value, dict) and entry.startswith(f"{name}."):
            return _place(value, entry[len(name) + 1 :])
    return table, entry
