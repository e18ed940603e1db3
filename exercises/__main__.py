"""The commands: ``python -m exercises start | test | check | grade | …``."""

from __future__ import annotations

import argparse
import importlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .base.errors import KitError

ROOT = Path(__file__).resolve().parent.parent
FIRST_NOTEBOOK = Path("notebooks") / "00_start_here.ipynb"
BEGINNER_SETTINGS = Path(__file__).parent / "cards" / "jupyter"


@dataclass(frozen=True)
class Command:
    """A command: what it is for, and either a function here or the module that has it under its name.

    A module has two functions for a command: ``grade_options(parser)`` and ``grade(options)``, which gives the exit status.
    ``needs`` is the requirements file that must be installed before the module can be imported; "" when none must.
    """

    text: str
    run: Callable[[argparse.Namespace, list[str]], int] | None = None
    module: str = ""
    needs: str = "requirements.txt"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all went well, 1 when something was found, 2 when it could not run."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m exercises", description="Close Reading the News")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.text, description=command.text)
        if name == "check":
            own.add_argument("lesson", nargs="?", default="iron_dome", help="the lesson's folder name")
        elif command.module and name in arguments[:1]:
            try:
                # Only what was asked for is imported: "start" must run before anything is installed.
                if (python := _ready(command.needs)) != sys.executable:
                    return subprocess.call([python, "-m", "exercises", *arguments], cwd=Path.cwd(), env=_with_kit())
                getattr(_module(command), _function(name) + "_options")(own)
            except KitError as error:
                print(error, file=sys.stderr)
                return 2
    options, more = parser.parse_known_args(arguments)
    if more and options.command not in PASSING_ON:
        parser.error(f"unknown: {' '.join(more)}")
    command = COMMANDS[options.command]
    try:
        if command.run:
            return command.run(options, more)
        return getattr(_module(command), _function(options.command))(options)
    except KitError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0 if command.run else 2


def _module(command: Command):
    return importlib.import_module(f".{command.module}", __package__)


def _function(name: str) -> str:
    return name.replace("-", "_")


def _with_kit() -> dict[str, str]:
    """The environment in which another Python finds this package, whatever folder the command was given in."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}


def start(_: argparse.Namespace, more: list[str]) -> int:
    """Install what is missing, then open the first notebook in JupyterLab."""
    python = _ready("requirements.txt")
    config = os.pathsep.join(filter(None, [str(BEGINNER_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]))
    command = [python, "-m", "jupyterlab", str(FIRST_NOTEBOOK), *more]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "JUPYTER_CONFIG_PATH": config})


def test(_: argparse.Namespace, more: list[str]) -> int:
    """Install what is missing, then run all tests; what follows is passed on to pytest."""
    if not (ROOT / "tests").is_dir():
        raise KitError("The tests are not in this copy: it is made for students. They are in your teacher's folder.")
    python = _ready("tests/requirements.txt")
    # A file of tests at a time for each processor; most of the browser's tests wait.
    return subprocess.call([python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *more], cwd=ROOT)


def check(options: argparse.Namespace, _: list[str]) -> int:
    """Read a lesson with its keys and say what is wrong with it."""
    from .lesson_data.content import lesson_folder, read_lesson

    content = read_lesson(lesson_folder(options.lesson), keys=True)
    for problem in content.problems:
        print(problem)
    print(f"{content.name}: {len(content.questions)} questions and {len(content.annotations)} annotations can be used.")
    return 1 if content.problems else 0


COMMANDS = {
    "start": Command("install what is missing, then open the first notebook", start),
    "test": Command("install what is missing, then run the tests", test),
    "check": Command("say what is wrong with a lesson's files", check),
    "grade": Command("grade a class's hand-ins", module="gradebook.pipeline.commands"),
    "report": Command("write the report of a class's hand-ins alone", module="gradebook.pipeline.commands"),
    "sample-class": Command(
        "make the hand-ins of a made-up class, to try the teacher's side with", module="sample_class.command", needs=""
    ),
    "print-edition": Command(
        "make worksheet, answer sheet and key for a room without devices", module="editions.paper.command"
    ),
    "enter-paper": Command(
        "type answers from paper into a form, and make hand-ins of it", module="editions.paper.enter_paper"
    ),
    "student-edition": Command("make the copy that students get, as a folder and a zip", module="editions.student"),
    "browser-edition": Command(
        "build a site that runs the notebooks in a browser, with nothing to install",
        module="editions.web.command",
        needs="exercises/editions/web/requirements.txt",
    ),
}
# What follows these commands is handed on.
PASSING_ON = ("start", "test")


def _ready(requirements: str) -> str:
    """The Python to run with, with the requirements installed. Once they are there, no network is needed."""
    if not requirements:
        return sys.executable
    python = _python()
    look = f"from importlib.metadata import version; [version(name) for name in {_names(ROOT / requirements)!r}]"
    if subprocess.call([python, "-c", look], cwd=ROOT / "notebooks", stderr=subprocess.DEVNULL) == 0:
        return python
    print(f"Installing what {requirements} lists. The first time this takes a few minutes.", flush=True)
    if subprocess.call([python, "-m", "pip", "install", "-r", requirements], cwd=ROOT):
        raise KitError(
            f"The installation of {requirements} did not finish; the reason stands above. Is there a network? "
            "Run the same command again: it goes on where it stopped."
        )
    return python


def _names(path: Path) -> list[str]:
    """The packages that a requirements file asks for, with those of the files that it includes."""
    names = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("-r"):
            names += _names(path.parent / line.removeprefix("-r").strip())
        elif line.startswith("-e"):
            names.append("close-reading-the-news")
        elif line:
            names.append(re.split(r"[<>=!~;\[ ]", line)[0])
    return names


def _python() -> str:
    """This Python when it is already an environment of its own; else one in .venv, made when it is missing."""
    if sys.prefix != sys.base_prefix or os.environ.get("CONDA_PREFIX"):
        return sys.executable
    folder = ROOT / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("Making an environment in .venv, so that nothing else on this computer changes.", flush=True)
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise KitError(
                f"No environment could be made in .venv: {error}. On Debian, install python3-venv first."
            ) from error
    return str(python)


if __name__ == "__main__":
    sys.exit(main())
