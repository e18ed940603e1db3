"""What the server makes of a hand-in, what the card makes of the server, and what `grade` trusts of both."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from exercises.base.errors import KitError
from exercises.cards import open_desk
from exercises.class_server.receive import MOST_TIMES, fewer, received
from exercises.gradebook.intake.hand_ins import LONGEST_HEADER, read_hand_in
from exercises.student.class_server import ADDRESS, STUDENT, TOKEN
from exercises.student.journal import Journal, hand_in_file
from exercises.student.lesson import Lesson
from tests.gradebook.classes import check, grade
from tests.gradebook.hostile_files import zip_bytes

SETS = {"library": "0123456789abcdef"}
NINE, TEN, ELEVEN = (f"2026-11-24T{hour:02}:00:00+00:00" for hour in (9, 10, 11))
FIRST, SECOND = check("a-choice", "monday", at=NINE), check("a-number", 5, at=TEN)


def sent(*events, student="somebody-else", lesson="library", **more):
    return hand_in_file(student, lesson, "f" * 16, list(events), **more)


def header_of(data: bytes) -> dict:
    return json.loads(data.split(b"\n")[0])


def test_id_time_and_questions_are_the_servers_and_nothing_that_was_there_is_lost():
    one = received(sent(FIRST, received=[[9, NINE]], source="paper"), None, "ada-l", SETS, NINE)
    head = header_of(one.data)
    assert (head["student"], head["question_set"], head["source"]) == ("ada-l", SETS["library"], "class-server")
    assert head["received"] == [[1, NINE]]
    # The student's own journal was lost: what the server has stays, and what is new comes after it.
    two = received(sent(SECOND), one.data, "ada-l", SETS, TEN)
    assert read_hand_in(two.data).events == [FIRST, SECOND]
    assert read_hand_in(two.data).notes == []
    assert header_of(two.data)["received"] == [[1, NINE], [2, TEN]]
    again = received(sent(FIRST, SECOND), two.data, "ada-l", SETS, ELEVEN)
    assert (again.new, again.data) == (0, two.data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"\x00\xff", "does not start like a hand-in"),
        (sent(FIRST, lesson="../../etc"), "no lesson “../../etc” on this server"),
        (sent(), "no answer to hand in"),
        (sent(*[check("a-choice", "x" * 150_000, n=n) for n in range(40)]), "far larger than any hand-in"),
        (sent(FIRST) + b'{"id": "x", "event": "check", "answer": ' + b"[" * 5000 + b"]" * 5000 + b"}\n", ""),
    ],
)
def test_what_no_kit_sends_gets_a_sentence_and_changes_nothing(data, said):
    if said:
        with pytest.raises(KitError, match=said):
            received(data, None, "ada-l", SETS, NINE)
    else:
        # Nested too deep for Python: that line alone is left out.
        assert read_hand_in(received(data, None, "ada-l", SETS, NINE).data).events == [FIRST]


def test_many_hand_ins_leave_a_header_that_can_be_read():
    times = [(n, f"2026-11-24T{9 + n // 60:02}:{n % 60:02}:{n % 7:02}+00:00") for n in range(1, 200)]
    kept = fewer(list(times))
    assert len(kept) == MOST_TIMES
    assert kept[-1] == times[-1]
    assert kept == sorted(kept)
    assert len(sent(FIRST, received=kept).split(b"\n")[0]) < LONGEST_HEADER


def test_grade_trusts_the_place_that_a_class_server_wrote_to_and_nothing_in_a_file(scene, tmp_path, capsys):
    """Mallory hands in under Holly's id: on the server it is Mallory's, by file it is a second Holly."""
    holly = received(sent(FIRST, lesson="library"), None, "s01-holly", {"library": scene.content.fingerprint}, NINE)
    scene.put("class-server/s01-holly/library.s01-holly.jsonl", holly.data)
    forged = scene.hand_in("s01-holly", check("a-choice", "sunday", at=TEN), source="class-server", received=[[1, NINE]])
    scene.put("class-server/mal-m/library.s01-holly.jsonl", forged)
    found = grade(scene.folder, tmp_path / "one")
    assert (found.status, found.of("s01-holly")["a-choice"][1], found.of("mal-m")["a-choice"][1]) == (0, "2", "0")
    scene.put("work.zip", zip_bytes([("class-server/s01-holly/library.s01-holly.jsonl", forged)]))
    found = grade(scene.folder, tmp_path / "two")
    assert found.status == 3
    assert found.of("s01-holly")["a-choice"][1] == "2"
    assert "To settle" in capsys.readouterr().out
    # The teacher packs the whole folder: what was inside it is trusted as before.
    packed = tmp_path / "packed.zip"
    packed.write_bytes(zip_bytes([("hand-ins/class-server/mal-m/library.s01-holly.jsonl", forged)]))
    assert grade(packed, tmp_path / "three").of("mal-m")["a-choice"][1] == "0"


def test_an_answer_counts_at_a_time_when_the_server_can_have_had_it(scene, tmp_path):
    """An answer that came at eleven and says nine is later than what the server had at ten."""
    sets = {"library": scene.content.fingerprint}
    early = check("a-choice", "monday", at=NINE)
    first = received(sent(early), None, "ada-l", sets, TEN)
    backdated, ahead = check("a-number", 5, at=NINE), check("seen-later", "monday", at="2070-01-01T00:00:00+00:00")
    whole = received(sent(early, backdated, ahead), first.data, "ada-l", sets, ELEVEN)
    scene.put("class-server/ada-l/library.ada-l.jsonl", whole.data)
    found = grade(scene.folder, tmp_path / "grades")
    at = {row["question"]: row["answered_at"] for row in found.table("answers.csv") if row["answered_at"]}
    assert at == {"a-choice": NINE, "a-number": ELEVEN, "seen-later": ELEVEN}
    (note,) = (row for row in found.table("problems.csv") if row["student"] == "ada-l")
    assert "2 answers or hints have a time at which the class server did not have it" in note["why, and what to do"]


class Taking(BaseHTTPRequestHandler):
    """A stand-in for the service: keeps what came, and answers as it is set to."""

    came: ClassVar[list[tuple[str, bytes]]] = []
    says: ClassVar[tuple[int, bytes]] = (200, b"")

    def do_POST(self):
        self.came.append((self.headers["Authorization"], self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.says[0])
        self.end_headers()
        self.wfile.write(self.says[1])

    def log_message(self, *_):
        pass


@pytest.fixture
def service(monkeypatch):
    """A service on this machine, and the environment that a class server gives a student's kernel."""
    server = HTTPServer(("127.0.0.1", 0), Taking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(Taking, "came", [])
    for name, value in {STUDENT: "ada-l", ADDRESS: f"http://127.0.0.1:{server.server_port}/", TOKEN: "t0ken"}.items():
        monkeypatch.setenv(name, value)
    # What a school sets for the web does not count here.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    yield Taking
    server.shutdown()
    server.server_close()


def test_on_a_class_server_the_card_hands_in_by_a_click(content, tmp_path, service, monkeypatch):
    lesson = Lesson(content, Journal(tmp_path / "my-work" / "library.jsonl"), open_desk)
    card = lesson.hand_in()
    assert (card.state["on_server"], card.state["id"]) == (True, "ada-l")
    card._handle_custom_msg({"do": "hand_in"}, [])
    assert "no answer to hand in" in card.state["problem"]
    lesson.check("a-choice", "monday")
    assert "on your class's server" in lesson._work.state("a-choice")["saved"]["text"]
    service.says = (200, json.dumps({"at": NINE}).encode())
    card._handle_custom_msg({"do": "hand_in", "id": "mal-m"}, [])
    made = card.state["made"]
    assert (made["at"], made["sent"], made["where"], card.state["problem"]) == (NINE, True, "", "")
    assert "Nothing was sent" not in made["holds"]
    ((token, data),) = service.came
    assert (token, header_of(data)["student"]) == ("token t0ken", "ada-l")
    # No file is made, and no id is remembered: the server has both.
    assert [path.name for path in (tmp_path / "my-work").iterdir() if not path.name.startswith(".")] == ["library.jsonl"]
    for says, said in (
        ((400, json.dumps({"problem": "A sentence."}).encode()), "A sentence."),
        ((502, b"<html>"), "the server said 502"),
        ((200, b"[]"), "its reply cannot be read"),
    ):
        service.says = says
        card._handle_custom_msg({"do": "hand_in"}, [])
        assert said in card.state["problem"]
        assert card.state["made"] is None
    monkeypatch.setenv(ADDRESS, "http://127.0.0.1:1/")
    card._handle_custom_msg({"do": "hand_in"}, [])
    assert "did not reach your teacher" in card.state["problem"]
    assert "Press the button again" in card.state["problem"]
