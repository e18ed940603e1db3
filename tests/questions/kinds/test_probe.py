from __future__ import annotations

import math
from fractions import Fraction

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.kinds.probe import plain_output
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def probe(context):
    return library.make("probe", context)


def test_right_outputs_earn_full_points(probe):
    assert grade(probe, probe.run(lambda part, whole: part / whole)).points == 2


def test_outputs_within_the_tolerance_are_right(probe):
    assert grade(probe, [0.5009, 0.2501]).points == 2


def test_each_call_earns_its_part(probe):
    assert grade(probe, [0.5, 7]).points == 1


def test_listed_wrong_outputs_get_their_own_feedback(probe):
    assert grade(probe, [2, 4.0]).notices == (Notice(*library.pair("the turned fraction")),)


def test_other_outputs_get_the_common_feedback(probe):
    assert grade(probe, [1, 1]).notices == (Notice(*library.pair("another output")),)


def test_a_function_that_fails_is_told_in_pythons_words(probe):
    answer = probe.run(lambda _part, _whole: 1 / 0)
    assert "ZeroDivisionError: division by zero" in grade(probe, answer).notices[0].noticed


def test_a_function_that_takes_other_inputs_is_told(probe):
    assert "TypeError" in grade(probe, probe.run(lambda: 1)).notices[0].noticed


def test_a_function_that_gives_nothing_back_is_told(probe):
    assert "gave nothing back" in grade(probe, probe.run(lambda _part, _whole: None)).notices[0].noticed


def test_a_function_without_end_is_told(probe):
    def share(part, whole):
        return share(part, whole)

    assert "RecursionError" in grade(probe, probe.run(share)).notices[0].noticed


def test_each_call_is_shown_with_what_it_gave_and_should_give(probe):
    rows = grade(probe, [0.5, 4]).extra["rows"]
    assert rows == [
        {"call": "share(1, 2)", "gave": "0.5", "expected": "0.5", "ok": True},
        {"call": "share(3, 12)", "gave": "4", "expected": "0.25", "ok": False},
    ]


@pytest.mark.parametrize("output", [True, "0.5", [0.5], {"value": 0.5}, None])
def test_an_output_of_another_kind_is_not_the_number(probe, output):
    assert grade(probe, [output, 0.25]).points == 1


@pytest.mark.parametrize(
    ("due", "right", "wrong"),
    [
        (1, 1.0, True),
        ("a", "a", "b"),
        (True, True, 1),
        ([1, 2], (1, 2), [1]),
        ({"a": 1}, {"a": 1}, {"a": 2}),
    ],
)
def test_outputs_are_compared_by_value_and_kind(context, due, right, wrong):
    probe = library.make("probe", context, call=[{"args": [], "gives": due}], wrong=[])
    assert (grade(probe, [right]).points, grade(probe, [wrong]).points) == (2, 0)


def test_an_empty_table_is_told_as_what_it_is(context):
    probe = library.make("probe", context, call=[{"args": [], "gives": {"a": 1}}], wrong=[])
    assert grade(probe, [{}]).extra["rows"][0]["gave"] == "{}"


@pytest.mark.parametrize(
    ("output", "plain"),
    [
        (Fraction(1, 2), 0.5),
        ((1, 2), [1, 2]),
        ({2, 1}, [1, 2]),
        ({1: (2,)}, {"1": [2]}),
        (object(), {"type": "object"}),
        ([b"x"], [{"type": "bytes"}]),
        (len, {"type": "builtin_function_or_method"}),
        (None, None),
    ],
)
def test_an_output_is_kept_as_plain_data(output, plain):
    assert plain_output(output) == plain


def test_an_output_that_holds_itself_is_told(probe):
    def share(_part, _whole):
        values = []
        values.append(values)
        return values

    assert grade(probe, probe.run(share)).status in ("incorrect", "unanswered")


@pytest.mark.parametrize("output", [math.nan, math.inf, 10**400, "x" * 10**6])
def test_an_output_beyond_all_bounds_is_unanswered_with_a_notice(probe, output):
    result = grade(probe, probe.run(lambda _part, _whole: output))
    assert (result.status, result.points) == ("unanswered", None)
    assert result.notices[0].noticed


def test_a_function_that_changes_its_input_leaves_the_question_as_it_was(context):
    probe = library.make("probe", context, call=[{"args": [[1, 2, 3]], "gives": 3}], wrong=[])
    probe.run(lambda numbers: numbers.clear())
    assert grade(probe, probe.run(len)).points == 2


@pytest.mark.parametrize("answer", [[1], [1, 2, 3], 0.5, "0.5", {"outputs": [1]}, {"outputs": 5}, {"a": 1}])
def test_another_number_of_outputs_is_told(probe, answer):
    result = grade(probe, answer)
    assert (result.status, result.notices[0].noticed) == (
        "unanswered",
        "This question takes 2 outputs, one for each call of share.",
    )


def test_a_missing_function_is_told_by_its_name(probe):
    result = probe.not_found()
    assert (result.status, result.points) == ("unanswered", None)
    assert "has no share so far" in result.notices[0].noticed


def test_the_card_gets_the_calls_and_no_output(probe):
    assert probe.public() == {"name": "share", "calls": ["share(1, 2)", "share(3, 12)"]}


@pytest.mark.parametrize("output", [{"error": {"type": [1]}}, {"error": ""}, {"type": None}, {"error": 1, "type": 2}])
def test_an_output_that_no_kernel_gives_is_told_as_words(context, output):
    probe = library.make("probe", context)
    answer = probe.normalize({"outputs": [output, output]})
    assert all(isinstance(text, str) for text in probe.responses_by_unit(answer).values())
    assert isinstance(probe.describe(answer), str)
    assert probe.grade(answer).points == 0


def test_values_are_kept_plain_down_to_the_bound_of_depth():
    def nest(depth: int, inside):
        return [nest(depth - 1, inside)] if depth else inside

    # Six levels below the outermost are kept; what lies deeper is named by its type, and a plain value is kept anywhere.
    assert plain_output(nest(6, [])) == nest(6, [])
    assert plain_output(nest(7, [])) == nest(7, {"type": "list"})
    assert plain_output(nest(7, 5)) == nest(7, 5)
    assert plain_output({"a": nest(6, [])}) == {"a": nest(6, {"type": "list"})}
    assert plain_output({3, 20}) == [20, 3]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"call": []}, "at least one"),
        ({"name": "2 x"}, "cannot be the name of a function"),
        ({"seconds": 0}, "above 0, at most 60"),
        ({"seconds": 61}, "above 0, at most 60"),
        ({"wrong": [{"gives": [1], "feedback": library.pair("one")}]}, "one output for each call"),
        ({"call": [{"args": [1, 2], "gives": 0.5}, {"args": [3, 12]}]}, "needs what it gives"),
    ],
)
def test_a_probe_that_cannot_be_run_or_graded_is_refused(changes, said, context):
    with pytest.raises(KitError, match=said):
        library.make("probe", context, **changes)
    assert [library.make("probe", context, seconds=s).seconds for s in (0.1, 60)] == [0.1, 60]
    assert (library.make("probe", context).seconds, library.make("probe", context, "tolerance").tolerance) == (2, 0)


def test_the_notice_names_a_failure_only_where_no_listed_slip_is(probe):
    # Half right and half a listed slip is none of the listed ones.
    assert grade(probe, [2, 0.25]).notices == (Notice(*library.pair("another output")),)
    assert grade(probe, [0.5, 0.25]).notices == (probe.when_right,)
    assert "gave nothing back" not in grade(probe, [None, 0.25]).notices[0].noticed
    one_failed = {"outputs": [{"error": "ValueError: no"}, 0.25]}
    assert "ValueError: no" in grade(probe, one_failed).notices[0].noticed


def test_a_function_without_an_end_is_stopped_and_not_called_again(context):
    probe = library.make("probe", context, seconds=0.2)

    def share(_part, _whole):
        while True:
            pass

    assert probe.run(share) == {"outputs": [{"error": "still running after 0.2 seconds"}, {"error": "not tried any more"}]}


def test_a_report_accepts_what_is_right_by_the_tolerance(probe):
    read = probe.responses_by_unit({"outputs": [0.50049, 7]})
    assert read == {"share(1, 2)": "0.5005", "share(3, 12)": "7"}
    assert probe.is_accepted("share(1, 2)", "0.5005")
    assert not probe.is_accepted("share(3, 12)", "7")
    assert not probe.is_accepted("share(3, 12)", "nothing (None)")


def test_nothing_is_unanswered_and_a_failure_is_told_in_at_most_200_characters(probe):
    for nothing in (None, {}):
        assert grade(probe, nothing).notices == (Notice(probe.blank),)

    def share(_part, _whole):
        raise ValueError("x" * 500)

    (said, _) = probe.run(share)["outputs"]
    assert said == {"error": "ValueError: " + "x" * 188}
    told = probe.responses_by_unit({"outputs": [{"error": "ValueError: no"}, {"type": "object"}]})
    assert list(told.values()) == ["ValueError: no", "something of the kind “object”"]
    assert plain_output([3, 20]) == [3, 20]
