"""What each button of the desk does."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..base.errors import KitError, reason, sanitize
from ..gradebook.export.lms import KINDS
from ..gradebook.marking.teacher_marks import check_marker
from ..lesson_data.content import lesson_names
from . import folders, made
from .points import Points
from .remembered import GradedRun
from .state import DeskState
from .work import Work

# The largest upload, in bytes: a class of hand-ins is far smaller.
LARGEST = 500_000_000
_PAPERS = ("a4", "letter")
Buffers = Sequence[Any]


def do(desk: DeskState, message: dict, buffers: Buffers) -> None:
    """Do what a message asks for. Raises KitError."""
    found = _ACTS.get(str(message.get("do")))
    if found is None:
        raise KitError("The page asks for something that this desk cannot do. Open the notebook again.")
    found[1](desk, message, buffers)


def section_of(message: dict) -> str:
    """The section of the page that a message comes from."""
    do = str(message.get("do"))
    if do in ("browse", "choose", "paste", "forget"):
        return "handins" if message.get("purpose") == "handins" else "what"
    return _ACTS.get(do, ("grade", None))[0]


# Choosing -------------------------------------------------------------------------------------------------------------


def _purpose(message: dict) -> str:
    purpose = str(message.get("purpose"))
    if purpose not in folders.TAKES:
        raise KitError("The page asks for something that cannot be chosen. Open the notebook again.")
    return purpose


def _browse(desk: DeskState, message: dict, _: Buffers) -> None:
    purpose, path = _purpose(message), message.get("path")
    folder = Path(str(path)) if path else folders.start(getattr(desk.choices, purpose), desk.folder)
    desk.listing = folders.listing(folder, purpose, desk.folder)


def _close(desk: DeskState, _message: dict, _: Buffers) -> None:
    desk.listing = None


def _choose(desk: DeskState, message: dict, _: Buffers) -> None:
    purpose = _purpose(message)
    take(desk, purpose, folders.chosen(Path(str(message.get("path"))), purpose))


def _paste(desk: DeskState, message: dict, _: Buffers) -> None:
    purpose = _purpose(message)
    take(desk, purpose, folders.pasted(str(message.get("path", "")), purpose))


def _forget(desk: DeskState, message: dict, _: Buffers) -> None:
    _let(desk, _purpose(message), "")


def take(desk: DeskState, purpose: str, path: Path) -> None:
    """Let this file or folder be chosen."""
    _let(desk, purpose, str(path.absolute()))
    desk.listing = None
    desk.said["handins" if purpose == "handins" else "what"] = f"Chosen: {sanitize(path.name)}."


def _let(desk: DeskState, purpose: str, path: str) -> None:
    changed: dict[str, Any] = {purpose: path}
    desk.memory.keep(replace(desk.choices, **changed))


def _upload(desk: DeskState, message: dict, buffers: Buffers) -> None:
    """Take a piece of a dropped file. The pieces of one drop come in order; its last one chooses what came."""
    name, drop = Path(str(message.get("name"))).name, str(message.get("drop"))
    if not name.lower().endswith((".zip", ".jsonl")) or not drop.isalnum() or len(name) > 200 or len(drop) > 20:
        raise KitError(f"“{sanitize(name)}” is no zip file. Drop the zip from your platform, without unpacking it.")
    day = datetime.now().strftime("%Y-%m-%d")
    folder = desk.folder / "hand-ins" / f"{day} {drop}"
    part = folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        data = b"".join(bytes(one) for one in buffers)
        before = part.stat().st_size if message.get("at") and part.is_file() else 0
        if before != message.get("at") or before + len(data) > LARGEST:
            raise KitError(f"“{sanitize(name)}” did not arrive whole, or is too large. Choose it with the button instead.")
        with part.open("ab" if before else "wb") as file:
            file.write(data)
        if message.get("ends"):
            part.replace(folder / name)
    except OSError as error:
        raise KitError(f"“{sanitize(name)}” could not be kept: {reason(error)}. Make room on the disk.") from error
    if message.get("last"):
        came = sorted(path for path in folder.iterdir() if path.suffix != ".part")
        take(desk, "handins", came[0] if len(came) == 1 and came[0].suffix.lower() == ".zip" else folder)


# Grading --------------------------------------------------------------------------------------------------------------


def _begin(desk: DeskState, what: str, title: str, module: str, arguments: Sequence[str], **more: Any) -> None:
    if desk.work and desk.work.running:
        raise KitError(f"“{desk.work.title}” goes on. Wait until it is done, or press Stop.")
    desk.made.pop(what, None)
    after = more.pop("after")

    def ended(work: Work) -> None:
        with desk.lock:
            try:
                after(work)
            except KitError as error:
                desk.problems["grade"] = str(error)
        desk.changed()

    desk.work = Work(what, title, module, arguments, desk.changed, ended, **more)


def _grade(desk: DeskState, _message: dict, _: Buffers) -> None:
    choices = desk.choices
    if not choices.handins:
        raise KitError("Choose the hand-ins first: a zip file or a folder.")
    folders.chosen(Path(choices.handins), "handins")
    if choices.platform and choices.platform not in KINDS:
        raise KitError("The page asks for a platform that the desk does not know. Open the notebook again.")
    if choices.platform and not choices.roster:
        raise KitError("For your platform's file, choose your roster too: it says which account has which class id.")
    arguments = [choices.handins, "--out", str(desk.grades)]
    named = {
        "--roster": choices.roster,
        "--names": choices.roster,
        "--policy": choices.policy,
        "--class": choices.class_name,
        "--assignment": choices.assignment,
        "--lms": choices.platform,
        "--title": choices.title,
        "--out-of": _points_of(choices.out_of),
    }
    # With “=”, a value that begins with a hyphen is no option.
    arguments += [f"{option}={value}" for option, value in named.items() if value]
    arguments += ["--feedback"] if choices.feedback == "yes" else []

    def after(work: Work) -> None:
        if "runs" not in work.told:
            return
        runs = tuple(GradedRun(**{**run, "said": tuple(run["said"])}) for run in work.told["runs"])
        one = choices.assignment if choices.assignment != "all" else ""
        graded = {"graded_policy": choices.policy, "graded_roster": choices.roster, "graded_assignment": one}
        now = replace(desk.choices, runs=runs, run=0, overview=work.told["overview"], **graded)
        desk.points, desk.student, desk.answers = None, "", []
        desk.memory.keep(now)

    module = "exercises.desk.grading_process"
    _begin(desk, "grade", "Grading", module, arguments, after=after, signed=True)


def _points_of(text: str) -> str:
    if not text:
        return ""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = 0
    if not 0 < number <= 1_000_000:
        raise KitError("“Points on the platform” must be a number above zero, such as 100.")
    return f"{number:g}"


def _stop(desk: DeskState, _message: dict, _: Buffers) -> None:
    if desk.work and desk.work.running:
        desk.work.stop()


def _sample(desk: DeskState, _message: dict, _: Buffers) -> None:
    out = desk.folder / "sample"

    def after(work: Work) -> None:
        if work.status == 0:
            roster = str((out / "roster.csv").absolute())
            desk.memory.keep(replace(desk.choices, handins=str((out / "hand-ins").absolute()), roster=roster))

    _begin(desk, "sample", "Making a class of made-up students", "exercises", ["sample-class", str(out)], after=after)


# Marks ----------------------------------------------------------------------------------------------------------------


def _room(desk: DeskState, message: dict, _: Buffers) -> None:
    """Remember which class a room is to show, before it opens."""
    run = message.get("run")
    if type(run) is not int or not 0 <= run < len(desk.choices.runs):
        raise KitError("No class is graded so far. Choose the hand-ins, and press Grade.")
    if message.get("name") == "mark_open_answers":
        check_marker(desk.choices.marker)
    if run != desk.choices.run:
        desk.points, desk.student, desk.answers = None, "", []
    desk.memory.keep(replace(desk.choices, run=run))


def _students(desk: DeskState, message: dict, _: Buffers) -> None:
    run = message.get("run")
    if type(run) is int and 0 <= run < len(desk.choices.runs):
        desk.memory.keep(replace(desk.choices, run=run))
    desk.points, desk.student, desk.answers = Points(desk.choices), "", []


def _answers(desk: DeskState, message: dict, _: Buffers) -> None:
    if desk.points is None:
        desk.points = Points(desk.choices)
    student = str(message.get("student", ""))
    desk.answers, desk.student = desk.points.answers(student), student


def _override(desk: DeskState, message: dict, _: Buffers) -> None:
    if desk.points is None:
        raise KitError("Choose the student again.")
    given = (str(message.get(name, "")) for name in ("student", "question", "lesson", "points", "reason"))
    said = desk.points.give(desk.choices.marker, *given)
    desk.said["points"] = f"{said} Press Grade again, and the tables and pages have it."


# Editions, and the rest -----------------------------------------------------------------------------------------------


def _edition(desk: DeskState, message: dict, _: Buffers) -> None:
    edition, lesson, paper = (str(message.get(name, "")) for name in ("edition", "lesson", "paper"))
    if edition not in _EDITIONS or lesson not in lesson_names() or paper not in _PAPERS:
        raise KitError("The page asks for an edition that the desk does not know. Open the notebook again.")
    title, known, place = _EDITIONS[edition]
    out = desk.folder / "editions" / (f"{edition} {lesson}" if edition == "print" else edition)
    more = [f"--lesson={lesson}", f"--paper={paper}"] if edition == "print" else []

    def after(_: Work) -> None:
        desk.made["edition"] = made.files(out / place, known)

    _begin(desk, "edition", title, "exercises", [f"{edition}-edition", str(out), *more], after=after)


_EDITIONS = {
    "student": ("Making the student edition", made.STUDENT, ""),
    "print": ("Making the print edition", made.PRINTED, ""),
    "browser": ("Building the browser edition", made.SITE, ""),
}


def _check(desk: DeskState, message: dict, _: Buffers) -> None:
    lesson = str(message.get("lesson", ""))
    if lesson not in lesson_names():
        raise KitError(f"There is no lesson “{sanitize(lesson)}”. Open the notebook again.")
    _begin(desk, "check", f"Checking {lesson}", "exercises", ["check", lesson], after=lambda _: None)


def _show(desk: DeskState, message: dict, _: Buffers) -> None:
    """Open a file or folder with the computer's own program, where the page cannot."""
    path = Path(str(message.get("path")))
    ours = [Path(run.out) for run in desk.choices.runs] + [desk.folder]
    if not any(path.resolve().is_relative_to(one.resolve()) for one in ours) or not path.exists():
        raise KitError(f"“{sanitize(path, 300)}” is not there any more.")
    if not webbrowser.open(path.resolve().as_uri()):
        raise KitError(f"No program could be opened here. The file is {path}.")


def _keep(_desk: DeskState, _message: dict, _: Buffers) -> None:
    """The fields were kept already."""


_ACTS: dict[str, tuple[str, Callable[[DeskState, dict, Buffers], None]]] = {
    "browse": ("handins", _browse),
    "close": ("handins", _close),
    "choose": ("handins", _choose),
    "paste": ("handins", _paste),
    "forget": ("what", _forget),
    "upload": ("handins", _upload),
    "sample": ("handins", _sample),
    "keep": ("what", _keep),
    "grade": ("grade", _grade),
    "stop": ("grade", _stop),
    "show": ("grade", _show),
    "room": ("marks", _room),
    "students": ("points", _students),
    "answers": ("points", _answers),
    "override": ("points", _override),
    "edition": ("edition", _edition),
    "check_lesson": ("check", _check),
}
