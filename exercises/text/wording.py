"""Tools for studying words: where they occur, next to what, in whose voice, and how a lexicon scores them."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import KitError

# As a module: a capital letter too many must not find a class in place of a function.
from . import findings, voices
from .annotations import AnnotatedText
from .article import Span, fold, straighten

if TYPE_CHECKING:
    from nltk.text import ConcordanceIndex

# Words shown on each side of the word in a concordance line.
AROUND = 6
# The shortest part of two words that a missing comma joined; shorter ones are found inside many words.
_SHORTEST = 3


@dataclass(frozen=True)
class Word:
    """One word of the article: as printed, its offset in characters, its paragraph (from 1), and its voice."""

    text: str
    start: int
    paragraph: int
    voice: str


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


def concordance(lesson: AnnotatedText, word: str) -> findings.Concordance:
    """All places of a word, each with paragraph, voice, and up to six words on each side; a list that can be shown.

    Case is ignored. Raises KitError when ``word`` is not a string or is blank.

        >>> concordance(lesson, "zebra")
        0 places of “zebra”
    """
    article_words = words(lesson)
    found = []
    for place in _places(article_words, word):
        here = article_words[place]
        left = " ".join(w.text for w in article_words[max(0, place - AROUND) : place])
        right = " ".join(w.text for w in article_words[place + 1 : place + 1 + AROUND])
        found.append(findings.Place(here.paragraph, here.voice, left, here.text, right))
    return findings.Concordance(found, word, _hints([] if found else [word], article_words))


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


def dispersion(lesson: AnnotatedText, wanted: list[str]) -> findings.Dispersion:
    """Where each of these words occurs in the article, from its start (0) to its end (1).

    ``wanted`` is a list of words, or one word. Raises KitError for a word that is not a string or is blank.

        >>> dispersion(lesson, ["rockets", "zebra"])
        rockets: 4 times: P2 (reporter), P4 (Gantz), P5 (Gantz), P12 (Austin)
        zebra: 0 times
    """
    article_words = words(lesson)
    places = {
        word: tuple(
            (place / len(article_words), article_words[place].paragraph, article_words[place].voice)
            for place in _places(article_words, word)
        )
        for word in ([wanted] if isinstance(wanted, str) else wanted)
    }
    lost = [word for word, found in places.items() if not found]
    return findings.Dispersion(places, _voices(article_words), _hints(lost, article_words))


def collocations(lesson: AnnotatedText, number: int = 10) -> findings.Pairs:
    """The ``number`` strongest pairs of adjacent words that occur together more often than chance predicts.

    Ranked by NLTK's likelihood ratio (Dunning 1993) over pairs that occur at least twice; words of one or two letters are
    left out.

        >>> collocations(lesson, 2)
        defend itself
        two-state solution
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    finder = BigramCollocationFinder.from_words([fold(w.text) for w in words(lesson)])
    finder.apply_freq_filter(2)
    finder.apply_word_filter(lambda word: len(word) < 3)
    return findings.Pairs(finder.nbest(BigramAssocMeasures.likelihood_ratio, number))


def by_voice(lesson: AnnotatedText, lexicon: list[str]) -> findings.ByVoice:
    """How often each voice uses each word of a list: {word: {voice: count}}, with only the voices that use it.

    ``lexicon`` is a list, tuple or set of words, or one word. Case is ignored. Raises KitError for anything else.

        >>> by_voice(lesson, ["ironclad", "excellent"])
                   reporter  Gantz  Austin
        ironclad          0      0       1
        excellent         0      1       0
    """
    found: dict[str, dict[str, int]] = {word: {} for word in _lexicon_of(lexicon)}
    wanted, article_words = {fold(word): word for word in found}, words(lesson)
    for word in article_words:
        if (name := wanted.get(fold(word.text))) is not None:
            found[name][word.voice] = found[name].get(word.voice, 0) + 1
    lost = [word for word, counts in found.items() if not counts]
    return findings.ByVoice(found, _voices(article_words), _hints(lost, article_words))


def in_text(lesson: AnnotatedText, lexicon: list[str]) -> findings.InText:
    """The sentences of the article that hold words of a list, with these words and their voices.

    ``lexicon`` is as for ``by_voice``. Raises KitError for anything else.

        >>> in_text(lesson, ["ironclad"])[0].paragraph
        12
    """
    wanted, article_words = {fold(word) for word in _lexicon_of(lexicon)}, words(lesson)
    hits = [word for word in article_words if fold(word.text) in wanted]
    passages = []
    for paragraph in lesson.article.paragraphs:
        for span in lesson.article.sentences(paragraph.number):
            here = [word for word in hits if span.start <= word.start < span.end]
            if here:
                passages.append(findings.Passage(paragraph.number, _pieces(lesson.article.text, span, here)))
    lost = wanted - {fold(word.text) for word in hits}
    return findings.InText(passages, _voices(article_words), _hints(sorted(lost), article_words))


def count_in(text: str, wanted: list[str]) -> findings.Counts:
    """How often each of these words comes in a text of your own. Case is ignored.

    ``wanted`` is as for ``by_voice``. Raises KitError for anything else.

        >>> dict(count_in("Gantz said so, and Austin heard Gantz.", ["Gantz", "Austin"]))
        {'Gantz': 2, 'Austin': 1}
    """
    counts = {word: len(re.findall(rf"(?<!\w){re.escape(fold(word))}(?!\w)", fold(text))) for word in _lexicon_of(wanted)}
    return findings.Counts(counts, f"In a text of {len(text.split())} words", "times")


def _pieces(text: str, span: Span, hits: list[Word]) -> tuple[tuple[str, str], ...]:
    pieces, at = [], span.start
    for word in hits:
        pieces += [(text[at : word.start], ""), (word.text, word.voice)]
        at = word.start + len(word.text)
    return tuple(piece for piece in [*pieces, (text[at : span.end].rstrip(), "")] if piece[0])


def _lexicon_of(lexicon: object) -> list[str]:
    lexicon = [lexicon] if isinstance(lexicon, str) else lexicon
    if not isinstance(lexicon, list | tuple | set):
        raise KitError('A lexicon is a list of words in square brackets, like ["ironclad", "excellent"].')
    return [str(word) for word in lexicon]


def _voices(article_words: list[Word]) -> tuple[str, ...]:
    """The voices in the order of their first words."""
    return tuple(dict.fromkeys(word.voice for word in article_words))


def _hints(lost: list[str], article_words: list[Word]) -> tuple[str, ...]:
    """A sentence for each word that is not in the article because of how it was typed."""
    known = {fold(word.text): word.text for word in article_words}
    return tuple(hint for word in lost if (hint := _hint(word.strip(), known)))


def _hint(word: str, known: dict[str, str]) -> str:
    if len(word.split()) > 1:
        return f"“{word}” is more than one word. Look for one word at a time."
    # Python joins two texts between which a comma is missing.
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        if fold(word[:at]) in known and fold(word[at:]) in known:
            return f"“{word}” is not in the article. Is a comma missing between “{word[:at]}” and “{word[at:]}”?"
    return ""


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

    def score(self, text: str) -> findings.SentimentScore:
        """VADER's compound score of a text, from −1 (most negative) through 0 to 1 (most positive).

        The number also has the ``text`` and its ``words``. Raises KitError when ``text`` is not a string.

            >>> detector().score("This is wonderful.")
            0.5719
        """
        return findings.SentimentScore(self._analyzer.polarity_scores(_straight(text))["compound"], text, self.words(text))

    def scores(self, texts: list[str]) -> findings.SentimentScores:
        """The scores of several texts, as a list. Raises KitError when one of them is not a string.

        >>> detector().scores(["This is wonderful.", "This is horrible."])
        0: +0.572  This is wonderful.
        1: -0.542  This is horrible.
        """
        return findings.SentimentScores(self.score(text) for text in ([texts] if isinstance(texts, str) else texts))

    def words(self, text: str) -> findings.KnownWords:
        """The words of a text that are in the lexicon, in order, each with its value from −4 to 4.

        Raises KitError when ``text`` is not a string.

            >>> list(detector().words("This is wonderful."))
            [('wonderful', 2.7)]
        """
        pieces: list[tuple[str, float | None]] = []
        at = 0
        for found in re.finditer(r"\S+", _straight(text)):
            # A sign such as :) is in the lexicon as it is; a word is there without its punctuation.
            bare = found[0] if found[0].lower() in self.lexicon else found[0].strip(".,;:!?\"'()-")
            if bare.lower() in self.lexicon:
                start = found.start() + found[0].index(bare)
                pieces += [(text[at:start], None), (text[start : start + len(bare)], self.lexicon[bare.lower()])]
                at = start + len(bare)
        return findings.KnownWords(piece for piece in [*pieces, (text[at:], None)] if piece[0])


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
