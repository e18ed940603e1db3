"""Tools for studying words: where they occur, next to what, in whose voice, and how a lexicon scores them."""

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

# Words shown on each side of the word in a concordance line.
AROUND = 6


@dataclass(frozen=True)
class Word:
    """One word of the article: as printed, its offset in characters, its paragraph (from 1), and its voice."""

    text: str
    start: int
    paragraph: int
    voice: str


@dataclass(frozen=True)
class Dispersion:
    """Where words occur: {word: ((position in the article from 0 to 1, paragraph, voice), …)}."""

    places: dict[str, tuple[tuple[float, int, str], ...]]
    paragraphs: int

    def __repr__(self) -> str:
        lines = []
        for word, places in self.places.items():
            where = ", ".join(f"P{paragraph} ({voice})" for _, paragraph, voice in places)
            lines.append(f"{word}: {len(places)} {'time' if len(places) == 1 else 'times'}{': ' if where else ''}{where}")
        return "\n".join(lines)


def words(lesson: AnnotatedText) -> list[Word]:
    """The article's words in order, without punctuation.

    >>> words(lesson)[0]
    Word(text='Israeli', start=0, paragraph=1, voice='reporter')
    """
    article, quotations = lesson.article, lesson.annotations.where("quotation")
    found = []
    for span in article.words():
        voice = next((m["speaker"] for m in quotations if m.place.start <= span.start < m.place.end), voices.REPORTER)
        found.append(Word(article.words_in(span), span.start, article.paragraph_at(span.start), voice))
    return found


def sentence(lesson: AnnotatedText, paragraph: int, number: int = 1) -> str:
    """A sentence of a paragraph, both counted from 1. Raises KitError when there is none.

    >>> sentence(lesson, 1)[:30]
    'Israeli Defense Minister Benny'
    """
    spans = lesson.article.sentences(paragraph)
    if not (type(number) is int and 1 <= number <= len(spans)):
        raise KitError(f"Paragraph {paragraph} has sentences 1 to {len(spans)}; there is no sentence {number!r}.")
    return lesson.article.words_in(spans[number - 1]).strip()


def concordance(lesson: AnnotatedText, word: str) -> Message:
    """All occurrences of a word, one per line, with paragraph, voice, and up to six words on each side.

    Case is ignored. Raises KitError when ``word`` is not a string or is blank.

        >>> concordance(lesson, "zebra")
        0 places of “zebra”
    """
    article_words = words(lesson)
    lines = []
    for place in _places(article_words, word):
        here = article_words[place]
        left = " ".join(w.text for w in article_words[max(0, place - AROUND) : place])
        right = " ".join(w.text for w in article_words[place + 1 : place + 1 + AROUND])
        lines.append(f"P{here.paragraph:<3}{here.voice:9}{left:>48}  [{here.text}]  {right}")
    count = f"{len(lines)} {'place' if len(lines) == 1 else 'places'} of “{word}”"
    return Message("\n".join([count, *lines]))


# Students read one article at a time, so a small cache is enough.
@lru_cache(maxsize=2)
def _index(tokens: tuple[str, ...]) -> ConcordanceIndex:
    from nltk.text import ConcordanceIndex

    return ConcordanceIndex(list(tokens))


def _places(article_words: list[Word], word: str) -> list[int]:
    """The indexes of a word, ignoring case and kind of quotation marks. Raises KitError when it is not a word."""
    if not isinstance(word, str) or not word.strip():
        raise KitError('Type one word between quotation marks, like "rockets".')
    return _index(tuple(fold(w.text) for w in article_words)).offsets(fold(word.strip()))


def dispersion(lesson: AnnotatedText, wanted: list[str]) -> Dispersion:
    """Where each of these words occurs in the article, from its start (0) to its end (1).

    ``wanted`` is a list of words, or one word. Raises KitError for a word that is not a string or is blank.

        >>> dispersion(lesson, ["rockets", "zebra"])
        rockets: 4 times: P2 (reporter), P4 (Gantz), P5 (Gantz), P12 (Austin)
        zebra: 0 times
    """
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
    """The ``number`` strongest pairs of adjacent words that occur together more often than chance predicts.

    Ranked by NLTK's likelihood ratio (Dunning 1993) over pairs that occur at least twice; words of one or two letters are
    left out.

        >>> collocations(lesson, 2)
        [('defend', 'itself'), ('two-state', 'solution')]
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    finder = BigramCollocationFinder.from_words([fold(w.text) for w in words(lesson)])
    finder.apply_freq_filter(2)
    finder.apply_word_filter(lambda word: len(word) < 3)
    return finder.nbest(BigramAssocMeasures.likelihood_ratio, number)


def by_voice(lesson: AnnotatedText, lexicon: list[str]) -> dict[str, dict[str, int]]:
    """How often each voice uses each word of a list: {word: {voice: count}}, with only the voices that use it.

    ``lexicon`` is a list, tuple or set of words, or one word. Case is ignored. Raises KitError for anything else.

        >>> by_voice(lesson, ["ironclad", "excellent"])
        {'ironclad': {'Austin': 1}, 'excellent': {'Gantz': 1}}
    """
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
    """NLTK's VADER (Hutto & Gilbert 2014) with the lexicon from the package vaderSentiment, so nothing is downloaded."""

    def __init__(self):
        from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

        class Offline(SentimentIntensityAnalyzer):
            def __init__(self, lexicon: dict[str, float]):
                self.lexicon = lexicon
                self.constants = VaderConstants()

        self.lexicon = _lexicon()
        self._analyzer = Offline(self.lexicon)

    def score(self, text: str) -> float:
        """VADER's compound score of a text, from −1 (most negative) through 0 to 1 (most positive).

        Raises KitError when ``text`` is not a string.

            >>> detector().score("This is wonderful.")
            0.5719
        """
        return self._analyzer.polarity_scores(_straight(text))["compound"]

    def words(self, text: str) -> list[tuple[str, float]]:
        """The words of a text that are in the lexicon, in order, each with its value from −4 to 4.

        Raises KitError when ``text`` is not a string.

            >>> detector().words("This is wonderful.")
            [('wonderful', 2.7)]
        """
        bare = (word.strip(".,;:!?\"'()-") for word in _straight(text).split())
        return [(word, self.lexicon[word.lower()]) for word in bare if word.lower() in self.lexicon]


def detector(_lesson=None) -> Detector:
    """The sentiment detector, ready to score. Raises KitError when vaderSentiment is not installed.

    >>> detector().score("This is wonderful.")
    0.5719
    """
    return Detector()


def _straight(text: str) -> str:
    if not isinstance(text, str):
        raise KitError('The detector scores a text between quotation marks, like "This is wonderful."')
    # VADER knows only straight apostrophes: it would not recognize "don’t".
    return straighten(text)


@cache
def _lexicon() -> dict[str, float]:
    """{token: mean valence}, from the tab-separated file in vaderSentiment; the package itself is not imported."""
    spec = importlib.util.find_spec("vaderSentiment")
    if spec is None or not spec.submodule_search_locations:
        raise KitError("The lexicon of the package vaderSentiment is missing. Run “python -m exercises start” once more.")
    path = Path(spec.submodule_search_locations[0]) / "vader_lexicon.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {token: float(value) for token, value, *_ in (line.split("\t") for line in lines if line.strip())}
