"""The Python that runs a command, and the packages it needs, which only ``pyproject.toml`` lists."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .errors import KitError
from .processes import run

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "close-reading-the-news"
# What requirements.txt names: one installation serves the notebooks and most commands.
USUAL = ("notebooks", "teacher")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_OWN_EXTRAS = re.compile(rf"{PACKAGE}\[([^\]]+)\]")
_FOR_EXTRA = re.compile(r"extra\s*==\s*[\"']([^\"']+)[\"']")


@cache
def project() -> dict | None:
    """The ``project`` table of pyproject.toml if this is the kit's whole folder; None for an installed wheel."""
    try:
        values = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return None
    return values if values.get("name") == PACKAGE else None


def requirements(extras: Iterable[str]) -> list[str]:
    """The kit's requirements with these extras: ``["jinja2>=3.1,<4", …]``. Raises KitError if no metadata is found."""
    lists = _lists()
    found, waiting, seen = list(lists[""]), list(extras), set()
    while waiting:
        extra = waiting.pop()
        if extra not in seen:
            seen.add(extra)
            for line in lists.get(extra, ()):
                own = _OWN_EXTRAS.match(line)
                waiting += own[1].replace(" ", "").split(",") if own else []
                found += [] if own else [line]
    return list(dict.fromkeys(found))


def _lists() -> dict[str, list[str]]:
    """The requirements of each extra; those of the kit itself are under ""."""
    if values := project():
        return {"": values["dependencies"], **values["optional-dependencies"]}
    lists: dict[str, list[str]] = {"": []}
    try:
        lines = importlib.metadata.requires(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise KitError(
            "This copy of the kit is not whole: pyproject.toml is not there, which says what must be installed. Get the "
            "whole folder again, open a terminal in it, and give the command there."
        ) from error
    for line in lines:
        wanted, _, condition = line.partition(";")
        extra = _FOR_EXTRA.search(condition)
        lists.setdefault(extra[1] if extra else "", []).append(wanted.strip())
    return lists


def name_of(requirement: str) -> str:
    """The package name in a requirement, without version, extras and conditions."""
    found = _NAME.match(requirement)
    return found.group() if found else requirement


def ready(extras: Iterable[str]) -> str:
    """The path of a Python that has everything these extras need. Uses the network only when something is missing.

    In the kit's folder, missing packages are installed. Elsewhere raises KitError that says what to install, because the
    environment belongs to the user.
    """
    wanted = requirements(extras)
    if project() is None:
        missing = [line for line in wanted if not _is_here(name_of(line))]
        if missing:
            quoted = " ".join(f'"{line}"' for line in missing)
            raise KitError(f"Not installed here: {', '.join(map(name_of, missing))}. Type: python -m pip install {quoted}")
        return sys.executable
    python, names = _python(), [PACKAGE, *map(name_of, wanted)]
    if not _all_there(python, names):
        _install(python, sorted({*USUAL, *extras}))
    return python


def _is_here(name: str) -> bool:
    """Whether a package is installed in this Python; metadata left in the kit's folder by an install does not count."""
    places = [place for place in sys.path if project() is None or Path(place or ".").resolve() != ROOT]
    return any(True for _ in importlib.metadata.distributions(name=name, path=places))


def _all_there(python: str, names: list[str]) -> bool:
    if python == sys.executable:
        return all(map(_is_here, names))
    look = f"from importlib.metadata import version; [version(name) for name in {names!r}]"
    # In the kit's root folder, metadata left by an install would pass for the package itself.
    return subprocess.call([python, "-c", look], cwd=ROOT / "exercises", stderr=subprocess.DEVNULL) == 0


def _install(python: str, extras: list[str]) -> None:
    print(f"Installing what {' and '.join(extras)} need. The first time this takes a few minutes.", flush=True)
    if run([python, "-m", "pip", "install", "-e", f".[{','.join(extras)}]"], ROOT):
        raise KitError(
            "The installation did not finish; the reason is above. Is there a network? Run the same command again: it goes "
            "on where it stopped."
        )


def _python() -> str:
    """This Python if it is in a virtual or Conda environment; otherwise the one in .venv, created if missing."""
    if sys.prefix != sys.base_prefix or os.environ.get("CONDA_PREFIX"):
        return sys.executable
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("Making an environment in .venv, so that nothing else on this computer changes.", flush=True)
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise KitError(
                f"No environment could be made in .venv: {error}. On Debian, install python3-venv first."
            ) from error
    return str(python)
