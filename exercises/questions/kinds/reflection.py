"""reflection: an open answer, complete or not, never wrong; a teacher reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ...base.errors import KitError
from ..fields import Table
from ..question import Context, Question, text_of
from ..result import Notice, Result
from ..sampling import OwnWords


@dataclass(frozen=True, kw_only=True)
class Reflection(Question):
    """The student's own words, as a text. With a rubric they wait for the teacher; without one they are simply kept."""

    kind: ClassVar[str] = "reflection"
    sheet_form: ClassVar[str] = "text"
    key_form: ClassVar[str] = "samples"
    typed_form: ClassVar[str] = "text"
    standings: ClassVar[frozenset[str]] = frozenset({"open"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"min_words"})
    key_fields: ClassVar[frozenset[str]] = frozenset({"rubric", "samples"})
    free_text: ClassVar[bool] = True
    graded_by_kit: ClassVar[bool] = False

    min_words: int = 1

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict:
        least = table.need("min_words", int, 1)
        if least < 1:
            raise KitError("min_words must be 1 or more.")
        return {"min_words": least}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict) -> dict:
        samples = table.texts("samples")
        if any(len(sample.split()) < asked["min_words"] for sample in samples):
            raise KitError("a sample answer is shorter than min_words.")
        return {"rubric": table.texts("rubric", ()), "samples": samples}

    def normalize(self, answer: Any) -> str | None:
        return text_of(answer)

    def judge(self, answer: str) -> Result:
        words = len(answer.split())
        if words < self.min_words:
            short = Notice(
                f"Kept so far: {words} of at least {self.min_words} words.",
                "What would you add, so that a reader can follow?",
            )
            return Result("saved", None, self.points, (short,), {"complete": False})
        kept = Notice("Kept, in your own words. You may come back and change it.")
        return Result("needs_teacher" if self.rubric else "saved", None, self.points, (kept,), {"complete": True})

    def public(self) -> dict:
        return {"min_words": self.min_words}

    def sampling(self) -> OwnWords:
        return OwnWords(self.min_words)

    def model_answer(self) -> str:
        return self.samples[0]
