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
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..problems import KitError
from .parts import PYODIDE, Parts
from .wheels import digest_of, lock, write_wheel

SITE = Path(__file__).parent / "site"
EXTENSION = "close-reading-keep"
KERNEL = "jupyterlite_pyodide_kernel"
# What the browser needs of Pyodide's core; the rest of the npm package is for other uses.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LABEXTENSIONS = "/data/share/jupyter/labextensions/"
# Names that hold a digest of what is in them, or a version: a browser's old copy of those is never a wrong one.
NAMED_BY_CONTENT = re.compile(
    r"\.[0-9a-f]{6,}\.(js|css|wasm)$|\.whl$|^static/pyodide-[\d.]+/(?!pyodide-lock)|^build/schemas/"
)


def build(out: Path, student: Path, parts: Parts, distribution: Path | None = None) -> None:
    """Build the site into the empty folder ``out`` from a student edition. Raises KitError.

    ``distribution`` is a full distribution of Pyodide, if there is one: its own build of ``regex`` is taken from there.
    """
    work = out.with_name(f"{out.name}-work")
    python = f"static/pyodide-{PYODIDE}"
    wheels = _python(work / python, student, parts, distribution)
    notebooks = {path.name: _marked(path) for path in sorted((student / "notebooks").glob("*.ipynb"))}
    digests = {name: digest for name, (digest, _) in notebooks.items()}
    build_id = digest_of({"wheels": "\n".join(wheels).encode(), "notebooks": json.dumps(digests).encode(), **_own_files()})
    for name, (_, text) in notebooks.items():
        _write(work / "files" / name, text)
    _extensions(work / "labextensions", parts, {"id": build_id, "notebooks": digests})
    _write(work / "jupyter-lite.json", json.dumps(_config(python, wheels)))
    shutil.copyfile(student / "exercises/jupyter/labconfig/default_setting_overrides.json", work / "overrides.json")
    run_jupyterlite(work, out)
    shutil.move(work / python, out / python)
    _write(out / "index.html", _start_page(student))
    _tell_what_changes(out, build_id)


def run_jupyterlite(work: Path, out: Path) -> None:
    """Let JupyterLite build JupyterLab from the folder ``work`` into ``out``. Raises KitError."""
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir=.", f"--output-dir={out.absolute()}"]
    command += ["--apps=lab", "--contents=files", "--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]
    command += ["--ignore-sys-prefix"]
    command += [f"--FederatedExtensionAddon.extra_labextensions_path={(work / 'labextensions').absolute()}"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if done.returncode or not (out / "lab" / "index.html").is_file():
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise KitError(f"JupyterLite could not build the site: {' '.join(last) or 'it gave no reason'}.")


def _python(target: Path, student: Path, parts: Parts, distribution: Path | None) -> list[str]:
    """Pyodide's core, all wheels, and the lock file that names them, in one folder; returns the wheels' file names."""
    target.mkdir(parents=True)
    with tarfile.open(parts.pyodide) as archive:
        for name in CORE:
            (target / name).write_bytes(archive.extractfile(f"package/{name}").read())
        info = json.load(archive.extractfile("package/pyodide-lock.json"))["info"]
    for name, path in parts.wheels.items():
        if name != KERNEL:
            shutil.copyfile(path, target / path.name)
    for name, data in _inside(parts.wheels[KERNEL], "static/pypi/"):
        # Of the two stubs, the older is for ipywidgets 7.
        if name.endswith(".whl") and not name.startswith("widgetsnbextension-3"):
            (target / name).write_bytes(data)
    write_wheel(target, "close_reading_the_news", _kit_version(student), _package(student))
    if distribution:
        _regex_from(distribution, info, target)
    else:
        write_wheel(target, "regex", "0", {"regex.py": (SITE / "standin" / "regex.py").read_bytes()})
    wheels = sorted(target.glob("*.whl"))
    _write(target / "pyodide-lock.json", lock(info, wheels))
    return [path.name for path in wheels]


def _package(student: Path) -> dict[str, bytes]:
    """The package as a student's browser needs it: without what only a teacher's computer runs."""
    root = student / "exercises"
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    inside = {path.relative_to(student): path for path in files}
    return {
        path.as_posix(): file.read_bytes()
        for path, file in inside.items()
        if path.parts[1] not in ("editions", "gradebook", "jupyter")
    }


def _kit_version(student: Path) -> str:
    return re.search(r'^version = "([^"]+)"', (student / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]


def _regex_from(distribution: Path, info: dict, target: Path) -> None:
    """Copy the real ``regex`` out of a full distribution of Pyodide, held to that distribution's own digest."""
    try:
        theirs = json.loads((distribution / "pyodide-lock.json").read_text(encoding="utf-8"))
        entry = theirs["packages"]["regex"]
        data = (distribution / entry["file_name"]).read_bytes()
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise KitError(
            f"“{distribution}” is no full distribution of Pyodide: {error}. It has pyodide-lock.json and the wheels beside "
            "it. Leave --pyodide away to build without it."
        ) from error
    if theirs["info"] != info:
        raise KitError(
            f"“{distribution}” is another version of Pyodide than this kit is built on ({PYODIDE}): they do not fit. "
            "Name the distribution of that version, or leave --pyodide away."
        )
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise KitError(f"{entry['file_name']} in “{distribution}” is not the file that its lock names. Unpack it again.")
    (target / Path(entry["file_name"]).name).write_bytes(data)


def _marked(path: Path) -> tuple[str, str]:
    """A notebook's digest, and its text with the digest in its metadata: a copy in a browser tells what it came from."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    digest = digest_of({"cells": json.dumps(notebook["cells"], sort_keys=True).encode()})
    notebook["metadata"]["close_reading"] = {"digest": digest}
    notebook["metadata"]["kernelspec"] = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    return digest, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _own_files() -> dict[str, bytes]:
    return {path.relative_to(SITE).as_posix(): path.read_bytes() for path in sorted(SITE.rglob("*")) if path.is_file()}


def _extensions(target: Path, parts: Parts, about: dict) -> None:
    """The extensions of JupyterLab that draw widgets and run Python, out of their wheels; and our own."""
    for name in ("anywidget", "jupyterlab_widgets", KERNEL):
        for inside, data in _inside(parts.wheels[name], LABEXTENSIONS):
            # Source maps are for whoever mends the code; the kernel's own wheels lie beside the others already.
            if not inside.endswith((".map", ".orig", ".whl")):
                _write(target / inside, data)
    script = (SITE / "keep.js").read_text(encoding="utf-8").replace('"%BUILD%"', json.dumps(about))
    load = f"static/remoteEntry.{hashlib.sha256(script.encode()).hexdigest()[:16]}.js"
    package = {"name": EXTENSION, "version": "0.1.0", "jupyterlab": {"_build": {"load": load, "extension": "./extension"}}}
    _write(target / EXTENSION / load, script)
    _write(target / EXTENSION / "package.json", json.dumps(package))


def _inside(wheel: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel below a folder, wherever that folder lies in it: (path below, bytes)."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if folder in entry.filename and not entry.is_dir():
                yield entry.filename.rpartition(folder)[2], archive.read(entry)


def _config(python: str, wheels: list[str]) -> dict:
    """JupyterLite's settings: all from this site, nothing from elsewhere, and memory where a browser stores nothing."""
    drivers = ["asyncStorage", "localStorageWrapper", "memoryStorageDriver"]
    kernel = {
        "pyodideUrl": f"./{python}/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "packages": sorted({re.sub(r"[-_.]+", "-", name.partition("-")[0]).lower() for name in wheels})
        },
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
        title = html.escape(re.search(r"^# (.+)$", first, re.MULTILINE)[1])
        link = f"lab/index.html?path={html.escape(path.name)}"
        rows.append(
            f'<li><a href="{link}"><span class="title">{title}</span><span class="about">{path.stem}</span></a></li>'
        )
    page = string.Template((SITE / "start.html").read_text(encoding="utf-8"))
    return page.substitute(notebooks="\n".join(rows))


def _tell_what_changes(out: Path, build_id: str) -> None:
    """build.json: this build's id, and the files whose names do not change when what is in them does."""
    names = (path.relative_to(out).as_posix() for path in sorted(out.rglob("*")) if path.is_file())
    changing = [name for name in names if not NAMED_BY_CONTENT.search(name) and name != "build.json"]
    _write(out / "build.json", json.dumps({"id": build_id, "files": changing}, indent=0) + "\n")


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
