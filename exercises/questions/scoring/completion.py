"""The result of an open answer: how complete it is, what is still open, and why a person should look at it."""

from __future__ import annotations

from collections.abc import Sequence

from ..result import Flag, Notice, Result
from .conditions import Break, Condition, filled
from .draft import Draft

_COMPLETE = Notice(
    "Our checks found everything that they look for.",
    "They cannot tell whether it is true to the article, or fair. Your teacher reads it for that.",
)
_FLAGGED = "A person should look at this; it costs no point."


def result(
    points: float,
    conditions: Sequence[Condition],
    draft: Draft,
    flags: Sequence[Flag],
    asides: Sequence[Notice] = (),
    untouched: Notice | None = None,
) -> Result:
    """The result of a draft: complete, unfinished, or waiting for a teacher if it has a flag.

    Completion is the share of the requirements that are met, halved while any gate is open. ``untouched`` is the notice
    for an unchanged source text, which has everything and earns nothing.
    """
    found = [(c, c.look(draft)) for c in conditions]
    met = {c.id: broken is None for c, broken in found}
    asked = [c for c in conditions if not c.gate]
    there = sum(met[c.id] for c in asked)
    share = there / len(asked) / (1 if all(met[c.id] for c in conditions if c.gate) else 2)
    told = told_of(found)
    if untouched:
        share, told = 0.0, [untouched]
    extra = {
        "conditions": [{"id": c.id, "text": c.text, "met": met[c.id], "gate": c.gate} for c in conditions],
        "met": there,
        "asked": len(asked),
        "completion": round(share, 4),
    }
    told += [Notice(flag.text, _FLAGGED) for flag in flags]
    if flags:
        return Result("needs_teacher", None, points, (*told, *asides), extra, flags=tuple(flags))
    if share == 1:
        return Result("complete", points, points, (_COMPLETE, *asides), extra)
    headline = f"Not finished yet: {there} of {len(asked)} {'condition' if len(asked) == 1 else 'conditions'}."
    return Result("unfinished", round(points * share, 2), points, (*told, *asides), extra, headline)


def notices(conditions: Sequence[Condition], draft: Draft) -> list[Notice]:
    """What is still open in a draft, in the order of the conditions."""
    return told_of([(c, c.look(draft)) for c in conditions])


def told_of(found: Sequence[tuple[Condition, Break | None]]) -> list[Notice]:
    """The notices for breaks; breaks of the same kind share one notice."""
    words: dict[tuple[str, Notice], tuple[str, ...]] = {}
    for condition, broken in found:
        if broken is not None:
            place = (condition.kind, broken.notice or condition.notice)
            words[place] = words.get(place, ()) + broken.words
    return [filled(notice, named) for (_, notice), named in words.items()]
