"""The class server itself, with real log-ins: from codes to marks, attacks, a hub that dies, a student's server that dies.

``python -m pytest tests/class_server/test_live.py -rA -p no:randomly`` as an administrator on Linux, with the extra
``server`` and configurable-http-proxy. It starts five servers and takes some minutes.
"""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

from exercises.class_server.settings import Ports
from tests.class_server.attacks import CODE
from tests.class_server.classroom import PATIENCE, PORT, Room, Student, until

CAN = sys.platform == "linux" and os.geteuid() == 0 and importlib.util.find_spec("jupyterhub")
pytestmark = pytest.mark.skipif(
    not (CAN and shutil.which("configurable-http-proxy")),
    reason="the class server: needs Linux, an administrator, the extra “server” and configurable-http-proxy",
)
IDS = ["ada-l", "ben-k", "cy-m", "di-n", "mal-m"]
# Somebody who never gets a server: only the log-in page is tried on this one.
GUESSED = "zoe-z"
WORK = """
from exercises import open_lesson
lesson = open_lesson()
print(lesson.check("how-many-paragraphs", {answer}))
card = lesson.hand_in()
card._handle_custom_msg({{"do": "hand_in", "id": "somebody-else"}}, [])
print(card.state["on_server"], card.state["made"]["at"] if card.state["made"] else card.state["problem"])
"""


@pytest.fixture(scope="module")
def room():
    """A running class server, from a closed copy of the kit. Before it is closed, it must refuse to start."""
    room = Room([*IDS, GUESSED])
    try:
        refused = room.command("class-server", room.folder, "--port", PORT)
        assert refused.returncode == 2
        assert "chmod -R go-rwx" in refused.stderr
        assert "iron_dome/key" in refused.stderr
        room.do_as_told(refused.stderr)
        room.start()
        yield room
    finally:
        room.leave()


@pytest.fixture(scope="module")
def students(room):
    """Five who log in all at once and get their servers; with how long it took from the first log-in to the last server."""
    students = {name: Student(room, name) for name in IDS}
    begun = time.monotonic()
    for student in students.values():
        assert student.log_in()[0] == 200
        assert student.ask_for_server() == 200
    for student in students.values():
        student.wait_for_server()
    print(f"five servers in {time.monotonic() - begun:.1f} s")
    return students


def server_pid(room, name: str) -> int:
    """The process of a student's server."""
    uid = (room.folder / "homes" / name).stat().st_uid
    for place in Path("/proc").glob("[0-9]*"):
        # A process may end while we look.
        with contextlib.suppress(OSError):
            if place.stat().st_uid == uid and b"student_server" in (place / "cmdline").read_bytes():
                return int(place.name)
    return 0


def test_from_codes_to_marks(room, students, tmp_path):
    for number, student in enumerate(students.values()):
        said = student.kernel().run(WORK.format(answer=15 if number else 3))
        assert "True 20" in said, said
    print(*room.memory(), sep="\n")
    folders = {path.name for path in (room.folder / "hand-ins" / "class-server").iterdir()}
    assert folders == set(IDS)
    done = room.command("grade", room.folder / "hand-ins", "--out", tmp_path / "grades")
    assert done.returncode == 0, done.stdout + done.stderr
    with (tmp_path / "grades" / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file) if row["question"] == "how-many-paragraphs"}
    assert set(rows) == set(IDS)
    assert [rows[name]["points"] for name in IDS if name != "mal-m"] == ["0", "1", "1", "1"]


def test_every_attack_is_refused(room, students):
    """What Mallory tries from her own kernel; then what she handed in as Ada is her own, at the server's time."""
    before = {path: path.read_bytes() for path in (room.folder / "hand-ins").rglob("ada-l/*")}
    kernel = students["ada-l"].kernel("01_sourcing.ipynb")
    ports = Ports(PORT)
    values = (
        str(room.folder),
        str(room.kit),
        "ada-l",
        server_pid(room, "ada-l"),
        kernel.number,
        room.base,
        ports.service_url,
        f"http://127.0.0.1:{ports.proxy}",
    )
    said = students["mal-m"].kernel().run(CODE.format(values=values))
    print(said)
    assert "Error" not in said
    assert [line for line in said.splitlines() if line.startswith("got")] == []
    assert said.count("refused:") == 37
    assert "taken:" in said
    assert kernel.run("print(6 * 7)") == "42\n"
    assert before == {path: path.read_bytes() for path in before}
    whole = (room.folder / "hand-ins" / "class-server" / "mal-m" / "iron_dome.mal-m.jsonl").read_text(encoding="utf-8")
    header = json.loads(whole.splitlines()[0])
    assert (header["student"], header["source"]) == ("mal-m", "class-server")
    assert header["received"][-1][1].startswith("202")
    assert students["mal-m"].get("/user/ada-l/lab")[0] in (403, 404)


def test_a_home_that_became_a_link_leads_nowhere(room, students):
    """Notebooks are copied by the student's own process, so a link in a home gives no more than the student has."""
    target = room.folder / "homes" / "ada-l" / "notebooks" / "trap"
    mallory = students["mal-m"]
    mallory.kernel().run(
        f"import os, shutil; shutil.move('../notebooks', '../kept'); os.symlink({str(target.parent)!r}, '../notebooks')"
    )
    names = sorted(path.name for path in target.parent.iterdir())
    os.kill(server_pid(room, "mal-m"), signal.SIGKILL)
    time.sleep(1)
    home = room.folder / "homes" / "mal-m"
    log = home / ".server.log"
    until(
        lambda: mallory.get("/hub/spawn")[0] and "Permission" in log.read_text(encoding="utf-8", errors="replace"),
        "the refusal",
    )
    assert sorted(path.name for path in target.parent.iterdir()) == names
    (home / "notebooks").unlink()
    shutil.move(home / "kept", home / "notebooks")
    mallory.wait_for_server()


def test_wrong_codes_are_slowed_down_for_one_id_and_not_for_others(room):
    """Forged addresses in a header do not help, and the right code does not, either."""
    zoe = Student(room, GUESSED)
    found = [zoe.log_in(f"wrong {n}", **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(9)]
    assert [code for code, _ in found] == [403] * 9
    assert "do not fit together" in found[0][1]
    assert "Wait ten minutes" in found[8][1]
    assert "Wait ten minutes" in zoe.log_in()[1]
    assert Student(room, "ben-k").log_in()[0] == 200
    unknown, page = Student(room, "nobody").log_in("apple tree")
    assert (unknown, "do not fit together" in page) == (403, True)


def test_a_student_goes_on_while_the_hub_is_started_again(room, students):
    kernel = students["ben-k"].kernel()
    kernel.run("kept = 'still here'")
    pid = server_pid(room, "ben-k")
    os.kill(room.hub_pid(), signal.SIGKILL)
    assert room.process.wait(PATIENCE) == 2
    assert kernel.run("print(kept)") in ("still here\n", "")
    room.start()
    assert server_pid(room, "ben-k") == pid
    ben = Student(room, "ben-k")
    assert ben.log_in()[0] == 200
    ben.ask_for_server()
    ben.wait_for_server()
    assert "True 20" in ben.kernel().run("kept\n" + WORK.format(answer=15))


def test_a_students_server_that_dies_starts_again_with_every_answer(room, students):
    cy = students["cy-m"]
    cy.kernel().run(WORK.format(answer=14))
    time.sleep(2.5)
    os.kill(server_pid(room, "cy-m"), signal.SIGKILL)
    time.sleep(12)
    cy.ask_for_server()
    cy.wait_for_server()
    said = cy.kernel("01_sourcing.ipynb").run(
        "from exercises import open_lesson\nprint(open_lesson().answer('how-many-paragraphs'))"
    )
    assert "14" in said
