"""Python in the browser: Pyodide's core, all wheels, and the lock file that lists them, in one folder of the site."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
from collections.abc import Collection
from pathlib import Path

from ...base.errors import KitError
from . import wheels
from .downloads import KERNEL, PYODIDE, STAND_IN, Parts

# Where it is in the site: the version is part of the URL, so that no browser mixes two versions.
FOLDER = f"static/pyodide-{PYODIDE}"
# The files of Pyodide's core that a browser needs; the rest of the npm package is for other uses.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# Parts of the kit that a student's browser does not run.
FOR_TEACHERS = ("editions", "gradebook", "sample_class")


def put_kit(target: Path, student: Path, parts: Parts, distribution: Path | None) -> None:
    """Add the kit itself, and ``regex``: the real one if there is a distribution of Pyodide, or else the stand-in."""
    wheels.write_wheel(target, "close_reading_the_news", version_of(student), _package(student))
    if distribution:
        put_regex(target, parts, distribution)
    else:
        wheels.write_wheel(target, "regex", "0", {"regex.py": STAND_IN.read_bytes()})


def put_core(target: Path, parts: Parts, without: Collection[str] = ()) -> None:
    """Put Pyodide's core, the kernel's wheels, and the wheels of wheels.txt except ``without`` into the site."""
    target.mkdir(parents=True)
    with tarfile.open(parts.pyodide) as archive:
        for name in CORE:
            (target / name).write_bytes(_inside(archive, name))
    for name, path in parts.wheels.items():
        if name == KERNEL or name in without:
            continue
        if path.stem.endswith("-any"):
            shutil.copyfile(path, target / path.name)
        else:
            _, version, *_ = path.stem.split("-")
            wheels.write_wheel(target, name, version, wheels.python_files(path))
    for name, data in wheels.inside(parts.wheels[KERNEL], "static/pypi/"):
        # Of the two stubs, the older is for ipywidgets 7.
        if name.endswith(".whl") and not name.startswith("widgetsnbextension-3"):
            (target / name).write_bytes(data)


def put_lock(target: Path, parts: Parts) -> list[str]:
    """Write the lock file for all wheels in the folder; returns the package names as Pyodide spells them."""
    text = wheels.lock(_info(parts), target.glob("*.whl"))
    (target / "pyodide-lock.json").write_text(text, encoding="utf-8")
    return sorted(json.loads(text)["packages"])


def put_regex(target: Path, parts: Parts, distribution: Path) -> None:
    """Copy the real ``regex`` from a full distribution of Pyodide, and check it against that distribution's digest."""
    try:
        theirs = json.loads((distribution / "pyodide-lock.json").read_text(encoding="utf-8"))
        entry = theirs["packages"]["regex"]
        wheel = distribution / entry["file_name"]
        info, matches = theirs["info"], wheels.sha256(wheel) == entry["sha256"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise KitError(
            f"“{distribution}” is no full distribution of Pyodide: {error}. It has pyodide-lock.json and the wheels beside "
            "it. Leave --pyodide away to build without it."
        ) from error
    if info != _info(parts):
        raise KitError(
            f"“{distribution}” is another version of Pyodide than this kit is built on ({PYODIDE}): they do not fit. "
            "Name the distribution of that version, or leave --pyodide away."
        )
    if not matches:
        raise KitError(f"{wheel.name} in “{distribution}” is not the file that its lock names. Unpack it again.")
    shutil.copyfile(wheel, target / wheel.name)


def _info(parts: Parts) -> dict:
    with tarfile.open(parts.pyodide) as archive:
        return json.loads(_inside(archive, "pyodide-lock.json"))["info"]


def _inside(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise KitError(f"{name} is no file in what was fetched of Pyodide. Fetch the parts once more.")
    return file.read()


def version_of(student: Path) -> str:
    """The version of the kit in a folder, as its source says it: what is installed may be another. Raises KitError."""
    found = re.search(
        r'^__version__ = "([^"]+)"', (student / "exercises/__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    if found is None:
        raise KitError('exercises/__init__.py does not say which version this is: add a line __version__ = "…".')
    return found[1]


def _package(student: Path) -> dict[str, bytes]:
    files = (path for path in sorted((student / "exercises").rglob("*")) if path.is_file())
    inside = {path.relative_to(student): path for path in files}
    return {name.as_posix(): path.read_bytes() for name, path in inside.items() if name.parts[1] not in FOR_TEACHERS}
