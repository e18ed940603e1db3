"""The lessons of the kit with their keys, read once for all tests of a run; nothing of them may be changed."""

from __future__ import annotations

from functools import cache

from exercises.lesson_data.content import LESSONS, Content, read_lesson
from exercises.questions import Question
from tests.used import OWN


@cache
def lessons() -> dict[str, Content]:
    """Name → lesson, of every lesson of the kit."""
    # By the folder as it was when this was imported: a test may have put lessons of its own in its place.
    folders = (path.parent for path in sorted(LESSONS.glob("*/article.txt")))
    return {folder.name: read_lesson(folder, keys=True) for folder in folders if folder.name not in OWN}


@cache
def questions() -> dict[str, Question]:
    """Lesson and id → question, of every lesson: “iron_dome/whose-labels”."""
    return {f"{name}/{one.id}": one for name, content in lessons().items() for one in content.questions.values()}


def questions_of(*kinds: str, **fields: object) -> dict[str, Question]:
    """Those questions of a few kinds, or with these values in their fields."""
    return {
        name: one
        for name, one in questions().items()
        if (not kinds or one.kind in kinds) and all(getattr(one, field) == value for field, value in fields.items())
    }
