"""The teacher's side: hand-ins read, graded by the same function as the cards, marked, counted and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .marking.card import NotebookMarking
    from .notebook_view import TheClass

__all__ = ["open_class", "open_marking"]


def open_class(
    handins: str, policy: str | None = None, marks: str = "grades/marks.csv", names: str | None = None
) -> TheClass:
    """Grade the hand-ins of a class and open its report; places are looked for as ``open_marking`` does.

    ``policy`` is your grading.toml, ``marks`` your marks of open answers, used when they are there, and ``names`` your
    roster.csv, without which students go by their class ids. Raises KitError, whose one sentence is all that a notebook
    shows.
    """
    # Imported here so that a grading command does not load what only a notebook needs.
    from .intake.roster import read_roster
    from .notebook_view import TheClass, grade_for_view

    base = _base(handins)
    marked = base / marks
    whole, not_graded = grade_for_view(
        base / handins, base / policy if policy else None, marked if marked.is_file() else None
    )
    return TheClass(whole, read_roster(base / names) if names else None, not_graded)


def open_marking(handins: str, marker: str, marks: str = "grades/marks.csv", policy: str | None = None) -> NotebookMarking:
    """Open the open answers of a class for marking; places are looked for beside the notebook, then in the kit's folder.

    ``policy`` is your grading.toml, where you grade with one: it says which try counts. Raises KitError, whose one
    sentence is all that a notebook shows.
    """
    # Imported here so that a grading command does not load what draws cards.
    from .grading.policy import read_policy
    from .marking.card import NotebookMarking
    from .marking.class_answers import ClassAnswers
    from .marking.marks_file import check_marker
    from .marking.queue import queue

    check_marker(marker)
    base = _base(handins)
    answers = ClassAnswers(base / handins, read_policy(base / policy if policy else None))
    return NotebookMarking(queue(answers), marker, base / marks, answers.of)


def _base(handins: str) -> Path:
    """The folder in which the hand-ins lie: that of the notebook, else the kit's. Raises KitError."""
    from pathlib import Path

    from ..base.errors import KitError

    kit = Path(__file__).resolve().parents[2]
    base = next((base for base in (Path.cwd(), kit) if (base / handins).exists()), None)
    if base is None:
        raise KitError(
            f"There is no “{handins}” beside this notebook or in the kit's folder. Put the hand-ins there. To try it with "
            "a made-up class, run in a terminal: python -m exercises sample-class sample. Then open “sample/hand-ins”."
        )
    return base
