from __future__ import annotations

import copy
from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.text.annotations import LAYERS, read_annotations
from tests import library


def read(folder: Path, tables: dict):
    path = folder / "annotations.toml"
    path.write_text(library.toml(tables), encoding="utf-8")
    return read_annotations(path, library.article())


def changed(layer: str, number: int = 0, /, **fields) -> dict:
    """The library's annotations with one annotation changed; a field of None is left out."""
    tables = copy.deepcopy(library.ANNOTATIONS)
    entry = tables[layer][number] | fields
    tables[layer][number] = {name: value for name, value in entry.items() if value is not None}
    return tables


def test_every_mark_lies_where_its_words_stand(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    article = library.article()
    assert all(article.words_in(annotation.span) == annotation["exact"] for annotation in annotations if annotation.span)


def test_annotations_keep_the_order_of_the_file(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    assert [annotation.id for annotation in annotations.where("cue")] == [
        entry["id"] for entry in library.ANNOTATIONS["cue"]
    ]


def test_an_absence_has_no_place(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    assert annotations["absent-readers"].span is None


def test_alternatives_are_other_extents_of_the_same_annotation(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    article = library.article()
    assert [article.words_in(span) for span in annotations["cue-p2-praised"].extents] == [
        "praised",
        "praised the new reading room",
    ]


# What can be wrong with an annotation: (layer, the fields changed, what the sentence says of it).
BROKEN = {
    "found never": ("cue", {"exact": "shouted"}, "are not in paragraph 2"),
    "not letter for letter": ("cue", {"exact": "Praised"}, "letter for letter"),
    "found twice": ("number", {"exact": "a"}, "times in paragraph 2"),
    "in another paragraph": ("cue", {"paragraph": 4}, "are not in paragraph 4"),
    "a paragraph that is not there": ("cue", {"paragraph": 99}, "there is no paragraph 99"),
    "paragraph zero": ("cue", {"paragraph": 0}, "paragraph"),
    "a field missing": ("cue", {"source": None}, "the field source is missing"),
    "no confidence": ("cue", {"confidence": None}, "the field confidence is missing"),
    "an unknown confidence": ("cue", {"confidence": "sure"}, "it must be clear or arguable"),
    "no words": ("cue", {"exact": None}, "needs the exact words"),
    "empty words": ("cue", {"exact": ""}, "are not in"),
    "words that are a number": ("cue", {"exact": 12}, "needs the exact words"),
    "a paragraph in words": ("cue", {"paragraph": "two"}, "paragraph number"),
    "a duplicate id": ("cue", {"id": "q-p3"}, "another annotation has the same id"),
    "an id that is a number": ("cue", {"id": 7}, "every annotation needs an id"),
    "an absent string that occurs": ("absent", {"not_found": ["Chairs"]}, "but it is in the article"),
    "a mentioned string that does not occur": ("absent", {"mentioned": ["borrower"]}, "it is not in the article"),
    "an alternative elsewhere": ("cue", {"alternatives": ["saying"]}, "does not overlap the annotation"),
    "an alternative that is no text": ("cue", {"alternatives": [5]}, "alternative"),
    "a prefix that is no text": ("cue", {"prefix": 5}, "prefix"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_annotation_that_cannot_be_used_is_reported_with_file_layer_id_and_reason(tmp_path, case):
    layer, fields, reason = BROKEN[case]
    tables = changed(layer, **fields)
    annotations, problems = read(tmp_path, tables)
    named = fields.get("id", library.ANNOTATIONS[layer][0]["id"])
    assert len(problems) == 1
    assert library.without_line(problems[0]).startswith(f"annotations.toml, {layer} “{named}”: ")
    assert reason in problems[0]
    assert len(annotations) == sum(map(len, library.ANNOTATIONS.values())) - 1, "the others still load"


def test_a_mark_without_an_id_is_named_by_its_number(tmp_path):
    _, problems = read(tmp_path, changed("cue", 1, id=None))
    assert library.without_line(problems[0]).startswith("annotations.toml, cue “number 2”: every annotation needs an id")


def test_a_prefix_tells_repeated_words_apart(tmp_path):
    tables = changed("number", exact="o", prefix="Mayor Ruth Okaf")
    annotations, problems = read(tmp_path, tables)
    assert (problems, len(annotations["number-p2-visitors"].span)) == ([], 1)


def test_words_of_a_drift_must_stand_in_the_paragraph_they_are_compared_with(tmp_path):
    drift = {
        "id": "drift-p2",
        "paragraph": 2,
        "exact": "900 visitors",
        "confidence": "clear",
        "against_paragraph": 3,
        "against": "over 901",
        "what": "drops over",
    }
    _, problems = read(tmp_path, {"drift": [drift]})
    assert "“over 901” are not in paragraph 3" in problems[0]


def test_an_unknown_layer_is_told_with_the_layers_there_are(tmp_path):
    annotations, problems = read(tmp_path, {"cues": library.ANNOTATIONS["cue"]} | library.ANNOTATIONS)
    assert library.without_line(problems[0]).startswith(
        "annotations.toml: “cues” is not a layer. The layers are quotation, cue"
    )
    assert len(annotations) > 0


def test_every_layer_needs_a_confidence_besides_its_own_fields():
    assert not any("confidence" in fields for fields in LAYERS.values())


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"[[cue]\n", "cannot be read"), (b'[[cue]]\nid = "\xff"\n', "cannot be read"), (None, "cannot be read")],
    ids=["broken TOML", "not UTF-8", "no file"],
)
def test_a_file_that_cannot_be_read_is_told_and_gives_no_annotations(tmp_path, data, said):
    path = tmp_path / "annotations.toml"
    if data is not None:
        path.write_bytes(data)
    annotations, problems = read_annotations(path, library.article())
    assert (len(annotations), len(problems)) == (0, 1)
    assert problems[0].startswith("annotations.toml ")
    assert said in problems[0]


def test_where_finds_marks_by_their_fields(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    assert [m.id for m in annotations.where("cue", source="Reyes", confidence="clear")] == ["cue-p4-said"]


def test_where_takes_a_list_as_any_of_these(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    assert len(annotations.where("cue", paragraph=[2, 4], voice=["reporter"])) == 4


def test_where_refuses_a_layer_that_is_not_there(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    with pytest.raises(KitError, match="no layer “verbs”"):
        annotations.where("verbs")


def test_an_unknown_mark_is_told(tmp_path):
    annotations, _ = read(tmp_path, library.ANNOTATIONS)
    with pytest.raises(KitError, match="no annotation “q-p99”"):
        annotations["q-p99"]
