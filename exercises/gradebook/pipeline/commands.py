"""The commands ``grade`` and ``report``: they read a class's hand-ins and write tables and a report."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ...base.errors import KitError
from ...lesson_data.assignments import Assignment
from ...lesson_data.content import Content
from ..export.lms import KINDS
from ..grading.policy import CHOICES, find_assignment, find_assignments, read_policy
from ..intake.roster import Roster, read_roster
from ..intake.submission_index import NOT_GRADED, SETTLE
from ..report.class_report import write_report
from ..report.overview import ClassRow, write_overview
from .class_folders import ClassOf, are_classes, by_roster, class_places, folder_name
from .class_run import Grading, lesson_with_keys, read_class
from .one_class import Job, Outcome, grade_one

SOME_NOT_GRADED = 3
EVERY = "all"
IDS = "ids.csv"


def grade_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``grade``."""
    _shared_options(parser)
    parser.add_argument("--names", type=Path, metavar="ROSTER", help="also write names into your own tables")
    parser.add_argument("--out", type=Path, required=True, metavar="GRADES", help="the folder for tables and report")
    parser.add_argument("--marks", type=Path, help="your marks of open answers (GRADES/marks.csv when it is there)")
    parser.add_argument("--lms", choices=KINDS, help="also write a file for this platform; it needs --roster")
    parser.add_argument("--roster", type=Path, help="your roster.csv: a line a student, with the class id")
    parser.add_argument("--title", help="what the platform calls this assignment (its own title)")
    parser.add_argument("--out-of", type=float, default=100, help="the points that the platform gives for all of it")
    parser.add_argument("--feedback", action="store_true", help="also write a page for each student, and one zip of all")
    parser.add_argument("--one-class", action="store_true", help="HANDINS is one class, whatever folders it has")
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
    parser.add_argument("--ids", type=Path, help="your ids.csv: who somebody really is (GRADES/ids.csv when it is there)")
    for name, allowed in CHOICES.items():
        parser.add_argument(f"--{name.replace('_', '-')}", choices=allowed, dest=name, help=_HELP[name])
    parser.add_argument(
        "--part", action="append", metavar="NOTEBOOK", help="only this notebook makes the total; may be repeated"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")


_HELP = {
    "attempt": "which try of a question counts",
    "count": "points, or full points for every answer",
    "missing": "a notebook without any answer is left out, or what is not answered is zero, or it counts nowhere",
    "after_worked": "whether tries count after the worked answer was opened (left out, unless you say so)",
    "open": "what an open answer is worth before you have read it",
}


def grade(options: argparse.Namespace) -> int:
    """Grade a class, or several.

    Exit status: 0 all graded, 3 some not or two people with one id, 2 could not run (raised as KitError).
    """
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
    path = options.roster or options.names
    roster = read_roster(path) if path else None
    classes = _classes(options, path, roster)
    listed = len(classes) == 1 or roster is None or bool(roster.classes)
    if not listed:
        print(f"{path.name} has no column “class”, so nobody can say who is missing in which class. Add that column.")
    outcomes = []
    # One reading of a lesson serves all classes and assignments.
    read = cache(lesson_with_keys)
    for one in classes:
        out = options.out / folder_name(one.name) if len(classes) > 1 else options.out
        outcomes += [(one, name, outcome) for name, outcome in _grade_class(options, one, out, listed, read)]
    if len(classes) > 1:
        rows = [
            ClassRow(one.name, name, f"{outcome.out.relative_to(options.out).as_posix()}/report.html", *outcome.figures)
            for one, name, outcome in outcomes
        ]
        write_overview(options.out / "overview.html", rows)
        print(
            f"{len(classes)} classes: {', '.join(one.name for one in classes)}. "
            f"All of them are in {options.out / 'overview.html'}."
        )
    return SOME_NOT_GRADED if any(outcome.open_ends for *_, outcome in outcomes) else 0


def _classes(options: argparse.Namespace, path: Path | None, roster: Roster | None) -> list[ClassOf]:
    """The classes in HANDINS: one, or a folder each, or as the column “class” of the roster at ``path`` says."""
    places = [] if options.one_class or options.class_name else class_places(options.handins, options.out)
    if places:
        read = []
        for place in places:
            name = place.stem if place.suffix.lower() == ".zip" else place.name
            own = _roster_of(path, name, roster)
            try:
                ids = _ids(options, options.out / folder_name(name))
                read.append(ClassOf(name, place, read_class(place, options.out, own, ids)))
            except KitError:
                # What has no hand-in is no class; if nothing has, reading all of it says so.
                continue
        if are_classes([one.roll for one in read]):
            return read
    roll = read_class(options.handins, options.out, roster, _ids(options, options.out))
    if roster and len(roster.classes) > 1 and not options.one_class:
        wanted = options.class_name
        classes, rest = by_roster(options.handins, roll, roster)
        if wanted:
            classes = [one for one in classes if one.name.casefold() == wanted.casefold()]
        if classes:
            classes[0].roll.problems += rest
            return classes
    only = roster.classes[0] if roster and len(roster.classes) == 1 else ""
    return [ClassOf(options.class_name or only, options.handins, roll)]


def _ids(options: argparse.Namespace, out: Path) -> Path | None:
    usual = next((path for path in (out / IDS, options.out / IDS) if path.is_file()), None)
    if options.ids and not options.ids.is_file():
        raise KitError(f"There is no file “{options.ids}”. Leave --ids out if nobody needs another id.")
    return options.ids or usual


def _roster_of(path: Path | None, name: str, roster: Roster | None) -> Roster | None:
    """The students of one class: those that the roster's column “class” gives to it, or all if there is no such column."""
    if roster is None or path is None or not roster.classes:
        return roster
    return read_roster(path, name)


def _grade_class(
    options: argparse.Namespace, one: ClassOf, out: Path, listed: bool, read: Callable[[str], Content]
) -> list[tuple[str, Outcome]]:
    """Grade a class for one assignment, or for each of them."""
    if options.assignment != EVERY:
        return [("", _grade(options, one, _assignment(options), out, listed, read))]
    found = [each for each in find_assignments(options.policy).values() if each.lesson in one.roll.lessons]
    return [(each.title, _grade(options, one, each, out / each.name, listed, read)) for each in found]


def _grade(
    options: argparse.Namespace,
    one: ClassOf,
    assignment: Assignment | None,
    out: Path,
    listed: bool,
    read: Callable[[str], Content],
) -> Outcome:
    """Grade one class for one assignment into one folder."""
    marks = options.marks or next((p for p in (out / "marks.csv", options.out / "marks.csv") if p.is_file()), None)
    pages = out / "feedback" if options.feedback else None
    whole = _grading(options, one, assignment, marks, pages, options.out_of, read)
    job = Job(out, options.lms, options.title, options.out_of, options.feedback, options.workers, listed)
    roster, names = (
        _roster_of(path, one.name, read_roster(path)) if path else None for path in (options.roster, options.names)
    )
    return grade_one(whole, job, roster, names)


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
    roll = read_class(options.handins, options.out, ids=options.ids)
    whole = _grading(options, ClassOf(options.class_name, options.handins, roll), _assignment(options), options.marks)
    effects = Counter(problem.effect for chunk in whole.chunks(options.workers) for problem in chunk.problems)
    effects.update(problem.effect for problem in whole.roll.problems)
    write_report(whole.counted, options.out)
    print(f"The report is in {options.out}.")
    return SOME_NOT_GRADED if effects[NOT_GRADED] or effects[SETTLE] else 0


def _grading(
    options: argparse.Namespace,
    one: ClassOf,
    assignment: Assignment | None,
    marks: Path | None,
    pages: Path | None = None,
    out_of: float = 100,
    read: Callable[[str], Content] = lesson_with_keys,
) -> Grading:
    chosen = {name: getattr(options, name) for name in CHOICES}
    policy = read_policy(options.policy, assignment, **chosen, parts=options.part)
    return Grading(
        one.place,
        one.roll,
        policy,
        marks,
        assignment=assignment,
        class_name=one.name,
        pages=pages,
        out_of=out_of,
        quiet=options.quiet,
        read=read,
    )
