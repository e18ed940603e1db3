"""The commands ``grade`` and ``report``: they read a class's hand-ins and write tables and a report."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ...base.csv_files import write_rows
from ...base.errors import KitError, reason
from ...base.files import only_writer
from ...lesson_data.assignments import Assignment
from ..export.lms import KINDS, Gradebook, lms_file
from ..grading.policy import CHOICES, find_assignment, find_assignments, read_policy
from ..intake.roster import Roster, read_roster
from ..intake.submission_index import LOOK, NOT_GRADED, SubmissionIndex
from ..report.class_report import write_report
from ..report.feedback import page_name
from .class_run import Grading, read_class
from .out_folder import FEEDBACK, GRADED_WITH, put_aside, write_graded_with

SOME_NOT_GRADED = 3
EVERY = "all"
_BUSY = "Another run writes into “{}” right now. Nothing was changed: wait until it is done, or choose another --out."


def grade_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``grade``."""
    _shared_options(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="GRADES", help="the folder for tables and report")
    parser.add_argument("--marks", type=Path, help="your marks of open answers (GRADES/marks.csv when it is there)")
    parser.add_argument("--lms", choices=KINDS, help="also write a file for this platform; it needs --roster")
    parser.add_argument("--roster", type=Path, help="your roster.csv: a line a student, with the class id")
    parser.add_argument("--title", help="what the platform calls this assignment (its own title)")
    parser.add_argument("--out-of", type=float, default=100, help="the points that the platform gives for all of it")
    parser.add_argument("--feedback", action="store_true", help="also write a page of feedback for each student")
    parser.add_argument("--workers", type=int, help="how many processes to grade with (chosen by the size of the class)")


def _shared_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("handins", type=Path, metavar="HANDINS", help="the folder, or the zip file from your platform")
    parser.add_argument("--policy", type=Path, help="your grading.toml")
    parser.add_argument(
        "--assignment", metavar="NAME", help=f"only the cards of this assignment count; “{EVERY}” grades each on its own"
    )
    parser.add_argument(
        "--class", dest="class_name", default="", metavar="CLASS", help="the class, for the head of each page"
    )
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
    "missing": "a notebook without any answer is left out, or what is not answered is zero, or it counts nowhere",
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
    if not 0 < options.out_of <= 1_000_000:
        raise KitError("--out-of is how many points the platform gives for all of it: a number above zero.")
    if options.out.resolve() == options.handins.resolve():
        raise KitError(
            "--out is the folder of the hand-ins itself, and tables do not belong among them. Choose another folder."
        )
    roll = read_class(options.handins, options.out)
    if options.assignment != EVERY:
        return _grade(options, roll, _assignment(options), options.out)
    found = [one for one in find_assignments(options.policy).values() if one.lesson in roll.lessons]
    return max((_grade(options, roll, one, options.out / one.name) for one in found), default=0)


def _grade(options: argparse.Namespace, roll: SubmissionIndex, assignment: Assignment | None, out: Path) -> int:
    """Grade one class for one assignment into one folder."""
    marks = options.marks or options.out / "marks.csv"
    whole = _grading(
        options,
        roll,
        assignment,
        marks if options.marks or marks.is_file() else None,
        out / FEEDBACK if options.feedback else None,
    )
    roster = read_roster(options.roster) if options.roster else None
    names = read_roster(options.names) if options.names else None
    _make(out)
    holds = {"grades.csv", "answers.csv", "problems.csv", "report.html", GRADED_WITH}
    with only_writer(out, _BUSY.format(out)):
        effects = whole.write_tables(out, options.workers)
        write_report(whole.counted, out / "report.html")
        if names:
            write_report(whole.counted, out / "report_with_names.html", names)
            holds.add("report_with_names.html")
        if roster and options.lms:
            _write_lms(options, roster, whole, out)
            holds.add(f"{options.lms}.csv")
        if options.feedback:
            holds |= {f"{FEEDBACK}/{page_name(student)}" for student in whole.percents}
        write_graded_with(out, whole.counted.heading, len(whole.percents))
        moved = put_aside(out, holds)
    return _told(whole, effects, out, moved)


def _assignment(options: argparse.Namespace) -> Assignment | None:
    return find_assignment(options.assignment, options.policy) if options.assignment else None


def report_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``report``."""
    _shared_options(parser)
    parser.add_argument("--out", type=Path, default=Path("report.html"), help="the file to write (report.html)")
    parser.add_argument("--marks", type=Path, help="your marks of open answers")
    parser.add_argument("--workers", type=int, help="how many processes to grade with (chosen by the size of the class)")


def report(options: argparse.Namespace) -> int:
    """Write only the class report. Exit status as for ``grade``."""
    whole = _grading(options, read_class(options.handins, options.out), _assignment(options), options.marks)
    names = read_roster(options.names) if options.names else None
    effects = Counter(problem.effect for chunk in whole.chunks(options.workers) for problem in chunk.problems)
    effects.update(problem.effect for problem in whole.roll.problems)
    write_report(whole.counted, options.out, names)
    print(f"The report is in {options.out}.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0


def _grading(
    options: argparse.Namespace,
    roll: SubmissionIndex,
    assignment: Assignment | None,
    marks: Path | None,
    pages: Path | None = None,
) -> Grading:
    chosen = {name: getattr(options, name) for name in CHOICES}
    policy = read_policy(options.policy, assignment, **chosen, parts=options.part)
    return Grading(
        options.handins,
        roll,
        policy,
        marks,
        assignment=assignment,
        class_name=options.class_name,
        pages=pages,
        quiet=options.quiet,
    )


def _write_lms(options: argparse.Namespace, roster: Roster, whole: Grading, out: Path) -> None:
    scores = {
        student: None if percent is None else round(percent * options.out_of / 100, 2)
        for student, percent in whole.percents.items()
    }
    notes = {student: own.short for student, own in whole.open.items() if own.given}
    assignment = whole.heading.assignment
    title = options.title or (assignment.title if assignment else "Close Reading the News")
    made = lms_file(options.lms, Gradebook(scores, roster, title, options.out_of, notes))
    write_rows(out / f"{options.lms}.csv", made.header, made.rows)
    for problem in (*roster.problems, *made.sentences):
        print(problem, file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KitError(
            f"The folder “{folder}” cannot be made ({reason(error)}). Choose another place with --out."
        ) from error


def _told(whole: Grading, effects: Counter, out: Path, moved: list[str]) -> int:
    graded = len(whole.percents)
    heading = whole.counted.heading
    about = f"{heading.what}: " if heading.what else ""
    print(f"{about}{graded} student{'' if graded == 1 else 's'} graded; tables and report.html are in {out}.")
    if whole.counted.open.given:
        print(whole.counted.open.told(heading.policy.open))
    if whole.counted.fewer_told:
        print(whole.counted.fewer_told)
    if effects[NOT_GRADED]:
        print(f"Not graded: {effects[NOT_GRADED]}. The reasons are in problems.csv.")
    if effects[LOOK]:
        print(f"Graded, and worth a look: {effects[LOOK]}. See problems.csv.")
    if moved:
        print(
            f"Of an earlier run, and moved into {out / 'earlier'}: {', '.join(moved[:5])}{' …' if len(moved) > 5 else ''}."
        )
    return SOME_NOT_GRADED if effects[NOT_GRADED] else 0
