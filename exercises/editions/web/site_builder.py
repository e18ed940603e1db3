"""The browser edition's site: JupyterLite with Pyodide, the students' notebooks, and the kit as a wheel."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from ...base.errors import KitError
from . import pyodide, wheels
from .downloads import KERNEL, SITE, Parts

EXTENSION = "close-reading-keep"
LABEXTENSIONS = "/data/share/jupyter/labextensions/"
# File names that include a digest or a version: a browser's cached copy of these is never out of date.
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{6,}\.(js|css)$|^static/pyodide-[\d.]+/(?!pyodide-lock)")
READ_BY_NAME = (".html", ".js", ".css", ".json", ".ipynb")


def build(out: Path, student: Path, parts: Parts, distribution: Path | None = None) -> None:
    """Build the site into the empty folder ``out`` from a student edition. Raises KitError.

    ``distribution`` is a full distribution of Pyodide, if there is one: its build of ``regex`` is used.
    """
    work = out.with_name(f"{out.name}-work")
    python = work / pyodide.FOLDER
    pyodide.put_core(python, parts)
    pyodide.put_kit(python, student, parts, distribution)
    packages = pyodide.put_lock(python, parts)
    notebooks = {path.name: _marked(path) for path in sorted((student / "notebooks").glob("*.ipynb"))}
    digests = {name: digest for name, (digest, _) in notebooks.items()}
    lock = (python / "pyodide-lock.json").read_bytes()
    build_id = wheels.digest_of({"lock": lock, "notebooks": json.dumps(digests).encode(), **_own_files()})
    for name, (_, text) in notebooks.items():
        _write(work / "files" / name, text)
    put_extensions(work / "labextensions", parts, ("anywidget", "jupyterlab_widgets", KERNEL))
    _put_own_extension(work / "labextensions", {"id": build_id, "notebooks": digests})
    _write(work / "jupyter-lite.json", json.dumps(config(packages)))
    jupyter = student / "exercises/cards/jupyter"
    shutil.copytree(jupyter / "labextensions", work / "labextensions", dirs_exist_ok=True)
    shutil.copyfile(jupyter / "labconfig/default_setting_overrides.json", work / "overrides.json")
    run_jupyterlite(work, out)
    _write(out / "index.html", _start_page(student))
    _tell_what_changes(out, build_id)


def run_jupyterlite(work: Path, out: Path) -> None:
    """Have JupyterLite build JupyterLab from the folder ``work`` into ``out``, and add Python. Raises KitError."""
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir=.", f"--output-dir={out.absolute()}"]
    command += ["--apps=lab", "--contents=files", "--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]
    command += ["--ignore-sys-prefix"]
    command += [f"--FederatedExtensionAddon.extra_labextensions_path={(work / 'labextensions').absolute()}"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode or not (out / "lab" / "index.html").is_file():
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise KitError(f"JupyterLite could not build the site: {' '.join(last) or 'it gave no reason'}.")
    shutil.move(work / pyodide.FOLDER, out / pyodide.FOLDER)


def _marked(path: Path) -> tuple[str, str]:
    """A notebook's digest, and its text with the digest in its metadata: it identifies the original of a browser's copy."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    digest = wheels.digest_of({"cells": json.dumps(notebook["cells"], sort_keys=True).encode()})
    notebook["metadata"]["close_reading"] = {"digest": digest}
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return digest, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _own_files() -> dict[str, bytes]:
    return {path.relative_to(SITE).as_posix(): path.read_bytes() for path in sorted(SITE.rglob("*")) if path.is_file()}


def put_extensions(target: Path, parts: Parts, names: Iterable[str]) -> None:
    """Put JupyterLab's extensions that run Python and draw widgets into the site, from these wheels."""
    for name in names:
        for inside, data in wheels.inside(parts.wheels[name], LABEXTENSIONS):
            # Source maps are only for debugging; the kernel's wheels are already with the others.
            if not inside.endswith((".map", ".orig", ".whl")):
                _write(target / inside, data)


def _put_own_extension(target: Path, about: dict) -> None:
    script = (SITE / "keep.js").read_text(encoding="utf-8").replace('"%BUILD%"', json.dumps(about))
    load = f"static/remoteEntry.{hashlib.sha256(script.encode()).hexdigest()[:16]}.js"
    package = {"name": EXTENSION, "version": "0.1.0", "jupyterlab": {"_build": {"load": load, "extension": "./extension"}}}
    _write(target / EXTENSION / load, script)
    _write(target / EXTENSION / "package.json", json.dumps(package))


def config(packages: list[str]) -> dict:
    """JupyterLite's settings: load everything from this site, and store in memory if the browser has no storage."""
    drivers = ["asyncStorage", "localStorageWrapper", "memoryStorageDriver"]
    kernel = {
        "pyodideUrl": f"./{pyodide.FOLDER}/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": packages},
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Close Reading the News",
            "exposeAppInBrowser": True,
            "enableMemoryStorage": True,
            "contentsStorageDrivers": drivers,
            "settingsStorageDrivers": drivers,
            "workspacesStorageDrivers": drivers,
            "enableServiceWorkerCache": False,
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }


def _start_page(student: Path) -> str:
    rows = []
    for path in sorted((student / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        first = "".join(next(cell["source"] for cell in cells if cell["cell_type"] == "markdown"))
        heading = re.search(r"^# (.+)$", first, re.MULTILINE)
        title = html.escape(heading[1] if heading else path.stem)
        link, about = f"lab/index.html?path={quote(path.name)}", html.escape(path.stem)
        rows.append(f'<li><a href="{link}"><span class="title">{title}</span><span class="about">{about}</span></a></li>')
    page = string.Template((SITE / "start.html").read_text(encoding="utf-8"))
    return page.substitute(notebooks="\n".join(rows))


def _tell_what_changes(out: Path, build_id: str) -> None:
    """Write build.json: this build's id, and the files whose names stay the same when their content changes."""
    names = (path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    changing = [name for name in names if name.endswith(READ_BY_NAME) and not NAMED_BY_CONTENT.search(name)]
    _write(out / "build.json", json.dumps({"id": build_id, "files": changing}, indent=0) + "\n")


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
