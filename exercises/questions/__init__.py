"""The kinds of exercise: one file each; building a question from its table, and grading an answer."""

from __future__ import annotations

import re
from typing import Any

from ..base.errors import KitError
from . import declare
from .declare import Fields
from .fields import HOLE, FieldFault, Table
from .kinds import kinds_by_name
from .question import STANDINGS, Context, Question
from .result import Result

__all__ = ["COMMON_FIELDS", "Context", "Question", "build", "grade", "kinds_by_name"]

COMMON_FIELDS: Fields = {
    "id": declare.text("small letters, digits and hyphens; names the subject; never changed once in use"),
    "kind": declare.text("one of the kinds"),
    "standing": declare.text("settled if the page decides it, contested if careful readers differ, else open", *STANDINGS),
    "prompt": declare.text("what is asked; a blank line starts a paragraph, *word* stresses a word"),
    "points": declare.number("above 0 and at most 100; 1 if you leave it out", maximum=100).optional,
    "minutes": declare.number("how long it takes; 1 if you leave it out", maximum=300).optional,
    "standards": declare.texts("codes of learning standards").optional,
    "hints": declare.texts("from a gentle push to a strong one; only an open or assessed question may do without").optional,
    "worked": declare.text("the reason, shown with the worked answer").optional,
    "paragraphs": declare.anything("the paragraphs that the card shows", type="array", items={"type": "integer"}).optional,
    "assessed": declare.flag("true if the card only says saved; its key is then in key/").optional,
    "more": declare.flag("true if the card is not on the core path, which fits one class period").optional,
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def build(values: dict[str, Any], context: Context, secret: dict[str, Any] | None = None) -> Question:
    """Make a question from its table and, if it is assessed, from its entry in key/. Raises KitError with the reason.

    An assessed question without its key is built with ``keyed = False``: its answers are saved, and graded later.
    """
    kind = values.get("kind")
    if not isinstance(kind, str) or kind not in kinds_by_name():
        raise KitError(f"there is no kind “{kind}”. The kinds are {', '.join(kinds_by_name())}.")
    cls = kinds_by_name()[kind]
    known = COMMON_FIELDS.keys() | cls.asked_fields.keys() | cls.key_fields.keys()
    public = Table(values, known)
    asked = cls.parse_prompt(public, context)
    if not public.get("assessed"):
        return cls(**_common(public, cls, context), **asked, **cls.parse_key(public, context, asked))
    leaked = sorted((cls.key_fields.keys() | {"worked"}) & values.keys()) + cls.leaks(public)
    if leaked:
        raise KitError(f"an assessed question keeps “{leaked[0]}” in key/, not here. Move it there.")
    if secret is not None and not isinstance(secret, dict):
        raise KitError("its entry in key/ must be a table of fields.")
    if secret is None:
        return cls(**_common(public, cls, context), **asked, keyed=False)
    whole = Table({**values, **secret}, known)
    return cls(**_common(whole, cls, context), **asked, **cls.parse_key(whole, context, asked))


def grade(question: Question, answer: Any) -> Result:
    """Grade one answer: the same pure function on a card, in a cell and in the gradebook."""
    return question.grade(answer)


def _common(table: Table, cls: type[Question], context: Context) -> dict[str, Any]:
    """The fields that all questions have, checked."""
    if not _ID.fullmatch(table.need("id", str)):
        said = "an id is made of small letters, digits and hyphens, like “who-is-speaking”."
        raise FieldFault(said, table.values, "id", "unnamed")
    standing = table.need("standing", str)
    if standing not in STANDINGS:
        said = f"the standing is “{standing}”; it must be one of {', '.join(STANDINGS)}."
        raise FieldFault(said, table.values, "standing", min(cls.standings), lacks=True)
    if standing not in cls.standings:
        said = f"a {cls.kind} question cannot be {standing}; it may be {' or '.join(sorted(cls.standings))}."
        raise FieldFault(said, table.values, "standing", min(cls.standings), lacks=True)
    points, minutes = table.need("points", (int, float), 1), table.need("minutes", (int, float), 1)
    if not (0 < points <= 100 and 0 < minutes <= 300):
        said = "points must be above zero and at most 100; minutes must be above zero and at most 300."
        raise FieldFault(said, table.values, "minutes" if 0 < points <= 100 else "points", 1)
    paragraphs = table.need("paragraphs", list, [])
    for number in paragraphs:
        try:
            context.article.paragraph(number)
        except KitError as error:
            raise FieldFault(str(error), table.values, "paragraphs", [], lacks=True) from error
    assessed = table.need("assessed", bool, False)
    prompt = table.need("prompt", str).strip()
    if not prompt:
        raise FieldFault("the prompt is empty. What is asked?", table.values, "prompt", HOLE)
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
        "more": table.need("more", bool, False),
    }
