"""The kinds of exercise: one file each; building a question from its table, and grading an answer."""

from __future__ import annotations

import re
from typing import Any

from ..base.errors import KitError
from .fields import Table
from .kinds import kinds
from .question import STANDINGS, Context, Question
from .result import Result

__all__ = ["Context", "Question", "build", "grade", "kinds"]

_COMMON = frozenset(
    {"id", "kind", "standing", "prompt", "points", "minutes", "standards", "hints", "worked", "paragraphs", "assessed"}
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def build(values: dict[str, Any], context: Context, secret: dict[str, Any] | None = None) -> Question:
    """Make a question of its table and, for an assessed one, its entry in key/. Raises KitError with a sentence.

    An assessed question without its key is built with ``keyed = False``: its answers are saved, and graded later.
    """
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        raise KitError(f"there is no kind “{kind}”. The kinds are {', '.join(kinds())}.")
    cls = kinds()[kind]
    public = Table(values, _COMMON | cls.asked_fields | cls.key_fields)
    asked = cls.parse_prompt(public, context)
    if not public.get("assessed"):
        return cls(**_common(public, cls, context), **asked, **cls.parse_key(public, context, asked))
    leaked = sorted((cls.key_fields | {"worked"}) & values.keys()) + cls.leaks(public)
    if leaked:
        raise KitError(f"an assessed question keeps “{leaked[0]}” in key/, not here. Move it there.")
    if secret is not None and not isinstance(secret, dict):
        raise KitError("its entry in key/ must be a table of fields.")
    if secret is None:
        return cls(**_common(public, cls, context), **asked, keyed=False)
    whole = Table({**values, **secret}, _COMMON | cls.asked_fields | cls.key_fields)
    return cls(**_common(whole, cls, context), **asked, **cls.parse_key(whole, context, asked))


def grade(question: Question, answer: Any) -> Result:
    """Grade one answer: the same pure function on a card, in a cell and in the gradebook."""
    return question.grade(answer)


def _common(table: Table, cls: type[Question], context: Context) -> dict[str, Any]:
    """The fields that every question has, checked."""
    if not _ID.fullmatch(table.need("id", str)):
        raise KitError("an id is made of small letters, digits and hyphens, like “who-is-speaking”.")
    standing = table.need("standing", str)
    if standing not in STANDINGS:
        raise KitError(f"the standing is “{standing}”; it must be one of {', '.join(STANDINGS)}.")
    if standing not in cls.standings:
        raise KitError(f"a {cls.kind} question cannot be {standing}; it may be {' or '.join(sorted(cls.standings))}.")
    points, minutes = table.need("points", (int, float), 1), table.need("minutes", (int, float), 1)
    if not (0 < points <= 100 and 0 < minutes <= 300):
        raise KitError("points must be above zero and at most 100; minutes must be above zero and at most 300.")
    paragraphs = table.need("paragraphs", list, [])
    for number in paragraphs:
        context.article.paragraph(number)
    assessed = table.need("assessed", bool, False)
    prompt = table.need("prompt", str).strip()
    if not prompt:
        raise KitError("the prompt is empty. What is asked?")
    hints = table.texts("hints", () if assessed or cls.standings == {"open"} else None)
    return {
        "id": table.get("id"),
        "standing": standing,
        "prompt": prompt,
        "points": points,
        "minutes": minutes,
        "standards": table.texts("standards", ()),
        "hints": hints,
        "worked": table.need("worked", str, "" if assessed else None),
        "paragraphs": tuple(paragraphs),
        "assessed": assessed,
    }
