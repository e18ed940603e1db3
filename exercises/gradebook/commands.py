"""The commands ``grade`` and ``report``: a class's hand-ins in, tables and a report out."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..content import Content, lacks_keys, lesson_folder, lesson_names, read_lesson
from ..problems import KitError
from ..spreadsheet import Writer, write_rows
from .lms import KINDS, lms_file
from .policy import CHOICES, check_parts, read_policy
from .roll import LOOK, NOT_GRADED, Problem, Roll, call_roll
from .roster import Roster, read_roster
from .run import Setting, grade_class
from .sources import Shelf
from .tables import ANSWERS, PROBLEMS, columns, grade_header
from .teacher_marks import read_teacher_marks
from .whole import Whole

SOME_NOT_GRADED = 3
# A second process takes a second to start: below so many students it would not pay.
_WORTH_A_WORKER = 1_500
# Windows waits for no more at once.
_MOST_WORKERS = 60


def grade_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``grade``."""
    _shared_options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="GRADES", help="the folder for tables and report")
    parser.add_argument("--marks", type=Path, help="your marks of open answers (GRADES/marks.csv when it is there)")
    parser.add_argument("--lms", choices=KINDS, help="also write a file for this platform; it needs --roster")
    parser.add_argument("--roster", type=Path, help="your roster.csv: a line a student, with the class id")
    parser.add_argument("--title", default="Close Reading the News", help="what the platform calls this assignment")
    parser.add_argument("--out-of", type=float, default=100, help="the points that the platform gives for all of it")
    parser.add_argument("--feedback", action="store_true", help="also write a page of feedback for each student")
    parser.add_argument("--workers", type=int, help="how many processes to grade with (chosen by the size of the class)")


def _shared_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("handins", type=Path, metavar="HANDINS", help="the folder, or the zip file from your platform")
    parser.add_argument("--policy", type=Path, help="your grading.toml")
    for name, allowed in CHOICES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", choices=allowed, dest=name, help=_HELP[name])
    parser.add_argument(
        "--part", action="append", metavar="NOTEBOOK", help="only this notebook makes the total; may be repeated"
    )
    parser.add_argument("--names", type=Path, metavar="ROSTER", help="also write your own copy of the report, with names")
    parser.add_argument("--quiet", action="store_true", help="no progress bar")


_HELP = {
    "attempt": "which try of a question counts",
    "count": "points, or full points for every answer",
    "missing": "a notebook without any answer is left out of the total, or is zero",
    "after_worked": "whether tries count after the worked answer was opened",
}


def grade(options: argparse.Namespace) -> int:
    """Grade a class. Exit status: 0 all graded, 3 some not, 2 could not run (by KitError)."""
    if options.lms and not options.roster:
        raise KitError(
            "A file for a platform needs to know which account has which class id. Make a roster.csv with the columns id "
            "and email (Moodle, Classroom) or id and canvas_id (Canvas), and give it with --roster."
        )
    marks = options.marks or options.out / "marks.csv"
    if not 0 < options.out_of <= 1_000_000:
        raise KitError("--out-of is how many points the platform gives for all of it: a number above zero.")
    if options.out.resolve() == options.handins.resolve():
        raise KitError(
            "--out is the folder of the hand-ins itself, and tables do not belong among them. Choose another folder."
        )
    whole = Grading(options, marks if options.marks or marks.is_file() else None)
    roster = read_roster(options.roster) if options.roster else None
    names = read_roster(options.names) if options.names else None
    _make(options.out)
    effects = whole.write_tables(options.out, options.workers)
    whole.counted.write_report(options.out / "report.html")
    if names:
        whole.counted.write_report(options.out / "report_with_names.html", names)
    if roster and options.lms:
        _write_lms(options, roster, whole.percents)
    return _told(whole, effects, options.out)


def report_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``report``."""
    _shared_options(parser)
    parser.add_argument("--out", type=Path, default=Path("report.html"), help="the file to write (report.html)")
    parser.add_argument("--marks", type=Path, help="your marks of open answers")
    parser.add_argument("--workers", type=int, help="how many processes to grade with (chosen by the size of the class)")


def report(options: argparse.Namespace) -> int:
    """Write the class report alone. Exit status as for ``grade``."""
    whole = Grading(options, options.marks)
    names = read_roster(options.names) if options.names else None
    effects = Counter(problem.effect for chunk in whole.chunks(options.workers) for problem in chunk.problems)
    effects.update(problem.effect for problem in whole.roll.problems)
    whole.counted.write_report(options.out, names)
    print(f"The report is in {options.out}.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0


class Grading:
    """One run over a class, from the roll to the counts of the report."""

    def __init__(self, options: argparse.Namespace, marks: Path | None):
        self.policy = read_policy(options.policy, **{name: getattr(options, name) for name in CHOICES}, parts=options.part)
        if marks and not marks.is_file():
            raise KitError(f"There is no file “{marks}”. Leave --marks out if you have marked nothing so far.")
        shelf = Shelf(options.handins, apart=options.out)
        self.roll: Roll = call_roll(shelf, lesson_names())
        if not self.roll.students and all(problem.effect != NOT_GRADED for problem in self.roll.problems):
            raise KitError(f"There is no hand-in in “{options.handins}”. Give the place of the files from my-work/hand-in.")
        self.contents = [_with_keys(name) for name in self.roll.lessons]
        if marks:
            unused = read_teacher_marks(marks).problems
            self.roll.problems += [Problem(marks.name, "", LOOK, text) for text in unused]
        self.columns = columns(self.contents, self.policy)
        check_parts(self.policy, [column.title for column in self.columns])
        pages = options.out / "feedback" if getattr(options, "feedback", False) else None
        self.setting = Setting(options.handins.absolute(), self.policy, tuple(self.columns), marks, pages)
        self.counted = Whole(self.contents, self.columns, self.policy)
        self.percents: dict[str, float | None] = {}
        self.quiet = options.quiet

    def chunks(self, workers: int | None) -> Iterable:
        """Grade all, with a progress bar; every chunk is counted for the report."""
        from tqdm import tqdm

        many = len(self.roll.students)
        workers = min(workers or 0, _MOST_WORKERS) or (min(os.cpu_count() or 1, 8) if many >= _WORTH_A_WORKER else 1)
        with tqdm(total=many, unit=" students", disable=self.quiet or not sys.stderr.isatty() or None) as bar:
            for number, chunk in grade_class(self.roll, self.setting, workers):
                self.counted.add(chunk)
                yield chunk
                bar.update(number)

    def write_tables(self, out: Path, workers: int | None) -> Counter:
        """Write grades.csv, answers.csv and problems.csv; returns how many files came to each effect."""
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
                    grades.row(line)
                    self.percents[line[0]] = line[1]
                tell(chunk.problems)
        return effects


def _with_keys(name: str) -> Content:
    """A lesson with its keys. Raises KitError where it cannot be graded with."""
    folder = lesson_folder(name)
    if lacks_keys(folder):
        raise KitError(f"The lesson “{name}” is here without its keys: this is a student's copy. Grade with your own.")
    content = read_lesson(folder, keys=True)
    if content.problems:
        raise KitError(f"The lesson “{name}” has problems; nothing was graded. First: {content.problems[0]}")
    return content


def _write_lms(options: argparse.Namespace, roster: Roster, percents: dict[str, float | None]) -> None:
    scores = {
        student: None if percent is None else round(percent * options.out_of / 100, 2)
        for student, percent in percents.items()
    }
    header, rows, problems = lms_file(options.lms, scores, roster, options.title, options.out_of)
    write_rows(options.out / f"{options.lms}.csv", header, rows)
    for problem in (*roster.problems, *problems):
        print(problem, file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KitError(
            f"The folder “{folder}” cannot be made ({error.strerror}). Choose another place with --out."
        ) from error


def _told(whole: Grading, effects: Counter, out: Path) -> int:
    graded = len(whole.percents)
    print(f"{graded} student{'' if graded == 1 else 's'} graded; tables and report.html are in {out}.")
    if effects[NOT_GRADED]:
        print(f"Not graded: {effects[NOT_GRADED]}. The reasons are in problems.csv.")
    if effects[LOOK]:
        print(f"Graded, and worth a look: {effects[LOOK]}. See problems.csv.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0
