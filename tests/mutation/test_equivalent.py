from __future__ import annotations

import tomllib

from tests.mutation.examine import KNOWN, POINTS, ROOT, killers, modules, why_alike
from tests.mutation.mutants import changed_line, unseen_places

TABLE = tomllib.loads(KNOWN.read_text(encoding="utf-8"))


def test_each_survivor_that_is_explained_is_of_a_module_that_is_changed_and_has_a_sentence():
    assert set(TABLE) - {"anywhere"} <= set(modules([]))
    assert all(why.endswith(".") for table in TABLE.values() for why in table.values())


def test_every_module_that_is_changed_has_tests_that_exist():
    assert all(killers(module) for module in modules([]))
    assert POINTS in killers("exercises/questions/kinds/choice.py")
    assert all((ROOT / test).is_file() for module in modules([]) for test in killers(module))


def test_a_reason_goes_with_the_changed_line_whatever_its_spaces():
    below = "A share below 0 becomes 0 in Question.judge."
    assert why_alike("any.py", "return Score(0, a)", "return Score( -1, a)") == below
    assert why_alike("any.py", "return Score(-1, a)", "return Score(-1, b)") == ""
    assert why_alike("exercises/questions/kinds/choices.py", "x", "y") == ""


def test_types_declarations_and_messages_are_left_as_they_are():
    source = 'def f(x: int | None = 1) -> int | str:\n    raise E(f"{x[:60]}")\n\n\ndef describe(x):\n    return x + 1\n'
    lines = source.splitlines()
    hidden = {lines[first[0] - 1][first[1] : last[1]] for first, last in unseen_places(source) if first[0] == last[0]}
    assert hidden == {"int | None", "int | str", 'f"{x[:60]}"'}
    assert changed_line("a\n  b = 1\n", "a\n  b = 2\n") == (2, "b = 1", "b = 2")
