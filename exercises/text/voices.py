"""Who says what: the words inside each speaker's quotations, and the reporter's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .annotations import AnnotatedText
from .article import fold
from .findings import Counts

if TYPE_CHECKING:
    from .word_counts import WordsByVoice

REPORTER = "reporter"


def quoted_words(lesson: AnnotatedText) -> Counts:
    """The number of words that each speaker has inside quotation marks, as {speaker: words}.

    Words are separated by white space.

        >>> dict(quoted_words(lesson))
        {'Gantz': 258, 'Austin': 233}
    """
    counts: dict[str, int] = {}
    for annotation in lesson.annotations.where("quotation"):
        words = lesson.article.words_in(annotation.place).split()
        counts[annotation["speaker"]] = counts.get(annotation["speaker"], 0) + len(words)
    return Counts(counts, "Inside quotation marks", "words")


def passages(lesson: AnnotatedText) -> list[tuple[str, str]]:
    """The article as (voice, text) pairs in reading order: quotations go to their speaker, the rest to "reporter".

    >>> [voice for voice, _ in passages(lesson)][:3]
    ['reporter', 'Gantz', 'Gantz']
    """
    quotations = sorted(lesson.annotations.where("quotation"), key=lambda annotation: annotation.place)
    found, at = [], 0
    for annotation in quotations:
        found.append((REPORTER, lesson.article.text[at : annotation.place.start]))
        found.append((annotation["speaker"], lesson.article.words_in(annotation.place)))
        at = annotation.place.end
    found.append((REPORTER, lesson.article.text[at:]))
    # Drops the punctuation left between a closing mark and the next word ("”, while").
    cut = [(voice, words.strip(" \n,.") if voice == REPORTER else words) for voice, words in found]
    return [(voice, words) for voice, words in cut if words]


def words_by_voice(lesson: AnnotatedText) -> WordsByVoice:
    """The word counts of each voice, as NLTK's ConditionalFreqDist.

    Words are separated by white space, as in ``quoted_words``; case and the punctuation around a word are ignored.

        >>> words = words_by_voice(lesson)
        >>> words["Gantz"].N()
        258
        >>> list(words["Gantz"].most_common(2))
        [('and', 13), ('the', 11)]
    """
    # Only students who count words pay for NLTK.
    from nltk.tokenize import WhitespaceTokenizer

    from .word_counts import WordsByVoice

    tokens, spoken = WhitespaceTokenizer(), dict[str, list[str]]()
    for voice, words in passages(lesson):
        bare = (fold(word).strip("\"'.,;:!?-") or word for word in tokens.tokenize(words))
        spoken.setdefault(voice, []).extend(bare)
    return WordsByVoice(spoken)
