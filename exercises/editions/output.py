"""The folder that an edition is written into: we fill it, and delete only what we put there."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ..base.errors import KitError, reason

# Lists each file we made with the digest of its bytes, so that a later run can tell our files from the user's.
LIST = ".close-reading-made.json"


def check_safe_to_overwrite(out: Path) -> None:
    """Raise KitError, and change nothing, if ``out`` has a file that no earlier run made or that was changed since."""
    if out.exists() and not out.is_dir():
        raise KitError(f"“{out}” is a file. Name a folder that is empty or new.")
    made = _made(out)
    strange = next((name for name in _files(out) if name != LIST and made.get(name) != _digest(out / name)), None)
    if strange is not None:
        why = "was changed since it was made" if strange in made else "was not made by this command"
        raise KitError(
            f"The folder “{out}” holds {strange}, which {why}. Nothing was deleted or written: "
            "name an empty folder, or move what is in this one."
        )


def install(built: Path, out: Path) -> None:
    """Move everything in ``built`` into ``out``, replacing the files of an earlier run. Raises KitError."""
    check_safe_to_overwrite(out)
    made = {name: _digest(built / name) for name in _files(built)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in _made(out):
            (out / name).unlink(missing_ok=True)
        _remove_empty_folders(out)
        # The list comes first: if we are interrupted, the next run still knows which files are ours.
        (out / LIST).write_text(json.dumps(made, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        for name in made:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(built / name, out / name)
    except OSError as error:
        raise cannot_write(out, error) from error


def staging_dir(out: Path) -> tempfile.TemporaryDirectory:
    """A temporary folder next to ``out`` to build in, so that ``out`` never holds half a build. Raises KitError."""
    try:
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(prefix=".close-reading-", dir=out.absolute().parent)
    except OSError as error:
        raise cannot_write(out, error) from error


def reproducible_zip_entry(name: str) -> zipfile.ZipInfo:
    """A zip entry with a fixed date, system and mode, so that the same files give the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    return entry


def cannot_write(where: Path, error: OSError) -> KitError:
    """The error for a folder that cannot be written to."""
    return KitError(f"“{where}” cannot be written: {reason(error)}. Name a folder of your own, with room on its disk.")


def _files(folder: Path) -> Iterable[str]:
    if not folder.is_dir():
        return []
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()
    )


def _made(out: Path) -> dict[str, str]:
    """What an earlier run put into this folder: {file: digest}. A list that cannot be read counts as empty."""
    try:
        made = json.loads((out / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    # We never wrote a name that leads out of the folder.
    if not isinstance(made, dict):
        return {}
    return {name: digest for name, digest in made.items() if ".." not in Path(name).parts and not Path(name).is_absolute()}


def _digest(path: Path) -> str:
    if path.is_symlink():
        return "a link"
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    except OSError as error:
        raise KitError(f"“{path}” cannot be read: {reason(error)}. Name another folder.") from error


def _remove_empty_folders(out: Path) -> None:
    for folder in sorted((path for path in out.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
