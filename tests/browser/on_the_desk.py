"""What a teacher chose at the desk, as the notebooks beside it find it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from exercises.desk.remembered import GradedRun, Memory
from exercises.desk.teacher_desk import FOLDER


def on_the_desk(notebooks: Path, handins: Path, grades: Path, marker: str = "") -> None:
    """Let a class be the one that was graded last at the desk of these notebooks."""
    memory = Memory(notebooks / FOLDER)
    run = GradedRun("7b", "7b", str(handins), str(grades), str(grades / "marks.csv"))
    memory.keep(replace(memory.choices, runs=(run,), marker=marker))
