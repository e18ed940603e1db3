"""evidence: a choice on which careful readers differ, with the words of the article that support it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article, Span
from ..fields import Table, member
from ..question import Context, InvalidAnswer, Question, shown
from ..result import Notice, Score
from ..sampling import Reading
from .choice import option_id

# What each part earns. The view alone never earns nothing, and never everything (codebook, section 1).
LISTED_AND_FITTING = 1.0
LISTED_AND_QUOTED = 0.75
LISTED_ONLY = 0.5
UNLISTED_AND_QUOTED = 0.5
UNLISTED_ONLY = 0.25
LONGEST_QUOTE = 60
# Such words support nothing by themselves: a quotation holds at least one other, longer word, or a name in capitals.
_SMALL = re.compile(
    "also|and|any|are|been|but|can|for|from|had|has|have|her|his|into|its|more|not|our|over|she|such|than|that|the|their|"
    "them|then|there|these|they|this|those|upon|very|was|were|what|when|which|while|who|will|with|would|you|your"
)
_WEIGHTY = re.compile(r"\w{3,}|[A-Z]{2,}")
# How much of the words that fit must be quoted, and how much may stand around them, in characters.
_ENOUGH_OF_FIT = 20
_MOST_AROUND = 120


@dataclass(frozen=True, kw_only=True)
class Evidence(Question):
    """Graded on the evidence, not on the view: which option is chosen decides nothing by itself.

    Answer: {"choice": option id, "quotes": [exact words of the article, …]}.
    """

    kind: ClassVar[str] = "evidence"
    sheet_form: ClassVar[str] = "box_and_quotes"
    key_form: ClassVar[str] = "readings"
    typed_form: ClassVar[str] = "letter_and_quotes"
    standings: ClassVar[frozenset[str]] = frozenset({"contested"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"options", "quotes"})
    key_fields: ClassVar[frozenset[str]] = frozenset({"listed", "feedback"})
    shows_article: ClassVar[bool] = True
    comparable: ClassVar[bool] = True

    article: Article
    options: dict[str, str]
    quotes: int = 1
    listed: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict:
        quotes = table.need("quotes", int, 1)
        if not 1 <= quotes <= 5:
            raise KitError("“quotes” is how many quotations are asked for: 1 to 5.")
        return {"article": context.article, "options": table.options("options"), "quotes": quotes}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict) -> dict:
        listed = {}
        for option, fits in table.need("listed", dict).items():
            member(option, asked["options"], "a listed option")
            if not isinstance(fits, list):
                raise KitError(f"what supports “{option}” must be a list of texts.")
            listed[option] = tuple(span for words in fits for span in _fitting(words, context, table.get("paragraphs")))
            if not listed[option]:
                raise KitError(f"the listed option “{option}” needs at least one quotation that fits.")
        if not listed:
            raise KitError("a contested question lists at least one option with the words that support it.")
        return {"listed": listed, "feedback": table.feedback(list(asked["options"]))}

    def normalize(self, answer: Any) -> dict | None:
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
        quotes = [quote.strip() for quote in quotes if quote.strip()][:10]
        if not choice and not quotes:
            return None
        return {"choice": option_id(choice, self.options) if choice else None, "quotes": quotes}

    def score(self, answer: dict) -> Score:
        choice, quotes = answer["choice"], answer["quotes"]
        if choice is None:
            ask = Notice("You have words from the article, and no reading yet.", "Which option do they support?")
            return Score(UNLISTED_ONLY if any(map(self._places, quotes)) else 0, (ask,))
        places = {quote: self._places(quote) for quote in quotes}
        valid = list({spans[0]: quote for quote, spans in places.items() if spans}.values())
        fitting = [quote for quote in valid if any(self._fits(span, choice) for span in places[quote])]
        listed, enough = choice in self.listed, len(valid) >= self.quotes
        share = LISTED_ONLY if listed else UNLISTED_ONLY
        if valid:
            # More than one quotation asked: each that is there earns its part of the step.
            step = (LISTED_AND_QUOTED - LISTED_ONLY) if listed else (UNLISTED_AND_QUOTED - UNLISTED_ONLY)
            share += step * min(1, len(valid) / self.quotes)
        if listed and enough and len(fitting) >= self.quotes:
            share = LISTED_AND_FITTING
        return Score(share, tuple(self._notices(choice, places, enough, share)), headline=_HEADS[listed, enough])

    def _places(self, quote: str) -> list[Span]:
        """Where a quotation stands, as whole words; nowhere when it is too long to be a quotation."""
        weighty = any(not _SMALL.fullmatch(word.lower()) for word in _WEIGHTY.findall(quote))
        if len(quote.split()) > LONGEST_QUOTE or not weighty:
            return []
        text = self.article.text
        bare = quote.strip("\"'“”‘’ ")
        return [
            place
            for place in self.article.places(bare)
            if not text[place.start - 1 : place.start].isalnum()
            and not text[place.end : place.end + 1].isalnum()
            and (not self.paragraphs or self.article.paragraph_at(place.start) in self.paragraphs)
        ]

    def _fits(self, span: Span, choice: str) -> bool:
        return any(
            span.overlap(words) >= min(len(words) / 3, _ENOUGH_OF_FIT) and len(span) <= max(3 * len(words), _MOST_AROUND)
            for words in self.listed.get(choice, ())
        )

    def _notices(self, choice: str, places: dict, enough: bool, share: float) -> list[Notice]:
        pair = self.feedback[choice]
        notices = [Notice(pair.noticed, pair.next, self.options[choice])]
        if choice not in self.listed:
            notices.append(Notice("Others read it differently.", "Which words would you show them?"))
        for quote in (quote for quote, spans in places.items() if not spans):
            away = "does not stand in the article in just this form"
            notices.append(
                Notice(f"This {away}.", "Copy the words letter for letter, and keep it short.", f"“{quote[:60]}”")
            )
        if not enough:
            asked = "a quotation" if self.quotes == 1 else f"{self.quotes} different quotations"
            notices.append(Notice(f"A reading needs {asked} from the article.", "Which exact words made you choose this?"))
        elif choice in self.listed and share < 1:
            notices.append(
                Notice(
                    "Your quotation is in the article, but it could stand beside another reading too.",
                    "Is there a closer one?",
                )
            )
        return notices

    def public(self) -> dict:
        options = shown(self.options)
        return {"options": options, "quotes": self.quotes}

    def model_answer(self) -> dict:
        return self.answers()[0]

    def answers(self) -> list[dict]:
        """For every listed option, an answer that earns full points."""
        return [
            {"choice": option, "quotes": [self.article.words_in(span) for span in spans[: self.quotes]]}
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

    def responses_by_unit(self, answer: dict) -> dict[str, str]:
        return {"": self.options[answer["choice"]]} if answer["choice"] else {}

    def cited_spans(self, answer: dict) -> list[tuple[str, Span]]:
        label = self.options.get(answer["choice"], "")
        return [(label, spans[0]) for quote in answer["quotes"] if (spans := self._places(quote))]

    def describe(self, answer: dict) -> str:
        quotes = "; ".join(f"“{quote}”" for quote in answer["quotes"])
        return f"{self.options.get(answer['choice'], '')}: {quotes}".strip(": ")

    def describe_model_answer(self) -> str:
        # Every listed reading, so that none looks like the one that was wanted.
        return "\n\n".join(map(self.describe, self.answers()))


# By (listed, quoted): a contested answer is well or thinly supported, not right or wrong.
_HEADS = {
    (True, True): "A supported reading.",
    (True, False): "A reading that still needs its words.",
    (False, True): "A reading of your own, with words to show.",
    (False, False): "A reading that still needs its words.",
}


def _fitting(words: Any, context: Context, paragraphs: list[int] | None) -> list[Span]:
    """The places of an annotation's id, or of exact words within the question's paragraphs. Raises KitError."""
    if isinstance(words, str) and words in context.annotations and context.annotations[words].span:
        return [context.annotations[words].span]
    if not isinstance(words, str):
        raise KitError("a quotation that fits is given as a text or an annotation's id.")
    places = context.article.places(words, exactly=True)
    if paragraphs:
        places = [place for place in places if context.article.paragraph_at(place.start) in paragraphs]
    if not places:
        raise KitError(f"“{words}” is neither an annotation nor words of the article in the paragraphs shown.")
    return places
