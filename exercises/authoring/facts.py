"""What templates ask about a lesson: its annotations as a reader would name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from ..text.annotations import Annotation, Annotations
from ..text.article import Article, Span
from ..text.figures import Figures
from .voices import REPORTER

_MARKS = "“”\"„«»‘’'"


class Facts:
    """An article with its annotations, and the words in which a question speaks of them. Only what is clear is settled."""

    def __init__(self, article: Article, annotations: Annotations):
        self.article, self.annotations = article, annotations
        self.figures = Figures(article, annotations)

    def clear(self, layer: str) -> list[Annotation]:
        """The annotations of a layer on which careful readers agree, in the order of the text."""
        found = [one for one in self.annotations.where(layer) if one.confidence == "clear"]
        return sorted(found, key=lambda one: one.place) if all(one.span for one in found) else found

    def all(self, layer: str) -> list[Annotation]:
        """All annotations of a layer, in the order of the text."""
        return sorted(self.annotations.where(layer), key=lambda one: one.span or Span(0, 0))

    @cached_property
    def quoted(self) -> list[str]:
        """The voices that are quoted, in the order of their first quoted words."""
        return list(dict.fromkeys(one["speaker"] for one in self.clear("quotation")))

    def name(self, voice: str) -> str:
        """A voice as a reader would say it."""
        return self.article.about.get("voices", {}).get(voice, {}).get("name", voice)

    def names(self, voice: str) -> list[str]:
        """What a voice may be called."""
        return self.article.about.get("owners", {}).get(voice, {}).get("names", [voice])

    def words(self, one: Annotation) -> str:
        """The words of an annotation."""
        return self.article.words_in(one.place)

    def first(self, words: str, count: int = 4) -> str:
        """The first words of a stretch, without marks at their edges."""
        parts = words.strip(_MARKS + " ").split()[:count]
        return " ".join(parts).strip(_MARKS + ",;:. ")

    def middle(self, words: str, count: int = 3) -> str:
        """Words from the middle of a stretch, without a mark among them if there are such: they say where it is, not how.

        The first words would do both: “that he would” is a retelling, and “I will” is not.
        """
        parts = words.split()
        half = (len(parts) - count) / 2
        runs = sorted(range(max(1, len(parts) - count + 1)), key=lambda place: abs(place - half))
        whole = (" ".join(parts[place : place + count]) for place in runs)
        plain = (run for run in whole if not any(mark in run for mark in _MARKS + ",;:."))
        return next(plain, self.first(words, count))

    def plain(self, words: str) -> str:
        """Retold words as they go on after “says”: without “that”, and without a capital that only began a sentence."""
        words = words.strip().removeprefix("that ").rstrip(",. ")
        first, _, rest = words.partition(" ")
        named = first in " ".join(name for voice in self.article.about.get("owners", {}) for name in self.names(voice))
        starts = not re.search(rf"[\w,] {re.escape(first)}\b", self.article.text)
        return f"{first.lower()} {rest}" if starts and not named and not rest[:1].isupper() and first != "I" else words

    def paragraph_of(self, words: str) -> int:
        """The first paragraph that has these words, whatever their case; 0 if none has."""
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.article.text, re.IGNORECASE)
        return self.article.paragraph_at(found.start()) if found else 0


def paragraphs_of(annotations: Iterable[Annotation]) -> list[int]:
    """The paragraphs that these annotations are in, each once."""
    return sorted({one.paragraph for one in annotations if one.paragraph})


def key_of(voice: str) -> str:
    """A voice as the id of an option: “town council” gives “town-council”."""
    return re.sub(r"[^a-z0-9]+", "-", voice.lower()).strip("-") or "voice"


def voice_labels(facts: Facts, voices: Iterable[str], reporter: bool = True) -> dict[str, str]:
    """Labels for these voices, in the order of the alphabet, so that no place gives a key away."""
    chosen = [*dict.fromkeys(voices), *([REPORTER] if reporter else [])]
    return {key_of(voice): facts.name(voice) for voice in sorted(dict.fromkeys(chosen), key=str.lower)}


def listing(parts: Iterable[str]) -> str:
    """Parts as a sentence has them: “P2, P3 and P5”."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last


def sentences(parts: Iterable[str]) -> str:
    """Sentences, each with a capital letter and a full stop."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts)
