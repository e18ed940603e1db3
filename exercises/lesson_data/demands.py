"""What a finished lesson has besides being readable: the same demands that the tests make of every lesson of the kit."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..questions import Question, grade
from ..questions.result import Notice
from .content import Content, read_lines

_ABOUT = {
    "title": "A library opens again",
    "provenance": "The Town Paper, May 5, 2026.",
    "rights": "© The Town Paper. For our own class only.",
    "language": "en",
}
_ADDRESS = re.compile(r"https?:|www\.|\b\w+\.(?:com|org|gov|mil)\b")


def unmet(folder: Path, content: Content) -> list[str]:
    """A sentence for each demand that a lesson does not meet, with file and line.

    Args:
        folder: The lesson's folder.
        content: What was read from it, with its keys.
    """
    problems = [f"article.toml, line 1: {sentence}" for sentence in _about(content)]
    for part in content.parts:
        path = folder / "questions" / f"{part.name}.toml"
        table, _, lines = read_lines(path)
        places = {entry.get("id"): number for number, entry in enumerate(table.get("question", []))}
        for name in part.ids:
            line = lines.of(("question", places[name]))
            problems += [
                f"{path.name}, line {line}, question “{name}”: {sentence}" for sentence in unmet_by(content.questions[name])
            ]
        problems += _keys(folder / "key" / path.name, {entry.get("id") for entry in table.get("question", [])})
    for path in sorted(folder.glob("**/*.toml")):
        if "earlier" not in path.relative_to(folder).parts:
            problems += _addresses(path)
    return problems


def _about(content: Content) -> Iterator[str]:
    about = content.article.about
    digest = hashlib.sha256(content.article.text.encode("utf-8")).hexdigest()
    for name, example in {**_ABOUT, "sha256": digest}.items():
        if not about.get(name):
            yield f'the field “{name}” is missing. Add it, above the first table. For example: {name} = "{example}"'
    if "in_place_of" in about and not content.in_place_of:
        yield '“in_place_of” is a table with a line for each card. For example: my-card = "its-card", below [in_place_of]'
    for own in content.in_place_of:
        if own not in content.questions:
            yield f"“{own}” in the table in_place_of is no card of this lesson. Correct its id, or take the line out."


def unmet_by(question: Question) -> list[str]:
    """A sentence for each demand that one question does not meet."""
    return list(_of(question))


def _of(question: Question) -> Iterator[str]:
    if question.keyed and not question.worked.strip():
        yield 'the field “worked” is empty: why is the answer right? For example: worked = "Paragraph 2 names the mayor."'
    for hint, times in Counter(question.hints).items():
        if times > 1:
            yield f"the hint “{hint}” comes {times} times. Say more in each hint."
    # One piece that serves several answers by design is one object.
    written = {id(notice): notice for notice in _notices(vars(question))}.values()
    pairs = Counter((notice.noticed, notice.next) for notice in written)
    for (noticed, _), times in pairs.items():
        if times > 1:
            yield f"{times} answers have the same feedback, “{noticed}” Give each its own: what is on the page for it?"
    if question.standing == "contested":
        for noticed, following in pairs:
            if not following.endswith("?"):
                yield f"where readers differ, feedback ends in a question; the one of “{noticed}” does not."
    if question.keyed:
        yield from _graded(question)


def _graded(question: Question) -> Iterator[str]:
    """What grading a question's own answers shows."""
    if question.standing == "open":
        if len(question.rubric) < 2:
            yield 'an open question has a rubric of two lines or more. For example: rubric = ["Names a word.", "Says why."]'
        for sample in question.samples:
            if grade(question, sample).extra.get("completion") != 1:
                yield f"the sample “{str(sample)[:60]}” lacks something that the question asks for."
        return
    result = grade(question, question.model_answer())
    if result.points != question.points:
        yield "its own right answer does not earn all points. Compare the key with what the question asks for."
    for answer, notice in question.known_errors():
        given = grade(question, answer)
        if given.points is not None and given.points >= question.points:
            yield f"the listed wrong answer “{question.describe(answer)[:60]}” earns all points."
        elif notice not in given.notices:
            yield f"the listed wrong answer “{question.describe(answer)[:60]}” does not bring its own feedback."


def _notices(value: Any) -> Iterator[Notice]:
    """Every piece of feedback inside a question, as its author wrote it."""
    if isinstance(value, Notice):
        if value.noticed:
            yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _notices(part)
    elif isinstance(getattr(value, "notice", None), Notice):
        yield value.notice


def _keys(path: Path, asked: set[str]) -> list[str]:
    """Keys for which there is no question in the file of this name."""
    table, _, lines = read_lines(path, needed=False)
    return [
        f"key/{path.name}, line {lines.of((name,))}: there is no question “{name}”. Correct the name, or take it out."
        for name in table
        if name not in asked
    ]


def _addresses(path: Path) -> list[str]:
    """Addresses of the network in a file: the kit works without one."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return []
    return [
        f"{path.name}, line {number}: “{found[0]}” looks like a network address. A lesson needs no network: leave it out."
        for number, line in enumerate(lines, 1)
        if (found := _ADDRESS.search(line)) and not line.lstrip().startswith("#:schema")
    ]
