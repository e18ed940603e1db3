"""All questions that the templates make for one article, and why the others stay out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..base.errors import MALFORMED, KitError, describe_error
from ..lesson_data.demands import unmet_by
from ..questions import Context, build
from . import ask_beside, ask_framing, ask_sourcing, ask_words, ask_writing
from .facts import Facts
from .template import LeftOut, Template

# The parts of the notebook, each with its questions in order.
PARTS: dict[str, tuple[Callable[[Facts, Template], Any], ...]] = {
    "sourcing": (
        ask_sourcing.who_is_speaking,
        ask_sourcing.direct_indirect_mixed,
        ask_sourcing.back_to_the_cue,
        ask_sourcing.who_owns_each_number,
        ask_sourcing.quoted_mentioned_absent,
        ask_sourcing.share_of_quoted_words,
    ),
    "framing": (
        ask_framing.order_of_first_mention,
        ask_framing.room_for_each_voice,
        ask_framing.problem_and_remedy,
    ),
    "words": (
        ask_words.cue_verbs_by_kind,
        ask_words.labels_and_voices,
        ask_words.whose_word_is_it,
        ask_words.hedges_and_boosters,
        ask_words.who_does_it,
    ),
    "beside": (ask_beside.who_speaks_in_each, ask_beside.numbers_in_each),
    "writing": (ask_writing.headline_pair, ask_writing.your_brief, ask_writing.one_more_reading),
}


@dataclass
class Drafts:
    """The tables of questions by part, and a reason for each template that stays out."""

    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


def draft_questions(facts: Facts) -> Drafts:
    """Every question that this article has what it takes for. Each of them meets the demands of the check."""
    drafts, context = Drafts(), Context(facts.article, facts.annotations, facts.figures)
    for part, templates in PARTS.items():
        if part == "beside" and not facts.article.sections:
            continue
        drafts.parts[part] = []
        for fill in templates:
            name = fill.__name__.replace("_", "-")
            try:
                drafts.parts[part] += _made(fill(facts, Template(name)), context)
            except LeftOut as reason:
                drafts.left_out[name] = str(reason)
            except (KitError, *MALFORMED) as error:
                # One template must not stop the others.
                drafts.left_out[name] = f"it could not be filled in: {describe_error(error)}"
    return drafts


def _made(made: Any, context: Context) -> list[dict[str, Any]]:
    """The questions of a template: one, several, or the first without a fault of several that could be asked."""
    if not isinstance(made, Iterator):
        entries = made if isinstance(made, list) else [made]
        for entry in entries:
            _refuse(entry, context)
        return entries
    refused = None
    for entry in made:
        try:
            _refuse(entry, context)
            return [entry]
        except LeftOut as reason:
            refused = refused or reason
    raise refused or LeftOut("nothing in this article fits it")


def _refuse(entry: dict[str, Any], context: Context) -> None:
    """Raise LeftOut if the kit's own check finds a fault in a question."""
    try:
        faults = unmet_by(build(entry, context))
    except (KitError, *MALFORMED) as error:
        faults = [describe_error(error)]
    if faults:
        raise LeftOut(f"our own check finds a fault in it: {faults[0]}")
