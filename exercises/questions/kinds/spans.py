"""spans: highlight words of the article and label them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...base.errors import KitError
from ...text.annotations import Annotation
from ...text.article import Article, Span
from ..fields import Table, as_notice, member
from ..question import Context, InvalidAnswer, Question, shown
from ..result import Notice, Score
from ..sampling import Highlighting
from ..scoring.span_overlap import Fit, Gold, fit

# Named at most, so that the feedback stays readable.
MOST_NAMED = 4


@dataclass(frozen=True)
class Distractor:
    """A place that is tempting and does not belong to the label, with its own feedback."""

    label: str
    span: Span
    notice: Notice


@dataclass(frozen=True, kw_only=True)
class Spans(Question):
    """Highlighting in three tiers, scored by F1 × specificity: see ``exercises.overlap``.

    Answer: a list of {start, end, label} in characters of the article, or of {exact, paragraph, label}, or of texts.
    """

    kind: ClassVar[str] = "spans"
    sheet_form: ClassVar[str] = "highlights"
    key_form: ClassVar[str] = "highlights"
    typed_form: ClassVar[str] = "highlights"
    standings: ClassVar[frozenset[str]] = frozenset({"settled", "contested"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"labels"})
    key_fields: ClassVar[frozenset[str]] = frozenset({"gold", "missing", "outside", "wrong", "each_paragraph"})
    highlights: ClassVar[bool] = True
    shows_article: ClassVar[bool] = True

    article: Article
    labels: dict[str, str]
    gold: dict[str, Gold] = field(default_factory=dict)
    missing: Notice = Notice("")
    outside: Notice = Notice("")
    distractors: tuple[Distractor, ...] = ()
    each_paragraph: int = 0

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict:
        return {"article": context.article, "labels": table.options("labels", least=1)}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict) -> dict:
        labels, gold = asked["labels"], {}
        scope = tuple(table.get("paragraphs", ()))
        for label, tiers in table.need("gold", dict).items():
            if not isinstance(tiers, dict):
                raise KitError(f"[question.gold.{label}] must be a table with required and allowed.")
            own = Table(tiers, {"required", "allowed"}, f"question.gold.{label}")
            required = _select(own.get("required", []), context, scope)
            allowed = _select(own.get("allowed", []), context, scope)
            gold[member(label, labels, "a label of the key")] = Gold(
                tuple(_trimmed(m, context.article) for m in required),
                tuple(s for m in allowed for s in _trimmed(m, context.article)),
            )
        if not any(g.required or g.allowed for g in gold.values()):
            raise KitError("the key names no place at all.")
        distractors = tuple(_distractor(row, labels, context) for row in table.rows("wrong"))
        return {
            "gold": gold,
            "missing": table.pair("missing"),
            "outside": table.pair("outside"),
            "distractors": distractors,
            "each_paragraph": table.need("each_paragraph", int, 0),
        }

    # Reading an answer ---------------------------------------------------------------------------
    def normalize(self, answer: Any) -> list[dict] | None:
        if answer is None or answer == [] or answer == "":
            return None
        given = [answer] if isinstance(answer, str | dict) else answer
        if not isinstance(given, list | tuple):
            raise InvalidAnswer("This question takes a list of highlighted words.")
        return [self._place(highlight) for highlight in given]

    def _place(self, highlight: Any) -> dict:
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

    def _quoted(self, highlight: dict) -> tuple[int, int]:
        words, paragraph = highlight["exact"], highlight.get("paragraph")
        if not isinstance(words, str) or not (paragraph is None or type(paragraph) is int):
            raise InvalidAnswer("A highlight is given as its exact words and, where they repeat, their paragraph number.")
        if paragraph is not None and not 1 <= paragraph <= len(self.article.paragraphs):
            raise InvalidAnswer(f"There is no paragraph {paragraph}.")
        places = self.article.places(words, paragraph)
        if len(places) != 1:
            many = f"stand in {len(places)} places: add the paragraph" if places else "do not stand in the article"
            raise InvalidAnswer(f"The words “{words[:60]}” {many}.")
        return places[0].start, places[0].end

    # Scoring -------------------------------------------------------------------------------------
    def score(self, answer: list[dict]) -> Score:
        marked = [(highlight["label"], Span(highlight["start"], highlight["end"])) for highlight in answer]
        areas = [self.article.paragraph(number).span for number in self._numbers()]
        quota = [(area, self.each_paragraph) for area in areas] if self.each_paragraph else []
        found = fit(self.article, self.gold, marked, sum(map(len, areas)), quota)
        extra = {"precision": round(found.precision, 3), "recall": round(found.recall, 3)}
        # Where readers differ, the words can carry a reading; the page does not settle it.
        headline = "These words can carry it." if self.standing == "contested" and found.share == 1 else ""
        return Score(found.share, tuple(self._notices(found)), extra, headline)

    def _numbers(self) -> Sequence[int]:
        return self.paragraphs or range(1, len(self.article.paragraphs) + 1)

    # Feedback ------------------------------------------------------------------------------------
    def _notices(self, found: Fit) -> list[Notice]:
        notices = [Notice(self._told(found))] if found.recall else []
        if found.found < found.of:
            notices.append(self.missing)
        notices += [self._about(label, span) for label, span in found.stray[:MOST_NAMED]]
        if (more := len(found.stray) - MOST_NAMED) > 0:
            notices.append(Notice(f"More of your highlights lie outside: {more}.", "Which of them would you keep?"))
        if found.share < 1 and found.found == found.of and not found.stray:
            notices.append(Notice("Some highlights run far past the words that matter.", "Can you make them shorter?"))
        return notices

    def _told(self, found: Fit) -> str:
        if any(gold.required for gold in self.gold.values()):
            return f"You found {found.found} of {found.of}."
        if self.each_paragraph:
            return f"You marked enough words that can carry this in {found.found} of {found.of} paragraphs."
        return "You marked words that can carry this."

    def _about(self, label: str, span: Span) -> Notice:
        about = f"“{_shorten(self.article.words_in(span))}” (P{self.article.paragraph_at(span.start)})"
        near = [d for d in self.distractors if d.label == label and 2 * d.span.overlap(span) >= min(len(d.span), len(span))]
        pair = max(near, key=lambda d: d.span.overlap(span)).notice if near else self.outside
        return Notice(pair.noticed, pair.next, about)

    def public(self) -> dict:
        return {"labels": shown(self.labels)}

    def model_answer(self) -> list[dict]:
        places = [(label, e[0]) for label, g in self.gold.items() for e in g.required]
        places = places or [(label, a) for label, g in self.gold.items() for a in g.allowed]
        return [{"start": s.start, "end": s.end, "label": label} for label, s in places]

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

    def cited_spans(self, answer: list[dict]) -> list[tuple[str, Span]]:
        return [(self.labels[highlight["label"]], Span(highlight["start"], highlight["end"])) for highlight in answer]

    def describe(self, answer: list[dict]) -> str:
        return "\n".join(
            f"“{self.article.words_in(span)}” (P{self.article.paragraph_at(span.start)}): {label}"
            for label, span in self.cited_spans(answer)
        )


def _shorten(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"


def _select(wanted: Any, context: Context, scope: tuple[int, ...]) -> list[Annotation]:
    """Annotations by their ids, or by layer and fields, within the question's paragraphs. Raises KitError."""
    if isinstance(wanted, dict):
        if "layer" not in wanted:
            raise KitError("annotations are chosen by their layer and its fields; the layer is missing.")
        found = context.annotations.where(**wanted)
        annotations = [m for m in found if not scope or m.paragraph in scope]
    elif isinstance(wanted, list):
        annotations = [context.annotations[annotation_id] for annotation_id in wanted]
    else:
        raise KitError("required and allowed are lists of annotation ids, or tables with a layer.")
    for annotation in annotations:
        if annotation.span is None:
            raise KitError(f"the annotation “{annotation.id}” has no place in the text that could be highlighted.")
        if scope and annotation.paragraph not in scope:
            raise KitError(f"the annotation “{annotation.id}” does not lie in the paragraphs that the question shows.")
    return annotations


def _trimmed(annotation: Annotation, article: Article) -> tuple[Span, ...]:
    return tuple(article.trim(span) for span in annotation.extents)


def _distractor(row: dict, labels: dict[str, str], context: Context) -> Distractor:
    """One listed wrong highlight, by annotation or by its exact words. Raises KitError."""
    own = Table(row, {"annotation", "quote", "paragraph", "label", "feedback"}, "[question.wrong]")
    label = member(own.get("label", next(iter(labels))), labels, "the label of a wrong answer")
    if "annotation" in own:
        span = context.annotations[own.need("annotation", str)].span
    else:
        span = context.article.find(own.need("quote", str), own.get("paragraph"))
    if span is None:
        raise KitError("a wrong answer points to an annotation that stands nowhere in the text.")
    return Distractor(
        label, context.article.trim(span), as_notice(own.need("feedback", list), "the feedback of a wrong answer")
    )
