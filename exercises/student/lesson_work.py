"""A lesson together with the student's work on it: answers are graded, recorded, and read back for a card."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..base.errors import KitError, reason
from ..base.files import atomic_write
from ..lesson_data.content import Content, Part
from ..questions import Question, grade
from ..questions.result import Result
from .class_id import remember, remembered
from .class_server import class_server
from .drafts import Drafts
from .history import Histories, result_as_data, worked_answer
from .journal import GIVE_IT
from .take_in import Found, other_copies, take_in, take_in_file


class Record(Protocol):
    """What a lesson needs from a journal."""

    path: Path
    in_browser: bool

    def events(self) -> list[dict]:
        """All events so far."""

    def append(self, event: dict) -> Any:
        """Record one event; says whether it was saved, as .ok and .text."""

    restored: bool

    def join(self, events: list[dict]) -> list[dict]:
        """Take events in from elsewhere by their time; returns those that are new."""

    def hand_in(self, student: str, lesson: str, question_set: str) -> str:
        """Copy the events into one file; returns a text that says where it is."""

    def pack(self, student: str, lesson: str, question_set: str) -> tuple[str, bytes, str]:
        """The same without writing the file: its name, its bytes, and a text that says what is in it."""

    def everything(self) -> bytes:
        """All events in the format of the journal's file."""


class LessonWork:
    """The work behind the cards and the methods of ``Lesson``; ``content`` is the lesson, ``journal`` keeps the answers.

    Question ids are those of ``content.questions``; any other id raises KeyError.
    """

    def __init__(self, content: Content, journal: Record):
        self.content = content
        self.journal = journal
        self.drafts = Drafts(journal.path.with_suffix(".drafts.json"), journal.in_browser)
        self._histories = Histories(content.questions, journal.events)
        self._not_saved: dict[str, str] = {}

    def submit(self, question_id: str, answer: Any) -> tuple[Result, Any]:
        """Grade an answer, and record it before the result is shown.

        Returns the result, and whether the journal saved the answer (``.ok`` and ``.text``); None if nothing was answered.
        """
        question = self.content.questions[question_id]
        result = grade(question, answer)
        if result.status == "unanswered":
            return result, None
        saved = self.journal.append({"event": "check", "id": question_id, "answer": question.normalize(answer)})
        if saved.ok:
            # Together with an answer the journal writes all earlier ones that it could not write.
            self._not_saved.clear()
        else:
            self._not_saved[question_id] = saved.text
        return result.on_try(self._histories.of(question_id).attempts), saved

    def next_hint(self, question_id: str) -> list[str]:
        """Show one more hint and record it; returns all hints shown so far."""
        question, shown = self.content.questions[question_id], self._histories.of(question_id).hints
        if shown < len(question.hints):
            shown += 1
            self.journal.append({"event": "hint", "id": question_id, "number": shown})
        return list(question.hints[:shown])

    def reveal(self, question_id: str) -> dict | None:
        """The worked answer, recorded as seen after a full answer or after giving up; None for an assessed question.

        A full answer is a right one, or an open one with everything that was asked for, flagged or not.
        """
        question, history = self.content.questions[question_id], self._histories.of(question_id)
        if question.assessed:
            return None
        if not history.revealed:
            result = self._histories.graded(question_id)
            after = "correct" if result is not None and result.is_full else "gave up"
            self.journal.append({"event": "reveal", "id": question_id, "after": after})
        return worked_answer(question)

    def last_answer(self, question_id: str) -> str | None:
        """The last answer to a question as readable text; None if there is none or it cannot be read."""
        answer = self.answer_of(question_id)
        return None if answer is None else self.content.questions[question_id].describe(answer)

    def answer_of(self, question_id: str) -> Any:
        """The last answer to a question in its plain form; None if there is none or it cannot be read."""
        if not self._histories.readable(question_id):
            return None
        return self.content.questions[question_id].normalize(self._histories.of(question_id).answer)

    def is_answered(self, question_id: str) -> bool:
        """Whether there is an answer that the question can read."""
        return self._histories.readable(question_id)

    def is_right(self, question_id: str) -> bool:
        """Whether the last answer earns full points from the kit."""
        result = self._histories.graded(question_id)
        return result is not None and result.status == "correct"

    def hand_in(self, student: str) -> str:
        """Copy all events into one file for the teacher; returns a text that says where it is. Raises KitError."""
        return self.journal.hand_in(student, self.content.name, self.content.fingerprint)

    def pack(self, student: str) -> tuple[str, bytes, str]:
        """The same without writing the file: its name, its bytes, and a text that says what is in it. Raises KitError."""
        return self.journal.pack(student, self.content.name, self.content.fingerprint)

    @property
    def on_server(self) -> bool:
        """Whether this is a class server, where handing in is a click."""
        return class_server() is not None

    @property
    def class_id(self) -> str:
        """The class id: of who is logged in, or the one that was last handed in with; empty if there is none."""
        server = class_server()
        return server.student if server else remembered(self.journal.path.parent)

    def send(self) -> dict:
        """Hand in to the class server: the file's name and text, what is in it, and the server's time. Raises KitError."""
        server = class_server()
        if server is None:
            raise KitError("There is no class server here. Make your file, and give it to your teacher.")
        name, data, holds = self.pack(server.student)
        holds = holds.removesuffix(f"\n{GIVE_IT}")
        return {
            "at": server.send(data),
            "name": name,
            "text": data.decode("utf-8"),
            "where": "",
            "holds": holds,
            "sent": True,
        }

    def make_file(self, student: str) -> dict:
        """Make the hand-in, on disk where there is one: its name, text, place, and what is in it. Raises KitError."""
        name, data, holds = self.pack(student)
        where = "" if self.journal.in_browser else f"{self.journal.path.parent.name}/hand-in/{name}"
        if where:
            self.hand_in(student)
        remember(self.journal.path.parent, name.split(".")[-2])
        return {"name": name, "text": data.decode("utf-8"), "where": where, "holds": holds, "sent": False}

    def unanswered(self, ids: Sequence[str]) -> list[str]:
        """Which of these questions have no answer that can be read."""
        return [name for name in ids if not self.is_answered(name)]

    def other_copies(self) -> list[Found]:
        """Other files on this computer that hold answers to this lesson which are not here."""
        return other_copies(self.journal, self.content.name)

    def take_in(self, data: bytes | Path) -> str:
        """Take in a file's answers; returns a sentence that says what came. Raises KitError."""
        if isinstance(data, Path):
            return take_in_file(self.journal, self.content.name, data)
        return take_in(self.journal, self.content.name, data, self.class_id)

    def state(self, question_id: str, result: Result | None = None) -> dict:
        """All that a card shows besides its question, from the journal; ``result`` replaces the graded last answer."""
        question, history = self.content.questions[question_id], self._histories.of(question_id)
        part, done = self.part_of(question_id), self._histories.answered()
        # An answer to an earlier version of the question stays in the journal, but is not shown.
        readable = self._histories.readable(question_id)
        result = result or (self._histories.graded(question_id) if readable else None)
        plain = question.normalize(history.answer) if readable else None
        result = result and result.on_try(history.attempts)
        beside = question.beside(plain) if readable else {}
        return {
            "answer": history.answer if readable else None,
            "drafts": self.drafts.of(question_id),
            "result": result and {**result_as_data(result), **self._parts(question, plain, result, history.attempts)},
            "hints": list(question.hints[: history.hints]),
            "hints_left": max(0, len(question.hints) - history.hints),
            "attempts": history.attempts,
            "worked": worked_answer(question) if history.revealed and not question.assessed else None,
            "can_show": readable and not question.assessed and not history.revealed,
            "saved": self._saved(question_id, readable),
            "progress": {"done": sum(name in done for name in part.ids), "of": len(part.ids)},
            "extra": result.extra | beside if result else {},
        }

    def _parts(self, question: Question, answer: Any, result: Result, attempts: int) -> dict:
        """How each part of an answer fits, and how many do; nothing of what is graded later or not at all."""
        silent = answer is None or question.assessed or not question.graded_by_kit or result.status == "unanswered"
        # Which parts fit is said only where it is said which do not, too: not on some first tries.
        if silent or (result.first and attempts <= 1):
            return {"where": {}, "count": ""}
        return {"where": question.where(answer), "count": question.counted(answer)}

    def conditions(self, question_id: str, answer: Any) -> dict:
        """Which conditions a text meets that is still being written, by the checks that score it; nothing is recorded."""
        question = self.content.questions[question_id]
        extra = {} if question.assessed else grade(question, answer).extra
        return {name: extra[name] for name in ("conditions", "met", "asked") if name in extra}

    def part_of(self, question_id: str) -> Part:
        """The notebook that a question belongs to."""
        return next(part for part in self.content.parts if question_id in part.ids)

    def _saved(self, question_id: str, answered: bool) -> dict:
        if question_id in self._not_saved:
            return {"ok": False, "text": self._not_saved[question_id]}
        if not answered:
            return {"ok": None, "text": ""}
        return {"ok": True, "text": f"Saved {self._device}, in {self._place}."}

    def write_reading(self, part: str, text: str) -> tuple[str, str, str]:
        """Write the page My reading next to the journal; returns its name, the page, and a text that says where it is."""
        name = f"my-reading.{self.content.name}{f'.{part}' if part else ''}.html"
        # In the same folder as the answers: who deletes that has deleted everything.
        path = self.journal.path.parent / name
        try:
            atomic_write(path, text.encode("utf-8", "replace"))
        except OSError as error:
            return name, text, f"The page could not be written: {reason(error)}. You can still download it here."
        return name, text, f"The page is yours to keep. It is {self._device}, in {path.parent.name}/{name}."

    def everything(self) -> tuple[str, bytes]:
        """The journal in memory as a file name and bytes: what a student can still download when the browser is full."""
        return self.journal.path.name, self.journal.everything()

    @property
    def _device(self) -> str:
        if self.on_server:
            return "on your class's server"
        return "in this browser" if self.journal.in_browser else "on this computer"

    @property
    def _place(self) -> str:
        """The journal's folder and file, as a student sees them next to the notebook."""
        return f"{self.journal.path.parent.name}/{self.journal.path.name}"

    def progress_summary(self) -> dict:
        """The student's progress in the lesson and in each notebook, as plain data."""
        results = {name: found for name in self._histories.answered() if (found := self._histories.graded(name))}
        graded = [(result.points, result.out_of) for result in results.values() if result.points is not None]
        parts = [
            {
                "name": part.name,
                "title": part.title,
                "done": sum(1 for name in part.ids if name in results),
                "of": len(part.ids),
            }
            for part in self.content.parts
        ]
        return {
            "done": len(results),
            "of": len(self.content.questions),
            "points": round(sum(points for points, _ in graded), 2),
            "out_of": sum(out_of for _, out_of in graded),
            "waiting": sum(1 for r in results.values() if r.status in ("needs_teacher", "saved")),
            "open": [name for name in self.content.questions if name not in results],
            "parts": [part for part in parts if part["of"]],
            "saved": f"Your answers are in {'this browser, in ' if self.journal.in_browser else ''}{self._place}.",
        }
