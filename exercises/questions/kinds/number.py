"""number: a count or a share, with a tolerance and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, as_notice
from ..question import FITS, NOT_YET, Context, Question
from ..result import Notice, Score
from ..sampling import Quantity

_LONGEST = 100  # characters
_ABOUT = re.compile(r"(?:about|around|roughly|approximately|approx\.|circa|ca\.|~|≈)\s*", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?\d{0,15}(?:\.\d{0,15})?")


def read_number(text: str, unit: str = "") -> float:
    """A number as people type it: “1,400”, “52.5 %”, “0,5”, “about 52”, “eleven”. Raises InvalidAnswer."""
    bare = text.strip()
    # Looking for a unit after 20,000 spaces would take a second.
    if len(bare) > _LONGEST:
        raise InvalidAnswer(f"“{bare[:40]}” is not a number I can read. Type it in digits, like 12 or 0.5.")
    bare = _ABOUT.sub("", bare, count=1) if _ABOUT.match(bare) else bare
    if unit:
        # "3 paragraph" and "52 per cent" count as the unit on the card.
        names = "%|per ?cent" if unit == "%" else re.escape(unit.removesuffix("s")) + "s?"
        bare = re.sub(rf"\s*(?:{names})\s*$", "", bare, flags=re.IGNORECASE)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if bare and not any(c.isdigit() for c in bare) and (spelled := _spelled_out(bare)) is not None:
        return spelled
    bare = bare.replace(",", ".", 1)
    if not _DIGITS.fullmatch(bare) or not any(c.isdigit() for c in bare):
        raise InvalidAnswer(f"“{text[:40]}” is not a number I can read. Type it in digits, like 12 or 0.5.")
    return float(bare)


_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@cache
def _below_hundred() -> dict[str, int]:
    small = _UP_TO_NINETEEN.split(" ")
    names = [*small, *(f"{ten} {one}".strip() for ten in _TENS.split(" ") for one in ("", *small[1:10]))]
    return {name: number for number, name in enumerate(names)}


def _spelled_out(text: str) -> float | None:
    """A whole number in words, such as “fifty-two” or “fourteen hundred”; None for anything else."""
    words, total, small = " ".join(re.findall(r"[a-z]+", text.lower())), 0, _below_hundred()
    for size, name in ((1000, "thousand"), (100, "hundred")):
        head, found, rest = words.partition(f" {name}")
        if found:
            if head not in small and head != "a":
                return None
            total += size * small.get(head, 1)
            words = rest.strip().removeprefix("and ")
            if not words:
                return float(total)
    return float(total + small[words]) if words in small else None


_WRONG = {
    "value": declare.anything("the number", type="number").optional,
    "figure": declare.text("in place of value: the figure that gives it").optional,
    "feedback": declare.pair("what is said to it"),
}


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number within ``tolerance`` of the target. Answer: a number, or a text that holds one.

    A share has the unit %: its target is stored in percent, and 52, 0.52 and “52 %” are all read as 52 %.
    """

    kind: ClassVar[str] = "number"
    sheet_form: ClassVar[str] = "figure"
    key_form: ClassVar[str] = "figure"
    typed_form: ClassVar[str] = "figure"
    asked_fields: ClassVar[Fields] = {
        "unit": declare.text("the unit shown next to the field").optional,
    }
    key_fields: ClassVar[Fields] = {
        "answer": declare.anything("the number", type="number").optional,
        "figure": declare.text("in place of answer: the figure that gives it").optional,
        "tolerance": declare.number("how far off is still right; 0 if you leave it out").optional,
        "otherwise": declare.pair("for any other number"),
        "right": declare.pair("for the right number, if you want one of your own").optional,
        "wrong": declare.tables("the wrong numbers that you expect", _WRONG).optional,
    }
    typed: ClassVar[bool] = True

    unit: str = ""
    target: float = 0
    tolerance: float = 0
    otherwise: Notice = Notice("")
    when_right: Notice = Notice("That is what the page gives.")
    listed: tuple[tuple[float, Notice], ...] = ()

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        return {"unit": table.need("unit", str, "")}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        target = _value(table, context, asked["unit"])
        tolerance = table.need("tolerance", (int, float), 0)
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, _WRONG.keys())
            value = _value(own, context, asked["unit"], "value")
            if abs(value - target) <= tolerance:
                raise KitError(f"the wrong answer {value:g} is within the tolerance of the right one.")
            listed.append((value, as_notice(own.need("feedback", list), "the feedback of a wrong answer")))
        found = {"target": target, "tolerance": tolerance, "otherwise": table.pair("otherwise"), "listed": tuple(listed)}
        return found | ({"when_right": table.pair("right")} if "right" in table else {})

    def normalize(self, answer: Any) -> float | None:
        if answer is None or (isinstance(answer, str) and not answer.strip()):
            return None
        if isinstance(answer, str):
            typed = answer.strip()
            answer = number = read_number(typed, self.unit)
            if self.unit == "%" and not typed[-1].isdigit():
                return number
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            raise InvalidAnswer("This question takes a number, in digits.")
        number = float(answer)
        return number * 100 if self.unit == "%" and 0 < number <= 1 else number

    def score(self, answer: float) -> Score:
        slack = self.tolerance + 1e-9
        if abs(answer - self.target) <= slack:
            return Score(1, (self.when_right,))
        for value, notice in self.listed:
            if abs(answer - value) <= max(slack, 1e-6):
                return Score(0, (notice,))
        return Score(0, (self.otherwise,))

    def where(self, answer: float) -> dict[str, str]:
        return {"": FITS if self.score(answer).share == 1 else NOT_YET}

    def public(self) -> dict[str, Any]:
        return {"unit": self.unit}

    def model_answer(self) -> float:
        return self.target

    def known_errors(self) -> list[tuple[Any, Notice]]:
        far = self.target + 10 * (self.tolerance + 1) + sum(abs(value) for value, _ in self.listed)
        return [*self.listed, (far, self.otherwise)]

    def sampling(self) -> Quantity:
        return Quantity(self.target, tuple(value for value, _ in self.listed))

    def responses_by_unit(self, answer: float) -> dict[str, str]:
        told = self.describe(answer)
        # Near the edge of the tolerance, rounding could move a number to the other side, and a report would misjudge it.
        if self.is_accepted("", told) != (self.score(answer).share == 1):
            told = told.replace(f"{round(answer, 3):g}", f"{answer:.15g}", 1)
        return {"": told}

    def is_accepted(self, unit: str, category: str) -> bool:
        try:
            number = self.normalize(category)
        except InvalidAnswer:
            return False
        return not unit and number is not None and self.score(number).share == 1

    def describe(self, answer: float) -> str:
        return f"{round(answer, 3):g}{' ' if self.unit not in ('', '%') else ''}{self.unit}"


def _value(table: Table, context: Context, unit: str, name: str = "answer") -> float:
    """A number given directly or by the name of a figure; shares become percent if the unit is %."""
    if "figure" not in table:
        return float(table.need(name, (int, float)))
    value: float = context.figures[table.need("figure", str)]
    # A share is between 0 and 1; a count with the same unit, in a listed wrong answer, is used as typed.
    return value * 100 if unit == "%" and abs(value) <= 1 else value
