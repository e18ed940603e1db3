"""Run tests on a changed module, each change in a process of its own, so that none sees what another left behind."""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import inspect
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import is_dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

# No run takes this long, whatever it waits for.
MOST_SECONDS = 300
# Constants that can be put into a module after it was read.
PLAIN = (int, float, str, tuple, list, dict, frozenset, re.Pattern)
# What the tests need from elsewhere, read once for all runs.
READ_BEFORE = ("anywidget", "hypothesis", "nltk.metrics")


def apart(job: Callable[[], int], most_work: float, most_seconds: float = MOST_SECONDS) -> tuple[bool, float]:
    """Whether a job gives 0 in a process of its own, and the seconds of processor time that it took.

    Beyond ``most_work`` of them, or beyond ``most_seconds`` by the clock, it is ended: a change by which something never
    ends is noticed as well.
    """
    asked_by, child = os.getppid(), os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            import resource  # Windows has none, and reads this file as well.

            resource.setrlimit(resource.RLIMIT_CPU, (int(most_work) + 1, int(most_work) + 2))
            os._exit(int(job()))
        os._exit(70)
    end = time.monotonic() + most_seconds
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return status == 0, used.ru_utime + used.ru_stime
        # Nobody waits for the rest once whoever asked has gone.
        if time.monotonic() > end or os.getppid() != asked_by:
            os.kill(child, signal.SIGKILL)
            end += most_seconds
        time.sleep(0.005)


def run_anew(arguments: list[str], folder: str, plugin: Warm) -> int:
    """Read the project in a folder anew, and run its tests. Only in a process that then ends."""
    for name in READ_BEFORE:
        importlib.import_module(name)
    sys.dont_write_bytecode = False
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.path.insert(0, folder)
    for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "exercises")]:
        del sys.modules[name]
    return int(pytest.main(arguments, plugins=[plugin]))


class Warm:
    """A plugin for pytest. In place of one run of the tests that it collected, one for each changed source.

    The tests are collected once, on the module as it is. A change goes into the functions and constants that are there
    already: what another module took of them before stays as it was, so a mutant may survive that a new start would kill.
    """

    def __init__(self, path: Path, sources: list[str], survivors: Path):
        """``survivors`` is the file that gets the numbers of the sources on which all tests passed, a line each.

        The first source is the one without a change: where the tests fail on it, the file stays empty.
        """
        self._path, self._sources, self._survivors = path, sources, survivors

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the collected tests once for each source."""
        # A kind is read when it is first asked for.
        self._module = importlib.import_module(".".join(self._path.relative_to(Path.cwd()).with_suffix("").parts))
        functions = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        self._functions = [one for one in functions if one.__code__.co_filename == str(self._path)]
        self._caches = [one for one in gc.get_objects() if _is_of_questions(one)]
        gc.freeze()
        most = float(MOST_SECONDS)
        with self._survivors.open("w", encoding="utf-8") as found:
            for number, source in enumerate(self._sources):
                passed, work = apart(lambda source=source: self._run(session, source), most)
                if number == 0:
                    most = 3 + 3 * work
                if passed:
                    print(number, file=found, flush=True)
                elif number == 0:
                    break
        return True

    def _run(self, session: pytest.Session, source: str) -> int:
        try:
            self._put_in(source)
        except Exception:
            # A change that cannot be put in was not seen by any test.
            return 0
        for cache in self._caches:
            cache.cache_clear()
        for item, following in zip(session.items, [*session.items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0

    def _put_in(self, source: str) -> None:
        """Put a changed source's functions and constants in place of those that are there."""
        changed = functions_in(source, self._path)
        for function in self._functions:
            function.__code__ = changed.get(_name(function.__code__), function.__code__)
        if changed == functions_in(self._sources[0], self._path):
            names = {"__name__": self._module.__name__, "__package__": self._module.__package__}
            exec(compile(source, str(self._path), "exec", dont_inherit=True), names)
            own = vars(self._module)
            for name, value in names.items():
                if isinstance(value, PLAIN) and value != own.get(name):
                    own[name] = value
                elif is_dataclass(value) and value.__module__ == self._module.__name__:
                    _set_defaults(own[name], value)


def _set_defaults(old: type, new: type) -> None:
    """Give a data class, and those made of it, the defaults of its changed copy."""
    given = inspect.signature(new).parameters
    before = inspect.signature(old).parameters
    changed = {name: one.default for name, one in given.items() if name in before and one.default != before[name].default}
    waiting = [old] if changed else []
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        make = vars(one).get("__init__")
        if isinstance(make, FunctionType):
            names = make.__code__.co_varnames[: make.__code__.co_argcount][-len(make.__defaults__ or ()) :]
            values = dict(zip(names, make.__defaults__ or (), strict=False)) | (make.__kwdefaults__ or {})
            values |= {name: value for name, value in changed.items() if name in values}
            make.__defaults__ = tuple(values[name] for name in names) if make.__defaults__ else None
            make.__kwdefaults__ = {name: values[name] for name in make.__kwdefaults__} if make.__kwdefaults__ else None


def _is_of_questions(cached: Any) -> bool:
    return isinstance(cached, functools._lru_cache_wrapper) and cached.__module__.startswith("exercises.questions")


def functions_in(source: str, path: Path) -> dict[tuple[str, int], CodeType]:
    """The code of each function of a module, by name and line; without those that share both."""
    found: dict[tuple[str, int], CodeType] = {}
    twice, waiting = set(), [compile(source, str(path), "exec", dont_inherit=True)]
    while waiting:
        for part in waiting.pop().co_consts:
            if isinstance(part, CodeType):
                waiting.append(part)
                # A class has code as well, but it has run once its module is read.
                if part.co_flags & inspect.CO_OPTIMIZED:
                    twice |= {_name(part)} & found.keys()
                    found[_name(part)] = part
    return {name: code for name, code in found.items() if name not in twice}


def _name(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
