"""A second reading of the article, made from the codebook alone, against the marks. Run with -s to see the figures."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.text.agreement import alpha, by_word

SECOND = tomllib.loads((Path(__file__).parents[1] / "fixtures" / "second_reading.toml").read_text(encoding="utf-8"))
REAL = read_lesson(lesson_folder("iron_dome"))
# What is compared of each layer: a field, or that there is a mark at all.
FIELD = {"quotation": "speaker", "cue": "voice", "label": "voice", "number": "owner", "agency": "form"}
LAYERS = [
    *FIELD,
    *("time", "drift", "unattributed", "word", "pronoun", "presupposition", "typography"),
]
# Below this, the layer is not one that a settled question may rest on without a second look (Krippendorff 2004).
RELIABLE = 0.667
SETTLED = ("quotation", "cue", "number")


def first(layer: str) -> list[str]:
    marks = [mark for mark in REAL.annotations.where(layer) if mark.span]
    return by_word(REAL.article, [(mark.span, category(layer, mark.fields)) for mark in marks])


def second(layer: str) -> list[str]:
    found = []
    for entry in SECOND.get(layer, []):
        span = REAL.article.find(entry["exact"], entry["paragraph"], entry.get("prefix", ""), entry.get("suffix", ""))
        found.append((span, category(layer, entry)))
    return by_word(REAL.article, found)


def category(layer: str, fields: dict) -> str:
    value = fields.get(FIELD.get(layer, ""), layer)
    # Two voices are accepted for an ambiguous label; the first is the one that is listed first.
    return value[0] if isinstance(value, list) else str(value)


def frames(entries, field: str) -> list[frozenset]:
    by_paragraph = {entry["paragraph"]: frozenset(map(str, entry[field])) for entry in entries}
    return [by_paragraph[number] for number in sorted(by_paragraph)]


def own_frames() -> list[dict]:
    marks = [mark for mark in REAL.annotations.where("frame") if "function" not in mark.fields]
    return [{"paragraph": mark.paragraph, **mark.fields} for mark in marks]


def figures() -> dict[str, float | None]:
    found = {layer: alpha(first(layer), second(layer)) for layer in LAYERS}
    for field in ("dimensions", "entman"):
        found[f"frame: {field}"] = alpha(frames(own_frames(), field), frames(SECOND["frame"], field))
    return found


def test_alpha_is_printed_for_every_layer(capsys):
    found = figures()
    with capsys.disabled():
        print("\nKrippendorff's alpha of two readings: " + ", ".join(f"{k} {v:.2f}" for k, v in found.items()))
    assert all(-1 <= value <= 1 for value in found.values())


@pytest.mark.parametrize("layer", SETTLED)
def test_layers_that_settled_questions_rest_on_are_reliable(layer):
    assert alpha(first(layer), second(layer)) >= RELIABLE


def test_where_both_readings_mark_the_same_words_they_say_the_same_but_of_the_contested_labels():
    differ = set()
    for layer in LAYERS:
        for entry in SECOND.get(layer, []):
            span = REAL.article.find(entry["exact"], entry["paragraph"], entry.get("prefix", ""), entry.get("suffix", ""))
            for mark in REAL.annotations.where(layer):
                if mark.span and mark.span.overlap(span) and category(layer, mark.fields) != category(layer, entry):
                    differ.add(mark.id)
    assert differ == {"label-p2-gaza-terrorists", "label-p2-hamas-organization"}
    assert all(len(REAL.annotations[name]["voice"]) > 1 for name in differ)


def test_full_agreement_is_one_and_chance_is_about_nothing():
    assert alpha(["a", "b", "a"], ["a", "b", "a"]) == 1
    assert alpha(["a", "b", "a", "b"], ["a", "a", "b", "b"]) < 0.3


def test_sets_that_share_a_part_agree_in_part():
    whole, part = [frozenset("ab"), frozenset("c")], [frozenset("a"), frozenset("c")]
    assert 0 < alpha(whole, part) < 1


def test_nothing_can_be_said_of_what_never_varies():
    assert alpha(["a", "a"], ["a", "a"]) is None


def test_readings_of_other_units_are_told():
    with pytest.raises(ValueError, match="same units"):
        alpha(["a"], ["a", "b"])


def test_the_page_on_writing_lessons_tells_the_figures_as_they_are():
    told = (Path(__file__).resolve().parents[2] / "exercises" / "lessons" / "README.md").read_text(encoding="utf-8")
    section = told.partition("## Two readings")[2].partition("\n## ")[0]
    for layer, figure in figures().items():
        row = next(line for line in section.splitlines() if line.startswith(f"| {layer.partition(':')[0]}"))
        assert f"{figure:.2f}" in row, layer
