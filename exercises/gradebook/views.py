"""What a class report shows of each question, worked out of the counts: plain data, which the pages draw."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..content import Content, Part
from ..glossary import unmarked
from ..kinds import Question
from ..language.agreement import alpha_of_counts
from .tally import OTHERS, Item, Tally

# Words that students typed are shown when so many typed the same: nobody can be known by them.
FEWEST_ALIKE = 2
MOST_SHOWN = 6
HARD, EASY, UNRELATED = 0.4, 0.95, 0.1
_TYPED = ("number", "phrase", "probe")
_EMPHASIS = re.compile(r"\*([^*]+)\*|`([^`]+)`")


@dataclass(frozen=True)
class Bar:
    """One line of a distribution: a text, how many, and their share of all from 0 to 1."""

    text: str
    number: int
    share: float
    fits: bool = False


@dataclass(frozen=True)
class Asked:
    """One question as the report shows it. Figures are None where they cannot be had."""

    id: str
    title: str
    kind: str
    standing: str
    answered: int
    difficulty: float | None
    discrimination: float | None
    attempts: float
    hints: int
    gave_up: int
    remarks: tuple[str, ...]
    bars: tuple[tuple[str, tuple[Bar, ...]], ...]
    notices: tuple[tuple[int, str, str, str], ...]
    agreement: float | None


def plain_text(text: str, content: Content) -> str:
    """Lesson text without the marks of emphasis and of the glossary."""
    return _EMPHASIS.sub(lambda found: found[1] or found[2], unmarked(text, content.glossary))


def title_of(question: Question, content: Content) -> str:
    """The question's prompt, cut after its first paragraph."""
    return plain_text(question.prompt.split("\n\n")[0], content)


def asked(content: Content, part: Part, tally: Tally) -> Iterator[Asked]:
    """Every question of a notebook that anybody answered."""
    for name in part.ids:
        question, item = content.questions[name], tally.items.get(name)
        if item is None or not item.answered:
            continue
        settled = question.standing == "settled"
        yield Asked(
            id=name,
            title=title_of(question, content),
            kind=question.kind,
            standing=question.standing,
            answered=item.answered,
            # A contested or open answer is better or less well supported; "difficulty" would call it right or wrong.
            difficulty=item.difficulty if settled else None,
            discrimination=item.sums.correlation if settled else None,
            attempts=item.attempts / item.answered,
            hints=item.with_hints,
            gave_up=item.gave_up,
            remarks=tuple(_remarks(item)) if settled else (),
            bars=tuple(distribution(question, item)),
            notices=tuple(misconceptions(item)) if settled else (),
            agreement=agreement(content, question, item),
        )


def _remarks(item: Item) -> Iterator[str]:
    difficulty, discrimination = item.difficulty, item.sums.correlation
    if difficulty is not None and item.graded >= 5:
        if difficulty < HARD:
            yield "hard for this class"
        if difficulty > EASY:
            yield "nearly everybody has it"
    if discrimination is not None and item.sums.n >= 10 and discrimination < UNRELATED and difficulty < EASY:
        yield "goes its own way: those who do well elsewhere do not do better here. Is its wording clear?"


def distribution(question: Question, item: Item) -> Iterator[tuple[str, tuple[Bar, ...]]]:
    """For every unit of a question, how many readers put it into which category, the most common first."""
    right = question.readings(question.right()) if question.standing == "settled" else {}
    for unit, counts in item.readings.items():
        total = sum(counts.values())
        shown: Counter[str] = Counter()
        for category, number in counts.items():
            alone = question.kind in _TYPED and number < FEWEST_ALIKE and category != right.get(unit)
            shown[OTHERS if alone else category] += number
        # "Others" stands last, however many they are; equal numbers stand in the order of their texts.
        order = sorted(shown.items(), key=lambda pair: (pair[0] == OTHERS, -pair[1], pair[0]))
        kept, rest = order[:MOST_SHOWN], order[MOST_SHOWN:]
        if rest:
            kept = [*(pair for pair in kept if pair[0] != OTHERS), (OTHERS, shown[OTHERS] + _sum(rest))]
        yield unit, tuple(Bar(text, number, number / total, text == right.get(unit)) for text, number in kept)


def _sum(pairs: list[tuple[str, int]]) -> int:
    return sum(number for text, number in pairs if text != OTHERS)


def misconceptions(item: Item) -> Iterator[tuple[int, str, str, str]]:
    """What was said most often to answers that were not right yet: (how many, about which part, noticed, what to try)."""
    told = [(number, *words) for words, number in item.notices.items() if words[0] != OTHERS]
    # What only counts ("3 of 4 fit so far") names no misconception: it has nothing to try.
    named = [entry for entry in told if entry[3] and entry[0] >= FEWEST_ALIKE]
    yield from sorted(named, key=lambda entry: (-entry[0], *entry[1:]))[:4]


def agreement(content: Content, question: Question, item: Item) -> float | None:
    """Krippendorff's alpha over the units of a question; over the words for highlights, with the MASI distance for sets.

    None for a question of one unit, whose distribution says it all, and where nothing varies.
    """
    if item.answered < 2:
        return None
    if question.kind == "spans":
        return _agreement_of_highlights(content, question, item)
    return alpha_of_counts(item.readings.values()) if len(item.readings) > 1 else None


def _agreement_of_highlights(content: Content, question: Question, item: Item) -> float | None:
    from nltk.metrics.distance import masi_distance

    units: list[Mapping] = []
    for number, span in enumerate(content.article.words()):
        if question.paragraphs and content.article.paragraph_at(span.start) not in question.paragraphs:
            continue
        counts = {frozenset(labels): times for labels, times in item.words.get(number, {}).items()}
        # An answer marks at least one word; a reader who left this one alone put it into the empty set.
        if rest := item.answered - sum(counts.values()):
            counts[frozenset()] = rest
        units.append(counts)
    return alpha_of_counts(units, masi_distance if len(question.labels) > 1 else None)
