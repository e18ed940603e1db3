"""Whose words are whose: the words inside each speaker's quotations, and those of the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .annotations import AnnotatedText
from .article import fold

if TYPE_CHECKING:
    from nltk import ConditionalFreqDist

REPORTER = "reporter"


def quoted_words(lesson: AnnotatedText) -> dict[str, int]:
    """How many words each speaker has inside quotation marks. A word is what stands between two spaces."""
    counts: dict[str, int] = {}
    for annotation in lesson.annotations.where("quotation"):
        words = lesson.article.words_in(annotation.place).split()
        counts[annotation["speaker"]] = counts.get(annotation["speaker"], 0) + len(words)
    return counts


def passages(lesson: AnnotatedText) -> list[tuple[str, str]]:
    """The article cut into (voice, words) in reading order: each quotation to its speaker, the rest to the reporter."""
    quotations = sorted(lesson.annotations.where("quotation"), key=lambda annotation: annotation.place)
    found, at = [], 0
    for annotation in quotations:
        found.append((REPORTER, lesson.article.text[at : annotation.place.start]))
        found.append((annotation["speaker"], lesson.article.words_in(annotation.place)))
        at = annotation.place.end
    found.append((REPORTER, lesson.article.text[at:]))
    # What is left over between a closing mark and the next word ("”, while") is no word of anybody's.
    cut = [(voice, words.strip(" \n,.") if voice == REPORTER else words) for voice, words in found]
    return [(voice, words) for voice, words in cut if words]


def words_by_voice(lesson: AnnotatedText) -> ConditionalFreqDist:
    """NLTK's table of counts by voice: ``words["Gantz"].N()`` is how many words, ``.most_common(10)`` which.

    A word is what stands between two spaces, as in ``quoted_words``; marks at its edges and capitals do not count.
    """
    # NLTK costs 0.2 s and some 17 MB: only a student who counts words pays for it.
    from nltk import ConditionalFreqDist
    from nltk.tokenize import WhitespaceTokenizer

    tokens = WhitespaceTokenizer()
    return ConditionalFreqDist(
        (voice, fold(word).strip("\"'.,;:!?-") or word)
        for voice, words in passages(lesson)
        for word in tokens.tokenize(words)
    )
