"""The page around a sheet: a whole HTML file with its style inside, so that one file is all there is to copy and print."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .markup import Paper, esc

GENERATOR = "close-reading-the-news print-edition"
SIZES = {"a4": "A4", "letter": "letter"}
# Points. The large print is 18 throughout, running titles and page numbers included.
NORMAL, LARGE = 11, 18


@dataclass(frozen=True)
class Look:
    """How the sheets look: the style sheet's text, the paper (a4 or letter), and whether the print is large."""

    style: str
    size: str = "a4"
    large: bool = False

    @property
    def points(self) -> int:
        """The size of plain text."""
        return LARGE if self.large else NORMAL


def document(paper: Paper, sheet: str, body: str, look: Look, class_id: bool = False) -> str:
    """One sheet as a whole HTML file."""
    language = re.sub(r"[^A-Za-z-]", "", str(paper.content.article.about.get("language", "en"))) or "en"
    return f"""<!doctype html>
<html lang="{language}" class="{"large" if look.large else "normal"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{GENERATOR}">
<title>{esc(paper.title)}: {esc(sheet)}</title>
<style>
{_page_rule(paper, sheet, look, class_id)}
{look.style}
</style>
</head>
<body><main>
{body}
</main></body>
</html>
"""


def _page_rule(paper: Paper, sheet: str, look: Look, class_id: bool) -> str:
    """The paper's size, and what stands at the edge of every page: title, class id, and the page's number."""
    small = look.points if look.large else look.points - 2
    title = _css(f"{paper.title}: {sheet}")
    right = _css("class id: ______________") if class_id else '""'
    question_set = _css(f"question set {paper.content.fingerprint}" if not look.large else "")
    font = f"font: {small}pt Arial, Helvetica, 'Liberation Sans', sans-serif; color: #000; white-space: pre;"
    return f"""@page {{ size: {SIZES[look.size]}; margin: {"22mm 14mm" if look.large else "18mm 15mm"};
@top-left {{ content: {title}; {font} }}
@top-right {{ content: {right}; {font} }}
@bottom-left {{ content: {question_set}; {font} }}
@bottom-right {{ content: "page " counter(page) " of " counter(pages); {font} }} }}
html {{ font-size: {look.points}pt; }}"""


def _css(text: str) -> str:
    """A text as a CSS string: all but plain letters, digits and spaces is written by its number."""
    return '"' + re.sub(r"[^A-Za-z0-9 _]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'
