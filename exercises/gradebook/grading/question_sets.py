"""The question set that a hand-in was made with: as it was given out, read by today's rules."""

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
    """The questions of a set (None if it was not kept), and a sentence if they differ from those given out.

    If the kit can no longer read a question of a kept set, today's question with the same id replaces it, if there is one.
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
