"""What a class report hides so that no student can be recognized in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...questions import Question
from ..statistics.tally import OTHERS

# Words that fewer students typed could point to one of them.
FEWEST_ALIKE = 2
# If fewer students chose a lesson in another's place, the class could guess who they are.
FEWEST_UNKNOWN = 5


def without_lone_words(question: Question, counts: Mapping[str, int], fitting: set[str]) -> Counter[str]:
    """The counts of a question's responses, with what one student alone typed among the others.

    ``counts`` has the number of students by response, and ``fitting`` the responses that earn full points: these are in
    the key anyway, so they are shown.
    """
    shown: Counter[str] = Counter()
    for response, number in counts.items():
        alone = question.typed and number < FEWEST_ALIKE and response not in fitting
        shown[OTHERS if alone else response] += number
    return shown
