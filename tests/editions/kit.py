"""A copy of the whole kit to make editions from, and what must not be found in them."""

from __future__ import annotations

import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("exercises", "notebooks", ".images", ".binder")
PASSED_OVER = shutil.ignore_patterns("__pycache__", "earlier", "my-work", ".ipynb_checkpoints", "*.egg-info")


def copy_of_the_kit(target: Path) -> Path:
    """The teacher's folder, in a place where it may be changed; with a stand-in for the tests and what git keeps."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=PASSED_OVER)
    for path in ROOT.iterdir():
        if path.is_file() and path.name != ".git":
            shutil.copyfile(path, target / path.name)
    for name in (
        "tests/test_nothing.py",
        ".git/config",
        ".venv/pyvenv.cfg",
        ".ci/run",
        "notebooks/my-work/iron_dome.jsonl",
    ):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text("what a student does not get\n", encoding="utf-8")
    return target


def secrets(lessons: Path) -> dict[str, str]:
    """Every text of the keys that students do not see anyway, in a question or a text: {text: the key's file}."""
    open_to_all = [*lessons.glob("*/questions/*.toml"), *lessons.glob("*/*.toml"), *lessons.glob("*/*.txt")]
    seen = "\n".join(_texts_as_one(path) for path in sorted(open_to_all))
    found = {}
    for key in sorted(lessons.glob("*/key/*.toml")):
        texts = _texts(tomllib.loads(key.read_text(encoding="utf-8")))
        found |= {text: f"{key.parent.parent.name}/{key.name}" for text in texts if text not in seen}
    return found


def _texts_as_one(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text + "\n".join(_texts(tomllib.loads(text))) if path.suffix == ".toml" else text


def _texts(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder, and every file inside its zips and wheels, whatever they are called."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for entry in archive.infolist():
                        yield f"{name}: {entry.filename}", archive.read(entry)


def leaks(folder: Path, texts: dict[str, str]) -> list[str]:
    """Where any of the texts stands in a folder: as it is, as JSON writes it, or as Python writes it."""
    needles = {}
    for text in texts:
        escaped = text.encode("ascii", "backslashreplace").decode()
        for form in {text, text.replace('"', '\\"'), text.replace("\n", "\\n"), escaped, escaped.replace("\n", "\\n")}:
            needles[form.encode()] = text
    return [
        f"{name}: {text[:60]}" for name, data in every_byte(folder) for needle, text in needles.items() if needle in data
    ]
