"""The cards of a lesson: one widget per question, the article view, and the progress bar."""

from __future__ import annotations

from typing import Any

from ..questions import Question
from ..questions.glossary import terms
from ..questions.question import STANDINGS
from ..questions.result import Result
from ..student.drafts import draft_ids
from ..student.lesson_work import LessonWork
from ..student.my_reading import end_of_part, my_reading
from ..text.article import Article
from .hand_in import HandInDesk
from .my_reading import page
from .notebook import function_of_notebook
from .widgets import Card, Download, HandIn, Progress, Showing


class Desk:
    """Holds the cards that are shown, so that a question in two cells has one card, and the progress bar follows it."""

    def __init__(self, work: LessonWork):
        self.work = work
        self._cards: dict[str, Card] = {}
        self._progress: dict[str, Progress] = {}
        self._hand_in: HandInDesk | None = None

    def card(self, question_id: str) -> Card:
        """The card of a question, with its state read again from the journal."""
        if question_id in self._cards:
            self.refresh(question_id)
            return self._cards[question_id]
        question = self.work.content.questions[question_id]
        card = Card(question.kind, self.work.content.article, question=self._asked(question_id))
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
            self._progress[part] = Progress("progress")
            self._progress[part].on_msg(lambda card, message, _: self._wants_reading(card, part, message))
        self._progress[part].state = state
        return self._progress[part]

    def _progress_state(self, part: str) -> dict:
        end = {"end": end_of_part(self.work, part)} if part else {}
        return self.work.progress_summary() | end

    def _wants_reading(self, card: Progress, part: str, message: Any) -> None:
        """Make the page of the part or of the whole lesson, and give it to the browser as a file."""
        if isinstance(message, dict) and message.get("do") == "my_reading":
            card.send({"file": self._reading("" if message.get("whole") else part)})

    def my_reading(self, part: str = "") -> Download:
        """A card that offers the page My reading, which also lies next to the journal. Raises KitError."""
        return Download("download", file=self._reading(part))

    def _reading(self, part: str) -> dict:
        name, text, holds = self.work.write_reading(part, page(my_reading(self.work, part)))
        return {"name": name, "text": text, "holds": holds, "title": "My reading"}

    def hand_in(self) -> HandIn:
        """The card on which answers are handed in; there is only one."""
        if self._hand_in is None:
            self._hand_in = HandInDesk(self.work, lambda: list(self._cards), self._refresh_all)
        self._hand_in.refresh()
        return self._hand_in.card

    def _refresh_all(self) -> None:
        for question_id, card in self._cards.items():
            card.show(self.work.state(question_id))
        self._refresh_progress()

    def download(self, name: str, data: bytes, holds: str) -> Download:
        """A card that offers a file, with a text that says what is in it."""
        return Download("download", file={"name": name, "text": data.decode("utf-8"), "holds": holds})

    def refresh(self, question_id: str, result: Result | None = None) -> None:
        """Show the current state of a question on its card and on the progress card."""
        if question_id in self._cards:
            self._cards[question_id].show(self.work.state(question_id, result))
        self._refresh_progress()

    def _refresh_progress(self) -> None:
        for part, card in self._progress.items():
            card.state = self._progress_state(part)
        if self._hand_in is not None:
            self._hand_in.refresh()

    def _asked(self, question_id: str) -> dict:
        """The question as its card draws it, never with the key."""
        question = self.work.content.questions[question_id]
        part = self.work.part_of(question_id)
        at = part.ids.index(question_id)
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
            "where": f"{part.title} · {at + 1} of {len(part.ids)}",
            "paragraphs": list(question.paragraphs or self._whole(question)),
            "glossary": {
                term: {"word": entry.word, "says": entry.says}
                for term in terms(question.texts())
                if (entry := self.work.content.glossary.get(term))
            },
            "next": part.ids[at + 1] if at + 1 < len(part.ids) else "",
            "live": question.free_text and not question.assessed,
            "place": self.work.drafts.place,
            **question.public(),
        }

    def _whole(self, question: Question) -> tuple[int, ...]:
        """A card with the article shows the whole article if the question names no paragraphs."""
        return tuple(p.number for p in self.work.content.article.paragraphs) if question.shows_article else ()

    def _heard(self, question_id: str, message: Any) -> None:
        """Do what a button asks for. If anything goes wrong, the card says so."""
        message = message if isinstance(message, dict) else {}
        card, do = self._cards[question_id], message.get("do")
        if do in ("draft", "undraft"):
            self._keep(question_id, message)
            return
        if do == "try":
            card.send(
                {"written": self.work.conditions(question_id, message.get("answer")), "number": message.get("number")}
            )
            return
        with card.hold_sync():
            try:
                if do == "check":
                    self._check(question_id, message)
                elif do == "hint":
                    self.work.next_hint(question_id)
                    self.refresh(question_id)
                elif do == "worked":
                    self.work.reveal(question_id)
                    self.refresh(question_id)
                elif do == "download":
                    name, data = self.work.everything()
                    card.send({"file": {"name": name, "text": data.decode("utf-8")}})
            except Exception as error:
                said = f"Something went wrong in the kit ({type(error).__name__}: {error})."
                card.show({**card.state, "saved": {"ok": False, "text": f"{said} Your answer is still on the screen."}})
            finally:
                card.reply()

    def _keep(self, question_id: str, message: dict) -> None:
        """Keep what is typed and not checked, or forget it. No reply goes out: the state says what is kept."""
        named, card = draft_ids(message.get("drafts")), self._cards[question_id]
        if message["do"] == "draft":
            self.work.drafts.keep(question_id, message.get("draft"), named)
        else:
            self.work.drafts.drop(question_id, named)
        card.state = {**card.state, "drafts": self.work.drafts.of(question_id)}

    def _check(self, question_id: str, message: dict) -> None:
        question, answer = self.work.content.questions[question_id], message.get("answer")
        if question.function_name:
            function, failed = function_of_notebook(question.function_name)
            if function is None or failed:
                self.refresh(question_id, question.not_found(failed))
                return
            answer = question.run(function) if callable(function) else function
        result, saved = self.work.submit(question_id, answer)
        if saved is not None and saved.ok:
            self.work.drafts.drop(question_id, draft_ids(message.get("drafts")))
        self.refresh(question_id, result)


def article_view(article: Article) -> Showing:
    """The whole article as a card to read."""
    about = article.about
    numbers = [paragraph.number for paragraph in article.paragraphs]
    folded = [section.title for section in article.sections if section.fold]
    question = {"title": about.get("title", "The article"), "note": about.get("note", ""), "paragraphs": numbers}
    glossary = {str(one.span.start): {"word": one.word, "says": one.says} for one in article.glosses}
    glosses = [[one.span.start, one.span.end] for one in article.glosses]
    explained = {"folded": folded, "glosses": glosses, "glossary": glossary}
    return Showing("article", article, question={"kind": "article", **question, **explained})
