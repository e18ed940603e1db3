"""Broken and hostile files: what can be wrong with a hand-in before anybody reads a line of it."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.gradebook.classes import Scene, check

WHO = "mallory"
RIGHT = (check("a-choice", "monday"), check("a-number", 5), check("a-reflection", "The chairs are new, says Reyes."))
# What becomes of the student's row: there is none; it is there and empty; or it is that of these honest events.
NO_ROW, EMPTY_ROW = "no row", "empty row"
POSIX = sys.platform != "win32"


@dataclass(frozen=True)
class Case:
    """One bad hand-in among good ones: how it is put there, the exit status, what is told of it, and what it earns."""

    name: str
    put: Callable[[Scene], object]
    status: int = 0
    says: str = ""
    row: object = RIGHT
    runs: bool = True


def good(scene: Scene, **header: object) -> bytes:
    """An honest hand-in of the one who is hostile elsewhere."""
    return scene.hand_in(WHO, *RIGHT, **header)


def as_file(change: Callable[[bytes], bytes], name: str = "library.mallory.jsonl") -> Callable[[Scene], object]:
    """Put an honest hand-in with its bytes changed."""
    return lambda scene: scene.put(name, change(good(scene)))


def sparse(start: Callable[[Scene], bytes]) -> Callable[[Scene], object]:
    """Put a file of 100 MB that takes no room on the disk."""

    def put(scene: Scene) -> None:
        with scene.put("library.mallory.jsonl", start(scene)).open("r+b") as file:
            file.truncate(100_000_000)

    return put


def zipped(*entries: tuple[str, bytes | None], how: int = zipfile.ZIP_DEFLATED) -> Callable[[Scene], object]:
    """Put a zip file with these entries; None stands for the honest hand-in."""

    def put(scene: Scene) -> Path:
        return scene.put(
            "class.zip", zip_bytes([(name, good(scene) if data is None else data) for name, data in entries], how)
        )

    return put


def zip_bytes(entries: list[tuple[str | zipfile.ZipInfo, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file, in which a name may stand twice."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


def patched(offset: int, value: bytes) -> Callable[[Scene], object]:
    """Put a zip file whose list of entries says something else at this offset."""

    def put(scene: Scene) -> None:
        data = bytearray(zip_bytes([("library.mallory.jsonl", good(scene))]))
        at = data.index(b"PK\x01\x02") + offset
        data[at : at + len(value)] = value
        scene.put("class.zip", bytes(data))

    return put


def zip_link(scene: Scene) -> None:
    link = zipfile.ZipInfo("library.mallory.jsonl")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    scene.put("class.zip", zip_bytes([(link, b"/etc/passwd")]))


def link_and_file(scene: Scene) -> None:
    link = zipfile.ZipInfo("library.mallory.jsonl")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with contextlib.suppress(UserWarning):
        scene.put("class.zip", zip_bytes([(link, b"/etc/passwd"), ("library.mallory.jsonl", good(scene))]))


def bomb(scene: Scene) -> None:
    scene.put("class.zip", zip_bytes([("library.mallory.jsonl", good(scene) + bytes(60_000_000))]))


def link(scene: Scene) -> None:
    outside = scene.folder.parent / "outside.jsonl"
    outside.write_bytes(good(scene))
    (scene.folder / "library.mallory.jsonl").symlink_to(outside)


def link_to_folder(scene: Scene) -> None:
    (scene.folder / "round and round").symlink_to(scene.folder, target_is_directory=True)


def listening(scene: Scene) -> None:
    here = Path.cwd()
    # A socket's path may not be long.
    os.chdir(scene.folder)
    try:
        with socket.socket(socket.AF_UNIX) as own:
            own.bind("library.mallory.jsonl")
    finally:
        os.chdir(here)


def strange_bytes(scene: Scene) -> None:
    (Path(os.fsdecode(os.fsencode(scene.folder) + b"/caf\xe9.jsonl"))).write_bytes(b"nothing")


FILES = [
    Case("empty", as_file(lambda _: b""), 3, "it is empty", NO_ROW),
    Case("only white space", as_file(lambda _: b" \n\t\r\n\n"), 3, "it is empty", NO_ROW),
    Case("binary", as_file(lambda _: bytes(range(256)) * 40), 3, "does not start like a hand-in", NO_ROW),
    Case("a first line that is torn", as_file(lambda d: d[:60]), 3, "does not start like a hand-in", NO_ROW),
    Case("torn before the end", as_file(lambda d: d[:-40]), 0, "a line was left out: it is torn", RIGHT[:2]),
    Case("torn inside a letter", as_file(lambda d: d[:-3] + b"\xe2\x80"), 0, "not written in UTF-8", RIGHT[:2]),
    Case("no end of its last line", as_file(lambda d: d[:-1]), 0, "its check figure does not fit"),
    Case(
        "Latin-1", as_file(lambda d: d.replace(b"chairs", b"chaises \xe9l\xe9gantes")), 0, "not written in UTF-8", RIGHT[:2]
    ),
    Case("byte-order mark", as_file(lambda d: b"\xef\xbb\xbf" + d)),
    Case("line ends of Windows", as_file(lambda d: d.replace(b"\n", b"\r\n"))),
    Case("UTF-16, little end first", as_file(lambda d: b"\xff\xfe" + d.decode().encode("utf-16-le"))),
    Case("UTF-16, big end first", as_file(lambda d: b"\xfe\xff" + d.decode().encode("utf-16-be"))),
    Case(
        "UTF-16, torn", as_file(lambda d: (b"\xff\xfe" + d.decode().encode("utf-16-le"))[:-101]), 0, "left out", RIGHT[:2]
    ),
    Case("line ends of an old Macintosh", as_file(lambda d: d.replace(b"\n", b"\r")), 3, "does not start like", NO_ROW),
    Case("blank lines", as_file(lambda d: d.replace(b"\n", b"\n\n \n")), 0, "its check figure does not fit"),
    Case("100 MB behind a good start", sparse(good), 3, "larger than 5 MB", EMPTY_ROW),
    Case("100 MB of nothing", sparse(lambda _: b""), 3, "does not start like a hand-in", NO_ROW),
    Case("a million lines", as_file(lambda d: d + b"\n" * 1_000_000), 3, "more than 50,000 lines", EMPTY_ROW),
    Case("a million events", as_file(lambda d: d + b'{"id":"a","event":"b"}\n' * 1_000_000), 3, "than 5 MB", EMPTY_ROW),
    Case("the journal itself", as_file(lambda d: d.partition(b"\n")[2]), 3, "it is the journal itself", NO_ROW),
    Case("a text file's ending", as_file(bytes, "library.mallory.jsonl.txt")),
    Case("another name altogether", as_file(bytes, "my homework")),
    Case("a notebook", as_file(lambda _: b'{"cells": [], "nbformat": 4}', "01.ipynb"), 0, "this is no hand-in", NO_ROW),
    Case("what a system puts beside files", as_file(lambda _: b"x", "__MACOSX/._library.mallory.jsonl"), row=NO_ROW),
    Case("a folder named like a hand-in", as_file(bytes, "library.mallory.jsonl/in it.jsonl"), 0, "this is a folder with"),
    Case("a link", link, 3, "links are not followed", NO_ROW, POSIX),
    Case("a link to the folder itself", link_to_folder, 0, "links are not followed", NO_ROW, POSIX),
    Case("a pipe", lambda s: os.mkfifo(s.folder / "library.mallory.jsonl"), 3, "not a plain file", NO_ROW, POSIX),
    Case("a socket", listening, 3, "not a plain file", NO_ROW, POSIX),
    Case("a name of 255 characters", as_file(lambda d: d[:60], "x" * 249 + ".jsonl"), 3, "does not start", NO_ROW, POSIX),
    Case(
        "a name that tears and turns a line",
        as_file(lambda _: b"?", "a\n\r\x1b[31m\u202eb.jsonl"),
        *(3, "does not start", NO_ROW, POSIX),
    ),
    Case("a name that is a formula", as_file(lambda _: b"?", "=cmd('calc')!A0.jsonl"), 3, "does not start", NO_ROW),
    Case("a name with a tab first", as_file(lambda _: b"?", "\t+1+1.jsonl"), 3, "does not start", NO_ROW, POSIX),
    Case("a name that is no text", strange_bytes, 3, "does not start", NO_ROW, sys.platform == "linux"),
]

ZIPS = [
    Case("a zip file in the folder", zipped(("library.mallory.jsonl", None))),
    Case("a stored zip file", zipped(("library.mallory.jsonl", None), how=zipfile.ZIP_STORED)),
    Case("entries that climb", zipped(("../../library.mallory.jsonl", None))),
    Case("an entry at the root", zipped(("/etc/cron.d/library.mallory.jsonl", None))),
    Case("an entry on a drive", zipped(("C:\\Windows\\library.mallory.jsonl", None))),
    Case("an entry that is a link", zip_link, 3, "links are not followed", NO_ROW),
    Case("a link and a file of one name", link_and_file, 0, "is twice in the zip file; the last one is read"),
    Case(
        "two entries of one name",
        zipped(("library.mallory.jsonl", b"?"), ("library.mallory.jsonl", None)),
        *(0, "is twice in the zip file; the last one is read"),
    ),
    Case("a zip bomb", bomb, 3, "larger than 5 MB", EMPTY_ROW),
    Case("a size that lies, too small", patched(24, struct.pack("<I", 20)), 3, "cannot be unpacked", NO_ROW),
    Case("a size that lies, too large", patched(24, struct.pack("<I", 2**31))),
    Case("a checksum that lies", patched(16, b"\0\0\0\0"), 3, "cannot be unpacked", NO_ROW),
    Case("a place that lies", patched(42, struct.pack("<I", 2**31)), 3, "cannot be unpacked", NO_ROW),
    Case("encrypted", patched(8, b"\1\0"), 3, "locked with a password", NO_ROW),
    Case("packed in a way that nobody knows", patched(10, b"\x63\0"), 3, "packed in a way", NO_ROW),
    Case("packed by lzma", zipped(("library.mallory.jsonl", None), how=zipfile.ZIP_LZMA), 3, "packed in a way", NO_ROW),
    Case("a name that is no UTF-8", patched(8, b"\0\x08"), row=RIGHT),
    Case(
        "a torn zip file", as_file(lambda d: zip_bytes([("a.jsonl", d)])[:-30], "class.zip"), 3, "cannot be opened", NO_ROW
    ),
    Case("a zip file that is none", as_file(lambda _: b"PK\3\4 and so on", "class.zip"), 3, "cannot be opened", NO_ROW),
    Case(
        "a zip file in a zip file",
        lambda s: s.put("class.zip", zip_bytes([("work.zip", zip_bytes([("library.mallory.jsonl", good(s))]))])),
        *(3, "a zip file inside a zip file", NO_ROW),
    ),
    Case("an entry with a name that tears a line", zipped(("a\n\x1b[2J\u202e.jsonl", b"?")), 3, "does not start", NO_ROW),
]
