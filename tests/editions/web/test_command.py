from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from exercises import __main__ as command
from exercises.base.environment import requirements
from exercises.base.errors import KitError
from exercises.editions.web import command as edition
from exercises.editions.web import downloads, pyodide, site_builder, wheels
from tests.editions.conftest import EDITED
from tests.editions.kit import every_byte, leaks, secrets

LESSONS = Path("exercises") / "lessons"


def the_lock(site: Path) -> dict:
    return json.loads((site / pyodide.FOLDER / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]


# The site.


def test_no_text_of_any_key_is_in_the_site_or_in_any_wheel_of_it(site, kit):
    assert leaks(site, secrets(kit / LESSONS)) == []


def test_the_questions_are_in_the_site_so_that_the_search_for_keys_looks_in_the_right_place(site):
    names = [name for name, data in every_byte(site) if b'id = "how-many-paragraphs"' in data]
    assert [name for name in names if "iron_dome/questions/00_start_here.toml" in name]


def test_every_wheel_is_in_the_lock_with_its_digest_and_every_package_has_its_wheel(site):
    folder = site / pyodide.FOLDER
    packages = the_lock(site).values()
    assert {entry["file_name"] for entry in packages} == {path.name for path in folder.glob("*.whl")}
    for entry in packages:
        assert wheels.sha256(folder / entry["file_name"]) == entry["sha256"]


def test_every_package_is_loaded_when_python_starts_so_that_none_is_looked_for_elsewhere(site):
    settings = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["loadPyodideOptions"]["packages"] == sorted(the_lock(site))
    assert kernel["disablePyPIFallback"] is True
    assert (site / kernel["pyodideUrl"]).is_file()


def test_the_service_worker_is_told_to_keep_no_copies(site):
    settings = json.loads((site / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    assert settings["enableServiceWorkerCache"] is False


def test_the_site_has_no_teachers_part_of_the_package_and_no_teachers_notebook(site):
    names = [name for name, _ in every_byte(site)]
    assert [name for name in names if "exercises/editions" in name or "exercises/gradebook" in name] == []
    assert [name for name in names if "teachers_guide" in name] == []


def test_an_edited_lesson_has_another_address_and_the_rest_has_the_same(site, later_site):
    one, other = ({entry["file_name"] for entry in the_lock(folder).values()} for folder in (site, later_site))
    assert [name.partition("-")[0] for name in one ^ other] == ["close_reading_the_news"] * 2


def test_what_a_browser_must_fetch_anew_are_all_files_whose_name_stays_when_they_change(site, later_site):
    changing = json.loads((later_site / "build.json").read_text(encoding="utf-8"))["files"]
    ours = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    both = [name for name in ours if (later_site / name).is_file() and not name.startswith(".")]
    changed = {name for name in both if (site / name).read_bytes() != (later_site / name).read_bytes()} - {"build.json"}
    assert "files/00_start_here.ipynb" in changed
    assert changed - set(changing) == set()


def test_a_build_has_an_id_that_an_edit_changes_and_nothing_else(site, later_site, kit, parts_folder, tmp_path):
    edition.make(tmp_path / "again", parts_folder, root=kit)
    ids = [json.loads((folder / "build.json").read_text(encoding="utf-8"))["id"] for folder in (site, tmp_path / "again")]
    assert ids[0] == ids[1]
    assert ids[0] != json.loads((later_site / "build.json").read_text(encoding="utf-8"))["id"]
    text = (later_site / "files" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert EDITED in text


def test_the_start_page_links_every_notebook_by_its_title(site, kit):
    page = (site / "index.html").read_text(encoding="utf-8")
    for path in (kit / "notebooks").glob("*.ipynb"):
        assert f'href="lab/index.html?path={path.name}"' in page
    assert "Sourcing: who says so?" in page


def test_a_notebooks_name_is_escaped_on_the_start_page(tmp_path):
    (tmp_path / "notebooks").mkdir()
    cells = [{"cell_type": "markdown", "source": ["# One & <two>"]}]
    (tmp_path / "notebooks" / "a&b #'c.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    page = site_builder._start_page(tmp_path)
    wanted = '<span class="title">One &amp; &lt;two&gt;</span><span class="about">a&amp;b #&#x27;c</span>'
    assert f'<li><a href="lab/index.html?path=a%26b%20%23%27c.ipynb">{wanted}</a></li>' in page


# A full distribution of Pyodide.


@pytest.fixture
def distribution(tmp_path, parts_folder) -> Path:
    """A folder that looks like a full distribution: its lock file, and a wheel for regex."""
    folder = tmp_path / "pyodide"
    folder.mkdir()
    with zipfile.ZipFile(folder / "regex-2026.3.32-cp314-cp314-pyemscripten_2026_0_wasm32.whl", "w") as wheel:
        wheel.writestr("regex/__init__.py", "# the real one\n")
    (wheel,) = folder.glob("*.whl")
    with tarfile.open(downloads.gather(parts_folder).pyodide) as core:
        theirs = json.load(core.extractfile("package/pyodide-lock.json"))
    theirs["packages"]["regex"] |= {"file_name": wheel.name, "sha256": wheels.sha256(wheel)}
    (folder / "pyodide-lock.json").write_text(json.dumps(theirs), encoding="utf-8")
    return folder


@pytest.fixture
def target(tmp_path) -> Path:
    (tmp_path / "target").mkdir()
    return tmp_path / "target"


def test_the_real_regex_of_a_full_distribution_takes_the_place_of_the_stand_in(
    distribution, target, given_out, parts_folder
):
    student = given_out / "close-reading-student"
    pyodide.put_kit(target, student, downloads.gather(parts_folder), distribution)
    (wheel,) = target.glob("regex-*.whl")
    assert wheel.name == "regex-2026.3.32-cp314-cp314-pyemscripten_2026_0_wasm32.whl"


def test_a_folder_that_is_no_distribution_is_a_sentence(target, parts_folder, tmp_path):
    with pytest.raises(KitError, match="is no full distribution of Pyodide"):
        pyodide.put_regex(target, downloads.gather(parts_folder), tmp_path / "nowhere")


def test_a_distribution_of_another_version_is_a_sentence(distribution, target, parts_folder):
    lock = json.loads((distribution / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["info"]["python"] = "3.13.2"
    (distribution / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    with pytest.raises(KitError, match="is another version of Pyodide"):
        pyodide.put_regex(target, downloads.gather(parts_folder), distribution)


def test_a_wheel_of_a_distribution_that_was_changed_is_a_sentence(distribution, target, parts_folder):
    (wheel,) = distribution.glob("*.whl")
    wheel.write_bytes(b"something else")
    with pytest.raises(KitError, match="is not the file that its lock names"):
        pyodide.put_regex(target, downloads.gather(parts_folder), distribution)


# Fetching the parts.


@pytest.fixture
def calls(monkeypatch) -> list[list[str]]:
    """What would be run to fetch parts; every call fails, as without a network."""
    made: list[list[str]] = []
    monkeypatch.setattr(downloads.subprocess, "call", lambda line, **_: made.append(line) or 1)
    monkeypatch.setattr(downloads.shutil, "which", lambda name: f"/usr/bin/{name}")
    return made


def test_parts_that_are_there_are_not_fetched_again(parts_folder, calls):
    found = downloads.gather(parts_folder)
    assert calls == []
    assert set(found.wheels) == set(downloads.wanted_wheels())


def test_without_npm_the_sentence_says_where_it_comes_from_and_which_file_would_do(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads.shutil, "which", lambda _: None)
    with pytest.raises(KitError, match=r"npm is not on this computer.*Install Node.js, or put the file pyodide-.*--wheels"):
        downloads.gather(tmp_path / "parts")


@pytest.mark.usefixtures("calls")
def test_an_npm_registry_that_is_not_reached_is_a_sentence_with_a_way_round(tmp_path):
    with pytest.raises(KitError, match=r"could not be fetched from the npm registry.*--fetch-only --wheels DIR"):
        downloads.gather(tmp_path / "parts")


@pytest.mark.usefixtures("calls")
def test_a_package_index_that_is_not_reached_is_a_sentence_with_a_way_round(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_is_pyodide", lambda _: True)
    with pytest.raises(KitError, match=r"packages of the browser edition could not be fetched.*--fetch-only --wheels DIR"):
        downloads.gather(tmp_path / "parts")
    assert list((tmp_path / "parts").iterdir()) == []


def test_what_comes_under_pyodides_name_but_is_not_it_is_not_kept(tmp_path, monkeypatch):
    def fetch(_, cwd, **__):
        (Path(cwd) / f"pyodide-{downloads.PYODIDE}.tgz").write_bytes(b"something else")
        return 0

    monkeypatch.setattr(downloads.subprocess, "call", fetch)
    monkeypatch.setattr(downloads.shutil, "which", lambda name: name)
    with pytest.raises(KitError, match="is not the file that npm has on record"):
        downloads.gather(tmp_path / "parts")
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_part_that_was_changed_on_the_disk_is_fetched_again(parts_folder, tmp_path, calls):
    folder = Path(shutil.copytree(parts_folder, tmp_path / "parts"))
    (wheel,) = folder.glob("comm-*.whl")
    wheel.write_bytes(b"something else")
    with pytest.raises(KitError):
        downloads.gather(folder)
    assert "--require-hashes" in calls[0]


def test_every_part_has_one_version_one_digest_and_a_reason():
    lines = [line for line in downloads.WHEELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) == len(downloads.wanted_wheels())
    for line in lines:
        assert line.partition("  # ")[2].strip(), line


def test_the_kernel_and_jupyterlite_are_of_one_version():
    version = downloads.wanted_wheels()[downloads.KERNEL]["version"]
    assert any(line.startswith(f"jupyterlite-core>={version},<") for line in requirements(["browser-edition"]))


# The command.


def test_the_command_builds_with_the_parts_of_the_named_folder(monkeypatch, tmp_path, capsys):
    made = []
    monkeypatch.setattr(edition, "make", lambda *given: made.append(given))
    assert command.main(["browser-edition", str(tmp_path / "site"), "--wheels", str(tmp_path / "parts")]) == 0
    assert made == [(tmp_path / "site", tmp_path / "parts", None)]
    assert "python -m http.server" in capsys.readouterr().out


def test_fetch_only_builds_nothing(monkeypatch, tmp_path):
    gathered = []
    monkeypatch.setattr(edition.downloads, "gather", gathered.append)
    assert command.main(["browser-edition", "--fetch-only", "--wheels", str(tmp_path)]) == 0
    assert gathered == [tmp_path]


def test_without_a_folder_the_command_says_what_is_missing(capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["browser-edition"])
    assert stopped.value.code == 2
    assert "name the folder OUT" in capsys.readouterr().err


def test_a_folder_that_is_not_ours_is_left_alone_before_anything_is_fetched(tmp_path, monkeypatch, capsys):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(edition.downloads, "gather", lambda _: pytest.fail("nothing should be fetched"))
    assert command.main(["browser-edition", str(tmp_path / "site")]) == 2
    assert "holds index.html, which was not made by this command" in capsys.readouterr().err
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "mine"


def test_a_jupyterlite_that_fails_is_a_sentence_with_its_last_line(tmp_path, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "a long story\nAnd no archive was found\n")
    monkeypatch.setattr(site_builder.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(KitError, match=r"could not build the site: And no archive was found\."):
        site_builder.run_jupyterlite(tmp_path, tmp_path / "out")


def test_a_disk_that_fills_up_during_the_build_leaves_nothing_behind(kit, parts_folder, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pyodide, "put_lock", full)
    with pytest.raises(KitError, match="No space left on device"):
        edition.make(tmp_path / "site", parts_folder, root=kit)
    assert list(tmp_path.iterdir()) == []


# Wheels of our own.


def test_the_same_files_give_the_same_wheel_and_other_files_another_name(tmp_path):
    one = wheels.write_wheel(tmp_path, "kit", "1.0", {"kit.py": b"a = 1\n"})
    data = one.read_bytes()
    assert wheels.write_wheel(tmp_path, "kit", "1.0", {"kit.py": b"a = 1\n"}) == one
    assert one.read_bytes() == data
    assert wheels.write_wheel(tmp_path, "kit", "1.0", {"kit.py": b"a = 2\n"}).name != one.name


def test_a_wheel_of_our_own_is_one_that_pip_installs(tmp_path):
    wheel = wheels.write_wheel(tmp_path, "kit_of_ours", "1.0", {"kit_of_ours.py": b"a = 1\n"})
    command_line = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--disable-pip-version-check",
    ]
    subprocess.run([*command_line, f"--target={tmp_path / 'to'}", str(wheel)], check=True)
    assert (tmp_path / "to" / "kit_of_ours.py").read_bytes() == b"a = 1\n"
    assert (tmp_path / "to" / "kit_of_ours-1.0.dist-info" / "METADATA").is_file()
