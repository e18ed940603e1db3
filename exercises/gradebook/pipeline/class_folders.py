"""Several classes in one place: a folder or zip file each, or a column “class” in the roster."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from ..intake.class_server import FOLDER
from ..intake.roster import Roster
from ..intake.sources import claims_to_be
from ..intake.submission import submission
from ..intake.submission_index import Problem, SubmissionIndex

# Folders that hold hand-ins of one class, by the day or by how they came in.
_PARTS_OF_A_CLASS = {
    "hand-ins",
    "paper-hand-ins",
    "submissions",
    "submitted files",
    "working files",
    "student work",
    FOLDER,
}
_PARTS_OF_A_CLASS |= {f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")}
NOT_LISTED = "not-on-the-roster"


@dataclass
class ClassOf:
    """One class of several: its name, where its hand-ins are, and who handed in what."""

    name: str
    place: Path
    roll: SubmissionIndex


def class_places(handins: Path, apart: Path) -> list[Path]:
    """The folders and zip files that may be a class each; empty if what is there looks like one class."""
    if not handins.is_dir():
        return []
    found = []
    for path in sorted(handins.iterdir()):
        if path.name.startswith((".", "__MACOSX")) or path.resolve() == apart.resolve() or path.is_symlink():
            continue
        zipped = path.suffix.lower() == ".zip"
        if path.is_file() and not zipped:
            if claims_to_be(path.name):
                return []
            continue
        told = submission(f"{path.name}/-")
        if told.submitter or told.lms or path.stem.lower() in _PARTS_OF_A_CLASS:
            return []
        found.append(path)
    return found if len(found) > 1 else []


def are_classes(rolls: list[SubmissionIndex]) -> bool:
    """Whether these are classes: several students in each of two or more, and not the same ones on other days."""
    ids = [{label.partition("#")[0] for label in roll.students} for roll in rolls]
    if sum(len(own) > 1 for own in ids) < 2:
        return False
    return all(2 * len(one & other) < min(len(one), len(other)) for one, other in combinations(ids, 2) if one and other)


def by_roster(place: Path, roll: SubmissionIndex, roster: Roster) -> tuple[list[ClassOf], list[Problem]]:
    """The classes that the roster's column “class” makes of one folder, and the problems that belong to no student."""
    names = {one.id: one.class_name or NOT_LISTED for one in roster.students.values()}
    parts: dict[str, SubmissionIndex] = defaultdict(lambda: replace(SubmissionIndex(), behind=[]))
    for name in roster.classes:
        parts[name] = SubmissionIndex()
    for label, entries in roll.students.items():
        parts[names.get(label.partition("#")[0], NOT_LISTED)].students[label] = entries
    rest = []
    for problem in roll.problems:
        base = problem.student.partition("#")[0]
        if base:
            parts[names.get(base, NOT_LISTED)].problems.append(problem)
        else:
            rest.append(problem)
    for name in roll.used_by_two:
        parts[names.get(name, NOT_LISTED)].used_by_two.append(name)
    for one in roll.behind:
        parts[names.get(one.student.partition("#")[0], NOT_LISTED)].behind.append(one)
    return [ClassOf(name, place, part) for name, part in sorted(parts.items()) if part.students or part.problems], rest


def folder_name(name: str) -> str:
    """A class's name as a folder's: letters, digits, spaces and hyphens stay."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in name).strip()
    return kept[:60] or "class"
