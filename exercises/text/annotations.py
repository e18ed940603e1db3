"""Annotations on the article: what is true of its words, anchored by quotation, with offsets computed on load."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..base.errors import MALFORMED, KitError, describe_error
from .article import Article, Span

# The layers of the codebook's section 4, each with the fields that its annotations must carry.
LAYERS: dict[str, tuple[str, ...]] = {
    "quotation": ("speaker", "known", "cue", "because"),
    "cue": ("voice", "source", "type", "place"),
    "label": ("voice", "of"),
    "number": ("owner", "counts"),
    "time": ("voice", "points_to"),
    "drift": ("against_paragraph", "against", "what"),
    "unattributed": ("voice", "claim"),
    "absent": ("who", "role"),
    "frame": ("dimensions", "entman"),
    "word": ("voice", "family", "bias"),
    "agency": ("form", "agent"),
    "pronoun": ("voice", "refers"),
    "presupposition": ("voice", "presupposes"),
    "typography": ("what",),
    "whole": ("dimensions", "accept", "form"),
}
# Facts about the text as a whole, or about what is missing from it, have no place to point to.
PLACELESS = ("absent", "whole")
CONFIDENCE = ("clear", "arguable")


@dataclass(frozen=True)
class Annotation:
    """One fact about the text: its layer, its place (None where it has none), other extents, and the layer's fields."""

    id: str
    layer: str
    confidence: str
    span: Span | None
    paragraph: int | None
    alternatives: tuple[Span, ...] = ()
    fields: dict = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    @property
    def place(self) -> Span:
        """The span of an annotation that is in the text. Raises KitError for an annotation without a place."""
        if self.span is None:
            raise KitError(f"the annotation “{self.id}” has no place in the text.")
        return self.span

    @property
    def extents(self) -> tuple[Span, ...]:
        """The annotation's span and the other extents that are accepted for it."""
        return ((self.span,) if self.span else ()) + self.alternatives


class AnnotatedText(Protocol):
    """An article with its annotations, such as a lesson, the content of its folder, or its figures."""

    @property
    def article(self) -> Article:
        """The text."""

    @property
    def annotations(self) -> Annotations:
        """The facts about its words."""


class Annotations:
    """All annotations of a lesson, in the order of the file; look them up by id or by field values."""

    def __init__(self, annotations: list[Annotation]):
        self._by_id = {annotation.id: annotation for annotation in annotations}

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, annotation_id: str) -> bool:
        return annotation_id in self._by_id

    def __getitem__(self, annotation_id: str) -> Annotation:
        if annotation_id not in self._by_id:
            raise KitError(f"There is no annotation “{annotation_id}” in annotations.toml.")
        return self._by_id[annotation_id]

    def where(self, layer: str, **wanted: Any) -> list[Annotation]:
        """The annotations of a layer whose fields match; a list of wanted values means any of them."""
        if layer not in LAYERS:
            raise KitError(f"There is no layer “{layer}”; the layers are {', '.join(LAYERS)}.")
        return [m for m in self if m.layer == layer and all(_fits(m, name, value) for name, value in wanted.items())]


def _fits(annotation: Annotation, name: str, wanted: Any) -> bool:
    has = getattr(annotation, name) if name in ("id", "confidence", "paragraph") else annotation.fields.get(name)
    has = has if isinstance(has, list) else [has]
    return any(value in has for value in (wanted if isinstance(wanted, list) else [wanted]))


def read_annotations(path: Path, article: Article, more: Annotations | None = None) -> tuple[Annotations, list[str]]:
    """Read annotations.toml. Unusable annotations are left out, and each is reported in one sentence.

    ``more`` are annotations that come before those of the file; no two may have the same id.
    """
    annotations = list(more or ())
    problems: list[str] = []
    name = path.name if more is None else f"{path.parent.name}/{path.name}"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        told = f"{name} cannot be read: {error}. Fix the file; until then none of its annotations is known."
        return Annotations(annotations), [told]
    for layer, entries in tables.items():
        if layer not in LAYERS or not isinstance(entries, list):
            problems.append(f"{name}: “{layer}” is not a layer. The layers are {', '.join(LAYERS)}.")
            continue
        for number, entry in enumerate(entries, 1):
            which = entry.get("id", f"number {number}") if isinstance(entry, dict) else f"number {number}"
            try:
                annotation = _read_annotation(layer, entry, article)
                if any(annotation.id == other.id for other in annotations):
                    raise KitError("another annotation has the same id. Give one of them a new id.")
                annotations.append(annotation)
            except (KitError, *MALFORMED) as error:
                problems.append(f"{name}, {layer} “{which}”: {describe_error(error)}")
    return Annotations(annotations), problems


def _read_annotation(layer: str, entry: Any, article: Article) -> Annotation:
    """Make one annotation from a table. Raises KitError with the reason."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise KitError("every annotation needs an id, in quotation marks.")
    missing = [name for name in (*LAYERS[layer], "confidence") if name not in entry]
    if missing:
        raise KitError(f"the field {missing[0]} is missing. Add it.")
    if entry["confidence"] not in CONFIDENCE:
        raise KitError(f"confidence is “{entry['confidence']}”; it must be clear or arguable.")
    span = paragraph = None
    alternatives: list[Span] = []
    if layer in PLACELESS:
        _check_absence(entry, article)
    else:
        if not isinstance(entry.get("exact"), str) or type(entry.get("paragraph")) is not int:
            raise KitError("an annotation needs the exact words and their paragraph number.")
        for name, texts in _around(entry):
            if not all(isinstance(text, str) for text in texts):
                raise KitError(f"the field {name} must be text, in quotation marks.")
        paragraph = entry["paragraph"]
        span = article.find(entry["exact"], paragraph, entry.get("prefix", ""), entry.get("suffix", ""))
        for words in entry.get("alternatives", []):
            alternatives.append(_nearest(article, words, paragraph, span))
    if layer == "drift" and entry["against"]:
        article.find(entry["against"], entry["against_paragraph"])
    own = {k: v for k, v in entry.items() if k not in ("id", "confidence", "paragraph", "alternatives")}
    return Annotation(entry["id"], layer, entry["confidence"], span, paragraph, tuple(alternatives), own)


def _around(entry: dict) -> list[tuple[str, list]]:
    """The other fields that must be texts, next to the exact words."""
    alternatives = entry.get("alternatives", [])
    return [
        ("prefix", [entry.get("prefix", "")]),
        ("suffix", [entry.get("suffix", "")]),
        ("alternatives", alternatives if isinstance(alternatives, list) else [None]),
    ]


def _nearest(article: Article, words: str, paragraph: int, span: Span) -> Span:
    """Another extent of the same annotation: the one place of these words that overlaps it."""
    places = [place for place in article.places(words, paragraph, exactly=True) if place.overlap(span)]
    if len(places) != 1:
        raise KitError(f"the alternative “{words}” does not overlap the annotation in exactly one place.")
    return places[0]


def _check_absence(entry: dict, article: Article) -> None:
    for words in entry.get("not_found", []):
        if article.places(words):
            raise KitError(f"“{words}” is listed as not found, but it is in the article.")
    for words in entry.get("mentioned", []):
        if not article.places(words, exactly=True):
            raise KitError(f"“{words}” is listed as mentioned, but it is not in the article.")
