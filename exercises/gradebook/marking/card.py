"""The card on which a teacher marks open answers; it never identifies a student, not even by class id."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from ...base.errors import KitError, Message
from ...cards.sources import ASKING, joined, style
from ...cards.widgets import Asking, paragraphs_of
from ...questions.glossary import terms
from ...student.history import result_as_data
from ..grading.open_answers import completion_points
from .queue import OpenAnswer
from .session import MarkingSession

# The card's JavaScript, after the code it shares with each card that asks.
FILES = tuple(Path(__file__).with_name(f"{name}.js") for name in ("card_parts", "card_view", "read_all", "card"))
NONE_OF_IT = "Nothing of what is asked for is there."


class MarkingDesk(Asking):
    """The answer on screen: ``question`` with its rubric, ``state`` with the text and this marker's marks."""

    _esm = joined(*ASKING, *FILES)
    _css = style(Path(__file__).with_name("card.css"))


class NotebookMarking(MarkingSession):
    """A marking session in a notebook: ``card()`` draws it."""

    def card(self) -> MarkingDesk | Message:
        """The card on which open answers are marked, one at a time; a message if there are none."""
        return self._card if self.answers else Message("No open answer waits for you among these hand-ins.")

    @cached_property
    def _card(self) -> MarkingDesk:
        return marking_card(self)


def marking_card(sitting: MarkingSession) -> MarkingDesk:
    """A card that follows one marker's session."""
    card = MarkingDesk(question=_question(sitting))
    card.show(_state(sitting))
    card.on_msg(lambda _, message, __: _heard(card, sitting, message if isinstance(message, dict) else {}))
    return card


def _heard(card: MarkingDesk, sitting: MarkingSession, message: dict) -> None:
    """Do what a key or a button requests. Any error is shown on the card, and what was typed stays there."""
    said = problem = ""
    try:
        said = _do(sitting, message)
    except KitError as error:
        problem = str(error)
    except Exception as error:
        problem = (
            f"Something went wrong in the kit ({type(error).__name__}: {error}). What you typed is still on the screen."
        )
    try:
        question, state = _question(sitting), _state(sitting)
    except KitError as error:
        # The marks file can no longer be read: keep what is on screen.
        question, state, problem = card.question, card.state, str(error)
    with card.hold_sync():
        card.question = question
        card.show({**state, "said": said, "problem": problem})
        card.reply()


def _do(sitting: MarkingSession, message: dict) -> str:
    """Perform one action and return a message that says what was done. Raises KitError."""
    do, at = message.get("do"), message.get("at")
    if type(at) is not int or not 0 <= at < len(sitting.answers):
        raise KitError("Run the cell of this card again: it shows an answer that is not there any more.")
    if do == "undo":
        return sitting.undo()
    if do == "points":
        return sitting.set_points(at, message.get("points"), message.get("reason", ""))
    if do == "save":
        said = sitting.save(at, message.get("level"), message.get("comment", ""))
        if at not in sitting.marked:
            return said
        following = sitting.next_from(at)
        if following is None:
            return f"{said} All {len(sitting.answers)} answers are marked."
        sitting.at = following
        return said
    if do == "skip":
        following = sitting.next_from(at)
        sitting.at = (at + 1) % len(sitting.answers) if following is None else following
    elif do == "read":
        said = sitting.read_all(at, message.get("count"))
        following = sitting.next_from(at)
        sitting.at = at if following is None else following
        return said
    elif do == "back":
        sitting.at = max(0, at - 1)
    elif do == "go":
        to = message.get("to")
        if type(to) is int and 0 <= to < len(sitting.answers):
            sitting.at = sitting.first_open(to)
    return ""


def _question(sitting: MarkingSession) -> dict:
    """The question of the answer on screen, with its rubric and samples."""
    answer = sitting.answers[sitting.at]
    question, content = answer.question, answer.content
    level_texts = (NONE_OF_IT, *question.rubric) if answer.levels else ()
    texts = [question.prompt, question.worked, *level_texts[1:]]
    titles = [part.title for part in content.parts if question.id in part.ids]
    return {
        "id": question.id,
        "where": " · ".join([*titles, question.id]),
        "prompt": question.prompt,
        "points": question.points,
        "levels": [
            {"level": level, "text": text, "points": round(question.points * level / answer.levels, 2)}
            for level, text in enumerate(level_texts)
        ],
        "samples": list(question.samples),
        "worked": question.worked,
        "source": question.source,
        "paragraphs": paragraphs_of(content.article, question.paragraphs),
        "glossary": {
            term: {"word": entry.word, "says": entry.says} for term in terms(texts) if (entry := content.glossary.get(term))
        },
    }


def _state(sitting: MarkingSession) -> dict:
    answer = sitting.answers[sitting.at]
    standing, marker = sitting.own_marks(answer), sitting.marker
    by_hand = standing.overrides.get(marker)
    return {
        "at": sitting.at,
        "title": answer.title,
        "answer": answer.question.describe(answer.answer),
        **_noticed(answer),
        "reasons": list(answer.reasons),
        "level": standing.levels.get(marker),
        "comment": standing.comments.get(marker, ""),
        "by_hand": by_hand and {"points": by_hand.points, "reason": by_hand.comment},
        "read": _read(answer) if standing.reads and not (standing.levels or by_hand) else "",
        "to_read": len(sitting.to_read(sitting.at)),
        "stale": "This answer was changed after you marked it. The earlier mark is not used: please look again."
        if sitting.changed_since(answer)
        else "",
        "marker": marker,
        "done": sitting.done,
        "of": len(sitting.answers),
        "questions": [{**one, "here": (one["lesson"], one["name"]) == answer.about} for one in sitting.by_question()],
        "can_undo": sitting.can_undo,
        "file": sitting.book.name,
        "said": "",
        "problem": "",
        # Only the count: a row that cannot be used may contain something a teacher typed, such as a name.
        "left_out": len(sitting.marks.problems),
    }


def _noticed(answer: OpenAnswer) -> dict[str, Any]:
    """What the checks observed about an answer, and its points for completion."""
    result, points = answer.result, completion_points(answer.result)
    if points is None:
        return {"noticed": [], "kit_points": ""}
    told = f"{points:g} of {result.out_of:g} points for completion"
    return {"noticed": result_as_data(result)["notices"], "kit_points": told}


def _read(answer: OpenAnswer) -> str:
    points = completion_points(answer.result)
    worth = "" if points is None else f", with {points:g} of {answer.question.points:g} points for completion"
    return f"You marked this answer as read{worth}. A level takes their place."
