"""The page around a sheet: a complete HTML file that includes its styles, so that one file is enough to copy and print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .forms import pages
from .markup import Paper

GENERATOR = "close-reading-the-news print-edition"
SIZES = {"a4": "A4", "letter": "letter"}
# In points. Large print is 18 throughout, including running titles and page numbers.
NORMAL, LARGE = 11, 18


@dataclass(frozen=True)
class Look:
    """How the sheets look: the style sheet's text, the paper (a4 or letter), and whether the print is large."""

    style: str
    size: str = "a4"
    large: bool = False

    @property
    def points(self) -> int:
        """The size of plain text, in points."""
        return LARGE if self.large else NORMAL


def document(template: str, paper: Paper, look: Look, *, sheet: str, class_id: bool = False, **values: Any) -> str:
    """One sheet as a complete HTML file: its name, whether it has a field for a class id, and what its template draws."""
    language = re.sub(r"[^A-Za-z-]", "", str(paper.content.article.about.get("language", "en"))) or "en"
    edges = {
        "title": f"{paper.title}: {sheet}",
        "class_id": "class id: ______________" if class_id else "",
        "question_set": "" if look.large else f"question set {paper.content.fingerprint}",
    }
    return (
        pages()
        .get_template(template)
        .render(
            paper=paper,
            look=look,
            size=SIZES[look.size],
            language=language,
            generator=GENERATOR,
            sheet=sheet,
            class_id=class_id,
            edges={name: _css(text) for name, text in edges.items()},
            **values,
        )
    )


def _css(text: str) -> str:
    """A text for use inside a CSS string: all but plain letters, digits and spaces is written as code points."""
    return re.sub(r"[^A-Za-z0-9 _]", lambda found: f"\\{ord(found[0]):x} ", text)
