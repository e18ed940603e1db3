"""A class server of our own, and students who log in to it as a browser does: pages, cookies, and a kernel's socket."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from pathlib import Path

from exercises.class_server.folder import STUDENT_UIDS

ROOT = Path(__file__).resolve().parents[2]
PORT = 9310
PATIENCE = 120  # seconds; a slow machine starts a class one after the other
_XSRF = re.compile(r'name="_xsrf" value="([^"]+)"')


class Room:
    """The class server, run from a closed copy of the kit as a teacher would keep it."""

    def __init__(self, ids: list[str]):
        # Not below pytest's own folder, which nobody but its owner can enter; and a short path.
        self.top = Path(tempfile.mkdtemp(prefix="crn-"))
        self.top.chmod(0o755)
        self.kit, self.folder = self.top / "kit", self.top / "s"
        self._copy()
        (self.top / "roster.csv").write_text("id\n" + "\n".join(ids) + "\n", encoding="utf-8")
        self.command("class-server", self.folder, "--codes", self.top / "roster.csv", "--port", PORT)
        self.codes = dict(self._codes())
        self.process: subprocess.Popen | None = None
        self.base = f"http://127.0.0.1:{PORT}"

    def _copy(self) -> None:
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for name in names:
            if (ROOT / name).is_file():
                (self.kit / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.kit / name)

    def do_as_told(self, said: str) -> None:
        """Type the command that a sentence ends with."""
        subprocess.run(shlex.split(said[said.index("chmod ") :]), check=True)

    def _codes(self):
        for line in (self.folder / "codes.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
            yield line.split(",")

    def command(self, *words) -> subprocess.CompletedProcess[str]:
        """Run one of the kit's commands to its end."""
        return subprocess.run(
            [sys.executable, "-m", "exercises", *map(str, words)],
            cwd=self.kit,
            env=self._env(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    @staticmethod
    def _env() -> dict[str, str]:
        return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def start(self) -> None:
        """Start the class server, and wait until its log-in page and its service answer."""
        with (self.top / "out").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "exercises", "class-server", str(self.folder), "--port", str(PORT)],
                cwd=self.kit,
                env=self._env(),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        until(lambda: self.process.poll() is not None or status(f"{self.base}/hub/login") == 200, "the hub")
        if self.process.poll() is not None:
            raise AssertionError((self.top / "out").read_text(encoding="utf-8"))
        until(lambda: status(f"{self.base}/services/hand-in/") in (403, 405), "the hand-in service")

    def hub_pid(self) -> int:
        """The number of the hub's process."""
        return int((self.folder / "state" / "hub.pid").read_text(encoding="utf-8"))

    def memory(self) -> list[str]:
        """What each process of the class server takes, as a line each: resident, and its share of what several share."""
        import psutil

        found = []
        for process in psutil.process_iter(["cmdline", "uids", "name"]):
            line = " ".join(process.info["cmdline"] or [])
            words = ("student_server", "ipykernel", "jupyterhub", "proxy", "service")
            own = next((word for word in words if word in line), "")
            ours = str(self.folder) in line or process.info["uids"].real in STUDENT_UIDS
            if own and ours:
                memory = process.memory_full_info()
                cpu = sum(process.cpu_times()[:2])
                found.append(f"{own:15} rss {memory.rss / 1e6:4.0f} MB  pss {memory.pss / 1e6:4.0f} MB  cpu {cpu:5.1f} s")
        return sorted(found)

    def stop(self) -> int:
        """Stop the class server as Ctrl+C does; returns its exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        found = self.process.wait(PATIENCE)
        self.process = None
        return found

    def leave(self) -> None:
        """Stop, end what a hub that was killed left behind, and delete everything."""
        left = self.folder / "state" / "proxy.pid"
        self.stop()
        found = [int(place.name) for place in Path("/proc").glob("[0-9]*") if self._ours(place)]
        with contextlib.suppress(OSError, ValueError):
            found.append(int(left.read_text(encoding="utf-8").split()[0]))
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.top)

    def _ours(self, place: Path) -> bool:
        try:
            return str(self.folder).encode() in (place / "cmdline").read_bytes()
        except OSError:
            return False


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_):
        return None


class Student:
    """One student's browser."""

    def __init__(self, room: Room, name: str):
        self.room, self.name = room, name
        self.jar = CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str, data: bytes | None = None, method: str | None = None, **headers: str):
        """The status and the text of a page; redirects are followed."""
        request = urllib.request.Request(self.room.base + path, data, headers, method=method)
        try:
            with self._open.open(request, timeout=PATIENCE) as reply:
                return reply.status, reply.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def log_in(self, code: str | None = None, **headers: str) -> tuple[int, str]:
        """Type id and code into the form of the log-in page."""
        _, page = self.get("/hub/login")
        fields = {
            "_xsrf": _XSRF.search(page)[1],
            "username": self.name,
            "password": self.room.codes.get(self.name, "") if code is None else code,
        }
        return self.get("/hub/login?next=%2Fhub%2Fhome", urllib.parse.urlencode(fields).encode(), **headers)

    def ask_for_server(self) -> int:
        """Go on from the log-in page as a browser does: one's own server is started; does not wait until it runs."""
        return self.get("/hub/spawn")[0]

    def wait_for_server(self) -> None:
        """Wait until one's own server runs and knows this browser."""
        page = f"/user/{self.name}/lab"
        # While it starts, the hub answers in its place; a page leads to the log-in of the server itself, and back.
        until(lambda: self._in(page) == 200 and self.get(f"/user/{self.name}/api/status")[0] == 200, page)

    def _in(self, page: str) -> int:
        """The status of a page of one's own server; one that does not run is asked for, as by the hub's button."""
        code = self.get(page)[0]
        if code >= 400:
            self.ask_for_server()
        return code

    def _token(self, path: str) -> dict[str, str]:
        return {"X-XSRFToken": next(one.value for one in self.jar if one.name == "_xsrf" and one.path == path)}

    def kernel(self, notebook: str = "00_start_here.ipynb") -> Kernel:
        """A kernel for a notebook, as JupyterLab opens one."""
        asked = {"path": notebook, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        path = f"/user/{self.name}/api/sessions"
        code, text = self.get(path, json.dumps(asked).encode(), "POST", **self._token(f"/user/{self.name}/"))
        assert code == 201, text
        return Kernel(self, json.loads(text)["kernel"]["id"])

    def cookies(self, path: str) -> str:
        """The header with the cookies for a path."""
        return "; ".join(f"{one.name}={one.value}" for one in self.jar if path.startswith(one.path))


class Kernel:
    """A running kernel: code goes in, and what it prints comes out."""

    def __init__(self, student: Student, number: str):
        import websocket

        path = f"/user/{student.name}/api/kernels/{number}/channels"
        address = student.room.base.replace("http", "ws") + path
        self._socket = websocket.create_connection(address, timeout=PATIENCE, cookie=student.cookies(path))
        self.number = number

    def run(self, code: str) -> str:
        """Run code; returns what it printed, with the error's text if there was one."""
        sign, text = uuid.uuid4().hex, ""
        header = {"msg_id": sign, "msg_type": "execute_request", "session": sign, "username": "", "version": "5.3"}
        content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
        whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self._socket.send(json.dumps(whole))
        while True:
            said = json.loads(self._socket.recv())
            if said.get("parent_header", {}).get("msg_id") != sign:
                continue
            match said["msg_type"], said["content"]:
                case "stream", content:
                    text += content["text"]
                case "error", content:
                    text += f"{content['ename']}: {content['evalue']}\n"
                case "status", {"execution_state": "idle"}:
                    return text


def status(url: str) -> int:
    """The status of a page, 0 if nothing answers."""
    try:
        with urllib.request.build_opener(NoRedirect).open(url, timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def until(so, what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if so():
                return
        time.sleep(0.3)
    raise AssertionError(f"{what}: not in {patience} seconds")
