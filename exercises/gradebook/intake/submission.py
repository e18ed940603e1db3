"""What a path in a platform's download says: which student, how late, which attempt. No file is opened here.

The outermost part of a path that has a platform's form decides. Whatever is below it, in a zip file too, was named by the
student, and says nothing about who it is.

Moodle (source of mod_assign: `classes/downloader.php`, in older versions `locallib.php`): by default one folder per person,
`<name>_<number>_assignsubmission_<part>`, with one more `_` in older versions; without “download in folders” the same, then
`_<file>`. A name contains no `_`, a group may have no number, and in blind marking the name is the word for “participant”.
The number counts the participants of one assignment; it is not an account number.

Canvas (its source: `content_zipper.rb`, `attachment.rb`): `<name>_<LATE_><user>_<attachment>_<file>`, the name in lowercase
with only letters, digits and `_`; with anonymous grading, `<LATE_>anon_<five letters or digits>_` replaces name and user.
A second file with the same name gets `-1` before its extension, which is `.ada` in `iron_dome.ada.jsonl`, but `.jsonl`
in `iron_dome.ada-l.jsonl`. The first number is the person's: a student's own file name comes after it.

Brightspace (github.com/saritonin/academic-shell-scripts, `rename_and_move.sh`): a folder per hand-in,
`<number>-<number> - <name> - <date and time>`, and an `index.html`. Which number is the person's we found nowhere, so both
and the name together are the person.

Blackboard (github.com/kwurst/bb-file-cleanup, README; github.com/vangef/BBGradebookOrganiser, `utils/organiser.py`):
`<assignment>_<user name>_attempt_<date-and-time>_<file>`, and a `.txt` of the same name without `_<file>` per attempt.

Schoology (github.com/felixtheratruns/scripts, README): `<last name>, <first name> - <number>/Revision <n> - On time` or
`Late`, then the files.

Teams (github.com/lwchkg/teams_assignment_explorer, README and `DirAndFileScanner.cs`): `Submitted files/<name>/
<assignment>/Version <n>`, then the files, and the same below `Working files`. Other languages translate these words; we
read English.

A class server of this kit (`class_server.py` here): `class-server/<class id>`, then the file. The id is that of the log-in.

Google Classroom keeps a class's files in a Drive folder, under the names that the students gave them. They say nothing
more, and for that we found no source. A folder a student, in a folder of the teacher's own, rests on no source either.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from .class_server import FOLDER, logged_in

HIDDEN = "…"
# No name on a disk is this long, but one in a zip file can be.
LONGEST_PATH = 5_000
_LONGEST_NUMBER = 20

# No lesson has a number of a platform in its name, but what Canvas calls a file has.
_KIT_FILE = r"(?![a-z0-9_]*_\d+_)[a-z][a-z0-9_]*(?:-\d+)?\.[a-z0-9-]+(?:\.paper)?(?: ?\(\d+\))?\.jsonl"
_KIT = re.compile(_KIT_FILE)
_KIT_AT_END = re.compile(rf".*[ \-](?P<file>{_KIT_FILE})", re.DOTALL)
_MOODLE = re.compile(
    r"(?P<name>.*?)(?P<number>_[0-9]+)?(?P<part>_assignsubmission_(?P<kind>[a-z0-9]+))(?:_(?P<file>.*))?", re.DOTALL
)
# Canvas numbers attachments across the whole site: requiring three digits keeps dates like 2026_11_24_ from matching.
_CANVAS_FORMS = (
    re.compile(
        r"(?P<name>)(?P<late>LATE_)?(?P<user>anon_[A-Za-z0-9]{5})_(?P<attachment>[1-9]\d{2,})_(?P<file>.+)", re.DOTALL
    ),
    re.compile(
        r"(?P<name>[^\s.\-]*?)_(?P<late>LATE_)?(?P<user>[1-9][0-9]*)_(?P<attachment>[1-9][0-9]{2,})_(?P<file>.+)", re.DOTALL
    ),
)
_WRITTEN_ONLINE = re.compile(
    r"(?P<name>[^\s.\-]*?)_(?P<late>LATE_)?(?P<user>[1-9][0-9]*|anon_[A-Za-z0-9]{5})_(?:text|link)\.html"
)
_BRIGHTSPACE = re.compile(r"(?P<numbers>\d+-\d+) ?- ?(?P<name>.+?) ?- ?(?P<at>[^-]*\d{4}[^-]*)")
_BLACKBOARD = re.compile(
    r"(?P<what>.*?)_(?P<user>[^_]+)_attempt_(?P<at>\d{4}(?:-\d\d){5})(?:_(?P<file>.*)|(?P<about>\.txt)?)", re.DOTALL
)
_SCHOOLOGY = re.compile(r"(?P<name>.+) - (?P<number>[A-Za-z0-9]+)")
_REVISION = re.compile(r"Revision (?P<number>\d+) - (?:On time|(?P<late>Late))", re.IGNORECASE)
_TEAMS = {"submitted files", "working files"}
_VERSION = re.compile(r"Version (\d+)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_CANVAS_ENDING = re.compile(r"(?:\.[A-Za-z][A-Za-z0-9]*)*\.[A-Za-z0-9]*$")
_COPY = re.compile(r"-([1-9]\d?)(?=\.)")
# Folders that nobody is called by: those of classes, of this kit and of platforms.
_NOBODY = re.compile(
    r"(?=.*\d)[\w.-]{1,4}|(?:paper-)?hand-ins|submissions?|student work|submitted files|working files|version \d+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\.\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What a path says about a submitted file.

    ``submitter`` is a short sign for the person, “” if the path has none: the platform's number (Moodle: within this
    assignment), or a digest where the platform only has a name. ``attempt`` orders the hand-ins of one person, later ones
    higher. ``shown`` is the path as a report may print it, without any name but those that the kit assigns. ``ignored`` is
    true for what a platform adds to the files, such as text typed online. ``name`` is the person as the path has it, for
    the teacher alone. ``back`` is what the name of a file must hold for the platform to give it back to this person, “” if
    it takes none back: digits, and for Canvas an anonymous person's sign. ``logged_in`` is the class id of who logged in
    at a class server, “” if the file came in another way.
    """

    lms: str = ""
    submitter: str = ""
    late: bool = False
    attempt: int = 0
    shown: str = ""
    ignored: bool = False
    name: str = field(default="", compare=False)
    back: str = field(default="", compare=False)
    logged_in: str = ""


def submission(path: PurePosixPath | str) -> Submission:
    """Parse a path inside a folder or zip file of hand-ins. Never fails.

    A path such as “ada-l-1” could be a class id or a second file of “ada-l”; nothing in it says which, so it is read as the
    second file. Only the order of one student's files depends on this.
    """
    given = str(path)
    if len(given) > LONGEST_PATH:
        return Submission(shown=HIDDEN)
    parts = given.replace("\\", "/").split("/")
    if student := logged_in(parts):
        below = [HIDDEN for _ in parts[parts.index(FOLDER) + 2 : -1]]
        return Submission(FOLDER, student, shown="/".join([FOLDER, student, *below, _file(parts[-1])]), logged_in=student)
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        found = None
        if "_assignsubmission_" in part:
            found = _moodle(parts, place)
        elif not last:
            found = _folder(parts, place)
        # A folder has no extension; a zip file is handed in as a whole, and so are the files in it.
        if found is None and (last or part.lower().endswith(".zip")):
            found = _file_form(parts, place)
        if found is not None:
            return found
    return Submission(shown="/".join([*_above(parts[:-1]), _file(parts[-1])]))


def _folder(parts: Sequence[str], place: int) -> Submission | None:
    """The form of a platform that makes a folder for each person or hand-in."""
    part, below = parts[place], parts[place + 1 :]
    if found := _BRIGHTSPACE.fullmatch(part):
        sign = f"{found['numbers']}-{_sign(found['name'])}"
        return _below("brightspace", sign, found["name"], parts[:place], f"{found['numbers']} - {HIDDEN}", below)
    if len(below) > 1 and (revision := _REVISION.fullmatch(below[0])) and (found := _SCHOOLOGY.fullmatch(part)):
        shown = f"{HIDDEN} - {found['number']}/{below[0]}"
        late, number = bool(revision["late"]), int(revision["number"][:9])
        return _below("schoology", found["number"], found["name"], parts[:place], shown, below[1:], late, number)
    if part.lower() in _TEAMS and len(below) > 2:
        name, rest = below[0], below[2:]
        version = _VERSION.fullmatch(rest[0]) if len(rest) > 1 else None
        shown = "/".join([part, f"{HIDDEN}-{_sign(name)}", HIDDEN, *rest[:1][: bool(version)]])
        attempt = int(version[1][:9]) if version else 0
        return _below("teams", _sign(name), name, parts[:place], shown, rest[bool(version) :], attempt=attempt)
    return None


def _below(
    lms: str,
    submitter: str,
    name: str,
    above: Sequence[str],
    shown: str,
    below: Sequence[str],
    late: bool = False,
    attempt: int = 0,
) -> Submission:
    tail = [HIDDEN for _ in below[:-1]] + [_file(file) for file in below[-1:]]
    return Submission(lms, submitter, late, attempt, "/".join([*_above(above), shown, *tail]), name=name)


def _file_form(parts: Sequence[str], place: int) -> Submission | None:
    """The form of a platform that renames each file."""
    part, below = parts[place], parts[place + 1 :]
    inside = "".join(f"/{HIDDEN}" for _ in below[:-1]) + "".join(f"/{_file(name)}" for name in below[-1:])
    above = _above(parts[:place])
    if found := _BLACKBOARD.fullmatch(part):
        name = "" if found["file"] is None else f"_{_file(found['file'])}"
        shown = "/".join([*above, f"{HIDDEN}_{_sign(found['user'])}_attempt_{found['at']}{name}{found['about'] or ''}"])
        attempt = int(found["at"].replace("-", ""))
        about = found["file"] is None and bool(found["about"])
        return Submission("blackboard", _sign(found["user"]), False, attempt, shown + inside, about, found["user"])
    for form in _CANVAS_FORMS:
        if found := form.fullmatch(part):
            late, user = found["late"] or "", found["user"]
            person = f"{late}{user}" if user.startswith("anon_") else f"{HIDDEN}_{late}{user}"
            shown = "/".join([*above, f"{person}_{found['attachment']}_{_file(found['file'])}"]) + inside
            sign, attempt = user.removeprefix("anon_"), _attempt(found["file"])
            back = _back(user, found["attachment"])
            return Submission("canvas", sign, bool(late), attempt, shown, name=found["name"], back=back)
    if not below and (found := _WRITTEN_ONLINE.fullmatch(part)):
        shown = "/".join([*above, f"{HIDDEN}_{part[found.end('name') + 1 :]}"])
        return Submission("canvas", found["user"].removeprefix("anon_"), bool(found["late"]), 0, shown, ignored=True)
    return None


def _moodle(parts: Sequence[str], place: int) -> Submission | None:
    found = _MOODLE.fullmatch(parts[place])
    if not found:
        return None
    below = parts[place + 1 :]
    shown = HIDDEN + (found["number"] or "") + found["part"]
    if found["file"] is not None:
        shown += "_" + _file(found["file"])
    # Folders below this one are the student's, and so are their names.
    tail = [HIDDEN for _ in below[:-1]] + [_file(name) for name in below[-1:]]
    number = (found["number"] or "").removeprefix("_")
    path = "/".join([*_above(parts[:place]), shown, *tail])
    ignored = found["kind"] != "file"
    return Submission("moodle", number, shown=path, ignored=ignored, name=found["name"], back=_back(number))


def _back(*numbers: str) -> str:
    """Numbers as a returned file's name has them; “” if one is missing, or longer than any that a platform gives."""
    return "_".join(numbers) if all(0 < len(number) <= _LONGEST_NUMBER for number in numbers) else ""


def _sign(name: str) -> str:
    """A short sign for a name, the same for each of its hand-ins; it does not hold the name."""
    return hashlib.sha256(" ".join(name.casefold().split()).encode("utf-8", "replace")).hexdigest()[:8]


def _attempt(name: str) -> int:
    """The number that Canvas put before the extension; 0 if there is none."""
    # Canvas shortens longer names to 180 characters.
    for copy in _COPY.finditer(name[:200]):
        first = name[: copy.start()] + name[copy.end() :]
        # Canvas would have put it elsewhere, so it is part of the name, as in the class id “ada-1”.
        if (ending := _CANVAS_ENDING.search(first)) and ending.start() == copy.start():
            return int(copy[1])
    return 0


def _above(folders: Sequence[str]) -> list[str]:
    """Folders as a report may show them: their names may be persons'."""
    return [name if _NOBODY.fullmatch(name.removesuffix(".zip")) else HIDDEN for name in folders]


def _file(name: str) -> str:
    """A student's file as a report may show it: its name may be a person's, unless it is one that the kit assigns."""
    if not name or _KIT.fullmatch(name):
        return name
    if found := _KIT_AT_END.fullmatch(name):
        return HIDDEN + found["file"]
    ending = _ENDING.search(name)
    return HIDDEN + (ending[0] if ending else "")
