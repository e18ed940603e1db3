"""order: put items into their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, member
from ..question import FITS, NOT_YET, Context, Question, in_shown_order
from ..result import Notice, Score
from ..sampling import Ranking
from .choice import option_id


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Items in groups; within a group either order is accepted. Answer: a list of all item ids.

    The items are first shown in an order that is not right; left like that, the question is unanswered.

    Share earned: of the pairs whose order matters, how many are right, rescaled so that an order no better than
    chance (half the pairs) earns nothing (Kendall's tau, negative values cut off at 0).
    """

    kind: ClassVar[str] = "order"
    sheet_form: ClassVar[str] = "sequence"
    key_form: ClassVar[str] = "sequence"
    typed_form: ClassVar[str] = "sequence"
    asked_fields: ClassVar[Fields] = {
        "items": declare.options("ids and texts"),
    }
    key_fields: ClassVar[Fields] = {
        "answer": declare.anything("the ids in order; an inner list where either order is fine", type="array"),
        "feedback": declare.pairs("a pair for every row"),
    }
    in_lesson_words: ClassVar[bool] = True
    blank: ClassVar[str] = "Nothing is moved so far: the order is the one in which we show them."

    items: dict[str, str]
    groups: tuple[tuple[str, ...], ...] = ()
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        return {"items": in_shown_order(table.options("items"), table.need("id", str))}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        items = asked["items"]
        groups = tuple(tuple(g) if isinstance(g, list) else (g,) for g in table.need("answer", list) if g != [])
        placed = [member(item, items, "the answer") for group in groups for item in group]
        if sorted(placed) != sorted(items):
            raise KitError("the answer must name every item once.")
        if len(groups) < 2:
            raise KitError("the answer puts all items into one group, so there is nothing to order.")
        if table.get("assessed") and _in_order(list(items), groups):
            # A student's copy has no key to check the order against, so it cannot be reversed there.
            raise KitError("its items happen to be shown in a right order. Change two lines of [question.items] round.")
        return {"groups": groups, "feedback": table.feedback(list(items))}

    def normalize(self, answer: Any) -> list[str] | None:
        if answer is None or answer == []:
            return None
        if not isinstance(answer, list | tuple) or not all(isinstance(item, str) for item in answer):
            raise InvalidAnswer("This question takes a list of all its items, in order.")
        order = [option_id(item, self.items) for item in answer]
        if sorted(order) != sorted(self.items):
            raise InvalidAnswer("Name every item once: " + ", ".join(self.items) + ".")
        return None if order == self.start else order

    @property
    def start(self) -> list[str]:
        """The order in which the items are first shown."""
        shown = list(self.items)
        return shown[::-1] if _in_order(shown, self.groups) else shown

    def score(self, answer: list[str]) -> Score:
        rank = {item: number for number, group in enumerate(self.groups) for item in group}
        pairs = [(a, b) for a, b in combinations(answer, 2) if rank[a] != rank[b]]
        right = sum(1 for a, b in pairs if rank[a] < rank[b])
        if right == len(pairs):
            return Score(1, (Notice("Each one is where it belongs."),))
        return Score(max(0.0, 2 * right / len(pairs) - 1), (self._first_misplaced(answer, rank),))

    def where(self, answer: list[str]) -> dict[str, str]:
        rank = {item: number for number, group in enumerate(self.groups) for item in group}
        due = sorted(rank[item] for item in answer)
        return {item: FITS if rank[item] == at else NOT_YET for item, at in zip(answer, due, strict=True)}

    def counted(self, answer: list[str]) -> str:
        right = sum(1 for found in self.where(answer).values() if found == FITS)
        return f"{right} of {len(answer)} in place"

    def _first_misplaced(self, answer: list[str], rank: dict[str, int]) -> Notice:
        item = next(item for item, due in zip(answer, sorted(rank[i] for i in answer), strict=True) if rank[item] != due)
        pair = self.feedback[item]
        return Notice(pair.noticed, pair.next, self.items[item])

    def public(self) -> dict[str, Any]:
        return {"items": [{"id": item, "text": self.items[item]} for item in self.start]}

    def model_answer(self) -> list[str]:
        return [item for group in self.groups for item in group]

    def known_errors(self) -> list[tuple[Any, Notice]]:
        best, found = self.model_answer(), []
        for item in best:
            others = [i for i in best if i != item]
            start = [item, *others] if best[0] not in (item,) and item not in self.groups[0] else [*others, item]
            rank = {i: n for n, group in enumerate(self.groups) for i in group}
            found.append((start, self._first_misplaced(start, rank)))
        return [(order, notice) for order, notice in found if self.score(order).share < 1 and order != self.start]

    def sampling(self) -> Ranking:
        return Ranking(self.groups)

    def responses_by_unit(self, answer: list[str]) -> dict[str, str]:
        return {self.items[item]: str(number) for number, item in enumerate(answer, 1)}

    def is_accepted(self, unit: str, category: str) -> bool:
        at = 1
        for group in self.groups:
            if unit in map(self.items.get, group):
                return category in map(str, range(at, at + len(group)))
            at += len(group)
        return False

    def describe(self, answer: list[str]) -> str:
        return "\n".join(f"{number}. {self.items[item]}" for number, item in enumerate(answer, 1))


def _in_order(shown: list[str], groups: tuple[tuple[str, ...], ...]) -> bool:
    """Whether items are in a right order; always False without a key."""
    rank = {item: number for number, group in enumerate(groups) for item in group}
    return bool(groups) and all(rank[a] <= rank[b] for a, b in pairwise(shown))
