"""The command enter-paper: a form for typing in paper answers, and from it a hand-in per student, graded like any other."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ...base.csv_files import read_rows, write_rows
from ...base.errors import KitError, reason
from ...base.files import atomic_write
from ...base.spreadsheet_ids import check_survives
from ...lesson_data import archive
from ...lesson_data.content import Content, lesson_folder
from ...student.journal import VERSION, check_student, hand_in_file, read_line
from .command import printed_lesson
from .form import Form, empty_rows, entered, header, read_form
from .numbering import sections

SOURCE = "paper"
# One folder for all forms: a student's answers for several notebooks make one hand-in.
FOLDER = "paper-hand-ins"


def enter_paper_options(parser: argparse.ArgumentParser) -> None:
    """The options of enter-paper."""
    parser.add_argument(
        "form", metavar="FORM.csv", type=Path, help="a form to read; where there is none, an empty one is made"
    )
    parser.add_argument("--lesson", default="iron_dome", help="for a new form: the lesson's folder name")
    parser.add_argument(
        "--notebook",
        action="append",
        default=[],
        metavar="NAME",
        help="for a new form: only this notebook; may be repeated",
    )
    parser.add_argument("--students", nargs="+", default=[], metavar="ID", help="for a new form: the class ids")
    parser.add_argument("--out", type=Path, help="the folder for the hand-ins (paper-hand-ins, beside the form)")


def enter_paper(options: argparse.Namespace) -> int:
    """Make the form, or read it; returns 0, or 1 if something in it could not be used. Raises KitError."""
    path = options.form
    if path.suffix.lower() != ".csv":
        raise KitError(f"A form is a CSV file, so its name ends in .csv; “{path.name}” does not.")
    return _read(path, options.out) if path.exists() else _make(path, options)


def _make(path: Path, options: argparse.Namespace) -> int:
    content = printed_lesson(lesson_folder(options.lesson))
    asked = sections(content, options.notebook)
    students = list(dict.fromkeys(check_survives(check_student(name)) for name in options.students))
    write_rows(path, header(students), empty_rows(content, asked, students))
    count = sum(len(section.questions) for section in asked)
    print(
        f"{path} is an empty form for {count} questions. Type the class ids into its second line, and under each the "
        "answers as the column “how to type it” says; leave empty what was not answered. Save it as CSV, and run the same "
        "command again."
    )
    return 0


def _read(path: Path, out: Path | None) -> int:
    form = read_form(read_rows(path), path.name)
    content = _lesson_of(form, path)
    answers, problems = entered(form, content, path.name)
    out = out or path.with_name(FOLDER)
    # The time of entry: reading the same file twice gives the same bytes.
    at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    written = 0
    for student, given in answers.items():
        target = out / f"{content.name}.{student}.{SOURCE}.jsonl"
        if not given and not target.exists():
            print(f"{student}: nothing was typed, so there is no file.")
            continue
        try:
            others = [event for event in _entered_before(target, content) if event["id"] not in form.questions]
            _write(target, hand_in(content, student, [*others, *events_of(given, at)]))
            written += 1
        except KitError as error:
            problems.append(str(error))
    for problem in problems:
        print(problem, file=sys.stderr)
    count = sum(map(len, answers.values()))
    print(f"{count} answers of {path.name} are in {written} hand-ins in {out}. Grade that folder as any other.")
    return 1 if problems else 0


def events_of(given: list[tuple[str, Any]], at: str) -> list[dict]:
    """Answers as the events of a journal, all at the time of entry (ISO 8601)."""
    return [{"v": VERSION, "at": at, "event": "check", "id": name, "answer": answer} for name, answer in given]


def hand_in(content: Content, student: str, events: list[dict]) -> bytes:
    """One student's paper answers in the lesson's order, as a hand-in whose header says that it comes from paper."""
    order = list(content.questions)
    ordered = sorted(events, key=lambda event: order.index(event["id"]))
    return hand_in_file(student, content.name, content.fingerprint, ordered, source=SOURCE)


def _lesson_of(form: Form, path: Path) -> Content:
    """The lesson as it was printed. Raises KitError if that version was not kept."""
    folder = lesson_folder(form.lesson)
    if content := archive.resolve_question_set(printed_lesson(folder), folder, form.question_set):
        return content
    raise KitError(
        f"{path.name} belongs to another question set ({form.question_set}) than the lesson “{form.lesson}” has now, and "
        "that one was not kept: its letters may mean other options. Make a new form under another name, look which letters "
        "have moved, and copy the answers over."
    )


def _entered_before(target: Path, content: Content) -> list[dict]:
    """What the forms of other notebooks have put into a student's file. Raises KitError for any other file."""
    if not target.exists():
        return []
    try:
        first, *lines = target.read_bytes().splitlines()
        header = json.loads(first)
    except (OSError, ValueError):
        header = None
    if not isinstance(header, dict) or header.get("source") != SOURCE:
        raise KitError(
            f"{target} was not made by this command, so it was left as it is. Move it away, or name another --out."
        )
    if header.get("question_set") != content.fingerprint:
        raise KitError(
            f"{target} belongs to another question set than this form, so it was left as it is. Name another --out."
        )
    events = [event for event, _ in map(read_line, lines) if event]
    return [event for event in events if event["id"] in content.questions]


def _write(target: Path, data: bytes) -> None:
    """Write one hand-in, which replaces an older one only when it is complete. Raises KitError."""
    try:
        atomic_write(target, data)
    except OSError as error:
        raise KitError(f"{target} could not be written: {reason(error)}. Name a folder that you may write to.") from error
