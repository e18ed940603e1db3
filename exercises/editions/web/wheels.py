"""Python packages for the browser: our own as wheels, and the lock file from which Pyodide loads all of them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...base.errors import KitError
from ..output import reproducible_zip_entry

_NAME = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)-.+\.whl")


def digest_of(files: Mapping[str, bytes]) -> str:
    """A short digest of these files: 12 digits of a SHA-256."""
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:12]


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hex, as the package index and Pyodide write it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_wheel(folder: Path, name: str, version: str, files: Mapping[str, bytes]) -> Path:
    """Write a pure wheel of these files ({path inside: bytes}); the same files give the same bytes and the same name.

    The build tag has the digest of the files, so that no browser uses a cached older wheel instead.
    """
    stem = f"{name}-{version}"
    about = {
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{stem}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: exercises\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    everything = dict(sorted(files.items())) | about
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{path},sha256={_urlsafe(data)},{len(data)}\n" for path, data in everything.items()]
    everything[record] = "".join([*lines, f"{record},,\n"]).encode()
    target = folder / f"{stem}-0_{digest_of(files)}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in everything.items():
            archive.writestr(reproducible_zip_entry(path), data, zipfile.ZIP_DEFLATED)
    return target


def _urlsafe(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def lock(info: Mapping, wheels: Iterable[Path]) -> str:
    """Pyodide's lock file, rewritten with only the wheels that are there, which differ from Pyodide's builds.

    ``info`` is copied from the lock file of Pyodide's core. All packages are loaded when Python starts, so none lists
    its dependencies.
    """
    packages: dict[str, dict[str, Any]] = {}
    for path in sorted(wheels):
        found = _NAME.fullmatch(path.name)
        if found is None:
            raise KitError(f"“{path.name}” is not named as a wheel is. Fetch the parts of the browser edition once more.")
        name, version = found.group("name", "version")
        packages[re.sub(r"[-_.]+", "-", name).lower()] = {
            "name": name,
            "version": version,
            "file_name": path.name,
            "sha256": sha256(path),
            "install_dir": "site",
            "package_type": "package",
            "imports": [],
            "depends": [],
            "unvendored_tests": False,
        }
    return json.dumps({"info": dict(info), "packages": packages}, indent=1, sort_keys=True) + "\n"


def python_files(wheel: Path) -> dict[str, bytes]:
    """What a browser can use of a wheel with a part in C: its Python files and license, as {path inside: bytes}."""
    with zipfile.ZipFile(wheel) as archive:
        wanted = (name for name in archive.namelist() if name.endswith(".py") or "/licenses/" in name)
        return {name: archive.read(name) for name in wanted}


def inside(wheel: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel below a folder, wherever that folder is in the wheel: (path below it, bytes)."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if folder in entry.filename and not entry.is_dir():
                yield entry.filename.rpartition(folder)[2], archive.read(entry)
