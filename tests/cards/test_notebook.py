"""Slips in a notebook's cells get a sentence of ours, and a function that failed to define is not judged."""

from __future__ import annotations

import re

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from exercises.cards import notebook, teach_notebook_to_show


@pytest.fixture
def shell(monkeypatch, tmp_path):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    made = InteractiveShell(display_pub_class=CapturingDisplayPublisher, history_length=0)
    monkeypatch.setattr("IPython.get_ipython", lambda: made)
    monkeypatch.setattr(notebook, "_watched", {})
    teach_notebook_to_show()
    teach_notebook_to_show()  # a student runs the first cell again
    made.push({"lesson": object(), "voices": [], "my_words": ["a"]})
    return made


def run(shell, cell: str) -> tuple[str, str]:
    """What a cell shows when it fails: the text, and the HTML."""
    shell.display_pub.outputs.clear()
    result = shell.run_cell(cell)
    assert not result.success
    (output,) = shell.display_pub.outputs
    return output["data"]["text/plain"], output["data"]["text/html"]


@pytest.mark.parametrize(
    ("cell", "noticed", "do"),
    [
        ('x = 1\nwords = ["one, "two"]', "A quotation mark is missing in line 2.", 'ends with "'),
        ("word = “our”", "printed quotation mark", "straight mark"),
        ('words = ["one" two]', "Something is missing between two words in line 1.", "comma between two words"),
        ('words = ["one", "two"', "A bracket is opened in line 1 and never closed.", "Each ( needs a )"),
        ('print("one"))', "A bracket in line 1 does not fit.", "one too many"),
        ("def share(part, whole):\nreturn part", "Line 2 must start farther right", "four spaces"),
        ("x = 1\n    y = 2", "Line 2 starts farther right than it should.", "Delete the spaces"),
        ("if True:\n        x = 1\n\ty = 2", "Line 3 does not line up", "four spaces"),
        ("def share(part, whole)\n    return part", "A colon is missing in line 1.", "ends with a colon"),
        ("x = = 2", "Python cannot read line 1.", "Is a quotation mark, a comma"),
        ("Lesson", "it knows “lesson”", "Capital letters count"),
        ("my_word", "Python does not know “my_word”.", "Did you mean “my_words”?"),
        ("word = excellent", "Python does not know “excellent”.", 'quotation marks: "excellent"'),
        ("my_words.Append(2)", "There is no “Append” here, but there is “append”.", "Capital letters count"),
    ],
)
def test_a_slip_gets_a_sentence_and_pythons_own_words_can_be_opened(shell, capsys, cell, noticed, do):
    text, html = run(shell, cell)
    assert noticed in text
    assert do in text
    assert re.search(r"Error: ", text)
    assert "<details><summary>What Python says</summary><pre>" in html
    assert capsys.readouterr().out == ""


def test_a_slip_inside_a_function_of_the_notebook_is_explained_where_it_is(shell):
    shell.run_cell("def share(part, whole):\n    return Part / whole")
    text, html = run(shell, "share(1, 2)")
    assert text.startswith("Python does not know “Part”, but it knows “part”.")
    assert "return Part / whole" in html


@pytest.mark.parametrize(
    "cell",
    ["1 / 0", "{}['a']", "eval('1 +')", "import json; json.loads(5)", "voices.nothing", "def f():\n    x += 1\n\nf()"],
)
def test_every_other_error_is_shown_as_ever(shell, capsys, cell):
    shell.display_pub.outputs.clear()
    assert not shell.run_cell(cell).success
    assert shell.display_pub.outputs == []
    assert "Error" in capsys.readouterr().out


def test_an_object_that_does_not_want_to_be_looked_at_is_no_slip(shell, capsys):
    shell.run_cell(
        "class Shy:\n    def __dir__(self): raise ValueError\n    def __getattr__(self, name):\n"
        "        raise AttributeError(name, name=name, obj=self)"
    )
    assert not shell.run_cell("Shy().x").success
    assert "AttributeError" in capsys.readouterr().out


def test_what_a_student_typed_is_not_taken_as_html(shell):
    html = run(shell, 'x = "<img src=x onerror=alert(1)>')[1]
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_function_that_failed_to_define_is_not_judged_by_its_former_self(shell):
    def state():
        return notebook.function_of_notebook("share")[1]

    assert notebook.function_of_notebook("share") == (None, False)
    shell.run_cell("def share(part, whole):\n    return 0")
    assert not state()
    run(shell, "def share(part, whole):\nreturn part / whole")
    assert state()
    assert notebook.function_of_notebook("share")[0](1, 2) == 0
    shell.run_cell("1 + 1")
    assert state()
    run(shell, "part\ndef share(part, whole):\n    return 1")
    assert state()
    # The cell stops after the function was made.
    run(shell, "def share(part, whole):\n    return part / whole\nunknown")
    assert not state()
    assert notebook.function_of_notebook("share")[0](1, 2) == 0.5
