"""Words as a reader's instrument: where they stand, beside what, in whose voice, and what a lexicon makes of them."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import KitError, Message
from . import voices
from .annotations import AnnotatedText
from .article import fold, straighten

if TYPE_CHECKING:
    from nltk.text import ConcordanceIndex

# Words of a concordance line on each side of the word that is looked up.
AROUND = 6


@dataclass(frozen=True)
class Word:
    """One word of the article: as printed, where, in which paragraph, and in whose voice."""

    text: str
    start: int
    paragraph: int
    voice: str


@dataclass(frozen=True)
class Dispersion:
    """Where words stand in the article: for each its (share of the way through, from 0 to 1; paragraph; voice)."""

    places: dict[str, tuple[tuple[float, int, str], ...]]
    paragraphs: int

    def __repr__(self) -> str:
        lines = []
        for word, places in self.places.items():
            where = ", ".join(f"P{paragraph} ({voice})" for _, paragraph, voice in places)
            lines.append(f"{word}: {len(places)} {'time' if len(places) == 1 else 'times'}{': ' if where else ''}{where}")
        return "\n".join(lines)


def words(lesson: AnnotatedText) -> list[Word]:
    """The article's words in order, without punctuation."""
    article, quotations = lesson.article, lesson.annotations.where("quotation")
    found = []
    for span in article.words():
        voice = next((m["speaker"] for m in quotations if m.place.start <= span.start < m.place.end), voices.REPORTER)
        found.append(Word(article.words_in(span), span.start, article.paragraph_at(span.start), voice))
    return found


def sentence(lesson: AnnotatedText, paragraph: int, number: int = 1) -> str:
    """A sentence of a paragraph, both counted from 1. Raises KitError when there is none."""
    spans = lesson.article.sentences(paragraph)
    if not (type(number) is int and 1 <= number <= len(spans)):
        raise KitError(f"Paragraph {paragraph} has sentences 1 to {len(spans)}; there is no sentence {number!r}.")
    return lesson.article.words_in(spans[number - 1]).strip()


def concordance(lesson: AnnotatedText, word: str) -> Message:
    """Every place of a word with the words around it, its paragraph, and whose voice it is in."""
    article_words = words(lesson)
    lines = []
    for place in _places(article_words, word):
        here = article_words[place]
        left = " ".join(w.text for w in article_words[max(0, place - AROUND) : place])
        right = " ".join(w.text for w in article_words[place + 1 : place + 1 + AROUND])
        lines.append(f"P{here.paragraph:<3}{here.voice:9}{left:>48}  [{here.text}]  {right}")
    count = f"{len(lines)} {'place' if len(lines) == 1 else 'places'} of “{word}”"
    return Message("\n".join([count, *lines]))


# One article at a time is read; another's words need not be kept.
@lru_cache(maxsize=2)
def _index(tokens: tuple[str, ...]) -> ConcordanceIndex:
    from nltk.text import ConcordanceIndex

    return ConcordanceIndex(list(tokens))


def _places(article_words: list[Word], word: str) -> list[int]:
    """Where a word stands among the words, whatever its case and kind of marks. Raises KitError when it is no word."""
    if not isinstance(word, str) or not word.strip():
        raise KitError('Type one word between quotation marks, like "rockets".')
    return _index(tuple(fold(w.text) for w in article_words)).offsets(fold(word.strip()))


def dispersion(lesson: AnnotatedText, wanted: list[str]) -> Dispersion:
    """Where each of these words stands in the article, from its start to its end."""
    article_words = words(lesson)
    wanted = [wanted] if isinstance(wanted, str) else wanted
    places = {
        word: tuple(
            (place / len(article_words), article_words[place].paragraph, article_words[place].voice)
            for place in _places(article_words, word)
        )
        for word in wanted
    }
    return Dispersion(places, len(lesson.article.paragraphs))


def collocations(lesson: AnnotatedText, number: int = 10) -> list[tuple[str, str]]:
    """Pairs of words that stand beside each other more often than chance would have it, strongest first.

    Ranked by NLTK's likelihood ratio over pairs that occur twice or more; words of one or two letters are left out.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    finder = BigramCollocationFinder.from_words([fold(w.text) for w in words(lesson)])
    finder.apply_freq_filter(2)
    finder.apply_word_filter(lambda word: len(word) < 3)
    return finder.nbest(BigramAssocMeasures.likelihood_ratio, number)


def by_voice(lesson: AnnotatedText, lexicon: list[str]) -> dict[str, dict[str, int]]:
    """How often each voice uses each word of a list: {word: {voice: count}}, with the voices that use it."""
    lexicon = [lexicon] if isinstance(lexicon, str) else lexicon
    if not isinstance(lexicon, list | tuple | set):
        raise KitError('A lexicon is a list of words in square brackets, like ["ironclad", "excellent"].')
    found: dict[str, dict[str, int]] = {str(word): {} for word in lexicon}
    wanted = {fold(word): word for word in found}
    for word in words(lesson):
        if (name := wanted.get(fold(word.text))) is not None:
            found[name][word.voice] = found[name].get(word.voice, 0) + 1
    return found


class Detector:
    """NLTK's VADER (Hutto & Gilbert 2014) with the lexicon that the package vaderSentiment carries; no download."""

    def __init__(self):
        from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

        class Offline(SentimentIntensityAnalyzer):
            def __init__(self, lexicon: dict[str, float]):
                self.lexicon = lexicon
                self.constants = VaderConstants()

        self.lexicon = _lexicon()
        self._analyzer = Offline(self.lexicon)

    def score(self, text: str) -> float:
        """From −1 (all negative words) over 0 to 1 (all positive words): VADER's compound score."""
        return self._analyzer.polarity_scores(_straight(text))["compound"]

    def words(self, text: str) -> list[tuple[str, float]]:
        """The words of a text that the lexicon knows, each with its value from −4 to 4, in order."""
        bare = (word.strip(".,;:!?\"'()-") for word in _straight(text).split())
        return [(word, self.lexicon[word.lower()]) for word in bare if word.lower() in self.lexicon]


def detector(_lesson=None) -> Detector:
    """The sentiment detector, ready to score."""
    return Detector()


def _straight(text: str) -> str:
    if not isinstance(text, str):
        raise KitError('The detector scores a text between quotation marks, like "This is wonderful."')
    # VADER knows straight apostrophes alone: "don’t" would be a word that it has never seen.
    return straighten(text)


@cache
def _lexicon() -> dict[str, float]:
    """token → mean valence, from the tab-separated file in vaderSentiment; the package itself is not imported."""
    spec = importlib.util.find_spec("vaderSentiment")
    if spec is None or not spec.submodule_search_locations:
        raise KitError("The lexicon of the package vaderSentiment is missing. Run “python -m exercises start” once more.")
    path = Path(spec.submodule_search_locations[0]) / "vader_lexicon.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {token: float(value) for token, value, *_ in (line.split("\t") for line in lines if line.strip())}
