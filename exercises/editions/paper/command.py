"""The command print-edition: a lesson on paper, as HTML that prints well and as PDF, in its own folder."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path

from ...base.errors import KitError, reason
from ...base.files import atomic_write
from ...lesson_data import archive
from ...lesson_data.content import Content, lesson_folder, read_lesson
from ...lesson_data.review_file import unseen_drafts
from .chromium import by_hand, find_browser, print_pdf
from .key_sheet import teachers_key
from .numbering import Section, sections
from .page import GENERATOR, SIZES, Look
from .sheets import answer_sheet, worksheet

WORKSHEET, ANSWERS, KEY = "worksheet", "answer-sheet", "teachers-key"
# The only files this command writes into its folder, and so the only ones it may replace.
NAMES = tuple(f"{sheet}.{ending}" for sheet in (WORKSHEET, ANSWERS, KEY) for ending in ("html", "pdf"))
_STYLE = Path(__file__).with_name("print.css")


def print_edition_options(parser: argparse.ArgumentParser) -> None:
    """The options of print-edition."""
    parser.add_argument("out", metavar="OUT", type=Path, help="a new or empty folder, or one that this command made before")
    parser.add_argument("--lesson", default="iron_dome", help="the lesson's folder name")
    parser.add_argument(
        "--notebook",
        action="append",
        default=[],
        metavar="NAME",
        help="only this notebook, like 01_sourcing; may be repeated",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ID",
        help="leave this question out; the numbers of the others stay; may be repeated",
    )
    parser.add_argument("--large-print", action="store_true", help="18 points throughout, in one column")
    parser.add_argument("--paper", choices=tuple(SIZES), default="a4", help="the size of the sheets")
    parser.add_argument("--no-pdf", action="store_true", help="HTML alone")


def print_edition(options: argparse.Namespace) -> int:
    """Write worksheet, answer sheet and key; returns 0, or 1 if something was left out. Raises KitError."""
    folder = lesson_folder(options.lesson)
    content = printed_lesson(folder)
    for problem in content.problems:
        print(problem, file=sys.stderr)
    if waiting := unseen_drafts(folder):
        print(f"You have not looked at {waiting} drafts of this lesson. Do so before your class gets it.", file=sys.stderr)
    asked = sections(content, options.notebook, options.without)
    if not asked:
        raise KitError(f"The lesson “{content.name}” has no question that could be printed.")
    look = Look(_STYLE.read_text(encoding="utf-8"), options.paper, options.large_print)
    _make_ready(options.out)
    pages = sheets(content, asked, look)
    made = [_write(options.out / f"{name}.html", page) for name, page in pages.items()]
    whole = _print_all(options.out, list(pages), made) if not options.no_pdf else True
    for stale in set(NAMES) - {path.name for path in made}:
        # It is from an earlier run, and would not match these sheets.
        with contextlib.suppress(OSError):
            (options.out / stale).unlink(missing_ok=True)
    print(f"{', '.join(path.name for path in made)} stand in {options.out}.")
    _keep(folder, KEY in pages)
    return 0 if whole and not content.problems else 1


def printed_lesson(folder: Path) -> Content:
    """A lesson as it is printed, with its keys if they are here. Printed and typed-in letters both come from this."""
    return read_lesson(folder, keys=(folder / "key").is_dir())


def sheets(content: Content, asked: list[Section], look: Look) -> dict[str, str]:
    """The sheets by name, without the key if a printed question has none, as in a student's copy."""
    pages = {WORKSHEET: worksheet(content, asked, look), ANSWERS: answer_sheet(content, asked, look)}
    if all(question.keyed for section in asked for _, question in section.questions):
        pages[KEY] = teachers_key(content, asked, look)
    return pages


def _print_all(out: Path, names: list[str], made: list[Path]) -> bool:
    """Print each sheet as PDF; returns whether all could be printed. Without a browser, say how to print by hand."""
    browser = find_browser()
    if browser is None:
        print(f"No PDF: no Chromium, Chrome or Edge was found on this computer. {by_hand()}")
        return True
    for name in names:
        target = out / f"{name}.pdf"
        try:
            print_pdf(browser, out / f"{name}.html", target)
        except KitError as error:
            print(error, file=sys.stderr)
            return False
        made.append(target)
    return True


def _keep(folder: Path, keyed: bool) -> None:
    """Keep the question set that is being given out, so that answers to it can still be graded after a change."""
    if not keyed:
        print("The teacher's key was left out: this copy has no key/, so it is a student's. Use your own for the key.")
        return
    try:
        archive.keep(folder)
    except KitError as error:
        print(error, file=sys.stderr)


def _make_ready(out: Path) -> None:
    """Make the folder, or check that it is empty or ours. Raises KitError; no existing file is touched."""
    try:
        if out.exists() and not out.is_dir():
            raise KitError(f"{out} is a file. Name a new or an empty folder; nothing was changed.")
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()) and not _is_ours(out):
            raise KitError(
                f"The folder {out} is not empty, and this command did not make it. Name a new or an empty folder; nothing "
                "was changed."
            )
    except OSError as error:
        raise _not_written(out, error) from error


def _is_ours(out: Path) -> bool:
    page = out / f"{WORKSHEET}.html"
    return page.is_file() and GENERATOR.encode() in page.read_bytes()[:2000]


def _write(path: Path, page: str) -> Path:
    try:
        atomic_write(path, page.encode("utf-8"))
    except OSError as error:
        raise _not_written(path.parent, error) from error
    return path


def _not_written(out: Path, error: OSError) -> KitError:
    return KitError(
        f"The sheets could not be written to {out}: {reason(error)}. Name a folder that you may write to, and run it again."
    )
