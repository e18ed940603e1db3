"""The eye of somebody who compares fields: what in an edition sets apart the parts of an assessed question's key.

It looks for what only a key could know: a field, or its mere presence, that holds for all parts of one kind in the key and
for no part of another.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from exercises.lesson_data.content import Content
from exercises.questions import Question

_QUOTED = re.compile(r"“([^”]+)”")
# Files that may name an assessed question: they ask it, order it or set it, or show how a call is written.
_MAY_NAME = re.compile(r".*\.(?:ipynb|html|md|py)|.*/questions/[^/]+\.toml|.*/(?:takeaways|assignments)\.toml")
FEWEST_LETTERS = 4


def texts_of(value: Any) -> Iterator[str]:
    """All texts in a value of TOML, its keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def lesson_of(path: str) -> tuple[str, str]:
    """The lesson and the file inside its folder of a path in an edition, a zip or a wheel; empty for other files."""
    parts = PurePosixPath(path.rpartition(": ")[2]).parts
    if "lessons" not in parts:
        return "", ""
    inside = parts[len(parts) - parts[::-1].index("lessons") :]
    return (inside[0], "/".join(inside[1:])) if len(inside) > 1 else ("", "")


def parts_of_key(question: Question) -> dict[str, list[str]]:
    """What the key puts together: category → the words of the options, rows or places that are of it."""
    answer = question.model_answer()
    options = getattr(question, "options", {}) or {}
    items = getattr(question, "items", {}) or {}
    found: dict[str, list[str]] = {}
    if isinstance(answer, dict) and items:
        for row, text in items.items():
            found.setdefault(str(answer.get(row)), []).append(text)
    elif isinstance(answer, list | str) and options:
        right = {answer} if isinstance(answer, str) else set(answer)
        for name, text in options.items():
            found.setdefault("right" if name in right else "wrong", []).append(text)
    return found


def fields_that_tell(question: Question, annotations: Iterable[dict]) -> list[str]:
    """The fields of annotations that set one kind of the key's parts apart from all others."""
    parts = parts_of_key(question)
    each = [(category, text) for category, texts in parts.items() for text in texts]
    seen: dict[str, set[int]] = {}
    for annotation in annotations:
        for name, value in annotation.items():
            if name in ("id", "paragraph", "confidence"):
                continue
            for number, (_, text) in enumerate(each):
                if any(_alike(words, given) for words in _words(text) for given in texts_of(value)):
                    seen.setdefault(f"{annotation['layer']}.{name}", set()).add(number)
    told = []
    for name, numbers in sorted(seen.items()):
        for category, texts in parts.items():
            own = {number for number, (of, _) in enumerate(each) if of == category}
            if numbers == own and len(texts) > 1 and len(parts) > 1:
                told.append(f"{name} is there for all of “{category}” of {question.id}, and for nothing else")
    return told


def _words(text: str) -> list[str]:
    """What an option or a row quotes of the page."""
    return [words for words in _QUOTED.findall(text) if len(words) >= FEWEST_LETTERS]


def _alike(words: str, given: str) -> bool:
    words, given = words.casefold(), given.casefold()
    # A whole quotation holds the words of every part: that tells nothing.
    return len(given) >= FEWEST_LETTERS and (words == given or (given in words) or (words in given and len(given) < 80))


def annotations_of(data: bytes) -> list[dict]:
    """The annotations of a file, each with its layer."""
    tables = tomllib.loads(data.decode("utf-8"))
    return [{**one, "layer": layer} for layer, own in tables.items() for one in own]


def tells(content: Content, keys: dict[str, dict], files: Iterable[tuple[str, bytes]]) -> list[str]:
    """What an edition tells of the keys of a lesson's assessed questions: a sentence each.

    ``keys`` has the raw key of each question, and ``files`` are the edition's, by path.
    """
    asked = {name: one for name, one in content.questions.items() if one.assessed}
    in_keys = {name: set(texts_of(keys.get(name, {}))) for name in asked}
    found: list[str] = []
    for path, data in files:
        lesson, inside = lesson_of(path)
        if lesson == content.name and inside.endswith(".toml"):
            found += [f"{path}: {told}" for told in _lesson_file(inside, data, asked, in_keys)]
        if not _MAY_NAME.fullmatch(path.rpartition(": ")[2]):
            found += [f"{path} names {name}" for name in asked if f'"{name}"'.encode() in data]
    return found


def _lesson_file(inside: str, data: bytes, asked: dict[str, Question], in_keys: dict[str, set[str]]) -> Iterator[str]:
    if inside.endswith("annotations.toml"):
        own = annotations_of(data)
        for name, question in asked.items():
            yield from fields_that_tell(question, own)
            yield from (f"{one['id']} is in the key of {name}" for one in own if one["id"] in in_keys[name])
            yield from (f"{one['id']} is called like {name}" for one in own if name in one["id"])
    elif inside.startswith("questions/"):
        entries = tomllib.loads(data.decode("utf-8")).get("question", [])
        for entry in entries:
            if question := asked.get(entry["id"]):
                secret = sorted(question.key_fields.keys() & entry.keys() - question.asked_fields.keys())
                yield from (f"{question.id} has “{field}” of its key" for field in secret)
                yield from _order_that_tells(question, entry)
        yield from _comments_that_tell(data.decode("utf-8"), asked)


def _order_that_tells(question: Question, entry: dict) -> Iterator[str]:
    """The file's order is the key's, so that no shuffling on the card helps."""
    answer = question.model_answer()
    listed = [list(value) for value in entry.values() if isinstance(value, dict)]
    if isinstance(answer, list) and len(answer) > 2 and any(answer in (own, own[::-1]) for own in listed):
        yield f"{question.id} lists its items in the order of its key"


def _comments_that_tell(text: str, asked: dict[str, Question]) -> Iterator[str]:
    name = ""
    for line in text.splitlines():
        if line.startswith("[[question]]"):
            name = ""
        elif line.startswith("id = "):
            name = line.partition('"')[2].rpartition('"')[0]
        elif line.lstrip().startswith("#") and name in asked and not line.startswith("# ---"):
            yield f"{name} has the comment “{line.strip()}”"
