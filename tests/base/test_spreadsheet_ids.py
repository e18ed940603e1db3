"""Ids that a spreadsheet program changes are known before it does, and after."""

from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.base.spreadsheet_ids import check_survives, is_rewritten, may_be

# id → what US or German spreadsheet programs make of it
REWRITTEN = {
    "may-5": ("5-May", "May-05", "05. Mai", "5/5/2026"),
    "mar-3": ("3-Mar", "3. Mrz"),
    "dez-1": ("1. Dez", "1-Dec"),
    "1-2": ("2-Jan", "1-Feb", "01.02.2026", "1/2/2026"),
    "1e5": ("100000", "1.00E+05", "1,00E+05"),
    "2e4": ("20000", "2.00E+04"),
    "007": ("7", "07"),
}


@pytest.mark.parametrize("name", REWRITTEN)
def test_an_id_that_is_rewritten_is_refused_and_recognized(name):
    assert is_rewritten(name)
    with pytest.raises(KitError, match="cannot be a class id in a table"):
        check_survives(name)
    for back in REWRITTEN[name]:
        assert may_be(back, name), back
        assert not may_be(back, "ada-l")
    assert not may_be("12-Nov", name)


@pytest.mark.parametrize("name", ["ada-l", "7b-01", "s01-holly", "12", "10b", "e5", "max-4", "juno-1", "decker-2", "31-x"])
def test_an_id_that_survives_is_taken(name):
    assert not is_rewritten(name)
    assert check_survives(name) == name
    assert may_be(name.upper(), name)
