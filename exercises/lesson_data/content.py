"""A lesson folder, read and validated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..base.errors import MALFORMED, KitError, describe_error, reason
from ..base.toml_files import Lines, load, read_text
from ..questions import Context, Question, build
from ..questions.every_fault import Fault, faults_of
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

    @property
    def in_place_of(self) -> dict[str, str]:
        """For cards with ids of their own: the card of the other lesson that each replaces, if this one can replace it."""
        table = self.article.about.get("in_place_of", {})
        return table if isinstance(table, dict) else {}


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
    asked = _Asked(context, Context(article, known, Figures(article, known)), glossary)
    for path in sorted((folder / "questions").glob("*.toml")):
        asked.read(path, folder / "key" / path.name if keys else None)
    problems += asked.problems
    questions, parts = asked.questions, asked.parts
    table, trouble = read_toml(folder / TAKEAWAYS, needed=False)
    takeaways, found = read_takeaways(table, questions, {part.name: part.ids for part in parts})
    problems += trouble + found
    problems += only_in_keys(annotations, asked.given, asked.hidden)
    return Content(
        folder.name,
        article,
        known,
        context.figures,
        questions,
        tuple(parts),
        tuple(problems),
        asked.broken,
        fingerprint(folder),
        glossary,
        takeaways,
    )


class _Asked:
    """The questions of a lesson, read file by file, with a sentence for every fault."""

    def __init__(self, context: Context, keyed: Context, glossary: dict[str, GlossaryEntry]):
        # Only a key may use what students do not get.
        self._context, self._keyed, self._glossary = context, keyed, glossary
        self.questions: dict[str, Question] = {}
        self.broken: dict[str, str] = {}
        self.parts: list[Part] = []
        self.given: list[dict] = []
        self.hidden: list[dict] = []
        self.problems: list[str] = []

    def read(self, path: Path, key: Path | None) -> None:
        """Read one file of questions, and the file of their keys."""
        table, trouble, lines = read_lines(path)
        secrets, more, key_lines = read_lines(key, needed=False) if key else ({}, [], Lines(""))
        self.problems += trouble + more
        ids = []
        entries = table.get("question", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.problems.append(
                f"{path.name}, line {lines.of(('question',))}: every question starts with the line [[question]], with both "
                "pairs of brackets."
            )
            entries = []
        for number, entry in enumerate(entries):
            name = str(entry.get("id", f"number {number + 1}"))
            told = self._question(entry, name, secrets.get(name, {}) if key else None)
            sentences = []
            for fault in told:
                file, within, where = path.name, lines, ("question", number, *fault.path)
                if fault.in_key and key:
                    file, within, where = f"key/{key.name}", key_lines, (name, *fault.path)
                line = within.of(where, "" if fault.path else fault.sentence)
                sentences.append((line, f"{file}, line {line}, question “{name}”: {fault.sentence}"))
            self.problems += [sentence for _, sentence in sorted(sentences, key=lambda one: one[0])]
            if name in self.questions and entry is self.given[-1]:
                ids.append(name)
            elif sentences:
                self.broken.setdefault(name, min(sentences, key=lambda one: one[0])[1])
        title = table.get("title", path.stem.lstrip("0123456789_").replace("_", " ").capitalize())
        self.parts.append(Part(path.stem, title, tuple(ids)))

    def _question(self, entry: dict, name: str, secret: Any) -> list[Fault]:
        """Read one question; returns every fault. One that lacks only the entry of a word can still be used."""
        if name in self.questions or name in self.broken:
            return [Fault("another question has the same id. Give one of them a new id.", ("id",))]
        context = self._keyed if secret else self._context
        try:
            question = build(entry, context, secret)
        except (KitError, *MALFORMED) as error:
            return faults_of(entry, context, secret) or [Fault(describe_error(error))]
        self.questions[name] = question
        self.given.append(entry)
        self.hidden.append(secret or {})
        unknown = [term for term in terms(question.texts()) if term not in self._glossary]
        return [Fault(f"glossary.toml has no entry “{term}”.") for term in unknown]


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
        text = read_text(path).replace("\r\n", "\n")
    except (OSError, KitError) as error:
        said = str(error) if isinstance(error, KitError) else reason(error)
        raise KitError(
            f"{path.name} of the lesson “{folder.name}” cannot be read: {said.rstrip('.')}. Put a UTF-8 text there."
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
    return read_lines(path, needed)[:2]


def read_lines(path: Path, needed: bool = True) -> tuple[dict, list[str], Lines]:
    """What ``read_toml`` gives, and which line each entry is in."""
    try:
        table, text = load(path)
        return table, [], Lines(text)
    except FileNotFoundError:
        return {}, ([f"{path.name} is missing from the lesson."] if needed else []), Lines("")
    except KitError as error:
        return {}, [f"{error} Fix the file; its entries are left out until then."], Lines("")
