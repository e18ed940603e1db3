"""The command ``check``: everything that is wrong with lessons, in sentences, once or whenever a file changes."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from ..base.errors import KitError
from . import content as lessons
from .content import Content, lesson_folder, lesson_names, read_lesson
from .demands import unmet
from .notebooks import NOTEBOOKS, Asked, compare, read_notebooks

_SECONDS = 1.0


def check_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``check``."""
    parser.add_argument("lesson", nargs="?", help="the lesson's folder name; every lesson if you give none")
    parser.add_argument("--lesson", dest="named", help="the same, as other commands take it")
    parser.add_argument("--watch", action="store_true", help="look again whenever a file changes, until Ctrl+C")


def check(options: argparse.Namespace) -> int:
    """Say what is wrong with lessons. Returns 0 if nothing is, and else 1. Raises KitError for an unknown lesson."""
    name = options.named or options.lesson
    if name:
        lesson_folder(name)
    if not options.watch:
        return _look(name)
    try:
        _watch(name)
    except KeyboardInterrupt:
        print("The check has ended. Your files are as you saved them.", flush=True)
    return 0


def problems_of(content: Content, folder: Path, notebooks: list[Asked]) -> list[str]:
    """Everything that is wrong with one lesson: in its files, with what a finished one has, and in its notebooks."""
    return list(dict.fromkeys([*content.problems, *unmet(folder, content), *compare(content, notebooks)]))


def _look(name: str | None) -> int:
    """Check one lesson, or all; print what is wrong and what can be used."""
    notebooks, wrong = read_notebooks()
    for problem in wrong:
        print(problem)
    several = name is None and len(lesson_names()) > 1
    unread: list[str] = []
    for lesson in [name] if name else lesson_names():
        folder = lesson_folder(lesson)
        try:
            content = read_lesson(folder, keys=True)
        except KitError as error:
            if not several:
                raise
            unread.append(lesson)
            print(error)
            continue
        found = problems_of(content, folder, notebooks)
        for problem in found:
            print(f"{lesson}/{problem}" if several else problem)
        wrong += found
        print(f"{lesson}: {len(content.questions)} questions and {len(content.annotations)} annotations can be used.")
    wrong += unread
    if not several and name not in (None, *(one.lesson for one in notebooks)) and notebooks and not _has_a_twin(name):
        print(f'No notebook opens this lesson yet. Its first code cell says: lesson = open_lesson("{name}")')
    return 1 if wrong else 0


def _has_a_twin(name: str | None) -> bool:
    """Whether another lesson is its parallel form, whose notebook it uses."""
    return bool(name and read_lesson(lesson_folder(name)).article.about.get("parallel_form"))


def _watch(name: str | None) -> None:
    """Check again and again, whenever a file of lessons or notebooks is saved."""
    seen: dict[Path, tuple[int, int]] | None = None
    while True:
        now = _saved()
        if now != seen:
            print(f"\n{time.strftime('%H:%M:%S')}")
            try:
                well = _look(name) == 0
                print("Nothing is wrong." if well else "Correct and save a file, and the check looks again.", end=" ")
            except KitError as error:
                print(error)
            print("Ctrl+C ends it.", flush=True)
            seen = now
        time.sleep(_SECONDS)


def _saved() -> dict[Path, tuple[int, int]]:
    """When each file was saved last, and its size."""
    found = {}
    for folder, pattern in ((lessons.LESSONS, "**/*.t*"), (NOTEBOOKS, "**/*.ipynb")):
        for path in folder.glob(pattern):
            try:
                found[path] = (path.stat().st_mtime_ns, path.stat().st_size)
            except OSError:
                # It was moved or deleted meanwhile, which is a change.
                continue
    return found
