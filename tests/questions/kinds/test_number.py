from __future__ import annotations

import pytest

from exercises.base.errors import KitError
from exercises.questions import Context, grade
from exercises.questions.answer_form import InvalidAnswer
from exercises.questions.kinds.number import read_number
from exercises.questions.result import Notice
from tests import library


@pytest.fixture
def number(context):
    return library.make("number", context)


@pytest.fixture
def share(context):
    return library.make("number", context, figure="share:Okafor", unit="%", tolerance=0.6, wrong=[])


@pytest.mark.parametrize("answer", [5, 5.0, "5", " 5 ", "5 paragraphs", "5paragraphs", "+5", "5."])
def test_the_right_number_may_be_typed_in_many_ways(number, answer):
    assert grade(number, answer).status == "correct"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,400", 1400),
        ("1,234,567.5", 1234567.5),
        ("52.5", 52.5),
        ("52,5", 52.5),
        ("0,5", 0.5),
        (".5", 0.5),
        ("-3", -3),
        ("0,501", 0.501),
        ("007", 7),
    ],
)
def test_numbers_are_read_as_people_type_them(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "five six",
        "twenty eleven",
        "hundred",
        "nan",
        "inf",
        "1e5",
        "0x10",
        "1_000",
        "5 6",
        "",
        "-",
        ".",
        "1.2.3",
        "1,2,3",
        "9" * 500,
        "½",
        "²",
        "5 %",
    ],
)
def test_what_is_no_number_is_told(text):
    with pytest.raises(InvalidAnswer, match="Type it in digits"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("five", 5),
        ("Eleven", 11),
        ("fifty-two", 52),
        ("fifty two", 52),
        ("a hundred", 100),
        ("two hundred and fifty-eight", 258),
        ("fourteen hundred", 1400),
        ("one thousand four hundred", 1400),
        ("about 52", 52),
        ("roughly fifty-two", 52),
        ("approx. 0.5", 0.5),
        ("~11", 11),
    ],
)
def test_numbers_in_words_and_rounded_ones_are_read(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("typed", ["about 52%", "fifty-two per cent", "around 52 percent", "52 %"])
def test_a_share_may_be_typed_in_words(share, typed):
    assert share.normalize(typed) == 52


def test_a_number_that_cannot_be_read_is_quoted_only_in_part():
    with pytest.raises(InvalidAnswer) as told:
        read_number("x" * 5000)
    assert len(str(told.value)) < 150


def test_a_listed_wrong_number_gets_its_own_feedback(number):
    assert grade(number, 3).notices == (Notice(*library.pair("the quoted ones")),)


def test_any_other_number_gets_the_common_feedback(number):
    assert grade(number, 40).notices == (Notice(*library.pair("another number")),)


def test_a_wrong_number_earns_nothing(number):
    assert grade(number, 3).points == 0


@pytest.mark.parametrize(("answer", "status"), [(4.5, "correct"), (5.5, "correct"), (4.4, "incorrect"), (5.6, "incorrect")])
def test_the_tolerance_includes_its_edges(context, answer, status):
    number = library.make("number", context, tolerance=0.5, wrong=[])
    assert grade(number, answer).status == status


@pytest.mark.parametrize("answer", [True, False, [5], {"number": 5}])
def test_another_shape_is_told(number, answer):
    result = grade(number, answer)
    assert (result.status, result.notices[0].noticed) == ("unanswered", "This question takes a number, in digits.")


@pytest.mark.parametrize("typed", ["per cent", "fraction"])
def test_a_share_may_be_typed_as_per_cent_or_as_a_fraction(share, typed):
    answer = share.target if typed == "per cent" else share.target / 100
    assert grade(share, answer).status == "correct"


def test_a_share_may_be_typed_with_its_sign(share):
    assert grade(share, f"{share.target:.1f} %").status == "correct"


def test_a_number_with_a_per_cent_sign_is_meant_as_per_cent(share):
    assert share.normalize("0.5 %") == 0.5


def test_a_count_among_the_wrong_answers_of_a_share_stays_a_count(context):
    wrong = [{"figure": "words:Okafor", "feedback": library.pair("the count")}]
    share = library.make("number", context, figure="share:Okafor", unit="%", tolerance=0.6, wrong=wrong)
    assert grade(share, context.figures["words:Okafor"]).notices == (Notice(*library.pair("the count")),)


def test_a_share_among_the_wrong_answers_of_a_share_is_met_as_per_cent(context):
    wrong = [{"figure": "share:Reyes", "feedback": library.pair("the other one")}]
    share = library.make("number", context, figure="share:Okafor", unit="%", tolerance=0.6, wrong=wrong)
    assert grade(share, 100 - share.target).notices == (Notice(*library.pair("the other one")),)


def test_the_answer_is_told_with_its_unit(number):
    assert number.describe(5.0) == "5 paragraphs"


def test_the_card_gets_the_unit_and_no_number(number):
    assert number.public() == {"unit": "paragraphs"}


@pytest.mark.parametrize(
    ("tolerance", "answer", "right"),
    [
        (0, 5, True),
        (0, 5.0004, False),
        (0.0016, 5.0016, True),
        (0.0016, 4.9984, True),
        (0.0014, 5.00143, False),
        (0.0014, 4.99857, False),
        (1, 6.0004, False),
    ],
)
def test_a_reading_keeps_the_side_of_the_tolerance_on_which_it_was_graded(tolerance, answer, right, context):
    question = library.make("number", context, tolerance=tolerance)
    assert (grade(question, answer).status == "correct") == right
    assert question.is_accepted("", question.responses_by_unit(question.normalize(answer))[""]) == right


def test_numbers_that_round_alike_are_one_reading_away_from_the_edge(context):
    question = library.make("number", context, tolerance=1)
    assert question.responses_by_unit(7.33333) == question.responses_by_unit(7.3333) == {"": "7.333 paragraphs"}


def test_every_number_below_a_hundred_is_read_in_words():
    ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    ones += [f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    assert [read_number(word) for word in ones] == list(range(20))
    assert [read_number(ten) for ten in tens] == list(range(20, 100, 10))
    for value, ten in zip(range(20, 100, 10), tens, strict=True):
        assert [read_number(f"{ten}-{ones[one]}") for one in range(1, 10)] == list(range(value + 1, value + 10))
    for text in ("twenty zero", "twenty ten", "about about 5", "two hundred and", "two thousand three hundred six hundred"):
        with pytest.raises(InvalidAnswer):
            read_number(text)


def test_a_hundred_characters_are_read_and_one_more_is_not():
    assert read_number("5".ljust(99) + "%", "%") == 5
    with pytest.raises(InvalidAnswer):
        read_number("5".ljust(100) + "%", "%")


def test_a_listed_wrong_number_is_met_within_a_millionth(number):
    slip, other = (Notice(*library.pair(about)) for about in ("the quoted ones", "another number"))
    # 5e-7 off is met, 2e-6 is not.
    said = {value: grade(number, value).notices[0] for value in (3, 3 + 5e-7, 3 - 5e-7, 3 + 2e-6, 3.5, 2.5)}
    assert said == {3: slip, 3 + 5e-7: slip, 3 - 5e-7: slip, 3 + 2e-6: other, 3.5: other, 2.5: other}


def test_the_listed_errors_end_with_a_number_far_from_all(number, context):
    # 5 + 10 × (0 + 1) + 3 = 18; with a tolerance of 0.5 it is 5 + 15 + 3 = 23, and −3 counts as 3.
    assert [value for value, _ in number.known_errors()] == [3, 18]
    wide = library.make("number", context, tolerance=0.5, wrong=[{"value": -3, "feedback": library.pair("a loss")}])
    assert [value for value, _ in wide.known_errors()] == [-3, 23]


@pytest.mark.parametrize(("figure", "target"), [(0.52, 52), (1.0, 100), (-1.0, -100), (1.5, 1.5), (0.0, 0)])
def test_a_figure_of_at_most_one_is_a_share(figure, target, context):
    where = Context(context.article, context.annotations, {"made": figure})
    share = library.make("number", where, figure="made", unit="%", wrong=[])
    assert (share.target, share.normalize("0.5%"), share.describe(target)) == (target, 0.5, f"{target:g}%")
    assert library.make("number", where, figure="made", unit="lines", wrong=[]).target == figure


def test_a_report_accepts_a_right_number_as_the_only_unit(number):
    assert number.is_accepted("", "5 paragraphs")
    assert not number.is_accepted("a row", "5 paragraphs")
    assert not number.is_accepted("", "4 paragraphs")
    assert not number.is_accepted("", "many")


def test_a_listed_wrong_number_is_none_that_is_right(context):
    near = [{"value": 5.5, "feedback": library.pair("too near")}]
    with pytest.raises(KitError):
        library.make("number", context, tolerance=0.5, wrong=near)
    assert library.make("number", context, tolerance=0.4, wrong=near).listed[0][0] == 5.5


def test_a_listed_nought_is_met_at_exactly_a_millionth(context):
    number = library.make("number", context, wrong=[{"value": 0, "feedback": library.pair("none")}])
    assert grade(number, 1e-6).notices == (Notice(*library.pair("none")),)
