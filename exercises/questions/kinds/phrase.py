"""phrase: exact words from the article, or words from a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article, normalize_answer
from .. import declare
from ..answer_form import text_of
from ..declare import Fields
from ..fields import Table, as_notice
from ..question import FITS, NOT_YET, Context, Question
from ..result import Notice, Score
from ..sampling import Wording
from ..scoring.quoted_words import LONGEST_QUOTE, occurrences, plain_words

# What people put in front of the words they were asked for: “the word over”.
_IN_FRONT = (["the", "word"], ["the", "words"], ["word"], ["words"])
_ARTICLES = ("a", "an", "the")
_LONGEST = 1_000  # characters

_WRONG = {"say": declare.texts("words of this slip"), "feedback": declare.pair("what is said to it")}


@dataclass(frozen=True, kw_only=True)
class Phrase(Question):
    """Words that are on the accepted list; case, marks, commas in numbers and articles at the edges are forgiven.

    With ``from_article``, a few words of the article that contain an accepted phrase and no listed wrong one are right
    too, and words that are not in the article get different feedback from words that are just not the right ones.
    Answer: a text.
    """

    kind: ClassVar[str] = "phrase"
    sheet_form: ClassVar[str] = "line"
    key_form: ClassVar[str] = "wordings"
    typed_form: ClassVar[str] = "words"
    key_fields: ClassVar[Fields] = {
        "accept": declare.texts("accepted words"),
        "from_article": declare.flag("true if the words come from the text; longer runs of it then count").optional,
        "otherwise": declare.pair("for any other words"),
        "right": declare.pair("for the right words, if you want one of your own").optional,
        "wrong": declare.tables("the slips that you expect", _WRONG).optional,
    }
    typed: ClassVar[bool] = True

    accept: tuple[str, ...] = ()
    article: Article | None = None
    otherwise: Notice = Notice("")
    when_right: Notice = Notice("Those are the words.")
    listed: tuple[tuple[tuple[str, ...], Notice], ...] = ()

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        accept, from_article = table.texts("accept"), table.need("from_article", bool, False)
        for words in accept:
            if from_article and not context.article.places(words):
                raise KitError(f"“{words}” is accepted as words of the article, but it is not in it.")
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, _WRONG.keys())
            if any(_core(words) in map(_core, accept) for words in own.texts("say")):
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
        if len(answer) > _LONGEST:
            return Score(0, (_TOO_MANY,))
        said = plain_words(answer)
        bare = next((said[len(front) :] for front in _IN_FRONT if said[: len(front)] == front and said != front), said)
        accepted = [_core(words) for words in self.accept]
        if any(_core(words) in accepted for words in (said, bare)):
            return Score(1, (self.when_right,))
        for words, notice in self.listed:
            if any(_core(bare) == _core(one) for one in words):
                return Score(0, (notice,))
        return Score(0, (self.otherwise,)) if self.article is None else self._of_run(bare, accepted)

    def _of_run(self, said: list[str], accepted: list[list[str]]) -> Score:
        """Judge words that are on no list by what they contain, if they are consecutive in the article."""
        if not occurrences(said, _words_of(self.article)):
            return Score(0, (_ELSEWHERE,))
        right = [place for words in accepted for place in occurrences(words, said)]
        for words, notice in self.listed:
            for place in (place for one in words for place in occurrences(_core(one), said)):
                if not any(own.start <= place.start and place.stop <= own.stop for own in right):
                    return Score(0, (notice,))
        if not right:
            return Score(0, (self.otherwise,))
        return Score(1, (self.when_right,)) if len(said) <= LONGEST_QUOTE else Score(0, (_TOO_MANY,))

    def where(self, answer: str) -> dict[str, str]:
        return {"": FITS if self.score(answer).share == 1 else NOT_YET}

    def sampling(self) -> Wording:
        return Wording(self.accept)

    def responses_by_unit(self, answer: str) -> dict[str, str]:
        return {"": normalize_answer(answer)}

    def is_accepted(self, unit: str, category: str) -> bool:
        return not unit and self.score(category).share == 1

    def model_answer(self) -> str:
        return self.accept[0]

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [(one, notice) for words, notice in self.listed for one in words]


_ELSEWHERE = Notice("We do not find these words in the article in just this form.", "Copy them letter for letter: which?")
_TOO_MANY = Notice("These are many more words than we ask for.", "Which few of them answer the question?")


def _core(words: str | list[str]) -> list[str]:
    """Words without leading articles, unless nothing else is left."""
    plain = plain_words(words) if isinstance(words, str) else words
    while len(plain) > 1 and plain[0] in _ARTICLES:
        plain = plain[1:]
    return plain


@cache
def _words_of(article: Article) -> list[str]:
    return plain_words(article.text)
