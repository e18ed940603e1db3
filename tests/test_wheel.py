"""The kit as a wheel installs it: which files are in it, and what each command does there, given in another folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from exercises import __version__
from exercises.__main__ import COMMANDS, EXTENSIONS
from tests.used import ours

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
PACKED = PYPROJECT["tool"]["setuptools"]["package-data"]
# What people and programs read in the folder itself: the page for authors, and the types that only a checker reads.
NOT_PACKED = {"README.md", "protocol.d.ts"}


def data_files() -> set[Path]:
    """The files that the patterns in pyproject.toml put into a wheel besides modules."""
    folders = {ROOT.joinpath(*package.split(".")): patterns for package, patterns in PACKED.items()}
    found = chain.from_iterable(folder.glob(pattern) for folder, patterns in folders.items() for pattern in patterns)
    return set(found) & set(ours(ROOT / "exercises", "*"))


def kit_files() -> set[Path]:
    """Every file of the package but modules."""
    every = ours(ROOT / "exercises", "*")
    return {path for path in every if path.suffix != ".py" and path.name not in NOT_PACKED}


def test_every_file_that_the_code_reads_is_in_the_wheel():
    assert sorted(kit_files() - data_files()) == []


def test_every_pattern_of_packed_files_finds_some():
    missing = [
        (package, pattern)
        for package, patterns in PACKED.items()
        for pattern in patterns
        if not any(ROOT.joinpath(*package.split(".")).glob(pattern))
    ]
    assert missing == []


def test_every_folder_of_modules_is_a_package():
    folders = {path.parent for path in ours(ROOT / "exercises", "*.py")}
    # What the browser edition puts into the browser's own Python is data here.
    assert [f.name for f in folders if not (f / "__init__.py").is_file()] == ["standin"]


def extension_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_puts_the_extension_where_jupyterlab_looks_for_it():
    placed = {}
    for target, patterns in PYPROJECT["tool"]["setuptools"]["data-files"].items():
        for path in chain.from_iterable(ROOT.glob(pattern) for pattern in patterns):
            inside = Path(target, path.name).relative_to("share/jupyter/labextensions")
            placed[inside.as_posix()] = path.read_bytes()
    assert placed == extension_files(EXTENSIONS)
    about = json.loads(placed["close-reading/package.json"])
    assert f"close-reading/{about['jupyterlab']['_build']['load']}" in placed
    assert about["version"] == __version__


@pytest.mark.skipif(os.name == "nt", reason="Binder runs it, on Linux")
def test_binder_gets_the_extension_too(tmp_path):
    env = {**os.environ, "JUPYTER_DATA_DIR": str(tmp_path)}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
    subprocess.run(["bash", str(ROOT / ".binder" / "postBuild")], cwd=ROOT, env=env, check=True)
    assert extension_files(tmp_path / "labextensions") == extension_files(EXTENSIONS)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A folder of packages with the kit in it, as pip leaves it there, and nothing else."""
    site = tmp_path_factory.mktemp("site")
    modules = {path for path in ours(ROOT / "exercises", "*.py") if (path.parent / "__init__.py").is_file()}
    for path in modules | data_files():
        target = site / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    needs = [f"Requires-Dist: {line}" for line in PROJECT["dependencies"]]
    for extra, lines in PROJECT["optional-dependencies"].items():
        needs += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {line}; extra == "{extra}"' for line in lines)]
    about = site / f"close_reading_the_news-{__version__}.dist-info"
    about.mkdir()
    head = ["Metadata-Version: 2.4", f"Name: {PROJECT['name']}", f"Version: {__version__}"]
    (about / "METADATA").write_text("\n".join([*head, *needs, ""]), encoding="utf-8")
    return site


def given(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """A command, given in a folder that has nothing to do with the kit."""
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "exercises", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


WHOLE = [name for name, command in COMMANDS.items() if command.whole]


def test_what_works_on_the_whole_folder_is_what_needs_notebooks_tests_or_documents():
    needed = ["start", "desk", "test", "new-lesson", "class-server"]
    editions = ["student-edition", "browser-edition", "accessibility-report"]
    assert needed + editions == WHOLE


@pytest.mark.parametrize("name", WHOLE)
def test_a_command_that_needs_the_whole_folder_says_where_to_give_it(site, tmp_path, name):
    done = given(site, tmp_path, name, "out")
    assert done.returncode == 2
    assert done.stderr.startswith(f"“{name}” works on the kit's whole folder")
    assert done.stderr.endswith(f"python -m exercises {name}\n")
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_lesson_is_checked_and_the_version_is_said(site, tmp_path):
    assert given(site, tmp_path, "--version").stdout == f"Close Reading the News {__version__}\n"
    done = given(site, tmp_path, "check", "--lesson", "old_beech")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("old_beech: ")


def test_a_class_is_made_graded_and_reported(site, tmp_path):
    assert given(site, tmp_path, "sample-class", "class", "--students", "3").returncode == 0
    done = given(site, tmp_path, "grade", "class", "--out", "grades", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 students graded")
    done = given(site, tmp_path, "report", "class", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert "<html" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_lesson_is_printed_and_a_form_for_it_is_made(site, tmp_path):
    done = given(site, tmp_path, "print-edition", "paper", "--lesson", "form_a", "--no-pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "paper" / "worksheet.html").is_file()
    done = given(site, tmp_path, "enter-paper", "form.csv", "--lesson", "form_a", "--students", "a", "b")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "form.csv").is_file()


def test_a_package_that_is_missing_is_named_with_the_line_that_installs_it(site, tmp_path):
    # An environment of its own has none of what pip would have installed with the kit.
    code = f"import sys; sys.path = [p for p in sys.path if 'site-packages' not in p]; sys.path.insert(0, {str(site)!r}); "
    code += "from exercises.__main__ import main; sys.exit(main(['grade', 'class', '--out', 'grades']))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Not installed here: anywidget, filelock, ")
    assert 'python -m pip install "anywidget>=' in done.stderr
    assert '"jinja2>=3.1,<4"' in done.stderr
    assert "jupyterlab" not in done.stderr
