"""spans: highlight words of the article and label them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.article import Article, Span
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, member
from ..highlight_key import READINGS, TIERS, WRONG, Distractor, asked_for, distractor_of, gold_of, readings_of
from ..question import FITS, NOT_YET, PARTLY, Context, Question, shown
from ..result import Detected, Notice, Score
from ..sampling import Highlighting
from ..scoring.span_overlap import Fit, Gold, Support, fit, hit_of, support

# Named at most, so that the feedback stays readable.
MOST_NAMED = 4


@dataclass(frozen=True, kw_only=True)
class Spans(Question):
    """Highlighting. Settled: in three tiers, by F1 × specificity. Contested: any listed places, as many as are asked for.

    See ``scoring.span_overlap`` for both.
    Answer: a list of {start, end, label} in characters of the article, or of {exact, paragraph, label}, or of texts.
    """

    kind: ClassVar[str] = "spans"
    sheet_form: ClassVar[str] = "highlights"
    key_form: ClassVar[str] = "highlights"
    typed_form: ClassVar[str] = "highlights"
    standings: ClassVar[frozenset[str]] = frozenset({"settled", "contested"})
    asked_fields: ClassVar[Fields] = {
        "labels": declare.options("ids and texts, at least one", least=1),
    }
    key_fields: ClassVar[Fields] = {
        "gold": declare.by_name("a table for each label: which places belong to it", TIERS),
        "missing": declare.pair("for when a place is still missing"),
        "outside": declare.pair("for a highlight that is outside"),
        "highlights": declare.whole("contested: how many are asked for; 1 if you leave it out", maximum=10).optional,
        "each_paragraph": declare.whole("in place of highlights: how many in each paragraph", maximum=10).optional,
        "readings": declare.anything("contested: for each reading the annotation ids of each label", **READINGS).optional,
        "wrong": declare.tables("places that are tempting", WRONG).optional,
    }
    asks_highlights: ClassVar[bool] = True
    shows_article: ClassVar[bool] = True

    article: Article
    labels: dict[str, str]
    gold: dict[str, Gold] = field(default_factory=dict)
    missing: Notice = Notice("")
    outside: Notice = Notice("")
    distractors: tuple[Distractor, ...] = ()
    # How many highlights are asked for: in each paragraph, or overall.
    each_paragraph: int = 0
    highlights: int = 1
    readings: tuple[tuple[tuple[str, Span], ...], ...] = ()

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        return {"article": context.article, "labels": table.options("labels", least=1)}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        labels, contested = asked["labels"], table.get("standing") == "contested"
        scope = tuple(table.get("paragraphs", ()))
        gold = {
            member(label, labels, "a label of the key"): gold_of(label, tiers, context, scope, contested)
            for label, tiers in table.need("gold", dict).items()
        }
        if not any(g.required or g.allowed for g in gold.values()):
            raise KitError("the key names no place at all.")
        if not contested and not any(g.required for g in gold.values()):
            raise KitError("a settled question names at least one “required” place. If readers differ, it is contested.")
        found: dict[str, Any] = {
            "gold": gold,
            "missing": table.pair("missing"),
            "outside": table.pair("outside"),
            "distractors": tuple(distractor_of(row, labels, context) for row in table.rows("wrong")),
        }
        found |= asked_for(table, contested) | {"readings": readings_of(table, labels, context, scope, contested)}
        areas = [context.article.paragraph(number).span for number in scope or _all_of(context.article)]
        quota = _quota(areas, found.get("each_paragraph", 0), found.get("highlights", 1))
        for number, reading in enumerate(found["readings"], 1):
            if support(context.article, gold, list(reading), quota).share < 1:
                raise KitError(
                    f"number {number} of [[question.readings]] does not earn full points. Each of its places must be an "
                    "allowed one of its label, and there must be as many as are asked for."
                )
        return found

    # Reading an answer ---------------------------------------------------------------------------
    def normalize(self, answer: Any) -> list[dict[str, Any]] | None:
        if answer is None or answer == [] or answer == "":
            return None
        given = [answer] if isinstance(answer, str | dict) else answer
        if not isinstance(given, list | tuple):
            raise InvalidAnswer("This question takes a list of highlighted words.")
        return [self._place(highlight) for highlight in given]

    def _place(self, highlight: Any) -> dict[str, Any]:
        highlight = {"exact": highlight} if isinstance(highlight, str) else highlight
        if not isinstance(highlight, dict):
            raise InvalidAnswer("Each highlight is words of the article, or a start, an end and a label.")
        label = highlight.get("label", next(iter(self.labels)) if len(self.labels) == 1 else None)
        if not isinstance(label, str) or label not in self.labels:
            raise InvalidAnswer(f"Each highlight needs one of the labels: {', '.join(self.labels)}.")
        start, end = self._quoted(highlight) if "exact" in highlight else (highlight.get("start"), highlight.get("end"))
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(self.article.text):
            raise InvalidAnswer("A highlight must start and end inside the article, and end after its start.")
        return {"start": start, "end": end, "label": label}

    def _quoted(self, highlight: dict[str, Any]) -> tuple[int, int]:
        words, paragraph = highlight["exact"], highlight.get("paragraph")
        if not isinstance(words, str) or not (paragraph is None or type(paragraph) is int):
            raise InvalidAnswer("A highlight is given as its exact words and, where they repeat, their paragraph number.")
        if paragraph is not None and not 1 <= paragraph <= len(self.article.paragraphs):
            raise InvalidAnswer(f"There is no paragraph {paragraph}.")
        places = self.article.places(words, paragraph)
        if len(places) != 1:
            many = f"are in {len(places)} places: add the paragraph" if places else "are not in the article"
            raise InvalidAnswer(f"The words “{words[:60]}” {many}.")
        return places[0].start, places[0].end

    # Scoring -------------------------------------------------------------------------------------
    def score(self, answer: list[dict[str, Any]]) -> Score:
        marked = [(highlight["label"], Span(highlight["start"], highlight["end"])) for highlight in answer]
        areas = [self.article.paragraph(number).span for number in self.paragraphs or _all_of(self.article)]
        if self.standing == "contested":
            given = support(self.article, self.gold, marked, _quota(areas, self.each_paragraph, self.highlights))
            # Where readers differ, the words can support a reading; the text does not settle it.
            headline = "These words can carry it." if given.share == 1 else ""
            return Score(given.share, tuple(self._of_support(given)), headline=headline)
        found = fit(self.article, self.gold, marked, sum(map(len, areas)))
        extra = {"precision": round(found.precision, 3), "recall": round(found.recall, 3)}
        return Score(found.share, tuple(self._of_fit(found)), extra)

    def where(self, answer: list[dict[str, Any]]) -> dict[str, str]:
        marked = [(highlight["label"], Span(highlight["start"], highlight["end"])) for highlight in answer]
        contested = self.standing == "contested"
        return {
            f"{span.start}-{span.end}-{label}": _SIGNS[hit_of(self.article, self.gold, marked, label, span, contested)]
            for label, span in marked
        }

    def counted(self, answer: list[dict[str, Any]]) -> str:
        marked = [(highlight["label"], Span(highlight["start"], highlight["end"])) for highlight in answer]
        areas = [self.article.paragraph(number).span for number in self.paragraphs or _all_of(self.article)]
        if self.standing == "contested":
            given = support(self.article, self.gold, marked, _quota(areas, self.each_paragraph, self.highlights))
            return f"{given.listed} of {given.asked} {'highlight' if given.asked == 1 else 'highlights'}"
        found = fit(self.article, self.gold, marked, sum(map(len, areas)))
        return f"{found.found} of {found.of} {'place' if found.of == 1 else 'places'}"

    def detected(self, answer: list[dict[str, Any]] | None) -> Detected | None:
        if self.standing == "contested":
            return None
        marked = [(highlight["label"], Span(highlight["start"], highlight["end"])) for highlight in answer or ()]

        def covered(label: str, place: Span) -> bool:
            return any(2 * span.overlap(place) >= len(place) for own, span in marked if own == label)

        targets = [(label, extents) for label, gold in self.gold.items() for extents in gold.required]
        found = sum(any(covered(label, extent) for extent in extents) for label, extents in targets)
        stray = sum(covered(one.label, one.span) for one in self.distractors)
        return Detected(found, len(targets), stray, len(self.distractors))

    # Feedback ------------------------------------------------------------------------------------
    def _of_fit(self, found: Fit) -> list[Notice]:
        notices = [Notice(f"You found {found.found} of {found.of}.")] if found.recall else []
        if found.found < found.of:
            notices.append(self.missing)
        notices += self._of_stray(found.stray)
        if found.share < 1 and found.found == found.of and not found.stray:
            notices.append(_TOO_LONG)
        return notices

    def _of_support(self, given: Support) -> list[Notice]:
        asked = "highlight" if given.asked == 1 else "highlights"
        notices = [Notice(f"We can follow {given.listed} of the {given.asked} {asked} that we ask for.")]
        if given.counted < given.asked:
            notices.append(self.missing)
        if given.listed < given.asked:
            notices += self._of_stray(given.stray)
        elif given.share < 1:
            notices.append(_TOO_LONG)
        return notices

    def _of_stray(self, stray: tuple[tuple[str, Span], ...]) -> list[Notice]:
        notices = [self._about(label, span) for label, span in stray[:MOST_NAMED]]
        if (more := len(stray) - MOST_NAMED) > 0:
            notices.append(Notice(f"More of your highlights are outside: {more}.", "Which of them would you keep?"))
        return notices

    def _about(self, label: str, span: Span) -> Notice:
        about = f"“{_shorten(self.article.words_in(span))}” (P{self.article.paragraph_at(span.start)})"
        near = [d for d in self.distractors if d.label == label and 2 * d.span.overlap(span) >= min(len(d.span), len(span))]
        pair = max(near, key=lambda d: d.span.overlap(span)).notice if near else self.outside
        return Notice(pair.noticed, pair.next, about)

    def public(self) -> dict[str, Any]:
        return {"labels": shown(self.labels)}

    def model_answer(self) -> list[dict[str, Any]]:
        if self.readings:
            return self.answers()[0]
        return _as_answer((label, extents[0]) for label, gold in self.gold.items() for extents in gold.required)

    def answers(self) -> list[list[dict[str, Any]]]:
        """The highlights that earn full points, for each listed reading of a contested question."""
        return [_as_answer(reading) for reading in self.readings]

    def describe_model_answer(self) -> str:
        # All listed readings, so that none looks like the expected one.
        return "\n\n".join(map(self.describe, self.answers())) or super().describe_model_answer()

    def known_errors(self) -> list[tuple[Any, Notice]]:
        return [
            ([{"start": d.span.start, "end": d.span.end, "label": d.label}], self._about(d.label, d.span))
            for d in self.distractors
        ]

    def sampling(self) -> Highlighting:
        required = [(label, extents) for label, gold in self.gold.items() for extents in gold.required]
        allowed = [(label, span) for label, gold in self.gold.items() for span in gold.allowed]
        tempting = [(distractor.label, distractor.span) for distractor in self.distractors]
        return Highlighting(tuple(self.labels), tuple(required), tuple(allowed), tuple(tempting))

    def labels_of_spans(self) -> list[str]:
        return list(self.labels.values())

    def cited_spans(self, answer: list[dict[str, Any]]) -> list[tuple[str, Span]]:
        return [(self.labels[highlight["label"]], Span(highlight["start"], highlight["end"])) for highlight in answer]

    def describe(self, answer: list[dict[str, Any]]) -> str:
        return "\n".join(
            f"“{self.article.words_in(span)}” (P{self.article.paragraph_at(span.start)}): {label}"
            for label, span in self.cited_spans(answer)
        )


# By the part of a highlight that hits: none of it, some, or enough.
_SIGNS = {0: NOT_YET, 1: PARTLY, 2: FITS}
_TOO_LONG = Notice("Some highlights run far past the words that matter.", "Can you make them shorter?")


def _all_of(article: Article) -> Sequence[int]:
    return range(1, len(article.paragraphs) + 1)


def _quota(areas: list[Span], each: int, total: int) -> list[tuple[list[Span], int]]:
    """How many highlights are asked for: in each stretch of the text, or in all of it."""
    return [([area], each) for area in areas] if each else [(areas, total)]


def _as_answer(places: Iterable[tuple[str, Span]]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "label": label} for label, span in places]


def _shorten(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"
