"""The folder of grades: what a run made it with, and what an earlier run left there that no longer holds."""

from __future__ import annotations

import json
from collections.abc import Container
from pathlib import Path

from ...base.errors import KitError, reason
from ...base.files import atomic_write
from ..export.feedback_zip import FEEDBACK_ZIP
from ..export.lms import KINDS
from ..grading.heading import Heading
from ..grading.policy import CHOICES
from ..report.gain import GAIN
from ..report.gradebook import GRADEBOOK

GRADED_WITH = "graded_with.toml"
EARLIER = "earlier"
FEEDBACK = "feedback"
WHO = "who_is_who.csv"
MARKERS = "markers.csv"
# Everything that a run may write, apart from the pages of feedback. The teacher's own files have other names.
MADE = (
    *("grades.csv", "answers.csv", "problems.csv", "report.html", GRADEBOOK, GRADED_WITH, WHO, FEEDBACK_ZIP, MARKERS, GAIN),
    *(f"{kind}.csv" for kind in KINDS),
)


def write_graded_with(out: Path, heading: Heading, students: int) -> None:
    """Write what the tables beside it were made with, in the form of a grading.toml. Raises KitError."""
    about = [
        "What the tables beside this file were made with. Give it with --policy, to grade in the same way again.",
        f"Class: {heading.class_name or 'not named'}. Students: {students}.",
        f"Assignment: {heading.assignment.name if heading.assignment else 'none, so all cards count'}.",
        f"Answers up to: {heading.until[:10] or 'none'}.",
        str(heading.policy),
    ]
    lines = [*(f"# {line}" for line in about), "", heading.policy.as_toml()]
    if heading.assignment:
        one = heading.assignment
        lines += [f"[assignments.{one.name}]", f"title = {json.dumps(one.title)}", f"lesson = {json.dumps(one.lesson)}"]
        lines += [f"cards = {json.dumps(list(one.cards))}"]
        lines += [f"due = {one.due.isoformat()}"] if one.due else []
        lines += [f"{name} = {json.dumps(one.policy[name])}" for name in CHOICES if name in one.policy]
        if weights := one.policy.get("weights"):
            lines += [f"weights = {{ {', '.join(f'{json.dumps(name)} = {w:g}' for name, w in weights.items())} }}"]
    _write(out / GRADED_WITH, "\n".join(lines).rstrip() + "\n")


def _write(path: Path, text: str) -> None:
    try:
        atomic_write(path, text.encode())
    except OSError as error:
        raise KitError(f"{path.name} could not be written to {path.parent}: {reason(error)}. Make room there.") from error


def put_aside(out: Path, holds: Container[str]) -> list[str]:
    """Move what an earlier run made and this one did not into the folder “earlier”; returns the names that moved.

    ``holds`` has the files of this run, with forward slashes. Raises KitError if a file cannot be moved.
    """
    pages = [f"{FEEDBACK}/{path.name}" for path in sorted((out / FEEDBACK).glob("feedback_*.html"))]
    moved = [name for name in (*MADE, *pages) if name not in holds and (out / name).is_file()]
    for name in moved:
        try:
            (out / EARLIER / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).replace(out / EARLIER / name)
        except OSError as error:
            raise KitError(
                f"{name} is of an earlier run and does not hold any more, and it could not be moved into “{EARLIER}”: "
                f"{reason(error)}. Close it where it is open, then run the command again."
            ) from error
    return moved
