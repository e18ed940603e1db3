"""Grading on a Dask cluster gives the bytes of one process, or one sentence and no half table."""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import signal
import sys
import threading

import pytest

from exercises import __main__ as command
from exercises.base.errors import KitError
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.sources import Unreadable
from exercises.gradebook.marking.marks_file import MarkEvent, MarksFile
from exercises.gradebook.marking.teacher_marks import answer_digest
from exercises.gradebook.pipeline import cluster as module
from exercises.gradebook.pipeline import workers
from exercises.gradebook.pipeline.class_run import Grading, read_class
from exercises.gradebook.pipeline.commands import grade_classes, grade_options
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.sample_class.generate import sample_class
from tests.gradebook.classes import grade, put_all

STUDENTS, SMALL = 60, 4  # fifteen chunks
# Workers that are threads of this process, and talk over the network all the same.
IN_THREADS = {"processes": False, "protocol": "tcp", "dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
NEEDS_DASK = "Dask was not found; “python -m pip install -e .[cluster]” brings it"


@pytest.fixture(scope="module")
def dask():
    """Dask, or a skip without it; where nothing may be skipped, its absence is a failure."""
    if os.environ.get("KIT_BROWSER_REQUIRED"):
        import distributed

        return distributed
    return pytest.importorskip("distributed", reason=NEEDS_DASK)


@pytest.fixture(autouse=True, scope="module")
def small_chunks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "CHUNK", SMALL)
        yield


@pytest.fixture(scope="module")
def class_(tmp_path_factory):
    """Hand-ins with a torn one, a mark on one answer, and what one process makes of them."""
    place = tmp_path_factory.mktemp("class")
    files = dict(sample_class([read_lesson(LESSONS / "form_a", keys=True)], STUDENTS))
    folder = put_all(place / "hand-ins", files)
    (folder / "form_a.torn.jsonl").write_bytes(b"torn")
    name = next(iter(files))
    check = next(event for line in files[name].splitlines()[1:] if (event := json.loads(line))["event"] == "check")
    student = name.split(".")[1]
    given = MarkEvent(
        "kh", student, "form_a", check["id"], answer_digest(check["answer"]), "points", points=0, comment="Why?"
    )
    MarksFile(place / "marks.csv").append(given)
    options = ("--marks", place / "marks.csv", "--feedback", "--quiet")
    one = grade(folder, place / "one", *options, "--workers", 1)
    assert b"Why?" in one.files["answers.csv"]
    return folder, options, one


@pytest.fixture(scope="module")
def threads(dask):
    """The address of a cluster whose workers have two threads each."""
    with dask.LocalCluster(n_workers=2, threads_per_worker=2, **IN_THREADS) as cluster:
        yield cluster.scheduler_address


def whole(out):
    return {
        path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".lock"
    }


def another_folder(monkeypatch):
    monkeypatch.setattr(module._Shared, "is_same", lambda *_: False)


def one_file_is_missing(monkeypatch):
    read, missing = module._Shared.read, []

    def fail(self, source):
        missing.append(source)
        if len(missing) == 20:
            self.failed = True
            raise Unreadable("it is gone.")
        return read(self, source)

    monkeypatch.setattr(module._Shared, "read", fail)


@pytest.mark.parametrize("seen", [None, another_folder, one_file_is_missing], ids=["shared", "sent", "in part"])
def test_a_cluster_gives_the_bytes_of_one_process_whether_files_are_shared_or_sent(
    seen, class_, threads, tmp_path, monkeypatch
):
    folder, options, one = class_
    if seen:
        seen(monkeypatch)
    found = grade(folder, tmp_path / "grades", *options, "--cluster", threads)
    assert found.status == one.status
    assert whole(found.out) == whole(one.out)
    assert len(whole(found.out)) > STUDENTS


def chunks_of(folder, crew=None, counted=None) -> list:
    return list(Grading(folder, read_class(folder), Policy(), crew=crew, counted=counted).chunks(1))


@pytest.mark.usefixtures("dask")
@pytest.mark.skipif(os.name == "nt", reason="a process is not killed so there")
def test_processes_are_started_for_a_trial_and_a_worker_that_is_killed_changes_nothing(class_):
    folder = class_[0]
    killed = []
    with module.cluster("local", 2) as crew:
        assert crew.workers == 2

        def kill(done, _):
            if not killed and done >= SMALL:
                killed.extend(crew.client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)

        found = chunks_of(folder, crew, kill)
    assert len(killed) == 2
    assert found == chunks_of(folder)


@pytest.mark.parametrize("ends", ["the scheduler", "the workers"])
def test_what_is_left_when_the_cluster_is_gone_is_a_sentence_and_the_earlier_tables(
    ends, class_, dask, tmp_path, monkeypatch
):
    for name, seconds in {"_CONNECT": 5, "_PATIENCE": 0.3, "_LOOK": 0.2}.items():
        monkeypatch.setattr(module, name, seconds)
    folder, _, one = class_
    out = tmp_path / "grades"
    shutil.copytree(one.out, out)
    other = dask.LocalCluster(n_workers=1, threads_per_worker=1, **IN_THREADS)
    done = []

    def end(*_):
        if not done:
            done.append(True)
            if ends == "the scheduler":
                other.close()
            else:
                other.scale(0)

    add = Grading.chunks

    def chunks(self, many):
        for one in add(self, many):
            end()
            yield one

    monkeypatch.setattr(Grading, "chunks", chunks)
    with other, pytest.raises(KitError) as error:
        grade_classes(options_of(folder, out, other.scheduler_address))
    says = {"the scheduler": "The scheduler of the cluster is gone", "the workers": "The cluster has no worker."}
    assert str(error.value).startswith(says[ends])
    assert "No table was changed." in str(error.value)
    assert whole(out) == whole(one.out)


def options_of(folder, out, address):
    parser = argparse.ArgumentParser()
    grade_options(parser)
    return parser.parse_args([str(folder), "--out", str(out), "--quiet", "--cluster", address])


def test_a_worker_with_other_keys_is_refused_before_it_grades_anything(class_, threads, tmp_path, monkeypatch, capsys):
    code, lessons, python = module.kit_digests()
    mine = (code, "0" * 64, python)
    monkeypatch.setattr(
        module,
        "kit_digests",
        lambda: mine if threading.current_thread() is threading.main_thread() else (code, lessons, "3.9"),
    )
    assert grade(class_[0], tmp_path / "grades", "--cluster", threads).status == 2
    said = capsys.readouterr().err
    assert said.startswith(
        f"A worker has other lessons or keys and Python 3.9 instead of {python}, so its grades could differ"
    )
    assert said.count("\n") == 1
    assert not list((tmp_path / "grades").glob("*.csv"))


def test_a_cluster_that_is_not_there_or_has_nobody_is_said(class_, dask, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(module, "_CONNECT", 0.5)
    assert grade(class_[0], tmp_path / "grades", "--cluster", "tcp://127.0.0.1:1").status == 2
    assert capsys.readouterr().err.startswith("No scheduler of a cluster answers at “tcp://127.0.0.1:1”.")
    with dask.LocalCluster(n_workers=0, **IN_THREADS) as empty:
        assert grade(class_[0], tmp_path / "grades", "--cluster", empty.scheduler_address).status == 2
    assert capsys.readouterr().err.startswith("The cluster has no worker.")


def test_what_dask_raises_is_a_sentence(dask):
    for error, says in (
        (dask.KilledWorker("chunk", None, 4), "Several workers ended over the same hand-ins"),
        (ModuleNotFoundError("No module named 'exercises'"), "A worker or the scheduler has no kit"),
        (RuntimeError("Error during deserialization of the task graph."), "A worker or the scheduler has no kit"),
        (ValueError("odd"), "The cluster could not grade (ValueError: odd)."),
    ):
        with pytest.raises(KitError, match="No table was changed") as told, module._sentences():
            raise error
        assert str(told.value).startswith(says)


def test_without_dask_the_sentence_says_what_to_install_and_only_the_option_needs_it(class_, tmp_path, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(command, "ready", lambda extras: asked.append(extras) or sys.executable)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert grade(class_[0], tmp_path / "grades", "--cluster=local").status == 2
    assert capsys.readouterr().err.startswith("--cluster needs Dask. Type: python -m pip install")
    assert grade(class_[0], tmp_path / "grades", "--quiet").status == class_[2].status
    assert asked == [("teacher", "cluster"), ("teacher",)]


def test_the_digests_change_with_a_key_and_not_with_line_endings(tmp_path, monkeypatch):
    shutil.copytree(LESSONS, tmp_path / "lessons", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("exercises.lesson_data.content.LESSONS", tmp_path / "lessons")
    first = module.kit_digests.__wrapped__()
    assert first[2] == f"{sys.version_info.major}.{sys.version_info.minor}"
    key = next((tmp_path / "lessons").glob("*/key/*.toml"))
    text = key.read_bytes()
    key.write_bytes(text.replace(b"\n", b"\r\n"))
    assert module.kit_digests.__wrapped__() == first
    key.write_bytes(text + b"# another key\n")
    code, lessons, _ = module.kit_digests.__wrapped__()
    assert (code, lessons != first[1]) == (first[0], True)
