"""A limit on how long a student's own function may run, in a kernel that can have no child process."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any


class TookTooLong(BaseException):
    """The function ran past its limit. Not an Exception, so that a student's own ``except`` does not swallow it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TookTooLong inside the block after ``seconds``, at the next line of Python that is run."""
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
