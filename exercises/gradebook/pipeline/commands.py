"""The commands ``grade`` and ``report``: they read a class's hand-ins and write tables and a report."""

from __future__ import annotations

import argparse
import webbrowser
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
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
from .class_run import Counted, Grading, lesson_with_keys, read_class
from .one_class import Job, Outcome, grade_one
from .workers import Crew

SOME_NOT_GRADED = 3
EVERY = "all"
IDS = "ids.csv"
OVERVIEW = "overview.html"
MARKS = "marks.csv"


@dataclass(frozen=True)
class Run:
    """One class graded for one assignment: their names, “” if there is none, where the hand-ins are, and the outcome.

    ``marks`` is the file that a teacher's marks of this class belong into; it may not be there so far.
    """

    class_name: str
    assignment: str
    place: Path
    outcome: Outcome
    marks: Path


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
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="grade on a Dask cluster, like tcp://host:8786; “local” starts a small one here",
    )


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
        parser.add_argument(f"--{_OPTION.get(name, name)}", choices=allowed, dest=name, help=_HELP[name])
    parser.add_argument(
        "--part", action="append", metavar="NOTEBOOK", help="only this notebook makes the total; may be repeated"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    parser.add_argument("--open", action="store_true", dest="show", help="open the report in your browser when it is done")


# The options whose names differ from the entries of grading.toml.
_OPTION = {"after_worked": "after-worked", "open": "open-answers"}
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
    runs = grade_classes(options)
    page = _first_page(options.out, runs)
    if options.show and page:
        _show(page)
    return SOME_NOT_GRADED if any(one.outcome.open_ends for one in runs) else 0


def grade_classes(options: argparse.Namespace, counted: Counted | None = None) -> list[Run]:
    """Grade every class in HANDINS for every assignment that is asked for, and say on the console what happened.

    Args:
        options: What ``grade_options`` made of the command line.
        counted: Called as students are graded, with how many are done and how many there are in all classes together.

    Returns:
        One run for each class and assignment, in order. Raises KitError if nothing can be graded.
    """
    _check(options)
    path = options.roster or options.names
    roster = read_roster(path) if path else None
    classes = _classes(options, path, roster)
    listed = len(classes) == 1 or roster is None or bool(roster.classes)
    if not listed:
        print(f"{path.name} has no column “class”, so nobody can say who is missing in which class. Add that column.")
    asked = [(one, *rest) for one in classes for rest in _asked(options, one, len(classes) > 1)]
    many = sum(len(one.roll.students) for one, *_ in asked)
    # One reading of a lesson serves all classes and assignments.
    read = cache(lesson_with_keys)
    runs: list[Run] = []
    done = 0
    with _crew(options) as crew:
        for one, out, assignment in asked:
            hears = partial(_add, counted, done, many) if counted else None
            runs.append(_grade(options, one, assignment, out, listed, read, hears, crew))
            done += len(one.roll.students)
    if len(classes) > 1:
        rows = [
            ClassRow(
                run.class_name,
                run.assignment,
                f"{run.outcome.out.relative_to(options.out).as_posix()}/report.html",
                *run.outcome.figures,
            )
            for run in runs
        ]
        write_overview(options.out / OVERVIEW, rows)
        print(
            f"{len(classes)} classes: {', '.join(one.name for one in classes)}. "
            f"All of them are in {(options.out / OVERVIEW).resolve()}."
        )
    return runs


def _crew(options: argparse.Namespace) -> AbstractContextManager[Crew | None]:
    """The cluster that is asked for; None if this computer grades."""
    if not options.cluster:
        return nullcontext()
    # Imported here: it needs an extra.
    from .cluster import cluster

    return cluster(options.cluster, options.workers)


def _check(options: argparse.Namespace) -> None:
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


def _first_page(out: Path, runs: list[Run]) -> Path | None:
    """The page to look at first: the overview of several runs, or the one class's report."""
    pages = (out / OVERVIEW, *(run.outcome.out / "report.html" for run in runs))
    return next((page for page in pages if page.is_file()), None)


def _show(page: Path) -> None:
    try:
        shown = webbrowser.open(page.resolve().as_uri())
    except (OSError, webbrowser.Error):
        shown = False
    if not shown:
        print(f"No browser could be opened here. Open this file yourself: {page.resolve()}")


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


def _asked(options: argparse.Namespace, one: ClassOf, several: bool) -> list[tuple[Path, Assignment | None]]:
    """The folder and the assignment of each run over a class: one, or one for each assignment."""
    out = options.out / folder_name(one.name) if several else options.out
    if options.assignment != EVERY:
        return [(out, _assignment(options))]
    found = find_assignments(options.policy).values()
    return [(out / each.name, each) for each in found if each.lesson in one.roll.lessons]


def _add(counted: Counted, before: int, many: int, done: int, _of_the_class: int) -> None:
    counted(before + done, many)


def _grade(
    options: argparse.Namespace,
    one: ClassOf,
    assignment: Assignment | None,
    out: Path,
    listed: bool,
    read: Callable[[str], Content],
    counted: Counted | None,
    crew: Crew | None,
) -> Run:
    """Grade one class for one assignment into one folder."""
    # One roster may tell apart the classes of one folder: then their answers are marked together.
    home = out.parent if options.assignment == EVERY else out
    if one.place == options.handins:
        home = options.out
    usual = (out / MARKS, home / MARKS, options.out / MARKS)
    marks = options.marks or next((path for path in usual if path.is_file()), None)
    pages = out / "feedback" if options.feedback else None
    whole = _grading(options, one, assignment, marks, pages, options.out_of, read, counted, crew)
    job = Job(out, options.lms, options.title, options.out_of, options.feedback, options.workers, listed)
    roster, names = (
        _roster_of(path, one.name, read_roster(path)) if path else None for path in (options.roster, options.names)
    )
    title = assignment.title if assignment and options.assignment == EVERY else ""
    return Run(one.name, title, one.place, grade_one(whole, job, roster, names), marks or home / MARKS)


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
    print(f"The report is in {options.out.resolve()}.")
    if options.show:
        _show(options.out)
    return SOME_NOT_GRADED if effects[NOT_GRADED] or effects[SETTLE] else 0


def _grading(
    options: argparse.Namespace,
    one: ClassOf,
    assignment: Assignment | None,
    marks: Path | None,
    pages: Path | None = None,
    out_of: float = 100,
    read: Callable[[str], Content] = lesson_with_keys,
    counted: Counted | None = None,
    crew: Crew | None = None,
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
        counted=counted,
        crew=crew,
    )
