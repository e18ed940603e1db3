"""All pages of feedback in one zip file, in the form that a platform takes back, so that one upload reaches every student.

Moodle, *Upload multiple feedback files in a zip* (its source: `mod/assign/feedback/file/importziplib.php`,
`is_valid_filename_for_import`): the first part of an entry's path that is `<any>_<number>_<type>_<plugin>`, with no `_` in
`<any>`, names the participant by the number; type and plugin must be there on the site, as `assignsubmission_file` is. What
follows is the file. Entries of another form, and names that start with `.` or `~`, are passed over. So no name is needed.

Canvas, *Upload Submissions* (its source: `app/models/abstract_assignment.rb`, `infer_comment_context_from_filename`): the
file's name is cut at each `_`. The first two parts that are digits alone are the person's and the attachment's numbers.
Where grading is anonymous, the name begins with `anon_<sign>_<attachment>`. The last part must not begin with `link`. The
attachment must be of that person's newest submission, and Canvas shows the page under that attachment's name. Other entries
are ignored.

All other pages are in a folder that both platforms pass over.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...base.errors import KitError, reason
from ...base.files import replacing
from ..intake.submission import submission
from ..intake.submission_index import IndexedHandIn

FEEDBACK_ZIP = "feedback.zip"
BY_HAND = "by hand"
# Canvas gives the page the name of the file that was handed in, so a student may meet it as text.
_FOR_CANVAS = (
    b"<!-- This is a web page. If you see this line as text, save the file under a name that ends in .html, and open that. "
    b"-->\n"
)
# The same pages give the same bytes, whenever the file is made.
_ALWAYS = (1980, 1, 1, 0, 0, 0)

Address = tuple[str, str]


@dataclass(frozen=True)
class Page:
    """A student's page on the disk, and under what the platform finds the student again: (platform, numbers)."""

    student: str
    path: Path
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True)
class Returned:
    """How many pages each platform takes back, and the students whose pages are left for the teacher to give out."""

    by_platform: dict[str, int]
    by_hand: tuple[str, ...]

    def __str__(self) -> str:
        """Both, as a sentence or two."""
        parts = [f"{number} for {name.capitalize()}" for name, number in sorted(self.by_platform.items())]
        parts += [f"{len(self.by_hand)} to give out yourself, in “{BY_HAND}”"] if self.by_hand else []
        return f"Pages in {FEEDBACK_ZIP}: {', '.join(parts) or 'none'}."


def addresses(entries: Iterable[IndexedHandIn]) -> tuple[Address, ...]:
    """Under what a platform finds a student again, from the paths of the hand-ins; empty if no path says so.

    What is in a zip file of a folder was named by whoever packed it, and counts for nothing here.
    """
    found: dict[Address, None] = {}
    for entry in entries:
        for source in [piece.source for piece in entry.pieces] or [entry.source]:
            told = submission(source.name)
            outside = not (source.path and source.entry) or submission(f"{source.path}/-").back == told.back
            if told.back and outside:
                found[told.lms, told.back] = None
    newest: dict[str, Address] = {}
    for lms, back in found:
        # Canvas numbers what is handed in one after the other, and takes a page for the newest alone.
        who = back.rpartition("_")[0] if lms == "canvas" else back
        if who not in newest or int(newest[who][1].rpartition("_")[2]) < int(back.rpartition("_")[2]):
            newest[who] = (lms, back)
    return tuple(newest.values())


def write_feedback_zip(path: Path, pages: Sequence[Page], folder: str = "") -> Returned:
    """Write the pages; those that no platform takes back are in “by hand”, in a folder of the class if it has a name.

    A number under which two students are found is used for neither. Raises KitError if the file cannot be written.
    """
    shared = Counter(address for page in pages for address in page.addresses)
    by_platform: Counter[str] = Counter()
    by_hand = []
    below = "/".join(filter(None, (BY_HAND, folder)))
    try:
        with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for page in pages:
                whole = page.path.read_bytes()
                found = [address for address in page.addresses if shared[address] == 1]
                for lms, back in found:
                    _add(archive, _name(lms, back, page), _FOR_CANVAS + whole if lms == "canvas" else whole)
                by_platform.update({lms for lms, _ in found})
                if not found:
                    by_hand.append(page.student)
                    _add(archive, f"{below}/{page.path.name}", whole)
    except OSError as error:
        raise KitError(
            f"{path.name} could not be written to {path.parent}: {reason(error)}. Close it where it is open, make room, or "
            "choose another place; then run the command again."
        ) from error
    return Returned(dict(by_platform), tuple(by_hand))


def _name(lms: str, back: str, page: Page) -> str:
    # A class id has letters, digits and hyphens; what tells two people with one id apart is no part of it.
    who = page.student.partition("#")[0]
    if lms == "moodle":
        return f"{who}_{back}_assignsubmission_file/{page.path.name}"
    return f"{back}_page-{who}.html" if back.startswith("anon_") else f"feedback-{who}_{back}_page.html"


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _ALWAYS)
    info.compress_type = zipfile.ZIP_DEFLATED
    # The same rights on every system: the owner may write, all may read.
    info.create_system, info.external_attr = 3, 0o644 << 16
    archive.writestr(info, data)


def pages_in(folder: Path, students: Iterable[tuple[str, str, Iterable[IndexedHandIn]]]) -> Iterator[Page]:
    """The pages that a run wrote into a folder, of (student, name of the page, hand-ins)."""
    for student, name, entries in students:
        if (path := folder / name).is_file():
            yield Page(student, path, addresses(entries))
