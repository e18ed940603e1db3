"""choice: one option out of several."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from .. import declare
from ..answer_form import InvalidAnswer, text_of
from ..declare import Fields
from ..fields import Table, member
from ..question import FITS, NOT_YET, Context, Question, in_shown_order, shown
from ..result import Notice, Score


def option_id(value: str, options: dict[str, str]) -> str:
    """The id of an option given by its id or by its text. Raises InvalidAnswer with the ids that exist."""
    if value in options:
        return value
    wanted = value.strip().casefold()
    for option, text in options.items():
        if wanted in (option.casefold(), text.strip().casefold()):
            return option
    raise InvalidAnswer(f"“{value[:60]}” is not one of the options: {', '.join(options)}.")


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """One option is right; every option has its own feedback. Answer: an option's id."""

    kind: ClassVar[str] = "choice"
    sheet_form: ClassVar[str] = "one_box"
    key_form: ClassVar[str] = "option"
    typed_form: ClassVar[str] = "letter"
    asked_fields: ClassVar[Fields] = {
        "options": declare.options("ids and texts, at least two"),
    }
    key_fields: ClassVar[Fields] = {
        "answer": declare.text("the id of the right option"),
        "feedback": declare.pairs("a pair for every option, the right one too"),
    }
    comparable: ClassVar[bool] = True
    in_lesson_words: ClassVar[bool] = True

    options: dict[str, str]
    answer: str = ""
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        return {"options": in_shown_order(table.options("options"), table.need("id", str))}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        answer = member(table.need("answer", str), asked["options"], "the answer")
        return {"answer": answer, "feedback": table.feedback(list(asked["options"]))}

    def normalize(self, answer: Any) -> str | None:
        chosen = text_of(answer, "one option")
        return chosen and option_id(chosen, self.options)

    def score(self, answer: str) -> Score:
        return Score(float(answer == self.answer), (self.feedback[answer],))

    def where(self, answer: str) -> dict[str, str]:
        return {answer: FITS if answer == self.answer else NOT_YET}

    def public(self) -> dict[str, Any]:
        return {"options": shown(self.options)}

    def model_answer(self) -> str:
        return self.answer

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [(option, self.feedback[option]) for option in self.options if option != self.answer]

    def responses_by_unit(self, answer: str) -> dict[str, str]:
        return {"": self.options[answer]}

    def describe(self, answer: str) -> str:
        return self.options[answer]
