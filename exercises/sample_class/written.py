"""Texts in students' own words: sentences written for one question, put together in one of its orders."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..questions.sampling import Rewording
from .rng import RandomFn, pick

# A text that is too long or too short is put together anew so many times.
_TRIES = 12


@dataclass(frozen=True)
class Written:
    """The sentences for one question, by slot, and the orders of slots; a slip is a sentence that goes wrong somewhere."""

    orders: tuple[tuple[str, ...], ...]
    slots: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, tuple[str, ...]]

    def sound(self, rng: RandomFn, form: Rewording) -> str:
        """A text without a slip, within the bounds of the question."""
        text = ""
        for _ in range(_TRIES):
            text = " ".join(self._sentences(rng))
            if form.least <= len(text.split()) <= form.most:
                break
        return text

    def slipped(self, rng: RandomFn) -> str:
        """A text with a slip or two, with a sentence left out, or broken off."""
        parts, way = self._sentences(rng), rng()
        if way < 0.2 and len(parts) > 1:
            del parts[int(rng() * len(parts))]
            return " ".join(parts)
        if way < 0.3:
            words = " ".join(parts).split()
            return " ".join(words[: max(3, int(len(words) * (0.4 + 0.4 * rng())))])
        order = pick(rng, [order for order in self.orders if any(slot in self.slips for slot in order)])
        slip = pick(rng, [slot for slot in order if slot in self.slips])
        more = slip if rng() < 0.7 else pick(rng, [slot for slot in order if slot in self.slips])
        return " ".join(pick(rng, (self.slips if slot in (slip, more) else self.slots)[slot]) for slot in order)

    def _sentences(self, rng: RandomFn) -> list[str]:
        return [pick(rng, self.slots[slot]) for slot in pick(rng, self.orders)]


def written_for(lesson: str, question_id: str) -> Written | None:
    """What was written for a question of a lesson; None for most questions."""
    found = _file().get(lesson, {}).get(question_id)
    return None if found is None else _written(found)


def all_written() -> Iterator[tuple[str, str, Written]]:
    """Everything that was written, with the lesson and the question."""
    for lesson, questions in _file().items():
        for question_id, found in questions.items():
            yield lesson, question_id, _written(found)


def _written(found: dict[str, Any]) -> Written:
    slots, slips = ({slot: tuple(texts) for slot, texts in found[name].items()} for name in ("slots", "slips"))
    return Written(tuple(tuple(order.split()) for order in found["orders"]), slots, slips)


@cache
def _file() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
