"""Close Reading the News: exercises on one real article, graded on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .student.lesson import Lesson

__all__ = ["open_lesson"]
__version__ = "0.1.0"


def open_lesson(name: str = "iron_dome", work: str = "my-work") -> Lesson:
    """Open a lesson.

    ``name`` is the lesson's folder name; ``work`` is the folder for the student's answers, next to the notebook.
    Raises KitError, whose message is all that a notebook shows.

        >>> lesson = open_lesson("iron_dome")
    """
    # Imported here so that ``python -m exercises`` starts before anything is installed.
    from pathlib import Path

    from .cards import open_desk, teach_notebook_to_show
    from .lesson_data.content import lesson_folder, read_lesson
    from .student.journal import Journal
    from .student.lesson import Lesson

    content = read_lesson(lesson_folder(name))
    teach_notebook_to_show()
    return Lesson(content, Journal(Path(work) / f"{name}.jsonl"), open_desk)
