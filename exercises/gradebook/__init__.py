"""The teacher's side: read a class's hand-ins, grade them with the same function as the cards, mark, count and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .marking.card import NotebookMarking
    from .notebook_view import TheClass

__all__ = ["open_class", "open_marking"]


def open_class(
    handins: str,
    policy: str | None = None,
    marks: str = "grades/marks.csv",
    names: str | None = None,
    assignment: str | None = None,
) -> TheClass:
    """Grade the hand-ins of a class and open its report.

    All paths are relative to the notebook's folder if ``handins`` exists there, otherwise to the kit's folder.

    Args:
        handins: The folder or zip file with the hand-ins.
        policy: Your grading.toml; None uses the default policy.
        marks: Your marks of open answers; ignored if the file does not exist.
        names: Your roster.csv; without it, students are shown by class id.
        assignment: The name of an assignment, such as "lesson-2": then only its cards count. None counts all cards.

    Returns:
        The graded class. Each of its methods, such as ``summary()``, returns a view that a notebook cell displays.

    Raises KitError if the hand-ins, the policy, the marks or the roster cannot be read; a notebook shows only its message.

    >>> the_class = open_class("sample/hand-ins")
    >>> the_class.summary()  # as the last line of a cell
    """
    # Imported here so that a grading command does not load what only a notebook needs.
    from .intake.roster import read_roster
    from .notebook_view import TheClass, grade_for_view

    base = _base(handins)
    marked = base / marks
    whole, not_graded = grade_for_view(
        base / handins, base / policy if policy else None, marked if marked.is_file() else None, assignment
    )
    return TheClass(whole, read_roster(base / names) if names else None, not_graded)


def open_marking(
    handins: str,
    marker: str,
    marks: str = "grades/marks.csv",
    policy: str | None = None,
    assignment: str | None = None,
) -> NotebookMarking:
    """Open a class's open answers for marking.

    All paths are relative to the notebook's folder if ``handins`` exists there, otherwise to the kit's folder.

    Args:
        handins: The folder or zip file with the hand-ins.
        marker: Your initials or another short ID: up to 12 letters (a to z), digits and hyphens; case is ignored.
        marks: The CSV file that your marks are added to; earlier marks in it are read back.
        policy: Your grading.toml, if you grade with one: it decides which attempt counts. None uses the default policy.
        assignment: The name of an assignment, such as "lesson-5": then only answers to its cards. None gives all.

    Returns:
        The marking session; its ``card()`` shows the open answers one at a time.

    Raises KitError if ``marker`` is not valid or a file cannot be read; a notebook shows only its message.

    >>> marking = open_marking("sample/hand-ins", marker="kh")
    >>> marking.card()  # as the last line of a cell
    """
    # Imported here so that a grading command does not load the code that draws cards.
    from .grading.policy import find_assignment, read_policy
    from .marking.card import NotebookMarking
    from .marking.class_answers import ClassAnswers
    from .marking.marks_file import check_marker
    from .marking.queue import queue

    check_marker(marker)
    base = _base(handins)
    rules = base / policy if policy else None
    chosen = find_assignment(assignment, rules) if assignment else None
    answers = ClassAnswers(base / handins, read_policy(rules, chosen), chosen)
    return NotebookMarking(queue(answers), marker, base / marks, answers.of)


def _base(handins: str) -> Path:
    """The folder that contains ``handins``: the notebook's, otherwise the kit's. Raises KitError if neither does."""
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
