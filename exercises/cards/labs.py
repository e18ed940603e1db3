"""What the instruments find, as HTML that needs no script: each is a table, or has one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.templates import templates_in
from ..student.slips import Slip
from ..text import findings
from .sources import styles_of

if TYPE_CHECKING:
    from jinja2 import Environment

# A second sign for each voice, next to its color.
_SIGNS = "▮▲●◆■"
# Each has a template in pages/labs/.
FINDINGS = {
    "Counts": "bars",
    "Ranking": "bars",
    "Pairs": "pairs",
    "ByVoice": "by_voice",
    "Concordance": "concordance",
    "InText": "in_text",
    "Dispersion": "dispersion",
    "KnownWords": "known_words",
    "SentimentScore": "score",
    "SentimentScores": "scores",
}


def lab(found: Any) -> str:
    """A finding as HTML, with its style.

    ``found`` is an object of a class in ``FINDINGS``.

        >>> lab(Counts({"Gantz": 258}, "Inside quotation marks"))[:7]
        '<style>'
    """
    kind = next(base.__name__ for base in type(found).__mro__ if base.__name__ in FINDINGS)
    return _drawn(FINDINGS[kind], found=found, signs=_SIGNS, hints=getattr(found, "hints", ()), **_scale(found))


def slip_html(slip: Slip, traceback: str) -> str:
    """A slip in a cell as HTML, with what Python says folded away."""
    return _drawn("slip", slip=slip, traceback=traceback)


def _drawn(template: str, **shown: Any) -> str:
    return _templates().get_template(f"{template}.html").render(style=styles_of("base", "pages/labs/labs"), **shown)


def _scale(found: Any) -> dict[str, Any]:
    """The rows of bars, and the number that the longest bar is for."""
    if isinstance(found, findings.ByVoice):
        return {"most": max((count for counts in found.values() for count in counts.values()), default=0)}
    if isinstance(found, findings.Counts | findings.Ranking):
        rows = list(found.items() if isinstance(found, findings.Counts) else found)
        return {"rows": rows, "most": max((value for _, value in rows), default=0)}
    return {}


@cache
def _templates() -> Environment:
    environment = templates_in(Path(__file__).parent / "pages" / "labs")
    environment.filters["number"] = findings.number_text
    environment.filters["signed"] = lambda value, digits: f"{value:+.{digits}f}".replace("-", "−")
    environment.filters["share"] = lambda value, most: round(100 * max(0, value) / most, 1) if most else 0
    return environment
