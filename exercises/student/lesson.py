"""The object that a notebook holds: what a student calls."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from ..base.errors import KitError, Message
from ..lesson_data.content import Content
from ..questions.glossary import unmarked
from ..questions.result import Notice, Result
from ..text.annotations import Annotations
from ..text.article import Article
from .lesson_work import LessonWork, Record


class Lesson:
    """A lesson in a notebook: ask, check, hint, worked, answer, progress and hand_in are all that Tab shows of it.

    The functions of ``exercises.text`` read its ``article`` and ``annotations``. What becomes of an answer is in
    ``LessonWork``, which the cards use too.
    """

    def __init__(self, content: Content, journal: Record, desk: Callable[[LessonWork], Any]):
        """``desk`` makes what shows the cards: it has card, progress, download and refresh."""
        # No properties: Tab would show those too, as names of the class.
        self.article: Article = content.article
        self.annotations: Annotations = content.annotations
        self._content = content
        self._work = LessonWork(content, journal)
        self._make_desk = desk

    @cached_property
    def _desk(self) -> Any:
        return self._make_desk(self._work)

    def __dir__(self) -> list[str]:
        # A student who presses Tab looks for something to do.
        return [name for name in super().__dir__() if name not in ("article", "annotations")]

    def __repr__(self) -> str:
        content = self._content
        lines = [
            f"Lesson “{content.name}”: {len(content.questions)} questions, {len(self.article.paragraphs)} paragraphs.",
        ]
        return "\n".join(lines + [f"Problem: {problem}" for problem in content.problems])

    def ask(self, question_id: str) -> Any:
        """Show the question's card with the last answer on it."""
        return self._unknown(question_id) or self._desk.card(question_id)

    def check(self, question_id: str, answer: Any = None) -> Result | Message:
        """Grade an answer and keep it: the same as the card's button. For a probe, give the function itself."""
        if message := self._unknown(question_id):
            return message
        question = self._content.questions[question_id]
        if callable(answer) and question.function_name:
            answer = question.run(answer)
        result, saved = self._work.submit(question_id, answer)
        self._redraw(question_id)
        if saved is not None and not saved.ok:
            return replace(result, notices=(*result.notices, Notice(saved.text)))
        return result

    def hint(self, question_id: str) -> Message:
        """The next hint of a question, in words."""
        if message := self._unknown(question_id):
            return message
        shown = self._work.next_hint(question_id)
        self._redraw(question_id)
        return self._say(shown[-1] if shown else "There is no hint for this one.")

    def worked(self, question_id: str) -> Message:
        """The worked answer with its reason; before a right answer this counts as giving up, and is recorded so."""
        if message := self._unknown(question_id):
            return message
        shown = self._work.reveal(question_id)
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
            if self._work.journal.in_browser:
                return self._desk.download(*self._work.pack(student))
            return Message(self._work.hand_in(student))
        except KitError as error:
            return Message(error)

    def answer(self, question_id: str) -> Message:
        """Your own last answer to a question, as text."""
        if message := self._unknown(question_id):
            return message
        answer = self._work.last_answer(question_id)
        return Message("You have not answered this one so far." if answer is None else answer)

    def _say(self, text: str) -> Message:
        return Message(unmarked(text, self._content.glossary))

    def _redraw(self, question_id: str) -> None:
        # Typing an answer must not import the cards when none is shown.
        if "_desk" in self.__dict__:
            self._desk.refresh(question_id)

    def _unknown(self, question_id: str) -> Message | None:
        """A sentence when there is no such question, or when it could not be read."""
        if isinstance(question_id, str) and question_id in self._content.questions:
            return None
        if sentence := self._content.broken.get(question_id if isinstance(question_id, str) else ""):
            return Message(f"This question cannot be shown. {sentence}")
        near = difflib.get_close_matches(str(question_id), self._content.questions, 1)
        return Message(f"There is no question “{question_id}”." + (f" Did you mean “{near[0]}”?" if near else ""))
