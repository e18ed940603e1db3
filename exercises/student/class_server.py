"""On a class server: who is logged in, and how a click hands answers in."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass

from ..base.errors import KitError, reason

# What the class server puts into the environment of each student's server. The token is JupyterHub's own.
STUDENT = "CLOSE_READING_STUDENT"
ADDRESS = "CLOSE_READING_HAND_IN"
TOKEN = "JUPYTERHUB_API_TOKEN"
_PATIENCE = 30  # seconds
_LATER = "Your answers are safe here. Press the button again in a minute. If it happens again, ask your teacher."


@dataclass(frozen=True)
class ClassServer:
    """The class server that this kernel runs on: the student who is logged in, and where hand-ins go."""

    student: str
    address: str
    token: str

    def send(self, data: bytes) -> str:
        """Hand in the bytes of a hand-in; returns the server's time as ISO 8601 in UTC.

        The server knows who sends by the token, whatever the bytes say. Raises KitError, which says what to do.
        """
        request = urllib.request.Request(
            self.address,
            data,
            {"Authorization": f"token {self.token}", "Content-Type": "application/x-ndjson"},
            method="POST",
        )
        # The server is on this machine: a proxy that the school has set for the web must not see it.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=_PATIENCE) as reply:
                return str(json.load(reply)["at"])
        except urllib.error.HTTPError as error:
            raise KitError(_problem(error)) from error
        except (OSError, ValueError, LookupError, TypeError) as error:
            why = reason(error) if isinstance(error, OSError) else "its reply cannot be read"
            raise KitError(f"Your answers did not reach your teacher ({why}). {_LATER}") from error


def class_server() -> ClassServer | None:
    """The class server that this kernel runs on; None anywhere else."""
    found = [os.environ.get(name, "") for name in (STUDENT, ADDRESS, TOKEN)]
    return ClassServer(*found) if all(found) else None


def _problem(error: urllib.error.HTTPError) -> str:
    """The sentence of a server that did not take a hand-in."""
    try:
        return str(json.load(error)["problem"])
    except (OSError, ValueError, LookupError, TypeError):
        return f"Your answers did not reach your teacher (the server said {error.code}). {_LATER}"
