"""What the instruments find: lists, dicts and numbers as ever, which also know how to be read as a text or drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_WIDEST = 30  # characters of the longest bar in a text


class Counts(dict[str, Any]):
    """Numbers by name, shown as bars. ``title`` says what was counted, ``unit`` in what.

    >>> Counts({"Gantz": 258, "Austin": 233}, "Inside quotation marks", "words")["Gantz"]
    258
    """

    def __init__(self, counts: Mapping[str, float], title: str, unit: str = ""):
        super().__init__(counts)
        self.title, self.unit = title, unit

    def __repr__(self) -> str:
        return _bars(self.title, self.unit, self.items())


class Ranking(list[tuple[str, int]]):
    """Words with how often each comes, most often first, shown as bars."""

    def __init__(self, ranked: Iterable[tuple[str, int]], title: str):
        super().__init__(ranked)
        self.title, self.unit = title, ""

    def __repr__(self) -> str:
        return _bars(self.title, self.unit, self)


class Pairs(list[tuple[str, str]]):
    """Pairs of neighboring words, strongest first."""

    def __repr__(self) -> str:
        return "\n".join(" ".join(pair) for pair in self) or "No pair of words comes twice."


class ByVoice(dict[str, dict[str, int]]):
    """How often each voice uses each word: {word: {voice: count}}, with only the voices that use it.

    ``voices`` are all voices of the article in the order of their first words; ``hints`` are sentences about words that
    were not found.
    """

    def __init__(self, counts: Mapping[str, dict[str, int]], voices: tuple[str, ...], hints: tuple[str, ...] = ()):
        super().__init__(counts)
        self.voices, self.hints = voices, hints

    def __repr__(self) -> str:
        if not self:
            return "No word to look for: the list is empty."
        wide = max(map(len, self))
        rows = [(word, [str(counts.get(voice, 0)) for voice in self.voices]) for word, counts in self.items()]
        lines = [(" " * wide, list(self.voices)), *rows]
        table = ["  ".join([name.ljust(wide), *map(str.rjust, cells, map(len, self.voices))]) for name, cells in lines]
        return "\n".join([*table, *self.hints])


class Place(NamedTuple):
    """One place of a word: its paragraph, its voice, the words before it, itself as printed, the words after it."""

    paragraph: int
    voice: str
    before: str
    word: str
    after: str


class Concordance(list[Place]):
    """All places of one word, in the order of the article."""

    def __init__(self, places: Iterable[Place], word: str, hints: tuple[str, ...] = ()):
        super().__init__(places)
        self.word, self.hints = word, hints

    @property
    def title(self) -> str:
        """How many places there are."""
        return f"{len(self)} {'place' if len(self) == 1 else 'places'} of “{self.word}”"

    def __repr__(self) -> str:
        lines = [f"P{p.paragraph:<3}{p.voice:9}{p.before:>48}  [{p.word}]  {p.after}" for p in self]
        return "\n".join([self.title, *lines, *self.hints])


class Passage(NamedTuple):
    """A sentence that holds words of a list: its paragraph, and its text in pieces, each with the voice of a word found."""

    paragraph: int
    pieces: tuple[tuple[str, str], ...]


class InText(list[Passage]):
    """The sentences of the article that hold words of a list. A piece that is not one of the words has the voice ""."""

    def __init__(self, passages: Iterable[Passage], voices: tuple[str, ...], hints: tuple[str, ...] = ()):
        super().__init__(passages)
        self.voices, self.hints = voices, hints

    def __repr__(self) -> str:
        lines = [
            f"P{passage.paragraph:<3}" + "".join(f"[{text}, {voice}]" if voice else text for text, voice in passage.pieces)
            for passage in self
        ]
        return "\n".join([*(lines or ["None of these words is in the article."]), *self.hints])


class Dispersion(dict[str, tuple[tuple[float, int, str], ...]]):
    """Where words occur: {word: ((position in the article from 0 to 1, paragraph, voice), …)}."""

    def __init__(
        self,
        places: Mapping[str, tuple[tuple[float, int, str], ...]],
        voices: tuple[str, ...],
        hints: tuple[str, ...] = (),
    ):
        super().__init__(places)
        self.voices, self.hints = voices, hints

    def __repr__(self) -> str:
        lines = []
        for word, places in self.items():
            where = ", ".join(f"P{paragraph} ({voice})" for _, paragraph, voice in places)
            lines.append(f"{word}: {len(places)} {'time' if len(places) == 1 else 'times'}{': ' if where else ''}{where}")
        return "\n".join([*(lines or ["No word to look for: the list is empty."]), *self.hints])


class KnownWords(list[tuple[str, float]]):
    """The words of a text that the detector's lexicon has, each with its value from −4 to 4.

    ``pieces`` is the whole text, in pieces with their value; a piece that is not in the lexicon has None.
    """

    def __init__(self, pieces: Iterable[tuple[str, float | None]]):
        self.pieces = tuple(pieces)
        super().__init__((text, value) for text, value in self.pieces if value is not None)

    def __repr__(self) -> str:
        return "\n".join(f"{value:+.1f}  {word}" for word, value in self) or "The lexicon has none of these words."


class SentimentScore(float):
    """A score from −1 (grim) to 1 (nice), with the ``text`` and its ``words`` as the lexicon values them."""

    text: str
    words: KnownWords

    def __new__(cls, score: float, text: str, words: KnownWords) -> SentimentScore:
        """Make the number; the rest says what it is about."""
        made = super().__new__(cls, score)
        made.text, made.words = text, words
        return made


class SentimentScores(list[SentimentScore]):
    """The scores of several texts, in their order."""

    def __repr__(self) -> str:
        return (
            "\n".join(f"{number}: {score:+.3f}  {score.text}" for number, score in enumerate(self)) or "No text to score."
        )


def number_text(value: float) -> str:
    """A number as a reader wants it: whole, or with three digits behind the point.

    >>> number_text(258), number_text(0.52546)
    ('258', '0.525')
    """
    return f"{value:d}" if isinstance(value, int) else f"{value:.3f}"


def _bars(title: str, unit: str, rows: Iterable[tuple[str, float]]) -> str:
    rows = list(rows)
    if not rows:
        return f"{title}: nothing."
    wide, most = max(len(name) for name, _ in rows), max(value for _, value in rows) or 1
    numbers = [number_text(value) for _, value in rows]
    far = max(map(len, numbers))
    lines = [
        f"{name.ljust(wide)}  {number.rjust(far)}  {'█' * round(_WIDEST * max(0, value) / most)}".rstrip()
        for (name, value), number in zip(rows, numbers, strict=True)
    ]
    return "\n".join([f"{title}, in {unit}" if unit else title, *lines])
