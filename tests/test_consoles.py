"""Every command on a console that lacks letters, as a piped one on Windows does: it says “?” for them, and never fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from exercises.__main__ import COMMANDS
from tests.each import each

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ["sample-class", "sample", "--students", "3"]
# What is said of hand-ins, lessons and mistakes; “王” and “…” are in no table of ASCII.
SAID = {
    "nothing": ([], 0),
    "an unknown command": (["gräde"], 2),
    "help": (["grade", "-h"], 0),
    "check": (["check"], 0),
    "a class": (SAMPLE, 0),
    "a class in the way": (["sample-class", "."], 2),
    "grades": (["grade", "sample/hand-ins", "--out", "王 7b", "--names", "sample/roster.csv", "--assignment", "unit"], 0),
    "no grades": (["grade", "王", "--out", "grades"], 2),
    "a report": (["report", "sample/hand-ins", "--out", "Übersicht.html"], 0),
    "paper": (["print-edition", "paper", "--no-pdf"], 0),
    "a form": (["enter-paper", "form.csv", "--students", "ada-l"], 0),
    "copies": (["student-edition", "sample"], 2),
    "an office's page": (["accessibility-report", "--out", "王.md"], 0),
    "an own article": (["new-lesson", "pool", "王.txt"], 2),
    "class codes": (["class-server", "room", "--codes", "王.csv"], 2),
    "a site": (["browser-edition", "sample", "--wheels", "nowhere"], 2),
}


def test_no_command_ends_in_an_error_of_encoding(tmp_path):
    printing = set(COMMANDS) - {"start", "desk", "test"}
    assert {arguments[0] for arguments, _ in SAID.values() if arguments} >= printing
    # Windows-1252 has the quotation marks, but not all letters of a teacher's folders.
    western = {name: SAID[name] for name in ("an unknown command", "a class", "grades")}
    for encoding, asked in (("ascii", SAID), ("cp1252", western)):
        folder = tmp_path / encoding
        folder.mkdir()
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
        for noted, (arguments, status) in each(asked):
            with noted:
                done = subprocess.run(
                    [sys.executable, "-m", "exercises", *arguments], cwd=folder, env=env, capture_output=True, check=False
                )
                said = (done.stdout + done.stderr).decode(encoding)
                assert "Traceback" not in said and said.strip(), said
                assert done.returncode == status, said
