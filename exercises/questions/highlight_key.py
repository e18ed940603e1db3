"""The key of a highlighting question, read from its tables: places by label, tempting places, and listed readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..base.errors import KitError
from ..text.annotations import Annotation
from ..text.article import Article, Span
from . import declare
from .fields import Table, as_notice, member
from .question import Context
from .result import Notice
from .scoring.span_overlap import Gold

PLACES: dict[str, Any] = {
    "anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "object", "required": ["layer"]}],
}
TIERS = declare.table(
    "the places of a label",
    {
        "required": declare.anything("settled: annotation ids, or a layer and its fields", **PLACES).optional,
        "allowed": declare.anything("the same, for places that may be highlighted", **PLACES).optional,
    },
)
READINGS: dict[str, Any] = {"type": "array", "items": {"type": "object", "additionalProperties": PLACES}}
WRONG = {
    "annotation": declare.text("the annotation that it is on").optional,
    "quote": declare.text("in place of annotation: its exact words").optional,
    "paragraph": declare.whole("with quote: the paragraph, where the words repeat").optional,
    "label": declare.text("the label that it does not belong to; the first one if you leave it out").optional,
    "feedback": declare.pair("what is said to it"),
}


@dataclass(frozen=True)
class Distractor:
    """A tempting place that does not belong to the label, with its own feedback."""

    label: str
    span: Span
    notice: Notice


def gold_of(label: str, tiers: Any, context: Context, scope: tuple[int, ...], contested: bool) -> Gold:
    """The places of one label. Raises KitError."""
    if not isinstance(tiers, dict):
        raise KitError(f"[question.gold.{label}] must be a table with required and allowed.")
    if contested and "required" in tiers:
        raise KitError(
            f"[question.gold.{label}] has “required” places. In a contested question nobody has to mark one place rather "
            "than another: move them to “allowed”."
        )
    own = Table(tiers, TIERS.names, f"question.gold.{label}")
    return Gold(
        tuple(_trimmed(one, context.article) for one in _select(own.get("required", []), context, scope)),
        tuple(span for one in _select(own.get("allowed", []), context, scope) for span in _trimmed(one, context.article)),
    )


def asked_for(table: Table, contested: bool) -> dict[str, int]:
    """How many highlights a contested question asks for. Raises KitError."""
    given = {name: table.need(name, int) for name in ("each_paragraph", "highlights") if name in table}
    if given and not contested:
        raise KitError(
            f"“{next(iter(given))}” is for contested questions; here the required places say how many there are."
        )
    if len(given) > 1 or any(not 1 <= number <= 10 for number in given.values()):
        raise KitError("give “each_paragraph” or “highlights”, from 1 to 10, and not both.")
    return given


def readings_of(
    table: Table, labels: dict[str, str], context: Context, scope: tuple[int, ...], contested: bool
) -> tuple[tuple[tuple[str, Span], ...], ...]:
    """The readings that a contested question lists, each as (label, place). Raises KitError."""
    rows = table.rows("readings")
    if bool(rows) != contested:
        raise KitError(
            "a contested question lists its readings, each as a [[question.readings]] table of labels and the annotations "
            "that it marks."
            if contested
            else "“readings” are for contested questions; a settled one has its key."
        )
    found = []
    for row in rows:
        places = [(member(label, labels, "a label of a reading"), ids) for label, ids in row.items()]
        found.append(tuple((name, one.place) for name, ids in places for one in _select(ids, context, scope)))
    return tuple(tuple((label, context.article.trim(span)) for label, span in one) for one in found)


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
            raise KitError(f"the annotation “{annotation.id}” is not in the paragraphs that the question shows.")
    return annotations


def _trimmed(annotation: Annotation, article: Article) -> tuple[Span, ...]:
    return tuple(article.trim(span) for span in annotation.extents)


def distractor_of(row: dict[str, Any], labels: dict[str, str], context: Context) -> Distractor:
    """One listed wrong highlight, by annotation or by its exact words. Raises KitError."""
    own = Table(row, WRONG.keys(), "[question.wrong]")
    label = member(own.get("label", next(iter(labels))), labels, "the label of a wrong answer")
    if "annotation" in own:
        span = context.annotations[own.need("annotation", str)].span
    else:
        span = context.article.find(own.need("quote", str), own.get("paragraph"))
    if span is None:
        raise KitError("a wrong answer points to an annotation that has no place in the text.")
    return Distractor(
        label, context.article.trim(span), as_notice(own.need("feedback", list), "the feedback of a wrong answer")
    )
