"""JSON Schemas of the lesson files, made from the kinds' declarations; editors use them to complete and check fields.

After changing a declaration, run ``python -m exercises.lesson_data.schema``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..base.files import atomic_write
from ..questions import COMMON_FIELDS, declare, kinds_by_name
from ..questions.declare import Field, Fields, Schema
from ..questions.glossary import ENTRY
from ..questions.question import Question
from ..text.annotations import CONFIDENCE, LAYERS, PLACELESS
from .content import LESSONS
from .takeaways import FIELDS, PART

FOLDER = LESSONS / "schema"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest draft that the editors' TOML plugins fully support

_VOICE = {
    "name": declare.text("the voice as a reader would say it"),
    "kind": declare.text("reporter, quoted, or between: retold without quotation marks", "reporter", "quoted", "between"),
}
_OWNER = {
    "names": declare.texts("what the article calls them").optional,
    "apart": declare.texts("names that contain one of these and mean somebody else").optional,
    "pronoun": declare.text("he, she, it or they").optional,
}
_SECTION = {
    "title": declare.text("the heading above the section"),
    "first": declare.whole("the number of its first paragraph"),
    "fold": declare.flag("true if the article card shows it closed until a reader opens it").optional,
}
ARTICLE: Fields = {
    "title": declare.text("the heading above the text").optional,
    "title_note": declare.text("printed on paper under the title").optional,
    "note": declare.text("one line under the title").optional,
    "preview_note": declare.text("what a reader should know before reading").optional,
    "provenance": declare.text("where the text comes from").optional,
    "rights": declare.text("who owns the text").optional,
    "typography_note": declare.text("odd marks that belong to the text").optional,
    "language": declare.text("the language code of the text").optional,
    "sha256": declare.text("the fingerprint of article.txt; the check says the new one when the text changes").optional,
    "stands_in_for": declare.text("the lesson that this one can replace").optional,
    "in_place_of": declare.by_name(
        "for a card with an id of its own: the card of the other lesson that it replaces", declare.text("its id")
    ).optional,
    "parallel_form": declare.text("a word that lessons share which are done before, after and months later").optional,
    "months_later": declare.flag("true if this form is for some months later, when the others have been done").optional,
    "warm_up": declare.texts("notebooks that weigh nothing in a grade, unless a teacher says so").optional,
    "section": declare.tables("several texts in one article: each with a heading of its own", _SECTION).optional,
    "voices": declare.by_name("whose words there are: a table for each voice", declare.table("a voice", _VOICE)).optional,
    "owners": declare.by_name("who can own a claim: a table for each", declare.table("an owner", _OWNER)).optional,
}
_PLACE: Fields = {
    "paragraph": declare.whole("the number of the paragraph"),
    "exact": declare.text("the words, letter for letter; they occur exactly once in that paragraph"),
    "prefix": declare.text("the letters just before, where the words repeat").optional,
    "suffix": declare.text("the letters just after, where the words repeat").optional,
    "alternatives": declare.texts("longer or shorter extents that are accepted too").optional,
}
_EVERY_LAYER: Fields = {
    "id": declare.text("its name, used by questions; never changed once in use"),
    "confidence": declare.text("clear, or arguable where careful readers differ", *CONFIDENCE),
    "note": declare.text("why, in your own words: what the text does, never who is right").optional,
}
_LAYER_FIELDS: Fields = {
    "accept": declare.anything("other dimensions that can be defended", type="array", items={"type": "integer"}),
    "against": declare.text("the quoted words"),
    "against_paragraph": declare.whole("the paragraph of the quoted words; 0 for none", least=0),
    "agent": declare.text("the doer that is named, or empty"),
    "because": declare.text("how a reader can tell"),
    "bias": declare.text("framing or epistemological", "framing", "epistemological"),
    "claim": declare.text("what the reader learns"),
    "counts": declare.text("what it counts"),
    "cue": declare.text("the id of the cue that it depends on"),
    "dimensions": declare.anything("numbers of the Policy Frames Codebook", type="array", items={"type": "integer"}),
    "entman": declare.anything(
        "problem, cause, moral judgment, remedy", type="array", items={"enum": ["P", "C", "M", "R"]}
    ),
    "family": declare.text("such as hedge or metaphor"),
    "form": declare.text("such as active, passive, nominalization; of a whole text episodic or thematic"),
    "known": declare.text("tag in paragraph, or inferred", "tag in paragraph", "inferred"),
    "of": declare.text("whom or what it names"),
    "owner": declare.text("whose claim it is"),
    "place": declare.text("where the cue is"),
    "points_to": declare.text("what the words date"),
    "presupposes": declare.text("what is taken for granted, spelled out"),
    "refers": declare.texts("whom it can stand for; several are all accepted"),
    "role": declare.text("what they are to the story"),
    "source": declare.text("whose words it brings in"),
    "speaker": declare.text("whose words they are"),
    "type": declare.text("the type of cue"),
    "voice": declare.texts("names of voices in article.toml; of two either is accepted"),
    "what": declare.text("what changes, or what the marks do"),
    "who": declare.text("who or what is not in the text"),
}
_MORE: Fields = {
    "also": declare.texts("other words that carry it"),
    "clues": declare.texts("words that help"),
    "function": declare.texts("problem, cause, judgment, remedy"),
    "kind": declare.text("what sort of absence it is"),
    "mentioned": declare.texts("words that must occur in the text"),
    "not_found": declare.texts("words that must not occur in the text"),
    "set": declare.text("a group of your own"),
    "via": declare.text("who passes it on"),
}
_NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
ASSIGNMENT: Fields = {
    "title": declare.text("the heading above its grades").optional,
    "lesson": declare.text("the lesson, where the cards do not say it").optional,
    "notebook": declare.anything("the notebook that is set, or several", **_NAMES).optional,
    "core": declare.flag("true if only the core path of its notebooks is set").optional,
    "without": declare.anything("ids of its questions that are not set", **_NAMES).optional,
    "cards": declare.anything("ids of the questions that are set, in place of notebook and without", **_NAMES).optional,
    "due": declare.anything("a date, or a date and a time").optional,
}


def schemas() -> dict[str, Schema]:
    """All schemas by the stem of their file names."""
    every = kinds_by_name().values()
    question = declare.anything("the questions, in the order in which the notebook asks them", type="array")
    question.schema["items"] = {"oneOf": [{"$ref": f"#/definitions/{kind.kind}"} for kind in every]}
    questions = _file(
        "questions of a notebook", {"title": declare.text("the name of the part").optional, "question": question}
    )
    questions["definitions"] = {kind.kind: _question(kind) for kind in every}
    key = _file("keys of a notebook's assessed questions", {})
    key |= {"additionalProperties": {"anyOf": [{"$ref": f"#/definitions/{kind.kind}"} for kind in every]}}
    key["definitions"] = {kind.kind: _key(kind) for kind in every}
    return {
        "assignments": _file("plans that a teacher can set", {"assignments": _assignments()}),
        "article": _file("about the article", ARTICLE),
        "annotations": _file("annotations of the article", {layer: _layer(layer) for layer in LAYERS}),
        "glossary": _file("words that can be looked up", {}) | {"additionalProperties": declare.table("", ENTRY).schema},
        "key": key,
        "questions": questions,
        "takeaways": _file("what a student takes home", FIELDS) | {"additionalProperties": declare.table("", PART).schema},
    }


def _assignments() -> Field:
    """A table for each plan; what is not named here is an entry of grading.toml that this plan has of its own."""
    one = declare.table("a plan", ASSIGNMENT)
    one.schema["additionalProperties"] = True
    return declare.by_name("a table for each plan", one)


def _file(title: str, fields: Fields) -> Schema:
    return {"$schema": _DRAFT, "title": title, **declare.table(f"A lesson's file: {title}.", fields).schema}


def _question(kind: type[Question]) -> Schema:
    """A question of one kind, with its key; an assessed question keeps its key in key/."""
    common = {**COMMON_FIELDS, "kind": declare.text("the kind of question", kind.kind)}
    key = {**kind.key_fields, "worked": COMMON_FIELDS["worked"]}
    inside = declare.table(_first_line(kind), {**common, **kind.asked_fields, **_optional(key)})
    assessed = {"properties": {"assessed": {"const": True}}, "required": ["assessed"]}
    practice = {"required": [name for name, field in kind.key_fields.items() if field.needed] + ["worked"]}
    forbidden = {"not": {"anyOf": [{"required": [name]} for name in key]}}
    return {"title": kind.kind, **inside.schema, "oneOf": [{**assessed, **forbidden}, {"not": assessed, **practice}]}


def _key(kind: type[Question]) -> Schema:
    """The key of one assessed question: the fields that grade it, and those of the question that it must repeat."""
    fields = {**kind.key_fields, "worked": COMMON_FIELDS["worked"]}
    again = {name: field.optional for name, field in kind.asked_fields.items() if field.names}
    return {
        "title": kind.kind,
        **declare.table(f"The key of a question of the kind {kind.kind}.", {**fields, **again}).schema,
    }


def _layer(layer: str) -> Field:
    """The annotations of one layer. They may also have the author's own fields."""
    place = {} if layer in PLACELESS else _PLACE
    fields = {**_EVERY_LAYER, **place, **{name: _LAYER_FIELDS[name] for name in LAYERS[layer]}, **_optional(_MORE)}
    one = declare.table("", fields).schema | {"additionalProperties": True}
    return declare.anything(f"annotations of the layer {layer}", type="array", items=one).optional


def _optional(fields: Fields) -> Mapping[str, Field]:
    return {name: field.optional for name, field in fields.items()}


def _first_line(kind: type[Question]) -> str:
    return (kind.__doc__ or "").strip().partition("\n")[0]


def as_text(schema: Any) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def write(folder: Path = FOLDER) -> list[Path]:
    """Write every schema into the folder; returns the files. Raises OSError."""
    made = {folder / f"{name}.json": as_text(schema) for name, schema in schemas().items()}
    for path, text in made.items():
        atomic_write(path, text.encode("utf-8"))
    return list(made)


if __name__ == "__main__":
    for written in write():
        print(written)
