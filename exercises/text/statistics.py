"""Figures on voices: shares, concentration, and how far a quotation stands from its cue."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .annotations import AnnotatedText


def shares(counts: Mapping[str, float]) -> dict[str, float]:
    """Each voice's part of the total, from 0 to 1. ``counts`` maps a voice to its words; ValueError when there are none."""
    total = sum(counts.values())
    if total <= 0 or min(counts.values()) < 0:
        raise ValueError("Shares need at least one voice with words, and no count below zero.")
    return {voice: count / total for voice, count in counts.items()}


def herfindahl(parts: Mapping[str, float]) -> float:
    """How concentrated the voices are: the sum of the squared shares (Herfindahl–Hirschman index).

    1 means that one voice has everything; with n voices, 1/n is the least there can be.
    """
    return sum(part * part for part in parts.values())


def distance(cue_paragraph: int, quotation_paragraph: int) -> int:
    """How many paragraphs a reader has read since the cue that says whose words these are."""
    return quotation_paragraph - cue_paragraph


def distances(lesson: AnnotatedText) -> dict[str, int]:
    """The attribution distance of every quotation, in paragraphs, by the quotation's annotation."""
    annotations, paragraph_at = lesson.annotations, lesson.article.paragraph_at
    return {
        m.id: distance(paragraph_at(annotations[m["cue"]].place.start), paragraph_at(m.place.start))
        for m in annotations.where("quotation")
    }


def mean(values: Mapping[Any, float] | Iterable[float]) -> float:
    """The mean of numbers, or of a table's values."""
    numbers = list(values.values() if isinstance(values, Mapping) else values)
    if not numbers:
        raise ValueError("A mean needs at least one number.")
    return sum(numbers) / len(numbers)


# Up to so many students the interval is found by drawing again; beyond, the normal approximation is as good, and at once.
MOST_RESAMPLED = 1_000
_TWO_SIDED_95 = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Change:
    """A paired change: its mean, and the ends of its 95% interval; in the unit of the points."""

    pairs: int
    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"Mean change of {self.pairs} students who did both: {self.mean:+.2f} points "
            f"(95% interval {self.low:+.2f} to {self.high:+.2f}). This does not tell what caused it."
        )


def paired_change(before: Mapping[str, float], after: Mapping[str, float], resamples: int = 2000) -> Change:
    """The change from before to after, over the students who are in both; ValueError when fewer than two are.

    The interval is the percentile bootstrap over students (Efron & Tibshirani 1993), seeded, so that the same points give
    the same interval. For more than 1,000 students it is the mean ± 1.96 standard errors (the normal approximation, which
    the bootstrap comes to for so many, and which takes no time). It describes a change and says nothing of its cause.
    """
    differences = [after[student] - before[student] for student in sorted(before.keys() & after.keys())]
    if len(differences) < 2:
        raise ValueError("A change needs at least two students who did both forms.")
    if len(differences) > MOST_RESAMPLED:
        middle = mean(differences)
        far = _TWO_SIDED_95 * statistics.stdev(differences, middle) / len(differences) ** 0.5
        return Change(len(differences), middle, middle - far, middle + far)
    draw = random.Random(0)
    means = sorted(mean(draw.choices(differences, k=len(differences))) for _ in range(resamples))
    low, high = means[int(0.025 * resamples)], means[int(0.975 * resamples) - 1]
    return Change(len(differences), mean(differences), low, high)
