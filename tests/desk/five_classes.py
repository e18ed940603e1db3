"""Five classes of 30, each as the zip file of another platform, and one roster with a column “class”."""

from __future__ import annotations

import csv
import zipfile
from functools import cache
from pathlib import Path

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.sample_class.generate import sample_class
from exercises.sample_class.people import roster

# Class → how its platform names a hand-in, by its number and its file.
PLATFORMS = {
    "7a": "{name}_{number}_assignsubmission_file_/{file}",
    "7b": "quillz{number}_{number}_5{number}_{file}",
    "7c": "{number}-900 - {name} - Nov 24, 2026 926 PM/{file}",
    "7d": "Reading_user{number}_attempt_2026-11-24-09-30-00_{file}",
    "7e": "{last}, {first} - {number}/Revision 1 - On time/{file}",
}
STUDENTS = 30


@cache
def _hand_ins(seed: int) -> tuple[tuple[str, bytes], ...]:
    content = read_lesson(lesson_folder("iron_dome"), keys=True)
    return tuple(sample_class([content], STUDENTS, seed))


def write_five_classes(folder: Path) -> tuple[Path, Path]:
    """Write ALL with the five zip files, and roster.csv; gives both. In each class the last student handed in nothing."""
    place, rows = folder / "ALL", []
    place.mkdir(parents=True)
    for seed, (name, form) in enumerate(PLATFORMS.items(), 1):
        people = roster(STUDENTS, seed)
        names = {student: full for student, full, _ in people}
        rows += [(*person, name) for person in people]
        with zipfile.ZipFile(place / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number, (file, data) in enumerate(_hand_ins(seed), 40_001):
                student = file.split(".")[1]
                if student == people[-1][0]:
                    continue
                first, _, last = names[student].partition(" ")
                path = form.format(name=names[student], first=first, last=last, number=number, file=file)
                archive.writestr(path, data)
    path = folder / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "name", "email", "class"), *rows])
    return place, path
