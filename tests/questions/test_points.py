"""What an answer earns. The rows, each worked out by hand in its comment, are in ``tests.points``.

Letters in the text there are easy to count, and full points are 100, so that 33.33 points are a share of one third.
"""

from __future__ import annotations

import pytest

from exercises.questions import grade
from exercises.questions.question import Question
from exercises.questions.result import Score
from exercises.questions.scoring.span_overlap import Fit
from exercises.text.article import Span
from tests.points.closed import CLOSED
from tests.points.contested import CONTESTED
from tests.points.evidence import EVIDENCE
from tests.points.highlights import HIGHLIGHTS
from tests.points.lesson import make
from tests.points.words import WORDS

ROWS = [*HIGHLIGHTS, *CLOSED]
# The rules of contested questions and of free text. Here a row gives the status beside the points.
NEW_RULES = [*EVIDENCE, *CONTESTED, *WORDS]


@pytest.mark.parametrize(("kind", "answer", "earned", "fields"), ROWS)
def test_an_answer_earns_what_is_worked_out_by_hand(kind, answer, earned, fields):
    assert grade(make(kind, **fields), answer).points == earned


@pytest.mark.parametrize(("kind", "answer", "earned", "fields"), NEW_RULES)
def test_an_answer_in_words_earns_what_is_worked_out_by_hand(kind, answer, earned, fields):
    result = grade(make(kind, **fields), answer)
    assert (result.points, result.status) == earned


class Given(Question):
    """A question whose answer is its share."""

    def normalize(self, answer):
        return answer

    def score(self, answer):
        return Score(answer)


@pytest.mark.parametrize(
    ("share", "status", "earned"),
    [
        # Within 1e-9 of full is a rounding error.
        (1, "correct", 3),
        (1 - 5e-10, "correct", 3),
        # 3 × 0.999999998 rounds to 3.00, but is no full answer.
        (1 - 2e-9, "partial", 3),
        # 3 × 0.99 = 2.97: what highlighting without all places gets at most.
        (0.99, "partial", 2.97),
        (1e-12, "partial", 0),
        (0, "incorrect", 0),
        # Never more than all, or less than nothing.
        (1.5, "correct", 3),
        (-0.5, "incorrect", 0),
    ],
)
def test_a_share_becomes_a_status_and_points(share, status, earned):
    result = Given(id="a", standing="settled", prompt="?", points=3).grade(share)
    assert (result.status, result.points) == (status, earned)


STRAY = (("cue", Span(0, 1)),)


@pytest.mark.parametrize(
    ("fit", "share"),
    [
        # F1 1 × 0.995 = 0.995: full without a stray and with every place found, else never above 0.99.
        (Fit(1, 1, 0.995, 2, 2, ()), 1),
        (Fit(1, 1, 0.995, 2, 2, STRAY), 0.99),
        (Fit(1, 1, 0.995, 1, 2, ()), 0.99),
        # 0.9 is enough for full, a little less is what it is.
        (Fit(1, 1, 0.9, 2, 2, ()), 1),
        (Fit(1, 1, 0.899, 2, 2, ()), 0.899),
        (Fit(1, 1, 0.985, 2, 2, STRAY), 0.985),
        # 2 × 0.5 × 0.25 ÷ 0.75 = 1/3, × 0.5.
        (Fit(0.5, 0.25, 0.5, 0, 2, ()), 1 / 6),
        (Fit(0, 0, 1, 0, 2, ()), 0),
    ],
)
def test_a_fit_is_full_from_nine_tenths_on_and_capped_with_a_stray(fit, share):
    assert fit.share == pytest.approx(share, abs=1e-12)
