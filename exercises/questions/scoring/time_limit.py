"""A limit on how long a student's own function may run, in the student's own kernel."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any


class TookTooLong(BaseException):
    """The function ran past its limit. Not an Exception, so that a student's own ``except`` does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong inside the block after ``seconds``: in an endless loop, and on POSIX in a slow library too."""
    on_main_thread = threading.current_thread() is threading.main_thread()
    alarm = hasattr(signal, "setitimer") and on_main_thread
    with _by_alarm(seconds) if alarm else _by_tracing(seconds):
        yield


@contextlib.contextmanager
def _by_alarm(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    # Once is not enough if a student's "finally" or bare "except" keeps running.
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _by_tracing(seconds: float) -> Iterator[None]:
    until = time.monotonic() + seconds

    def trace(_frame: FrameType, _event: str, _value: Any) -> Callable[..., Any]:
        if time.monotonic() > until:
            raise TookTooLong
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
