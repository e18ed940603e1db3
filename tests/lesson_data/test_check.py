"""The check says everything at once: each fault with its file, its line and an example of the right form."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.base.toml_files import Lines
from exercises.lesson_data import check as checking
from exercises.lesson_data import content as content_module
from exercises.lesson_data import notebooks as notebooks_module
from exercises.lesson_data.check import problems_of
from exercises.lesson_data.content import LESSONS, lesson_names, read_lesson
from exercises.lesson_data.notebooks import read_notebooks
from tests import library
from tests.each import each

# Each “fault” is what the check says of its line; two faults of one line are apart by “ & ”.
QUESTIONS = """\
title = "First"

[[question]] # fault: field “worked” is missing
id = "who-speaks"
kind = "choice"
standing = "settled"
standards = ["RI.9-10.6"]
prompt = \"\"\"
Who speaks here?

[[question]]
id = "this is part of the prompt"
\"\"\"
hints = [] # fault: field “hints” is empty. Give at least one text. For example: hints = ["…", "…"]
minuts = 3 # fault: Did you mean “minutes”?
points = 500 # fault: points must be above zero
answer = "june" # fault: the answer is “june”

[question.options]
monday = "Monday"
may = "May"
[question.feedback] # fault: feedback for “may” is missing. Add a pair: what we noticed, what to try. For example: may = ["W
monday = ["Only one half."] # fault: must be a pair of texts
august = ["It is August.", "Is it?"] # fault: feedback for “august”, which is not among its entries

[[question]] # fault: field “standing” is missing. Add it. For example: standing = "settled"
id = "How-Many" # fault: small letters, digits and hyphens
kind = "number"
prompt = "How many?"
standards = ["RI.9-10.6"]
hints = "Count." # fault: the field “hints” does not have the form
worked = "Ten."
answer = 10
otherwise = ["Not this one.", "Count again."]
paragraphs = [1, 99] # fault: 99

[[question.wrong]]
value = 9
feedback = ["Nine.", "One more?"]

[[question.wrong]] # fault: the field “feedback” is missing. Add it. For example: feedback = ["What we n
value = 8

[[question]] # fault: “standing” is missing & “prompt” is missing
id = "an-odd-kind"
kind = "riddle" # fault: there is no kind “riddle”

[[question]] # fault: field “worked” is empty & hint “Look.” comes 2 times
id = "a-sound-one"
kind = "number"
standing = "settled"
prompt = "How many months?"
hints = ["Look.", "Look."]
worked = ""
answer = 10
otherwise = ["Not this one.", "See www.example.org."] # fault: looks like a network address
"""
ANNOTATIONS = """\
[[cue]] # fault: source is missing & type is missing & confidence is missing. Add it. For example: confidence = "cl
id = "cue-one"
paragraph = 2
exact = "no such words" # fault: are not in paragraph 2, letter for letter
voice = ["reporter"]
place = "narration"

[[cue]]
id = "cue-one" # fault: another annotation has the same id
paragraph = 2
exact = "saying"
voice = ["reporter"]
place = "narration"
source = "Okafor"
type = "neutral"
confidence = "sure" # fault: it must be clear or arguable

[[cues]] # fault: “cues” is not a layer
id = "x"
"""


def expected(text: str) -> list[tuple[int, str]]:
    return [
        (number, words)
        for number, line in enumerate(text.split("\n"), 1)
        for words in (line.partition("# fault: ")[2].split(" & ") if "# fault: " in line else [])
    ]


def said(problems: list[str], file: str) -> list[tuple[int, str]]:
    return [
        (int(found[1]), problem)
        for problem in problems
        if (found := re.match(rf"{re.escape(file)}, line (\d+)[,:]", problem))
    ]


def test_every_fault_of_every_entry_is_said_in_one_run_with_its_line_and_nothing_else(tmp_path):
    folder = library.write_finished_lesson(tmp_path / "library")
    (folder / "questions" / "01_first.toml").write_text(QUESTIONS, encoding="utf-8")
    (folder / "annotations.toml").write_text(ANNOTATIONS, encoding="utf-8")
    article = 'title = "A library opens again"\n[in_place_of]\nno-such-card = "a-choice"\n'
    (folder / "article.toml").write_text(article, encoding="utf-8")
    problems = problems_of(read_lesson(folder, keys=True), folder, [])
    for file, text in {"01_first.toml": QUESTIONS, "annotations.toml": ANNOTATIONS}.items():
        told, wanted = said(problems, file), expected(text)
        for line, words in wanted:
            assert [problem for number, problem in told if number == line and words in problem], (line, words, told)
        assert len(told) == len(wanted), told
    about = [problem for _, problem in said(problems, "article.toml")]
    named = [re.search("“(.*?)”", problem)[1] for problem in about]
    assert named == ["provenance", "rights", "language", "sha256", "no-such-card"]
    assert len(problems) == len(expected(QUESTIONS)) + len(expected(ANNOTATIONS)) + 5
    assert f'sha256 = "{read_digest(folder)}"' in about[3]


def read_digest(folder: Path) -> str:
    return library.hashlib.sha256((folder / "article.txt").read_bytes()).hexdigest()


def test_a_key_is_checked_in_its_own_file_and_one_that_belongs_to_nothing_is_named(tmp_path):
    table = library.question("choice", "answer", "feedback", "worked", assessed=True)
    folder = library.write_finished_lesson(tmp_path / "library", [table])
    (folder / "key").mkdir()
    key = (
        '["a-choice"]\nworked = "x"\nanswer = "june"\n["a-choice".feedback]\nmonday = ["a", "b"]\n\n[gone]\nworked = "y"\n'
    )
    (folder / "key" / "01_first.toml").write_text(key, encoding="utf-8")
    problems = problems_of(read_lesson(folder, keys=True), folder, [])
    lines = [
        (number, re.search("(answer is|“may” is|“sunday” is|no question “gone”)", problem)[1])
        for number, problem in said(problems, "key/01_first.toml")
    ]
    assert lines == [(3, "answer is"), (4, "“may” is"), (4, "“sunday” is"), (7, "no question “gone”")]
    assert len(problems) == len(lines)


SOUND = 'title = "First"\n\n[[question]]\nid = "a"\nprompt = """\nWhat is it?\n"""\nworked = "So."\n'
UNREADABLE = {
    "curly quotation marks": (SOUND.replace('"So."', "“So.”").encode(), 8, "curly"),
    "curly marks in a list": (SOUND.replace('"So."', "[“So.”]").encode(), 8, "curly"),
    "a lost end of a long text": (SOUND.replace('?\n"""', "?").encode(), 5, 'has no closing """'),
    "a lost end before a table": (
        (SOUND.replace('?\n"""\nworked = "So."', "?") + "[[question]]\nid = 1\n").encode(),
        5,
        "closing",
    ),
    "UTF-16": (SOUND.encode("utf-16"), 1, "UTF-16"),
    "UTF-16 without its mark": (SOUND.encode("utf-16-le"), 1, "UTF-16"),
    "Latin-1": (SOUND.replace("So.", "Café").encode("latin-1"), 8, "“é” is saved in an older encoding"),
    "a BOM": (SOUND.encode("utf-8-sig"), 1, "BOM"),
    "no value": (SOUND.replace('"So."', "").encode(), 8, "this is not TOML"),
}


def test_what_keeps_a_file_from_being_read_is_named_as_what_it_is(tmp_path):
    folder = library.write_lesson(tmp_path / "library")
    for noted, (data, line, words) in each(UNREADABLE):
        with noted:
            for path in (folder / "questions" / "02_second.toml", folder / "annotations.toml", folder / "takeaways.toml"):
                kept = path.read_bytes() if path.exists() else None
                path.write_bytes(data)
                told = [problem for problem in read_lesson(folder).problems if problem.startswith(path.name)]
                path.unlink() if kept is None else path.write_bytes(kept)
                assert len(told) == 1
                assert told[0].startswith(f"{path.name} cannot be read, line {line}: ")
                assert words in told[0]


def test_the_lines_of_every_shipped_file_are_those_of_its_entries():
    for path in sorted(LESSONS.glob("*/questions/*.toml")):
        text = path.read_text(encoding="utf-8")
        lines, rows = Lines(text), text.split("\n")
        for number, entry in enumerate(content_module.read_toml(path)[0]["question"]):
            assert rows[lines.of(("question", number)) - 1].strip() == "[[question]]"
            assert rows[lines.of(("question", number, "id")) - 1] == f'id = "{entry["id"]}"'


def notebook(path: Path, *cells: str) -> None:
    made = [{"cell_type": "code", "source": [cell], "metadata": {}, "outputs": []} for cell in cells]
    path.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4}), encoding="utf-8")


def test_a_notebook_that_asks_too_much_too_little_or_in_another_order_is_said(tmp_path):
    kinds = ("choice", "choices", "match", "number")
    folder = library.write_finished_lesson(tmp_path / "library", [library.question(kind) for kind in kinds])
    opened, asks = 'lesson = open_lesson("library")', [f'lesson.ask("a-{kind}")' for kind in kinds]
    (tmp_path / "books").mkdir()
    notebook(tmp_path / "books" / "other.ipynb", 'open_lesson("iron_dome")', 'lesson.ask("nothing-of-ours")')
    (tmp_path / "books" / "torn.ipynb").write_text("{", encoding="utf-8")
    book = tmp_path / "books" / "01_first.ipynb"

    def problems() -> list[str]:
        found, wrong = read_notebooks(tmp_path / "books")
        assert [sentence.split()[0] for sentence in wrong] == ["torn.ipynb"]
        return problems_of(read_lesson(folder, keys=True), folder, found)

    assert problems() == []
    notebook(book, opened, *asks)
    assert problems() == []
    notebook(book, opened, asks[1], asks[0], asks[0], 'lesson.ask("a-mach")', asks[2])
    told = problems()
    assert [sentence for sentence in told if sentence.startswith("01_first.ipynb, cell 5: ") and "“a-match”" in sentence]
    assert [
        sentence for sentence in told if sentence.startswith("01_first.ipynb, cell 3: ") and "other way round" in sentence
    ]
    assert [sentence for sentence in told if "“a-choice” 2 times" in sentence]
    assert [sentence for sentence in told if 'no notebook asks it. Add a code cell: lesson.ask("a-number")' in sentence]
    assert len(told) == 4


def test_the_shipped_lessons_and_notebooks_are_without_a_problem(capsys):
    assert checking.check(checking.argparse.Namespace(named=None, lesson=None, watch=False)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == lesson_names()


WATCHING = """
import _thread, sys, threading
from pathlib import Path
from exercises import __main__ as command
from exercises.lesson_data import check, content
content.LESSONS = Path(sys.argv[1])
check._SECONDS = 0.05
def stop():
    sys.stdin.readline()
    _thread.interrupt_main()
threading.Thread(target=stop, daemon=True).start()
sys.exit(command.main(["check", "library", "--watch"]))
"""


def test_watching_looks_again_when_a_file_is_saved_and_ends_with_a_sentence(tmp_path):
    folder = library.write_finished_lesson(tmp_path / "library")
    path = folder / "questions" / "01_first.toml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace('"choice"', '"riddle"', 1), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", WATCHING, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:

        def look() -> str:
            lines = []
            while not lines or not lines[-1].endswith("Ctrl+C ends it.\n"):
                lines.append(child.stdout.readline())
                assert lines[-1], lines
            return "".join(lines)

        assert "there is no kind “riddle”" in look()
        path.write_text(sound, encoding="utf-8")
        assert "Nothing is wrong." in look()
        child.stdin.write("\n")
        child.stdin.flush()
        assert child.stdout.read() == "The check has ended. Your files are as you saved them.\n"
    assert child.returncode == 0


@pytest.fixture(autouse=True)
def _own_notebooks(request, monkeypatch, tmp_path):
    if "shipped" not in request.node.name:
        monkeypatch.setattr(notebooks_module, "NOTEBOOKS", tmp_path / "none")
