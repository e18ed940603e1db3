"""The commands: ``python -m exercises start | test | check | grade | …``, or ``close-reading`` once it is installed."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(f"Close Reading the News needs Python 3.11 or newer; this is {sys.version.split()[0]}. See python.org.")

import argparse
import difflib
import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

from . import __version__
from .base.environment import ROOT, USUAL, project, ready
from .base.errors import KitError
from .base.processes import run

FIRST_NOTEBOOK = Path("notebooks") / "00_start_here.ipynb"
DESK = Path("notebooks") / "teacher" / "desk.ipynb"
JUPYTER = Path(__file__).parent / "cards" / "jupyter"
# Opens a lesson ready to work; JupyterLab finds it without an installation.
EXTENSIONS = JUPYTER / "labextensions"


@dataclass(frozen=True)
class Command:
    """A command: its help text, and either a function in this file or the module that defines it.

    A module has two functions per command: ``grade_options(parser)`` and ``grade(options)``, which returns an exit status.
    ``needs`` lists the extras of pyproject.toml that must be installed before the module is imported; it is None when not
    even the kit's requirements are needed. ``whole`` is True if the command needs the kit's whole folder, which a wheel
    does not include.
    """

    text: str
    run: Callable[[argparse.Namespace, list[str]], int] | None = None
    module: str = ""
    needs: tuple[str, ...] | None = ("teacher",)
    whole: bool = False
    extras: tuple[tuple[str, str], ...] = ()


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return 0 for success, 1 if it found problems, 2 if it could not run. Without one, list them."""
    arguments = sys.argv[1:] if arguments is None else arguments
    _never_fail_to_print()
    called = "close-reading" if Path(sys.argv[0]).stem == "close-reading" else "python -m exercises"
    if not arguments:
        return _list_commands(called)
    parser = argparse.ArgumentParser(prog=called, description="Close Reading the News")
    parser.add_argument("--version", action="version", version=f"Close Reading the News {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    try:
        _known(arguments[0], called)
        for name, command in COMMANDS.items():
            own = commands.add_parser(name, help=command.text, description=command.text)
            if name in arguments[:1]:
                # Only what was asked for is imported: "start" must run before anything is installed.
                if python := _elsewhere(name, command, arguments):
                    return run([python, "-m", "exercises", *arguments], Path.cwd(), _with_kit())
                if command.module:
                    getattr(_module(command), _function(name) + "_options")(own)
        options, more = parser.parse_known_args(arguments)
        if more and options.command not in PASSING_ON:
            parser.error(f"unknown: {' '.join(more)}")
        command = COMMANDS[options.command]
        if command.run:
            return command.run(options, more)
        return getattr(_module(command), _function(options.command))(options)
    except KitError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0 if arguments[0] in PASSING_ON else 2


def _never_fail_to_print() -> None:
    """A console that lacks a letter shows “?” for it, as many on Windows do when their output goes into a file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _list_commands(called: str) -> int:
    width = max(map(len, COMMANDS))
    print(f"Close Reading the News. Type one of these after “{called}”:\n")
    for name, command in COMMANDS.items():
        print(f"  {name:{width}}  {command.text}")
    print(f"\nTeachers begin with “{called} desk”. To see the options of a command, add -h.")
    return 0


def _known(name: str, called: str) -> None:
    """Raise KitError if this is no command, with the nearest one."""
    if name in COMMANDS or name.startswith("-"):
        return
    near = difflib.get_close_matches(name, COMMANDS, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    raise KitError(f"There is no command “{name}”. {hint}“{called}” alone lists all commands.")


def _elsewhere(name: str, command: Command, arguments: list[str]) -> str | None:
    """The Python that must run a command, or None for this one. Raises KitError if the command cannot run at all."""
    if command.whole and project() is None:
        raise KitError(
            f"“{name}” works on the kit's whole folder, and this is the installed package alone. Open a terminal in that "
            f"folder, and type: python -m exercises {name}"
        )
    if command.run or command.needs is None:
        return None
    given = {argument.partition("=")[0] for argument in arguments}
    python = ready((*command.needs, *(extra for option, extra in command.extras if option in given)))
    return None if python == sys.executable else python


def _module(command: Command) -> ModuleType:
    return importlib.import_module(f".{command.module}", __package__)


def _function(name: str) -> str:
    return name.replace("-", "_")


def _with_kit() -> dict[str, str]:
    """Environment variables with which another Python finds this package from any working directory."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}


def start(_: argparse.Namespace, more: list[str]) -> int:
    """Install what is missing, then open the first notebook in JupyterLab."""
    return _open(FIRST_NOTEBOOK, more)


def desk(_: argparse.Namespace, more: list[str]) -> int:
    """Install what is missing, then open the teacher's desk in JupyterLab."""
    if not (ROOT / DESK).is_file():
        raise KitError("The desk is not in this copy: it is made for students. It is in your teacher's folder.")
    return _open(DESK, more)


def _open(notebook: Path, more: list[str]) -> int:
    python = ready(USUAL)
    config = os.pathsep.join(filter(None, [str(JUPYTER), os.environ.get("JUPYTER_CONFIG_PATH")]))
    command = [python, "-m", "jupyterlab", str(notebook)]
    command += [f"--LabApp.extra_labextensions_path={EXTENSIONS}", *more]
    return run(command, ROOT, {**os.environ, "JUPYTER_CONFIG_PATH": config})


def test(_: argparse.Namespace, more: list[str]) -> int:
    """Install what is missing, then run all tests; further arguments are passed to pytest."""
    if not (ROOT / "tests").is_dir():
        raise KitError("The tests are not in this copy: it is made for students. They are in your teacher's folder.")
    # Tests of an optional part are skipped without its extra; this variable names those to install as well.
    python = ready(("tests", *os.environ.get("KIT_TEST_EXTRAS", "").split()))
    # One worker per processor, a whole test file at a time, because most browser tests spend their time waiting.
    # The order of tests/conftest.py, in which the slowest files come first.
    return run([python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *more], ROOT)


COMMANDS = {
    "start": Command("install what is missing, then open the first notebook", start, whole=True),
    "desk": Command("open the teacher's desk: grade, mark and make editions by buttons", desk, whole=True),
    "test": Command("install what is missing, then run the tests", test, whole=True),
    "check": Command("say everything that is wrong with lessons", module="lesson_data.check", needs=None),
    "new-lesson": Command("make a lesson of your own article", module="authoring.command", needs=None, whole=True),
    "grade": Command("grade a class's hand-ins", module="gradebook.pipeline.commands", extras=(("--cluster", "cluster"),)),
    "report": Command("write the report of a class's hand-ins alone", module="gradebook.pipeline.commands"),
    "sample-class": Command(
        "make the hand-ins of a made-up class, to try the teacher's side with", module="sample_class.command", needs=None
    ),
    "print-edition": Command(
        "make worksheet, answer sheet and key for a room without devices", module="editions.paper.command"
    ),
    "enter-paper": Command(
        "type answers from paper into a form, and make hand-ins of it", module="editions.paper.enter_paper"
    ),
    "class-server": Command(
        "run a server that a class logs in to and hands in on",
        module="class_server.command",
        needs=USUAL,
        whole=True,
    ),
    "student-edition": Command(
        "make the copy that students get, as a folder and a zip", module="editions.student", whole=True
    ),
    "browser-edition": Command(
        "build a site that runs the notebooks in a browser, with nothing to install",
        module="editions.web.command",
        needs=(*USUAL, "browser-edition"),
        whole=True,
    ),
    "accessibility-report": Command(
        "write what tests say of each accessibility criterion, for an office", module="editions.accessibility", whole=True
    ),
}
# Further arguments of these commands are passed on.
PASSING_ON = ("start", "desk", "test")


if __name__ == "__main__":
    sys.exit(main())
