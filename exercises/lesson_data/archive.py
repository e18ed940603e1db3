"""Question sets that students still use after a teacher changed a question: kept with their keys, by fingerprint."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from ..base.errors import KitError, reason
from ..base.files import part_of
from .content import Content, fingerprint, read_lesson

FOLDER = "earlier"
# What a question set consists of; the folder of earlier sets is not part of it.
_PARTS = ("article.txt", "article.toml", "annotations.toml", "glossary.toml", "questions", "key")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def keep(folder: Path) -> Path:
    """Keep a lesson as it is now, with its key, in ``earlier/<fingerprint>`` inside its folder; returns that folder.

    A set that was already kept is left alone. Raises KitError when it cannot be written.
    """
    target = folder / FOLDER / fingerprint(folder) / folder.name
    if target.is_dir():
        return target
    beside = part_of(target)
    try:
        beside.mkdir(parents=True)
        for name in _PARTS:
            part = folder / name
            if part.is_dir():
                shutil.copytree(part, beside / name)
            elif part.is_file():
                shutil.copyfile(part, beside / name)
        beside.rename(target)
    except OSError as error:
        # Two editions made at the same time keep the same set: the first to finish has kept it for both.
        if not target.is_dir():
            raise KitError(
                f"The question set of “{folder.name}” could not be kept in {target.parent}: {reason(error)}. Without it, "
                "hand-ins could not be graded after you change a question. Make that folder writable, then try again."
            ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def resolve_question_set(now: Content, folder: Path, question_set: str) -> Content | None:
    """The questions that somebody used: the lesson as it is now, or a kept one; None if neither has this fingerprint."""
    return now if now.fingerprint == question_set else find(folder, question_set)


def find(folder: Path, question_set: str) -> Content | None:
    """The kept lesson that has this fingerprint, with its key; None if it was not kept."""
    if not _FINGERPRINT.fullmatch(question_set):
        return None
    kept = folder / FOLDER / question_set / folder.name
    return read_lesson(kept, keys=True) if kept.is_dir() else None
