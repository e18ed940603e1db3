"""The command print-edition: what it writes, what it leaves alone, and what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from exercises import __main__ as command
from exercises.base.errors import KitError
from exercises.editions.paper import command as edition
from exercises.lesson_data import archive
from exercises.lesson_data import content as content_module
from exercises.lesson_data.content import fingerprint
from tests import library

HTML = ["answer-sheet.html", "teachers-key.html", "worksheet.html"]
PDF = ["answer-sheet.pdf", "teachers-key.pdf", "worksheet.pdf"]


@pytest.fixture
def lessons(tmp_path, monkeypatch) -> Path:
    """A folder of lessons of our own, with a sound one in it, and no browser on this computer."""
    monkeypatch.setattr(content_module, "LESSONS", tmp_path / "lessons")
    monkeypatch.setattr(edition, "find_browser", lambda: None)
    folder = library.write_lesson(tmp_path / "lessons" / "library")
    (folder / "key").mkdir()
    return tmp_path / "lessons"


def run(*arguments: object) -> int:
    return command.main(["print-edition", *map(str, arguments), "--lesson", "library"])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def printing(monkeypatch, data: bytes = b"%PDF-1.4") -> None:
    """A browser that prints these bytes."""
    monkeypatch.setattr(edition, "find_browser", lambda: Path("chromium"))
    monkeypatch.setattr(edition, "print_pdf", lambda _browser, _page, target: target.write_bytes(data))


@pytest.mark.usefixtures("lessons")
def test_three_sheets_are_written_into_a_new_folder(tmp_path):
    assert run(tmp_path / "new" / "out", "--no-pdf") == 0
    assert names(tmp_path / "new" / "out") == HTML


@pytest.mark.usefixtures("lessons")
def test_each_sheet_is_printed_where_there_is_a_browser(tmp_path, monkeypatch):
    printing(monkeypatch)
    assert run(tmp_path / "out") == 0
    assert names(tmp_path / "out") == sorted(HTML + PDF)


@pytest.mark.usefixtures("lessons")
def test_without_a_browser_html_is_written_and_printing_by_hand_is_told(tmp_path, capsys):
    assert run(tmp_path / "out") == 0
    assert names(tmp_path / "out") == HTML
    assert "No PDF: no Chromium, Chrome or Edge was found" in capsys.readouterr().out


@pytest.mark.usefixtures("lessons")
def test_a_browser_that_fails_leaves_the_html_and_is_told(tmp_path, monkeypatch, capsys):
    def fail(*_):
        raise KitError("chromium made no PDF.")

    printing(monkeypatch)
    monkeypatch.setattr(edition, "print_pdf", fail)
    assert run(tmp_path / "out") == 1
    assert names(tmp_path / "out") == HTML
    assert "made no PDF" in capsys.readouterr().err


@pytest.mark.usefixtures("lessons")
def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_was(tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "worksheet.html").write_text("my own", encoding="utf-8")
    assert run(out) == 2
    assert "is not empty, and this command did not make it" in capsys.readouterr().err
    assert {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()} == {"worksheet.html": "my own"}


@pytest.mark.usefixtures("lessons")
def test_a_folder_that_it_made_is_written_anew_and_other_files_in_it_stay(tmp_path, monkeypatch):
    out = tmp_path / "out"
    printing(monkeypatch)
    run(out)
    (out / "answers.csv").write_text("mine", encoding="utf-8")
    assert run(out, "--large-print", "--no-pdf") == 0
    # The PDFs of the first run would not belong to the large sheets.
    assert names(out) == sorted([*HTML, "answers.csv"])
    assert 'class="large"' in (out / "worksheet.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("lessons")
def test_a_file_in_the_folders_place_is_told(tmp_path, capsys):
    (tmp_path / "out").write_text("", encoding="utf-8")
    assert run(tmp_path / "out") == 2
    assert "is a file. Name a new or an empty folder" in capsys.readouterr().err


@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize("step", ["mkdir", "replace"])
def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, step):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, step, refuse)
    assert run(tmp_path / "out") == 2
    told = capsys.readouterr().err
    assert "could not be written to" in told
    assert "Permission denied. Name a folder that you may write to" in told
    assert "Traceback" not in told


@pytest.mark.usefixtures("lessons")
def test_twice_the_same_sheets_are_the_same_bytes(tmp_path):
    for out in ("one", "two"):
        run(tmp_path / out, "--no-pdf")
    for name in HTML:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_students_copy_gives_worksheet_and_answer_sheet_without_the_key(tmp_path, lessons, capsys):
    shutil.rmtree(lessons / "library" / "key")
    secret = library.question("choice", "answer", "feedback", "worked", assessed=True)
    (lessons / "library" / "questions" / "01_first.toml").write_text(library.toml({"question": [secret]}), encoding="utf-8")
    assert run(tmp_path / "out", "--no-pdf") == 0
    assert names(tmp_path / "out") == ["answer-sheet.html", "worksheet.html"]
    assert "The teacher's key was left out" in capsys.readouterr().out


def test_the_question_set_that_was_printed_is_kept(tmp_path, lessons):
    run(tmp_path / "out", "--no-pdf")
    assert archive.find(lessons / "library", fingerprint(lessons / "library")) is not None


def test_a_broken_question_is_told_and_the_others_are_printed(tmp_path, lessons, capsys):
    broken = [library.question("choice"), library.question("phrase", kind="riddle")]
    (lessons / "library" / "questions" / "01_first.toml").write_text(library.toml({"question": broken}), encoding="utf-8")
    assert run(tmp_path / "out", "--no-pdf") == 1
    assert "there is no kind “riddle”" in capsys.readouterr().err
    assert names(tmp_path / "out") == HTML


@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--notebook", "09_x"], "has no notebook “09_x”. It has: 01_first"),
        (["--without", "a-chioce"], "has no question “a-chioce” to leave out. Did you mean “a-choice”?"),
        (["--lesson", "nope"], "There is no lesson “nope”"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_made(tmp_path, capsys, arguments, told):
    assert command.main(["print-edition", str(tmp_path / "out"), "--lesson", "library", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("lessons")
def test_a_question_is_left_out_of_every_sheet_and_the_others_keep_their_numbers(tmp_path):
    run(tmp_path / "all", "--no-pdf")
    run(tmp_path / "some", "--no-pdf", "--without", "a-choice", "--without", "a-probe")
    for name in HTML:
        whole, some = ((tmp_path / out / name).read_text(encoding="utf-8") for out in ("all", "some"))
        numbers, kept = (re.findall(r">([A-Z]\d+)<", page) for page in (whole, some))
        assert len(set(numbers)) - len(set(kept)) == 2
        assert [number for number in numbers if number in kept] == kept


@pytest.mark.usefixtures("lessons")
def test_the_paper_can_be_letter(tmp_path):
    run(tmp_path / "out", "--no-pdf", "--paper", "letter")
    assert "size: letter" in (tmp_path / "out" / "worksheet.html").read_text(encoding="utf-8")


def test_the_style_sheet_has_no_colour_and_no_address():
    style = edition._STYLE.read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
    colours = {word for word in style.replace(";", " ").replace(",", " ").split() if word.startswith("#")}
    assert colours <= {"#000", "#fff"}
