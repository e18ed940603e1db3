"""What can be observed of a text that a student writes: each condition names the words that break it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ...text.article import Article, fold
from ..result import Notice

# Named in one piece of feedback at most.
MOST_NAMED = 5
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
# "P5" names a paragraph, as the lessons do, and is no number of the text.
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d[\d,.]*\d|(?<![A-Za-z\d])\d")
_SENTENCE_END = re.compile(r"(?<![A-Z]\.[A-Z])[.!?][”’\"')]*\s+|\n+")


@dataclass(frozen=True)
class Condition:
    """One condition: what it is called, how many words can break it, and a function from a text to those that do."""

    name: str
    size: int
    broken: Callable[[str], list[str]]
    notice: Notice

    def missed(self, words: list[str]) -> float:
        """The part of the condition, from 0 to 1, that a text misses which these words break."""
        return min(1.0, len(words) / self.size)

    def notice_for(self, words: list[str]) -> Notice:
        """The condition's notice with the words that break it in place of {words}."""
        named = words[0] if self.name == "length" else ", ".join(f"“{word}”" for word in words)
        return Notice(self.notice.noticed.replace("{words}", named), self.notice.next.replace("{words}", named))


@dataclass(frozen=True)
class Fact:
    """A fact that a text must hold: any of ``say``, in a sentence that also has any of ``owner``, where one is asked."""

    say: tuple[str, ...]
    owner: tuple[str, ...] = ()

    def broken(self, text: str) -> list[str]:
        """What is missing: the fact, or its owner; nothing when both are there."""
        # Most often the fact is not there at all, or in one sentence: the whole text tells sooner.
        said = tuple(matching_phrases(text, self.say))
        holding = [sentence for sentence in sentences(text) if matching_phrases(sentence, said)] if said else []
        if not holding:
            return [self.say[0]]
        if self.owner and not any(matching_phrases(sentence, self.owner) for sentence in holding):
            return [" / ".join(self.owner)]
        return []


def contains_phrase(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, whatever the case, the kind of marks, and commas in numbers."""
    return bool(matching_phrases(text, (words,)))


def matching_phrases(text: str, among: tuple[str, ...]) -> list[str]:
    """Which of these words stand in the text, as ``has`` has it, in their order."""
    text = _normalize(text)
    # Most words are not there at all, which a plain search finds out far sooner.
    return [words for words, evened, pattern in _wanted(among) if evened in text and pattern.search(text)]


@lru_cache(maxsize=2048)
def _wanted(among: tuple[str, ...]) -> list[tuple[str, str, re.Pattern]]:
    evened = [(words, _normalize(words)) for words in among]
    return [(words, even, re.compile(rf"(?<!\w){re.escape(even)}(?!\w)")) for words, even in evened]


# Every condition looks at the same few sentences of an answer.
@lru_cache(maxsize=64)
def _normalize(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))


# Each fact of a brief is looked for in the same sentences.
@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[str, ...]:
    """A text cut at the ends of its sentences and lines."""
    return tuple(part for part in _SENTENCE_END.split(text) if part and part.strip())


def keep(words: tuple[str, ...], notice: Notice) -> Condition:
    """Words that must be there."""

    def broken(text: str) -> list[str]:
        there = matching_phrases(text, words)
        return [word for word in words if word not in there]

    return Condition("keep", len(words), broken, notice)


def drop(words: tuple[str, ...], notice: Notice) -> Condition:
    """Words that must be gone."""
    return Condition("drop", len(words), lambda text: matching_phrases(text, words), notice)


def avoid(words: tuple[str, ...], notice: Notice) -> Condition:
    """Words that must not come in; one is enough to break it."""
    return Condition("avoid", 1, lambda text: matching_phrases(text, words), notice)


def owner(groups: tuple[tuple[str, ...], ...], notice: Notice) -> Condition:
    """Groups of phrases, of each of which one must be there."""

    def broken(text: str) -> list[str]:
        return [" / ".join(group) for group in groups if not matching_phrases(text, group)]

    return Condition("owner", len(groups), broken, notice)


def unquoted(words: tuple[str, ...], article: Article, notice: Notice) -> Condition:
    """Words that may stand only inside quotation marks, in exact words of the article."""

    def broken(text: str) -> list[str]:
        outside = _QUOTED.sub(lambda found: " … " if _stands(article, found[1]) else found[0], text)
        return matching_phrases(outside, words)

    return Condition("unquoted", 1, broken, notice)


def no_new_number(article: Article, notice: Notice) -> Condition:
    """No number, in digits, that is not in the article."""
    known = {_normalize(number) for number in _NUMBER.findall(article.text)}

    def broken(text: str) -> list[str]:
        return [number for number in dict.fromkeys(_NUMBER.findall(text)) if _normalize(number) not in known][:MOST_NAMED]

    return Condition("new_number", 1, broken, notice)


def no_new_quotation(article: Article, notice: Notice) -> Condition:
    """No words in quotation marks that are not in the article."""

    def broken(text: str) -> list[str]:
        return [words for words in dict.fromkeys(_QUOTED.findall(text)) if not _stands(article, words)][:MOST_NAMED]

    return Condition("new_quotation", 1, broken, notice)


def length(least: int, most: int, notice: Notice) -> Condition:
    """A number of words within bounds."""

    def broken(text: str) -> list[str]:
        count = len(text.split())
        return [] if least <= count <= most else [str(count)]

    return Condition("length", 1, broken, notice)


def _stands(article: Article, words: str) -> bool:
    return bool(article.places(words.strip(" .,;!?…")))
