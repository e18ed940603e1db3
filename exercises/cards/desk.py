"""The cards of a lesson: one widget per question, the article view, and the progress bar."""

from __future__ import annotations

from functools import cache
from typing import Any

import anywidget
import traitlets

from ..questions import Question
from ..questions.glossary import terms
from ..questions.question import STANDINGS
from ..questions.result import Result
from ..student.lesson_work import LessonWork
from ..student.my_reading import end_of_part, my_reading
from ..text.article import Article
from .my_reading import page
from .notebook import function_of_notebook
from .sources import script, style


class Card(anywidget.AnyWidget):
    """A question on screen. ``question`` holds no key; ``state`` is what is known about the answer.

    The reply to a message from the browser is a state with a new ``reply`` number, so that the card gets one even if
    nothing else has changed.
    """

    _esm = "export default {}"
    question = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def show(self, state: dict) -> None:
        """Show a state; a message that is waiting for its reply keeps waiting."""
        self.state = {**state, "reply": self._reply}

    def reply(self) -> None:
        """Reply to the browser that its message was handled."""
        self.state = {**self.state, "reply": self._reply + 1}

    @property
    def _reply(self) -> int:
        return self.state.get("reply", 0)


class ArticleView(anywidget.AnyWidget):
    """The article, with numbered paragraphs, to read."""

    _esm = script("article")
    _css = style()
    question = traitlets.Dict().tag(sync=True)


class Progress(anywidget.AnyWidget):
    """The student's progress, with a bar for the lesson and one for each notebook."""

    _esm = script("progress")
    _css = style()
    state = traitlets.Dict().tag(sync=True)


class Download(anywidget.AnyWidget):
    """A file to download, for the browser edition, where the student cannot reach Python's files."""

    _esm = script("download")
    _css = style()
    file = traitlets.Dict().tag(sync=True)


@cache
def _card_class(kind: str) -> type[Card]:
    return type(f"{kind.capitalize()}Card", (Card,), {"_esm": script(kind), "_css": style()})


class Desk:
    """Holds the cards that are shown, so that a question in two cells has one card, and the progress bar follows it."""

    def __init__(self, work: LessonWork):
        self.work = work
        self._cards: dict[str, Card] = {}
        self._progress: dict[str, Progress] = {}

    def card(self, question_id: str) -> Card:
        """The card of a question, with its state read again from the journal."""
        if question_id in self._cards:
            self.refresh(question_id)
            return self._cards[question_id]
        question = self.work.content.questions[question_id]
        card = _card_class(question.kind)(question=self._asked(question_id))
        card.show(self.work.state(question_id))
        card.on_msg(lambda _, message, __: self._heard(question_id, message))
        self._cards[question_id] = card
        return card

    def progress(self, part: str = "") -> Progress:
        """The progress card, with the end of a part if one is named; only one each, no matter how often it is shown.

        Raises KitError for a part that is not there.
        """
        state = self._progress_state(part)
        if part not in self._progress:
            self._progress[part] = Progress()
            self._progress[part].on_msg(lambda card, message, _: self._wants_reading(card, part, message))
        self._progress[part].state = state
        return self._progress[part]

    def _progress_state(self, part: str) -> dict:
        end = {"end": end_of_part(self.work, part)} if part else {}
        return self.work.progress_summary() | end

    def _wants_reading(self, card: Progress, part: str, message: Any) -> None:
        """Make the page of the part or of the whole lesson, and give it to the browser as a file."""
        if isinstance(message, dict) and message.get("do") == "my_reading":
            card.send({"file": self.my_reading("" if message.get("whole") else part).file})

    def my_reading(self, part: str = "") -> Download:
        """A card that offers the page My reading, which also lies next to the journal. Raises KitError."""
        name, text, holds = self.work.write_reading(part, page(my_reading(self.work, part)))
        return Download(file={"name": name, "text": text, "holds": holds, "title": "My reading"})

    def download(self, name: str, data: bytes, holds: str) -> Download:
        """A card that offers a file, with a text that says what is in it."""
        return Download(file={"name": name, "text": data.decode("utf-8"), "holds": holds})

    def refresh(self, question_id: str, result: Result | None = None) -> None:
        """Show the current state of a question on its card and on the progress card."""
        if question_id in self._cards:
            self._cards[question_id].show(self.work.state(question_id, result))
        for part, card in self._progress.items():
            card.state = self._progress_state(part)

    def _asked(self, question_id: str) -> dict:
        """The question as its card draws it, never with the key."""
        question = self.work.content.questions[question_id]
        part = self.work.part_of(question_id)
        return {
            "id": question.id,
            "kind": question.kind,
            "standing": question.standing,
            "standing_text": STANDINGS[question.standing],
            "prompt": question.prompt,
            "points": question.points,
            "minutes": question.minutes,
            "assessed": question.assessed,
            "saves_only": question.assessed or not question.graded_by_kit,
            "where": f"{part.title} · {part.ids.index(question_id) + 1} of {len(part.ids)}",
            "paragraphs": paragraphs_of(self.work.content.article, question.paragraphs or self._whole(question)),
            "glossary": {
                term: {"word": entry.word, "says": entry.says}
                for term in terms(question.texts())
                if (entry := self.work.content.glossary.get(term))
            },
            **question.public(),
        }

    def _whole(self, question: Question) -> tuple[int, ...]:
        """A card with the article shows the whole article if the question names no paragraphs."""
        return tuple(p.number for p in self.work.content.article.paragraphs) if question.shows_article else ()

    def _heard(self, question_id: str, message: Any) -> None:
        """Do what a button asks for. If anything goes wrong, the card says so."""
        card, do = self._cards[question_id], message.get("do") if isinstance(message, dict) else None
        with card.hold_sync():
            try:
                if do == "check":
                    self._check(question_id, message.get("answer"))
                elif do == "hint":
                    self.work.next_hint(question_id)
                    self.refresh(question_id)
                elif do == "worked":
                    self.work.reveal(question_id)
                    self.refresh(question_id)
                elif do == "download":
                    name, data = self.work.everything()
                    card.send({"file": {"name": name, "text": data.decode("utf-8")}})
                elif do == "again":
                    card.show({**self.work.state(question_id), "result": None, "extra": {}})
            except Exception as error:
                said = f"Something went wrong in the kit ({type(error).__name__}: {error})."
                card.show({**card.state, "saved": {"ok": False, "text": f"{said} Your answer is still on the screen."}})
            finally:
                card.reply()

    def _check(self, question_id: str, answer: Any) -> None:
        question = self.work.content.questions[question_id]
        if question.function_name:
            function, failed = function_of_notebook(question.function_name)
            if function is None or failed:
                self.refresh(question_id, question.not_found(failed))
                return
            answer = question.run(function) if callable(function) else function
        result, _ = self.work.submit(question_id, answer)
        self.refresh(question_id, result)


def paragraphs_of(article: Article, numbers: tuple[int, ...]) -> list[dict]:
    """Paragraphs as a card draws them: [start, end, text, gap after it, sentence] per token, offsets in code points."""
    return [{"n": number, "tokens": list(map(list, article.tokens_and_gaps(number)))} for number in numbers]


def article_view(article: Article) -> ArticleView:
    """The whole article as a card to read."""
    numbers = tuple(paragraph.number for paragraph in article.paragraphs)
    about = article.about
    return ArticleView(
        question={
            "kind": "article",
            "title": about.get("title", "The article"),
            "note": about.get("note", ""),
            "paragraphs": paragraphs_of(article, numbers),
        }
    )
