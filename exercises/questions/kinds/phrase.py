"""phrase: exact words from the article, or words from a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article, normalize_answer
from ..fields import Table, as_notice
from ..question import Context, Question, text_of
from ..result import Notice, Score
from ..sampling import Wording


@dataclass(frozen=True, kw_only=True)
class Phrase(Question):
    """Words that are on the accepted list; case, kinds of marks, and marks or articles at the edges are forgiven.

    With ``from_article``, words that stand nowhere in the article are told apart from words that are merely not meant.
    Answer: a text.
    """

    kind: ClassVar[str] = "phrase"
    sheet_form: ClassVar[str] = "line"
    key_form: ClassVar[str] = "wordings"
    typed_form: ClassVar[str] = "words"
    key_fields: ClassVar[frozenset[str]] = frozenset({"accept", "from_article", "otherwise", "right", "wrong"})
    typed: ClassVar[bool] = True

    accept: tuple[str, ...] = ()
    article: Article | None = None
    otherwise: Notice = Notice("")
    when_right: Notice = Notice("Those are the words.")
    listed: tuple[tuple[tuple[str, ...], Notice], ...] = ()

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict) -> dict:
        accept, from_article = table.texts("accept"), table.need("from_article", bool, False)
        for words in accept:
            if from_article and not context.article.places(words):
                raise KitError(f"“{words}” is accepted as words of the article, but does not stand in it.")
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, {"say", "feedback"})
            if any(normalize_answer(words) in map(normalize_answer, accept) for words in own.texts("say")):
                raise KitError("the same words are listed as accepted and as wrong.")
            listed.append((own.texts("say"), as_notice(own.need("feedback", list), "the feedback of a wrong answer")))
        found = {
            "accept": accept,
            "article": context.article if from_article else None,
            "otherwise": table.pair("otherwise"),
            "listed": tuple(listed),
        }
        return found | ({"when_right": table.pair("right")} if "right" in table else {})

    def normalize(self, answer: Any) -> str | None:
        return text_of(answer, "words, in quotation marks")

    def score(self, answer: str) -> Score:
        said = normalize_answer(answer)
        if any(said == normalize_answer(words) for words in self.accept):
            return Score(1, (self.when_right,))
        for words, notice in self.listed:
            if any(said == normalize_answer(one) for one in words):
                return Score(0, (notice,))
        if self.article and not self.article.places(answer.strip(" .,;:!?\"'“”‘’")):
            away = Notice(
                "These words do not stand in the article in just this form.", "Copy them letter for letter: which?"
            )
            return Score(0, (away,))
        return Score(0, (self.otherwise,))

    def sampling(self) -> Wording:
        return Wording(self.accept)

    def responses_by_unit(self, answer: str) -> dict[str, str]:
        return {"": normalize_answer(answer)}

    def is_accepted(self, unit: str, category: str) -> bool:
        return not unit and category in map(normalize_answer, self.accept)

    def model_answer(self) -> str:
        return self.accept[0]

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [(one, notice) for words, notice in self.listed for one in words]
