"""The command enter-paper: an empty form, and from a filled one hand-ins that are graded as answers on cards are."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from exercises import __main__ as command
from exercises.editions.paper.typed import write_typed
from exercises.lesson_data import archive
from exercises.lesson_data import content as content_module
from exercises.lesson_data.content import read_lesson
from exercises.questions import grade
from tests import library

IDS = [f"a-{kind}" for kind in library.QUESTIONS]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(content_module, "LESSONS", tmp_path / "lessons")
    return library.write_lesson(tmp_path / "lessons" / "library")


@pytest.fixture
def form(tmp_path, folder) -> Path:
    """An empty form for two students."""
    assert folder.is_dir()
    assert run(tmp_path / "form.csv", "--lesson", "library", "--students", "ada-l", "ben-k") == 0
    return tmp_path / "form.csv"


def run(*arguments: object) -> int:
    return command.main(["enter-paper", *map(str, arguments)])


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def save(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", delimiter: str = ",", lead: str = "") -> None:
    """As a spreadsheet program saves it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes((lead + text.getvalue()).encode(encoding))


def fill(path: Path, answers: dict[str, dict[str, str]], **saved) -> None:
    """Type these answers, {class id: {question id: typed}}, into the form."""
    rows = cells(path)
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    columns = {student: rows[1].index(student) for student in answers}
    for row in rows[2:]:
        for student, typed in answers.items():
            row[columns[student]] = typed.get(row[1], row[columns[student]])
    save(path, rows, **saved)


def right(folder: Path) -> dict[str, str]:
    questions = read_lesson(folder, keys=True).questions
    return {name: write_typed(question, library.RIGHT[question.kind]) for name, question in questions.items()}


def hand_in(path: Path) -> tuple[dict, list[dict]]:
    header, _, body = path.read_bytes().partition(b"\n")
    head = json.loads(header)
    assert head["checksum"] == hashlib.sha256(body).hexdigest()
    return head, [json.loads(line) for line in body.splitlines()]


def test_a_new_form_has_a_row_for_each_question_and_a_column_for_each_student(form):
    rows = cells(form)
    assert rows[0] == ["number", "id", "kind", "how to type it", "student 1", "student 2"]
    assert rows[1][4:] == ["ada-l", "ben-k"]
    assert [row[1] for row in rows[2:-1]] == IDS
    assert all(row[3] for row in rows[2:-1])


def test_without_class_ids_there_are_columns_for_thirty(tmp_path, folder, capsys):
    run(tmp_path / "form.csv", "--lesson", folder.name)
    assert "Type the class ids into its second line" in capsys.readouterr().out
    assert cells(tmp_path / "form.csv")[0][-1] == "student 30"


def test_a_filled_form_is_graded_as_the_same_answers_on_cards(form, folder, lesson, capsys):
    fill(form, {"ada-l": right(folder)})
    assert run(form) == 0
    head, events = hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")
    assert (head["student"], head["lesson"], head["source"], head["events"]) == ("ada-l", "library", "paper", len(IDS))
    assert head["question_set"] == read_lesson(folder).fingerprint
    assert [event["id"] for event in events] == IDS
    for event in events:
        question = lesson._work.content.questions[event["id"]]
        on_card, _ = lesson._work.submit(event["id"], library.RIGHT[question.kind])
        assert grade(question, event["answer"]) == on_card
        recorded = lesson._work.journal.events()[-1]
        assert {name: event[name] for name in ("v", "event", "id", "answer")} == {
            name: recorded[name] for name in ("v", "event", "id", "answer")
        }
    assert "11 answers of form.csv are in 1 hand-ins" in capsys.readouterr().out


SAVED = {
    "commas": {},
    "semicolons": {"delimiter": ";"},
    "semicolons in Windows-1252": {"delimiter": ";", "encoding": "cp1252"},
    "tabs in UTF-16": {"delimiter": "\t", "encoding": "utf-16"},
    "without a byte-order mark": {"encoding": "utf-8"},
    "with a line that names the separator": {"delimiter": ";", "lead": "sep=;\r\n", "encoding": "utf-8"},
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=list(SAVED))
def test_a_form_that_a_spreadsheet_saved_is_read(form, folder, saved):
    typed = right(folder) | {"a-reflection": "“Ten months”, said the mayor – é."}
    fill(form, {"ada-l": typed}, **saved)
    assert run(form) == 0
    _, events = hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")
    assert len(events) == len(IDS)
    assert events[-1]["answer"] == typed["a-reflection"]


def test_the_time_is_that_of_the_entry_and_twice_gives_the_same_bytes(form, folder):
    fill(form, {"ada-l": right(folder)})
    os.utime(form, (1_700_000_000, 1_700_000_000))
    target = form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl"
    run(form)
    first = target.read_bytes()
    run(form)
    assert target.read_bytes() == first
    assert {event["at"] for event in hand_in(target)[1]} == {"2023-11-14T22:13:20+00:00"}


def test_a_cell_that_cannot_be_read_is_told_and_the_others_are_kept(form, folder, capsys):
    fill(form, {"ada-l": right(folder) | {"a-choice": "z"}, "ben-k": {"a-choice": "a"}})
    assert run(form) == 1
    told = capsys.readouterr().err
    assert "form.csv, line 3 (A1, a-choice), ada-l: “z” is none of the letters a to c." in told
    assert "What to type: one letter, a to c." in told
    assert hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")[0]["events"] == len(IDS) - 1
    assert hand_in(form.parent / "paper-hand-ins" / "library.ben-k.paper.jsonl")[0]["events"] == 1


def test_an_answer_too_long_to_grade_is_told(form, capsys):
    fill(form, {"ada-l": {"a-reflection": "word " * 5_000, "a-choice": "a"}})
    assert run(form) == 1
    assert "longer than 20,000 characters" in capsys.readouterr().err


def test_a_student_without_answers_gets_no_file(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a", "a-order": "-"}})
    assert run(form) == 0
    assert "ben-k: nothing was typed" in capsys.readouterr().out
    assert [path.name for path in (form.parent / "paper-hand-ins").iterdir()] == ["library.ada-l.paper.jsonl"]


def test_class_ids_are_checked_and_the_other_columns_are_read(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}, "ben-k": {"a-choice": "b"}})
    rows = cells(form)
    rows[1][4] = "Ada Lovelace"
    save(form, rows)
    assert run(form) == 1
    assert "form.csv, column “student 1”: “Ada Lovelace” cannot be used" in capsys.readouterr().err
    assert [path.name for path in (form.parent / "paper-hand-ins").iterdir()] == ["library.ben-k.paper.jsonl"]


@pytest.mark.parametrize(("above", "told"), [("ada-l", "stands above two columns"), ("", "no class id above them")])
def test_a_column_whose_id_is_taken_or_missing_is_told(form, capsys, above, told):
    fill(form, {"ada-l": {"a-choice": "a"}, "ben-k": {"a-choice": "b"}})
    rows = cells(form)
    rows[1][5] = above
    save(form, rows)
    assert run(form) == 1
    assert told in capsys.readouterr().err
    assert hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")[1][0]["answer"] == "monday"


def test_rows_may_be_sorted_and_unknown_or_doubled_ones_are_told(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a", "a-phrase": "over"}})
    head, ids, *rows = cells(form)
    rows = [*reversed(rows), ["A9", "no-such", "", "", "a"], ["A1", "a-choice", "", "", "b"]]
    save(form, [head, ids, *rows])
    assert run(form) == 1
    told = capsys.readouterr().err
    assert "“no-such” is no question of the lesson" in told
    assert "“a-choice” stands in two rows" in told
    answers = {e["id"]: e["answer"] for e in hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")[1]}
    assert answers == {"a-choice": "monday", "a-phrase": "over"}


def test_answers_to_the_right_of_the_last_column_are_told(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}})
    rows = cells(form)
    rows[2] += ["c"]
    save(form, rows)
    assert run(form) == 1
    assert "“c” stands to the right of the last column" in capsys.readouterr().err


def test_a_table_that_is_no_form_is_told(tmp_path, folder, capsys):
    (tmp_path / "form.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert folder.is_dir()
    assert run(tmp_path / "form.csv") == 2
    assert "form.csv is no form of this command" in capsys.readouterr().err


def test_a_form_is_named_csv(tmp_path, capsys):
    assert run(tmp_path / "form.xlsx") == 2
    assert "its name ends in .csv" in capsys.readouterr().err


def test_a_hand_in_that_is_not_from_paper_is_left_alone(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}})
    target = form.parent / "elsewhere" / "library.ada-l.paper.jsonl"
    target.parent.mkdir()
    target.write_bytes(b'{"hand_in": 1}\n')
    assert run(form, "--out", target.parent) == 1
    assert "was not made by this command" in capsys.readouterr().err
    assert target.read_bytes() == b'{"hand_in": 1}\n'


def test_a_folder_that_cannot_be_written_to_is_told(form, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}})
    (form.parent / "paper-hand-ins").write_text("a file in its place", encoding="utf-8")
    assert run(form) == 1
    assert "could not be written" in capsys.readouterr().err


def change(folder: Path) -> None:
    """The teacher swaps two options, so that the letters mean something else."""
    path = folder / "questions" / "01_first.toml"
    text = path.read_text(encoding="utf-8")
    first, second = '"monday" = "On Monday"', '"sunday" = "On Sunday"'
    path.write_text(text.replace(f"{first}, {second}", f"{second}, {first}"), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text


def test_letters_mean_what_they_meant_when_the_sheets_were_printed(form, folder):
    (folder / "key").mkdir()
    archive.keep(folder)
    fill(form, {"ada-l": {"a-choice": "a"}})
    before = read_lesson(folder).fingerprint
    change(folder)
    assert run(form) == 0
    head, events = hand_in(form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl")
    assert (head["question_set"], events[0]["answer"]) == (before, "monday")


def test_a_form_of_a_question_set_that_was_not_kept_is_refused(form, folder, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}})
    change(folder)
    assert run(form) == 2
    assert "belongs to another question set" in capsys.readouterr().err
    assert not (form.parent / "paper-hand-ins").exists()


def test_forms_of_different_notebooks_make_one_hand_in(form, folder):
    target = form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl"
    fill(form, {"ada-l": {"a-choice": "a", "a-phrase": "over"}})
    run(form)
    other = form.parent / "other.csv"
    save(other, [row for row in cells(form) if row[1] != "a-phrase"])
    fill(other, {"ada-l": {"a-choice": "", "a-number": "5"}})
    run(other)
    both = target.read_bytes()
    # Each form has the last word on its own questions, and leaves the others as they are.
    assert {event["id"]: event["answer"] for event in hand_in(target)[1]} == {"a-number": 5.0, "a-phrase": "over"}
    run(other)
    assert target.read_bytes() == both
    assert folder.is_dir()


def test_a_file_of_another_question_set_is_left_alone(form, folder, capsys):
    fill(form, {"ada-l": {"a-choice": "a"}})
    run(form)
    target = form.parent / "paper-hand-ins" / "library.ada-l.paper.jsonl"
    before = target.read_bytes()
    change(folder)
    run(form.parent / "new.csv", "--lesson", "library", "--students", "ada-l")
    fill(form.parent / "new.csv", {"ada-l": {"a-choice": "a"}})
    assert run(form.parent / "new.csv") == 1
    assert "belongs to another question set than this form" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_the_gradebook_gives_paper_the_points_that_the_cards_give(form, folder, lesson):
    (folder / "key").mkdir()
    fill(form, {"ada-l": right(folder), "ben-k": {"a-choice": "b", "a-order": "a b c d"}})
    run(form)
    grades = form.parent / "grades"
    assert (
        command.main(["grade", str(form.parent / "paper-hand-ins"), "--out", str(grades), "--quiet", "--workers", "1"]) == 0
    )
    with (grades / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["student"], row["question"]): row["points"] for row in csv.DictReader(file)}
    for name, question in lesson._work.content.questions.items():
        points = lesson.check(name, library.RIGHT[question.kind]).points
        assert rows["ada-l", name] == ("" if points is None else f"{points:g}")
    assert rows["ben-k", "a-choice"] == "0"


def test_nothing_in_an_empty_form_can_run_as_a_formula(form):
    assert not [cell for row in cells(form) for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]
