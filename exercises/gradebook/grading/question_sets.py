"""The set of questions that a hand-in was made with: the one that was given out, read by the rules of today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...lesson_data import archive
from ...lesson_data.content import Content

NOT_KEPT = (
    "it was made with another set of questions, which was not kept. It is graded with today's: look at questions that you "
    "changed."
)


def question_set_of(today: Content, folder: Path, fingerprint: str) -> tuple[Content | None, str]:
    """The questions of a set, and a sentence where they are not quite those that were given out; None when not kept.

    A question of a kept set that the kit cannot read any more is the one of today by the same id, where there is one.
    """
    kept = archive.resolve_question_set(today, folder, fingerprint)
    if kept is None or not kept.broken:
        return kept, ""
    questions, parts = dict(kept.questions), []
    for part in kept.parts:
        now = next((one.ids for one in today.parts if one.name == part.name), ())
        instead = {name: today.questions[name] for name in now if name in kept.broken}
        questions |= instead
        parts.append(replace(part, ids=(*part.ids, *instead)))
    gone = len(kept.broken) - (len(questions) - len(kept.questions))
    note = (
        f"{len(kept.broken)} of the questions that it was made with cannot be read by this version of the kit. They are "
        f"graded with today's question of the same name{f', and {gone} not at all' if gone else ''}: look at "
        f"{', '.join(sorted(kept.broken))}."
    )
    return replace(kept, questions=questions, parts=tuple(parts)), note
