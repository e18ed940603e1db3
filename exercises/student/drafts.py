"""What was typed and not checked yet, in a small file next to the journal. It is never handed in.

The browser keeps a draft itself until this file has it: a kernel can be gone, and a student can go on at another computer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from ..base.files import atomic_write, file_lock
from ..questions.answer_form import InvalidAnswer, refuse_unreadable

_WAIT_FOR_OTHER_TAB = 2.0  # seconds
# More than this many tabs with different drafts of one answer are not kept apart.
_MOST_OF_ONE = 5
_LONGEST_NAME = 40
# Which draft: the tab that wrote it, and when.
DraftId = tuple[str, int]


class Drafts:
    """The drafts of one lesson. Each is ``{"by": tab, "at": milliseconds, "after": checks before it, "answer": …}``.

    Tabs keep apart: a draft takes the place of the same tab's earlier one alone.

    >>> drafts = Drafts(Path("my-work/iron_dome.drafts.json"))
    >>> drafts.keep("your-headline", {"by": "t1", "at": 1, "after": 0, "answer": "Gantz says"})
    True
    >>> drafts.of("your-headline")[0]["answer"]
    'Gantz says'
    """

    def __init__(self, path: Path, in_browser: bool = False):
        self.path = Path(path)
        self._in_browser = in_browser
        self._stamp: tuple[int, int, int] | None = None
        self._drafts: dict[str, list[dict]] = {}

    @property
    def place(self) -> str:
        """A name for this folder, under which the browser keeps drafts: another student's folder has another name."""
        folder = self.path.resolve().parent.parent
        try:
            # A folder that was deleted and copied anew is another one.
            number = 0 if self._in_browser else folder.stat().st_ino
        except OSError:
            number = 0
        return hashlib.sha256(f"{self.path.resolve()}|{number}".encode("utf-8", "replace")).hexdigest()[:16]

    def of(self, question_id: str) -> list[dict]:
        """The drafts of one answer, the newest first."""
        self._read()
        return sorted(self._drafts.get(question_id, ()), key=lambda draft: -draft["at"])

    def keep(self, question_id: str, draft: Any, instead: Collection[DraftId] = ()) -> bool:
        """Write a draft to the file; those named in ``instead`` go. False if that is impossible: the browser keeps it."""
        if not _is_draft(draft):
            return False
        plain = {name: draft[name] for name in ("by", "at", "after", "answer")}
        return self._change(question_id, {(plain["by"], plain["at"]), *instead}, [plain])

    def drop(self, question_id: str, gone: Collection[DraftId]) -> bool:
        """Take drafts out that were checked or undone; a tab's earlier ones go with its later one."""
        return self._change(question_id, set(gone), []) if gone and self.of(question_id) else True

    def _change(self, question_id: str, gone: set[DraftId], new: list[dict]) -> bool:
        latest: dict[str, int] = {}
        for by, at in gone:
            latest[by] = max(at, latest.get(by, at))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.nullcontext() if self._in_browser else file_lock(self.path, _WAIT_FOR_OTHER_TAB):
                self._read()
                kept = [one for one in self._drafts.get(question_id, ()) if one["at"] > latest.get(one["by"], -1)]
                # A message that was overtaken by a later one of the same tab changes nothing.
                kept += [one for one in new if all(one["by"] != other["by"] for other in kept)]
                drafts = {**self._drafts, question_id: sorted(kept, key=lambda one: one["at"])[-_MOST_OF_ONE:]}
                drafts = {name: own for name, own in drafts.items() if own}
                atomic_write(self.path, json.dumps({"v": 1, "drafts": drafts}, ensure_ascii=False).encode())
        except (OSError, ValueError):
            return False
        return True

    def _read(self) -> None:
        """Read the file if it has changed since."""
        try:
            found = self.path.stat()
            stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            if stamp == self._stamp:
                return
            data = self.path.read_bytes()
        except OSError:
            self._stamp, self._drafts = None, {}
            return
        self._stamp, self._drafts = stamp, _drafts_in(data)


def _drafts_in(data: bytes) -> dict[str, list[dict]]:
    """The drafts that a file holds; what cannot be read is left out."""
    try:
        drafts = json.loads(data)["drafts"]
        return {name: [one for one in own if _is_draft(one)] for name, own in drafts.items() if isinstance(own, list)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_draft(draft: Any) -> bool:
    if not isinstance(draft, dict) or not {"by", "at", "after", "answer"} <= draft.keys():
        return False
    if not isinstance(draft["by"], str) or not 0 < len(draft["by"]) <= _LONGEST_NAME:
        return False
    if any(type(draft[name]) is not int or not 0 <= draft[name] < 2**53 for name in ("at", "after")):
        return False
    try:
        refuse_unreadable(draft["answer"])
    except InvalidAnswer:
        return False
    return True


def draft_ids(value: Any) -> set[DraftId]:
    """The drafts that a message names, as (tab, time); anything else in it is left out."""
    pairs = value if isinstance(value, list) else []
    return {(one[0], one[1]) for one in pairs if isinstance(one, list) and [type(x) for x in one] == [str, int]}
