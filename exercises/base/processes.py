"""Programs that a command starts: whatever stops the command stops them too, so that none is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO

# Closing a terminal is SIGHUP; Ctrl-Break on Windows is SIGBREAK. Not every system has all of them.
_STOP = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
# Windows does not interrupt a wait, so a signal is seen only between two short ones.
_WAIT = 0.5 if os.name == "nt" else None


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, output: BinaryIO | None = None) -> int:
    """Run a program to its end and return its exit status, 128 + n when signal n ended it (as shells count).

    What it prints goes to ``output`` if there is one.

    SIGTERM and similar signals are passed on as a request to terminate. We then wait for the program, because JupyterLab
    needs a moment to shut down its kernels. Ctrl-C reaches it from the terminal; without a terminal it is passed on too.
    """
    child: subprocess.Popen | None = None
    waiting: list[int] = []

    def pass_on(number: int) -> None:
        if child is None:
            waiting.append(number)
        elif number != signal.SIGINT:
            child.terminate()
        elif os.name != "nt" and not (sys.stdin and sys.stdin.isatty()):
            child.send_signal(number)

    with _handled(pass_on):
        child = subprocess.Popen(command, cwd=cwd, env=env, stdout=output, stderr=output)
        for number in waiting:
            pass_on(number)
        while True:
            try:
                status = child.wait(_WAIT)
            except subprocess.TimeoutExpired:
                continue
            return 128 - status if status < 0 else status


@contextmanager
def _handled(pass_on: Callable[[int], None]) -> Iterator[None]:
    """Route the signals that stop a program to ``pass_on``. Does nothing outside the main thread, as Python requires."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handler(number: int, _: FrameType | None) -> None:
        pass_on(number)

    before = {number: signal.signal(number, handler) for number in (signal.SIGINT, *_STOP)}
    try:
        yield
    finally:
        for number, former in before.items():
            signal.signal(number, former)
