"""Style and types: ruff and mypy find nothing. Both read their rules from pyproject.toml."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(module: str, *arguments: str) -> str:
    """What a tool says of the whole folder, empty when it finds nothing."""
    if importlib.util.find_spec(module) is None:
        missing = f"{module} is not installed; “python -m exercises test” brings it"
        if os.environ.get("KIT_BROWSER_REQUIRED"):
            pytest.fail(missing)
        pytest.skip(missing)
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


def test_ruff_finds_nothing():
    assert run("ruff", "check", "--no-cache") == ""


def test_every_file_has_the_format_that_ruff_gives():
    assert run("ruff", "format", "--check", "--no-cache") == ""


def test_the_types_fit(tmp_path):
    assert run("mypy", "--cache-dir", str(tmp_path)) == ""


@pytest.mark.parametrize("module", ["ruff", "mypy"])
def test_a_tool_that_is_missing_is_a_failure_where_nothing_may_be_skipped(monkeypatch, module):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("KIT_BROWSER_REQUIRED", "1")
    with pytest.raises(pytest.fail.Exception, match=f"{module} is not installed"):
        run(module)
    monkeypatch.delenv("KIT_BROWSER_REQUIRED")
    with pytest.raises(pytest.skip.Exception):
        run(module)
