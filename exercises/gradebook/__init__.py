"""The teacher's side: hand-ins read, graded by the same function as the cards, marked, counted and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sitting import Sitting

__all__ = ["open_marking"]


def open_marking(handins: str, marker: str, marks: str = "grades/marks.csv", policy: str | None = None) -> Sitting:
    """Open the open answers of a class for marking; places are looked for beside the notebook, then in the kit's folder.

    ``policy`` is your grading.toml, where you grade with one: it says which try counts. Raises KitError, whose one
    sentence is all that a notebook shows.
    """
    # Imported here so that a grading command does not load what draws cards.
    from pathlib import Path

    from ..problems import KitError
    from .class_answers import ClassAnswers
    from .marking import queue
    from .marks_file import check_marker
    from .policy import read_policy
    from .sitting import Sitting

    check_marker(marker)
    kit = Path(__file__).resolve().parents[2]
    base = next((base for base in (Path.cwd(), kit) if (base / handins).exists()), None)
    if base is None:
        raise KitError(
            f"There is no “{handins}” beside this notebook or in the kit's folder. Put the hand-ins there. To try it with "
            "a made-up class, run in a terminal: python -m exercises sample-class sample. Then open “sample/hand-ins”."
        )
    answers = ClassAnswers(base / handins, read_policy(base / policy if policy else None))
    return Sitting(queue(answers), marker, base / marks, answers.of, _show)


def _show(sitting: Sitting) -> object:
    from ..cards.marking_desk import marking_card

    return marking_card(sitting)
