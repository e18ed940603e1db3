"""The card at the end of a notebook: hand in, and continue from a file."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from ..base.errors import KitError
from ..student.lesson_work import LessonWork
from .widgets import HandIn


class HandInDesk:
    """Holds the hand-in card. ``asked`` gives this notebook's questions; ``changed`` is called after answers came."""

    def __init__(self, work: LessonWork, asked: Callable[[], Sequence[str]], changed: Callable[[], None]):
        self._work, self._asked, self._changed = work, asked, changed
        self.card = HandIn("hand_in")
        self._said: dict[str, Any] = {"made": None, "problem": "", "taken": "", "not_taken": ""}
        self._found = work.other_copies()
        self.refresh()
        self.card.on_msg(lambda _, message, __: self._heard(message if isinstance(message, dict) else {}))

    def refresh(self) -> None:
        """Show what is open now."""
        ids = list(self._asked() or self._work.content.questions)
        restored = (
            "A sync program had put back an older copy of your answers. What was newer was written again: nothing is lost."
        )
        self.card.show(
            {
                "id": self._work.class_id,
                "on_server": self._work.on_server,
                "open": self._work.unanswered(ids),
                "of": len(ids),
                "typed": [name for name in ids if self._work.drafts.of(name)],
                "found": [{"name": one.name, "text": one.text} for one in self._found],
                "note": restored if self._work.journal.restored else "",
                **self._said,
            }
        )

    def _heard(self, message: dict) -> None:
        with self.card.hold_sync():
            try:
                self._do(message)
            except KitError as error:
                self._said["problem" if message.get("do") == "hand_in" else "not_taken"] = str(error)
            except Exception as error:
                self._said["problem"] = (
                    f"Something went wrong in the kit ({type(error).__name__}: {error}). Your answers are safe."
                )
            self.refresh()
            self.card.reply()

    def _do(self, message: dict) -> None:
        do = message.get("do")
        if do == "hand_in":
            self._said |= {"made": None, "problem": ""}
            made = self._work.send() if self._work.on_server else self._work.make_file(message.get("id", ""))
            self.card.file = {"text": made.pop("text")}
            self._said["made"] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **made}
        elif do in ("take_in", "take_found"):
            self._said |= {"taken": "", "not_taken": ""}
            self._said["taken"] = self._work.take_in(self._file_of(message))
            self._found = self._work.other_copies()
            self._changed()

    def _file_of(self, message: dict) -> Any:
        """What a message wants taken in: a file that was found, or the bytes that it holds. Raises KitError."""
        if message["do"] == "take_found":
            for one in self._found:
                if one.name == message.get("name"):
                    return one.path
            raise KitError("This file is not there any more. Run the cell of this card again.")
        try:
            return base64.b64decode(message.get("data") or "", validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise KitError("The file did not arrive whole. Choose it once more.") from error
