from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions.fields import Table, as_notice, member
from exercises.questions.result import Notice

KNOWN = {"name", "options", "feedback", "wrong"}


def test_an_unknown_field_is_told_with_the_nearest_known_one():
    with pytest.raises(KitError, match=r"the field “feedbak” is not known here\. Did you mean “feedback”\?"):
        Table({"feedbak": 1}, KNOWN)


def test_an_unknown_field_below_a_table_header_is_explained():
    with pytest.raises(KitError, match=r"plain fields come before its first table in square brackets"):
        Table({"points": 1}, KNOWN, "question.options")


def test_a_missing_field_is_told():
    with pytest.raises(KitError, match="the field “name” is missing"):
        Table({}, KNOWN).need("name", str)


def test_a_default_stands_in_for_a_missing_field():
    assert Table({}, KNOWN).need("name", str, "none") == "none"


@pytest.mark.parametrize(
    ("value", "form"), [(5, str), ("5", int), (True, int), (True, (int, float)), ([], dict), (1, bool)]
)
def test_a_field_of_another_form_is_told(value, form):
    with pytest.raises(KitError, match="does not have the form"):
        Table({"name": value}, KNOWN).need("name", form)


@pytest.mark.parametrize("value", [["a", 5], [""], ["a", "  "], [["a"]]])
def test_a_list_of_texts_holds_nothing_else(value):
    with pytest.raises(KitError, match="must be a list of texts"):
        Table({"name": value}, KNOWN).texts("name")


@pytest.mark.parametrize("value", [{}, {"a": "A"}, {"a": "A", "b": 2}, {"a": "A", "b": " "}])
def test_options_need_enough_entries_of_text(value):
    with pytest.raises(KitError, match="at least 2 entries"):
        Table({"options": value}, KNOWN).options("options")


@pytest.mark.parametrize("value", [None, "noticed", ["noticed"], ["noticed", ""], ["noticed", 5], ["a", "b", "c"]])
def test_feedback_is_a_pair_of_texts(value):
    with pytest.raises(KitError, match="what we noticed, what to try"):
        as_notice(value, "feedback for “a”")


def test_a_pair_becomes_a_notice_in_two_halves():
    assert as_notice(["This.", "That?"], "x") == Notice("This.", "That?")


def test_missing_feedback_is_told_with_its_entry():
    with pytest.raises(KitError, match="feedback for “b” is missing"):
        Table({"feedback": {"a": ["x", "y"]}}, KNOWN).feedback(["a", "b"])


def test_feedback_for_nothing_is_told():
    with pytest.raises(KitError, match="feedback for “c”, which is not among its entries"):
        Table({"feedback": {"a": ["x", "y"], "c": ["x", "y"]}}, KNOWN).feedback(["a"])


def test_optional_feedback_may_be_there():
    assert set(Table({"feedback": {"a": ["x", "y"], "c": ["x", "y"]}}, KNOWN).feedback(["a"], ["c"])) == {"a", "c"}


@pytest.mark.parametrize("value", [[5], ["a"], [[]]])
def test_rows_are_tables(value):
    with pytest.raises(KitError, match=r"\[\[question.wrong\]\]"):
        Table({"wrong": value}, KNOWN).rows("wrong")


@pytest.mark.parametrize("value", ["c", 5, None, ["a"], {}])
def test_a_key_that_is_not_among_the_options_is_told(value):
    with pytest.raises(KitError, match="which is not among a, b"):
        member(value, {"a": "A", "b": "B"}, "the answer")
