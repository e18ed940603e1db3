"""The object in a notebook whose methods a student calls."""

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
    """A lesson in a notebook; Tab shows only its eight methods, from ask to hand_in.

    The functions of ``exercises.text`` read ``article`` and ``annotations``. Grading and recording are in ``LessonWork``,
    which the cards use as well. A method given an unknown ``question_id`` raises nothing: it returns a sentence.

    >>> lesson = open_lesson("iron_dome")
    >>> lesson.hint("how-many-paragraph")
    There is no question “how-many-paragraph”. Did you mean “how-many-paragraphs”?
    """

    def __init__(self, content: Content, journal: Record, desk: Callable[[LessonWork], Any]):
        """``desk`` makes what shows the cards: card, progress, my_reading, hand_in, download and refresh."""
        # Not properties: Tab would list those too, as names of the class.
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
        """Show a question as a card, with your last answer filled in.

        >>> lesson.ask("how-many-paragraphs")
        """
        return self._unknown(question_id) or self._desk.card(question_id)

    def check(self, question_id: str, answer: Any = None) -> Result | Message:
        """Grade an answer and record it, as the button on the card does.

        ``answer`` has the form that the question's kind takes: a number, a text, a list of ids, and so on; for a probe,
        the function itself. Without an answer nothing is recorded. Returns the result with its points (None where
        nothing was graded) and feedback; if the answer could not be saved, the feedback says so.

        >>> lesson.check("how-many-paragraphs")
        No answer yet.
          - Nothing is filled in so far.
        """
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
        """Show the next hint of a question, and record that you saw it. After the last hint, that one is shown again.

        >>> lesson.hint("how-many-paragraphs")
        You need not count. Each paragraph carries its number.
        """
        if message := self._unknown(question_id):
            return message
        shown = self._work.next_hint(question_id)
        self._redraw(question_id)
        return self._say(shown[-1] if shown else "There is no hint for this one.")

    def worked(self, question_id: str) -> Message:
        """Show the worked answer and the reason for it. An assessed question has none to show.

        If your last answer is not right yet, this is recorded as giving up.

        >>> lesson.worked("support-for-four-headlines")
        This one is looked at later.
        """
        if message := self._unknown(question_id):
            return message
        shown = self._work.reveal(question_id)
        self._redraw(question_id)
        return self._say(f"{shown['answer']}\n{shown['reason']}".strip() if shown else "This one is looked at later.")

    def progress(self, part: str = "") -> Any:
        """Show a card that says how many questions you have answered, in the whole lesson and in each notebook.

        With the name of a notebook, it also says what you can do now, what you found, and what is still open there.

        >>> lesson.progress("01_sourcing")
        """
        try:
            return self._desk.progress(part)
        except KitError as error:
            return Message(error)

    def my_reading(self, part: str = "") -> Any:
        """Make a page of your own: the article with your highlights, your evidence, what you wrote and what you found.

        ``part`` is the name of a notebook; without it, the page is about the whole lesson. The page is a file next to
        your answers, and a card offers it as a download. It holds no score.

        >>> lesson.my_reading("01_sourcing")
        """
        try:
            return self._desk.my_reading(part)
        except KitError as error:
            return Message(error)

    def hand_in(self, student: str = "") -> Any:
        """Put your answers into one file for your teacher, and say where it is. Nothing is sent anywhere.

        Without ``student`` this shows a card with a field for the id and a button. ``student`` is your class id, never
        your name: up to 24 letters (a to z), digits and hyphens. The file is in the folder hand-in next to your answers;
        in the browser edition you get it as a download. If the id cannot be used, there is nothing to hand in yet, or the
        file cannot be written, a sentence says so.

        >>> lesson.hand_in()
        >>> lesson.hand_in("ada-l")
        Your answers are in the file my-work/hand-in/iron_dome.ada-l.jsonl
        …
        """
        if not student:
            return self._desk.hand_in()
        try:
            if self._work.journal.in_browser:
                return self._desk.download(*self._work.pack(student))
            return Message(self._work.hand_in(student))
        except KitError as error:
            return Message(error)

    def answer(self, question_id: str) -> Message:
        """Show your last answer to a question as text.

        >>> lesson.answer("how-many-paragraphs")
        You have not answered this one so far.
        """
        if message := self._unknown(question_id):
            return message
        answer = self._work.last_answer(question_id)
        return Message("You have not answered this one so far." if answer is None else answer)

    def _say(self, text: str) -> Message:
        return Message(unmarked(text, self._content.glossary))

    def _redraw(self, question_id: str) -> None:
        # An answer given in a code cell must not import the cards when none is shown.
        if "_desk" in self.__dict__:
            self._desk.refresh(question_id)

    def _unknown(self, question_id: str) -> Message | None:
        """A sentence if there is no such question or it could not be read; otherwise None."""
        if isinstance(question_id, str) and question_id in self._content.questions:
            return None
        if sentence := self._content.broken.get(question_id if isinstance(question_id, str) else ""):
            return Message(f"This question cannot be shown. {sentence}")
        near = difflib.get_close_matches(str(question_id), self._content.questions, 1)
        return Message(f"There is no question “{question_id}”." + (f" Did you mean “{near[0]}”?" if near else ""))
