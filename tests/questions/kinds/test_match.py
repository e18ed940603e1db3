from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import grade
from exercises.questions.result import Notice
from tests import library

LEDGER = {
    "columns": {
        "owner": {"text": "Whose claim?", "labels": {"okafor": "Okafor", "reporter": "the reporter"}},
        "how": {"text": "How?", "labels": {"quoted": "quoted", "retold": "retold", "stated": "stated"}},
    },
    "answer": {
        "p3": {"owner": ["okafor"], "how": "quoted"},
        "p5": {"owner": ["okafor", "reporter"], "how": "stated"},
    },
    "feedback": {
        "p3.owner": library.pair("p3.owner"),
        "p3.how": library.pair("p3.how"),
        "p5.owner": library.pair("p5.owner"),
        "p5.how": library.pair("p5.how"),
        "p5.how.retold": library.pair("p5 as retold"),
    },
}


@pytest.fixture
def match(context):
    return library.make("match", context)


@pytest.fixture
def ledger(context):
    return library.make("match", context, "labels", "answer_from", "annotations", **LEDGER)


def test_the_key_is_read_off_the_annotations(match):
    assert match.accepted == {("p3", ""): ("okafor",), ("p5", ""): ("reyes",)}


@pytest.mark.parametrize(
    ("answer", "status", "points"),
    [
        ({"p3": "okafor", "p5": "reyes"}, "correct", 2),
        ({"p3": "Okafor", "p5": "the reporter"}, "partial", 1),
        ({"p3": "okafor"}, "partial", 1),
        ({"p3": "okafor", "p5": ""}, "partial", 1),
        ({"p3": "okafor", "p5": None}, "partial", 1),
        ({"p3": "reyes", "p5": "okafor"}, "incorrect", 0),
        ({"p3": ""}, "unanswered", None),
    ],
    ids=str,
)
def test_points_are_those_of_the_cells_that_fit(match, answer, status, points):
    result = grade(match, answer)
    assert (result.status, result.points) == (status, points)


def test_a_wrong_cell_gets_its_own_feedback(match):
    notices = grade(match, {"p3": "reyes", "p5": "reyes"}).notices
    assert Notice(*library.pair("p3"), "The third paragraph") in notices


def test_a_wrong_label_with_its_own_feedback_gets_that_one(match):
    notices = grade(match, {"p3": "okafor", "p5": "reporter"}).notices
    assert Notice(*library.pair("p5 as the reporter's"), "The fifth paragraph") in notices


def test_empty_cells_are_told_and_nothing_is_told_of_their_key(match):
    told = str(grade(match, {"p3": "okafor"}))
    assert "1 is still empty" in told
    assert "fifth" not in told


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (["okafor", "reyes"], "takes a label for each row"),
        ("okafor", "takes a label for each row"),
        ({"p9": "okafor"}, "“p9” is not one of the rows: p3, p5."),
        ({3: "okafor"}, "“3” is not one of the rows"),
        ({"p3": "mayor"}, "“mayor” is not one of the options"),
        ({"p3": 5}, "needs one of its labels"),
        ({"p3": ["okafor"]}, "needs one of its labels"),
        ({"p3": {"owner": "okafor"}}, "is not one of the columns"),
    ],
    ids=str,
)
def test_another_shape_is_told(match, answer, said):
    result = grade(match, answer)
    assert result.status == "unanswered"
    assert said in result.notices[0].noticed


def test_a_ledger_counts_every_cell(ledger):
    result = grade(ledger, {"p3": {"owner": "okafor", "how": "quoted"}, "p5": {"owner": "reporter"}})
    assert (result.status, result.points) == ("partial", 1.5)


@pytest.mark.parametrize("owner", ["okafor", "reporter"])
def test_any_accepted_label_fills_a_cell(ledger, owner):
    answer = {"p3": {"owner": "okafor", "how": "quoted"}, "p5": {"owner": owner, "how": "stated"}}
    assert grade(ledger, answer).status == "correct"


def test_a_ledgers_cell_gets_its_own_feedback_with_row_and_column(ledger):
    notices = grade(ledger, {"p5": {"how": "quoted"}}).notices
    assert Notice(*library.pair("p5.how"), "The fifth paragraph · How?") in notices


def test_a_ledgers_wrong_label_with_its_own_feedback_gets_that_one(ledger):
    notices = grade(ledger, {"p5": {"how": "retold"}}).notices
    assert Notice(*library.pair("p5 as retold"), "The fifth paragraph · How?") in notices


def test_an_empty_ledger_is_unanswered(ledger):
    assert grade(ledger, {"p3": {"owner": "", "how": None}, "p5": {}}).status == "unanswered"


def test_the_card_gets_rows_and_columns(ledger):
    assert [column["id"] for column in ledger.public()["columns"]] == ["owner", "how"]


def test_the_first_notice_says_how_many_fit(match):
    assert [n.noticed for n in grade(match, {"p3": "okafor", "p5": "reyes"}).notices] == ["Every one of them fits."]
    wrong = grade(match, {"p3": "reyes", "p5": "reyes"}).notices
    assert [n.noticed for n in wrong] == ["1 of 2 fit so far.", "We noticed p3."]
    both = grade(match, {"p3": "reyes", "p5": "okafor"}).notices
    assert [n.noticed for n in both] == ["0 of 2 fit so far.", "We noticed p3.", "We noticed p5."]
    empty = grade(match, {"p3": "okafor"}).notices
    assert [n.noticed for n in empty] == ["1 of 2 fit so far.", "1 is still empty."]


def test_an_empty_cell_does_not_hide_the_ones_after_it(ledger):
    # One of four cells.
    assert grade(ledger, {"p3": {"owner": "", "how": "quoted"}}).points == 0.5


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"p3": [], "p5": "reyes"}, "the answer for “p3” is missing"),
        ({"p3": 5, "p5": "reyes"}, "the answer for “p3” is missing"),
        ({"p3": "okafor"}, "the answer for “p5” is missing"),
        ({"p3": "okafor", "p5": "reyes", "p9": "reyes"}, "p9"),
    ],
)
def test_a_key_with_a_row_too_few_or_too_many_is_refused(answer, said, context):
    with pytest.raises(KitError, match=said):
        library.make("match", context, "answer_from", "annotations", answer=answer)


def test_the_model_answer_and_the_listed_errors_have_a_label_for_each_cell(match, ledger):
    assert match.model_answer() == {"p3": "okafor", "p5": "reyes"}
    assert [answer for answer, _ in match.known_errors()] == [
        {"p3": "reyes", "p5": "reyes"},
        {"p3": "reporter", "p5": "reyes"},
        {"p3": "okafor", "p5": "okafor"},
        {"p3": "okafor", "p5": "reporter"},
    ]
    assert ledger.model_answer() == {
        "p3": {"owner": "okafor", "how": "quoted"},
        "p5": {"owner": "okafor", "how": "stated"},
    }
