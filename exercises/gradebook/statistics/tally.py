"""What a class report needs, counted as the hand-ins are streamed: only a few floats grow with the class."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...text.article import Article
from ..grading.grader import LEFT_OUT, UNANSWERED, Graded, Row

# Distinct readings or notices kept per question; if a class types more, the rest are reported as “others”.
MOST_DISTINCT = 200
OTHERS = "(others)"
# From this share of the shown text up, a highlighting answer is called “nearly everything”.
NEARLY_ALL = 0.6
# Variation below this fraction of the sum of squares is rounding error.
_ROUNDING = 1e-10


@dataclass
class Sums:
    """Sums over the students who have a share on both the item and the rest of its notebook."""

    n: int = 0
    x: float = 0.0
    r: float = 0.0
    xx: float = 0.0
    rr: float = 0.0
    xr: float = 0.0

    def add(self, item: float, rest: float) -> None:
        """Add one student's share of the item's points, and of all others in the notebook."""
        self.n += 1
        self.x += item
        self.r += rest
        self.xx += item * item
        self.rr += rest * rest
        self.xr += item * rest

    def merge(self, other: Sums) -> None:
        """Add the sums of another part of the class."""
        for name in ("n", "x", "r", "xx", "rr", "xr"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def correlation(self) -> float | None:
        """Pearson's correlation of item and rest: the item's discrimination; None if nothing varies."""
        if self.n < 3:
            return None
        item, rest = self.xx - self.x**2 / self.n, self.rr - self.r**2 / self.n
        # For equal shares, the difference of two large sums is not 0 but a rounding error in proportion to the sums.
        if item <= _ROUNDING * self.xx or rest <= _ROUNDING * self.rr:
            return None
        return max(-1.0, min(1.0, (self.xr - self.x * self.r / self.n) / math.sqrt(item * rest)))


@dataclass
class Item:
    """One question over the class."""

    answered: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    graded: int = 0
    shares: float = 0.0
    sums: Sums = field(default_factory=Sums)
    attempts: int = 0
    with_hints: int = 0
    gave_up: int = 0
    readings: dict[str, Counter[Any]] = field(default_factory=dict)
    notices: Counter[Any] = field(default_factory=Counter)
    words: dict[int, Counter[tuple[str, ...]]] = field(default_factory=dict)
    over_highlighted: int = 0

    @property
    def difficulty(self) -> float | None:
        """The mean share of the points, from 0 to 1 (classical item difficulty: high is easy); None if none was graded."""
        return self.shares / self.graded if self.graded else None

    def merge(self, other: Item) -> None:
        """Add the counts of another part of the class."""
        for name in ("answered", "graded", "shares", "attempts", "with_hints", "gave_up", "over_highlighted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.statuses.update(other.statuses)
        self.sums.merge(other.sums)
        for unit, counts in other.readings.items():
            _pour(counts, self.readings.setdefault(unit, Counter()))
        _pour(other.notices, self.notices)
        for word, counts in other.words.items():
            own = self.words.get(word)
            if own is None:
                own = self.words[word] = Counter()
            # Written out: for the one or two entries of a word, Counter.update takes three times as long.
            for labels, times in counts.items():
                own[labels] += times

    def take(self, graded: Graded, times: int, floods: bool) -> None:
        """Count an answer that ``times`` students gave."""
        for unit, category in graded.readings.items():
            _pour({category: times}, self.readings.setdefault(unit, Counter()))
        if graded.result.status in ("incorrect", "partial"):
            _pour({(n.about, n.noticed, n.next): times for n in graded.result.notices}, self.notices)
        for word, labels in graded.words:
            self.words.setdefault(word, Counter())[labels] += times
        self.over_highlighted += times * floods


@dataclass
class Tally:
    """One lesson over the class: the students, and the items, counted."""

    students: int = 0
    items: defaultdict[str, Item] = field(default_factory=lambda: defaultdict(Item))
    parts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def merge(self, other: Tally) -> None:
        """Add the counts of another part of the class."""
        self.students += other.students
        for name, item in other.items.items():
            self.items[name].merge(item)
        for name, counts in other.parts.items():
            self.parts[name].update(counts)


class Counting:
    """Counts the students of one chunk. Identical answers are counted together and examined once, at the end."""

    def __init__(self, ids_of_parts: Mapping[str, tuple[str, ...]], article: Article):
        """``article`` is the text that the answers are counted on."""
        self.tally = Tally()
        self._parts = ids_of_parts
        self._article = article
        self._times: Counter[Graded] = Counter()
        self._scopes: dict[str, int] = {}

    def add(self, rows: Mapping[str, Row]) -> list[str]:
        """Count one student's rows; returns the questions on which nearly everything was highlighted."""
        tally = self.tally
        tally.students += 1
        over_highlighted = []
        for part, ids in self._parts.items():
            # A hand-in from an earlier question set may lack some of today's questions.
            own = [(name, rows[name]) for name in ids if name in rows]
            shares = {n: row.points / row.out_of for n, row in own if row.points is not None and row.status != LEFT_OUT}
            answered, total = 0, sum(shares.values())
            for name, row in own:
                if row.status == UNANSWERED:
                    continue
                answered += 1
                if row.status == LEFT_OUT:
                    # A copied answer says nothing about how a class reads.
                    continue
                item = tally.items[name]
                item.answered += 1
                item.statuses[row.status] += 1
                item.attempts += row.attempts
                item.with_hints += row.hints > 0
                item.gave_up += row.worked.startswith("before")
                share = shares.get(name)
                if share is not None:
                    item.graded += 1
                    item.shares += share
                    if len(shares) > 1:
                        item.sums.add(share, (total - share) / (len(shares) - 1))
                self._times[row.graded] += 1
                if self._over_highlights(row.graded):
                    over_highlighted.append(name)
            if answered:
                tally.parts[part]["began"] += 1
                tally.parts[part]["answered"] += answered
                tally.parts[part]["finished"] += answered == len(ids)
        return over_highlighted

    def _over_highlights(self, graded: Graded) -> bool:
        """Whether an answer highlights nearly all of the text that its question shows, where less was asked for."""
        question = graded.question
        if not graded.words or not question.asks_highlights or graded.result.is_full:
            return False
        if question.id not in self._scopes:
            shown = [len(self._article.paragraph(n).text.split()) for n in question.paragraphs]
            self._scopes[question.id] = sum(shown) or len(self._article.words())
        return len(graded.words) >= NEARLY_ALL * self._scopes[question.id]

    def close(self) -> Tally:
        """The tally, after examining each distinct answer."""
        for graded, times in self._times.items():
            self.tally.items[graded.question.id].take(graded, times, self._over_highlights(graded))
        self._times.clear()
        return self.tally


def _pour(counts: Mapping[Any, int], into: Counter[Any]) -> None:
    """Add counts to a counter that keeps a limited number of distinct entries; the rest is one entry, “others”."""
    for name, times in counts.items():
        if name in into or len(into) < MOST_DISTINCT:
            into[name] += times
        else:
            into[OTHERS if isinstance(name, str) else (OTHERS, "", "")] += times
