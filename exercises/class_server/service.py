"""The service that takes hand-ins: JupyterHub says who sends, and it runs as a user who may write to one folder alone."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import time
from collections.abc import Awaitable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubAuth
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from ..base.errors import KitError, reason
from ..base.files import atomic_write
from ..gradebook.intake.sources import LARGEST
from ..lesson_data.content import LESSONS, fingerprint, lesson_names
from .folder import class_id
from .receive import lesson_of, received
from .settings import SCOPE

_TOKEN = re.compile(r"token (\S+)")
# A click takes a moment; a program that clicks without end is asked to wait.
SECONDS_BETWEEN = 2.0


class TakeHandIn(RequestHandler):
    """POST a hand-in with the token of a student's server; the reply has the server's time, or the problem."""

    def initialize(self, hub: HubAuth, folder: Path, lessons: dict[str, str], last: dict[str, float]) -> None:
        """What all requests share."""
        self.hub, self.folder, self.lessons, self.last = hub, folder, lessons, last

    def check_xsrf_cookie(self) -> None:
        """No cookie counts here: who sends is known by the token in the header alone."""

    async def post(self) -> None:
        """Take one hand-in."""
        name = await self._who()
        if not name:
            self._say(403, problem="The class server does not know you any more. Log in again; your answers are safe.")
            return
        wait = self.last.get(name, -SECONDS_BETWEEN) + SECONDS_BETWEEN - time.monotonic()
        if wait > 0:
            self._say(429, problem="You have just handed in. Wait a few seconds, and press the button again.")
            return
        self.last[name] = time.monotonic()
        try:
            at = keep(self.folder, class_id(name), self.request.body, self.lessons)
        except KitError as error:
            self._say(400, problem=str(error))
        except OSError as error:
            problem = (
                f"Your teacher's computer could not keep it ({reason(error)}). Your answers are safe; ask your teacher."
            )
            self._say(507, problem=problem)
        else:
            self._say(200, at=at)

    async def _who(self) -> str:
        """The name of whoever the token is of, if it may hand in; otherwise “”."""
        found = _TOKEN.fullmatch(self.request.headers.get("Authorization", ""))
        asked: Awaitable[dict[str, Any] | None] | None = found and self.hub.user_for_token(found[1], sync=False)
        user = await asked if asked else None
        allowed = user and user.get("kind") == "user" and self.hub.check_scopes({SCOPE}, user)
        return str(user["name"]) if user and allowed else ""

    def _say(self, status: int, **said: str) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(said))


def keep(folder: Path, student: str, sent: bytes, lessons: dict[str, str]) -> str:
    """Keep one hand-in in the student's folder; returns the time. Raises KitError and OSError; then all is as before."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    lesson, _ = lesson_of(sent, lessons)
    path = folder / student / f"{lesson}.{student}.jsonl"
    before = path.read_bytes() if path.exists() else None
    found = received(sent, before, student, lessons, at)
    if found.new:
        # Written beside the old file, which goes only when the new one is whole.
        atomic_write(path, found.data)
    return at


def main(folder: str, user: str, group: str) -> None:
    """Run until the hub ends us: ``folder`` is where hand-ins go, ``user`` and ``group`` are the numbers to run as."""
    os.setgroups([])
    os.setgid(int(group))
    os.setuid(int(user))
    # The teacher's group may read what comes; nobody else may.
    os.umask(0o027)
    lessons = {name: fingerprint(LESSONS / name) for name in lesson_names()}
    asyncio.run(_serve(Path(folder), lessons))


async def _serve(folder: Path, lessons: dict[str, str]) -> None:
    shared = {"hub": HubAuth(cache_max_age=5), "folder": folder, "lessons": lessons, "last": {}}
    application = Application([(os.environ["JUPYTERHUB_SERVICE_PREFIX"], TakeHandIn, shared)])
    server = HTTPServer(application, max_body_size=LARGEST)
    server.listen(urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"]).port or 0, "127.0.0.1")
    hub = os.getppid()
    # Should the hub die, we make room for the service that the next one starts.
    while os.getppid() == hub:
        await asyncio.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
