"""A browser on this computer: found wherever systems keep it, and asked for a PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from exercises.base.errors import KitError
from exercises.editions.paper import chromium
from exercises.editions.paper.chromium import find_browser, print_pdf


@pytest.fixture
def bare(tmp_path, monkeypatch) -> Path:
    """A computer without a browser."""
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)
    monkeypatch.setattr(chromium, "_MAC", ())
    monkeypatch.setattr(chromium.Path, "home", lambda: tmp_path)
    for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.usefixtures("bare")
def test_where_there_is_no_browser_none_is_found():
    assert find_browser() is None


@pytest.mark.parametrize(
    ("variable", "program"),
    [
        ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
        ("PLAYWRIGHT_BROWSERS_PATH", "chromium-1200/chrome-linux64/chrome"),
        ("", ".cache/ms-playwright/chromium-1200/chrome-linux/chrome"),
        ("", "Library/Caches/ms-playwright/chromium-1200/chrome-mac/Chromium.app/Contents/MacOS/Chromium"),
    ],
)
def test_a_browser_is_found_where_systems_keep_it(bare, monkeypatch, variable, program):
    place = bare / program
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    if variable:
        monkeypatch.setenv(variable, str(bare))
    assert find_browser() == place


def test_a_browser_in_the_applications_of_a_mac_is_found(bare, monkeypatch):
    monkeypatch.setattr(chromium, "_MAC", ("Google Chrome",))
    place = bare / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"")
    assert place in list(chromium._candidates())


def test_a_browser_that_prints_nothing_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium.subprocess, "run", lambda *_, **__: None)
    with pytest.raises(KitError, match=r"made no PDF of a.html. Open the .html files in any browser"):
        print_pdf(Path("chrome"), tmp_path / "a.html", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [OSError("gone"), subprocess.TimeoutExpired("chrome", 120)])
def test_a_browser_that_does_not_start_or_end_is_told(tmp_path, monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(chromium.subprocess, "run", fail)
    with pytest.raises(KitError, match=r"could not make a.pdf"):
        print_pdf(Path("chrome"), tmp_path / "a.html", tmp_path / "a.pdf")


def test_an_older_pdf_stays_when_a_new_one_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(chromium.subprocess, "run", lambda *_, **__: None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF old")
    with pytest.raises(KitError):
        print_pdf(Path("chrome"), tmp_path / "a.html", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF old"
