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
from .like_answers import compare, in_words
from .queue import OpenAnswer
from .session import MarkingSession

# The card's JavaScript, after the code it shares with each card that asks.
NAMES = ("card_parts", "card_view", "read_all", "like_answers", "check", "card")
FILES = tuple(Path(__file__).with_name(f"{name}.js") for name in NAMES)
NONE_OF_IT = "Nothing of what is asked for is there."
CHANGED = "This answer was changed after you marked it. The earlier mark is not used: please look again."


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
    if do in ("level-check", "no-check", "samples"):
        return _check(sitting, do, message)
    if do == "undo":
        return sitting.undo()
    if do == "points":
        return sitting.set_points(at, message.get("points"), message.get("reason", ""), message.get("shown"))
    if do == "save":
        said = sitting.save(at, message.get("level"), message.get("comment", ""), message.get("shown"))
        if at not in sitting.marked or sitting.go_on(at):
            return said
        return f"{said} All {len(sitting.answers)} answers are marked."
    if do == "read":
        said = sitting.read_all(at, message.get("count"))
        sitting.go_on(at)
        return said
    _move(sitting, do, at, message)
    return ""


def _check(sitting: MarkingSession, do: str, message: dict) -> str:
    if do == "level-check":
        return sitting.check_level(message.get("level"))
    if do == "samples":
        sitting.try_sample()
    else:
        sitting.skip_check()
    return ""


def _move(sitting: MarkingSession, do: Any, at: int, message: dict) -> None:
    """Show other answers, or the same ones in another way."""
    to = message.get("to")
    if do == "skip":
        shown = sitting.shown(at)
        following = sitting.next_from(at, shown)
        sitting.go((shown[-1] + 1) % len(sitting.answers) if following is None else following)
    elif do == "back":
        sitting.go(max(0, at - 1))
    elif do == "go" and type(to) is int and 0 <= to < len(sitting.answers):
        sitting.go(sitting.first_open(to))
    elif do == "together":
        sitting.together.switch(message.get("on") is True)
        sitting.go(at)
    elif do == "split" and type(to) is int and to in (shown := sitting.shown(at)):
        sitting.together.split_off(to)
        own = sitting.together.key(to)
        sitting.go(next((place for place in shown if sitting.together.key(place) != own), to))
    elif do == "checks":
        sitting.calibration.on = message.get("on") is True
        sitting.check = None


def _question(sitting: MarkingSession) -> dict:
    """The question of the answer on screen, with its rubric and samples; in a check the samples are hidden."""
    check = sitting.check
    answer = next(one for one in sitting.answers if one.about == check.about) if check else sitting.answers[sitting.at]
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
        "samples": [] if check else list(question.samples),
        "worked": "" if check else question.worked,
        "source": question.source,
        "paragraphs": paragraphs_of(content.article, question.paragraphs),
        "glossary": {
            term: {"word": entry.word, "says": entry.says} for term in terms(texts) if (entry := content.glossary.get(term))
        },
    }


def _state(sitting: MarkingSession) -> dict:
    answer = sitting.answers[sitting.at]
    standing, marker = sitting.own_marks(answer), sitting.marker
    places = sitting.shown(sitting.at)
    blocks = _blocks(sitting, places)
    by_hand = standing.overrides.get(marker)
    return {
        "at": sitting.at,
        **blocks[0],
        "like": blocks[1:],
        "shown": places,
        "together": sitting.together.on,
        "grouped": sitting.has_groups(sitting.at),
        "check": sitting.check and {"text": sitting.check.text},
        "checks": sitting.calibration.on,
        "samples_left": len(sitting.samples),
        "level": standing.levels.get(marker),
        "comment": standing.comments.get(marker, ""),
        "by_hand": by_hand and {"points": by_hand.points, "reason": by_hand.comment},
        "read": _read(answer) if standing.reads and not (standing.levels or by_hand) else "",
        "to_read": len(sitting.to_read(sitting.at)),
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


def _blocks(sitting: MarkingSession, places: list[int]) -> list[dict]:
    """The texts on screen, each once, with how it differs from the first one and what the checks noticed."""
    by_text: dict[str, list[int]] = {}
    for at in places:
        by_text.setdefault(sitting.answers[at].mark, []).append(at)
    blocks: list[dict] = []
    for own in by_text.values():
        answer = sitting.answers[own[0]]
        title, text = sitting.title(own), answer.question.describe(answer.answer)
        block = {
            "at": own[0],
            "title": f"{title}: the same words" if len(own) > 1 else title,
            "answer": text,
            **_noticed(answer),
            "reasons": list(answer.reasons),
            "stale": CHANGED if any(sitting.changed_since(sitting.answers[at]) for at in own) else "",
        }
        if blocks:
            difference = compare(blocks[0]["answer"], text)
            block |= {"parts": list(difference.parts), "differs": in_words(difference, _first(sitting, places))}
        blocks.append(block)
    return blocks


def _first(sitting: MarkingSession, places: list[int]) -> str:
    return f"answer {sitting.answers[places[0]].number}"


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
