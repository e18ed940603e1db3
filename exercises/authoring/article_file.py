"""A teacher's article, read from a file or from pasted text, and refused in a sentence where no lesson can come of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import KitError, reason
from ..questions.scoring.english import listed
from ..text.attribution.reading import read
from .saved_page import Page, read_docx, read_html

MOST_WORDS = 20_000
_FEWEST_WORDS = 60
_BYLINE = re.compile(r"(?:By|BY) [A-Z][^.!?]{2,80}")
_ENGLISH = 0.25  # share of small words; English news has about 0.45, other languages below 0.1
_QUOTED = 4  # words: shorter quotations may be titles


@dataclass(frozen=True)
class Source:
    """An article as it will be in the lesson. ``left_out`` has the lines that were taken for no part of it.

    ``sections`` has the titles of several articles, each with the number of its first paragraph.
    """

    text: str
    title: str = ""
    outlet: str = ""
    date: str = ""
    left_out: tuple[str, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()

    def beside(self, other: Source) -> Source:
        """This article and another one on the same event, as one text with two sections."""
        titles = [one.title or f"The {name} article" for one, name in ((self, "first"), (other, "second"))]
        if titles[0] == titles[1]:
            titles = [f"{title} ({name})" for title, name in zip(titles, ("first", "second"), strict=True)]
        start = self.text.count("\n\n") + 2
        outlet = " and ".join(dict.fromkeys(filter(None, (self.outlet, other.outlet))))
        return Source(
            f"{self.text.rstrip()}\n\n{other.text}",
            "Two articles on one event",
            outlet,
            self.date or other.date,
            (*self.left_out, *other.left_out),
            ((titles[0], 1), (titles[1], start)),
        )


def read_article(name: str, pasted: bytes = b"") -> Source:
    """Read an article by the name of its file; for the name “-”, from what was pasted.

    Files that end in .docx and .html or .htm are read as such, and all others as plain text in UTF-8. Raises KitError
    with a sentence if no lesson can be made of it.

        >>> read_article("pool.txt").text[:20]
        'The Alder Street poo'
    """
    path, shown = Path(name), "The pasted text" if name == "-" else f"“{Path(name).name}”"
    try:
        data = pasted if name == "-" else path.read_bytes()
        page = _page(data, path.suffix.lower())
        source = _source(page)
        _check(source)
    except FileNotFoundError as error:
        raise KitError(f"There is no file {path}. Check its name and its folder.") from error
    except OSError as error:
        raise KitError(f"{shown} cannot be opened: {reason(error)}.") from error
    except KitError as error:
        raise KitError(f"{shown} cannot become a lesson: {error}") from error
    return source


def _page(data: bytes, suffix: str) -> Page:
    """The paragraphs of a file, by its ending."""
    if data.startswith(b"PK\x03\x04"):
        return read_docx(data)
    text = _decoded(data)
    if suffix in (".html", ".htm") or re.match(r"\s*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        return read_html(text)
    return Page(_paragraphs(text))


def _decoded(data: bytes) -> str:
    """Bytes as text. Raises KitError for what is no text, and for another encoding than UTF-8 and UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode("utf-8")
    text = data.removeprefix(codecs.BOM_UTF8)
    strange = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in text[:4000])
    if b"\0" in text or strange > 0.02 * len(text[:4000]):
        raise KitError("it is no text, but a picture, a PDF or a program. Copy the article's words into a plain text file.")
    try:
        return text.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        raise KitError(
            f"line {line} is in an older encoding, so its odd letters would be lost. Save it once more as UTF-8; most "
            "editors ask for the encoding under Save As."
        ) from error


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of plain text: between blank lines, or one a line where there are none."""
    blocks = re.split(r"\n[^\S\n]*\n", text.strip())
    lines = [" ".join(line.split()) for line in text.splitlines()]
    # Lines of a few words each were broken by an editor, and make one paragraph.
    if len(blocks) == 1 and sum(len(line) for line in lines) > 100 * len(lines):
        blocks = lines
    return [" ".join(block.split()) for block in blocks if block.strip()]


def _source(page: Page) -> Source:
    """The article without its headline and byline, which belong to what is said about it."""
    paragraphs, left_out, title = list(page.paragraphs), [], page.title
    while paragraphs and len(paragraphs) > 1 and (first := paragraphs[0]):
        is_title = first == title or (not title and len(first.split()) <= 16 and not re.search(r"[.!?:”\"]$", first))
        if not is_title and not _BYLINE.fullmatch(first):
            break
        title = title or (first if is_title else "")
        left_out.append(paragraphs.pop(0))
    return Source("\n\n".join(paragraphs) + "\n", title, page.outlet, page.date, tuple(left_out))


def _check(source: Source) -> None:
    """Raise KitError, without the file's name, if the text is not fit for a lesson."""
    words = source.text.split()
    if not words:
        raise KitError("it is empty. Save the article in it first, or paste the text.")
    if len(words) > MOST_WORDS:
        raise KitError(f"it has {len(words):,} words, and a lesson takes {MOST_WORDS:,}. Choose one article.")
    if source.text.count("\n\n") < 1:
        raise KitError("it is a single paragraph. Put a blank line between paragraphs, so that students can point to them.")
    if len(words) < _FEWEST_WORDS:
        raise KitError(f"it has {len(words)} words. A lesson needs {_FEWEST_WORDS} at least, and 300 to 900 are best.")
    small = sum(word.lower().strip(".,;:!?”“\"’'") in listed("small") for word in words) / len(words)
    if small < _ENGLISH:
        raise KitError("it does not look like English. The drafts know English words alone; write such a lesson by hand.")
    if not any(one.last - one.first >= _QUOTED for one in read(source.text).quotations):
        raise KitError("nobody is quoted in it. Choose an article with quotations: most questions ask who speaks.")
