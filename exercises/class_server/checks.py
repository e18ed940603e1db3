"""What must be so before a class may log in; each check is made as a student would make it, with a student's rights."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from ..base.errors import KitError
from ..base.processes import run
from .folder import LONGEST_PATH, STUDENT_UIDS, ServerFolder
from .settings import Options, Ports

PROXY = "configurable-http-proxy"
_PROXY_VERSION = "5"
# What only a teacher may read, in the kit's own folder.
KEYS = ("exercises/lessons/*/key", "exercises/lessons/*/earlier/*/*/key")
TEACHERS = (*KEYS, "notebooks/teacher", "tests", ".git")
# Run with a student's rights: which of these can be opened?
_OPEN = """
import json, os, sys
def opens(path):
    try:
        os.scandir(path).close() if os.path.isdir(path) else open(path, "rb").close()
    except OSError:
        return False
    return True
print(json.dumps([path for path in sys.argv[1:] if opens(path)]))
"""


def administrator() -> None:
    """Raise KitError unless this is a system with users, and we may act for all of them."""
    if os.name == "nt" or not hasattr(os, "setresuid"):
        raise KitError("A class server runs on Linux. On this computer, hand out the student or the browser edition.")
    if os.geteuid() != 0:
        raise KitError(
            "A class server gives each student's work to a user of its own, so it must be started by an administrator. "
            "Type the same command after “sudo”."
        )


def find_proxy(folder: ServerFolder) -> list[str]:
    """The command of configurable-http-proxy, fetched by npm if need be; empty if traefik takes its place.

    Raises KitError if there is neither.
    """
    own = folder.proxy / "node_modules" / ".bin" / PROXY
    if found := shutil.which(PROXY) or (str(own) if own.exists() else ""):
        return [found]
    if find_spec("jupyterhub_traefik_proxy") and shutil.which("traefik"):
        return []
    npm = shutil.which("npm")
    if not npm:
        raise KitError(
            "A class server needs a proxy, and none was found. Install Node.js with npm, and give the command again. Or "
            "install traefik, and in this environment: python -m pip install jupyterhub-traefik-proxy"
        )
    print("Fetching the proxy. This takes a minute and a network, once.", flush=True)
    folder.proxy.mkdir(exist_ok=True)
    wanted = f"{PROXY}@{_PROXY_VERSION}"
    if run([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder.proxy), wanted], folder.proxy):
        raise KitError("The proxy could not be fetched; the reason is above. Is there a network? Give the command again.")
    return [str(own)]


def free_ports(options: Options, folder: ServerFolder) -> None:
    """Raise KitError if another program uses one of the ports; a proxy that a hub left behind is the next hub's to end."""
    ports = Ports(options.port)
    left = () if (folder.state / "proxy.pid").exists() else (ports.public, ports.proxy)
    for port in (*left, ports.hub, ports.hand_in):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError as error:
                raise KitError(
                    f"Port {port} is in use. Is the class server running already? If not, choose four other ports with "
                    f"--port, such as --port {options.port + 1000}."
                ) from error


def short_path(folder: ServerFolder) -> None:
    """Raise KitError if the folder's path leaves no room for the names of sockets."""
    if len(os.fsencode(folder.path)) > LONGEST_PATH:
        raise KitError(
            f"The path “{folder.path}” is too long for a class server. Name a folder with at most {LONGEST_PATH} letters "
            "in all, such as /srv/class-7b."
        )


def as_student(command: Sequence[str], folder: ServerFolder) -> subprocess.CompletedProcess[str]:
    """Run a command with a student's rights and the students' copy of the kit."""
    uid = STUDENT_UIDS[-1]
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(folder.kit), "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    return subprocess.run(
        command,
        user=uid,
        group=uid,
        extra_groups=[],
        cwd="/",
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


def runs_for_students(folder: ServerFolder) -> None:
    """Raise KitError if a student's server could not start: no rights on the folder, on Python, or on a package."""
    script = "import exercises.student.lesson, jupyterhub.singleuser, jupyterlab; print(exercises.__file__)"
    try:
        done = as_student([sys.executable, "-c", script], folder)
        said = (
            done.stdout.strip() if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = str(error)
    if not Path(said).is_relative_to(folder.kit):
        raise KitError(
            f"Students' servers cannot use the Python {sys.executable}, or the folder “{folder.path}”: {said[:200]}. Keep "
            "both out of home folders, in /srv for instance, and let everyone read the Python."
        )


def keys_are_closed(folder: ServerFolder, root: Path) -> None:
    """Raise KitError if a student could read what only a teacher may: keys, hand-ins, codes, the hub's secrets."""
    kit = [path for pattern in TEACHERS for path in sorted(root.glob(pattern))]
    # A folder that cannot be listed may still let somebody pass who knows a name.
    files = [path for pattern in KEYS for path in sorted(root.glob(f"{pattern}/*.toml"))]
    private = [
        folder.codes,
        folder.slips,
        folder.settings,
        folder.hand_ins,
        folder.state,
        folder.log_ins,
        folder.own_settings,
    ]
    done = as_student([sys.executable, "-c", _OPEN, *map(str, [*kit, *files, *private])], folder)
    if done.returncode:
        raise KitError(f"It could not be found out what students can read: {done.stderr.strip()[-200:]}")
    if opened := [Path(path) for path in json.loads(done.stdout)]:
        top = sorted({next((path for path in kit if one.is_relative_to(path)), one).as_posix() for one in opened})
        raise KitError(
            f"Students could read what is for teachers alone, so nothing was started. Close it with: chmod -R go-rwx "
            f"{' '.join(top)}"
        )
