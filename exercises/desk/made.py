"""What a run or an edition left in its folder, as the page lists it: what to open first comes first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

# File → what it is, in the order of a teacher's morning.
GRADES = {
    "report.html": "how the class read; it names nobody, so you can show it",
    "gradebook.html": "for you alone: a line for each student, missing and behind first",
    "problems.csv": "what could not be graded or deserves a look",
    "moodle.csv": "the grades, for Moodle",
    "canvas.csv": "the grades, for Canvas",
    "classroom.csv": "the grades, to copy into Google Classroom",
    "feedback.zip": "a page for each student, to give back in one upload",
    "feedback": "a page for each student",
    "grades.csv": "a line for each student",
    "answers.csv": "a line for each student and question",
    "markers.csv": "how far markers agree, and how steady each is",
    "who_is_who.csv": "for you alone: who is behind each file",
}
OVERVIEW = {"overview.html": "all classes, with a line for each"}
STUDENT = {"close-reading-student.zip": "the copy for your students: unpack it, then python -m exercises start"}
SHEETS = ("worksheet", "answer-sheet", "teachers-key")
PRINTED = {f"{sheet}.{ending}": "" for ending in ("pdf", "html") for sheet in SHEETS}
SITE = {"index.html": "the site; put its whole folder on your web server"}


def files(folder: Path, known: dict[str, str]) -> list[dict[str, str]]:
    """The files of this list that are in a folder, each with its path and what it is."""
    found: Iterable[tuple[Path, str]] = (
        (path, about) for name, about in known.items() for path in sorted(folder.glob(name))
    )
    return [
        {"name": path.name, "about": about, "path": path.as_posix(), "kind": _kind(path)}
        for path, about in found
        if path.exists()
    ]


def _kind(path: Path) -> str:
    """How a browser takes it: a page to look at, a folder, or a file to download."""
    return "folder" if path.is_dir() else "page" if path.suffix in (".html", ".pdf") else "file"
