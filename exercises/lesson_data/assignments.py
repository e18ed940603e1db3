"""Assignments: which cards a class was set, from a lesson's assignments.toml or from a teacher's grading.toml."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from ..base.errors import KitError
from .content import LESSONS, Content, Part, lesson_names, read_lesson, read_toml

FILE = "assignments.toml"
# Entries that say which cards are set; all others belong to the policy.
_OWN = ("title", "lesson", "notebook", "core", "without", "cards", "due")


@dataclass(frozen=True)
class Assignment:
    """The cards of one lesson that a class was set.

    ``cards`` are ids in reading order. ``due`` is a moment in UTC, or None. ``policy`` holds the entries of grading.toml
    that this assignment has of its own, as they are in the file.
    """

    name: str
    title: str
    lesson: str
    cards: tuple[str, ...]
    due: datetime | None = None
    policy: Mapping[str, Any] = field(default_factory=dict)

    def covers(self, content: Content) -> bool:
        """Whether a lesson is the one that was set, or stands in for it."""
        return self.lesson in (content.name, content.article.about.get("stands_in_for"))

    def only(self, content: Content) -> Content:
        """The lesson with only the cards that were set; the article and the annotations stay whole."""
        cards = set(self.cards) if self.covers(content) else set()
        cards |= {own for own, course in content.in_place_of.items() if course in cards}
        parts = (Part(part.name, part.title, tuple(i for i in part.ids if i in cards)) for part in content.parts)
        questions = {name: question for name, question in content.questions.items() if name in cards}
        return replace(content, questions=questions, parts=tuple(part for part in parts if part.ids))

    def is_late(self, at: str) -> bool:
        """Whether a moment, in ISO 8601 and UTC, is after the due time; “” never is."""
        # Times of one form in one zone: their texts compare as the moments do, and a day that is none does no harm.
        return bool(self.due and at > self.due.isoformat(timespec="seconds"))


def shipped_assignments() -> dict[str, Assignment]:
    """The assignments that the lessons of this kit bring along, by name. Raises KitError if one cannot be used.

    >>> shipped_assignments()["one-lesson"].cards
    """
    found: dict[str, Assignment] = {}
    for name in lesson_names():
        path = LESSONS / name / FILE
        if path.is_file():
            values, problems = read_toml(path)
            if problems:
                raise KitError(f"In the lesson “{name}”: {problems[0]}")
            tables = values.get("assignments", {})
            found |= read_assignments(tables, f"{FILE} of the lesson “{name}”", lesson=name)
    return found


def read_assignments(tables: Any, where: str, lesson: str = "") -> dict[str, Assignment]:
    """The assignments in the table ``[assignments]`` of a file, by name.

    Args:
        tables: The table, as TOML gives it.
        where: The file's name, for messages.
        lesson: The lesson that is meant where an assignment names none; without it, the one that has the cards.

    Raises KitError, which says which assignment and what is wrong with it.
    """
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise KitError(f"{where}: each assignment is a table with a name, like [assignments.lesson-2].")
    # All plans of a file are about one or two lessons.
    read = cache(read_lesson)
    return {name: _assignment(name, table, f"{where}, assignment “{name}”", lesson, read) for name, table in tables.items()}


def _assignment(name: str, table: Mapping[str, Any], where: str, usual: str, read: Callable[[Path], Content]) -> Assignment:
    if not name or not all(sign.isalnum() or sign in "-_" for sign in name) or len(name) > 40:
        raise KitError(f"{where}: a name has up to 40 letters, digits and hyphens, because it may name a folder.")
    title = table.get("title", name)
    if not isinstance(title, str) or not title.strip():
        raise KitError(f"{where}: the title must be a text.")
    notebooks, without, cards = (_names(table, key, where) for key in ("notebook", "without", "cards"))
    content = _lesson(table.get("lesson", usual), notebooks, cards, where, read)
    for part in notebooks:
        _known("notebook", part, [part.name for part in content.parts], where)
    for card in (*cards, *without):
        _known("card", card, content.questions, where)
    core = table.get("core", False)
    if not isinstance(core, bool):
        raise KitError(f"{where}: core is true or false. With true, only the core path of its notebooks is set.")
    whole = [part for part in content.parts if part.name in notebooks or (not notebooks and not cards)]
    chosen = {card for part in whole for card in part.ids if not (core and content.questions[card].more)} | set(cards)
    for card in without:
        if card not in chosen:
            raise KitError(f"{where}: “{card}” is under “without”, and was not set anyway. Take it out there.")
    chosen -= set(without)
    if not chosen:
        raise KitError(f"{where}: no card is left. Name the cards, or a notebook.")
    in_order = tuple(card for part in content.parts for card in part.ids if card in chosen)
    policy = {key: value for key, value in table.items() if key not in _OWN}
    return Assignment(name, title.strip(), content.name, in_order, _due(table.get("due"), where), policy)


def _names(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise KitError(f'{where}: {key} must be a list of names, like ["first-impression"].')
    return tuple(names)


def _lesson(
    named: Any, notebooks: tuple[str, ...], cards: tuple[str, ...], where: str, read: Callable[[Path], Content]
) -> Content:
    if named:
        if named not in lesson_names():
            raise KitError(f"{where}: there is no lesson “{named}”. The lessons are: {', '.join(lesson_names())}.")
        return read(LESSONS / named)
    every = [read(LESSONS / name) for name in lesson_names()]
    every = [content for content in every if "stands_in_for" not in content.article.about]
    # The forms before and after ask what the lessons ask, under the same names.
    courses = [content for content in every if "parallel_form" not in content.article.about]
    asked = {*notebooks, *cards}
    for choice in (courses, every):
        fits = [len(asked & {*content.questions, *(part.name for part in content.parts)}) for content in choice]
        best = max(fits, default=0)
        if (best or len(choice) == 1) and fits.count(best) == 1:
            return choice[fits.index(best)]
    names = ", ".join(content.name for content in every)
    raise KitError(f'{where}: which lesson is meant? Write lesson = "…" there. The lessons are: {names}.')


def _known(what: str, name: str, known: Iterable[str], where: str) -> None:
    names = list(known)
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        hint = (
            f"Did you mean “{near[0]}”?" if near else f"There is: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}."
        )
        raise KitError(f"{where}: the lesson has no {what} “{name}”. {hint}")


def _due(value: Any, where: str) -> datetime | None:
    """The due time in UTC; a time without an offset is the clock of this computer, a date alone the end of that day."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59, 59)).astimezone(UTC)
    raise KitError(f"{where}: due is a date without quotation marks, like due = 2026-11-27 or due = 2026-11-27T17:00:00.")
