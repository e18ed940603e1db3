"""What the documents say is so: fields, commands, options, links, examples, and what the workflows name."""

from __future__ import annotations

import importlib
import re
import tomllib
from argparse import ArgumentParser
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pytest
import yaml

# All that a move of the code can change stands here.
from exercises.__main__ import COMMANDS
from exercises.gradebook.grading.policy import CHOICES, find_assignment, read_policy
from exercises.lesson_data.content import LESSONS, read_lesson
from exercises.lesson_data.demands import unmet
from exercises.questions import COMMON_FIELDS as COMMON
from exercises.questions import Question, grade, kinds_by_name
from exercises.text.annotations import LAYERS, PLACELESS
from exercises.text.figures import FIGURES
from tests.lessons.test_course import OPENS, row_of
from tests.used import ours

ASKED, KEY = "asked_fields", "key_fields"  # the names of a kind's two sets of fields
RIGHT, WRONGS = "model_answer", "known_errors"  # a question's model answer, and its listed wrong ones

ROOT = Path(__file__).resolve().parent.parent
DOCS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [*sorted(ROOT.glob(".github/*.md")), *ours(ROOT, "*.md")]
}
README, HANDBOOK, LESSON_BOOK = DOCS["README.md"], DOCS["notebooks/teacher/README.md"], DOCS["exercises/lessons/README.md"]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^()\s]+)\)")
COMMAND = re.compile(r"python3? -m exercises ([a-z][a-z-]*)([^`\n]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


def prose(text: str) -> str:
    """A document without its blocks of code."""
    return FENCED.sub("", text)


def section(text: str, title: str) -> str:
    """What stands between a heading and the next one, without blocks of code."""
    found = re.search(rf"^#+ {re.escape(title)}$(.*?)(?=^#+ |\Z)", prose(text), re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a text, without headings."""
    lines = [line.strip() for line in prose(text).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    rules = [at for at, row in enumerate(cells) if set("".join(row)) <= set("-| ")]
    return [row for at, row in enumerate(cells) if at not in rules and at + 1 not in rules]


def first_names(text: str) -> list[str]:
    """The name in code that begins each row."""
    return [SPAN.match(row[0])[1] for row in rows(text) if SPAN.match(row[0])]


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives the headings of a document."""
    titles = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def options_of(name: str) -> set[str]:
    """The options of a command, as its own module gives them to a parser."""
    command = COMMANDS[name]
    if not command.module:
        return set()
    parser = ArgumentParser(add_help=False)
    module = importlib.import_module(f"exercises.{command.module}")
    getattr(module, name.replace("-", "_") + "_options")(parser)
    return {option for action in parser._actions for option in action.option_strings if option.startswith("--")}


WITH_OPTIONS = sorted(name for name, command in COMMANDS.items() if command.module)


# What a reader finds. ------------------------------------------------------------------------------


def test_the_readme_is_short():
    assert len(README.split()) <= 900


@pytest.mark.parametrize("name", DOCS)
def test_every_link_leads_somewhere(name):
    missing = []
    for target in LINK.findall(SPAN.sub("", prose(DOCS[name]))):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = (ROOT / name).parent / path if path else ROOT / name
        if not place.exists() or (anchor and anchor not in anchors(place.read_text(encoding="utf-8"))):
            missing.append(target)
    assert missing == []


@pytest.mark.parametrize("name", sorted(set(DOCS) - {"CHANGELOG.md"}))
def test_every_path_that_is_named_is_there(name):
    ours = re.compile(r"(exercises|notebooks|tests)/[\w./*-]+")
    named = filter(ours.fullmatch, SPAN.findall(prose(DOCS[name])))
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


def test_every_notebook_is_in_the_table_with_its_cards_and_minutes():
    told = {SPAN.match(row[0])[1]: tuple(row[2:]) for row in rows(section(HANDBOOK, "The course")) if SPAN.match(row[0])}
    assert told == {name: row_of(name) for name in OPENS}


# Commands. -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCS)
def test_every_command_that_is_named_is_there_with_its_options(name):
    for command, more in COMMAND.findall(DOCS[name]):
        assert command in COMMANDS, command
        if command not in ("start", "test"):
            assert set(OPTION.findall(more)) <= options_of(command), f"{command} {more}"


@pytest.mark.parametrize("name", DOCS)
def test_every_option_that_is_named_alone_is_one_of_some_command(name):
    known = set(chain.from_iterable(map(options_of, COMMANDS)))
    alone = {option for span in SPAN.findall(prose(DOCS[name])) if span.startswith("--") for option in OPTION.findall(span)}
    assert alone <= known


def test_every_command_is_told():
    told = {command for text in DOCS.values() for command, _ in COMMAND.findall(text)}
    assert told == set(COMMANDS)


@pytest.mark.parametrize("name", WITH_OPTIONS)
def test_the_handbook_has_every_option_of_a_command_and_no_other(name):
    told = set(OPTION.findall(" ".join(SPAN.findall(section(HANDBOOK, name)))))
    assert told == options_of(name)


def test_the_policy_in_the_handbook_can_be_used(tmp_path):
    assignment, block = [text for language, text in FENCED.findall(HANDBOOK) if language == "toml"]
    path = tmp_path / "grading.toml"
    path.write_text(block, encoding="utf-8")
    policy = read_policy(path)
    assert set(tomllib.loads(block)) == set(CHOICES) | {"parts", "weights"}
    # What the comments call another choice is one, and no choice is left out.
    for name, allowed in CHOICES.items():
        (line,) = [line for line in block.splitlines() if line.startswith(f"{name} ")]
        assert set(re.findall(r'"([^"]+)"', line)) == set(allowed)
        assert getattr(policy, name) == allowed[0]
    path.write_text(f"{block}\n{assignment}", encoding="utf-8")
    week = find_assignment("week-3", path)
    assert (len(week.cards), week.cards[0], bool(week.due)) == (12, "first-impression", True)
    assert read_policy(path, week).missing == "zero"


# Writing lessons. ----------------------------------------------------------------------------------


def test_every_field_of_every_question_is_told_and_no_other():
    assert sorted(first_names(section(LESSON_BOOK, "Fields of every question"))) == sorted(COMMON)


@pytest.mark.parametrize("kind", kinds_by_name())
def test_every_field_of_a_kind_is_told_and_no_other(kind):
    fields_of_it = [row for row in rows(section(LESSON_BOOK, kind)) if SPAN.match(row[0])]
    told = [(SPAN.match(name)[1], part) for name, part, _ in fields_of_it]
    own, nested = defaultdict(set), set()
    for name, part in told:
        if "." in name:
            assert name.partition(".")[0] in dict(told), name
            nested.add(name.partition(".")[2])
        else:
            own[part].add(name)
    assert own["asked"] == set(getattr(kinds_by_name()[kind], ASKED))
    assert own["key"] == set(getattr(kinds_by_name()[kind], KEY))
    declared = [kinds_by_name()[kind].asked_fields, kinds_by_name()[kind].key_fields]
    assert nested == set(chain.from_iterable(field.names for fields in declared for field in fields.values()))


def test_every_figure_is_told_and_no_other():
    assert first_names(section(LESSON_BOOK, "Figures")) == list(FIGURES)


def every(pattern: str) -> list[dict]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LESSONS.glob(pattern))]


def test_every_field_about_an_article_is_told_and_no_other():
    used = set()
    for about in every("*/article.toml"):
        used |= set(about) | {f"voices.{name}" for voice in about["voices"].values() for name in voice}
        used |= {f"section.{name}" for row in about.get("section", []) for name in row}
        used |= {f"owners.{name}" for owner in about.get("owners", {}).values() for name in owner}
    assert set(first_names(section(LESSON_BOOK, "article.txt and article.toml"))) == used


def test_every_layer_is_told_with_its_fields_and_no_other():
    common = set(first_names(section(LESSON_BOOK, "annotations.toml")))
    used = defaultdict(set)
    for layer, entries in chain.from_iterable(table.items() for table in every("*/annotations.toml")):
        used[layer] |= set(chain.from_iterable(entries))
    table = rows(section(LESSON_BOOK, "The layers"))
    told = {SPAN.match(name)[1]: (set(fields(needed)), set(fields(more))) for name, _, needed, more in table}
    assert list(told) == list(LAYERS)
    for layer, (needed, more) in told.items():
        assert needed == set(LAYERS[layer]), layer
        assert more == used[layer] - common - needed, layer
        assert not used[layer] & {"exact", "paragraph"} or layer not in PLACELESS


def fields(cell: str) -> list[str]:
    """The fields that a cell names, without what stands in parentheses."""
    return SPAN.findall(re.sub(r"\([^)]*\)", "", cell))


@pytest.fixture(scope="module")
def example_folder(tmp_path_factory):
    """The lesson that the examples make, each block in the file that its first line names."""
    folder = tmp_path_factory.mktemp("lessons") / "pool"
    files = defaultdict(str)
    for _, block in FENCED.findall(LESSON_BOOK):
        first, _, rest = block.partition("\n")
        files[first.removeprefix("# ")] += f"{rest}\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def example(example_folder):
    return read_lesson(example_folder, keys=True)


def test_the_examples_make_a_finished_lesson_without_a_problem(example, example_folder):
    assert example.problems == ()
    assert unmet(example_folder, example) == []
    assert {question.kind for question in example.questions.values()} == set(kinds_by_name())
    assert any(question.assessed for question in example.questions.values())
    annotations = example.annotations
    assert {annotation.layer for annotation in annotations} == set(LAYERS)


def test_the_examples_are_graded_as_they_say(example):
    for question in example.questions.values():
        right = grade(question, getattr(question, RIGHT)())
        assert right.status in ("correct", "complete", "needs_teacher"), question.id
        for wrong, notice in getattr(question, WRONGS)():
            assert (grade(question, wrong).points or 0) < question.points, question.id
            assert notice.next or notice.noticed


def test_what_a_kind_answers_is_what_a_question_has():
    told = first_names(section(DOCS["CONTRIBUTING.md"], "Add a kind"))
    assert len(told) == 12
    assert [name for name in told if not hasattr(Question, name)] == []


# What runs elsewhere. ------------------------------------------------------------------------------


FOR_OTHERS = [*sorted(ROOT.glob(".github/**/*.yml")), ROOT / ".pre-commit-config.yaml"]


@pytest.mark.parametrize("path", FOR_OTHERS, ids=lambda path: path.name)
def test_every_file_for_github_can_be_read(path):
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_the_workflow_runs_from_the_oldest_python_on():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    versions = workflow["jobs"]["tests"]["strategy"]["matrix"]["python"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={versions[0]}"
    assert versions == [f"3.{minor}" for minor in range(11, 11 + len(versions))]


def test_binder_installs_this_folder_as_it_is():
    # With a folder of its own for Binder, its builder does not install the package a second time.
    (line,) = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert line == "-r ../requirements.txt"
    assert any(line.startswith("-e .") for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    named = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert [int(n) for n in named.split(".")] >= [int(n) for n in oldest.removeprefix(">=").split(".")]
