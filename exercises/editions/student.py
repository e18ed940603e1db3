"""The student edition: only what a student needs from this folder, byte for byte; as a folder and as a zip."""

from __future__ import annotations

import argparse
import shutil
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from ..base.errors import KitError
from ..lesson_data import archive
from ..lesson_data.content import is_student_copy
from ..lesson_data.review_file import FILE as REVIEW
from ..lesson_data.review_file import unseen_drafts
from .output import cannot_write, check_safe_to_overwrite, install, reproducible_zip_entry, staging_dir

ROOT = Path(__file__).resolve().parents[2]
NAME = "close-reading-student"
# What a student's copy includes, whether the kit came from git or as a zip. Anything else stays with the teacher.
BELONGS: tuple[str, ...] = ("README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "requirements.txt")
BELONGS += (".binder", ".images", "notebooks", "exercises")
# Left out wherever it is: the teacher's keys, notebooks and answers, and what programs leave behind.
LEFT_OUT = {"key", archive.FOLDER, "teacher", "my-work", "my-desk", "__pycache__", ".ipynb_checkpoints", ".venv", ".git"}
# What operating systems leave behind, and what only an author's editor reads.
LEFT_OUT |= {".DS_Store", "Thumbs.db", "schema", REVIEW}
LEFT_OUT_SUFFIXES = {".pyc", ".part", ".egg-info"}


def student_edition_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``student-edition``."""
    parser.add_argument("out", metavar="OUT", type=Path, help="an empty or new folder for the students' copy and its zip")


def student_edition(options: argparse.Namespace) -> int:
    """Make the student edition; returns 0. Raises KitError."""
    made = make(options.out)
    print(f"The students' copy is the folder {made.as_posix()}, and the same as {made.name}.zip beside it.")
    for name, count in unseen_lessons().items():
        print(f"Without the lesson “{name}”: you have not looked at {count} of its drafts.")
    print("It has no key/, no teacher's notebook and no tests. Your own folder keeps the key of these questions, so that")
    print("hand-ins are graded by it even after you change a question.")
    return 0


def make(out: Path, root: Path = ROOT) -> Path:
    """Write the folder and the zip into ``out``; returns the folder. Raises KitError, and then ``out`` is as it was.

    The current questions are kept with their keys in the teacher's folder (``archive.find`` finds them).
    """
    check_safe_to_overwrite(out)
    keep_sets_given_out(root)
    with staging_dir(out) as place:
        built = Path(place) / "built"
        copy(built / NAME, root)
        pack(built / NAME, built / f"{NAME}.zip")
        install(built, out)
    return out / NAME


def copy(target: Path, root: Path = ROOT) -> None:
    """Copy the files of the student edition into ``target``, unchanged. Raises KitError."""
    try:
        for path in files(root):
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, target / path)
    except OSError as error:
        raise cannot_write(target.parent, error) from error


def files(root: Path = ROOT) -> Iterator[Path]:
    """The files of the student edition, relative to the kit's folder, in a fixed order."""
    waiting = unseen_lessons(root)
    for name in sorted(BELONGS):
        top = root / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            inside = path.relative_to(root)
            if path.is_file() and not path.is_symlink() and not _left_out(inside, waiting):
                yield inside


def unseen_lessons(root: Path = ROOT) -> dict[str, int]:
    """The drafted lessons that their teacher has not looked through, with how many drafts wait. Raises KitError."""
    folders = (path.parent for path in sorted((root / "exercises" / "lessons").glob(f"*/{REVIEW}")))
    return {folder.name: count for folder in folders if (count := unseen_drafts(folder))}


def _left_out(path: Path, unseen: Collection[str] = ()) -> bool:
    if path.stem in unseen or any(part in unseen for part in path.parts):
        return True
    return not LEFT_OUT.isdisjoint(path.parts) or any(Path(part).suffix in LEFT_OUT_SUFFIXES for part in path.parts)


def pack(folder: Path, target: Path) -> None:
    """Zip a folder under the folder's name; the same files give the same bytes. Raises KitError."""
    try:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                entry = reproducible_zip_entry(path.relative_to(folder.parent).as_posix())
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise cannot_write(target, error) from error


def keep_sets_given_out(root: Path = ROOT) -> None:
    """Keep each lesson as it is given out now, with its key, to grade hand-ins later. Raises KitError."""
    folders = sorted(path.parent for path in (root / "exercises" / "lessons").glob("*/article.txt"))
    for folder in folders:
        if is_student_copy(folder):
            raise KitError(
                f"The lesson “{folder.name}” is here without its folder key/, so this is a student's copy. "
                "Make the editions from your own folder."
            )
    for folder in folders:
        archive.keep(folder)
