"""reflection: an open answer, complete or not, never wrong; a teacher reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import text_of
from ..declare import Fields
from ..fields import Table
from ..question import Context, Question
from ..result import Result
from ..sampling import OwnWords
from ..scoring import completion
from ..scoring.conditions import Condition, long_enough
from ..scoring.draft import read_draft
from ..scoring.flags import flags_of_thoughts, near_copy
from ..scoring.likeness import Runs, runs
from ..scoring.page import Page


@dataclass(frozen=True, kw_only=True)
class Reflection(Question):
    """The student's own words, as a text: complete when there are enough of them. A teacher reads them with the rubric."""

    kind: ClassVar[str] = "reflection"
    sheet_form: ClassVar[str] = "text"
    key_form: ClassVar[str] = "samples"
    typed_form: ClassVar[str] = "text"
    standings: ClassVar[frozenset[str]] = frozenset({"open"})
    asked_fields: ClassVar[Fields] = {
        "min_words": declare.whole("how many words make it complete; 1 if you leave it out").optional,
    }
    key_fields: ClassVar[Fields] = {
        "rubric": declare.texts("what each level means, from the lowest to the highest").optional,
        "samples": declare.texts("answers that earn full points, for the teacher and the worked answer"),
    }
    free_text: ClassVar[bool] = True
    graded_by_kit: ClassVar[bool] = False

    page: Page
    min_words: int = 1

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        least = table.need("min_words", int, 1)
        if least < 1:
            raise KitError("min_words must be 1 or more.")
        return {"page": context.page, "min_words": least}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        samples = table.texts("samples")
        if any(len(sample.split()) < asked["min_words"] for sample in samples):
            raise KitError("a sample answer is shorter than min_words.")
        return {"rubric": table.texts("rubric", ()), "samples": samples}

    def normalize(self, answer: Any) -> str | None:
        return text_of(answer)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """The only requirement: enough words for a reader to follow."""
        return (long_enough(self.min_words),)

    @cached_property
    def _sample_runs(self) -> tuple[Runs, ...]:
        return tuple(runs(sample) - self.page.runs for sample in self.samples)

    def judge(self, answer: str) -> Result:
        draft = read_draft(answer)
        flags = (*flags_of_thoughts(draft, self.page), *near_copy(answer, self._sample_runs, self.page.runs))
        return completion.result(self.points, self.conditions, draft, flags)

    def public(self) -> dict[str, Any]:
        shown = [{"id": c.id, "text": c.text, "gate": c.gate} for c in self.conditions]
        return {"min_words": self.min_words, "conditions": shown}

    def sampling(self) -> OwnWords:
        return OwnWords(self.min_words)

    def model_answer(self) -> str:
        return self.samples[0]
