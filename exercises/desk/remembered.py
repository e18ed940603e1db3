"""What a teacher chose at the desk, and what was graded there: a small file in the folder my-desk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ..base.errors import KitError, reason
from ..base.files import atomic_write

FILE = "desk.json"
_LONGEST = 1_000  # characters of a field


@dataclass(frozen=True)
class GradedRun:
    """A class that was graded: its title, where its hand-ins, tables and marks are, and what was said of it."""

    title: str
    class_name: str
    place: str
    out: str
    marks: str
    waiting: int = 0
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """The fields of the desk, as they were left. Paths are absolute; “” means that nothing is chosen."""

    handins: str = ""
    roster: str = ""
    policy: str = ""
    class_name: str = ""
    assignment: str = ""
    platform: str = ""
    title: str = ""
    out_of: str = ""
    feedback: str = "yes"
    marker: str = ""
    # The place among the runs of the one that the rooms show.
    run: int = 0
    runs: tuple[GradedRun, ...] = ()
    # What was graded with, which the rooms need again.
    graded_policy: str = ""
    graded_roster: str = ""
    graded_assignment: str = ""
    overview: str = ""

    @property
    def current(self) -> GradedRun | None:
        """The run that the rooms show."""
        return self.runs[self.run] if 0 <= self.run < len(self.runs) else None

    def with_fields(self, given: Any) -> Choices:
        """The same with the fields that a page sent; what is no text of a known field is left as it was."""
        if not isinstance(given, Mapping):
            return self
        texts = {name for name in TYPED if isinstance(given.get(name), str)}
        changed: dict[str, Any] = {name: " ".join(given[name].split())[:_LONGEST] for name in texts}
        return replace(self, **changed)


# The fields that a page may send as they are.
TYPED = ("class_name", "assignment", "platform", "title", "out_of", "feedback", "marker")


@dataclass
class Memory:
    """The file with the choices. It is only a convenience: one that cannot be read counts as empty."""

    folder: Path
    choices: Choices = field(default_factory=Choices)

    def __post_init__(self) -> None:
        self.choices = _read(self.folder / FILE)

    def keep(self, choices: Choices) -> None:
        """Take new choices, and write them if they differ. Raises KitError."""
        if choices == self.choices:
            return
        self.choices = choices
        try:
            data = json.dumps(asdict(choices), ensure_ascii=False, indent=1)
            atomic_write(self.folder / FILE, f"{data}\n".encode())
        except OSError as error:
            raise KitError(
                f"The desk cannot write to its folder {self.folder}: {reason(error)}. Make room there, or move the kit "
                "into a folder of your own."
            ) from error


def _read(path: Path) -> Choices:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        runs = tuple(GradedRun(**{**run, "said": tuple(run.get("said", ()))}) for run in found.pop("runs", []))
        known = {one.name: type(one.default) for one in fields(Choices) if one.name != "runs"}
        values: dict[str, Any] = {name: value for name, value in found.items() if type(value) is known.get(name)}
        return Choices(**values, runs=runs)
    except (OSError, ValueError, TypeError, AttributeError):
        return Choices()
