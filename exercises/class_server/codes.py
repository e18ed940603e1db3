"""Class codes: a class id and two plain words for each student, compared without telling how near a try is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from ..base.csv_files import read_rows, write_rows
from ..base.errors import KitError
from ..student.journal import check_student

COLUMNS = ("id", "code")
# Wrong tries in ten minutes. One address is one student's, or a whole school's: the last is for trying one code on all ids.
WINDOW = 600.0  # seconds
MOST_FROM_ONE_PLACE, MOST_FOR_ONE_ID, MOST_OF_ONE_ADDRESS = 8, 24, 120


@cache
def words() -> tuple[str, ...]:
    """The plain words that codes are made of."""
    return tuple((Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split())


def new_codes(ids: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """A code for each id: the known one, or a new one that nobody else has."""
    codes = {student: known[student] for student in ids if student in known}
    taken = set(codes.values())
    for student in ids:
        while student not in codes:
            code = f"{secrets.choice(words())}-{secrets.choice(words())}"
            if code not in taken:
                codes[student] = code
                taken.add(code)
    return codes


def read_codes(path: Path) -> dict[str, str]:
    """The code of each class id in codes.csv. Raises KitError if the file or a line cannot be used."""
    codes: dict[str, str] = {}
    for row in read_rows(path):
        cells = {name.casefold(): cell for name, cell in row.items()}
        if not set(COLUMNS) <= cells.keys():
            raise KitError(f"{path.name} needs the columns id and code in its first line.")
        try:
            student = check_student(cells["id"])
        except KitError as error:
            raise KitError(f"{path.name}, line {row.line}: {error}") from error
        if not plain(cells["code"]):
            raise KitError(f"{path.name}, line {row.line}: “{student}” has no code. Type two words, or delete the line.")
        if student in codes:
            raise KitError(f"{path.name}, line {row.line}: the id “{student}” is there twice. Delete one of the lines.")
        codes[student] = cells["code"]
    return codes


def write_codes(path: Path, codes: Mapping[str, str]) -> None:
    """Write codes.csv, sorted by id, for its owner's eyes only. Raises KitError."""
    write_rows(path, COLUMNS, sorted(codes.items()))
    path.chmod(0o600)


def plain(code: str) -> str:
    """A code as it is compared: small letters, and one hyphen for whatever is between the words."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in code.casefold()).split())


def fits(codes: Mapping[str, str], student: str, code: str) -> bool:
    """Whether this is the student's code; an unknown id takes as long as a wrong code."""
    digest = hashlib.sha256(plain(codes.get(student, "")).encode()).digest()
    same = hmac.compare_digest(digest, hashlib.sha256(plain(code).encode()).digest())
    return same and bool(plain(codes.get(student, "")))


class Tries:
    """Wrong tries of the last ten minutes, by id and by address.

    Wrong tries from elsewhere do not lock a student out at once, so that a classmate cannot do that from one computer.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._wrong: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def too_many(self, student: str, address: str) -> bool:
        """Whether no more tries are taken now for this id from this address."""
        limits = {
            (student, address): MOST_FROM_ONE_PLACE,
            (student, ""): MOST_FOR_ONE_ID,
            ("", address): MOST_OF_ONE_ADDRESS,
        }
        return any(self._count(key) >= most for key, most in limits.items())

    def wrong(self, student: str, address: str) -> None:
        """Count a wrong try."""
        for key in ((student, address), (student, ""), ("", address)):
            self._count(key)
            self._wrong[key].append(self._clock())

    def right(self, student: str, address: str) -> None:
        """Forget the wrong tries of who has logged in from here."""
        self._wrong.pop((student, address), None)

    def _count(self, key: tuple[str, str]) -> int:
        if key not in self._wrong:
            return 0
        tries, since = self._wrong[key], self._clock() - WINDOW
        while tries and tries[0] < since:
            tries.popleft()
        if not tries:
            del self._wrong[key]
        return len(tries)
