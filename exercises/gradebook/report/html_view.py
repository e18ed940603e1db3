"""A part of the class report in a notebook: drawn as on the page, and as plain text where HTML is not rendered."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .page import pages

_BLOCKS = frozenset({"p", "li", "tr", "h2", "h3", "summary", "caption", "dt", "dd", "br", "div", "section", "table", "ul"})
_NO_TEX = "tex2jax_ignore mathjax_ignore"
_CELLS = frozenset({"td", "th"})


class Shown:
    """Markup from the report's own templates, in which all text is already escaped."""

    def __init__(self, *parts: str):
        self.html = "\n".join(parts)

    def _repr_html_(self) -> str:
        # A dollar sign in a text is no formula: JupyterLab's MathJax leaves alone what has one of these classes.
        # In the templates, focusable elements have an attribute that turns off JupyterLab's command keys: otherwise a “b”
        # on a summary would insert a cell.
        return f'<style>{pages().globals["style"]}</style><div class="crn-report {_NO_TEX}">{self.html}</div>'

    def __repr__(self) -> str:
        return as_text(self.html)


def as_text(html: str) -> str:
    """The text of some markup, one line per block; the cells of a row are separated by a bar."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"\s+", " ", line).strip(" |") for line in "".join(reader.found).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list) -> None:
        self.found.append("\n" if tag in _BLOCKS else " | " if tag in _CELLS else "")

    def handle_endtag(self, tag: str) -> None:
        self.found.append("\n" if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        self.found.append(data.replace("\n", " "))
