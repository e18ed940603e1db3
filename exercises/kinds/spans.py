"""spans: highlight words of the article and label them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..article import Article, Span
from ..marks import Mark
from ..problems import KitError
from ..result import Notice, Score
from ..table import Table, as_notice, member
from .question import Context, Question, WrongShape

# From this score on an answer counts as complete: soft edges should not cost the last tenth (codebook, section 5).
ENOUGH = 0.9
# Named at most, so that the feedback stays readable.
MOST_NAMED = 4


@dataclass(frozen=True)
class Gold:
    """One label's key: the required places, each as its acceptable extents, and the places where marks are neutral."""

    required: tuple[tuple[Span, ...], ...] = ()
    allowed: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Distractor:
    """A place that is tempting and does not belong to the label, with its own feedback."""

    label: str
    span: Span
    notice: Notice


@dataclass(frozen=True, kw_only=True)
class Spans(Question):
    """Highlighting in three tiers: required, allowed, outside.

    Score = F1 × specificity. Precision is the mean over marked spans of overlap ÷ marked length; recall the mean over
    required places of overlap ÷ their length, best over alternative extents (Da San Martino et al. 2020, SemEval-2020
    task 11). Specificity is the share of the outside text that was left alone: it makes highlighting everything earn
    nothing. Lengths are in characters, after marks and articles at the edges are cut off.

    Answer: a list of {start, end, label} in characters of the article, or of {exact, paragraph, label}, or of texts.
    """

    kind: ClassVar[str] = "spans"
    standings: ClassVar[frozenset[str]] = frozenset({"settled", "contested"})
    asked_fields: ClassVar[frozenset[str]] = frozenset({"labels"})
    key_fields: ClassVar[frozenset[str]] = frozenset({"gold", "missing", "outside", "wrong"})

    article: Article
    labels: dict[str, str]
    gold: dict[str, Gold] = field(default_factory=dict)
    missing: Notice = Notice("")
    outside: Notice = Notice("")
    distractors: tuple[Distractor, ...] = ()

    @classmethod
    def asked(cls, table: Table, context: Context) -> dict:
        return {"article": context.article, "labels": table.options("labels", least=1)}

    @classmethod
    def key(cls, table: Table, context: Context, asked: dict) -> dict:
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
        }

    # Reading an answer ---------------------------------------------------------------------------
    def shape(self, answer: Any) -> list[dict] | None:
        if answer is None or answer == [] or answer == "":
            return None
        given = [answer] if isinstance(answer, str | dict) else answer
        if not isinstance(given, list | tuple):
            raise WrongShape("This question takes a list of highlighted words.")
        return [self._place(mark) for mark in given]

    def _place(self, mark: Any) -> dict:
        mark = {"exact": mark} if isinstance(mark, str) else mark
        if not isinstance(mark, dict):
            raise WrongShape("Each highlight is words of the article, or a start, an end and a label.")
        label = mark.get("label", next(iter(self.labels)) if len(self.labels) == 1 else None)
        if not isinstance(label, str) or label not in self.labels:
            raise WrongShape(f"Each highlight needs one of the labels: {', '.join(self.labels)}.")
        start, end = self._quoted(mark) if "exact" in mark else (mark.get("start"), mark.get("end"))
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(self.article.text):
            raise WrongShape("A highlight must start and end inside the article, and end after its start.")
        return {"start": start, "end": end, "label": label}

    def _quoted(self, mark: dict) -> tuple[int, int]:
        words, paragraph = mark["exact"], mark.get("paragraph")
        if not isinstance(words, str) or not (paragraph is None or type(paragraph) is int):
            raise WrongShape("A highlight is given as its exact words and, where they repeat, their paragraph number.")
        if paragraph is not None and not 1 <= paragraph <= len(self.article.paragraphs):
            raise WrongShape(f"There is no paragraph {paragraph}.")
        places = self.article.places(words, paragraph)
        if len(places) != 1:
            many = f"stand in {len(places)} places: add the paragraph" if places else "do not stand in the article"
            raise WrongShape(f"The words “{words[:60]}” {many}.")
        return places[0].start, places[0].end

    # Scoring -------------------------------------------------------------------------------------
    def score(self, answer: list[dict]) -> Score:
        marked = {label: self._merged(answer, label) for label in self.labels}
        required = [(label, extents) for label, g in self.gold.items() for extents in g.required]
        found = [_recall(extents, marked[label]) for label, extents in required]
        judged = [(label, span) for label, spans in marked.items() for span in spans if not self._is_neutral(label, span)]
        hits = [_precision(span, self.gold.get(label, Gold())) for label, span in judged]
        recall = sum(found) / len(found) if found else float(any(marked.values()))
        precision = sum(hits) / len(hits) if hits else float(bool(not found or recall))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        share = f1 * self._specificity(judged)
        share = 1.0 if share >= ENOUGH else share
        seen = sum(1 for overlap in found if overlap >= 0.5)
        stray = [pair for pair, hit in zip(judged, hits, strict=True) if hit < 0.5]
        extra = {"precision": round(precision, 3), "recall": round(recall, 3)}
        return Score(share, tuple(self._notices(share, seen, len(found), stray)), extra)

    def _merged(self, answer: list[dict], label: str) -> list[Span]:
        """The label's marks; those on one required place with only spaces or punctuation between them are one mark.

        Marks elsewhere are never joined: with fewer of them, a further stray mark could raise the precision.
        """
        spans = sorted({self.article.trim(Span(m["start"], m["end"])) for m in answer if m["label"] == label})
        merged: list[Span] = []
        for span in spans:
            home = self._home(span, label)
            if home is not None and merged and home == self._home(merged[-1], label):
                last = merged[-1]
                if not any(c.isalnum() for c in self.article.text[last.end : span.start]):
                    merged[-1] = Span(last.start, max(last.end, span.end))
                    continue
            merged.append(span)
        return [part for span in merged for part in self._split(span, label)]

    def _home(self, span: Span, label: str) -> int | None:
        """Which required place a mark lies on most, by number; None when it lies on none."""
        places = self.gold.get(label, Gold()).required
        shared = [max(extent.overlap(span) for extent in extents) for extents in places]
        return shared.index(max(shared)) if any(shared) else None

    def _split(self, span: Span, label: str) -> list[Span]:
        """Two required places that touch and were marked as one stretch count as two marks."""
        gold = self.gold.get(label, Gold())
        inside = sorted(e[0] for e in gold.required if e[0].overlap(span) == len(e[0]))
        covered = sum(len(e) for e in inside)
        if len(inside) > 1 and covered >= ENOUGH * len(span):
            return inside
        return [span]

    def _is_neutral(self, label: str, span: Span) -> bool:
        gold = self.gold.get(label, Gold())
        on_required = max((e.overlap(span) for extents in gold.required for e in extents), default=0)
        on_allowed = max((a.overlap(span) for a in gold.allowed), default=0)
        return on_allowed > on_required and 2 * on_allowed >= len(span)

    def _specificity(self, judged: list[tuple[str, Span]]) -> float:
        numbers = self.paragraphs or range(1, len(self.article.paragraphs) + 1)
        scope = sum(len(self.article.paragraph(n).span) for n in numbers)
        key = [s for g in self.gold.values() for s in (*(max(e, key=len) for e in g.required), *g.allowed)]
        outside = max(1, scope - sum(map(len, key)))
        stray = sum(len(span) - max((span.overlap(k) for k in key), default=0) for _, span in judged)
        return max(0.0, 1 - stray / outside)

    # Feedback ------------------------------------------------------------------------------------
    def _notices(self, share: float, seen: int, of: int, stray: list[tuple[str, Span]]) -> list[Notice]:
        notices = [Notice(f"You found {seen} of {of}." if of else "You marked words that can carry this.")]
        if of and seen < of:
            notices.append(self.missing)
        for label, span in stray[:MOST_NAMED]:
            notices.append(self._about(label, span))
        if len(stray) > MOST_NAMED:
            notices.append(
                Notice(f"{len(stray) - MOST_NAMED} more highlights lie outside.", "Which of them would you keep?")
            )
        if share < 1 and seen == of and not stray:
            notices.append(Notice("Some highlights run far past the words that matter.", "Can you make them shorter?"))
        return notices

    def _about(self, label: str, span: Span) -> Notice:
        about = f"“{_shorten(self.article.words_in(span))}” (P{self.article.paragraph_at(span.start)})"
        near = [d for d in self.distractors if d.label == label and 2 * d.span.overlap(span) >= min(len(d.span), len(span))]
        pair = max(near, key=lambda d: d.span.overlap(span)).notice if near else self.outside
        return Notice(pair.noticed, pair.next, about)

    def public(self) -> dict:
        return {"labels": [{"id": label, "text": text} for label, text in self.labels.items()]}

    def right(self) -> list[dict]:
        places = [(label, e[0]) for label, g in self.gold.items() for e in g.required]
        places = places or [(label, a) for label, g in self.gold.items() for a in g.allowed]
        return [{"start": s.start, "end": s.end, "label": label} for label, s in places]

    def wrongs(self) -> list[tuple[Any, Notice]]:
        return [
            ([{"start": d.span.start, "end": d.span.end, "label": d.label}], self._about(d.label, d.span))
            for d in self.distractors
        ]

    def tell(self, answer: list[dict]) -> str:
        return "\n".join(
            f"“{self.article.words_in(span)}” (P{self.article.paragraph_at(span.start)}): {self.labels[label]}"
            for span, label in ((Span(m["start"], m["end"]), m["label"]) for m in answer)
        )


def _shorten(words: str) -> str:
    return words if len(words) <= 60 else words[:57].rstrip() + "…"


def _recall(extents: tuple[Span, ...], marked: list[Span]) -> float:
    return max(sum(m.overlap(e) for m in marked) / len(e) for e in extents)


def _precision(span: Span, gold: Gold) -> float:
    best = max((e.overlap(span) for extents in gold.required for e in extents), default=0)
    if not gold.required:
        best = max((a.overlap(span) for a in gold.allowed), default=0)
    return best / len(span)


def _select(wanted: Any, context: Context, scope: tuple[int, ...]) -> list[Mark]:
    """Marks by their ids, or by layer and fields, within the question's paragraphs. Raises KitError."""
    if isinstance(wanted, dict):
        if "layer" not in wanted:
            raise KitError("marks are chosen by their layer and its fields; the layer is missing.")
        found = context.marks.where(**wanted)
        marks = [m for m in found if not scope or m.paragraph in scope]
    elif isinstance(wanted, list):
        marks = [context.marks[mark_id] for mark_id in wanted]
    else:
        raise KitError("required and allowed are lists of mark ids, or tables with a layer.")
    for mark in marks:
        if mark.span is None:
            raise KitError(f"the mark “{mark.id}” has no place in the text that could be highlighted.")
        if scope and mark.paragraph not in scope:
            raise KitError(f"the mark “{mark.id}” does not lie in the paragraphs that the question shows.")
    return marks


def _trimmed(mark: Mark, article: Article) -> tuple[Span, ...]:
    return tuple(article.trim(span) for span in mark.extents)


def _distractor(row: dict, labels: dict[str, str], context: Context) -> Distractor:
    """One listed wrong highlight, by mark or by its exact words. Raises KitError."""
    own = Table(row, {"mark", "quote", "paragraph", "label", "feedback"}, "[question.wrong]")
    label = member(own.get("label", next(iter(labels))), labels, "the label of a wrong answer")
    if "mark" in own:
        span = context.marks[own.need("mark", str)].span
    else:
        span = context.article.find(own.need("quote", str), own.get("paragraph"))
    if span is None:
        raise KitError("a wrong answer points to a mark that stands nowhere in the text.")
    return Distractor(
        label, context.article.trim(span), as_notice(own.need("feedback", list), "the feedback of a wrong answer")
    )
