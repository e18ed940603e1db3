"""Who says what: the source, the cue and the content of each attribution in a text; README.md has the figures."""

from dataclasses import dataclass

from ..article import Span
from .features import Features
from .linking import characters, link, speakers
from .model import load
from .reading import read


@dataclass(frozen=True)
class Attribution:
    """One attribution. Each part is spans of characters in reading order, and may be in several pieces.

    ``source`` is who says or thinks it (empty where nobody is named), ``cue`` the words that say so (empty after a name
    with a colon), ``content`` what is said. ``kind`` is "direct" where all of the content is in quotation marks,
    "indirect" where none of it is, else "mixed". ``speaker`` is the source, or the one before it that a pronoun stands
    for. ``doubt`` goes from 0, where the finder is sure of the cue, to 1, where it nearly took it for something else.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    speaker: tuple[Span, ...]
    doubt: float


def attributions(text: str) -> tuple[Attribution, ...]:
    """The attributions in a text, in the order of their first words. The same text always gives the same ones.

    Quotation marks of all kinds count, paired or not. Paragraphs are separated by a blank line.

        >>> [found] = attributions("“The pool is warm,” coach Sam Pell said.")
        >>> found.source, found.cue, found.content
        ((Span(start=20, end=34),), (Span(start=35, end=39),), (Span(start=0, end=19),))
        >>> found.kind
        'direct'
    """
    r = read(text)
    labels, margins = Features(r, load()).tag()
    drafts, found = link(r, labels), []
    for draft, speaker in zip(drafts, speakers(r, drafts), strict=True):
        parts = (draft.source, draft.cue, draft.content, speaker)
        source, cue, content, who = (tuple(Span(*place) for place in characters(r, sorted(part))) for part in parts)
        quoted = {r.quotation[i] >= 0 for start, end in draft.content for i in range(start, end)}
        kind = "mixed" if len(quoted) > 1 else "direct" if True in quoted else "indirect"
        margin = min((margins[i] for start, end in draft.cue for i in range(start, end)), default=0)
        found.append(Attribution(source, cue, content, kind, who, round(1 / (1 + max(margin, 0) / 20), 3)))
    return tuple(sorted(found, key=lambda one: min(one.source + one.cue + one.content)))
