"""Statistics on voices: shares, concentration, how far a quotation is from its cue, and a paired change in points."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .annotations import AnnotatedText
from .findings import Counts


def shares(counts: Mapping[str, float]) -> Counts:
    """Each voice's share of the total, from 0 to 1.

    ``counts`` maps each voice to its number of words. Raises ValueError when there are none, or a count is below 0.

        >>> dict(shares({"Gantz": 30, "Austin": 10}))
        {'Gantz': 0.75, 'Austin': 0.25}
    """
    total = sum(counts.values())
    if total <= 0 or min(counts.values()) < 0:
        raise ValueError("Shares need at least one voice with words, and no count below zero.")
    return Counts({voice: count / total for voice, count in counts.items()}, "Share of the whole")


def herfindahl(parts: Mapping[str, float]) -> float:
    """How concentrated the voices are: the sum of the squared shares (Herfindahl–Hirschman index).

    ``parts`` maps each voice to its share, from 0 to 1, as ``shares`` returns them. 1 means that one voice has
    everything; the minimum for n voices is 1/n.

        >>> herfindahl({"Gantz": 0.75, "Austin": 0.25})
        0.625
    """
    return sum(part * part for part in parts.values())


def distance(cue_paragraph: int, quotation_paragraph: int) -> int:
    """The number of paragraphs from the cue that names the speaker to the quotation; 0 in the same paragraph.

    >>> distance(2, 6)
    4
    """
    return quotation_paragraph - cue_paragraph


def distances(lesson: AnnotatedText) -> Counts:
    """The attribution distance of each quotation, in paragraphs, as {id of its annotation: distance}.

    >>> distances(lesson)["q-p6"]
    4
    """
    annotations, paragraph_at = lesson.annotations, lesson.article.paragraph_at
    far = {
        m.id: distance(paragraph_at(annotations[m["cue"]].place.start), paragraph_at(m.place.start))
        for m in annotations.where("quotation")
    }
    return Counts(far, "From each quotation back to its cue", "paragraphs")


def mean(values: Mapping[Any, float] | Iterable[float]) -> float:
    """The mean of numbers, or of a mapping's values. Raises ValueError when there are none.

    >>> mean([1, 2, 6])
    3.0
    """
    numbers = list(values.values() if isinstance(values, Mapping) else values)
    if not numbers:
        raise ValueError("A mean needs at least one number.")
    return sum(numbers) / len(numbers)


_TWO_SIDED_95 = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Change:
    """A paired change: the number of students, the mean, and the ends of the 95% interval, all three in points."""

    pairs: int
    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return (
            f"Mean change of {self.pairs} students who did both: {self.mean:+.2f} points "
            f"(95% interval {self.low:+.2f} to {self.high:+.2f}). This does not show what caused it."
        )


def paired_change(before: Mapping[str, float], after: Mapping[str, float]) -> Change:
    """The mean change from before to after, with a 95% interval, over the students who are in both.

    ``before`` and ``after`` map each student to points. The interval is that of the paired t-test (Student 1908): the mean
    ± t standard errors, with one degree of freedom fewer than students. The result describes a change and does not explain
    it. Raises ValueError when fewer than two students are in both.

        >>> change = paired_change({"a": 1, "b": 2, "c": 2}, {"a": 2, "b": 4, "c": 2})
        >>> change.mean, round(change.low, 2), round(change.high, 2)
        (1.0, -1.48, 3.48)
    """
    differences = [after[student] - before[student] for student in sorted(before.keys() & after.keys())]
    if len(differences) < 2:
        raise ValueError("A change needs at least two students who did both forms.")
    middle = mean(differences)
    far = t_975(len(differences) - 1) * statistics.stdev(differences, middle) / len(differences) ** 0.5
    return Change(len(differences), middle, middle - far, middle + far)


def t_975(freedom: int) -> float:
    """The 97.5th percentile of Student's t with so many degrees of freedom, from 1; within 0.2% of the exact value.

    Exact for 1 and 2; from 3 on by the expansion around the normal percentile (Abramowitz & Stegun 1964, 26.7.5).

        >>> round(t_975(1), 2), round(t_975(9), 2), round(t_975(1_000), 2)
        (12.71, 2.26, 1.96)
    """
    if freedom == 1:
        return math.tan(0.475 * math.pi)
    if freedom == 2:
        return 0.95 * math.sqrt(2 / (1 - 0.95**2))
    z = _TWO_SIDED_95
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))
