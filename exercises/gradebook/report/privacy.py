"""What a class report hides so that no student can be recognized in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ...lesson_data.content import Content
from ...questions import Question
from ...questions.scoring.flags import has_contempt
from ..statistics.tally import OTHERS

# Words that fewer students typed could point to one of them.
FEWEST_ALIKE = 2
# If fewer students chose a lesson in another's place, the class could guess who they are.
FEWEST_UNKNOWN = 5


def few_chose(content: Content, readers: int) -> bool:
    """Whether a lesson was chosen in another's place by so few readers that the class could guess who they are."""
    return readers < FEWEST_UNKNOWN and "stands_in_for" in content.article.about


def without_lone_words(question: Question, counts: Mapping[str, int], fitting: set[str]) -> Counter[str]:
    """The counts of a question's responses, with what one student alone typed, or what may hurt somebody, among the others.

    ``counts`` has the number of students by response, and ``fitting`` the responses that earn full points: these are in
    the key anyway, so they are shown.
    """
    shown: Counter[str] = Counter()
    for response, number in counts.items():
        hidden = question.typed and response not in fitting and (number < FEWEST_ALIKE or has_contempt(response))
        shown[OTHERS if hidden else response] += number
    return shown
