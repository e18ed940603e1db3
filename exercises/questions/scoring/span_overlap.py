"""How well highlighted spans fit a key.

Settled, in three tiers (required, allowed, outside): precision is the mean over marked spans of overlap ÷ marked length;
recall the mean over required places of overlap ÷ their length, best over alternative extents (Da San Martino et al. 2020,
SemEval-2020 task 11). Specificity, which is ours, is the share of the outside text that was left alone, for the label that
floods most: it makes highlighting everything earn nothing. All lengths are in characters, after marks and articles at the
edges are cut off.

Contested, where no place is required: the best highlights count, as many as are asked for. See ``support``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...text.article import Article, Span
from .quoted_words import is_weighty

# From this score on an answer counts as complete: soft edges should not cost the last tenth (codebook, section 5).
FULL_CREDIT_F1 = 0.9
# From this overlap on a place counts as found, or a mark as a hit, when we say so in words.
MIN_OVERLAP = 0.5
# How much of a contested place a highlight covers at least: this part of it, or so many characters if that is less.
LEAST_COVERED, MOST_NEEDED = 1 / 3, 12


@dataclass(frozen=True)
class Gold:
    """One label's key: the required places, each as its acceptable extents, and the places where marks are neutral."""

    required: tuple[tuple[Span, ...], ...] = ()
    allowed: tuple[Span, ...] = ()

    @cached_property
    def required_extents(self) -> tuple[Span, ...]:
        """All acceptable extents of all required places."""
        return tuple(extent for extents in self.required for extent in extents)

    @cached_property
    def inside(self) -> frozenset[int]:
        """All characters that are in a place of the key."""
        places = (*self.required_extents, *self.allowed)
        return frozenset(at for place in places for at in range(place.start, place.end))

    def home(self, span: Span) -> int | None:
        """Which required place a span lies on most, by number; None when it lies on none."""
        shared = [_most(extents, span) for extents in self.required]
        return shared.index(max(shared)) if any(shared) else None

    def precision(self, span: Span) -> float:
        """The part of a span, from 0 to 1, that lies on one place of the key."""
        return _most(self.required_extents, span) / len(span)

    def listed_place(self, span: Span) -> Span | None:
        """The longest allowed place that a span is on; None when there is none.

        At least half of the span lies on it, and the span covers enough of it: one word of a long clause shows little.
        """
        on = [place for place in self.allowed if 2 * place.overlap(span) >= len(span)]
        enough = [place for place in on if place.overlap(span) >= min(len(place) * LEAST_COVERED, MOST_NEEDED)]
        return max(enough, key=len, default=None)

    def is_neutral(self, span: Span) -> bool:
        """Whether a span lies on an allowed place rather than on a required one."""
        on_required = _most(self.required_extents, span)
        on_allowed = _most(self.allowed, span)
        return on_allowed > on_required and 2 * on_allowed >= len(span)


def _most(places: tuple[Span, ...], span: Span) -> int:
    """The largest overlap of a span with one of these places, in characters."""
    start, end, most = span.start, span.end, 0
    # Written as a plain loop, because grading calls this more often than anything else.
    for place in places:
        if place.start < end and place.end > start:
            overlap = (place.end if place.end < end else end) - (place.start if place.start > start else start)
            if overlap > most:
                most = overlap
    return most


@dataclass(frozen=True)
class Fit:
    """The judgment of one answer: places (or stretches) found, and the (label, span) that are mostly outside."""

    precision: float
    recall: float
    specificity: float
    found: int
    of: int
    stray: tuple[tuple[str, Span], ...]

    @property
    def share(self) -> float:
        """F1 × specificity, from 0 to 1; complete from FULL_CREDIT_F1 on when every place is found and no mark is stray."""
        total = self.precision + self.recall
        share = 2 * self.precision * self.recall / total * self.specificity if total else 0.0
        whole = self.found == self.of and not self.stray
        return 1.0 if whole and share >= FULL_CREDIT_F1 else min(share, 0.99)


def fit(article: Article, key: Mapping[str, Gold], marked: list[tuple[str, Span]], scope: int) -> Fit:
    """Judge marked (label, span) against a key that requires at least one place.

    ``scope`` is the length of the text that was shown, in characters.
    """
    # In the order of the marks, so that an answer gets the same feedback in each process.
    labels = dict.fromkeys(label for label, _ in marked)
    spans = {label: joined(article, key.get(label, Gold()), marked, label) for label in labels}
    required = [(label, extents) for label, gold in key.items() for extents in gold.required]
    judged = [(label, span) for label, own in spans.items() for span in own if not key.get(label, Gold()).is_neutral(span)]
    hits = [key.get(label, Gold()).precision(span) for label, span in judged]
    found = [_recall(extents, spans.get(label, [])) for label, extents in required]
    recall = sum(found) / len(found)
    return Fit(
        precision=sum(hits) / len(hits) if hits else recall and 1.0,
        recall=recall,
        specificity=_specificity(key, judged, scope),
        found=sum(1 for overlap in found if overlap >= MIN_OVERLAP),
        of=len(found),
        stray=tuple(pair for pair, hit in zip(judged, hits, strict=True) if hit < MIN_OVERLAP),
    )


@dataclass(frozen=True)
class Support:
    """The judgment of contested highlights: what they are worth together, and the (label, span) on no listed place.

    ``listed`` of the ``asked`` highlights lie on listed places, ``counted`` are on these or on other words.
    """

    worth: float
    listed: int
    counted: int
    asked: int
    specificity: float
    stray: tuple[tuple[str, Span], ...]

    @property
    def share(self) -> float:
        """Worth ÷ the number asked for × specificity, from 0 to 1; soft edges do not cost the last tenth.

        Marking every other word always hits some place, so more stray highlights than were asked for lower the share
        in proportion.
        """
        share = self.worth / self.asked * self.specificity * min(1, self.asked / max(1, len(self.stray)))
        return 1.0 if self.listed >= self.asked and share >= FULL_CREDIT_F1 else min(share, 0.99)


def support(
    article: Article, key: Mapping[str, Gold], marked: list[tuple[str, Span]], quota: Sequence[tuple[Sequence[Span], int]]
) -> Support:
    """Judge marked (label, span) where careful readers differ, so that no place is required.

    A highlight is worth 1 if at least half of it lies on one allowed place of its label, and ½ if it is on other words
    that can carry something. ``quota`` says how many highlights are asked for, as (stretches of the text, number);
    the best so many in each of these parts count. Several of one label on places that overlap count once.
    """
    judged = list(dict.fromkeys((label, article.trim(span)) for label, span in sorted(marked, key=lambda pair: pair[1])))
    homes = {pair: key.get(pair[0], Gold()).listed_place(pair[1]) for pair in judged}
    worths = {(label, span): _worth(article, span, homes[label, span]) for label, span in judged}
    apart = _apart(worths, homes)
    counted: list[float] = []
    for areas, due in quota:
        inside = [worths[label, span] for label, span in apart if any(span.overlap(area) for area in areas)]
        counted += [worth for worth in sorted(inside, reverse=True)[:due] if worth]
    return Support(
        worth=sum(counted),
        listed=sum(1 for worth in counted if worth == 1),
        counted=len(counted),
        asked=sum(due for _, due in quota),
        specificity=_specificity(key, judged, sum(len(area) for areas, _ in quota for area in areas)),
        stray=tuple(pair for pair in apart if homes[pair] is None),
    )


def hit_of(
    article: Article, key: Mapping[str, Gold], marked: list[tuple[str, Span]], label: str, span: Span, contested: bool
) -> int:
    """How one of the highlights hits the key: 0 not at all, 1 in part, 2 as far as the score asks for."""
    gold, bare = key.get(label, Gold()), article.trim(span)
    if contested:
        return 2 if gold.listed_place(bare) else int(is_weighty(article.words_in(bare)))
    if gold.is_neutral(bare):
        return 2
    home, hit = gold.home(bare), gold.precision(bare)
    # A stretch over several places that touch counts as so many highlights.
    if home is None or (hit < MIN_OVERLAP and len(_split(gold, bare)) < 2):
        return 0
    own = joined(article, gold, marked, label)
    whole = hit >= FULL_CREDIT_F1 or len(_split(gold, bare)) > 1
    return 2 if whole and _recall(gold.required[home], own) >= MIN_OVERLAP else 1


def _worth(article: Article, span: Span, home: Span | None) -> float:
    return 1.0 if home else 0.5 if is_weighty(article.words_in(span)) else 0.0


def _apart(
    worths: Mapping[tuple[str, Span], float], homes: Mapping[tuple[str, Span], Span | None]
) -> list[tuple[str, Span]]:
    """The highlights without those of the same label whose words, or whose listed place, overlap with a better one's.

    Among equals, the one that ends first is kept, because that leaves room for the most others.
    """

    def place(pair: tuple[str, Span]) -> Span:
        return homes[pair] or pair[1]

    kept: list[tuple[str, Span]] = []
    for pair in sorted(worths, key=lambda pair: (-worths[pair], place(pair).end, pair[1])):
        if not any(other[0] == pair[0] and place(pair).overlap(place(other)) for other in kept):
            kept.append(pair)
    return sorted(kept, key=lambda pair: pair[1])


def joined(article: Article, gold: Gold, marked: list[tuple[str, Span]], label: str) -> list[Span]:
    """A label's spans; those on one required place with only spaces or punctuation between them become one.

    Spans elsewhere are never joined: with fewer of them, a further stray mark could raise the precision.
    """
    joined: list[Span] = []
    for span in sorted({article.trim(span) for own, span in marked if own == label}):
        if joined and not any(map(str.isalnum, article.text[joined[-1].end : span.start])):
            last, home = joined[-1], gold.home(span)
            if home is not None and home == gold.home(last):
                joined[-1] = Span(last.start, max(last.end, span.end))
                continue
        joined.append(span)
    return [part for span in joined for part in _split(gold, span)]


def _split(gold: Gold, span: Span) -> list[Span]:
    """Required places that touch and were marked as one stretch count as so many marks."""
    inside = [extents[0] for extents in gold.required if span.start <= extents[0].start and extents[0].end <= span.end]
    if len(inside) < 2 or sum(map(len, inside)) < FULL_CREDIT_F1 * len(span):
        return [span]
    return sorted(inside)


def _recall(extents: tuple[Span, ...], marked: list[Span]) -> float:
    return max(min(1.0, _covered(extent, marked) / len(extent)) for extent in extents)


def _covered(place: Span, marked: list[Span]) -> int:
    """The characters of a place under marked spans, added up over these."""
    start, end = place.start, place.end
    near = [span for span in marked if span.start < end and span.end > start]
    return sum(place.overlap(span) for span in near)


def _specificity(key: Mapping[str, Gold], judged: list[tuple[str, Span]], scope: int) -> float:
    """The least, over the labels that were used, of the share of the text outside the label's key that was left alone."""
    least = 1.0
    for label in {label for label, _ in judged}:
        inside = key.get(label, Gold()).inside
        covered = frozenset[int]().union(*(range(span.start, span.end) for name, span in judged if name == label))
        stray = len(covered - inside)
        least = min(least, 1 - stray / max(1, scope - len(inside)))
    return max(0.0, least)
