"""The widgets that a notebook shows. What many of them need is in one ``Shared`` widget, which is sent once."""

from __future__ import annotations

from functools import cache
from typing import Any

import anywidget
import ipywidgets
import traitlets

from ..text.article import Article
from .sources import file, joined, modules, style


class Shared(ipywidgets.Widget):
    """What several widgets of a page need, without a view of its own."""

    holds = traitlets.Dict().tag(sync=True)


@cache
def shared_code() -> Shared:
    """The files of all modules, and the style sheet."""
    names = {name for files in modules().values() for name in files}
    files = {name: file(name) for name in sorted(names)}
    return Shared(holds={"files": files, "modules": {name: list(own) for name, own in modules().items()}, "style": style()})


@cache
def shared_text(article: Article) -> Shared:
    """The paragraphs of an article, as cards draw them."""
    return Shared(holds={"paragraphs": paragraphs_of(article, tuple(p.number for p in article.paragraphs))})


def paragraphs_of(article: Article, numbers: tuple[int, ...]) -> list[dict]:
    """Paragraphs as a card draws them: [start, end, text, gap after it, sentence] per token, offsets in code points.

    A paragraph of a section has the title of it.
    """
    drawn: list[dict] = [{"n": number, "tokens": list(map(list, article.tokens_and_gaps(number)))} for number in numbers]
    for paragraph in drawn if article.sections else ():
        paragraph["section"] = article.section_of(paragraph["n"])
    return drawn


class Loaded(anywidget.AnyWidget):
    """A widget that takes its module from the files that all of them share, and paragraphs from the shared article."""

    _esm = joined("loader")
    module = traitlets.Unicode().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)

    def __init__(self, module: str, article: Article | None = None, **traits: Any):
        text = shared_text(article).model_id if article else ""
        super().__init__(module=module, code=shared_code().model_id, text=text, **traits)


class Asking(anywidget.AnyWidget):
    """A card that asks for something. ``question`` is what it asks; ``state`` is what is known about the answer.

    The reply to a message from the browser is a state with a new ``reply`` number, so that the card gets one even if
    nothing else has changed.
    """

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


class Card(Loaded, Asking):
    """A question on screen, without its key."""


class HandIn(Loaded, Asking):
    """The card on which answers are handed in, and taken in from a file. ``file`` is sent once, not with each state."""

    file = traitlets.Dict().tag(sync=True)


class Showing(Loaded):
    """An article to read, or the places of words in it."""

    question = traitlets.Dict().tag(sync=True)


class Progress(Loaded):
    """The student's progress, with a bar for the lesson and one for each notebook."""

    state = traitlets.Dict().tag(sync=True)


class Download(Loaded):
    """A file to download, for the browser edition, where the student cannot reach Python's files."""

    file = traitlets.Dict().tag(sync=True)
