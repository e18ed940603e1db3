"""From five zip files of five platforms to grades, a platform's file and feedback, in one command."""

from __future__ import annotations

import webbrowser

from exercises import __main__ as command
from tests.desk.five_classes import PLATFORMS, STUDENTS, write_five_classes


def test_five_classes_of_five_platforms_are_graded_in_one_command(tmp_path, capsys, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address))
    place, roster = write_five_classes(tmp_path)
    out = tmp_path / "GRADES"
    more = ["--roster", str(roster), "--names", str(roster), "--lms", "moodle", "--feedback", "--quiet", "--open"]
    assert command.main(["grade", str(place), "--out", str(out), *more]) == 0
    said = capsys.readouterr().out
    assert f"5 classes: {', '.join(PLATFORMS)}. All of them are in {(out / 'overview.html').resolve()}." in said
    # No browser could be opened: then a sentence says which file it is.
    assert opened == [(out / "overview.html").resolve().as_uri()]
    assert said.endswith(f"No browser could be opened here. Open this file yourself: {(out / 'overview.html').resolve()}\n")
    for name in PLATFORMS:
        folder = out / name
        assert f"{name}: {STUDENTS - 1} students graded; tables and report.html are in {folder.resolve()}." in said
        assert len((folder / "moodle.csv").read_text(encoding="utf-8-sig").splitlines()) == STUDENTS
        assert len(list((folder / "feedback").glob("*.html"))) == STUDENTS - 1
        assert (folder / "gradebook.html").is_file()
    assert said.count(f"Nothing handed in: 1 of {STUDENTS} on the roster: s30-") == len(PLATFORMS)
    assert said.count("Mark them at the desk (python -m exercises desk)") == len(PLATFORMS)
