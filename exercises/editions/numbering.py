"""The numbers of questions and the letters of options, as they are printed and as they are typed in again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..content import Content
from ..kinds import Question
from ..problems import KitError

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Section:
    """One notebook's questions on paper: the notebook's name, its title, and (printed number, question) in order."""

    name: str
    title: str
    questions: tuple[tuple[str, Question], ...]


def letter(place: int) -> str:
    """The letter of the option at this place, from 0: a to z, then aa, bb and so on."""
    return _ALPHABET[place % 26] * (place // 26 + 1)


def lettered(options: Iterable[str]) -> dict[str, str]:
    """Option ids by their printed letters, in the order in which they are shown."""
    return {letter(place): option for place, option in enumerate(options)}


def letter_of(options: Sequence[str], option: str) -> str:
    """The printed letter of an option."""
    return letter(list(options).index(option))


def sections(content: Content, notebooks: Sequence[str] = ()) -> list[Section]:
    """The lesson's notebooks, or those that are named, with numbers that stay the same whatever is left out.

    The notebook gives the number its letter (B7 is the seventh question of the second one), so that no spreadsheet
    takes it for a decimal fraction or a date. Raises KitError for a notebook that the lesson does not have.
    """
    names = [part.name for part in content.parts]
    for name in notebooks:
        if name not in names:
            raise KitError(f"The lesson “{content.name}” has no notebook “{name}”. It has: {', '.join(names)}.")
    return [
        Section(
            part.name,
            part.title,
            tuple((f"{letter(place).upper()}{n}", content.questions[i]) for n, i in enumerate(part.ids, 1)),
        )
        for place, part in enumerate(content.parts)
        if part.ids and (not notebooks or part.name in notebooks)
    ]
