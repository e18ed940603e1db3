"""A graded sample class for the tests of figures: the counts as the report has them, and every student's rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exercises.gradebook.grading.grader import Grader, Row
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.hand_ins import read_hand_in
from exercises.gradebook.notebook_view import grade_for_view
from exercises.gradebook.statistics.class_totals import ClassTotals
from exercises.lesson_data.content import LESSONS, Content, read_lesson
from exercises.sample_class.generate import sample_class


@dataclass
class GradedClass:
    """The hand-ins' folder, the counts over all of them, and for each lesson every student's rows."""

    folder: Path
    whole: ClassTotals
    contents: dict[str, Content]
    rows: dict[str, list[dict[str, Row]]]


def graded_class(folder: Path, lessons: tuple[str, ...], students: int) -> GradedClass:
    """A sample class of these lessons, graded by the command's own way and, beside it, student by student."""
    contents = {name: read_lesson(LESSONS / name, keys=True) for name in lessons}
    folder.mkdir(parents=True)
    rows: dict[str, list[dict[str, Row]]] = {name: [] for name in lessons}
    graders = {name: Grader(content) for name, content in contents.items()}
    for name, data in sample_class(contents.values(), students):
        (folder / name).write_bytes(data)
        hand_in = read_hand_in(data)
        lesson = hand_in.header.lesson
        rows[lesson].append(graders[lesson].rows(hand_in.header.student, hand_in, Policy())[0])
    return GradedClass(folder, grade_for_view(folder, None, None)[0], contents, rows)
