"""Long work in a process of its own, so that the page stays alive: what it says, how far it is, and how it ended."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from ..base.environment import ROOT
from ..base.errors import KitError, reason

_MOST_LINES = 400
_LONGEST_LINE = 2_000  # characters
_BETWEEN = 0.1  # seconds between two looks of the page


class Work:
    """One act that takes a while: ``changed`` is called from another thread as it goes on, ``ended`` once at its end.

    ``module`` is run with these arguments. A module that gets a sign as its first argument reports what is not for reading:
    a line of JSON after the sign. It is in ``told``.
    """

    def __init__(
        self,
        what: str,
        title: str,
        module: str,
        arguments: Sequence[str],
        changed: Callable[[], None],
        ended: Callable[[Work], None],
        signed: bool = False,
    ):
        self.what, self.title = what, title
        self.lines: deque[str] = deque(maxlen=_MOST_LINES)
        self.told: dict[str, Any] = {}
        self.status: int | None = None
        self.stopped = False
        self._changed, self._ended = changed, ended
        self._sign = secrets.token_hex(8)
        self._seen = 0.0
        # -P: a file in the notebook's folder never stands in for a module.
        command = [sys.executable, "-P", "-m", module, *([self._sign] if signed else []), *arguments]
        self._process = self._start(command)
        threading.Thread(target=self._follow, daemon=True).start()

    def _start(self, command: Sequence[str]) -> subprocess.Popen[str]:
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}
        try:
            return subprocess.Popen(
                command,
                env={**env, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise KitError(f"Python could not be started for this: {reason(error)}. Close other programs first.") from error

    def stop(self) -> None:
        """Ask the process to end; what it had made so far is whole."""
        self.stopped = True
        self._process.terminate()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.status is None

    @property
    def problem(self) -> str:
        """A sentence if it could not be done; “” while it runs, and if all went well."""
        if self.running or self.stopped:
            return ""
        if told := self.told.get("problem"):
            return str(told)
        if self.status == 2:
            return self.lines[-1] if self.lines else "It could not be done."
        if self.status == 1 and any(line.startswith("Traceback") for line in self.lines):
            return f"Something went wrong in the kit ({self.lines[-1]}). No file was left half written. Try it once more."
        if self.status and self.status not in (1, 3):
            return "It was ended from outside before it was done. No file was left half written. Try it once more."
        return ""

    def as_state(self) -> dict:
        """What the page shows of it."""
        return {
            "what": self.what,
            "title": self.title,
            "running": self.running,
            "done": self.told.get("done", 0),
            "of": self.told.get("of", 0),
            "lines": list(self.lines),
            "problem": self.problem,
            "stopped": self.stopped,
        }

    def _follow(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            for line in said:
                self._take(line.rstrip("\r\n"))
                if time.monotonic() - self._seen >= _BETWEEN:
                    self._seen = time.monotonic()
                    self._changed()
        self.status = self._process.wait()
        self._ended(self)

    def _take(self, line: str) -> None:
        if line.startswith(self._sign):
            self.told |= json.loads(line[len(self._sign) :])
        elif line.strip():
            self.lines.append(line[:_LONGEST_LINE])
