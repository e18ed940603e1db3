"""Where the class reads in two ways: splits worth discussing, each with a prompt that sends readers back to the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..content import Content
from ..kinds import Question
from .heat import Heat
from .tally import OTHERS, Item

FEWEST_READERS = 4
# From this share of the readers on, the second most common reading is more than a slip.
WORTH_A_TALK = 0.25
MOST_SPLITS = 8
MOST_OF_ONE_QUESTION = 2
# Typed answers differ in spelling as much as in reading, and places in an order are no readings.
_KINDS = ("choice", "choices", "match", "evidence")


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
    """The splits of one question that are worth a talk, the most even first."""
    found = list(_readings(content, question, item, title))
    if heat is not None and question.kind == "spans":
        found += _highlights(question, heat)
    return sorted(found, key=lambda split: (-split.balance, split.unit))[:MOST_OF_ONE_QUESTION]


def _readings(content: Content, question: Question, item: Item, title: str) -> Iterator[Split]:
    if question.kind not in _KINDS:
        return
    for unit, counts in item.readings.items():
        total = sum(counts.values())
        common = sorted(((n, text) for text, n in counts.items() if text != OTHERS), key=lambda pair: (-pair[0], pair[1]))
        if total < FEWEST_READERS or len(common) < 2 or common[1][0] < max(2, WORTH_A_TALK * total):
            continue
        (ones, one), (others, other) = common[:2]
        prompt = _prompt(question, content, one, other)
        yield Split(question.id, title, unit, one, ones, other, others, prompt, others / total)


def _prompt(question: Question, content: Content, one: str, other: str) -> str:
    where = ", ".join(f"P{number}" for number in question.paragraphs[:4])
    page = f"Read {where} aloud" if where else "Go back to the page"
    if question.kind == "choices":
        return f"{page}. Half ticked this one, half did not. Which words would you point to, for and against?"
    if question.standing == "contested":
        return (
            f"Careful readers differ here, so nobody has to win. {page}. Let one reader of each show the exact words. "
            "Which words could make you read it the other way?"
        )
    return f"The page settles this one. {page}. Which words decide between “{one}” and “{other}”?"


def _highlights(question: Question, heat: Heat) -> Iterator[Split]:
    for stretch in heat.stretches:
        left = heat.readers - stretch.number
        least = max(2, WORTH_A_TALK * heat.readers)
        if heat.readers < FEWEST_READERS or min(stretch.number, left) < least or len(stretch.text) < 3:
            continue
        labels = " / ".join(f"“{label}”" for label, _ in stretch.labels)
        prompt = (
            f"Some marked these words as {labels}, some left them alone. What must words do to earn that mark? "
            "Try the same test on another place in the text."
        )
        unit = f"P{stretch.paragraph}: “{stretch.text}”"
        balance = min(stretch.number, left) / heat.readers
        yield Split(question.id, heat.title, unit, "marked", stretch.number, "left alone", left, prompt, balance)
