"""What is left when grading is killed: whole tables, the teacher's marks, and nothing that keeps running."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.sample_class.generate import sample_class
from tests.gradebook.classes import grade, put_all

STUDENTS = 150
ROUNDS = 4
MARKS = b"at,marker,student,lesson,question,answer,level,points,comment,act\r\n"
# How long a run may take on the slowest computer, in seconds.
PATIENCE = 120


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """Hand-ins; the tables of an earlier, smaller class; and what an undisturbed run gives."""
    place = tmp_path_factory.mktemp("killed")
    files = dict(sample_class([read_lesson(LESSONS / "iron_dome", keys=True)], STUDENTS))
    folder = put_all(place / "hand-ins", files)
    earlier = grade(put_all(place / "first ones", dict(list(files.items())[:5])), place / "earlier")
    (earlier.out / "marks.csv").write_bytes(MARKS)
    whole = place / "whole"
    shutil.copytree(earlier.out, whole)
    start = time.monotonic()
    running = start_grading(folder, whole)
    running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    return folder, earlier.out, whole, time.monotonic() - start


def start_grading(folder: Path, out: Path, workers: int = 1) -> subprocess.Popen:
    command = [sys.executable, "-m", "exercises", "grade", folder, "--out", out, "--quiet", "--workers", str(workers)]
    root = Path(__file__).resolve().parents[3]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def tables(folder: Path) -> dict[str, bytes]:
    """The finished files of a folder of grades."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".part" and path.name[0] != "."}


def wait_until(condition) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.002)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_killed_run_leaves_whole_tables_and_a_rerun_gives_the_bytes_of_an_undisturbed_one(round_, class_, tmp_path):
    folder, earlier, whole, seconds = class_
    out = tmp_path / "grades"
    shutil.copytree(earlier, out)
    marks = (out / "marks.csv").stat().st_mtime_ns
    running = start_grading(folder, out)
    if round_ % 2:
        # In the middle of writing, some time after the first table was begun.
        wait_until(lambda: any(out.glob("*.part")) or running.poll() is not None)
        time.sleep(random.uniform(0, seconds / 2))
    else:
        time.sleep(random.uniform(0, seconds))
    running.kill()
    running.communicate()
    old, new = tables(earlier), tables(whole)
    left = tables(out)
    assert set(left) == set(old)
    assert all(left[name] in (old[name], new[name]) for name in left)
    assert left["marks.csv"] == MARKS
    again = grade(folder, out)
    assert again.status == 0
    assert again.files == new
    assert (out / "marks.csv").stat().st_mtime_ns == marks


def _workers(process: subprocess.Popen) -> list[psutil.Process]:
    """The processes that grade; the one that only tracks what they share is none of them."""
    found = []
    # What has ended meanwhile, such as the look for what is installed, is none either.
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if any("spawn_main" in part for part in child.cmdline()):
                    found.append(child)
    return found


@pytest.mark.skipif(os.name == "nt", reason="a virtual environment's Python starts another one there")
def test_workers_end_when_the_command_that_started_them_is_killed(class_, tmp_path):
    running = start_grading(class_[0], tmp_path / "grades", workers=2)
    wait_until(lambda: len(_workers(running)) == 2 or running.poll() is not None)
    workers = _workers(running)
    running.kill()
    running.communicate()
    _, alive = psutil.wait_procs(workers, timeout=PATIENCE)
    assert alive == []


@pytest.mark.skipif(os.name == "nt", reason="a virtual environment's Python starts another one there")
def test_a_worker_that_is_killed_is_told_and_the_tables_stay_as_they_were(class_, tmp_path):
    folder, earlier, _, _ = class_
    out = tmp_path / "grades"
    shutil.copytree(earlier, out)
    running = start_grading(folder, out, workers=2)
    wait_until(lambda: len(_workers(running)) == 2 or running.poll() is not None)
    _workers(running)[0].kill()
    _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 2
    assert said.decode().startswith("One of the processes that graded was ended from outside")
    assert len(said.decode().splitlines()) == 1
    assert tables(out) == tables(earlier)
    assert list(out.glob("*.part")) == []
