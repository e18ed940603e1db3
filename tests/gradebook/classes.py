"""What the tests of grading share: a small lesson, a class of good hand-ins, hand-ins line by line, and the command run."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from exercises import __main__ as command
from exercises.lesson_data.content import Content, read_lesson
from exercises.sample_class.generate import sample_class
from exercises.student.journal import as_line, under_header
from tests import library

LESSON = "library"
AT = "2026-11-24T09:00:00+00:00"
# One question's key lies in key/: a hand-in's answers to it are graded here for the first time.
ASSESSED = {
    "id": "seen-later",
    "kind": "choice",
    "standing": "settled",
    "prompt": "When was it?",
    "options": {"monday": "On Monday", "friday": "On Friday"},
    "points": 2,
    "assessed": True,
}
KEY = {"answer": "monday", "worked": "The page says so.", "feedback": {"monday": library.PAIR, "friday": library.PAIR}}
_RECORD = re.compile(rb'(?:[^"\r\n]|"[^"]*")*\r\n')


def put_lesson(lessons: Path, name: str = LESSON, questions: list[dict] | None = None) -> Path:
    """A lesson with a question of each kind and an assessed one, in this folder of lessons; returns its folder."""
    asked = [*map(library.question, library.QUESTIONS), ASSESSED] if questions is None else questions
    folder = library.write_lesson(lessons / name, asked)
    (folder / "key").mkdir(exist_ok=True)
    key = library.toml({"key": [KEY]}).replace("[[key]]", "[seen-later]")
    (folder / "key" / "01_first.toml").write_text(key, encoding="utf-8")
    return folder


def use_lessons(lessons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let these be the lessons that the kit ships with."""
    for module in ("content", "assignments"):
        monkeypatch.setattr(f"exercises.lesson_data.{module}.LESSONS", lessons)


def good_class(content: Content, students: int = 3) -> dict[str, bytes]:
    """File name → bytes of a sample class of one lesson."""
    return dict(sample_class([content], students))


def put_all(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files into a folder, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def check(question: str, answer: object, **more: object) -> dict:
    """The event of a checked answer."""
    return {"v": 1, "at": AT, "event": "check", "id": question, "answer": answer, **more}


@dataclass
class Scene:
    """A folder of hand-ins, and what is needed to write one more."""

    folder: Path
    content: Content

    def hand_in(self, who: str, /, *lines: dict | bytes, **header: object) -> bytes:
        """The bytes of a hand-in; a line given as bytes stands there as it is, ``header`` is what the first one claims."""
        body = b"".join((line if isinstance(line, bytes) else as_line(line)) + b"\n" for line in lines)
        start, _, body = under_header(who, LESSON, self.content.fingerprint, body, len(lines)).partition(b"\n")
        return json.dumps(json.loads(start) | header).encode() + b"\n" + body

    def put(self, name: str, data: bytes) -> Path:
        """Write a file below the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


@dataclass
class Graded:
    """What a run of ``grade`` left: its exit status, and the tables."""

    status: int
    out: Path
    files: dict[str, bytes] = field(default_factory=dict)

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a table as Python's csv reads them."""
        return list(csv.DictReader(io.StringIO(self.files[name].decode("utf-8-sig"), newline="")))

    def records(self, name: str) -> list[bytes]:
        """The lines of a table as they stand in the file, without its header; a cell may run over several."""
        return _RECORD.findall(self.files[name])[1:]

    def of(self, student: str) -> dict[str, tuple[str, str, str]]:
        """Question → (status, points, answer) of one student, of answers.csv."""
        rows = (row for row in self.table("answers.csv") if row["student"] == student)
        return {row["question"]: (row["status"], row["points"], row["answer"]) for row in rows}

    def grade_of(self, student: str) -> dict[str, str] | None:
        """A student's row of grades.csv without its note; None when there is none."""
        rows = [row for row in self.table("grades.csv") if row["student"] == student]
        return {name: cell for name, cell in rows[0].items() if name != "note"} if rows else None


def grade(handins: Path, out: Path, *more: object) -> Graded:
    """Run the command in this process."""
    status = command.main(["grade", str(handins), "--out", str(out), *map(str, more)])
    # The lock stays: what removes it could take it from under the next run.
    made = (
        [path for path in sorted(out.iterdir()) if path.is_file() and path.name != ".writing.lock"] if out.is_dir() else []
    )
    return Graded(status, out, {path.name: path.read_bytes() for path in made})


def read(lessons: Path, name: str = LESSON) -> Content:
    """A lesson of this folder of lessons, which must have no problems."""
    content = read_lesson(lessons / name, keys=True)
    assert content.problems == ()
    return content
