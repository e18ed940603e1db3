"""A server a student, as a user with a number of its own: the system itself keeps one student out of another's home."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Unicode

from ..base.csv_files import read_rows, write_rows
from ..student.class_server import ADDRESS, STUDENT
from .folder import ServerFolder, class_id

# More than a student's lessons need, and less than would take the machine from the others.
MOST_PROCESSES = 400
MOST_MEMORY = 4_000_000_000  # bytes of addresses a process; a kernel that works uses a tenth of it as memory
LARGEST_FILE = 200_000_000  # bytes


class StudentServer(LocalProcessSpawner):
    """Starts a student's server with a numeric user id. No account is made, and nothing is written there as root."""

    folder = Unicode(help="The class server's folder").tag(config=True)
    service_url = Unicode(help="Where hand-ins go").tag(config=True)

    @property
    def _own(self) -> tuple[Path, int]:
        student = class_id(self.user.name)
        here = ServerFolder(Path(self.folder))
        if student != self.user.name:
            note_log_in(here.log_ins, student, self.user.name)
        return here.home(student)

    async def start(self) -> tuple[str, int]:
        """Start it, and wait until it answers; one that ends instead is reported at once, and not after minutes."""
        address = await super().start()
        while not await _answers(*address):
            if (status := await self.poll()) is not None:
                raise RuntimeError(f"the server of {self.user.name} ended with {status}; see .server.log in its home")
            await asyncio.sleep(0.3)
        return address

    def make_preexec_fn(self, name: str) -> Callable[[], None]:  # noqa: ARG002
        """What the new process does first: it gives up all that root may do."""
        return become(*self._own)

    def template_namespace(self) -> dict:
        """What settings can name in braces."""
        return {**super().template_namespace(), "home": str(self._own[0])}

    def user_env(self, env: dict[str, str]) -> dict[str, str]:
        """The environment of a student's server: everything it writes is below the home."""
        home, uid = self._own
        here = ServerFolder(Path(self.folder))
        kit = here.kit
        return {
            **env,
            "USER": class_id(self.user.name),
            "HOME": str(home),
            "SHELL": "/bin/sh",
            "PYTHONPATH": str(kit),
            "PYTHONDONTWRITEBYTECODE": "1",
            "JUPYTER_CONFIG_PATH": str(kit / "exercises" / "cards" / "jupyter"),
            "JUPYTER_RUNTIME_DIR": str(here.run / str(uid)),
            "TMPDIR": str(home / ".tmp"),
            STUDENT: class_id(self.user.name),
            ADDRESS: self.service_url,
        }


async def _answers(ip: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(ip, port)
    except OSError:
        return False
    writer.close()
    return True


def become(home: Path, uid: int) -> Callable[[], None]:
    """A function that turns a process of root into one of this user, in its home, with limits. It cannot turn back."""
    import resource

    limits = {
        resource.RLIMIT_NPROC: MOST_PROCESSES,
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_CORE: 0,
    }

    def first() -> None:
        os.umask(0o077)
        for kind, most in limits.items():
            resource.setrlimit(kind, (most, most))
        # When memory is short, a student's process goes before the hub does.
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        os.chdir(home)

    return first


def note_log_in(path: Path, student: str, name: str) -> None:
    """Write down which id a log-in got, for the teacher alone."""
    known = {row["id"]: row["log-in"] for row in read_rows(path)} if path.exists() else {}
    if known.get(student) != name:
        write_rows(path, ("id", "log-in"), sorted({**known, student: name}.items()))
        path.chmod(0o600)
