"""Words that a student quotes: compared word by word, and whether they can serve as evidence at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...text.article import Article, Span, fold

# A quotation is short: more words than this, or parts of two sentences, do not show one particular thing.
LONGEST_QUOTE = 25
# Such words support nothing by themselves: a quotation has at least one other, longer word, or a name in capitals.
_SMALL = re.compile(
    "also|and|any|are|been|but|can|for|from|had|has|have|her|his|into|its|more|not|our|over|she|such|than|that|the|their|"
    "them|then|there|these|they|this|those|upon|very|was|were|what|when|which|while|who|will|with|would|you|your"
)
_WEIGHTY = re.compile(r"\w{3,}|[A-Z]{2,}")
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ABBREVIATION = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}|(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])")
_WORD = re.compile(r"[^\W_]+")


def plain_words(text: str) -> list[str]:
    """The words of a text without case and marks; “1,400” is read as “1400”, and “D.C.” as “DC”."""
    joined = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), _IN_NUMBER.sub("", fold(text)))
    return _WORD.findall(joined)


def occurrences(wanted: Sequence[str], words: Sequence[str]) -> list[range]:
    """All places where one sequence of words occurs in another, as ranges of indexes."""
    size = len(wanted)
    if not size:
        return []
    starts = range(len(words) - size + 1)
    return [range(at, at + size) for at in starts if words[at] == wanted[0] and words[at : at + size] == wanted]


def is_weighty(quote: str) -> bool:
    """Whether a quotation has any word that can support something by itself."""
    return any(not _SMALL.fullmatch(word.lower()) for word in _WEIGHTY.findall(quote))


def is_short(article: Article, span: Span) -> bool:
    """Whether a place is short enough for a quotation and within one sentence."""
    number = article.paragraph_at(span.start)
    if not number or len(article.words_in(span).split()) > LONGEST_QUOTE:
        return False
    last = span.end - 1
    return any(sentence.start <= span.start and last < sentence.end for sentence in article.sentences(number))


def is_shown(quote: str, texts: Iterable[Sequence[str]]) -> bool:
    """Whether a quotation only repeats words of these texts, given as ``plain_words``; small words at its edges aside."""
    words = plain_words(quote)
    weighty = [number for number, word in enumerate(words) if is_weighty(word)]
    core = words[weighty[0] : weighty[-1] + 1] if weighty else words
    return any(occurrences(core, text) for text in texts)
