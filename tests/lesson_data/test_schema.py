"""The schemas by which an editor completes lesson files: they are fresh, and fit every file of the kit."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path

import jsonschema
import pytest

from exercises.lesson_data.content import ANNOTATIONS, LESSONS
from exercises.lesson_data.schema import FOLDER, as_text, schemas
from exercises.questions import kinds_by_name
from exercises.questions.declare import Field
from tests import library
from tests.each import each, named
from tests.used import ours

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = schemas()
FILES = [path for path in ours(LESSONS, "*.toml") if path.name != "taplo.toml"]
RULES = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf-8"))["rule"]


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    keyed = path.parent.name in ("questions", "key") and path.name != ANNOTATIONS
    return path.parent.name if keyed else path.stem


def faults(name: str, values: dict) -> list[str]:
    """What a validator says of a file's values."""
    return [error.message for error in jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(values)]


def test_a_schema_is_one_and_its_file_is_as_the_declarations_make_it():
    for noted, name in each({name: name for name in SCHEMAS}):
        with noted:
            jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
            kept = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
            assert kept == as_text(SCHEMAS[name]), "run: python -m exercises.lesson_data.schema"


def test_there_is_no_file_of_a_schema_that_is_no_longer_made():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCHEMAS)


def test_every_lesson_file_of_the_kit_fits():
    for noted, path in each({path.relative_to(LESSONS).as_posix(): path for path in FILES}):
        with noted:
            assert faults(name_of(path), read(path)) == []


def test_a_lesson_with_a_question_of_each_kind_fits(tmp_path):
    folder = library.write_lesson(tmp_path / "library")
    files = [path for path in folder.rglob("*.toml") if path.name != "glossary.toml"]
    asked = [question for path in files if name_of(path) == "questions" for question in read(path)["question"]]
    assert {question["kind"] for question in asked} == set(kinds_by_name())
    assert {path.name: faults(name_of(path), read(path)) for path in files} == {path.name: [] for path in files}


def test_editors_are_told_one_schema_for_each_lesson_file():
    def holds(rule: dict, path: Path) -> bool:
        named, left_out = (any(path in ROOT.glob(glob) for glob in rule.get(which, ())) for which in ("include", "exclude"))
        return named and not left_out

    for path in FILES:
        told = [rule["schema"]["path"] for rule in RULES if holds(rule, path)]
        assert told == [f"exercises/lessons/schema/{name_of(path)}.json"], path.name


# What an editor underlines.


@pytest.fixture
def choice() -> dict:
    """A sound practice question."""
    return {
        "id": "who",
        "kind": "choice",
        "standing": "settled",
        "prompt": "Who?",
        "hints": ["Look."],
        "worked": "It says so.",
        "options": {"a": "A", "b": "B"},
        "answer": "a",
        "feedback": {"a": ["Yes.", "Next?"], "b": ["No.", "Where?"]},
    }


def without(values: dict, *names: str) -> dict:
    return {name: value for name, value in values.items() if name not in names}


def test_a_sound_question_is_not_underlined_and_neither_is_one_that_keeps_its_key_elsewhere(choice):
    assert faults("questions", {"question": [choice]}) == []
    assessed = without(choice, "answer", "feedback", "worked", "hints") | {"assessed": True}
    assert faults("questions", {"question": [assessed]}) == []
    assert faults("key", {"who": {name: choice[name] for name in ("answer", "feedback", "worked")}}) == []


FAULTY = [
    {"anwser": "a"},
    {"kind": "riddle"},
    {"standing": "sure"},
    {"points": 0.0 - 1},
    {"options": {"a": "A"}},
    {"feedback": {"a": ["Yes."]}},
    {"paragraphs": ["2"]},
    {"hints": "Look."},
    {"assessed": True},
]


def test_a_faulty_field_is_underlined_and_so_is_a_missing_one(choice):
    for noted, change in each(named(FAULTY)):
        with noted:
            assert faults("questions", {"question": [copy.deepcopy(choice) | change]})
    for noted, name in each(named(["id", "kind", "standing", "prompt", "options", "answer", "feedback", "worked"])):
        with noted:
            assert faults("questions", {"question": [without(choice, name)]})


def test_a_fault_in_another_file_is_underlined():
    faulty = {
        "glossary": ("glossary", {"cue": {"word": "cue"}}),
        "article": ("article", {"titel": "A title"}),
        "an annotation": ("annotations", {"cue": [{"id": "c", "confidence": "clear", "paragraph": 1, "exact": "said"}]}),
        "a layer": ("annotations", {"riddle": []}),
        "key": ("key", {"who": {"anwser": "a"}}),
    }
    for noted, (name, values) in each(faulty):
        with noted:
            assert faults(name, values)


# What the declarations say.


def inside(schema: dict):
    """A schema and all schemas in it that are of fields."""
    yield schema
    for part in [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]:
        if isinstance(part, dict):
            yield from inside(part)


def test_every_field_of_a_kind_says_what_it_holds():
    for noted, kind in each(kinds_by_name()):
        with noted:
            assert not kind.asked_fields.keys() & kind.key_fields.keys()
            for name, field in {**kind.asked_fields, **kind.key_fields}.items():
                assert isinstance(field, Field)
                for schema in inside(field.schema):
                    for of, part in schema.get("properties", {name: field.schema}).items():
                        assert part["description"].strip(), f"{name}, {of}"
