"""Annotations on the article: what is true of its words, anchored by quotation, with offsets computed on load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..base.errors import MALFORMED, KitError, describe_error
from ..base.toml_files import Lines, load
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
# What the fields that are not plain text look like in the file.
_TEXT = '"…"'
_EXAMPLES = {
    "confidence": '"clear"',
    "voice": '["reporter"]',
    "refers": '["…"]',
    "dimensions": "[1]",
    "accept": "[1]",
    "entman": '["P"]',
    "against_paragraph": "3",
}


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
        tables, text = load(path)
    except (KitError, FileNotFoundError) as error:
        said = str(error) if isinstance(error, KitError) else f"{path.name} cannot be read: the file is missing."
        return Annotations(annotations), [f"{said} Fix the file; until then none of its annotations is known."]
    lines = Lines(text)
    known = {annotation.id for annotation in annotations}
    for layer, entries in tables.items():
        if layer not in LAYERS or not isinstance(entries, list):
            line = lines.of((layer,))
            problems.append(f"{name}, line {line}: “{layer}” is not a layer. The layers are {', '.join(LAYERS)}.")
            continue
        for number, entry in enumerate(entries):
            which = entry.get("id", f"number {number + 1}") if isinstance(entry, dict) else f"number {number + 1}"
            faults = list(_faults(layer, entry, article, known))
            problems += [
                f"{name}, line {lines.of((layer, number, field))}, {layer} “{which}”: {said}" for field, said in faults
            ]
            if not faults:
                annotations.append(_annotation(layer, entry, article))
            known.add(str(which))
    return Annotations(annotations), problems


def annotations_of(tables: Mapping[str, list[dict[str, Any]]], article: Article) -> Annotations:
    """Annotations from tables by layer, as annotations.toml would have them. Raises KitError with the first fault."""
    annotations: list[Annotation] = []
    known: set[str] = set()
    for layer, entries in tables.items():
        for entry in entries:
            for _, fault in _faults(layer, entry, article, known):
                raise KitError(f"{layer} “{entry.get('id')}”: {fault}")
            annotations.append(_annotation(layer, entry, article))
            known.add(entry["id"])
    return Annotations(annotations)


def _faults(layer: str, entry: Any, article: Article, known: set[str]) -> Iterator[tuple[str, str]]:
    """Every fault of an annotation's table, each as the field it is in and a sentence."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        yield "id", f'every annotation needs an id, in quotation marks. For example: id = "{layer}-p1"'
        if not isinstance(entry, dict):
            return
    elif entry["id"] in known:
        yield "id", "another annotation has the same id. Give one of them a new id."
    for name in (*LAYERS[layer], "confidence"):
        if name not in entry:
            yield name, f"the field {name} is missing. Add it. For example: {name} = {_EXAMPLES.get(name, _TEXT)}"
    if entry.get("confidence", "clear") not in CONFIDENCE:
        yield "confidence", f"confidence is “{entry['confidence']}”; it must be clear or arguable."
    if layer in PLACELESS:
        yield from _said_of_place("not_found", lambda: _check_absence(entry, article))
        return
    if not isinstance(entry.get("exact"), str) or type(entry.get("paragraph")) is not int:
        wrong = "exact" if not isinstance(entry.get("exact"), str) else "paragraph"
        example = 'paragraph = 2 and, in the next line, exact = "the words"'
        yield wrong, f"an annotation needs the exact words and their paragraph number. For example: {example}"
        return
    faults = [(name, texts) for name, texts in _around(entry) if not all(isinstance(text, str) for text in texts)]
    for name, _ in faults:
        yield name, f"the field {name} must be text, in quotation marks."
    if not faults:
        yield from _said_of_place("exact", lambda: _places(entry, article))
    if layer == "drift" and entry.get("against"):
        yield from _said_of_place("against", lambda: article.find(entry["against"], entry.get("against_paragraph")))


def _said_of_place(field: str, look: Callable[[], Any]) -> Iterator[tuple[str, str]]:
    """The sentence with which looking for words in the article fails, if it does."""
    try:
        look()
    except (KitError, *MALFORMED) as error:
        yield field, describe_error(error)


def _annotation(layer: str, entry: dict[str, Any], article: Article) -> Annotation:
    """Make one annotation from a table without faults."""
    span, alternatives = (None, ()) if layer in PLACELESS else _places(entry, article)
    paragraph = None if layer in PLACELESS else entry["paragraph"]
    own = {k: v for k, v in entry.items() if k not in ("id", "confidence", "paragraph", "alternatives")}
    return Annotation(entry["id"], layer, entry["confidence"], span, paragraph, alternatives, own)


def _places(entry: dict[str, Any], article: Article) -> tuple[Span, tuple[Span, ...]]:
    """The span of an annotation's words, and the other extents. Raises KitError."""
    paragraph = entry["paragraph"]
    span = article.find(entry["exact"], paragraph, entry.get("prefix", ""), entry.get("suffix", ""))
    return span, tuple(_nearest(article, words, paragraph, span) for words in entry.get("alternatives", []))


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
