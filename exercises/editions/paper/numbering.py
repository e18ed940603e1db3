"""The numbers of questions and the letters of options, as printed and as typed in."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...base.errors import KitError
from ...lesson_data.content import Content
from ...questions import Question
from ...questions.answer_form import InvalidAnswer

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
# What a teacher types or leaves if there is no answer.
BLANK = ("", "-", "–", "—")


@dataclass(frozen=True)
class Section:
    """One notebook's questions on paper: the notebook's name, its title, and (printed number, question) in order."""

    name: str
    title: str
    questions: tuple[tuple[str, Question], ...]


def letter(place: int) -> str:
    """The letter of the option at this index, from 0: a to z, then aa, bb and so on."""
    return _ALPHABET[place % 26] * (place // 26 + 1)


def lettered(options: Iterable[str]) -> dict[str, str]:
    """Option ids by printed letter, in the order shown."""
    return {letter(place): option for place, option in enumerate(options)}


def letter_of(options: Iterable[str], option: str) -> str:
    """The printed letter of an option."""
    return letter(list(options).index(option))


def printed(question: Question, name: str) -> dict[str, str]:
    """The texts of a question's ``options``, ``items`` or ``labels`` by id, in the order shown."""
    return {row["id"]: row["text"] for row in question.public()[name]}


def sections(content: Content, notebooks: Sequence[str] = (), without: Sequence[str] = ()) -> list[Section]:
    """The lesson's notebooks, or only those named, without some questions; the numbers stay the same whatever is left out.

    A number starts with the notebook's letter (B7 is the seventh question of the second notebook), so that no
    spreadsheet reads it as a decimal or a date. Raises KitError for a notebook or a question that the lesson does not have.
    """
    names = [part.name for part in content.parts]
    for name in notebooks:
        if name not in names:
            raise KitError(f"The lesson “{content.name}” has no notebook “{name}”. It has: {', '.join(names)}.")
    for name in without:
        if name not in content.questions:
            near = difflib.get_close_matches(name, content.questions, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise KitError(f"The lesson “{content.name}” has no question “{name}” to leave out.{hint}")
    found = []
    for place, part in enumerate(content.parts):
        numbered = ((f"{letter(place).upper()}{n}", i) for n, i in enumerate(part.ids, 1))
        asked = tuple((number, content.questions[i]) for number, i in numbered if i not in without)
        if asked and (not notebooks or part.name in notebooks):
            found.append(Section(part.name, part.title, asked))
    return found


def pick(typed: str, options: dict[str, str]) -> str:
    """The id of an option, given by its letter on the sheet, or else by its id or text. Raises InvalidAnswer."""
    wanted = bare(typed)
    by_letter = lettered(options)
    if wanted in by_letter:
        return by_letter[wanted]
    for option, text in options.items():
        if wanted in (option.casefold(), bare(text)):
            return option
    raise InvalidAnswer(f"“{typed.strip()[:40]}” is none of the letters {span_of(options)}.")


def several(typed: str, options: dict[str, str]) -> list[str]:
    """The ids of several options: “a c”, “ac”, “a, c”, or ids and texts with | between them. Raises InvalidAnswer."""
    if "|" not in typed:
        with contextlib.suppress(InvalidAnswer):
            return [pick(typed, options)]
    parts = typed.split("|") if "|" in typed else re.split(r"[\s,;/+&.]+", typed)
    by_letter, found = lettered(options), []
    for part in (part for part in parts if part.strip() and bare(part) != "and"):
        try:
            found.append(pick(part, options))
        except InvalidAnswer:
            if not set(part.casefold()) <= set(by_letter):
                raise
            found += [by_letter[one] for one in part.casefold()]
    return found


def bare(text: str) -> str:
    """The typed text in lowercase, without the punctuation that people put around a letter."""
    return text.strip().strip("().:").strip().casefold()


def span_of(options: Sequence[str] | dict[str, Any]) -> str:
    """The letters of these options, as in “a to d”."""
    last = letter(len(options) - 1)
    return f"a {'or' if last == 'b' else 'to'} {last}" if last != "a" else "a"
