"""What a file name in an LMS's download says: which student, how late, which attempt. No file is opened here.

Moodle (source of mod_assign: `classes/downloader.php`, in older versions `locallib.php`): by default one folder per person,
`<name>_<number>_assignsubmission_<part>`, with one more `_` in older versions; without “download in folders” the same, then
`_<file>`. A name contains no `_`, a group may have no number, and in blind marking the name is the word for “participant”.
The number counts the participants of one assignment; it is not an account number.

Canvas (its source: `content_zipper.rb`, `attachment.rb`): `<name>_<LATE_><user>_<attachment>_<file>`, the name in lowercase
with only letters, digits and `_`; with anonymous grading, `<LATE_>anon_<five letters or digits>_` replaces name and user.
A second file with the same name gets `-1` before its extension, which is `.ada` in `iron_dome.ada.jsonl`, but `.jsonl`
in `iron_dome.ada-l.jsonl`.

Google Classroom keeps a class's files in a Drive folder, under the names the students gave them: these say nothing more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

HIDDEN = "…"
# No name on a disk is this long, but one in a zip file can be.
LONGEST_PATH = 5_000

_MOODLE = re.compile(
    r"(?P<name>.*?)(?P<number>_[0-9]+)?(?P<part>_assignsubmission_(?P<kind>[a-z0-9]+))(?:_(?P<file>.*))?", re.DOTALL
)
_KIT_FILE = r"[a-z][a-z0-9_]*(?:-\d+)?\.[a-z0-9-]+(?: ?\(\d+\))?\.jsonl"
# Canvas numbers attachments across the whole site: requiring three digits keeps dates like 2026_11_24_ from matching.
_CANVAS = r"(?P<name>[^\s.\-]*?)_(?P<late>LATE_)?(?P<user>[1-9][0-9]*)_(?P<attachment>[1-9][0-9]{2,})_(?P<file>%s)"
_CANVAS_FORMS = (
    re.compile(
        r"(?P<name>)(?P<late>LATE_)?(?P<user>anon_[A-Za-z0-9]{5})_(?P<attachment>[1-9]\d{2,})_(?P<file>.+)", re.DOTALL
    ),
    # A person's name may end in a number and a student's file may start with one; the kit's files start with a letter.
    re.compile(_CANVAS % _KIT_FILE),
    re.compile(_CANVAS % ".+", re.DOTALL),
)
_WRITTEN_ONLINE = re.compile(
    r"(?P<name>[^\s.\-]*?)_(?P<late>LATE_)?(?P<user>[1-9][0-9]*|anon_[A-Za-z0-9]{5})_(?:text|link)\.html"
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_CANVAS_ENDING = re.compile(r"(?:\.[A-Za-z][A-Za-z0-9]*)*\.[A-Za-z0-9]*$")
_COPY = re.compile(r"-([1-9]\d?)(?=\.)")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a path says about a submitted file.

    ``submitter`` is the LMS's number for the person (Moodle: within this assignment), “” if the path has none. ``attempt``
    numbers Canvas's further files of the same name from 1. ``shown`` is the path as a report may print it: in an LMS's
    download without the person's name and without any file name that is not in the kit's form; elsewhere the path itself.
    ``ignored`` is true for what an LMS adds to the files, such as text typed online.
    """

    lms: str = ""
    submitter: str = ""
    late: bool = False
    attempt: int = 0
    shown: str = ""
    ignored: bool = False


def submission(path: PurePosixPath | str) -> Submission:
    """Parse a path inside a folder or zip file of hand-ins. Never fails.

    A path such as “ada-l-1” could be a class id or a second file of “ada-l”; nothing in it says which, so it is read as the
    second file. Only the order of one student's files depends on this.
    """
    given = str(path)
    if len(given) > LONGEST_PATH:
        return Submission(shown=HIDDEN)
    parts = given.replace("\\", "/").split("/")
    if "_assignsubmission_" in given:
        for place, part in enumerate(parts):
            if found := _MOODLE.fullmatch(part):
                return _moodle(found, parts[:place], parts[place + 1 :])
    for form in _CANVAS_FORMS:
        if found := form.fullmatch(parts[-1]):
            return _canvas(found, parts[:-1])
    if found := _WRITTEN_ONLINE.fullmatch(parts[-1]):
        shown = f"{HIDDEN}_{parts[-1][found.end('name') + 1 :]}"
        return Submission("canvas", _user(found), bool(found["late"]), 0, "/".join([*parts[:-1], shown]), ignored=True)
    return Submission(shown=given)


def _moodle(found: re.Match, above: list[str], below: list[str]) -> Submission:
    shown = HIDDEN + (found["number"] or "") + found["part"]
    if found["file"] is not None:
        shown += "_" + _file(found["file"])
    # Folders below this one are the student's, and so are their names.
    tail = [HIDDEN for _ in below[:-1]] + [_file(name) for name in below[-1:]]
    number = (found["number"] or "").removeprefix("_")
    return Submission("moodle", number, shown="/".join([*above, shown, *tail]), ignored=found["kind"] != "file")


def _canvas(found: re.Match, above: list[str]) -> Submission:
    late, user, attachment = found["late"] or "", found["user"], found["attachment"]
    person = f"{late}{user}" if user.startswith("anon_") else f"{HIDDEN}_{late}{user}"
    shown = "/".join([*above, f"{person}_{attachment}_{_file(found['file'])}"])
    return Submission("canvas", _user(found), bool(late), _attempt(found["file"]), shown)


def _user(found: re.Match) -> str:
    return found["user"].removeprefix("anon_")


def _attempt(name: str) -> int:
    """The number that Canvas put before the extension; 0 if there is none."""
    # Canvas shortens longer names to 180 characters.
    for copy in _COPY.finditer(name[:200]):
        first = name[: copy.start()] + name[copy.end() :]
        # Canvas would have put it elsewhere, so it is part of the name, as in the class id “ada-1”.
        if (ending := _CANVAS_ENDING.search(first)) and ending.start() == copy.start():
            return int(copy[1])
    return 0


def _file(name: str) -> str:
    """A student's file as a report may show it: its name may be a person's, unless it is one that the kit assigns."""
    if not name or re.fullmatch(_KIT_FILE, name):
        return name
    ending = _ENDING.search(name)
    return HIDDEN + (ending[0] if ending else "")
