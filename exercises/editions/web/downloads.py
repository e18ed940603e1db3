"""The parts of the browser edition: downloaded once, each file checked against its digest, and kept in a folder."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ...base.errors import KitError
from ..output import cannot_write
from .wheels import sha256

SITE = Path(__file__).parent / "site"
WHEELS = SITE / "wheels.txt"
STAND_IN = SITE / "standin" / "regex.py"
KERNEL = "jupyterlite_pyodide_kernel"
# The version that the kernel in wheels.txt is written for: not the newest.
PYODIDE = "314.0.6"
# From npm's record of that version (dist.integrity).
PYODIDE_SHA512 = "BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ=="
# Any version of Python can build the site; the wheels must run on Pyodide's. The one that also has a part in C comes for
# Windows, which is the smallest; pyodide.py leaves that part out.
FOR_BROWSER = ["--only-binary=:all:", "--platform=any", "--platform=win32", "--python-version=3.14"]
FOR_BROWSER += ["--implementation=cp", "--abi=none", "--abi=cp314"]
ELSEWHERE = (
    "On a computer without a network: run “python -m exercises browser-edition --fetch-only --wheels DIR” where there is "
    "one, carry the folder DIR over, and name it with --wheels."
)
_LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})")


@dataclass(frozen=True)
class Parts:
    """The parts on this computer: Pyodide's core as packed by npm, and the wheels by name, as in wheels.txt."""

    pyodide: Path
    wheels: dict[str, Path]


def usual_folder() -> Path:
    """The folder for the parts if the user names none."""
    return Path(platformdirs.user_cache_dir("close-reading-the-news", appauthor=False)) / "browser-edition"


def gather(folder: Path) -> Parts:
    """The parts from ``folder``; missing ones are downloaded first. Raises KitError, which says what to do."""
    wanted = wanted_wheels()
    missing = [name for name in wanted if _find(folder, name, wanted[name]) is None]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_pyodide(_pyodide_in(folder)):
            _fetch_pyodide(folder)
        if missing:
            _fetch_wheels(folder, missing)
    except OSError as error:
        raise cannot_write(folder, error) from error
    found = {name: path for name, line in wanted.items() if (path := _find(folder, name, line))}
    if found.keys() != wanted.keys():
        lost = ", ".join(sorted(wanted.keys() - found.keys()))
        raise KitError(f"Fetched, and not there any longer: {lost}. Look whether another program cleans “{folder}”.")
    return Parts(_pyodide_in(folder), found)


def wanted_wheels() -> dict[str, re.Match]:
    """The wheels of wheels.txt by name, each with its version and digest."""
    lines = map(_LINE.match, WHEELS.read_text(encoding="utf-8").splitlines())
    return {line["name"]: line for line in lines if line}


def _find(folder: Path, name: str, line: re.Match) -> Path | None:
    """The file of a wheel, if it is there and has the right digest."""
    # Registries spell the same name in several ways.
    stem = re.sub(r"[-_.]+", "?", name)
    for path in sorted(folder.glob(f"{stem}-{line['version']}-*.whl")):
        if sha256(path) == line["sha256"]:
            return path
    return None


def _pyodide_in(folder: Path) -> Path:
    return folder / f"pyodide-{PYODIDE}.tgz"


def _is_pyodide(path: Path) -> bool:
    return path.is_file() and base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode() == PYODIDE_SHA512


def _fetch_pyodide(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise KitError(
            f"npm is not on this computer; it comes with Node.js and is needed once, to fetch Pyodide {PYODIDE}. "
            f"Install Node.js, or put the file {_pyodide_in(folder).name} into “{folder}”. {ELSEWHERE}"
        )
    print(f"Fetching Pyodide {PYODIDE} from the npm registry.", flush=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        command = [npm, "pack", f"pyodide@{PYODIDE}", "--silent", "--fetch-retries=1", "--fetch-timeout=60000"]
        status = subprocess.call(command, cwd=place, stdout=subprocess.DEVNULL)
        fetched = Path(place) / _pyodide_in(folder).name
        if status or not fetched.is_file():
            raise KitError(f"Pyodide {PYODIDE} could not be fetched from the npm registry. Is there a network? {ELSEWHERE}")
        if not _is_pyodide(fetched):
            raise KitError(
                f"What came as Pyodide {PYODIDE} is not the file that npm has on record. Nothing of it was kept."
            )
        fetched.replace(_pyodide_in(folder))


def _fetch_wheels(folder: Path, missing: list[str]) -> None:
    print(f"Fetching {len(missing)} packages from the Python package index.", flush=True)
    wanted = wanted_wheels()
    with tempfile.TemporaryDirectory(dir=folder) as place:
        # pip checks each file against its digest, and keeps none that differs.
        asked = Path(place) / "asked.txt"
        asked.write_text("".join(wanted[name][0] + "\n" for name in missing), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *FOR_BROWSER]
        command += [
            "--retries=1",
            "--timeout=30",
            "--disable-pip-version-check",
            f"--dest={place}",
            f"--requirement={asked}",
        ]
        if subprocess.call(command):
            raise KitError(
                "The packages of the browser edition could not be fetched; the reason stands above. Is there a network? "
                f"Run the same command again. {ELSEWHERE}"
            )
        for path in Path(place).glob("*.whl"):
            path.replace(folder / path.name)
    still = [name for name in missing if _find(folder, name, wanted[name]) is None]
    if still:
        raise KitError(f"The package index gave other files than asked for: {', '.join(still)}. Run the command again.")
