"""The text under study: paragraphs, tokens, and quotations found as spans of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..base.errors import KitError
from .sections import Section, read_sections

# The only implementation of the codebook's section 6: curly and straight marks count as the same.
# Each replacement is one character for one, so offsets in the folded text are also offsets in the text.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_EVEN = _STRAIGHT | str.maketrans({"„": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "})


class _Folded(dict):
    """What each character is folded to, computed at first use."""

    def __missing__(self, code: int) -> str:
        character = _EVEN.get(code, chr(code))
        small = character.lower()
        # A few letters (İ) change length in lower case: leave them unchanged, to keep offsets valid.
        self[code] = small if len(small) == 1 else character
        return self[code]


_FOLD = _Folded()
_TOKEN = re.compile(r"[^\W_]+(?:[’'.,\-][^\W_]+)*|\S")
_SENTENCE_END = re.compile(r"[.!?][”’\"']*\s+(?=[“‘\"'A-Z])")
_EDGE = re.compile(r"^(?:[\W_]+|(?:the|an|a)\b)+|(?<![\W_])[\W_]+$", re.IGNORECASE)


class QuotationNotFound(KitError):
    """The words are not in the article, or not in the given paragraph."""


class QuotationRepeats(KitError):
    """The words occur more than once, and nothing says which occurrence is meant."""


@dataclass(frozen=True, order=True)
class Span:
    """A half-open stretch of the article, in characters (code points): start ≤ i < end."""

    start: int
    end: int

    def __len__(self) -> int:
        return max(0, self.end - self.start)

    def overlap(self, other: Span) -> int:
        """Characters that both spans cover."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether all of another span lies in this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, numbered from 1, with its place in the article."""

    number: int
    span: Span
    text: str


@dataclass(frozen=True, order=True)
class Gloss:
    """A place in the article whose words are explained: the entry's own word, and what it means here."""

    span: Span
    word: str
    says: str


def straighten(text: str) -> str:
    """Make curly quotation marks and apostrophes straight; everything else stays unchanged."""
    return text.translate(_STRAIGHT)


def fold(text: str) -> str:
    """Make curly and straight marks, dashes, line ends and letter case equal; the length stays the same."""
    if not text.isascii():
        for code, even in _EVEN.items():
            text = text.replace(chr(code), even)
    # With straight marks most text is ASCII, which folds in one call; the table works letter by letter.
    return text.lower().replace("\n", " ") if text.isascii() else text.translate(_FOLD)


def normalize_answer(text: str) -> str:
    """Fold, drop punctuation and articles at the edges, and collapse white space."""
    return _EDGE.sub("", " ".join(fold(text).split()))


class Article:
    """The article's text with its paragraphs; offsets count code points from the start of the file.

    ``explained`` has words of the text, each with the word of its entry in the glossary and what that says.
    """

    def __init__(self, text: str, about: dict | None = None, explained: Mapping[str, tuple[str, str]] | None = None):
        self.text = text
        self.about = dict(about or {})
        self._explained = dict(explained or {})
        # Caches the results that are needed again and again.
        self._sentences: dict[int, tuple[tuple[Span, ...], ...]] = {}
        self._gaps: dict[int, tuple[tuple[int, int, str, str, int], ...]] = {}

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, split on blank lines."""
        found = re.finditer(r"\S(?:.*\S)?(?:\n(?!\s*\n)\S.*)*", self.text)
        return tuple(Paragraph(n, Span(*m.span()), m.group()) for n, m in enumerate(found, 1))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The texts that this article holds, where it holds several; what cannot be used is left out."""
        return read_sections(self.about.get("section", []), len(self.paragraphs))[0]

    def section_of(self, number: int) -> str:
        """The title of the section of a paragraph; empty where there is none."""
        return next((section.title for section in reversed(self.sections) if section.first <= number), "")

    def headings(self, numbers: Iterable[int]) -> dict[int, str]:
        """For each of these paragraphs that comes first of its section among them, the title of the section."""
        first: dict[str, int] = {}
        for number in numbers:
            if title := self.section_of(number):
                first.setdefault(title, number)
        return {number: title for title, number in first.items()}

    @cached_property
    def glosses(self) -> tuple[Gloss, ...]:
        """The explained words in reading order, each at its first place; of two that overlap, the longer one."""
        found: list[Gloss] = []
        for words in sorted(self._explained, key=len, reverse=True):
            free = (place for place in self._whole_words(words) if not any(place.overlap(one.span) for one in found))
            found += [Gloss(place, *self._explained[words]) for place in list(free)[:1]]
        return tuple(sorted(found))

    @property
    def explained_elsewhere(self) -> list[str]:
        """Explained words that this text does not have."""
        return [words for words in self._explained if not self._whole_words(words)]

    def _whole_words(self, words: str) -> list[Span]:
        return [Span(*at.span()) for at in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph with this number. Raises KitError when there is none."""
        if isinstance(number, int) and 1 <= number <= len(self.paragraphs):
            return self.paragraphs[number - 1]
        raise KitError(f"The article has paragraphs 1 to {len(self.paragraphs)}; there is no paragraph {number!r}.")

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that contains this character; 0 between paragraphs."""
        return next((p.number for p in self.paragraphs if p.span.start <= offset < p.span.end), 0)

    def words_in(self, span: Span) -> str:
        """The article's own characters in this span."""
        return self.text[span.start : span.end]

    def places(self, words: str, paragraph: int | None = None, *, exactly: bool = False) -> list[Span]:
        """All occurrences of these words; kinds of marks and case are ignored unless ``exactly``."""
        within = Span(0, len(self.text)) if paragraph is None else self.paragraph(paragraph).span
        wanted = words if exactly else " ".join(fold(words).split())
        text = self.text if exactly else self._folded
        places, at = [], text.find(wanted, within.start, within.end) if wanted else -1
        while at >= 0:
            places.append(Span(at, at + len(wanted)))
            at = text.find(wanted, at + 1, within.end)
        return places

    def find(self, exact: str, paragraph: int | None = None, prefix: str = "", suffix: str = "") -> Span:
        """The one place of a quotation, as in the W3C Web Annotation TextQuoteSelector.

        Raises QuotationNotFound or QuotationRepeats.
        """
        where = "" if paragraph is None else f" in paragraph {paragraph}"
        places = [
            s
            for s in self.places(exact, paragraph, exactly=True)
            if self.text[: s.start].endswith(prefix) and self.text[s.end :].startswith(suffix)
        ]
        if not places:
            raise QuotationNotFound(f"The words “{exact}” are not{where or ' in the article'}, letter for letter.")
        if len(places) > 1:
            raise QuotationRepeats(
                f"The words “{exact}” occur {len(places)} times{where}: say which with a paragraph, a prefix or a suffix."
            )
        return places[0]

    def trim(self, span: Span) -> Span:
        """The span without marks, spaces and articles (a, an, the) at its edges; unchanged if nothing would be left."""
        words = self.words_in(span)
        core = _EDGE.sub("", words)
        if not core:
            return span
        start = span.start + words.rindex(core) if words.endswith(core) else span.start + words.index(core)
        return Span(start, start + len(core))

    def tokens(self, within: Span | None = None) -> list[Span]:
        """Words and single punctuation marks, as spans in reading order."""
        area = within or Span(0, len(self.text))
        return [Span(*m.span()) for m in _TOKEN.finditer(self.text, area.start, area.end)]

    def words(self) -> tuple[Span, ...]:
        """The tokens with a letter or a digit, in reading order."""
        return self._words

    @cached_property
    def _words(self) -> tuple[Span, ...]:
        return self._with_letters(self.tokens())

    def _with_letters(self, tokens: list[Span]) -> tuple[Span, ...]:
        return tuple(span for span in tokens if any(c.isalnum() for c in self.words_in(span)))

    def words_by_sentence(self, number: int) -> tuple[tuple[Span, ...], ...]:
        """The words of each sentence of a paragraph, in reading order; a sentence without words is left out."""
        if number not in self._sentences:
            sentences = (self._with_letters(self.tokens(sentence)) for sentence in self.sentences(number))
            self._sentences[number] = tuple(filter(None, sentences))
        return self._sentences[number]

    def tokens_and_gaps(self, number: int) -> tuple[tuple[int, int, str, str, int], ...]:
        """Each token of a paragraph: its start and end, its text, what follows it up to the next, its sentence from 0."""
        if number not in self._gaps:
            area, ends = self.paragraph(number).span, [sentence.end for sentence in self.sentences(number)]
            spans = self.tokens(area)
            next_starts = [span.start for span in spans[1:]] + [area.end]
            self._gaps[number] = tuple(
                (s.start, s.end, self.text[s.start : s.end], self.text[s.end : after], sum(s.start >= end for end in ends))
                for s, after in zip(spans, next_starts, strict=True)
            )
        return self._gaps[number]

    def sentences(self, number: int) -> list[Span]:
        """The sentences of one paragraph, as spans that follow one another without a gap."""
        span = self.paragraph(number).span
        starts = [span.start] + [m.end() for m in _SENTENCE_END.finditer(self.text, span.start, span.end)]
        return [Span(a, b) for a, b in zip(starts, [*starts[1:], span.end], strict=True)]
