"""Where hand-ins are: the files of a folder, and the entries of zip files, read in memory and never unpacked."""

from __future__ import annotations

import errno
import os
import stat
import struct
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Protocol

from ...base.errors import KitError

# A hand-in of the whole course is about 20 KB; one with a hundred attempts per question stays below 2 MB.
LARGEST = 5_000_000  # bytes
MOST_FILES = 500_000
# In one zip file among others. A class's own download, given as HANDINS, may hold more.
MOST_ENTRIES = 20_000
MOST_UNPACKED = 500_000_000  # bytes
# The list of entries takes at least 46 bytes for each, and a name rarely has more than 200.
_ENTRY_SIZE = 300
# Open at a time: some systems allow 256 files in all.
_MOST_OPEN = 24
# A file's time may be that of another time zone.
_ZONES = timedelta(hours=26)
# Files that could be a hand-in in another form: packed, or opened and saved in another program.
_OTHER_FORMS = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".docx", ".doc", ".odt", ".rtf", ".pages", ".ipynb")
NOT_READ = "this is no hand-in as the kit makes it, but it could hold one. Ask for the file from my-work/hand-in itself."
# Files that systems and LMSs add to what was handed in; nobody needs to hear about them.
_PASSED_OVER = {"thumbs.db", "desktop.ini", ".ds_store", "onlinetext.html"}
# Folders that programs make, with a dot first.
_PROGRAMS = {".git", ".svn", ".venv", ".ipynb_checkpoints", ".trash", ".trashes", ".spotlight-v100", ".fseventsd", ".cache"}
# The two compression methods that systems and LMSs use. Others may need any amount of memory or fail in other ways.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The errors that a damaged or dishonest zip file raises. Python's own message may contain a person's name.
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, struct.error)

_NOT_UNPACKED = "it cannot be unpacked: the zip file is torn there. Download it once more, or ask for the file itself."
_DOT = "its name, or a folder's above it, starts with a dot, so it is hidden and not read. Give it another name."
_TWICE = "this name is twice in the zip file; the last one is read."
_IS_LINK = "this is a link to another place, and links are not followed."


class Unreadable(KitError):
    """One file that cannot be read; the message continues from the file's name."""


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that cannot be opened or was skipped; ``lost`` if that may have lost a hand-in."""

    name: str
    why: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Source:
    """One file that may be a hand-in: its path inside HANDINS, and the entry's name if it is in a zip file."""

    path: str
    entry: str = ""

    @property
    def name(self) -> str:
        """Its location, with forward slashes on every system."""
        return f"{self.path}/{self.entry}" if self.path and self.entry else self.path or self.entry


class Shelf(Protocol):
    """Where the files of hand-ins can be read."""

    def read(self, source: Source) -> bytes:
        """The file's bytes. Raises Unreadable."""


class SubmissionSource:
    """HANDINS, a folder or a zip file, whose sources are listed and read. Links are never followed.

    ``apart`` is where grades are written: if that is inside HANDINS, nobody handed in the files there.
    """

    def __init__(self, place: Path, apart: Path | None = None):
        self.place = Path(place)
        here, there = self.place.resolve(), apart and apart.resolve()
        self._apart = there.relative_to(here).as_posix() if there and there.is_relative_to(here) else None
        self._zips: OrderedDict[str, zipfile.ZipFile] = OrderedDict()
        if not self.place.exists():
            raise KitError(f"There is no folder or zip file “{self.place}”. Give the place where the hand-ins lie.")
        if not self.place.is_dir() and not zipfile.is_zipfile(self.place):
            raise KitError(f"“{self.place}” is neither a folder nor a zip file. Give the place where the hand-ins lie.")

    def sources(self) -> tuple[list[Source], list[SkippedFile]]:
        """All files sorted by name, and what cannot be opened."""
        found: list[Source] = []
        unseen: list[SkippedFile] = []
        for one in self._files() if self.place.is_dir() else [Source("")]:
            if isinstance(one, SkippedFile):
                unseen.append(one)
            elif not one.path or one.path.lower().endswith(".zip"):
                entries, more = self._entries(one.path)
                found += entries
                unseen += more
            else:
                found.append(one)
            if len(found) > MOST_FILES:
                raise KitError(f"“{self.place}” holds more than {MOST_FILES:,} files. Is it the folder of the hand-ins?")
        return sorted(found, key=lambda source: source.name), unseen

    def _files(self) -> Iterator[Source | SkippedFile]:
        """All files below the location; links are reported, not followed."""
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = sorted(os.scandir(self.place / folder), key=lambda entry: entry.name)
            except OSError as error:
                yield SkippedFile(folder or ".", f"this folder cannot be opened ({error.strerror}).", lost=True)
                continue
            for entry in entries:
                name, claims = f"{folder}/{entry.name}" if folder else entry.name, claims_to_be(entry.name)
                if name == self._apart:
                    continue
                if entry.is_symlink() or _is_junction(entry):
                    yield SkippedFile(name, f"{_IS_LINK} Put the file itself here.", claims)
                elif entry.is_dir(follow_symlinks=False):
                    if entry.name.lower().endswith(".jsonl"):
                        why = "this is a folder with the name of a hand-in. The files in it are looked at."
                        yield SkippedFile(name, why, lost=False)
                    if not _is_beside(entry.name) or _is_hidden(entry.name):
                        waiting.append(name)
                elif not entry.is_file(follow_symlinks=False):
                    yield SkippedFile(name, "this is not a plain file.", claims)
                elif not _is_beside(name):
                    yield Source(name)
                elif _is_hidden(name) and claims:
                    yield SkippedFile(name, _DOT, lost=False)

    def _entries(self, name: str) -> tuple[list[Source], list[SkippedFile]]:
        """The entries of a zip file; of several with the same name the last, which reading by name returns.

        One sentence at most for each sort of trouble in it: a zip file may hold a hundred thousand of them.
        """
        shown = name or self.place.name
        try:
            if name and (why := self._too_much(name)):
                return [], [SkippedFile(shown, why, lost=True)]
            archive = self._zip(name)
        except (OSError, *_TORN) as error:
            _ours(error)
            why = "this zip file cannot be opened: it is torn, or is none. Download it once more."
            return [], [SkippedFile(shown, why, lost=True)]
        entries: dict[str, zipfile.ZipInfo] = {}
        found, unseen = [], []
        # The names in each sort of trouble: why, and whether a hand-in may be lost.
        trouble: dict[tuple[str, bool], list[str]] = {}
        for info in archive.infolist()[: MOST_FILES + 1]:
            claims = claims_to_be(info.filename)
            if info.is_dir():
                continue
            if _is_beside(info.filename):
                if _is_hidden(info.filename) and claims:
                    trouble.setdefault((_DOT, False), []).append(info.filename)
                continue
            if info.filename in entries:
                trouble.setdefault((_TWICE, False), []).append(info.filename)
            entries[info.filename] = info
        if name and sum(min(info.file_size, LARGEST) for info in entries.values()) > MOST_UNPACKED:
            why = f"it holds more than {MOST_UNPACKED // 1_000_000} MB, and no class hands in so much. It was not opened."
            return [], [SkippedFile(shown, why, lost=True)]
        for info in entries.values():
            source = Source(name, info.filename)
            if stat.S_ISLNK(info.external_attr >> 16):
                trouble.setdefault((_IS_LINK, claims_to_be(info.filename)), []).append(info.filename)
            else:
                found.append(source)
        for (why, lost), names in trouble.items():
            more = f" So are {len(names) - 1:,} more in this zip file." if len(names) > 1 else ""
            unseen.append(SkippedFile(Source(name, names[0]).name, why + more, lost))
        return found, unseen

    def _too_much(self, name: str) -> str:
        """Why a zip file has more entries than any student or class hands in; “” if it has not. Raises OSError."""
        size = listed(self.place / name)
        if size <= MOST_ENTRIES * _ENTRY_SIZE:
            return ""
        return (
            f"this zip file lists more than {MOST_ENTRIES:,} files, and nobody hands in so many. It was not opened, and "
            "nobody else's file is touched by that. Talk to whoever made it."
        )

    def _zip(self, name: str) -> zipfile.ZipFile:
        if name not in self._zips:
            self._zips[name] = zipfile.ZipFile(self.place / name if name else self.place)
            if len(self._zips) > _MOST_OPEN:
                self._zips.popitem(last=False)[1].close()
        self._zips.move_to_end(name)
        return self._zips[name]

    def size(self, source: Source) -> int:
        """How many bytes a source has, unpacked; 0 if that cannot be found out."""
        try:
            if source.entry or not source.path:
                return self._zip(source.path).getinfo(source.entry).file_size
            return (self.place / source.path).stat().st_size
        except (KeyError, OSError, *_TORN):
            return 0

    def latest(self, source: Source) -> str:
        """The latest time that a source can hold, in ISO 8601 and UTC: its file's own, in any time zone; “” if unknown."""
        try:
            if source.entry or not source.path:
                at = datetime(*self._zip(source.path).getinfo(source.entry).date_time, tzinfo=UTC)
            else:
                at = datetime.fromtimestamp((self.place / source.path).stat().st_mtime, UTC)
            # What has no date of its own gets the first that there is.
            return "" if at.year < 2000 else (at + _ZONES).isoformat(timespec="seconds")
        except (KeyError, OSError, OverflowError, *_TORN):
            return ""

    def read(self, source: Source, most: int = LARGEST) -> bytes:
        """The file's bytes. Raises Unreadable if it is too large once unpacked, or cannot be read."""
        data = self.start(source, most + 1)
        if len(data) > most:
            raise Unreadable(f"it is larger than {most // 1_000_000} MB, and no hand-in is. Ask for the file once more.")
        return data

    def start(self, source: Source, size: int) -> bytes:
        """At most the first ``size`` bytes of a file. Raises Unreadable."""
        try:
            if source.entry or not source.path:
                return self._unpack(source, size)
            with open(self.place / source.path, "rb", buffering=0) as file:  # noqa: PTH123  (a tenth of the time of Path.open)
                return _whole(file, size)
        except OSError as error:
            _ours(error)
            why = error.strerror or "nobody knows why"
            raise Unreadable(f"it cannot be read ({why}). Ask for the file once more.") from error

    def _unpack(self, source: Source, size: int) -> bytes:
        try:
            archive = self._zip(source.path)
            if archive.getinfo(source.entry).compress_type not in _PACKED:
                raise Unreadable("it is packed in a way that is not read here. Ask for the file itself.")
            with archive.open(source.entry) as file:
                return file.read(size)
        except (KeyError, *_TORN) as error:
            raise Unreadable(_NOT_UNPACKED) from error
        except RuntimeError as error:
            raise Unreadable("it is locked with a password. Ask for a file without one.") from error


def _whole(file, size: int) -> bytes:
    """Up to this many bytes of an unbuffered file, which may return fewer at a time."""
    data = file.read(size)
    while data and len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data


def listed(path: Path) -> int:
    """The size of a zip file's list of entries in bytes, from its last lines alone; 0 if there is none. Raises OSError."""
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, end - 66_000))
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < 22:
            return 0
        size = int.from_bytes(tail[at + 12 : at + 16], "little")
        if tail[at - 20 : at - 16] == b"PK\x06\x07":
            # The form for large files: its own record is where this one says.
            where = int.from_bytes(tail[at - 12 : at - 4], "little")
            file.seek(min(where, start + at))
            record = file.read(56)
            size = int.from_bytes(record[40:48], "little") if record.startswith(b"PK\x06\x06") else end
        return size


def _ours(error: BaseException) -> None:
    """Raise KitError if this computer, not the file, is the reason for an error."""
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM):
        raise KitError(
            f"This computer cannot open more files now ({error.strerror}). Close other programs, then run it again."
        ) from error


def claims_to_be(name: str) -> bool:
    """Whether a file's name says that it is a hand-in, or contains some."""
    return name.lower().endswith((".jsonl", ".json", ".zip")) or ".jsonl" in name.lower()


def could_be(name: str, start: bytes) -> bool:
    """Whether a file that is no hand-in could hold one all the same, by its name and its first bytes."""
    # Every second byte of UTF-16 is zero in Latin letters.
    wide = len(start) > 40 and start[:400].count(0) * 3 > len(start[:400]) and b"h\0a\0n\0d\0_\0i\0n" in start[:400]
    return wide or name.lower().endswith(_OTHER_FORMS)


def _is_junction(entry: os.DirEntry) -> bool:
    return bool(getattr(entry, "is_junction", bool)())


def _is_hidden(name: str) -> bool:
    """Whether a person may have hidden this: a name with a dot first that no program puts there."""
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") for part in parts) and not any(
        part.startswith(("._", "__MACOSX")) or part.lower() in _PROGRAMS for part in parts
    )


def _is_beside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts if part not in (".", "..")) or (
        bool(parts) and parts[-1].lower() in _PASSED_OVER
    )
