"""Where the class reads in two ways: splits worth discussing, each with a prompt that sends readers back to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...lesson_data.content import Content
from ...questions import Question
from ...text.article import Span
from ..statistics.tally import OTHERS, Item
from .heat import Heat, Stretch
from .views import strip_markup

FEWEST_READERS = 4
# From this share of the readers up, the second most common reading is more than a slip.
WORTH_A_TALK = 0.25
MOST_SPLITS = 10
MOST_OF_ONE_QUESTION = 2
# A highlight is split if at least this share marked it and as many did not; a word or two is only a matter of edges.
EVEN = 0.35
FEWEST_WORDS, LONGEST_RUN = 3, 200
MOST_HIGHLIGHTS = 1
# Nobody reads more paragraphs than this aloud.
_MOST_ALOUD = 3
_PARAGRAPH = re.compile(r"\bP(\d+)\b")
# A run that is cut where counts change may end in such a word, which means nothing there.
_LOOSE_END = re.compile(r"(?:[\s,;]+(?:a|an|and|as|at|but|by|for|from|in|of|on|or|that|the|to|with))+$", re.IGNORECASE)


@dataclass(frozen=True)
class Split:
    """Two readings of one unit of a question, how many hold each, and how to talk about it."""

    question: str
    title: str
    unit: str
    one: str
    ones: int
    other: str
    others: int
    prompt: str
    balance: float


def splits(content: Content, question: Question, item: Item, title: str, heat: Heat | None) -> list[Split]:
    """One question's splits that are worth discussing, most even first."""
    found = _most_even(_readings(content, question, item, title))
    if heat is not None and question.asks_highlights:
        found += _most_even(_highlights(content, question, heat))[:MOST_HIGHLIGHTS]
    return found[:MOST_OF_ONE_QUESTION]


def _most_even(found: Iterator[Split]) -> list[Split]:
    return sorted(found, key=lambda split: (-split.balance, split.unit))


def _readings(content: Content, question: Question, item: Item, title: str) -> Iterator[Split]:
    if not question.comparable:
        return
    for unit, counts in item.readings.items():
        total = sum(counts.values())
        common = sorted(((n, text) for text, n in counts.items() if text != OTHERS), key=lambda pair: (-pair[0], pair[1]))
        if total < FEWEST_READERS or len(common) < 2 or common[1][0] < max(2, WORTH_A_TALK * total):
            continue
        (ones, one), (others, other) = common[:2]
        prompt = strip_markup(_prompt(question, unit, one, other), content)
        unit, one, other = (strip_markup(text, content) for text in (unit, one, other))
        yield Split(question.id, title, unit, one, ones, other, others, prompt, others / total)


def _prompt(question: Question, unit: str, one: str, other: str) -> str:
    """What to ask: always about words on the page, the same for both readings, and never revealing which one fits."""
    where = _where(question, unit)
    if question.standing == "contested":
        return (
            f"Careful readers differ here, so nobody has to win. {where}. Let one reader of each show the exact words. "
            "Which words could make you read it the other way?"
        )
    if question.ticked:
        return f"{where}. Some ticked this, some did not. Which words would you point to, for and against?"
    fitting = [question.is_accepted(unit, reading) for reading in (one, other)]
    if all(fitting):
        return f"Both can be shown on the page. {where}. Which words would you show for “{one}”, and which for “{other}”?"
    if not any(fitting):
        return f"The page settles this one, and may do so in a third way. {where}. Which words decide, and for what?"
    return f"The page settles this one. {where}. Which words decide between “{one}” and “{other}”?"


def _where(question: Question, unit: str) -> str:
    """Where to look: the paragraphs that the unit names, otherwise the question's if there are few."""
    named = tuple(int(number) for number in _PARAGRAPH.findall(unit))
    numbers = tuple(number for number in named if number in question.paragraphs) or question.paragraphs
    if not 0 < len(numbers) <= _MOST_ALOUD:
        return "Go back to the page"
    names = [f"P{number}" for number in dict.fromkeys(numbers)]
    return f"Read {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))} aloud"


def _highlights(content: Content, question: Question, heat: Heat) -> Iterator[Split]:
    """Runs of words that about half of the class marked; runs whose edges differ slightly count as one."""
    if heat.readers < FEWEST_READERS:
        return
    for run in _even_runs(content, heat):
        text = _LOOSE_END.sub("", content.article.words_in(Span(run[0].span.start, run[-1].span.end)))
        if len(text.split()) < FEWEST_WORDS or len(text) > LONGEST_RUN:
            continue
        number = round(sum(stretch.number for stretch in run) / len(run))
        # "problem: what is wrong?" is called a problem.
        labels = " or ".join(f"“{label.partition(': ')[0]}”" for label, _ in run[0].labels[:2])
        prompt = (
            f"Some readers marked these words as {labels}, some left them alone. What must words do to earn that mark, and "
            "does the same test hold at another place in the text?"
        )
        left = heat.readers - number
        unit = f"P{run[0].paragraph}: “{text}”"
        yield Split(
            question.id, heat.title, unit, "marked", number, "left alone", left, prompt, min(number, left) / heat.readers
        )


def _even_runs(content: Content, heat: Heat) -> list[list[Stretch]]:
    """Stretches that about half marked, joined if only spaces and punctuation are between them."""
    runs: list[list[Stretch]] = []
    for stretch in heat.stretches:
        if not EVEN <= stretch.share <= 1 - EVEN:
            continue
        between = content.article.text[runs[-1][-1].span.end : stretch.span.start] if runs else "\n\n"
        if "\n\n" in between or any(character.isalnum() for character in between):
            runs.append([])
        runs[-1].append(stretch)
    return runs
