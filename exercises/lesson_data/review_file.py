"""How far a teacher has looked through a drafted lesson: review.json in its folder. Without it, nothing waits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..base.errors import KitError, reason
from ..base.files import atomic_write

FILE = "review.json"


def read_review(folder: Path) -> dict[str, Any]:
    """What is in the review.json of a lesson's folder; empty if there is none. Raises KitError if it cannot be read."""
    path = folder / FILE
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(table.get("waiting"), int):
            raise ValueError("the number of drafts that wait is missing")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise KitError(
            f"{FILE} of the lesson “{folder.name}” cannot be read ({reason(error)}). Delete that file if you have looked "
            "through all drafts of the lesson."
        ) from error
    return table


def write_review(folder: Path, table: dict[str, Any]) -> None:
    """Write review.json. Raises OSError."""
    atomic_write(folder / FILE, (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def unseen_drafts(folder: Path) -> int:
    """How many drafts of a lesson its teacher has not looked at. Raises KitError if review.json cannot be read."""
    return int(read_review(folder).get("waiting", 0))
