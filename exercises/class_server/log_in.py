"""Logging in with a class id and a code. A line that is added to codes.csv counts at once, without a restart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyterhub.auth import Authenticator
from tornado.web import HTTPError
from traitlets import Unicode, default

from ..base.errors import KitError
from .codes import Tries, fits, read_codes

WRONG = "The class id and the two words do not fit together. Look at your slip, and try again."
WAIT = "There were too many wrong tries. Wait ten minutes, or ask your teacher."


class ClassCodes(Authenticator):
    """Takes the class id as the user name, and the two words as the password."""

    codes = Unicode(help="The path of codes.csv").tag(config=True)

    def __init__(self, **traits: Any):
        super().__init__(**traits)
        self._tries = Tries()

    @default("allow_all")
    def _everyone_with_a_code(self) -> bool:
        return True

    @default("custom_html")
    def _page(self) -> str:
        return (Path(__file__).parent / "pages" / "log_in.html").read_text(encoding="utf-8")

    def authenticate(self, handler: Any, data: dict[str, str]) -> str:
        """The class id of whoever has its code. Raises HTTPError with a sentence for the log-in page."""
        student, code = data.get("username", "").strip().lower()[:40], data.get("password", "")[:200]
        address = handler.request.remote_ip or ""
        if self._tries.too_many(student, address):
            self.log.warning("Too many wrong tries for %r from %s.", student, address)
            raise HTTPError(403, WAIT)
        if not fits(self._known(), student, code):
            self._tries.wrong(student, address)
            raise HTTPError(403, WRONG)
        self._tries.right(student, address)
        return student

    def add_user(self, user: Any) -> None:
        """Raise if this id has no code: at its next start the hub then deletes what it has of it."""
        if user.name not in self._known():
            raise KitError(f"“{user.name}” has no line in codes.csv.")

    async def refresh_user(self, user: Any, handler: Any = None) -> bool:  # noqa: ARG002
        """Whether somebody who is logged in still has a code."""
        return user.name in self._known()

    def _known(self) -> dict[str, str]:
        try:
            return read_codes(Path(self.codes))
        except KitError as error:
            self.log.error("%s", error)
            raise HTTPError(503, "Nobody can log in now: your teacher's list of codes cannot be read.") from error
