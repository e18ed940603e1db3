"""From a label for each word to attributions: which source and which content belong to which cue."""

from bisect import bisect
from dataclasses import dataclass, field
from itertools import groupby

from .reading import Reading

Words = list[tuple[int, int]]
_PRONOUNS = {"he", "she", "they", "it", "who", "him", "her", "them", "his", "their"}
_LONG = 8  # words; a shorter quotation that nobody claims may be a title


@dataclass
class Draft:
    """An attribution in words: the half-open stretches of its source, cue and content."""

    source: Words = field(default_factory=list)
    cue: Words = field(default_factory=list)
    content: Words = field(default_factory=list)


def link(r: Reading, labels: list[str]) -> list[Draft]:
    """The attributions that these labels make, in the order of their cues; changes the labels where they cannot be."""
    _settle(r, labels)
    stretches = _stretches(r, labels)
    kinds = ["", *(label for label, _, _ in stretches), ""]
    drafts: dict[int, Draft] = {}
    for k, (label, start, end) in enumerate(stretches):
        if label == "C":
            drafts[k] = Draft(cue=[(start, end)])
        elif label[0] == "S" and ":" in r.gaps[end] and "C" not in (kinds[k], kinds[k + 2]):
            drafts[k] = Draft(source=[(start, end)])  # a source with a colon after it speaks without a cue
    openers, found = list(drafts), list(drafts.values())
    for k, (label, start, end) in enumerate(stretches):
        if k not in drafts:
            cut = bisect(openers, k)
            near = [j for j in (cut - 1, cut) if 0 <= j < len(found)][:: -1 if label.endswith("<") else 1]
            close = [j for j in near if r.sentence[stretches[openers[j]][1]] == r.sentence[start]]
            same = [j for j in near if r.paragraph[stretches[openers[j]][1]] == r.paragraph[start]]
            if label[0] == "S":
                for j in close[:1]:
                    found[j].source.append((start, end))
            elif near:
                found[near[0] if label == "T>" or near[0] in same else near[-1]].content.append((start, end))
    _share_sources(r, found)
    return [draft for draft in found if draft.content or (draft.source and draft.cue)]


def characters(r: Reading, words: Words) -> list[tuple[int, int]]:
    """Stretches of words as stretches of characters; quotation marks around them belong to them."""
    places = []
    for first, last in words:
        opening, closing = (r.quotations[q] if (q := r.quotation[i]) >= 0 else None for i in (first, last - 1))
        start = opening.start if opening and opening.first == first else r.starts[first]
        places.append((start, closing.end if closing and closing.last == last else r.ends[last - 1]))
    return places


def speakers(r: Reading, drafts: list[Draft]) -> list[Words]:
    """The source of each draft; for a pronoun, the nearest source before it that is none."""
    found, named = list[Words](), Words()
    for draft in drafts:
        if any(r.lower[i] not in _PRONOUNS for start, end in draft.source for i in range(start, end)):
            named = draft.source
        found.append(named if draft.source else [])
    return found


def _settle(r: Reading, labels: list[str]) -> None:
    """Make a long quotation content from end to end, and a tag after a quotation its source."""
    for q in r.quotations:
        inside, alone = labels[q.first : q.last], q.opens and q.closes
        if (alone or len(inside) >= _LONG) and "C" not in inside:
            # A paragraph of its own goes to who spoke last; so does what nobody says.
            rest = "T>" if alone else next((label for label in inside if label[0] == "T"), "T>")
            labels[q.first : q.last] = [rest if alone or label[0] != "T" else label for label in inside]
    for i in range(1, len(labels) - 1):
        bare = r.quotation[i - 1] >= 0 > max(r.quotation[i], r.quotation[i + 1]) and r.gaps[i + 1] == " "
        if bare and labels[i - 1 : i + 2] == ["T<", "C", "T>"] and r.lower[i + 1] not in ("that", "to", "in", "of"):
            j = i + 1
            while j < len(labels) and labels[j][0] == "T" and r.quotation[j] < 0 and r.sentence[j] == r.sentence[i]:
                labels[j] = "S>"
                j += 1


def _stretches(r: Reading, labels: list[str]) -> list[tuple[str, int, int]]:
    """Stretches of words with one label, cut at paragraphs and, but for content, at sentences."""
    parts = [(label, r.paragraph[i] if label[0] == "T" else r.sentence[i]) for i, label in enumerate(labels)]
    found: list[tuple[str, int, int]] = []
    for (label, _), group in groupby(range(len(labels)), parts.__getitem__):
        words = list(group)
        start, end = words[0], words[-1] + 1
        last, first, stop = found[-1] if found else ("", 0, 0)
        if last == "C" and parts[start] == parts[first] and start - stop <= 1 and "," not in r.gaps[start]:
            found[-1] = ("C", first, end)
        elif label not in "OG":
            found.append((label, start, end))
    return found


def _share_sources(r: Reading, drafts: list[Draft]) -> None:
    """A cue without a source has that of its sentence, or else the last one of its paragraph."""
    for k, draft in enumerate(drafts):
        if draft.cue and not draft.source:
            at = draft.cue[0][0]
            others = [d for d in [*drafts[max(0, k - 4) : k][::-1], *drafts[k + 1 : k + 4]] if d.source]
            same = [d for d in others if r.sentence[d.source[0][0]] == r.sentence[at]]
            same += [d for d in others if d.source[0][0] < at and r.paragraph[d.source[0][0]] == r.paragraph[at]]
            draft.source = list(same[0].source) if same else []
