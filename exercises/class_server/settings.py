"""JupyterHub's settings for a class, as plain lines that an administrator can read; nothing is started here."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .folder import SERVICE_UID, ServerFolder

SERVICE = "hand-in"
SCOPE = f"access:services!service={SERVICE}"
FIRST_PAGE = "/lab/tree/00_start_here.ipynb"
_HEAD = (
    "# JupyterHub's settings, written anew by “python -m exercises class-server” at each start.\n"
    "# Put settings of your own into own_settings.py in this folder: they are read last.\n"
)


@dataclass(frozen=True)
class Ports:
    """The ports: only the first is open to others, and the next three are for this machine alone."""

    public: int

    @property
    def proxy(self) -> int:
        """Where the hub gives the proxy its routes."""
        return self.public + 1

    @property
    def hub(self) -> int:
        """The hub itself."""
        return self.public + 2

    @property
    def hand_in(self) -> int:
        """The service that takes hand-ins."""
        return self.public + 3

    @property
    def service_url(self) -> str:
        """The address that a student's kernel hands in to."""
        return f"http://127.0.0.1:{self.hand_in}/services/{SERVICE}/"


@dataclass(frozen=True)
class Options:
    """What the teacher decides: port and address, a certificate with its key, and the group that reads hand-ins."""

    port: int = 8000
    listen: str = ""
    certificate: Path | None = None
    key: Path | None = None
    group: int = 0


def settings(folder: ServerFolder, options: Options, proxy: list[str]) -> dict[str, dict[str, Any]]:
    """All settings: {class of JupyterHub: {name: value}}. ``proxy`` is the command of configurable-http-proxy, or empty for
    traefik."""
    ports, state = Ports(options.port), folder.state
    scheme = "https" if options.certificate else "http"
    hub: dict[str, Any] = {
        "bind_url": f"{scheme}://{options.listen}:{ports.public}",
        "hub_bind_url": f"http://127.0.0.1:{ports.hub}",
        "db_url": f"sqlite:///{state / 'hub.sqlite'}",
        "cookie_secret_file": str(state / "cookie_secret"),
        "pid_file": str(state / "hub.pid"),
        "authenticator_class": "exercises.class_server.log_in.ClassCodes",
        "spawner_class": "exercises.class_server.spawner.StudentServer",
        "services": [_service(folder, options, ports)],
        # The default roles, with leave to hand in. Nobody is an administrator.
        "load_roles": [
            {"name": "user", "scopes": ["self", SCOPE]},
            {"name": "server", "scopes": ["users:activity!user", "access:servers!server", SCOPE]},
        ],
        # A class comes all at once: nobody is turned away, and who waits sees a page that says so.
        "concurrent_spawn_limit": 0,
    }
    if options.certificate:
        hub |= {"ssl_cert": str(options.certificate), "ssl_key": str(options.key)}
    found: dict[str, dict[str, Any]] = {"JupyterHub": hub}
    if proxy:
        found["ConfigurableHTTPProxy"] = {
            "command": proxy,
            "api_url": f"http://127.0.0.1:{ports.proxy}",
            "pid_file": str(state / "proxy.pid"),
        }
    else:
        hub["proxy_class"] = "traefik_file"
        found["TraefikFileProviderProxy"] = {
            "traefik_api_url": f"http://127.0.0.1:{ports.proxy}",
            "dynamic_config_file": str(state / "traefik-dynamic.toml"),
            "static_config_file": str(state / "traefik.toml"),
        }
    found["ClassCodes"] = {"codes": str(folder.codes), "delete_invalid_users": True}
    found["StudentServer"] = _students(folder, ports)
    return found


def _service(folder: ServerFolder, options: Options, ports: Ports) -> dict[str, Any]:
    """The hub-managed service that takes hand-ins."""
    module = "exercises.class_server.service"
    return {
        "name": SERVICE,
        "url": f"http://127.0.0.1:{ports.hand_in}",
        "command": [sys.executable, "-m", module, str(folder.taken), str(SERVICE_UID), str(options.group)],
        "environment": {"PYTHONPATH": str(folder.kit)},
        "cwd": str(folder.kit),
        "display": False,
    }


def _students(folder: ServerFolder, ports: Ports) -> dict[str, Any]:
    """The settings of a student's server."""
    return {
        "folder": str(folder.path),
        "service_url": ports.service_url,
        "cmd": [sys.executable, "-m", "exercises.class_server.student_server"],
        "args": [
            f"--LabApp.extra_labextensions_path={folder.kit / 'exercises' / 'cards' / 'jupyter' / 'labextensions'}",
            # On a port anyone on the machine could listen to what a kernel prints; a socket in the home has an owner.
            "--KernelManager.transport=ipc",
            "--ServerApp.terminals_enabled=False",
            # Memory comes back an hour after the last tab was closed.
            "--MappingKernelManager.cull_idle_timeout=3600",
            "--ServerApp.shutdown_no_activity_timeout=3600",
        ],
        "default_url": FIRST_PAGE,
        "notebook_dir": "{home}/notebooks",
        "start_timeout": 300,
        "http_timeout": 300,
        "poll_interval": 10,
    }


def as_file(found: dict[str, dict[str, Any]], own: Path) -> str:
    """The settings as the text of a file for JupyterHub, which reads the teacher's own after them."""
    lines = [f"c.{owner}.{name} = {value!r}" for owner, values in found.items() for name, value in values.items()]
    # `load_subconfig` is JupyterHub's own word for it.
    more = f"import os\nif os.path.exists({str(own)!r}):\n    load_subconfig({str(own)!r})  # noqa: F821"
    return "\n".join([_HEAD + "c = get_config()  # noqa: F821", *lines, more, ""])
