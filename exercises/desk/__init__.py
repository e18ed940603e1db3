"""The teacher's desk: grading, marking and editions by buttons, in a notebook. Nothing is typed as Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .teacher_desk import TeacherDesk

__all__ = ["open_desk"]


def open_desk() -> TeacherDesk:
    """Open the desk of the notebook's folder. What was chosen there before is in its folder ``my-desk``.

    >>> desk = open_desk()
    >>> desk.card()  # as the last line of a cell
    """
    # Imported here so that a command does not load what only a notebook needs.
    from pathlib import Path

    from .teacher_desk import TeacherDesk

    return TeacherDesk(Path.cwd())
