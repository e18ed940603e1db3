"""The object that a notebook holds."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from ..base.errors import KitError, Message
from ..lesson_data.content import Content, Part
from ..questions import Question, grade
from ..questions.glossary import Entry, unmarked
from ..questions.result import Notice, Result
from ..text.annotations import Annotations
from ..text.article import Article
from .history import Histories, result_as_data, worked_answer


class Record(Protocol):
    """What a lesson needs of a journal."""

    path: Path
    in_browser: bool

    def events(self) -> list[dict]:
        """All events so far."""

    def append(self, event: dict) -> Any:
        """Record one event; says whether it was saved, as .ok and .text."""

    def hand_in(self, student: str, lesson: str, question_set: str) -> str:
        """Copy the events into one file; says where it is."""

    def pack(self, student: str, lesson: str, question_set: str) -> tuple[str, bytes, str]:
        """The same file unwritten: its name, its bytes, and what it holds in words."""

    def everything(self) -> bytes:
        """All events as the journal's file holds them."""


class Lesson:
    """What a notebook holds: ask, check, hint, worked, progress, hand_in, and the article with its annotations."""

    def __init__(self, content: Content, journal: Record, desk: Callable[[Lesson], Any]):
        self._content = content
        self._journal = journal
        self._make_desk = desk
        self._histories = Histories(content.questions, journal.events)
        self._not_saved: dict[str, str] = {}

    @cached_property
    def _desk(self) -> Any:
        return self._make_desk(self)

    @property
    def name(self) -> str:
        """The lesson's folder name."""
        return self._content.name

    @property
    def article(self) -> Article:
        """The text under study; a cell that ends with it shows it."""
        return self._content.article

    @property
    def annotations(self) -> Annotations:
        """All annotations on the article."""
        return self._content.annotations

    @property
    def questions(self) -> dict[str, Question]:
        """The questions by id, in order."""
        return self._content.questions

    @property
    def glossary(self) -> dict[str, Entry]:
        """The words that the lesson explains, by id."""
        return self._content.glossary

    @property
    def parts(self) -> tuple[Part, ...]:
        """The notebooks of this lesson, each with its questions."""
        return self._content.parts

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used of the lesson's folder, a sentence each."""
        return self._content.problems

    def __repr__(self) -> str:
        lines = [
            f"Lesson “{self.name}”: {len(self.questions)} questions, {len(self.article.paragraphs)} paragraphs.",
        ]
        return "\n".join(lines + [f"Problem: {problem}" for problem in self.problems])

    # What a student calls ------------------------------------------------------------------------
    def ask(self, question_id: str) -> Any:
        """Show the question's card with the last answer on it."""
        return self._unknown(question_id) or self._desk.card(question_id)

    def check(self, question_id: str, answer: Any = None) -> Result | Message:
        """Grade an answer and keep it: the same as the card's button. For a probe, give the function itself."""
        if message := self._unknown(question_id):
            return message
        question = self.questions[question_id]
        if callable(answer) and question.function_name:
            answer = question.run(answer)
        result, saved = self.submit(question_id, answer)
        self._redraw(question_id)
        if saved is not None and not saved.ok:
            return replace(result, notices=(*result.notices, Notice(saved.text)))
        return result

    def hint(self, question_id: str) -> Message:
        """The next hint of a question, in words."""
        if message := self._unknown(question_id):
            return message
        shown = self.next_hint(question_id)
        self._redraw(question_id)
        return self._say(shown[-1] if shown else "There is no hint for this one.")

    def worked(self, question_id: str) -> Message:
        """The worked answer with its reason; before a right answer this counts as giving up, and is recorded so."""
        if message := self._unknown(question_id):
            return message
        shown = self.reveal(question_id)
        self._redraw(question_id)
        return self._say(f"{shown['answer']}\n{shown['reason']}".strip() if shown else "This one is looked at later.")

    def progress(self) -> Any:
        """Show how far you are."""
        return self._desk.progress()

    def hand_in(self, student: str) -> Any:
        """Put your answers into one file for your teacher. ``student`` is your class id, never your name.

        In the browser edition the file comes as a download.
        """
        try:
            if self._journal.in_browser:
                return self._desk.download(*self._journal.pack(student, self.name, self._content.fingerprint))
            return Message(self._journal.hand_in(student, self.name, self._content.fingerprint))
        except KitError as error:
            return Message(error)

    def answer(self, question_id: str) -> Message:
        """Your own last answer to a question, as text."""
        if message := self._unknown(question_id):
            return message
        if not self._histories.readable(question_id):
            return Message("You have not answered this one so far.")
        question = self.questions[question_id]
        return Message(question.describe(question.normalize(self._histories.of(question_id).answer)))

    def _say(self, text: str) -> Message:
        return Message(unmarked(text, self.glossary))

    def _redraw(self, question_id: str) -> None:
        # Typing an answer must not import the cards when none is shown.
        if "_desk" in self.__dict__:
            self._desk.refresh(question_id)

    def _unknown(self, question_id: str) -> Message | None:
        """A sentence when there is no such question, or when it could not be read."""
        if isinstance(question_id, str) and question_id in self.questions:
            return None
        if sentence := self._content.broken.get(question_id if isinstance(question_id, str) else ""):
            return Message(f"This question cannot be shown. {sentence}")
        near = difflib.get_close_matches(str(question_id), self.questions, 1)
        return Message(f"There is no question “{question_id}”." + (f" Did you mean “{near[0]}”?" if near else ""))

    # What a card calls ---------------------------------------------------------------------------
    def submit(self, question_id: str, answer: Any) -> tuple[Result, Any]:
        """Grade, and record the answer before the result is told.

        Returns the result, and what the journal says of saving it: None when nothing was answered.
        """
        question = self.questions[question_id]
        result = grade(question, answer)
        if result.status == "unanswered":
            return result, None
        saved = self._journal.append({"event": "check", "id": question_id, "answer": question.normalize(answer)})
        if saved.ok:
            # The journal writes what it could not write before together with the next answer.
            self._not_saved.clear()
        else:
            self._not_saved[question_id] = saved.text
        return result, saved

    def next_hint(self, question_id: str) -> list[str]:
        """Show one more hint and record it; returns all hints shown so far."""
        question, shown = self.questions[question_id], self._histories.of(question_id).hints
        if shown < len(question.hints):
            shown += 1
            self._journal.append({"event": "hint", "id": question_id, "number": shown})
        return list(question.hints[:shown])

    def reveal(self, question_id: str) -> dict | None:
        """The worked answer, recorded as seen after a right answer or as given up; None for an assessed question."""
        question, history = self.questions[question_id], self._histories.of(question_id)
        if question.assessed:
            return None
        if not history.revealed:
            result = self._histories.graded(question_id)
            right = result is not None and result.status == "correct"
            self._journal.append({"event": "reveal", "id": question_id, "after": "correct" if right else "gave up"})
        return worked_answer(question)

    def state(self, question_id: str, result: Result | None = None) -> dict:
        """All that a card shows beside its question, from the journal; ``result`` replaces the graded last answer."""
        question, history = self.questions[question_id], self._histories.of(question_id)
        part, done = self.part_of(question_id), self._histories.answered()
        # An answer to an earlier form of the question stays in the journal, and is not shown on this one.
        readable = self._histories.readable(question_id)
        result = result or (self._histories.graded(question_id) if readable else None)
        beside = question.beside(question.normalize(history.answer)) if readable else {}
        return {
            "answer": history.answer if readable else None,
            "result": result and result_as_data(result),
            "hints": list(question.hints[: history.hints]),
            "hints_left": max(0, len(question.hints) - history.hints),
            "attempts": history.attempts,
            "worked": worked_answer(question) if history.revealed and not question.assessed else None,
            "can_show": readable and not question.assessed and not history.revealed,
            "saved": self._saved(question_id, readable),
            "progress": {"done": sum(name in done for name in part.ids), "of": len(part.ids)},
            "extra": result.extra | beside if result else {},
        }

    def part_of(self, question_id: str) -> Part:
        """The notebook that a question belongs to."""
        return next(part for part in self.parts if question_id in part.ids)

    def _saved(self, question_id: str, answered: bool) -> dict:
        if question_id in self._not_saved:
            return {"ok": False, "text": self._not_saved[question_id]}
        if not answered:
            return {"ok": None, "text": ""}
        where = "in this browser" if self._journal.in_browser else "on this computer"
        return {"ok": True, "text": f"Saved {where}, in {self._place}."}

    def everything(self) -> tuple[str, bytes]:
        """The journal as it is in memory, as a file's name and its bytes: what can be rescued from a full browser."""
        return self._journal.path.name, self._journal.everything()

    @property
    def _place(self) -> str:
        """The journal's folder and file, as a student sees them beside the notebook."""
        return f"{self._journal.path.parent.name}/{self._journal.path.name}"

    def progress_summary(self) -> dict:
        """How far the student is, over the lesson and by notebook, as plain data."""
        results = {name: self._histories.graded(name) for name in self._histories.answered()}
        graded = [r for r in results.values() if r.points is not None]
        parts = [{"title": p.title, "done": sum(1 for i in p.ids if i in results), "of": len(p.ids)} for p in self.parts]
        return {
            "done": len(results),
            "of": len(self.questions),
            "points": round(sum(r.points for r in graded), 2),
            "out_of": sum(r.out_of for r in graded),
            "waiting": sum(1 for r in results.values() if r.status in ("needs_teacher", "saved")),
            "parts": [part for part in parts if part["of"]],
            "saved": f"Your answers are in {'this browser, in ' if self._journal.in_browser else ''}{self._place}.",
        }
