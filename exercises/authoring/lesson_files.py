"""The files of a new lesson: its folder among the lessons, and a notebook that asks its questions."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

from ..base.errors import KitError, reason
from ..base.files import atomic_write, part_of
from ..base.toml_text import dump
from ..lesson_data import content, notebooks
from ..lesson_data.review_file import write_review
from .annotate import Annotated
from .article_file import Source
from .questions import Drafts
from .template import FOLDER

RIGHTS = "For our own class only. The text belongs to whoever published it."
_COUNTS = ("share-of-quoted-words", "room-for-each-voice")
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def about(source: Source, annotated: Annotated) -> dict[str, Any]:
    """What article.toml says of the text."""
    provenance = ", ".join(part for part in (source.outlet, source.date) if part)
    return {
        "title": source.title or "Our article",
        "provenance": f"{provenance or 'A text that our teacher chose'}.",
        "rights": f"© {source.outlet}. {RIGHTS}" if source.outlet else RIGHTS,
        "language": "en",
        **({"section": [{"title": title, "first": first} for title, first in source.sections]} if source.sections else {}),
        "sha256": hashlib.sha256(source.text.encode("utf-8")).hexdigest(),
        "voices": annotated.voices,
        "owners": annotated.owners,
    }


def write_lesson(name: str, text: str, article: dict[str, Any], annotated: Annotated, drafts: Drafts) -> tuple[Path, Path]:
    """Write a lesson's folder and notebook, which must not be there yet; returns both. Raises KitError."""
    folder, notebook = content.LESSONS / name, notebooks.NOTEBOOKS / f"{name}.ipynb"
    beside = part_of(folder)
    try:
        for file, data in lesson_files(name, text, article, annotated.layers, drafts).items():
            (beside / file).parent.mkdir(parents=True, exist_ok=True)
            (beside / file).write_bytes(data)
        write_review(beside, first_review(beside, annotated.doubts, sum(map(len, drafts.parts.values()))))
        atomic_write(notebook, notebook_text(name, article["title"], drafts).encode("utf-8"))
        beside.rename(folder)
    except OSError as error:
        notebook.unlink(missing_ok=True)
        raise KitError(f"The lesson could not be written to {folder.parent}: {reason(error)}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder, notebook


def lesson_files(name: str, text: str, article: dict[str, Any], layers: dict[str, Any], drafts: Drafts) -> dict[str, bytes]:
    """The files of a lesson's folder, by their names in it."""
    entries = [entry for part in drafts.parts.values() for entry in part]
    return {
        "article.txt": text.encode("utf-8"),
        "article.toml": dump(article).encode("utf-8"),
        "annotations.toml": dump(layers).encode("utf-8"),
        "glossary.toml": (FOLDER / "glossary.toml").read_bytes(),
        f"questions/{name}.toml": dump({"title": article["title"], "question": entries}).encode("utf-8"),
        # The text is not the teacher's to publish, so that git passes over the whole folder.
        ".gitignore": b"*\n",
    }


def first_review(folder: Path, doubts: dict[str, float], questions: int) -> dict[str, Any]:
    """The review of a lesson that was just drafted: nothing is seen."""
    review = {"waiting": len(doubts) + questions, "doubts": doubts, "seen": [], "off": [], "prompts": {}, "keys": {}}
    return {**review, "made": made(folder)}


def made(folder: Path) -> str:
    """The fingerprint of a lesson's question files."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "questions").glob("*.toml"))}
    return digest(files)


def digest(value: Any) -> str:
    """A short name for exactly this value."""
    return hashlib.sha256(repr(value).encode("utf-8")).hexdigest()[:16]


def notebook_text(name: str, title: str, drafts: Drafts) -> str:
    """The notebook of a lesson: the article, then each part with its cards. It holds no word of the article."""
    texts = tomllib.loads((FOLDER / "notebook.toml").read_text(encoding="utf-8"))
    cells = [
        _cell(texts["opening"].format(title=title)),
        _cell(
            "# No cards below? Choose “Run all” in the menu, or at the top.\n"
            f'from exercises import open_lesson\n\nlesson = open_lesson("{name}")',
            code=True,
        ),
        _cell(texts["article"]),
        _cell("lesson.article", code=True, hidden=True),
    ]
    counted = False
    for number, (part, entries) in enumerate((item for item in drafts.parts.items() if item[1]), 1):
        say = texts["parts"][part]
        cells.append(_cell(f"## {number} · {say['title']}\n\n{say['text'].strip()}"))
        for entry in entries:
            if entry["id"] in _COUNTS and not counted:
                counted = True
                cells.append(_cell(texts["counting"]))
                cells.append(_cell("from exercises.text import voices\n\nvoices.quoted_words(lesson)", code=True))
            cells.append(_cell(f'lesson.ask("{entry["id"]}")', code=True, hidden=True))
    cells.append(_cell(texts["closing"]))
    cells.append(_cell(f'lesson.progress("{name}")', code=True, hidden=True))
    cells.append(_cell("lesson.hand_in()", code=True, hidden=True))
    for number, cell in enumerate(cells):
        cell["id"] = hashlib.sha256(f"{name} {number}".encode()).hexdigest()[:12]
    whole = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cell(text: str, code: bool = False, hidden: bool = False) -> dict[str, Any]:
    metadata: dict[str, Any] = {"deletable": False, "editable": False}
    if hidden:
        metadata["jupyter"] = {"source_hidden": True}
    lines = text.strip().splitlines(keepends=True)
    if not code:
        return {"cell_type": "markdown", "metadata": metadata, "source": lines}
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": [], "source": lines}
