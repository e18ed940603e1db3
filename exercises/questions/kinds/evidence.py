"""evidence: a choice on which careful readers differ, with the words of the article that support it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article, Span
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, member
from ..question import FITS, NOT_YET, PARTLY, Context, Question, in_shown_order, shown
from ..result import Notice, Score, labeled
from ..sampling import Reading
from ..scoring.quoted_words import LONGEST_QUOTE, is_short, is_shown, is_weighty, plain_words
from .choice import option_id

# What a quotation earns: for words that fit a listed reading, and for other exact words, whatever the reading.
FITTING, OTHER_WORDS = 1.0, 0.5
# How much of the fitting words must be quoted, and how much may surround them, in characters.
_ENOUGH_OF_FIT = 20
_MOST_AROUND = 120


@dataclass(frozen=True)
class Quoted:
    """One judged quotation: its place, what it earns, and the reason if it earns nothing."""

    words: str
    place: Span | None = None
    worth: float = 0.0
    why: Notice | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence(Question):
    """Graded on the words that are quoted, and never on the view: a choice without words earns nothing, whichever it is.

    Each required quotation earns 1 if its words fit a listed reading, ½ if they are other exact words of the article, and
    0 if they are not in it, are far too long, or only repeat what the card shows. Share earned: their sum ÷ the number of
    quotations asked for.
    Answer: {"choice": option id, "quotes": [exact words of the article, …]}.
    """

    kind: ClassVar[str] = "evidence"
    sheet_form: ClassVar[str] = "box_and_quotes"
    key_form: ClassVar[str] = "readings"
    typed_form: ClassVar[str] = "letter_and_quotes"
    standings: ClassVar[frozenset[str]] = frozenset({"contested"})
    asked_fields: ClassVar[Fields] = {
        "options": declare.options("the readings"),
        "quotes": declare.whole("how many quotations are asked for; 1 if you leave it out", maximum=5).optional,
    }
    key_fields: ClassVar[Fields] = {
        "listed": declare.by_name("for each listed reading what fits it", declare.texts("annotation ids or exact words")),
        "feedback": declare.pairs("a pair for every reading"),
    }
    shows_article: ClassVar[bool] = True
    comparable: ClassVar[bool] = True

    article: Article
    options: dict[str, str]
    quotes: int = 1
    listed: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        quotes = table.need("quotes", int, 1)
        if not 1 <= quotes <= 5:
            raise KitError("“quotes” is how many quotations are asked for: 1 to 5.")
        options = in_shown_order(table.options("options"), table.need("id", str))
        return {"article": context.article, "options": options, "quotes": quotes}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        listed = {}
        feedback = table.feedback(list(asked["options"]))
        for option, fits in table.need("listed", dict).items():
            member(option, asked["options"], "a listed option")
            if not isinstance(fits, list):
                raise KitError(f"what supports “{option}” must be a list of texts.")
            listed[option] = tuple(span for words in fits for span in _fitting(words, context, table.get("paragraphs")))
            if len(_apart(listed[option])) < asked["quotes"]:
                count = "one quotation" if asked["quotes"] == 1 else f"{asked['quotes']} quotations that do not overlap"
                raise KitError(f"the listed option “{option}” needs at least {count} that fit.")
        if not listed:
            raise KitError("a contested question lists at least one option with the words that support it.")
        _refuse_what_is_no_evidence(listed, _shown_texts(table.need("prompt", str), asked["options"]), context.article)
        return {"listed": listed, "feedback": feedback}

    # Reading an answer ---------------------------------------------------------------------------
    def normalize(self, answer: Any) -> dict[str, Any] | None:
        if answer is None:
            return None
        if isinstance(answer, str):
            answer = {"choice": answer}
        if not isinstance(answer, dict):
            raise InvalidAnswer('This question takes a choice and quotations: {"choice": …, "quotes": [ … ]}.')
        choice, quotes = answer.get("choice"), answer.get("quotes") or []
        quotes = [quotes] if isinstance(quotes, str) else quotes
        if not isinstance(quotes, list | tuple) or not all(isinstance(quote, str) for quote in quotes):
            raise InvalidAnswer("Quotations are given as a list of texts.")
        if choice is not None and not isinstance(choice, str):
            raise InvalidAnswer("The choice is one of the options.")
        differing: dict[str, str] = {}
        for quote in (quote.strip() for quote in quotes):
            differing.setdefault(" ".join(plain_words(quote)) or quote, quote)
        quotes = [quote for quote in differing.values() if quote][: self.quotes]
        if not choice and not quotes:
            return None
        return {"choice": option_id(choice, self.options) if choice else None, "quotes": quotes}

    # Scoring -------------------------------------------------------------------------------------
    def score(self, answer: dict[str, Any]) -> Score:
        choice = answer["choice"]
        if choice is None:
            ask = Notice("You have words from the article, and no reading yet.", "Which option do they support?")
            return Score(0, (ask,), headline="Words that still need a reading.")
        judged = self._judged(answer)
        share = sum(quoted.worth for quoted in judged) / self.quotes
        enough = sum(1 for quoted in judged if quoted.worth) >= self.quotes
        headline = "A supported reading." if share == 1 else _HEADS[enough, choice in self.listed]
        return Score(share, tuple(self._notices(choice, judged, enough)), headline=headline)

    def _judged(self, answer: dict[str, Any]) -> list[Quoted]:
        judged: list[Quoted] = []
        for quote in answer["quotes"]:
            judged.append(self._judge_quote(quote, answer["choice"], [one.place for one in judged if one.place]))
        return judged

    def _judge_quote(self, quote: str, choice: str, taken: list[Span]) -> Quoted:
        found = self._places(quote)
        if why := self._why_nothing(quote, found):
            return Quoted(quote, why=why)
        fresh = [place for place in found if not any(place.overlap(other) for other in taken)]
        if not fresh:
            again = Notice("These words overlap with your other quotation.", "Which other words would you show?")
            return Quoted(quote, why=again)
        fitting = [place for place in fresh if self._fits(place, choice)]
        return Quoted(quote, (fitting or fresh)[0], FITTING if fitting else OTHER_WORDS)

    def _why_nothing(self, quote: str, found: list[Span]) -> Notice | None:
        if not found:
            where = " in the paragraphs shown" if self.article.places(quote.strip(_MARKS)) else ""
            away = f"We do not find these words{where} in just this form."
            return Notice(away, "Can you copy them letter for letter, and keep them short?")
        if not is_weighty(quote):
            return Notice("Words as small as these support no reading by themselves.", "Which words next to them would?")
        if not any(is_short(self.article, place) for place in found):
            long = f"A quotation has {LONGEST_QUOTE} words at most, from one sentence."
            return Notice(long, "Which few of these words matter most?")
        if is_shown(quote, self._shown):
            repeated = "The card itself shows these words, so they cannot support one reading of it."
            return Notice(repeated, "Which other words of the article would you show?")
        return None

    @cached_property
    def _shown(self) -> list[list[str]]:
        return _shown_texts(self.prompt, self.options)

    def _places(self, quote: str) -> list[Span]:
        """The places of a quotation, as whole words, in the paragraphs that are shown."""
        text = self.article.text
        return [
            place
            for place in self.article.places(quote.strip(_MARKS))
            if not text[place.start - 1 : place.start].isalnum()
            and not text[place.end : place.end + 1].isalnum()
            and (not self.paragraphs or self.article.paragraph_at(place.start) in self.paragraphs)
        ]

    def _fits(self, span: Span, choice: str) -> bool:
        return any(
            span.overlap(words) >= min(len(words) / 3, _ENOUGH_OF_FIT) and len(span) <= max(3 * len(words), _MOST_AROUND)
            for words in self.listed.get(choice, ())
        )

    def where(self, answer: dict[str, Any]) -> dict[str, str]:
        if not answer["choice"]:
            return {}
        signs = {FITTING: FITS, OTHER_WORDS: PARTLY}
        return {quoted.words: signs.get(quoted.worth, NOT_YET) for quoted in self._judged(answer)}

    def counted(self, answer: dict[str, Any]) -> str:
        fit = sum(1 for found in self.where(answer).values() if found == FITS)
        return f"{fit} of {self.quotes} {'quotation' if self.quotes == 1 else 'quotations'}"

    # Feedback ------------------------------------------------------------------------------------
    def _notices(self, choice: str, judged: list[Quoted], enough: bool) -> list[Notice]:
        pair = self.feedback[choice]
        notices = [Notice(pair.noticed, pair.next, self.options[choice])]
        if choice not in self.listed:
            notices.append(Notice("Others read it differently.", "Which words would you show them?"))
        for quoted in judged:
            about = f"“{quoted.words[:60]}”"
            if quoted.why:
                notices.append(Notice(quoted.why.noticed, quoted.why.next, about))
            elif quoted.worth < FITTING and choice in self.listed:
                closer = "These words are in the article. We did not recognize them as support for this reading alone."
                notices.append(Notice(closer, "Is there a closer quotation?", about))
        if not enough:
            asked = "a quotation" if self.quotes == 1 else f"{self.quotes} different quotations"
            notices.append(Notice(f"A reading needs {asked} from the article.", "Which exact words made you choose this?"))
        return notices

    def public(self) -> dict[str, Any]:
        options = shown(self.options)
        return {"options": options, "quotes": self.quotes}

    def model_answer(self) -> dict[str, Any]:
        return self.answers()[0]

    def answers(self) -> list[dict[str, Any]]:
        """An answer that earns full points for each listed option."""
        return [
            {"choice": option, "quotes": [self.article.words_in(span) for span in _apart(spans)[: self.quotes]]}
            for option, spans in self.listed.items()
        ]

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [
            ({"choice": option, "quotes": []}, Notice(pair.noticed, pair.next, self.options[option]))
            for option, pair in self.feedback.items()
        ]

    def sampling(self) -> Reading:
        return Reading(tuple(self.options), self.listed, self.quotes)

    def labels_of_spans(self) -> list[str]:
        return list(self.options.values())

    def responses_by_unit(self, answer: dict[str, Any]) -> dict[str, str]:
        return {"": self.options[answer["choice"]]} if answer["choice"] else {}

    def cited_spans(self, answer: dict[str, Any]) -> list[tuple[str, Span]]:
        label = self.options.get(answer["choice"], "")
        found = [(quote, self._places(quote)) for quote in answer["quotes"]]
        return [(label, places[0]) for quote, places in found if places and not self._why_nothing(quote, places)]

    def describe(self, answer: dict[str, Any]) -> str:
        quotes = "; ".join(f"“{quote}”" for quote in answer["quotes"])
        return labeled(self.options.get(answer["choice"], ""), quotes)

    def describe_model_answer(self) -> str:
        # All listed readings, so that none looks like the expected one.
        return "\n\n".join(map(self.describe, self.answers()))


_MARKS = "\"'“”‘’ "
# By (enough words, listed): a contested answer is well or thinly supported, not right or wrong.
_HEADS = {
    (True, True): "A reading with words from the page.",
    (True, False): "A reading of your own, with words to show.",
    (False, True): "A reading that still needs its words.",
    (False, False): "A reading that still needs its words.",
}


def _shown_texts(prompt: str, options: dict[str, str]) -> list[list[str]]:
    """What a card shows before any answer, word by word."""
    return [plain_words(text) for text in (prompt, *options.values())]


def _apart(spans: tuple[Span, ...]) -> list[Span]:
    """The spans in order, without those that overlap an earlier one."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlap(other) for other in kept):
            kept.append(span)
    return kept


def _refuse_what_is_no_evidence(listed: dict[str, tuple[Span, ...]], texts: list[list[str]], article: Article) -> None:
    """Raise KitError for listed words that would earn nothing."""
    for spans in listed.values():
        for span in spans:
            words = article.words_in(span)
            if is_shown(words, texts):
                raise KitError(f"“{words}” is listed as evidence, but the prompt or an option shows these very words.")
            if not is_weighty(words) or not is_short(article, span):
                most = f"{LONGEST_QUOTE} words at most, of one sentence, and not only small ones"
                raise KitError(f"“{words[:60]}” is listed as evidence. A quotation has {most}.")


def _fitting(words: Any, context: Context, paragraphs: list[int] | None) -> list[Span]:
    """The places of an annotation's id, or of exact words within the question's paragraphs. Raises KitError."""
    if isinstance(words, str) and words in context.annotations and (place := context.annotations[words].span):
        return [place]
    if not isinstance(words, str):
        raise KitError("a quotation that fits is given as a text or an annotation's id.")
    places = context.article.places(words, exactly=True)
    if paragraphs:
        places = [place for place in places if context.article.paragraph_at(place.start) in paragraphs]
    if not places:
        raise KitError(f"“{words}” is neither an annotation nor words of the article in the paragraphs shown.")
    return places
