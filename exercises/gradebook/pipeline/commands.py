"""The commands ``grade`` and ``report``: they read a class's hand-ins and write tables and a report."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ...base.csv_files import write_rows
from ...base.errors import KitError, reason
from ...base.files import only_writer
from ..export.lms import KINDS, Gradebook, lms_file
from ..grading.policy import CHOICES, read_policy
from ..intake.roster import Roster, read_roster
from ..intake.submission_index import LOOK, NOT_GRADED
from ..report.class_report import write_report
from .class_run import Grading

SOME_NOT_GRADED = 3
_BUSY = "Another run writes into “{}” right now. Nothing was changed: wait until it is done, or choose another --out."


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
    "after_worked": "whether tries count after the worked answer was opened (left out, unless you say so)",
    "open": "what an open answer is worth before you have read it",
}


def grade(options: argparse.Namespace) -> int:
    """Grade a class. Exit status: 0 all graded, 3 some not, 2 could not run (raised as KitError)."""
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
    pages = options.out / "feedback" if options.feedback else None
    whole = _grading(options, marks if options.marks or marks.is_file() else None, pages)
    roster = read_roster(options.roster) if options.roster else None
    names = read_roster(options.names) if options.names else None
    _make(options.out)
    with only_writer(options.out, _BUSY.format(options.out)):
        effects = whole.write_tables(options.out, options.workers)
        write_report(whole.counted, options.out / "report.html")
        if names:
            write_report(whole.counted, options.out / "report_with_names.html", names)
        if roster and options.lms:
            _write_lms(options, roster, whole)
    return _told(whole, effects, options.out)


def report_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``report``."""
    _shared_options(parser)
    parser.add_argument("--out", type=Path, default=Path("report.html"), help="the file to write (report.html)")
    parser.add_argument("--marks", type=Path, help="your marks of open answers")
    parser.add_argument("--workers", type=int, help="how many processes to grade with (chosen by the size of the class)")


def report(options: argparse.Namespace) -> int:
    """Write only the class report. Exit status as for ``grade``."""
    whole = _grading(options, options.marks)
    names = read_roster(options.names) if options.names else None
    effects = Counter(problem.effect for chunk in whole.chunks(options.workers) for problem in chunk.problems)
    effects.update(problem.effect for problem in whole.roll.problems)
    write_report(whole.counted, options.out, names)
    print(f"The report is in {options.out}.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0


def _grading(options: argparse.Namespace, marks: Path | None, pages: Path | None = None) -> Grading:
    policy = read_policy(options.policy, **{name: getattr(options, name) for name in CHOICES}, parts=options.part)
    return Grading(options.handins, policy, marks, apart=options.out, pages=pages, quiet=options.quiet)


def _write_lms(options: argparse.Namespace, roster: Roster, whole: Grading) -> None:
    scores = {
        student: None if percent is None else round(percent * options.out_of / 100, 2)
        for student, percent in whole.percents.items()
    }
    notes = {student: own.short for student, own in whole.open.items() if own.given}
    made = lms_file(options.lms, Gradebook(scores, roster, options.title, options.out_of, notes))
    write_rows(options.out / f"{options.lms}.csv", made.header, made.rows)
    for problem in (*roster.problems, *made.sentences):
        print(problem, file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KitError(
            f"The folder “{folder}” cannot be made ({reason(error)}). Choose another place with --out."
        ) from error


def _told(whole: Grading, effects: Counter, out: Path) -> int:
    graded = len(whole.percents)
    print(f"{graded} student{'' if graded == 1 else 's'} graded; tables and report.html are in {out}.")
    if whole.counted.open.given:
        print(whole.counted.open.told(whole.setting.policy.open))
    if effects[NOT_GRADED]:
        print(f"Not graded: {effects[NOT_GRADED]}. The reasons are in problems.csv.")
    if effects[LOOK]:
        print(f"Graded, and worth a look: {effects[LOOK]}. See problems.csv.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0
