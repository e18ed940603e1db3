"""How a teacher wants answers to count (attempt, points or completion, weights, assignment): grading.toml and options."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ...base.errors import KitError, reason
from ...lesson_data.assignments import Assignment, read_assignments, shipped_assignments

CHOICES = {
    "attempt": ("last", "first", "best"),
    "count": ("points", "completion"),
    "missing": ("left out", "zero", "empty"),
    "after_worked": ("left out", "counts"),
    "open": ("completion", "waits", "left out"),
}
# What each choice means, for the head of a page.
_TOLD = {
    "attempt": {"last": "the last try counts", "first": "the first try counts", "best": "the best try counts"},
    "count": {"points": "", "completion": "every answer earns full points"},
    "missing": {
        "left out": "a notebook without any answer is left out",
        "zero": "a notebook without any answer is zero",
        "empty": "cards without an answer count nowhere",
    },
    "after_worked": {"left out": "", "counts": "tries after the worked answer count"},
    "open": {
        "completion": "unread open answers count for what is there",
        "waits": "there is no grade until open answers are read",
        "left out": "unread open answers count nowhere",
    },
}


@dataclass(frozen=True)
class Policy:
    """What counts.

    ``attempt``: which attempt at a question counts. ``count``: points, or completion (each answered question is full).
    ``missing``: what counts for a card that was set and has no answer. Left out: a notebook without any answer is left out
    of the total, and in a notebook that was begun the card's points are not earned. Zero: they are never earned. Empty: the
    card counts nowhere, so that the grade is the share of what was answered.
    ``after_worked``: whether an attempt after the worked answer was opened earns nothing or counts like any other.
    ``open``: what an open answer is worth until a teacher has read it. By completion: the points that the card showed, and
    none if it is flagged. Wait: the notebook and the total have no grade until all are read. Left out: it counts neither
    for nor against the student.
    ``parts``: the notebooks that make up the total; all if empty. ``weights``: how often the points of a notebook count, by
    its name; once by default, and not at all for the warm-up and for the forms before and after.
    """

    attempt: str = "last"
    count: str = "points"
    missing: str = "left out"
    after_worked: str = "left out"
    open: str = "completion"
    parts: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, part: str, usual: float = 1) -> float:
        """How often a notebook's points count in the total; 0 if it is not among the parts."""
        if self.parts and part not in self.parts:
            return 0
        return self.weights.get(part, 1 if self.parts else usual)

    def __str__(self) -> str:
        """What counts, as one sentence for the head of a page."""
        found = [told[getattr(self, name)] for name, told in _TOLD.items()]
        found += [f"only {', '.join(self.parts)} make the total"] if self.parts else []
        found += [f"{name} counts {weight:g} times" for name, weight in sorted(self.weights.items())]
        text = "; ".join(filter(None, found))
        return f"{text[0].upper()}{text[1:]}."

    def as_toml(self) -> str:
        """The policy as the first lines of a grading.toml."""
        lines = [f"{name} = {json.dumps(getattr(self, name))}" for name in CHOICES]
        lines += [f"parts = {json.dumps(list(self.parts))}"] if self.parts else []
        if self.weights:
            lines += ["[weights]", *(f"{json.dumps(name)} = {weight:g}" for name, weight in sorted(self.weights.items()))]
        return "\n".join(lines) + "\n"


def find_assignments(path: Path | None) -> dict[str, Assignment]:
    """All assignments by name: the kit's own, and those of a grading.toml, which win. Raises KitError."""
    own = _read(path).get("assignments", {}) if path else {}
    return shipped_assignments() | read_assignments(own, path.name if path else "")


def find_assignment(name: str, path: Path | None) -> Assignment:
    """The assignment of this name. Raises KitError, which lists those that there are."""
    found = find_assignments(path)
    if name not in found:
        near = difflib.get_close_matches(name, found, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(found)}."
        raise KitError(
            f"There is no assignment “{name}”. {hint} Write your own into grading.toml, and give it with --policy."
        )
    return found[name]


def read_policy(path: Path | None, assignment: Assignment | None = None, **options: Any) -> Policy:
    """The policy in a grading.toml (None for the defaults), overridden by the assignment's own and by the options.

    Raises KitError.
    """
    values = {} if path is None else _read(path)
    values.pop("assignments", None)
    where = path.name if path else "The options"
    if assignment and assignment.policy:
        values |= assignment.policy
        where = f"{where}, assignment “{assignment.name}”" if path else f"The assignment “{assignment.name}”"
    names = [f.name for f in fields(Policy)]
    for name in values:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f" Did you mean “{near[0]}”?" if near else f" The entries are {', '.join(names)}."
            raise KitError(f"{where}: the entry “{name}” is not known.{hint}")
    values |= {name: value for name, value in options.items() if value is not None}
    for name, allowed in CHOICES.items():
        if name in values and values[name] not in allowed:
            raise KitError(f"{where}: {name} is “{values[name]}”; it must be one of: {', '.join(allowed)}.")
    parts = values.get("parts", ())
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise KitError(f'{where}: parts must be a list of notebooks, like ["01_sourcing"].')
    weights = values.get("weights", {})
    if not isinstance(weights, dict) or not all(_is_weight(weight) for weight in weights.values()):
        raise KitError(f"{where}: under [weights], each notebook needs a number from 0 to 1000.")
    return replace(Policy(), **(values | {"parts": tuple(parts), "weights": weights}))


def check_parts(policy: Policy, known: list[str]) -> None:
    """Raise KitError if the policy names a notebook that does not exist."""
    for name in (*policy.parts, *policy.weights):
        if name not in known:
            raise KitError(f"There is no notebook “{name}” among what is graded. The notebooks are: {', '.join(known)}.")


def _is_weight(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1000


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise KitError(
            f"There is no file “{path}”. Give the path of your grading.toml, or leave the option out."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise KitError(f"{path.name} cannot be read: {reason(error)}. Fix the file; nothing was graded so far.") from error
