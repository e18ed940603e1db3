"""A lesson folder, read and validated."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..base.errors import MALFORMED, KitError, describe_error
from ..questions import Context, Question, build
from ..questions.glossary import GlossaryEntry, read_entries, terms
from ..text.annotations import Annotations, read_annotations
from ..text.article import Article
from ..text.figures import Figures
from ..text.sections import read_sections
from .takeaways import FILE as TAKEAWAYS
from .takeaways import Takeaways, read_takeaways

LESSONS = Path(__file__).parents[1] / "lessons"
# In a lesson's folder, for everybody; in its folder key/, for keys alone.
ANNOTATIONS = "annotations.toml"


@dataclass(frozen=True)
class Part:
    """One notebook's questions: the file's name, a title to show, and the ids in order."""

    name: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """The content of a lesson folder; ``problems`` are sentences, ``broken`` has the one for each unusable question."""

    name: str
    article: Article
    annotations: Annotations
    figures: Figures
    questions: dict[str, Question]
    parts: tuple[Part, ...]
    problems: tuple[str, ...] = ()
    broken: dict[str, str] = field(default_factory=dict)
    fingerprint: str = ""
    glossary: dict[str, GlossaryEntry] = field(default_factory=dict)
    takeaways: Takeaways = field(default_factory=Takeaways)


def lesson_names() -> list[str]:
    """The names of the lessons that are here, which are those of their folders."""
    return sorted(path.parent.name for path in LESSONS.glob("*/article.txt"))


def lesson_folder(name: str) -> Path:
    """The folder of a lesson that ships with the kit. Raises KitError, which lists the lessons, for an unknown name."""
    names = lesson_names()
    if name not in names:
        raise KitError(f"There is no lesson “{name}”. The lessons are: {', '.join(names)}.")
    return LESSONS / name


def is_student_copy(folder: Path) -> bool:
    """Whether a lesson lacks the keys that it needs, as in a student's copy."""
    return not (folder / "key").is_dir() and any(q.assessed for q in read_lesson(folder).questions.values())


def read_lesson(folder: Path, keys: bool = False) -> Content:
    """Read a lesson folder; one bad entry never stops the others. ``keys`` also reads key/, for a teacher's grading.

    Raises KitError only if there is no article that can be read.
    """
    table, problems = read_toml(folder / "glossary.toml", needed=False)
    glossary, found = read_entries(table)
    problems += found
    article, found = _read_article(folder, glossary)
    problems += found
    annotations, found = read_annotations(folder / ANNOTATIONS, article)
    problems += found
    known = annotations
    if keys and (folder / "key" / ANNOTATIONS).is_file():
        known, found = read_annotations(folder / "key" / ANNOTATIONS, article, annotations)
        problems += found
    context = Context(article, annotations, Figures(article, annotations))
    # Only a key may use what students do not get.
    keyed = Context(article, known, Figures(article, known))
    given: list[dict] = []
    hidden: list[dict] = []
    questions: dict[str, Question] = {}
    broken: dict[str, str] = {}
    parts = []
    for path in sorted((folder / "questions").glob("*.toml")):
        table, trouble = read_toml(path)
        secrets, more = read_toml(folder / "key" / path.name, needed=False) if keys else ({}, [])
        problems += trouble + more
        ids = []
        entries = table.get("question", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            problems.append(f"{path.name}: every question starts with the line [[question]], with both pairs of brackets.")
            entries = []
        for number, entry in enumerate(entries, 1):
            name = str(entry.get("id", f"number {number}"))
            try:
                if name in questions or name in broken:
                    raise KitError("another question has the same id. Give one of them a new id.")
                secret = secrets.get(name, {}) if keys else None
                questions[name] = build(entry, keyed if secret else context, secret)
                given.append(entry)
                hidden.append(secret or {})
                ids.append(name)
                problems += [
                    f"{path.name}, question “{name}”: glossary.toml has no entry “{term}”."
                    for term in terms(questions[name].texts())
                    if term not in glossary
                ]
            except (KitError, *MALFORMED) as error:
                sentence = f"{path.name}, question “{name}”: {describe_error(error)}"
                problems.append(sentence)
                broken.setdefault(name, sentence)
        title = table.get("title", path.stem.lstrip("0123456789_").replace("_", " ").capitalize())
        parts.append(Part(path.stem, title, tuple(ids)))
    table, trouble = read_toml(folder / TAKEAWAYS, needed=False)
    takeaways, found = read_takeaways(table, questions, {part.name: part.ids for part in parts})
    problems += trouble + found
    problems += only_in_keys(annotations, given, hidden)
    return Content(
        folder.name,
        article,
        known,
        context.figures,
        questions,
        tuple(parts),
        tuple(problems),
        broken,
        fingerprint(folder),
        glossary,
        takeaways,
    )


def only_in_keys(annotations: Annotations, given: Iterable[dict], hidden: Iterable[dict]) -> list[str]:
    """A sentence for each annotation that students get and that only keys use: its place or fields could tell a key."""
    open_to_all = {text for entry in given for text in _texts(entry)}
    queried = {text.partition("=")[2] for text in open_to_all if text.startswith("layer=")}
    open_to_all |= {text for one in annotations for text in _texts(one.fields)}
    in_keys = {text for entry in hidden for text in _texts(entry)}
    return [
        f"{ANNOTATIONS}: only a key uses “{one.id}”, and students get this file. Move it into key/{ANNOTATIONS}."
        for one in annotations
        if one.id in in_keys - open_to_all and one.layer not in queried
    ]


def _texts(value: Any, name: str = "") -> Iterator[str]:
    """All texts of a table; a layer that is asked for as “layer=…”."""
    if isinstance(value, str):
        yield f"layer={value}" if name == "layer" else value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, name)


def fingerprint(folder: Path) -> str:
    """A short name for exactly these questions on exactly this text: the first 16 digits of a SHA-256."""
    digest = hashlib.sha256()
    for path in [folder / "article.txt", folder / ANNOTATIONS, *sorted((folder / "questions").glob("*.toml"))]:
        # Line endings do not count: a copy made on Windows has the same fingerprint.
        data = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def _read_article(folder: Path, glossary: dict[str, GlossaryEntry]) -> tuple[Article, list[str]]:
    path = folder / "article.txt"
    try:
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(
            f"{path.name} of the lesson “{folder.name}” cannot be read: {error}. Put a UTF-8 text there."
        ) from error
    about, problems = read_toml(folder / "article.toml")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if about.get("sha256", digest) != digest:
        problems.append(
            "article.txt is not the text that article.toml was written for: its fingerprint differs. Put the original "
            "back, or, if the change is meant, write the new fingerprint into article.toml: " + digest
        )
    explained = {words: (entry.word, entry.says) for entry in glossary.values() for words in entry.on_page}
    article = Article(text, about, explained)
    problems += [
        f"glossary.toml: the article does not have the words “{words}”. Change or drop them in on_page."
        for words in article.explained_elsewhere
    ]
    _, found = read_sections(about.get("section", []), len(article.paragraphs))
    return article, [*problems, *found]


def read_toml(path: Path, needed: bool = True) -> tuple[dict, list[str]]:
    """A file of TOML, and a sentence if it cannot be read; a file that is not ``needed`` may be missing."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return {}, ([f"{path.name} is missing from the lesson."] if needed else [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [f"{path.name} cannot be read: {error}. Fix the file; its entries are left out until then."]
