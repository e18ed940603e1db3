"""What a command starts ends with it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from exercises.base.processes import run

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def until(found: Callable[[], object]) -> object:
    """What a function gives once it gives something."""
    end = time.monotonic() + PATIENCE
    while not (value := found()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)
    return value


def test_the_exit_status_is_the_programs_own(tmp_path):
    assert run(python("import sys; sys.exit(7)"), tmp_path) == 7
    assert run(python("pass"), tmp_path) == 0


def test_the_folder_and_the_environment_are_those_that_are_given(tmp_path):
    code = "import os, pathlib; pathlib.Path('out').write_text(os.environ['ASKED'])"
    assert run(python(code), tmp_path, {**os.environ, "ASKED": "yes"}) == 0
    assert (tmp_path / "out").read_text() == "yes"


def test_signals_are_handled_afterwards_as_they_were_before(tmp_path):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    run(python("pass"), tmp_path)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals that another program could send")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 3), (getattr(signal, "SIGHUP", None), 143)]
)
def test_a_signal_reaches_the_program_and_its_status_is_handed_back(tmp_path, number, status):
    # 143 = 128 + 15: SIGTERM is what ends the program, also when the terminal is closed. Ctrl-C stays what it is.
    wait = "pathlib.Path('up').touch(); time.sleep(100)"
    inner = f"import pathlib, time\ntry:\n {wait}\nexcept KeyboardInterrupt:\n raise SystemExit(3)"
    given = f"run([sys.executable, '-c', {inner!r}], Path.cwd())"
    outer = f"import sys; from pathlib import Path; from exercises.base.processes import run; sys.exit({given})"
    # What gives a command without a terminal, as a service does, may have told it to ignore Ctrl-C.
    program = subprocess.Popen(
        python(outer),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    until((tmp_path / "up").exists)
    program.send_signal(number)
    assert program.wait(PATIENCE) == status


@pytest.mark.skipif(os.name == "nt", reason="on Windows, ending a process runs no code in it")
def test_ending_start_leaves_no_jupyterlab_and_no_kernel_behind(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "JUPYTERLAB_SETTINGS_DIR")
    env = {**os.environ, **{name: str(tmp_path / name.lower()) for name in (*names, "JUPYTERLAB_WORKSPACES_DIR")}}
    command = [sys.executable, "-m", "exercises", "start", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    command += [f"--port={address.rpartition(':')[2]}", "--IdentityProvider.token="]
    below: list[psutil.Process] = []
    with (tmp_path / "log").open("wb") as log:
        started = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            until(lambda: answers(f"{address}/api"))
            assert answers(f"{address}/api/kernels", b"{}", cookie_of(f"{address}/lab"))
            below = until(lambda: with_a_kernel(psutil.Process(started.pid).children(recursive=True)))
            started.terminate()
            assert started.wait(PATIENCE) == 0
            assert psutil.wait_procs(below, timeout=20)[1] == []
        finally:
            for process in [psutil.Process(started.pid), *below] if started.poll() is None else below:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{address}/api", timeout=5)


def with_a_kernel(processes: list[psutil.Process]) -> list[psutil.Process]:
    """The processes if a kernel is among them. A new one has its own command line a moment after it is there."""
    with contextlib.suppress(psutil.NoSuchProcess):
        if any("ipykernel" in " ".join(process.cmdline()) for process in processes):
            return processes
    return []


def cookie_of(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        return "; ".join(line.partition(";")[0] for line in page.headers.get_all("Set-Cookie"))


def answers(address: str, data: bytes | None = None, cookie: str = "") -> bool:
    """Whether a server answers; with ``data`` it is asked to make something, as the page that has the cookie would."""
    token = cookie.partition("_xsrf=")[2].partition(";")[0]
    headers = {"Cookie": cookie, "X-XSRFToken": token, "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, headers), timeout=10) as reply:
            return reply.status in (200, 201)
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False
