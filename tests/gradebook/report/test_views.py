"""What a report says of a question: shares, readings, misconceptions and agreement, against a plain recomputation."""

from __future__ import annotations

from collections import Counter

import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, masi_distance

from exercises.gradebook.report.distribution import MOST_SHOWN, distribution
from exercises.gradebook.report.views import agreement_told, strip_markup
from exercises.gradebook.statistics.tally import OTHERS, Item
from exercises.questions import build
from tests import library
from tests.each import each
from tests.gradebook.counted import lesson_of, lessons, sample

COURSE = "iron_dome"


def asked(lesson) -> dict:
    return {question.id: question for part in lesson.parts for question in part.questions}


@pytest.fixture(scope="module")
def course():
    return asked(sample().lesson())


def questions(*kinds: str) -> dict[str, str]:
    found = lessons()[COURSE].questions.values()
    return {question.id: question.id for question in found if not kinds or question.kind in kinds}


def test_every_question_that_anybody_answered_is_there(course):
    assert list(course) == list(questions())


def test_difficulty_and_discrimination_are_given_for_settled_questions_alone(course):
    for question in course.values():
        settled = question.standing == "settled"
        assert (question.difficulty is not None) == settled, question.id
        assert settled or (question.discrimination is None and not question.misconceptions and not question.remarks)


def test_a_correlation_of_fewer_than_ten_readers_is_not_shown(content):
    students = [{"a-choice": "monday" if n % 2 else "sunday", "a-number": 5 if n % 3 else 4} for n in range(9)]
    assert asked(lesson_of(content, students))["a-choice"].discrimination is None
    assert asked(lesson_of(content, [*students, students[0]]))["a-choice"].discrimination is not None


# What readers chose.


def test_bars_are_counted_from_the_answers(course):
    content = sample().contents[COURSE]
    for noted, name in each(questions("choice", "choices", "match", "order", "evidence")):
        with noted:
            plain: dict[str, Counter] = {}
            for answer in sample().answers_to(name).values():
                for unit, category in content.questions[name].responses_by_unit(answer).items():
                    plain.setdefault(strip_markup(unit, content), Counter())[strip_markup(category, content)] += 1
            shown = {unit.text: unit.bars for unit in course[name].units}
            assert shown.keys() == plain.keys()
            for unit, counts in plain.items():
                bars = [bar for bar in shown[unit] if bar.text != OTHERS]
                assert sum(bar.number for bar in shown[unit]) == counts.total()
                assert {bar.text: bar.number for bar in bars}.items() <= counts.items()
                assert [bar.share for bar in shown[unit]] == [
                    pytest.approx(bar.number / counts.total()) for bar in shown[unit]
                ]
                assert [bar.number for bar in bars] == sorted((bar.number for bar in bars), reverse=True)


def test_no_reading_of_a_contested_question_fits_or_does_not(course):
    contested = [question for question in course.values() if question.standing == "contested"]
    assert len(contested) > 10
    assert not [bar for question in contested for unit in question.units for bar in unit.bars if bar.fits]


def test_every_accepted_label_fits_and_not_only_the_first(course):
    bars = {unit.text: {bar.text: bar.fits for bar in unit.bars} for unit in course["kinds-of-weight"].units}
    weighed = next(fits for text, fits in bars.items() if "well aware of" in text)
    assert sum(weighed.values()) == 2


def test_what_one_student_alone_typed_is_among_the_others(content):
    typed = ["over", "the chairs", "The chairs.", "Ada Lovelace", "my friend Tom", "900 visitors"]
    (unit,) = asked(lesson_of(content, [{"a-phrase": words} for words in typed]))["a-phrase"].units
    assert {bar.text: (bar.number, bar.fits) for bar in unit.bars} == {
        "over": (1, True),
        "chairs": (2, False),
        OTHERS: (3, False),
    }
    assert unit.bars[-1].text == OTHERS


def test_a_number_within_the_tolerance_fits(context):
    question = build(library.question("number", tolerance=1), context)
    item = tally_item(question, [5, 6, 6, 8, 8, 3])
    (unit,) = distribution(question, item)
    assert {bar.text: bar.fits for bar in unit.bars} == {
        "6 paragraphs": True,
        "5 paragraphs": True,
        "8 paragraphs": False,
        OTHERS: False,
    }


def tally_item(question, answers):
    item = Item()
    for answer in answers:
        for unit, category in question.responses_by_unit(question.normalize(answer)).items():
            item.readings.setdefault(unit, Counter())[category] += 1
    return item


def test_a_text_that_would_turn_a_line_around_is_shown_without_that(content):
    (unit,) = asked(lesson_of(content, [{"a-phrase": "ab\u202ecd"}] * 2))["a-phrase"].units
    assert unit.bars[0].text == "ab�cd"


def test_only_so_many_bars_are_shown_and_the_rest_is_counted(content):
    typed = [f"word {number}" for number in range(10) for _ in range(2)]
    (unit,) = asked(lesson_of(content, [{"a-phrase": words} for words in typed]))["a-phrase"].units
    assert len(unit.bars) == MOST_SHOWN + 1
    assert (unit.bars[-1].text, unit.bars[-1].number) == (OTHERS, 2 * (10 - MOST_SHOWN))


# What was said to what was not right.


def test_misconceptions_are_the_notices_of_the_cards_counted(content):
    students = [{"a-choice": "sunday"}] * 3 + [{"a-choice": "may"}] * 2 + [{"a-choice": "monday"}] * 4
    told = asked(lesson_of(content, students))["a-choice"].misconceptions
    assert [(one.number, one.noticed) for one in told] == [(3, "We noticed sunday."), (2, "We noticed may.")]


def test_a_misconception_of_one_student_is_not_shown(content):
    students = [{"a-choice": "sunday"}, {"a-choice": "may"}, {"a-choice": "monday"}]
    assert asked(lesson_of(content, students))["a-choice"].misconceptions == ()


def test_every_settled_question_with_common_slips_says_what_they_may_come_from(course):
    for question in course.values():
        if question.standing == "settled" and any(
            b.number >= 4 and b.text != OTHERS for u in question.units for b in u.instead
        ):
            assert question.misconceptions, question.id


# Agreement.


def alpha_by_nltk(records, distance) -> float:
    return AnnotationTask(data=records, distance=distance).alpha()


def masi(one: frozenset, other: frozenset) -> float:
    # NLTK's divides by the size of the union, which two empty sets have not got.
    return 0.0 if one == other else masi_distance(one, other)


def test_alpha_over_the_rows_of_a_question_is_nltks(course):
    for noted, name in each(questions("match", "choices", "order", "probe")):
        with noted:
            question = sample().contents[COURSE].questions[name]
            records = [
                (who, unit, category)
                for who, answer in sample().answers_to(name).items()
                for unit, category in question.responses_by_unit(answer).items()
            ]
            rated = Counter(unit for _, unit, _ in records)
            # A row that one reader alone filled in cannot be compared, and NLTK fails on it.
            records = [record for record in records if rated[record[1]] > 1]
            assert len({category for _, _, category in records}) > 1
            assert course[name].agreement == pytest.approx(alpha_by_nltk(records, binary_distance))


def test_alpha_over_the_words_is_nltks_with_the_masi_distance_for_sets():
    content = sample().contents[COURSE]
    for noted, name in each(questions("spans")):
        with noted:
            question = content.questions[name]
            # NLTK compares every two readers over every word: a few of each suffice.
            answers = dict(list(sample().answers_to(name).items())[:6])
            lesson = lesson_of(content, [{name: answer} for answer in answers.values()])
            several = len(question.labels) > 1
            records = [
                (who, str(number), frozenset(label for label, place in question.cited_spans(answer) if place.overlap(word)))
                for who, answer in answers.items()
                for number, word in enumerate(content.article.words())
                if not question.paragraphs or content.article.paragraph_at(word.start) in question.paragraphs
            ]
            alpha = alpha_by_nltk(records, masi if several else binary_distance)
            assert asked(lesson)[name].agreement == pytest.approx(alpha)


def test_agreement_of_one_reader_or_of_what_never_varies_is_none(content):
    assert asked(lesson_of(content, [{"a-match": {"p3": "okafor", "p5": "reyes"}}]))["a-match"].agreement is None
    same = [{"a-match": {"p3": "okafor", "p5": "okafor"}}] * 3
    assert asked(lesson_of(content, same))["a-match"].agreement is None


def test_agreement_is_told_in_words():
    shares = (1.0, 0.7, 0.4, 0.2, -0.2)
    assert [agreement_told(alpha) for alpha in shares] == [
        "readers agree",
        "they mostly agree",
        "they agree in part",
        "they hardly agree",
        "no more than by chance",
    ]


# The words to which readers point.


def test_the_words_shown_for_a_reading_are_those_that_most_readers_quoted(content):
    quotes = ["ten months of repairs", "after ten months of repairs", "worked through the winter", "opened again"]
    students = [{"a-evidence": {"choice": "work", "quotes": [quote]}} for quote in (*quotes, quotes[0], quotes[2])]
    (shown,) = asked(lesson_of(content, students))["a-evidence"].quoted
    assert shown.label == "The work"
    assert [(one.text, one.paragraph, one.number) for one in shown.stretches] == [
        ("ten months of repairs", 1, 3),
        ("worked through the winter", 5, 2),
    ]


def test_words_that_one_reader_alone_quoted_are_not_shown(content):
    students = [
        {"a-evidence": {"choice": "work", "quotes": ["ten months of repairs"]}},
        {"a-evidence": {"choice": "joy", "quotes": ["ten months of repairs"]}},
    ]
    assert asked(lesson_of(content, students))["a-evidence"].quoted == ()


def test_each_number_beside_quoted_words_is_how_many_answers_hold_the_word_most_quoted(course):
    content = sample().contents[COURSE]
    for name in questions("evidence"):
        question = content.questions[name]
        for one in course[name].quoted:
            for stretch in one.stretches:
                at = next(s for s in content.article.places(stretch.text, stretch.paragraph, exactly=True))
                words = [word for word in content.article.words() if at.overlap(word)]
                counts = [
                    sum(
                        any(label == one.label and place.overlap(word) for label, place in question.cited_spans(answer))
                        for answer in sample().answers_to(name).values()
                    )
                    for word in words
                ]
                assert max(counts) == stretch.number, (name, stretch)
