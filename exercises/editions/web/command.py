"""The browser edition: a folder of files that any web server, or a USB stick, serves; nothing to install."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import student
from ..output import cannot_write, check_safe_to_overwrite, install, staging_dir
from . import downloads, site_builder


def browser_edition_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``browser-edition``."""
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="an empty or new folder for the site")
    parser.add_argument(
        "--wheels", metavar="DIR", type=Path, help="where fetched parts are kept, for a computer without network"
    )
    parser.add_argument("--pyodide", metavar="DIR", type=Path, help="a full distribution of Pyodide, if you have one")
    parser.add_argument("--fetch-only", action="store_true", help="fetch the parts and build nothing")
    parser.set_defaults(parser=parser)


def browser_edition(options: argparse.Namespace) -> int:
    """Build the site; returns 0. Raises KitError."""
    if options.out is None and not options.fetch_only:
        options.parser.error("name the folder OUT for the site, or say --fetch-only")
    folder = options.wheels or downloads.usual_folder()
    if options.fetch_only:
        downloads.gather(folder)
        print(f"All parts of the browser edition are in {folder.as_posix()}.")
        return 0
    make(options.out, folder, options.pyodide)
    print(f"The site is in {options.out.as_posix()}. Put it on any web server; or try it here:")
    print(f"    python -m http.server --directory {options.out.as_posix()}")
    print("and open http://localhost:8000. Answers stay in each student's browser.")
    return 0


def make(out: Path, wheels: Path, distribution: Path | None = None, root: Path = student.ROOT) -> None:
    """Build the site into ``out`` with the parts in ``wheels``. Raises KitError, and then ``out`` is as it was."""
    check_safe_to_overwrite(out)
    gathered = downloads.gather(wheels)
    student.keep_sets_given_out(root)
    with staging_dir(out) as place:
        try:
            student.copy(Path(place) / student.NAME, root)
            site_builder.build(Path(place) / "site", Path(place) / student.NAME, gathered, distribution)
        except OSError as error:
            raise cannot_write(out, error) from error
        install(Path(place) / "site", out)
