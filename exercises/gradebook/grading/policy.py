"""How a teacher wants answers to count (attempt, points or completion, weights), from grading.toml and options."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ...base.errors import KitError, reason

CHOICES = {
    "attempt": ("last", "first", "best"),
    "count": ("points", "completion"),
    "missing": ("left out", "zero"),
    "after_worked": ("left out", "counts"),
    "open": ("completion", "waits", "left out"),
}


@dataclass(frozen=True)
class Policy:
    """What counts.

    ``attempt``: which attempt at a question counts. ``count``: points, or completion (each answered question is full).
    ``missing``: whether a notebook in which a student answered nothing is left out of the total or counts as zero.
    ``after_worked``: whether an attempt after the worked answer was opened earns nothing or counts like any other.
    ``open``: what an open answer is worth until a teacher has read it. By completion: the points that the card showed, and
    none if it is flagged. Wait: the notebook and the total have no grade until all are read. Left out: it counts neither
    for nor against the student.
    ``parts``: the notebooks that make up the total; all if empty. ``weights``: the weight of each notebook by name; the
    default is 1, and 0 for a lesson without a mark (the forms before and after).
    """

    attempt: str = "last"
    count: str = "points"
    missing: str = "left out"
    after_worked: str = "left out"
    open: str = "completion"
    parts: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)

    def weight(self, part: str, usual: float = 1) -> float:
        """A notebook's weight in the total; 0 if it is not among the parts."""
        if self.parts and part not in self.parts:
            return 0
        return self.weights.get(part, 1 if self.parts else usual)


def read_policy(path: Path | None, **options: str | None) -> Policy:
    """The policy in a grading.toml (None for the defaults), overridden by the command's options. Raises KitError."""
    values = {} if path is None else _read(path)
    where = path.name if path else "The options"
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
        raise KitError(f'{where}: parts must be a list of notebooks, like ["02_sourcing"].')
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
        raise KitError(f"{path.name} cannot be read: {reason(error)}. Mend the file; nothing was graded so far.") from error
