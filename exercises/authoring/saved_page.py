"""The paragraphs of a page that a browser saved, and of a Word document; scripts, styles and menus are left out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

from ..base.errors import KitError

# What is on a page and is no part of its article.
_DROPPED_TAGS = (
    "script style nav header footer aside form figure button noscript svg template iframe select dialog menu head"
)
_DROPPED_TAGS += " object video audio textarea"
_VOID_TAGS = "area base br col embed hr img input link meta source track wbr"
_BLOCK_TAGS = "p li blockquote div section article main td dd dt h1 h2 h3 h4 h5 h6"
_DROPPED, _VOID, _BLOCKS = (frozenset(tags.split()) for tags in (_DROPPED_TAGS, _VOID_TAGS, _BLOCK_TAGS))
_TEXT = {"p", "blockquote", "li", "dd", "dt"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 30_000_000  # of a Word document's text, once unpacked


@dataclass
class Page:
    """What was read: paragraphs, and what the page says of itself; empty where it says nothing."""

    paragraphs: list[str] = field(default_factory=list)
    title: str = ""
    outlet: str = ""
    date: str = ""


class _Reader(HTMLParser):
    """Collects blocks of text, each with its tag and whether it is inside an article or main part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, bool, str]] = []
        self.about: dict[str, str] = {}
        self._open: list[str] = []
        self._words: list[str] = []
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        if tag == "meta":
            name, content = given.get("property") or given.get("name") or "", given.get("content") or ""
            self.about.setdefault(name.lower(), " ".join(content.split()))
        elif tag == "time" and given.get("datetime"):
            self.about.setdefault("time", given["datetime"] or "")
        elif tag == "title":
            self._title = True
        if tag == "br":
            self._words.append(" ")
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._end_block()
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those inside it that the page left open."""
        self._title = self._title and tag != "title"
        if tag not in self._open:
            return
        if tag in _BLOCKS:
            self._end_block()
        while self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep text, unless it is in a part that is left out."""
        if self._title:
            self.about.setdefault("title", " ".join(data.split()))
        elif _DROPPED.isdisjoint(self._open):
            self._words.append(data)

    def close(self) -> None:
        """End the last block."""
        super().close()
        self._end_block()

    def _end_block(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            tag = next((tag for tag in reversed(self._open) if tag in _BLOCKS), "")
            self.blocks.append((tag, bool({"article", "main"} & set(self._open)), text))


def read_html(text: str) -> Page:
    """The article on a saved page: the paragraphs of its article or main part, or else all of them."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    blocks = [block for block in reader.blocks if block[1]] or reader.blocks
    paragraphs = [words for tag, _, words in blocks if tag in _TEXT]
    # Some pages have no paragraphs, only divisions.
    if sum(len(words.split()) for words in paragraphs) < 60:
        paragraphs = [words for tag, _, words in blocks if not re.fullmatch(r"h[1-6]", tag)]
    about = reader.about
    first = next((words for tag, _, words in blocks if tag == "h1"), "")
    date = about.get("article:published_time") or about.get("date") or about.get("time") or ""
    title = first or about.get("og:title") or about.get("title") or ""
    return Page(paragraphs, title, about.get("og:site_name", ""), date[:10])


def read_docx(data: bytes) -> Page:
    """The paragraphs of a Word document. Raises KitError if it cannot be read as one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as whole:
            if whole.getinfo("word/document.xml").file_size > _MOST_BYTES:
                raise KitError("it is far too long for a lesson. Copy the article alone into a new document.")
            inside = whole.read("word/document.xml")
        if b"<!DOCTYPE" in inside:
            raise ValueError("a document type")
        root = ElementTree.fromstring(inside)
    except (zipfile.BadZipFile, KeyError, ValueError, ElementTree.ParseError, NotImplementedError, RuntimeError) as error:
        raise KitError("it is not a Word document. Open it, and save it as .docx or as plain text.") from error
    page = Page()
    for paragraph in root.iter(f"{_WORD}p"):
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        words = "".join(_run(one) for one in paragraph.iter() if one.tag.startswith(_WORD))
        text = " ".join(words.split())
        if text and style is not None and style.get(f"{_WORD}val", "").lower() == "title" and not page.title:
            page.title = text
        elif text:
            page.paragraphs.append(text)
    return page


def _run(one: ElementTree.Element) -> str:
    """The text of one piece of a Word paragraph; what was deleted with changes tracked has another tag."""
    name = one.tag.removeprefix(_WORD)
    return (one.text or "") if name == "t" else " " if name in ("tab", "br") else "-" if name == "noBreakHyphen" else ""
