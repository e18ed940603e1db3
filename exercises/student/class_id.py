"""The class id that was last handed in with, remembered for all lessons in a small file next to the answers."""

from __future__ import annotations

import contextlib
from pathlib import Path

from ..base.errors import KitError
from ..base.files import atomic_write
from .journal import check_student

NAME = "class-id.txt"


def remembered(folder: Path) -> str:
    """The id that is remembered in this folder of answers; empty if none is, or if it cannot be used."""
    try:
        return check_student((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, KitError):
        return ""


def remember(folder: Path, student: str) -> None:
    """Remember a checked id. Where the folder cannot be written, it is asked for again."""
    with contextlib.suppress(OSError):
        if remembered(folder) != student:
            atomic_write(folder / NAME, f"{student}\n".encode())
