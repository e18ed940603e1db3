"""Folders on the teacher's computer, to choose a file from: the home folder, the kit's, and what a teacher pastes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

from ..base.environment import ROOT
from ..base.errors import KitError, reason, sanitize

# What each choice takes: the endings of its files, and whether a folder will do.
TAKES = {"handins": ((".zip",), True), "roster": ((".csv",), False), "policy": ((".toml",), False)}
_MOST = 400
_PLACES = ("Downloads", "Desktop", "Documents")


def listing(folder: Path, purpose: str, desk: Path) -> dict:
    """A folder as the page shows it: places to go to, the way up, and what can be chosen in it. Raises KitError.

    ``purpose`` is a key of TAKES; ``desk`` is the folder my-desk.
    """
    endings, takes_folder = TAKES[purpose]
    folder = _allowed(folder, desk)
    try:
        found = [entry for entry in os.scandir(folder) if not entry.name.startswith((".", "~$"))]
    except OSError as error:
        raise KitError(f"The folder “{folder}” cannot be opened: {reason(error)}. Choose another one.") from error
    folders = sorted((entry.name for entry in found if _is(entry, folders=True)), key=str.casefold)
    files = sorted((one for entry in found if (one := _file(entry, endings))), key=lambda one: -one[1])
    entries = [{"name": name, "path": str(folder / name), "kind": "file", "about": about} for name, _, about in files]
    entries += [{"name": name, "path": str(folder / name), "kind": "folder", "about": ""} for name in folders]
    up = str(folder.parent) if _is_allowed(folder.parent, desk) and folder.parent != folder else ""
    return {
        "purpose": purpose,
        "path": str(folder),
        "shown": short(folder),
        "up": up,
        "takes_folder": takes_folder,
        "places": [{"name": name, "path": str(path)} for name, path in _places(desk)],
        "entries": entries[:_MOST],
        "note": f"{len(entries) - _MOST} more are not shown. Paste the path instead." if len(entries) > _MOST else "",
    }


def start(chosen: str, desk: Path) -> Path:
    """The folder in which choosing begins: where the last choice was, or Downloads, or the home folder."""
    places = [Path(chosen).parent] if chosen else []
    for place in (*places, Path.home() / "Downloads", Path.home()):
        if place.is_dir() and _is_allowed(place, desk):
            return place
    return ROOT


def pasted(text: str, purpose: str) -> Path:
    """The file or folder that a pasted path means: with quotation marks, “~” or “file:” as well. Raises KitError."""
    text = text.strip().strip("\"'“”")
    if text.lower().startswith("file:"):
        text = url2pathname(unquote(urlparse(text).path))
    if not text:
        raise KitError("Paste a path into the field first.")
    try:
        path = Path(text).expanduser()
        return chosen(path if path.is_absolute() else Path.home() / path, purpose)
    except (RuntimeError, ValueError) as error:
        raise KitError(f"“{sanitize(text)}” is not a path. Copy it again, from your file manager.") from error


def chosen(path: Path, purpose: str) -> Path:
    """The path, if it is something that can be chosen. Raises KitError."""
    endings, takes_folder = TAKES[purpose]
    if path.is_dir() and takes_folder:
        return path
    if path.is_file() and path.suffix.lower() in endings:
        return path
    wanted = " or ".join([*(["a folder"] if takes_folder else []), *(f"a {ending} file" for ending in endings)])
    what = "is something else" if path.exists() else "is not there"
    raise KitError(f"“{sanitize(path, 300)}” {what}. Choose {wanted}.")


def short(path: Path) -> str:
    """A path as a person reads it, with “~” for the home folder."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}".removesuffix("/.")
    except ValueError:
        return str(path)


def about(path: Path) -> str:
    """A few words on a chosen file or folder; says so if it is gone."""
    try:
        if path.is_dir():
            return "folder"
        return _size(path.stat().st_size)
    except OSError:
        return "not there any more"


def _places(desk: Path) -> Sequence[tuple[str, Path]]:
    home = Path.home()
    found = [("Home", home), *((name, home / name) for name in _PLACES), ("The kit", ROOT), ("My desk", desk)]
    return [(name, path) for name, path in found if path.is_dir()]


def _allowed(folder: Path, desk: Path) -> Path:
    folder = folder.resolve()
    if not _is_allowed(folder, desk):
        raise KitError(f"“{folder}” is outside your home folder. Paste its path instead.")
    return folder


def _is_allowed(folder: Path, desk: Path) -> bool:
    folder = folder.resolve()
    return any(folder.is_relative_to(root.resolve()) for root in (Path.home(), ROOT, desk))


def _is(entry: os.DirEntry, folders: bool) -> bool:
    try:
        return entry.is_dir() if folders else entry.is_file()
    except OSError:
        return False


def _file(entry: os.DirEntry, endings: Sequence[str]) -> tuple[str, float, str] | None:
    if not entry.name.lower().endswith(tuple(endings)) or not _is(entry, folders=False):
        return None
    try:
        found = entry.stat()
    except OSError:
        return None
    day = datetime.fromtimestamp(found.st_mtime).strftime("%Y-%m-%d %H:%M")
    return entry.name, found.st_mtime, f"{_size(found.st_size)}, {day}"


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1_000 else f"{size / 1e3:.0f} KB" if size < 1_000_000 else f"{size / 1e6:.1f} MB"
