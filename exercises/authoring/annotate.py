"""All draft annotations of an article, and what article.toml says of its voices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..text.article import Article
from .drafted import Drafted, tables
from .speech import Speech
from .voices import REPORTER
from .word_drafts import word_drafts

Tables = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Annotated:
    """The tables of annotations.toml by layer, the voices for article.toml, and the doubt about each draft by its id."""

    layers: Tables
    voices: dict[str, dict[str, str]]
    owners: dict[str, dict[str, Any]]
    doubts: dict[str, float]


def annotate(article: Article) -> Annotated:
    """Draft the annotations of an article. The same text always gives the same drafts."""
    speech = Speech(article)
    drafts = [*speech.drafts(), *word_drafts(speech)]
    layers = tables(article, drafts)
    _name_cues(layers, drafts)
    speakers = {entry["speaker"] for entry in layers.get("quotation", [])}
    used = speakers | {entry["source"] for entry in layers.get("cue", [])}
    voices = {REPORTER: {"name": "the reporter", "kind": "reporter"}}
    owners: dict[str, dict[str, Any]] = {}
    for voice in speech.voices:
        if voice.key in used:
            voices[voice.key] = {"name": voice.name, "kind": "quoted" if voice.key in speakers else "between"}
            pronoun = {"pronoun": voice.pronoun} if voice.pronoun else {}
            owners[voice.key] = {"names": sorted(voice.names), **pronoun}
    owners[REPORTER] = {"names": ["the reporter", "the report", "the article", "the story", "the text", "the writer"]}
    return Annotated(layers, voices, owners, _doubts(layers, drafts, article))


def _name_cues(layers: Tables, drafts: list[Drafted]) -> None:
    """Put the id of each cue in place of its span."""
    cues = sorted(draft.span for draft in drafts if draft.layer == "cue" and draft.span)
    by_span = dict(zip(cues, (entry["id"] for entry in layers.get("cue", [])), strict=True))
    for entry in layers.get("quotation", []):
        entry["cue"] = by_span[entry["cue"]]


def _doubts(layers: Tables, drafts: list[Drafted], article: Article) -> dict[str, float]:
    found: dict[str, float] = {}
    for layer, entries in layers.items():
        own = sorted((d for d in drafts if d.layer == layer), key=lambda d: d.span.start if d.span else len(article.text))
        found |= {entry["id"]: draft.doubt for entry, draft in zip(entries, own, strict=True)}
    return found
