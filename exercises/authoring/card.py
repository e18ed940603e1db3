"""The card on which a teacher makes a lesson of an article and looks through its drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..base.errors import KitError
from ..cards.sources import ASKING, joined, style
from ..cards.widgets import Asking
from ..lesson_data import content
from ..lesson_data.review_file import FILE
from ..text.annotations import annotations_of
from ..text.article import Article
from .article_file import read_article
from .command import make_lesson
from .review import ReviewSession
from .review_items import LAYERS, new_layers, options

# The card's JavaScript, after the code that it shares with each card that asks.
FILES = tuple(
    Path(__file__).with_name(f"{name}.js") for name in ("review_parts", "review_draft", "review_questions", "review")
)


class ReviewCard(Asking):
    """The drafts on screen: ``question`` is what does not change, ``state`` the lesson as it is now."""

    _esm = joined(*ASKING, *FILES)
    _css = style(Path(__file__).with_name("review.css"))


class Authoring:
    """What the notebook ``new_lesson`` holds: one card, and the lesson that is open on it."""

    def __init__(self) -> None:
        self._session: ReviewSession | None = None
        self._at = ""
        self._card: ReviewCard | None = None

    def __repr__(self) -> str:
        return "Your own lessons. Their card is lessons.card()."

    def card(self) -> ReviewCard:
        """The card; there is only one, however often it is shown."""
        if self._card is None:
            self._card = ReviewCard(question={"layers": [[layer, LAYERS[layer][0]] for layer in new_layers()]})
            self._card.on_msg(lambda _, message, __: self._heard(message if isinstance(message, dict) else {}))
            self._card.show({**self._state(), "said": "", "problem": ""})
        return self._card

    def _heard(self, message: dict[str, Any]) -> None:
        """Do what a button asks for. If anything goes wrong, the card says so, and nothing else changes."""
        said = problem = ""
        try:
            said = self._do(message)
        except KitError as error:
            problem = str(error)
        except Exception as error:
            problem = f"Something went wrong in the kit ({type(error).__name__}: {error}). Nothing was changed."
        assert self._card is not None
        with self._card.hold_sync():
            self._card.show({**self._state(), "said": said, "problem": problem})
            self._card.reply()

    def _do(self, message: dict[str, Any]) -> str:
        """Perform one act and return what was done. Raises KitError."""
        do, get = message.get("do"), lambda name: str(message.get(name) or "")
        if do == "draft":
            source = read_article("-", get("text").encode("utf-8"))
            make_lesson(get("name").strip(), source, get("title"), get("outlet"), get("date"))
            self._open(get("name").strip())
            return f"“{get('name').strip()}” is drafted. Now look through it, from the least certain draft on."
        if do == "open":
            self._open(get("name"))
            return ""
        session = self._session
        if session is None:
            raise KitError("Choose a lesson first, or draft a new one.")
        if do == "go":
            self._at = get("id")
            return ""
        if do == "undo":
            return session.undo()
        said = _act(session, do, message, get)
        if do in ("accept", "delete"):
            self._at = next((item.id for item in session.items if not item.seen), get("id"))
        return said

    def _open(self, name: str) -> None:
        self._session = ReviewSession(name)
        self._at = next((item.id for item in self._session.items), "")

    def _state(self) -> dict[str, Any]:
        folders = (path.parent.name for path in sorted(content.LESSONS.glob(f"*/{FILE}")))
        state: dict[str, Any] = {"lessons": list(folders), "lesson": "", "at": ""}
        session = self._session
        if session is None:
            return {**state, "title": "", "paragraphs": [], "items": [], "questions": [], "left_out": [], "waiting": 0} | {
                "voices": []
            }
        items = session.items
        if self._at not in {item.id for item in items}:
            self._at = items[0].id if items else ""
        return {
            **state,
            "lesson": session.folder.name,
            "at": self._at,
            "title": session.about["title"],
            "paragraphs": list(_paragraphs(session)),
            "items": [asdict(item) for item in items],
            "questions": session.questions,
            "left_out": [list(pair) for pair in session.left_out.items()],
            "waiting": session.waiting,
            "voices": options("voice", session.about["voices"]),
        }


def _act(session: ReviewSession, do: Any, message: dict[str, Any], get: Any) -> str:
    """One act on the drafts of a lesson."""
    if do == "accept":
        return session.accept(get("id"))
    if do == "words":
        return session.set_words(get("id"), get("words"))
    if do == "field":
        return session.set_field(get("id"), get("field"), get("value"))
    if do == "delete":
        return session.delete(get("id"))
    if do == "add":
        return session.add(get("layer"), get("words"), message.get("paragraph"), get("value"))
    if do == "rest":
        return session.accept_rest(message.get("count"))
    if do == "question":
        prompt = message.get("prompt")
        return session.see_question(get("id"), bool(message.get("on")), prompt if isinstance(prompt, str) else None)
    raise KitError("Run the cell of this card again: it is older than the kit.")


def _paragraphs(session: ReviewSession) -> Iterator[dict[str, Any]]:
    """Each paragraph in pieces, with the ids of the drafts that a piece is part of."""
    article = Article(session.text, session.about)
    places = [(one.place, one.id) for one in annotations_of(session.layers, article) if one.span]
    for paragraph in article.paragraphs:
        inside = [(place, name) for place, name in places if paragraph.span.overlap(place)]
        edges = {paragraph.span.start, paragraph.span.end}
        edges |= {edge for place, _ in inside for edge in (place.start, place.end)}
        cuts = sorted(edges)
        pieces = [
            [article.text[start:end], [name for place, name in inside if place.start <= start and end <= place.end]]
            for start, end in pairwise(cuts)
        ]
        yield {"n": paragraph.number, "pieces": pieces}
