"""A copy of this process that calls a student's function within limits; nothing that the function does outlives it.

Limited are the time of each call and of the processor, memory (on Linux), and the size of a file that it writes. Not
limited are the network and which files it opens: the function runs on the student's own computer, with their rights.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import json
import math
import os
import selectors
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

MOST_MEMORY = 256 * 2**20  # bytes above what the notebook already has
MOST_SENT = 4 * 2**20  # bytes of outputs
_TO_REPORT = 64 * 2**20  # memory to say that there was too little
_LARGEST_FILE = 16 * 2**20
_START = 5.0  # seconds; a child that is not ready by then is stuck
_READY = b"\n"


class NoChild(Exception):
    """No child could be started here, so the function has not been called."""


class Stopped(Exception):
    """The child gave no further output; the message says why. ``outputs`` are those that came before."""

    def __init__(self, why: str, outputs: list[Any]):
        super().__init__(why)
        self.outputs = outputs


def can_fork() -> bool:
    """Whether this system can copy a process: not Windows, and not a browser."""
    return hasattr(os, "fork") and sys.platform not in ("emscripten", "wasi")


def outputs_from_child(call: Callable[[Any], Any], inputs: Sequence[Any], seconds: float) -> list[Any]:
    """What ``call`` gives for each input, in a child process; ``seconds`` is the longest that one call may take.

    ``call`` gives plain data. The child ends with this function, and so do the processes and threads that it started.
    Raises NoChild if none could be started, and Stopped if it did not get to the end.
    """
    # The child is a copy, so it has the notebook's functions and variables; a new Python would not.
    reading, writing = os.pipe()
    try:
        parent, child = os.getpid(), _fork()
    except OSError as error:
        os.close(reading)
        os.close(writing)
        raise NoChild from error
    if child == 0:
        _work(call, inputs, seconds, writing, parent)
    os.close(writing)
    try:
        return _collect(reading, len(inputs), seconds)
    finally:
        os.close(reading)
        _end(child)


def _fork() -> int:
    with warnings.catch_warnings():
        # Python warns of the kernel's threads. They are not in the child, and it uses nothing of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    with contextlib.suppress(OSError):
        # Both do it, because either may be first. A group is ended with all that a function started.
        os.setpgid(child, child)
    return child


def _end(child: int) -> None:
    for end, whom in ((os.killpg, child), (os.kill, child)):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(whom, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(child, 0)


# The parent ------------------------------------------------------------------------------------------
def _collect(reading: int, number: int, seconds: float) -> list[Any]:
    """The outputs that come through the pipe, one line each, after an empty line that says that the child is ready."""
    ready, outputs, received, total = False, list[Any](), b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(reading, selectors.EVENT_READ)
        until = time.monotonic() + _START
        while len(outputs) < number:
            data = os.read(reading, 1 << 16) if selector.select(max(0.0, until - time.monotonic())) else None
            if not ready and not data:
                raise NoChild
            if data is None:
                raise Stopped(f"still running after {seconds:g} seconds", outputs)
            total += len(data)
            if total > MOST_SENT:
                raise Stopped("gave back far more than an answer can hold", outputs)
            *lines, received = (received + data).split(b"\n")
            if lines:
                until = time.monotonic() + seconds
                outputs += _read(lines if ready else lines[1:], outputs)
                ready = True
            if not data:
                raise Stopped("ended Python before it gave anything back", outputs)
    return outputs[:number]


def _read(lines: list[bytes], before: list[Any]) -> list[Any]:
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError) as error:
        raise Stopped("gave back what cannot be read", before) from error


# The child -------------------------------------------------------------------------------------------
def _work(call: Callable[[Any], Any], inputs: Sequence[Any], seconds: float, writing: int, parent: int) -> None:
    """Call, send, and end; this never returns, whatever the function does."""
    try:
        # What the notebook no longer uses is not finalized a second time here.
        gc.freeze()
        sys.settrace(None)
        threading.Thread(target=_leave_without, args=(parent,), daemon=True).start()
        _cut_off()
        _set_limits(seconds * len(inputs))
        _send(writing, _READY)
        for given in inputs:
            _send(writing, _line(call, given))
    finally:
        # Not sys.exit: it would write what the notebook's own buffers hold, a second time.
        os._exit(0)


def _leave_without(parent: int) -> None:
    """A restarted kernel must not leave a function behind that sleeps."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _line(call: Callable[[Any], Any], given: Any) -> bytes:
    try:
        return json.dumps(call(given)).encode() + b"\n"
    except MemoryError:
        _limit("RLIMIT_AS", None)
        return json.dumps({"error": f"asked for more than {MOST_MEMORY >> 20} MB of memory"}).encode() + b"\n"
    except BaseException as error:
        return json.dumps({"error": said(error)}).encode() + b"\n"


def said(error: BaseException) -> str:
    """Python's message for an error; only its type if str() fails too."""
    try:
        return f"{type(error).__name__}: {error}"[:200]
    except BaseException:
        return type(error).__name__[:200]


def _send(writing: int, line: bytes) -> None:
    while line:
        line = line[os.write(writing, line) :]


def _cut_off() -> None:
    """Nothing is printed, and nothing can be asked: the notebook's own channels belong to the parent."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123

    def no_input(*_: object) -> str:
        raise EOFError("a function that is checked cannot ask for input")

    builtins.input = no_input


def _set_limits(seconds: float) -> None:
    """The system's limits, where it has them."""
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", _LARGEST_FILE)
    # In case the notebook's kernel ends first, so that nobody is left to stop a call.
    _limit("RLIMIT_CPU", math.ceil(seconds) + 1)
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _limit("RLIMIT_AS", pages * os.sysconf("SC_PAGE_SIZE") + MOST_MEMORY, _TO_REPORT)


def _limit(name: str, most: int | None, more: int = 0) -> None:
    """Set one limit, and ``more`` above it as the highest that can be asked for; None asks for that."""
    import resource

    with contextlib.suppress(AttributeError, ValueError, OSError):
        limit = getattr(resource, name)
        _, top = resource.getrlimit(limit)
        if most is None:
            resource.setrlimit(limit, (top, top))
        else:
            highest = most + more if top == resource.RLIM_INFINITY else min(most + more, top)
            resource.setrlimit(limit, (min(most, highest), highest))
