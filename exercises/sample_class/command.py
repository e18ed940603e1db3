"""``python -m exercises sample-class OUT``: a made-up class on disk, to try the teacher's side with."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ..base.errors import KitError, reason
from ..lesson_data.content import Content, lesson_folder, lesson_names, read_lesson
from .generate import MOST_STUDENTS, SEED
from .generate import sample_class as hand_ins
from .people import roster

# What goes with the lesson: the three forms, and the text for students who ask for another one.
BESIDE = ("form_a", "form_b", "form_c", "old_beech")
MARKER = "sample-class.txt"
FOLDER = "hand-ins"
ROSTER = "roster.csv"
_SAYS = """\
This folder was made by “python -m exercises sample-class”. All students in it are made up.
Run the command again to replace the files listed here, and no others. Delete the folder when you are done with it.
"""
_TOLD_EVERY = 5_000  # hand-ins


def sample_class_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("out", metavar="OUT", help="a new or empty folder, or one that this command made")
    parser.add_argument("--students", type=int, default=30, metavar="N", help=f"how many, 1 to {MOST_STUDENTS:,} (30)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="S", help=f"another number, another class ({SEED})")
    parser.add_argument("--lesson", default="iron_dome", help="the lesson's folder name (iron_dome)")


def sample_class(options: argparse.Namespace) -> int:
    """Write the hand-ins, a roster, and a file that lists them; returns 0. Raises KitError."""
    if not 1 <= options.students <= MOST_STUDENTS:
        raise KitError(f"--students {options.students} cannot be made: give a number from 1 to {MOST_STUDENTS:,}.")
    contents = _contents(options.lesson)
    out = Path(options.out)
    try:
        _make_room(out)
        with (out / MARKER).open("w", encoding="utf-8", newline="\n", buffering=1) as marker:
            marker.write(_SAYS)
            count = _write_hand_ins(out / FOLDER, hand_ins(contents, options.students, options.seed), marker)
        with (out / ROSTER).open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["id", "name", "email"])
            table.writerows(roster(options.students, options.seed))
    except OSError as error:
        raise KitError(
            f"The sample class could not be written to {out}: {reason(error)}. Name another folder, or make this "
            "one writable."
        ) from error
    students, files = _counted(options.students, "made-up student"), _counted(count, "hand-in")
    print(f"{students}: {files} in {out / FOLDER}, and {out / ROSTER} with made-up names.")
    return 0


def _contents(name: str) -> list[Content]:
    beside = [other for other in BESIDE if other != name and other in lesson_names()]
    contents = [read_lesson(lesson_folder(lesson), keys=True) for lesson in (name, *beside)]
    if not contents[0].questions:
        raise KitError(
            f"The lesson “{name}” has no question that could be answered. What is wrong with it? Run: "
            f"python -m exercises check {name}"
        )
    return contents


def _make_room(out: Path) -> None:
    """Make the folder, or remove from it what an earlier run put there. Raises KitError, OSError."""
    if out.exists() and not out.is_dir():
        raise KitError(f"{out} is a file, and a folder is needed for a sample class. Name another one.")
    marker = out / MARKER
    if marker.is_file() and marker.read_bytes().startswith(_SAYS.splitlines()[0].encode()):
        lines = marker.read_text(encoding="utf-8", errors="replace").splitlines()
        for name in lines[len(_SAYS.splitlines()) :]:
            # An edited list must not make us delete files outside the folder.
            if Path(name).name == name and name.endswith(".jsonl"):
                (out / FOLDER / name).unlink(missing_ok=True)
    elif out.is_dir() and any(out.iterdir()):
        raise KitError(f"The folder {out} is not empty, and this command did not make it. Name a new folder.")
    (out / FOLDER).mkdir(parents=True, exist_ok=True)


def _write_hand_ins(folder: Path, files: Iterator[tuple[str, bytes]], marker: TextIO) -> int:
    """Write all files; returns how many. Names are listed first, so that the next run can clean up after a crash."""
    count = 0
    for count, (name, data) in enumerate(files, 1):
        marker.write(f"{name}\n")
        (folder / name).write_bytes(data)
        if count % _TOLD_EVERY == 0:
            print(f"{count:,} hand-ins so far", file=sys.stderr)
    return count


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
