"""What a class report shows for each question, computed from the counts: plain data, which the pages draw."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...lesson_data.content import Content, Part
from ...questions import Question
from ...questions.glossary import unmarked
from ...text.agreement import alpha_of_counts, masi
from ..grading.grader import MARKED
from ..grading.open_answers import NEEDS_TEACHER, OpenAnswers, is_open
from ..statistics.tally import OTHERS, Item, Tally
from .distribution import Unit, distribution
from .privacy import FEWEST_ALIKE
from .quotations import Quoted, quoted

HARD, EASY = 0.4, 0.95
# With fewer readers than this, no difficulty is named and a correlation means nothing.
FEWEST_TO_CALL_HARD, FEWEST_TO_CORRELATE = 5, 10
WELL, UNRELATED = 0.3, 0.1
MOST_MISCONCEPTIONS = 4
_SHORT = 110  # characters
_EMPHASIS = re.compile(r"\*([^*]+)\*|`([^`]+)`")
# The labels for alpha, each from this figure up; 0.8 and 0.667 are Krippendorff's own thresholds (2004).
_AGREE = ((0.8, "readers agree"), (0.667, "they mostly agree"), (0.333, "they agree in part"), (0.1, "they hardly agree"))


@dataclass(frozen=True)
class Misconception:
    """The feedback on answers that were not right yet, how many readers got it, and about which part."""

    number: int
    about: str
    noticed: str
    next: str


@dataclass(frozen=True)
class QuestionStats:
    """One question in the report. Figures are None if they cannot be computed."""

    id: str
    title: str
    short: str
    highlights: bool
    standing: str
    assessed: bool
    answered: int
    open: OpenAnswers
    graded: int
    difficulty: float | None
    discrimination: float | None
    attempts: float
    hints: int
    gave_up: int
    remarks: tuple[str, ...]
    units: tuple[Unit, ...]
    misconceptions: tuple[Misconception, ...]
    quoted: tuple[Quoted, ...]
    agreement: float | None

    @property
    def discrimination_told(self) -> str:
        """How well the question goes with the rest of its notebook, in a word; empty if that is unknown."""
        if self.discrimination is None:
            return ""
        return "well" if self.discrimination >= WELL else "somewhat" if self.discrimination >= UNRELATED else "hardly"

    @property
    def agreement_told(self) -> str:
        """Alpha in a word or two; empty if there is none."""
        return "" if self.agreement is None else agreement_told(self.agreement)

    @property
    def has_distractors(self) -> bool:
        """Whether anyone chose something that the page does not support, or got feedback on an answer not right yet."""
        return bool(self.misconceptions) or any(unit.distractor_count for unit in self.units)


def agreement_told(alpha: float) -> str:
    """The meaning of a value of Krippendorff's alpha, in words."""
    return next((told for least, told in _AGREE if alpha >= least), "no more than by chance")


def strip_markup(text: str, content: Content) -> str:
    """Lesson text without emphasis and glossary markup."""
    return _EMPHASIS.sub(lambda found: found[1] or found[2], unmarked(text, content.glossary))


def title_of(question: Question, content: Content) -> str:
    """The first paragraph of the question's prompt, on one line."""
    return " ".join(strip_markup(question.prompt.split("\n\n")[0], content).split())


def asked(content: Content, part: Part, tally: Tally) -> Iterator[QuestionStats]:
    """Each question of a notebook that at least one reader answered."""
    for name in part.ids:
        item = tally.items.get(name)
        if item is not None and item.answered:
            yield _asked(content, content.questions[name], item)


def _asked(content: Content, question: Question, item: Item) -> QuestionStats:
    settled, title = question.standing == "settled", title_of(question, content)
    correlates = settled and item.sums.n >= FEWEST_TO_CORRELATE
    return QuestionStats(
        id=question.id,
        title=title,
        short=textwrap.shorten(title, _SHORT, placeholder=" …"),
        highlights=question.asks_highlights,
        standing=question.standing,
        assessed=question.assessed,
        answered=item.answered,
        open=open_answers_of(question, item),
        graded=item.graded,
        # A contested or open answer is better or less well supported; "difficulty" would call it right or wrong.
        difficulty=item.difficulty if settled else None,
        discrimination=item.sums.correlation if correlates else None,
        attempts=item.attempts / item.answered,
        hints=item.with_hints,
        gave_up=item.gave_up,
        remarks=tuple(_remarks(item)) if settled else (),
        units=tuple(_plain(unit, content) for unit in distribution(question, item)),
        misconceptions=tuple(misconceptions(content, item)) if settled else (),
        quoted=quoted(content.article, question, item) if question.standing == "contested" else (),
        agreement=agreement(content, question, item),
    )


def open_answers_of(question: Question, item: Item) -> OpenAnswers:
    """The open answers to a question, by whether a teacher has read them; none if it is not open."""
    if not is_open(question):
        return OpenAnswers()
    return OpenAnswers(item.answered, item.statuses[MARKED], item.statuses[NEEDS_TEACHER])


def _plain(unit: Unit, content: Content) -> Unit:
    bars = tuple(replace(bar, text=strip_markup(bar.text, content)) for bar in unit.bars)
    return Unit(strip_markup(unit.text, content), bars)


def _remarks(item: Item) -> Iterator[str]:
    difficulty, discrimination = item.difficulty, item.sums.correlation
    if difficulty is not None and item.graded >= FEWEST_TO_CALL_HARD:
        if difficulty < HARD:
            yield "hard for this class"
        if difficulty > EASY:
            yield "nearly everybody has it"
    if discrimination is None or item.sums.n < FEWEST_TO_CORRELATE or difficulty is None or difficulty >= EASY:
        return
    if discrimination < UNRELATED:
        yield "those who do well elsewhere do not do better here: is its wording clear?"


def misconceptions(content: Content, item: Item) -> Iterator[Misconception]:
    """The most common feedback on answers that were not right yet, most common first."""
    told = [(number, *words) for words, number in item.notices.items() if words[0] != OTHERS]
    # A mere count ("3 of 4 fit so far") names no misconception: it has nothing to try.
    named = [entry for entry in told if entry[3] and entry[0] >= FEWEST_ALIKE]
    for number, *words in sorted(named, key=lambda entry: (-entry[0], *entry[1:]))[:MOST_MISCONCEPTIONS]:
        yield Misconception(number, *(strip_markup(text, content) for text in words))


def agreement(content: Content, question: Question, item: Item) -> float | None:
    """Krippendorff's alpha over the units of a question; for highlights over the words; MASI distance for sets.

    None for a question with one unit, whose distribution says it all, and if nothing varies.
    """
    if item.answered < 2:
        return None
    if question.asks_highlights:
        return _agreement_of_highlights(content, question, item)
    return alpha_of_counts(item.readings.values()) if len(item.readings) > 1 else None


def _agreement_of_highlights(content: Content, question: Question, item: Item) -> float | None:
    units: list[Mapping] = []
    for number, span in enumerate(content.article.words()):
        if question.paragraphs and content.article.paragraph_at(span.start) not in question.paragraphs:
            continue
        counts = {frozenset(labels): times for labels, times in item.words.get(number, {}).items()}
        # An answer marks at least one word, so a reader who left this one unmarked put it into the empty set.
        if rest := item.answered - sum(counts.values()):
            counts[frozenset()] = rest
        units.append(counts)
    return alpha_of_counts(units, masi if len(question.labels_of_spans()) > 1 else None)
