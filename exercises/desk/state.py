"""What lies on the desk: what was chosen, what goes on, what was made and said; and all of it as the page gets it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..base.errors import KitError
from ..gradebook.grading.policy import find_assignments
from ..gradebook.pipeline.class_folders import folder_name
from . import folders, made
from .points import Points
from .remembered import TYPED, Choices, Memory
from .work import Work


@dataclass
class DeskState:
    """``said`` and ``problems`` are by the section of the page, ``made`` by the act; ``changed`` draws the page again."""

    folder: Path
    memory: Memory
    changed: Callable[[], None] = lambda: None
    # Held by whoever changes anything: long work ends in a thread of its own.
    lock: threading.RLock = field(default_factory=threading.RLock)
    listing: dict | None = None
    work: Work | None = None
    points: Points | None = None
    student: str = ""
    answers: list[dict] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    made: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    _assignments: tuple[tuple[str, float], list[list[str]], str] | None = None

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return self.memory.choices

    @property
    def grades(self) -> Path:
        """Where the tables go: a folder for each class, by its name, or else by that of its hand-ins."""
        return self.folder / "grades" / folder_of(self.choices)

    def as_state(self) -> dict:
        """All of it as the page gets it."""
        choices = self.choices
        assignments, problem = self._find_assignments()
        return {
            "chosen": {name: _chosen(getattr(choices, name)) for name in folders.TAKES},
            "fields": {name: getattr(choices, name) for name in TYPED},
            "assignments": assignments,
            "listing": self.listing,
            "work": self.work.as_state() if self.work else None,
            "runs": [
                {
                    "title": run.title,
                    "said": list(run.said),
                    "waiting": run.waiting,
                    "files": made.files(Path(run.out), made.GRADES),
                }
                for run in choices.runs
            ],
            "run": choices.run,
            "overview": made.files(Path(choices.overview).parent, made.OVERVIEW) if choices.overview else [],
            "grades": folders.short(self.grades),
            "students": self.points.students if self.points else [],
            "student": self.student,
            "answers": self.answers,
            "made": dict(self.made),
            "said": dict(self.said),
            "problems": {**self.problems, **({"what": problem} if problem else {})},
        }

    def _find_assignments(self) -> tuple[list[list[str]], str]:
        """The assignments to choose from, as name and title; and a sentence if the teacher's file cannot be used."""
        path = Path(self.choices.policy) if self.choices.policy else None
        key = (str(path), path.stat().st_mtime if path and path.is_file() else 0.0)
        if self._assignments is None or self._assignments[0] != key:
            problem = ""
            try:
                found = find_assignments(path)
            except KitError as error:
                found, problem = find_assignments(None), str(error)
            named = [[name, f"{one.title} ({len(one.cards)} cards)"] for name, one in found.items()]
            every = [["", "All cards of all notebooks"], *named, ["all", "Every plan, each on its own"]]
            self._assignments = (key, every, problem)
        return self._assignments[1:]


def folder_of(choices: Choices) -> str:
    """The name of the folder for the grades of what is chosen."""
    path = Path(choices.handins)
    if choices.class_name:
        return folder_name(choices.class_name)
    # “hand-ins” is what every folder of hand-ins is called.
    named = path.parent if path.name.lower() == "hand-ins" else path
    return folder_name(named.stem if named.suffix.lower() == ".zip" else named.name)


def _chosen(path: str) -> dict | None:
    if not path:
        return None
    one = Path(path)
    return {"name": one.name, "path": one.as_posix(), "shown": folders.short(one), "about": folders.about(one)}
