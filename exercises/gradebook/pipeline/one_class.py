"""One class, one assignment, one folder: all tables and pages, and what is said on the console."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ...base.csv_files import write_rows
from ...base.errors import KitError, reason
from ...base.files import only_writer
from ..export.feedback_zip import FEEDBACK_ZIP, pages_in, write_feedback_zip
from ..export.lms import Gradebook, lms_file
from ..export.tables import MARKER_COLUMNS
from ..grading.open_answers import WHERE_TO_MARK
from ..grading.totals import scaled
from ..intake.reconcile import Reconciled, reconcile, some
from ..intake.roster import Roster
from ..intake.submission_index import LOOK, NOT_GRADED, PASSED_OVER, SETTLE
from ..report.class_report import write_report
from ..report.feedback import page_name
from ..report.gain import GAIN, write_gain
from ..report.gradebook import GRADEBOOK, write_gradebook
from .class_folders import folder_name
from .class_run import Grading
from .out_folder import EARLIER, FEEDBACK, GRADED_WITH, MARKERS, WHO, put_aside, write_graded_with

_BUSY = "Another run writes into “{}” right now. Nothing was changed: wait until it is done, or choose another --out."
_SHOWN = 5


@dataclass(frozen=True)
class Job:
    """Where to write, and what besides the tables and the report."""

    out: Path
    lms: str | None = None
    title: str | None = None
    out_of: float = 100
    feedback: bool = False
    workers: int | None = None
    # Whether the roster is this class's list; not if it lists several classes and says of nobody which one.
    listed: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a run came to: its folder, whether somebody must look at it, and the figures for the overview.

    ``figures`` are how many were graded, how many of the roster have handed in nothing (None without a roster), the mean in
    percent, how many open answers wait, and how many files or people must be settled. ``said`` are the sentences that were
    printed.
    """

    out: Path
    open_ends: bool
    figures: tuple[int, int | None, float | None, int, int]
    said: tuple[str, ...] = ()


def grade_one(whole: Grading, job: Job, roster: Roster | None, names: Roster | None) -> Outcome:
    """Grade one class into one folder, and say what happened. Raises KitError."""
    listed = (roster or names) if job.listed else None
    told = reconcile(listed, whole.roll) if listed else None
    if told:
        whole.roll.problems += told.problems()
        roster, names = (told.roster if one else None for one in (roster, names))
    _make(job.out)
    holds = {"grades.csv", "answers.csv", "problems.csv", "report.html", GRADEBOOK, GRADED_WITH}
    returned = ""
    with only_writer(job.out, _BUSY.format(job.out)):
        effects = whole.write_tables(job.out, job.workers, names)
        write_report(whole.counted, job.out / "report.html")
        write_gradebook(whole.counted, job.out / GRADEBOOK, names, told)
        if write_gain(whole.counted, job.out / GAIN):
            holds.add(GAIN)
        if roster and job.lms:
            _write_lms(job, roster, whole)
            holds.add(f"{job.lms}.csv")
        if compared := whole.marker_rows():
            write_rows(job.out / MARKERS, MARKER_COLUMNS, compared)
            holds.add(MARKERS)
        if whole.roll.behind:
            rows = ((one.student, one.shown, one.name, one.path) for one in whole.roll.behind)
            write_rows(job.out / WHO, ("student", "file", "name on the platform", "where it is"), rows)
            holds.add(WHO)
        if job.feedback:
            holds |= {FEEDBACK_ZIP, *(f"{FEEDBACK}/{page_name(student)}" for student in whole.percents)}
            students = ((label, page_name(label), entries) for label, entries in whole.roll.students.items())
            pages = list(pages_in(job.out / FEEDBACK, students))
            returned = str(write_feedback_zip(job.out / FEEDBACK_ZIP, pages, _class_folder(whole)))
        write_graded_with(job.out, whole.counted.heading, len(whole.percents))
        moved = put_aside(job.out, holds)
    said = _sentences(whole, effects, job.out, moved, told, returned, MARKERS in holds)
    for line in said:
        print(line)
    percents = [percent for percent in whole.percents.values() if percent is not None]
    mean = round(sum(percents) / len(percents), 1) if percents else None
    ends = effects[NOT_GRADED] + effects[SETTLE]
    missing = len(told.missing) if told else None
    return Outcome(job.out, ends > 0, (len(whole.percents), missing, mean, whole.counted.open.waiting, ends), said)


def _class_folder(whole: Grading) -> str:
    return folder_name(whole.heading.class_name) if whole.heading.class_name else ""


def _write_lms(job: Job, roster: Roster, whole: Grading) -> None:
    scores = {student: scaled(percent, job.out_of) for student, percent in whole.percents.items()}
    notes = {student: own.short for student, own in whole.open.items() if own.given}
    assignment = whole.heading.assignment
    title = job.title or (assignment.title if assignment else "Close Reading the News")
    made = lms_file(str(job.lms), Gradebook(scores, roster, title, job.out_of, notes))
    write_rows(job.out / f"{job.lms}.csv", made.header, made.rows)
    for problem in (*roster.problems, *made.sentences):
        print(problem, file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KitError(
            f"The folder “{folder}” cannot be made ({reason(error)}). Choose another place with --out."
        ) from error


def _sentences(
    whole: Grading,
    effects: Counter,
    out: Path,
    moved: list[str],
    told: Reconciled | None,
    returned: str,
    compared: bool,
) -> tuple[str, ...]:
    """What a teacher should know after a run: who was graded, what waits, who is missing, and where all of it is."""
    graded = len(whole.percents)
    heading = whole.counted.heading
    about = f"{heading.what}: " if heading.what else ""
    lines = [
        f"{about}{graded} student{'' if graded == 1 else 's'} graded; tables and report.html are in {out.resolve()}.",
        _open_answers(whole),
        whole.counted.fewer_told,
        *(told.sentences() if told else ()),
        f"Not graded: {effects[NOT_GRADED]}. The reasons are in problems.csv." if effects[NOT_GRADED] else "",
        f"To settle: {effects[SETTLE]} rows of people who share an id. See problems.csv." if effects[SETTLE] else "",
        "How far markers agree, and how steady each is, is in markers.csv." if compared else "",
        f"Graded, and worth a look: {effects[LOOK]}. See problems.csv." if effects[LOOK] else "",
        _passed_over(whole),
        returned,
    ]
    if others := whole.roll.other_lessons:
        lines.append(f"{others} {'hand-in is' if others == 1 else 'hand-ins are'} to other lessons, and no part of this.")
    if moved:
        lines.append(f"Of an earlier run, and moved into {(out / EARLIER).resolve()}: {some(moved, _SHOWN)}.")
    return tuple(filter(None, lines))


def _open_answers(whole: Grading) -> str:
    """How many open answers there are, how many wait, and where a teacher marks them."""
    found = whole.counted.open
    told = found.told(whole.counted.heading.policy.open) if found.given else ""
    return f"{told} {WHERE_TO_MARK}" if found.waiting else told


def _passed_over(whole: Grading) -> str:
    """Every file that is not graded on its own, in one line; the reasons are in problems.csv."""
    found = [problem for problem in whole.roll.problems if problem.effect == PASSED_OVER]
    if not found:
        return ""
    names = [f"{one.file} ({one.student})" if one.student else one.file for one in found]
    are = "1 file" if len(found) == 1 else f"{len(found)} files"
    return f"Passed over: {are}: {some(names, _SHOWN)}. The reasons are in problems.csv."
