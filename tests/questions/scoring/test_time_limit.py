from __future__ import annotations

import threading
import time

import pytest

from exercises.questions import grade
from exercises.questions.scoring.time_limit import TookTooLong, time_limit
from tests import library


def endless(*_):
    while True:
        pass


def stubborn(*_):
    while True:
        try:
            endless()
        except Exception:
            continue


@pytest.mark.parametrize("function", [endless, stubborn])
def test_a_loop_that_never_ends_is_stopped(function):
    with pytest.raises(TookTooLong), time_limit(0.2):
        function()


def test_a_loop_is_stopped_off_the_main_thread_too():
    told = []

    def run():
        try:
            with time_limit(0.2):
                endless()
        except TookTooLong:
            told.append("stopped")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert told == ["stopped"]


def test_what_ends_in_time_is_left_alone():
    with time_limit(5):
        time.sleep(0.01)


def test_a_probe_stops_an_endless_function_once_and_says_so(context):
    probe = library.make("probe", context, seconds=0.2)
    start = time.monotonic()
    result = grade(probe, probe.run(endless))
    assert time.monotonic() - start < 10
    assert result.points == 0
    assert "still running after 0.2 seconds" in result.notices[0].noticed


def test_a_probe_that_ends_python_is_told(context):
    probe = library.make("probe", context)

    def leave(*_):
        raise SystemExit("bye")

    assert "SystemExit" in grade(probe, probe.run(leave)).notices[0].noticed


def test_an_output_that_holds_itself_is_told(context):
    probe = library.make("probe", context)

    def circle(*_):
        ring = []
        ring.append(ring)
        return ring

    result = grade(probe, probe.run(circle))
    assert result.status in ("incorrect", "unanswered")
