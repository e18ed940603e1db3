from __future__ import annotations

import pytest

from tests.each import each


def test_every_failure_is_listed_with_its_name_and_none_hides_another():
    seen = []
    with pytest.raises(pytest.fail.Exception) as told:
        for noted, number in each({"half": 2, "none": 0, "whole": 1, "unknown": None}):
            with noted:
                seen.append(number)
                assert 1 / number == 1, "not one"
                with pytest.raises(ValueError):
                    int("1")
    assert seen == [2, 0, 1, None]
    text = str(told.value)
    assert text.startswith("4 of 4 fail.")
    for part in ("half: AssertionError at test_each.py:14: not one", "none: ZeroDivisionError", "unknown: TypeError"):
        assert part in text
    assert "whole: Failed" in text
    assert "DID NOT RAISE" in text


def test_what_holds_for_all_passes_and_for_nothing_fails():
    for noted, number in each({"one": 1, "two": 2}):
        with noted:
            assert number
    with pytest.raises(pytest.fail.Exception, match="nothing to look at"):
        list(each({}))
