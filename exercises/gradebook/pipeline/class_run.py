"""One run over a class: from the index of hand-ins to the tables and the counts of the report."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ...base.csv_files import Writer
from ...base.errors import KitError
from ...lesson_data.content import Content, is_student_copy, lesson_folder, lesson_names, read_lesson
from ..export.tables import ANSWERS, PROBLEMS, grade_header
from ..grading.open_answers import OpenAnswers
from ..grading.policy import Policy, check_parts
from ..grading.totals import columns
from ..intake.sources import SubmissionSource
from ..intake.submission_index import LOOK, NOT_GRADED, Problem, SubmissionIndex, index_submissions
from ..marking.teacher_marks import read_teacher_marks
from ..statistics.class_totals import ClassTotals
from .workers import Setting, grade_class

# A second process takes a second to start, which does not pay off below this many students.
_WORTH_A_WORKER = 1_500
# Windows cannot wait for more at once.
_MOST_WORKERS = 60


class Grading:
    """One run over a class, from the index of hand-ins to the counts of the report."""

    def __init__(
        self,
        handins: Path,
        policy: Policy,
        marks: Path | None = None,
        *,
        apart: Path | None = None,
        pages: Path | None = None,
        quiet: bool = True,
    ):
        """``apart`` is the folder that grades are written to; ``pages`` is the folder for feedback, if any is wanted.

        Raises KitError if there is nothing to grade.
        """
        if marks and not marks.is_file():
            raise KitError(f"There is no file “{marks}”. Leave --marks out if you have marked nothing so far.")
        shelf = SubmissionSource(handins, apart=apart)
        self.roll: SubmissionIndex = index_submissions(shelf, lesson_names())
        if not self.roll.students and all(problem.effect != NOT_GRADED for problem in self.roll.problems):
            raise KitError(f"There is no hand-in in “{handins}”. Give the place of the files from my-work/hand-in.")
        self.contents = [_with_keys(name) for name in self.roll.lessons]
        if marks:
            unused = read_teacher_marks(marks).problems
            self.roll.problems += [Problem(marks.name, "", LOOK, text) for text in unused]
        self.columns = columns(self.contents, policy)
        check_parts(policy, [column.title for column in self.columns])
        self.setting = Setting(handins.absolute(), policy, tuple(self.columns), marks, pages)
        self.counted = ClassTotals(self.contents, self.columns, policy)
        self.percents: dict[str, float | None] = {}
        self.open: dict[str, OpenAnswers] = {}
        self.quiet = quiet

    def chunks(self, workers: int | None) -> Iterable:
        """Grade all students, with a progress bar; each chunk is counted for the report."""
        from tqdm import tqdm

        many = len(self.roll.students)
        workers = min(workers or 0, _MOST_WORKERS) or (min(os.cpu_count() or 1, 8) if many >= _WORTH_A_WORKER else 1)
        with tqdm(total=many, unit=" students", disable=self.quiet or not sys.stderr.isatty() or None) as bar:
            for number, chunk in grade_class(self.roll, self.setting, workers, self.contents):
                self.counted.add(chunk)
                yield chunk
                bar.update(number)

    def write_tables(self, out: Path, workers: int | None) -> Counter:
        """Write grades.csv, answers.csv and problems.csv; returns the number of problems by effect."""
        effects: Counter = Counter()
        with (
            Writer(out / "grades.csv", grade_header(self.columns)) as grades,
            Writer(out / "answers.csv", ANSWERS) as answers,
            Writer(out / "problems.csv", PROBLEMS) as problems,
        ):

            def tell(found: Iterable[Problem]) -> None:
                for problem in found:
                    effects[problem.effect] += 1
                    problems.row((problem.file, problem.student, problem.effect, problem.what))

            tell(self.roll.problems)
            for chunk in self.chunks(workers):
                answers.lines(chunk.answers)
                for line in chunk.grades:
                    grades.row((line.student, line.percent, *line.cells))
                    self.percents[line.student], self.open[line.student] = line.percent, line.open
                tell(chunk.problems)
        return effects


def _with_keys(name: str) -> Content:
    """A lesson with its keys. Raises KitError if it cannot be used for grading."""
    folder = lesson_folder(name)
    if is_student_copy(folder):
        raise KitError(f"The lesson “{name}” is here without its keys: this is a student's copy. Grade with your own.")
    content = read_lesson(folder, keys=True)
    if content.problems:
        raise KitError(f"The lesson “{name}” has problems; nothing was graded. First: {content.problems[0]}")
    return content
