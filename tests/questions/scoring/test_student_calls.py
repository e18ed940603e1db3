"""Whatever a student's function does, its question is graded or says why not, and nothing of it stays behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from exercises.questions import grade
from exercises.questions.kinds.probe import plain_output
from exercises.questions.scoring import child_process, student_calls
from exercises.questions.scoring.student_calls import run_calls
from tests import library

needs_child = pytest.mark.skipif(not child_process.can_fork(), reason="this system cannot copy a process")


@pytest.fixture
def here(monkeypatch):
    """As on Windows and in the browser."""
    monkeypatch.setattr(student_calls, "can_fork", lambda: False)


def endless(*_):
    while True:
        pass


def stubborn(*_):
    while True:
        try:
            endless()
        except Exception:
            continue


def deaf(*_):
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:  # noqa: SIM105
            endless()
        except:  # noqa: E722
            pass


def long_sum(*_):
    return sum(range(10**12))


def sleepy(*_):
    class Sleepy:
        def __str__(self):
            time.sleep(60)

    return {Sleepy(): 1}


def huge(*_):
    return "a" * 10**10


def growing(*_):
    parts = []
    while True:
        parts.append("a" * 10**6)


def leaves(*_):
    os._exit(3)


def breaks(*_):
    os.kill(os.getpid(), signal.SIGSEGV)


def without_end(*_):
    return without_end()


def pours(*_):
    return ["x" * 10**6] * 10


def writes(path):
    with Path(path).open("wb") as file:
        for _ in range(64):
            file.write(b"x" * 2**20)
            file.flush()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@needs_child
@pytest.mark.parametrize(
    ("function", "why"),
    [
        (endless, "still running after 0.3 seconds"),
        (stubborn, "still running after 0.3 seconds"),
        (deaf, "still running after 0.3 seconds"),
        (long_sum, "still running after 0.3 seconds"),
        (sleepy, "still running after 0.3 seconds"),
        (leaves, "ended Python before it gave anything back"),
        (breaks, "ended Python before it gave anything back"),
        (pours, "gave back far more than an answer can hold"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_call_that_does_not_end_well_is_reported_and_the_rest_is_not_tried(function, why):
    # Other tests of this process may have left a child, such as one that keeps count of shared memory.
    seconds, before = 0.3 if "0.3" in why else 20, children()
    outputs = run_calls(lambda given: plain_output(function(given)), [1, 2, 3], seconds)
    assert outputs == [{"error": why}, *[{"error": "not tried any more"}] * 2]
    assert children() <= before


@needs_child
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory as we use it")
@pytest.mark.parametrize("function", [huge, growing])
def test_memory_is_limited_and_the_other_calls_go_on(function):
    error = {"error": "asked for more than 256 MB of memory"}
    assert run_calls(lambda given: given or function(), [0, 5], 10) == [error, 5]


@needs_child
def test_a_file_cannot_fill_the_disk(tmp_path):
    (output,) = run_calls(writes, [str(tmp_path / "large")], 5)
    assert output["error"].startswith("OSError")
    assert (tmp_path / "large").stat().st_size <= 16 * 2**20


@needs_child
def test_what_a_function_starts_ends_with_it(tmp_path):
    sign, before = tmp_path / "alive", children()
    code = f"import time, pathlib\nwhile True: pathlib.Path({str(sign)!r}).touch(); time.sleep(0.05)"

    def starts(_):
        threading.Thread(target=endless, daemon=False).start()
        if os.fork() == 0:
            endless()
        program = subprocess.Popen([sys.executable, "-c", code])
        while not sign.exists():
            time.sleep(0.05)
        return program.pid

    (pid,) = run_calls(starts, [1], 20)
    with contextlib.suppress(psutil.NoSuchProcess):
        # Killed with its group; who takes in orphans may need a moment to clear it away.
        program = psutil.Process(pid)
        if program.status() != psutil.STATUS_ZOMBIE:
            program.wait(20)
    assert children() <= before


@needs_child
def test_a_call_changes_nothing_in_the_notebook(capfd):
    kept = []

    def notes(given):
        kept.append(given)
        print("x" * 10**7)
        os.write(1, b"y" * 1000)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return len(kept)

    before = signal.getsignal(signal.SIGINT)
    assert run_calls(notes, [1, 2], 5) == [1, 2]
    assert (kept, signal.getsignal(signal.SIGINT), capfd.readouterr()) == ([], before, ("", ""))


@needs_child
def test_a_function_cannot_ask_for_input():
    assert run_calls(lambda _: input("?"), [1], 5) == [
        {"error": "EOFError: a function that is checked cannot ask for input"}
    ]


@needs_child
def test_a_child_ends_when_its_notebook_is_killed(tmp_path):
    sign = tmp_path / "pid"
    code = (
        "import os, pathlib, time\nfrom exercises.questions.scoring.student_calls import run_calls\n"
        f"def wait(_):\n    pathlib.Path({str(sign)!r}).write_text(str(os.getpid()))\n    time.sleep(600)\n"
        "run_calls(wait, [1], 60)"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as notebook:
        while not sign.exists() or not sign.read_text():
            time.sleep(0.05)
        child = psutil.Process(int(sign.read_text()))
        notebook.kill()
    child.wait(20)
    assert not child.is_running()


def test_without_room_for_a_child_the_calls_are_made_here(monkeypatch):
    def no_room():
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(child_process, "_fork", no_room)
    monkeypatch.setattr(student_calls, "can_fork", lambda: True)
    assert run_calls(lambda number: (os.getpid(), number), [1], 2) == [[os.getpid(), 1]]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("function", [endless, stubborn])
def test_without_a_child_a_loop_that_never_ends_is_stopped(function):
    assert run_calls(function, [1, 2], 0.2) == [
        {"error": "still running after 0.2 seconds"},
        {"error": "not tried any more"},
    ]


@pytest.mark.usefixtures("here")
def test_without_a_child_a_loop_is_stopped_off_the_main_thread_too():
    outputs = []
    thread = threading.Thread(target=lambda: outputs.extend(run_calls(endless, [1], 0.2)), daemon=True)
    thread.start()
    thread.join(20)
    assert outputs == [{"error": "still running after 0.2 seconds"}]


def evil(_part, _whole):
    class Evil(str):
        def __eq__(self, other):
            raise RuntimeError

        __hash__ = str.__hash__

    return Evil("0.5")


@pytest.mark.parametrize("way", ["in a child", "here"])
def test_a_probe_grades_or_says_why_not(context, monkeypatch, way):
    if way == "here":
        monkeypatch.setattr(student_calls, "can_fork", lambda: False)
    probe = library.make("probe", context, seconds=0.3)

    def end(*_):
        raise SystemExit("bye")

    def circle(*_):
        ring = []
        ring.append(ring)
        return ring

    for function, part in [
        (endless, "share was stopped: still running after 0.3 seconds."),
        (end, "SystemExit: bye"),
        (without_end, "RecursionError"),
        (evil, ""),
        (circle, ""),
    ]:
        result = grade(probe, probe.run(function))
        assert not result.points, function
        assert part in result.notices[0].noticed
    assert grade(probe, probe.run(lambda part, whole: part / whole)).points == 2
