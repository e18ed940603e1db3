"""One run over a class: from the index of hand-ins to the tables and the counts of the report."""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from ...base.csv_files import Writer
from ...base.errors import KitError
from ...lesson_data.assignments import Assignment
from ...lesson_data.content import Content, fingerprint, is_student_copy, lesson_folder, lesson_names, read_lesson
from ..export.tables import ANSWERS, PROBLEMS, grade_header, grade_line
from ..grading.heading import Heading
from ..grading.open_answers import OpenAnswers
from ..grading.policy import Policy, check_parts
from ..grading.totals import columns
from ..intake.ids_file import Settled, read_ids
from ..intake.people import index_submissions
from ..intake.roster import Roster
from ..intake.sources import SubmissionSource
from ..intake.submission_index import LOOK, NOT_GRADED, Problem, SubmissionIndex
from ..marking.teacher_marks import read_teacher_marks
from ..statistics.class_totals import ClassTotals
from .workers import Crew, Processes, Setting, grade_class

# A second process takes a second to start, which does not pay off below this many students.
_WORTH_A_WORKER = 1_500
# Windows cannot wait for more at once.
_MOST_WORKERS = 60
# Lines of grades that are kept in memory until the whole class is known, in bytes; the rest waits on the disk.
_IN_MEMORY = 4_000_000
# Hears how many students are graded, and of how many.
Counted = Callable[[int, int], None]


def read_class(
    handins: Path, apart: Path | None = None, roster: Roster | None = None, ids: Path | None = None
) -> SubmissionIndex:
    """Find a class's hand-ins, and whose they are.

    ``apart`` is the folder that grades are written to, ``roster`` the teacher's list, and ``ids`` the teacher's ids.csv.
    Raises KitError if there is no hand-in.
    """
    settled = read_ids(ids) if ids else Settled()
    names = lesson_names()
    roll = index_submissions(
        SubmissionSource(handins, apart=apart),
        names,
        owner=roster.owner() if roster else lambda _: None,
        settled=settled,
        today={name: fingerprint(lesson_folder(name)) for name in names},
        now=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    roll.problems += [Problem(ids.name, "", LOOK, text) for text in settled.problems] if ids else []
    if not roll.students and all(problem.effect != NOT_GRADED for problem in roll.problems):
        raise KitError(f"There is no hand-in in “{handins}”. Give the place of the files from my-work/hand-in.")
    return roll


def lesson_with_keys(name: str) -> Content:
    """A lesson with its keys. Raises KitError if it cannot be used for grading."""
    folder = lesson_folder(name)
    if is_student_copy(folder):
        raise KitError(f"The lesson “{name}” is here without its keys: this is a student's copy. Grade with your own.")
    content = read_lesson(folder, keys=True)
    if content.problems:
        raise KitError(f"The lesson “{name}” has problems; nothing was graded. First: {content.problems[0]}")
    return content


class Grading:
    """One run over a class, from the index of hand-ins to the counts of the report."""

    def __init__(
        self,
        handins: Path,
        roll: SubmissionIndex,
        policy: Policy,
        marks: Path | None = None,
        *,
        assignment: Assignment | None = None,
        class_name: str = "",
        pages: Path | None = None,
        out_of: float = 100,
        quiet: bool = True,
        read: Callable[[str], Content] = lesson_with_keys,
        counted: Counted | None = None,
        crew: Crew | None = None,
    ):
        """``assignment`` says which cards were set, all if it is None; ``pages`` is the folder for feedback, if wanted,
        with totals as a platform has them that gives ``out_of`` for all of it.
        ``read`` gives a lesson with its keys by its name; several runs of one command may share what was read.
        ``counted`` hears of the progress, too. ``crew`` grades instead of this computer's processes.

        Raises KitError if a lesson cannot be used for grading, or the marks or the policy cannot.
        """
        if marks and not marks.is_file():
            raise KitError(f"There is no file “{marks}”. Leave --marks out if you have marked nothing so far.")
        lessons = sorted({*roll.lessons, *([assignment.lesson] if assignment else [])})
        every = [read(name) for name in lessons]
        self.contents = [assignment.only(one) for one in every if assignment.covers(one)] if assignment else every
        self.roll = roll.only({content.name for content in self.contents}) if assignment else roll
        if marks:
            self.roll.problems += [Problem(marks.name, "", LOOK, text) for text in _unused(marks, roll, every)]
        check_parts(policy, [column.title for column in columns(every, policy)])
        self.columns = columns(self.contents, policy, as_set=bool(assignment))
        self.heading = Heading(policy, assignment, class_name)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.setting = Setting(handins.absolute(), self.heading, tuple(self.columns), now, marks, pages, out_of)
        self.counted = ClassTotals(self.contents, self.columns, self.heading)
        self._every = every
        self.percents: dict[str, float | None] = {}
        self.open: dict[str, OpenAnswers] = {}
        self.quiet = quiet
        self._hears = counted
        self._crew = crew

    def marker_rows(self) -> list[tuple]:
        """How far markers agree, and how steady each is: rows of markers.csv; none without marks by two, or checks."""
        if not self.setting.marks:
            return []
        # Imported here: a class without marks needs none of it.
        from ..marking.calibration import FILE, agreed_levels
        from ..marking.marker_agreement import marker_rows

        marks = self.setting.marks
        return marker_rows(read_teacher_marks(marks), agreed_levels(marks.with_name(FILE), self._every))

    def chunks(self, workers: int | None) -> Iterable:
        """Grade all students, with a progress bar; each chunk is counted for the report."""
        done, many = 0, len(self.roll.students)
        workers = min(workers or 0, _MOST_WORKERS) or (min(os.cpu_count() or 1, 8) if many >= _WORTH_A_WORKER else 1)
        crew: Crew | None = self._crew or (Processes(workers) if workers > 1 else None)
        bar = None
        if not self.quiet and sys.stderr.isatty():
            from tqdm import tqdm

            bar = tqdm(total=many, unit=" students")
        with bar or nullcontext():
            for number, chunk in grade_class(self.roll, self.setting, crew, self._every):
                self.counted.add(chunk)
                yield chunk
                if bar is not None:
                    bar.update(number)
                done += number
                if self._hears:
                    self._hears(done, many)

    def write_tables(self, out: Path, workers: int | None, names: Roster | None = None) -> Counter:
        """Write grades.csv, answers.csv and problems.csv; returns the number of problems by effect.

        With ``names``, grades.csv has a column with each student's name.
        """
        effects: Counter = Counter()
        with (
            Writer(out / "grades.csv", grade_header(self.columns, named=names is not None)) as grades,
            Writer(out / "answers.csv", ANSWERS) as answers,
            Writer(out / "problems.csv", PROBLEMS) as problems,
            # What is most of the class is known only at the end: until then the lines wait.
            tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting,
        ):

            def tell(found: Iterable[Problem]) -> None:
                for problem in found:
                    effects[problem.effect] += 1
                    problems.row((problem.file, problem.student, problem.effect, problem.what))

            tell(self.roll.problems)
            kept: list[tuple[int, int]] = []
            for chunk in self.chunks(workers):
                answers.lines(chunk.answers)
                for line in chunk.grades:
                    name = () if names is None else (names.called(line.student),)
                    waiting.write(grade_line((line.student, *name, line.percent, *line.cells)))
                    kept.append((line.rests_on if line.percent is not None else -1, line.noted))
                    self.percents[line.student], self.open[line.student] = line.percent, line.open
                tell(chunk.problems)
            fewer = {bits: self.counted.fewer(bits) for bits, _ in kept}
            each = zip(self.percents, kept, strict=True)
            # Who did nothing of it has no file that could be cut down.
            tell(_cut_down(student, fewer[bits]) for student, (bits, _) in each if bits and fewer[bits])
            waiting.seek(0)
            lines = zip(waiting, kept, strict=True)
            grades.lines(row.rstrip(b"\r\n") + _note(fewer[bits], noted) + b"\r\n" for row, (bits, noted) in lines)
        return effects


def _note(fewer: str, noted: int) -> bytes:
    return "; ".join(filter(None, (fewer, f"see problems.csv ({noted})" if noted else ""))).encode()


def _cut_down(student: str, fewer: str) -> Problem:
    """A row for a grade that lacks a notebook which most of the class did: its file may have been cut down."""
    text = f"the grade {fewer}. Has the student not begun the others, or is this not the whole file?"
    return Problem("", student, LOOK, text)


def _unused(marks: Path, roll: SubmissionIndex, contents: Iterable[Content]) -> list[str]:
    """A sentence for each mark that cannot be used: its row, its student or its question is none."""
    given = read_teacher_marks(marks)
    known = {content.name: content for content in contents}
    lessons = {lesson for _, lesson, *_ in given.all_current()} & set(lesson_names()) - known.keys()
    known |= {name: read_lesson(lesson_folder(name)) for name in lessons}
    questions = {(name, question) for name, content in known.items() for question in content.questions}
    came = {entry.header.student for entries in roll.students.values() for entry in entries}
    return [*given.problems, *given.unknown(came | {label.partition("#")[0] for label in roll.students}, questions)]
