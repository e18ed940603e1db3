"""What is installed, where it is written down, and what is said when it is missing."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from exercises.base import environment
from exercises.base.environment import PACKAGE, USUAL, name_of, ready, requirements
from exercises.base.errors import KitError

ROOT = Path(__file__).resolve().parents[2]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LISTED = [line.strip() for line in re.findall(r'^    "[^"]*(?:[<>=]|\[)[^"]*",.*$', PROJECT, re.MULTILINE)]
EXTRAS = tomllib.loads(PROJECT)["project"]["optional-dependencies"]


def names(*extras: str) -> set[str]:
    return set(map(name_of, requirements(extras)))


@pytest.fixture
def elsewhere(monkeypatch) -> None:
    """The kit as a wheel installs it: no pyproject.toml, and only the metadata knows what is needed."""
    monkeypatch.setattr(environment, "project", lambda: None)
    lines = [
        "filelock<5,>=3.16",
        'jinja2<4,>=3.1; extra == "teacher"',
        'pytest<10,>=8.3; extra == "tests"',
        f'{PACKAGE}[teacher]; extra == "tests"',
    ]
    monkeypatch.setattr(environment.importlib.metadata, "requires", lambda _: lines)


# The one list. ------------------------------------------------------------------------------------


def test_every_requirement_says_what_it_is_for_and_has_both_bounds():
    assert len(LISTED) > 20
    for line in LISTED:
        assert line.partition("# ")[2].strip(), line
        assert "[" in line or (">=" in line and ",<" in line), line


def test_every_requirement_of_the_project_is_among_the_lines_that_were_looked_at():
    every = [*tomllib.loads(PROJECT)["project"]["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]
    assert sorted(every) == sorted(line.split('"')[1] for line in LISTED)


def test_requirements_txt_names_the_extras_that_start_installs():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"-e .[{','.join(USUAL)}]"]
    said = [line.split()[1] for line in lines if line.startswith("#   ")]
    assert said == ["the", *USUAL]


def test_the_kit_alone_needs_no_extra():
    assert names() == {"anywidget", "filelock", "ipywidgets", "jinja2", "nltk", "vaderSentiment"}


# These run on engines of their own. Their tests are skipped without them, and say so.
OPTIONAL = {"server", "cluster"}


def test_the_tests_need_all_that_any_command_needs_but_the_optional_engines():
    assert names("tests") > names(*EXTRAS.keys() - OPTIONAL - {"tests"})
    assert names(*OPTIONAL) - names("tests") == {"jupyterhub", "distributed"}


@pytest.mark.usefixtures("elsewhere")
def test_an_extra_of_our_own_is_followed_and_no_package_is_named_twice():
    assert requirements(["tests", "teacher"]) == ["filelock<5,>=3.16", "jinja2<4,>=3.1", "pytest<10,>=8.3"]


@pytest.mark.parametrize(
    ("requirement", "name"),
    [("a>=1,<2", "a"), ("b_c==3", "b_c"), ("d[extra]>=1", "d"), ("e ; os_name", "e"), ("f", "f"), ("g-h~=1", "g-h")],
)
def test_a_name_holds_no_version_no_extra_and_no_condition(requirement, name):
    assert name_of(requirement) == name


# In the kit's folder. -----------------------------------------------------------------------------


@pytest.fixture
def installed(monkeypatch) -> list:
    """What is asked of pip, instead of asking it; pip says that all went well."""
    calls: list = []
    monkeypatch.setattr(environment, "run", lambda line, *_: calls.append(line[2:]) or 0)
    return calls


def test_nothing_is_installed_when_all_is_there(installed):
    assert ready(USUAL) == sys.executable
    assert installed == []


def test_what_is_missing_is_installed_with_what_most_commands_need(monkeypatch, installed, capsys):
    monkeypatch.setattr(environment, "_is_here", lambda name: name != "platformdirs")
    ready(["browser-edition"])
    assert installed == [["pip", "install", "-e", ".[browser-edition,notebooks,teacher]"]]
    assert "The first time this takes a few minutes" in capsys.readouterr().out


def test_what_another_environment_has_is_asked_of_its_own_python(monkeypatch, installed):
    monkeypatch.setattr(environment, "_python", lambda: str(Path(sys.executable)) + " ")
    monkeypatch.setattr(environment.subprocess, "call", lambda line, **_: "nltk" in line[2])
    ready(USUAL)
    assert len(installed) == 1


def test_an_installation_that_fails_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(environment, "_is_here", lambda _: False)
    monkeypatch.setattr(environment, "run", lambda *_: 1)
    with pytest.raises(KitError, match="did not finish"):
        ready(USUAL)


# Anywhere else. -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("elsewhere")
def test_an_environment_that_somebody_made_is_left_alone_and_what_to_install_is_said(installed, monkeypatch):
    monkeypatch.setattr(environment, "_is_here", lambda name: name == "filelock")
    with pytest.raises(KitError) as refused:
        ready(["teacher"])
    assert str(refused.value) == 'Not installed here: jinja2. Type: python -m pip install "jinja2<4,>=3.1"'
    assert installed == []


@pytest.mark.usefixtures("elsewhere")
def test_with_all_packages_there_this_python_is_the_one():
    assert ready(["teacher"]) == sys.executable


def test_a_copy_that_says_nowhere_what_it_needs_is_a_sentence(monkeypatch):
    def unknown(name):
        raise environment.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(environment, "project", lambda: None)
    monkeypatch.setattr(environment.importlib.metadata, "requires", unknown)
    with pytest.raises(KitError, match="not whole"):
        ready(USUAL)


def test_no_environment_can_be_made_is_a_sentence(monkeypatch, tmp_path):
    def fail(*_, **__):
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment.sys, "base_prefix", environment.sys.prefix)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.setattr(environment.venv, "create", fail)
    with pytest.raises(KitError, match="python3-venv"):
        environment._python()
