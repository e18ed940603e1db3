"""Where hand-ins are: the files of a folder, and the entries of zip files, read in memory and never unpacked."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...base.errors import KitError

# A hand-in of the whole course is about 20 KB; one with a hundred attempts per question stays below 2 MB.
LARGEST = 5_000_000  # bytes
MOST_FILES = 500_000
# Files that systems and LMSs add to what was handed in; nobody needs to hear about them.
_PASSED_OVER = {"thumbs.db", "desktop.ini", ".ds_store", "onlinetext.html"}


# The two compression methods that systems and LMSs use. Others may need any amount of memory or fail in other ways.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The errors that a damaged or dishonest zip file raises. Python's own message may contain a person's name.
_TORN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError, struct.error)

_NOT_UNPACKED = "it cannot be unpacked: the zip file is torn there. Download it once more, or ask for the file itself."
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


class SubmissionSource:
    """HANDINS, a folder or a zip file, whose sources are listed and read. Links are never followed.

    ``apart`` is where grades are written: if that is inside HANDINS, nobody handed in the files there.
    """

    def __init__(self, place: Path, apart: Path | None = None):
        self.place = Path(place)
        here, there = self.place.absolute(), apart and apart.absolute()
        self._apart = there.relative_to(here).as_posix() if there and there.is_relative_to(here) else None
        self._zips: dict[str, zipfile.ZipFile] = {}
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
                    if not _is_beside(entry.name):
                        waiting.append(name)
                elif not entry.is_file(follow_symlinks=False):
                    yield SkippedFile(name, "this is not a plain file.", claims)
                elif not _is_beside(entry.name):
                    yield Source(name)

    def _entries(self, name: str) -> tuple[list[Source], list[SkippedFile]]:
        """The entries of a zip file; of several with the same name the last, which reading by name returns."""
        try:
            archive = self._zip(name)
        except (OSError, *_TORN):
            why = "this zip file cannot be opened: it is torn, or is none. Download it once more."
            return [], [SkippedFile(name or self.place.name, why, lost=True)]
        entries: dict[str, zipfile.ZipInfo] = {}
        found, unseen = [], []
        for info in archive.infolist()[: MOST_FILES + 1]:
            if info.is_dir() or _is_beside(info.filename):
                continue
            if info.filename in entries:
                why = "this name stands twice in the zip file; the last one is read."
                unseen.append(SkippedFile(Source(name, info.filename).name, why, lost=False))
            entries[info.filename] = info
        for info in entries.values():
            source = Source(name, info.filename)
            if stat.S_ISLNK(info.external_attr >> 16):
                unseen.append(SkippedFile(source.name, _IS_LINK, claims_to_be(info.filename)))
            else:
                found.append(source)
        return found, unseen

    def _zip(self, name: str) -> zipfile.ZipFile:
        if name not in self._zips:
            self._zips[name] = zipfile.ZipFile(self.place / name if name else self.place)
        return self._zips[name]

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


def claims_to_be(name: str) -> bool:
    """Whether a file's name says that it is a hand-in, or contains some."""
    return name.lower().endswith((".jsonl", ".json", ".zip")) or ".jsonl" in name.lower()


def _is_junction(entry: os.DirEntry) -> bool:
    return bool(getattr(entry, "is_junction", bool)())


def _is_beside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts if part not in (".", "..")) or (
        bool(parts) and parts[-1].lower() in _PASSED_OVER
    )
