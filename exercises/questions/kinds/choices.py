"""choices: several options out of many; some are required, some allowed, some wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, member
from ..question import FITS, NOT_YET, Context, Question, in_shown_order, shown
from ..result import Detected, Notice, Score
from ..sampling import Ticks
from .choice import option_id


@dataclass(frozen=True, kw_only=True)
class Choices(Question):
    """All required options and no wrong one earn full points; allowed ones are neutral. Answer: a list of ids.

    Share earned: (required picked − wrong picked) ÷ required, at least 0, so ticking all boxes does not pay. On a first
    try a student learns how many of the ticked options fit, and only from the second on which ones do not; otherwise
    ticking all boxes once would show the key.
    """

    kind: ClassVar[str] = "choices"
    sheet_form: ClassVar[str] = "boxes"
    key_form: ClassVar[str] = "options"
    typed_form: ClassVar[str] = "letters"
    asked_fields: ClassVar[Fields] = {
        "options": declare.options("ids and texts"),
    }
    key_fields: ClassVar[Fields] = {
        "required": declare.texts("ids that must be ticked, at least one").optional,
        "allowed": declare.texts("ids that may be ticked or left").optional,
        "wrong": declare.texts("ids that cost; each option goes into one of the three lists").optional,
        "missing": declare.pair("for when something required is not ticked"),
        "feedback": declare.pairs("a pair for every option"),
    }
    ticked: ClassVar[bool] = True
    comparable: ClassVar[bool] = True
    in_lesson_words: ClassVar[bool] = True

    options: dict[str, str]
    required: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    missing: Notice = Notice("")
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        return {"options": in_shown_order(table.options("options"), table.need("id", str))}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        options = asked["options"]
        feedback = table.feedback(list(options))
        tiers = {name: table.texts(name, ()) for name in ("required", "allowed", "wrong")}
        listed = [member(option, options, name) for name, tier in tiers.items() for option in tier]
        if sorted(listed) != sorted(options):
            raise KitError("each option must be listed exactly once, in required, allowed or wrong.")
        if not tiers["required"]:
            raise KitError("“required” is empty: name at least one option.")
        return {**tiers, "missing": table.pair("missing"), "feedback": feedback}

    def normalize(self, answer: Any) -> list[str] | None:
        if answer is None:
            return None
        picked = [answer] if isinstance(answer, str) else answer
        if not isinstance(picked, list | tuple) or not all(isinstance(option, str) for option in picked):
            raise InvalidAnswer("This question takes a list of options.")
        chosen = {option_id(option, self.options) for option in picked if option.strip()}
        return [option for option in self.options if option in chosen] or None

    def score(self, answer: list[str]) -> Score:
        hits = [option for option in answer if option in self.required]
        slips = [option for option in answer if option in self.wrong]
        notices = [self._about(option) for option in (slips or hits)]
        if len(hits) < len(self.required):
            notices.append(self.missing)
        elif slips:
            notices.insert(0, Notice("Everything that belongs here is ticked, and something else is too."))
        share = max(0, len(hits) - len(slips)) / len(self.required)
        return Score(share, tuple(notices), first=() if share == 1 else self._counted(answer, len(hits), len(slips)))

    def detected(self, answer: list[str] | None) -> Detected:
        picked = set(answer or ())
        hits, slips = picked & set(self.required), picked & set(self.wrong)
        return Detected(len(hits), len(self.required), len(slips), len(self.wrong))

    def _counted(self, answer: list[str], hits: int, slips: int) -> tuple[Notice, ...]:
        """The feedback on a first try: how many of the ticked options fit, and whether some are missing, but not which."""
        fit = Notice(f"{len(answer) - slips} of the {len(answer)} that you ticked fit.", "Which can you show on the page?")
        if len(answer) == 1:
            fit = Notice("The one that you ticked " + ("does not fit." if slips else "fits."), "What else can you show?")
        return (fit, self.missing) if hits < len(self.required) else (fit,)

    def _about(self, option: str) -> Notice:
        pair = self.feedback[option]
        return Notice(pair.noticed, pair.next, self.options[option])

    def where(self, answer: list[str]) -> dict[str, str]:
        return {option: NOT_YET if option in self.wrong else FITS for option in answer}

    def counted(self, answer: list[str]) -> str:
        fit = sum(1 for option in answer if option not in self.wrong)
        return f"{fit} of the {len(answer)} that you ticked"

    def public(self) -> dict[str, Any]:
        return {"options": shown(self.options)}

    def model_answer(self) -> list[str]:
        return list(self.required)

    def known_errors(self) -> list[tuple[Any, Notice]]:
        slips = [([*self.required, option], self._about(option)) for option in self.wrong]
        fewer = [(list(self.required[1:]), self.missing)] if len(self.required) > 1 else []
        return slips + fewer

    def sampling(self) -> Ticks:
        return Ticks(self.required, self.allowed, self.wrong)

    def responses_by_unit(self, answer: list[str]) -> dict[str, str]:
        return {text: "ticked" if option in answer else "not ticked" for option, text in self.options.items()}

    def is_accepted(self, unit: str, category: str) -> bool:
        # Allowed options fit whether they are ticked or not.
        return unit in map(self.options.get, self.allowed) or super().is_accepted(unit, category)

    def describe(self, answer: list[str]) -> str:
        return "; ".join(self.options[option] for option in answer)
