"""A student's page My reading, as one HTML file that needs nothing else."""

from __future__ import annotations

import string
from pathlib import Path

from ..base.templates import templates_in
from ..student.my_reading import MyReading
from .sources import styles_of

_PAGES = Path(__file__).parent / "pages" / "my_reading"


def page(reading: MyReading, language: str = "en") -> str:
    """The page as HTML, for a browser or a printer; what the student wrote is in it as text."""
    style = styles_of("base", "article", "pages/my_reading/page")
    template = templates_in(_PAGES).get_template("page.html")
    return template.render(reading=reading, language=language, letters=string.ascii_uppercase, style=style)
