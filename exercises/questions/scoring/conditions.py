"""What a written text must meet: each condition looks at a draft and names the words that break it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..result import Notice
from .draft import Draft, Token
from .english import listed, phrases
from .page import Page
from .patterns import find_any, find_disguised, in_words
from .verbs import has_verb

_MOST_COUNTED_ON = 12.0
# How far back the writer's own count may be.
_NEAR_COUNT = 40
_COUNTS_ON = frozenset({"these", "those", "all", "last", "first", "other", "next", "his", "the", "and"})
_COUNTED_BY = frozenset({"by", "from", "are", "belong", "come", "go", "for"})
_AFTER_NO_THING = frozenset({"as", "too", "and", "but", "only", "in"})
# How many words after a number the thing that it counts may be.
_MOST_TO_NOUN = 4
# The most words named in one piece of feedback.
MOST_NAMED = 5


@dataclass(frozen=True)
class Break:
    """What breaks a condition: the words that replace {words} in a notice, and a different notice if one applies."""

    words: tuple[str, ...]
    notice: Notice | None = None


@dataclass(frozen=True)
class Condition:
    """One condition: an id, the kind of it, how a card states it, and a function from a draft to what breaks it.

    Meeting a ``gate`` earns nothing; all other conditions are requirements.
    """

    id: str
    kind: str
    text: str
    gate: bool
    look: Callable[[Draft], Break | None]
    notice: Notice


def filled(notice: Notice, words: tuple[str, ...]) -> Notice:
    """A notice with words, in quotation marks, in place of {words}; a number of words goes in as it is."""
    named = ", ".join(word if word.isdigit() else f"“{word}”" for word in words[:MOST_NAMED])
    return Notice(notice.noticed.replace("{words}", named), notice.next.replace("{words}", named))


def contains(draft: Draft, written: str) -> bool:
    """Whether a pattern of lesson data fits anywhere in the draft."""
    return bool(find_any(draft, (written,)))


def keep(written: str, notice: Notice) -> Condition:
    """Something that must be there, as a pattern."""
    name = in_words(written)

    def look(draft: Draft) -> Break | None:
        return None if contains(draft, written) else Break((name,))

    return Condition(f"keep:{name}", "keep", f"“{name}” is in it", False, look, notice)


def one_of(group: tuple[str, ...], notice: Notice) -> Condition:
    """One of several wordings, as patterns."""

    def look(draft: Draft) -> Break | None:
        return None if find_any(draft, group) else Break(tuple(map(in_words, group)))

    return Condition(f"owner:{group[0]}", "owner", f"one of these: {_either(group)}", False, look, notice)


def verb(page: Page, notice: Notice) -> Condition:
    """Requires a verb, so that the text says what somebody did."""

    def look(draft: Draft) -> Break | None:
        return None if has_verb(draft, page) else Break(())

    return Condition("verb", "verb", "a verb that says what they did", False, look, notice)


def drop(written: tuple[str, ...], notice: Notice) -> Condition:
    """Words of the source that must be gone, in all their forms."""
    return _gone("drop", f"without {_either(written)}", written, notice)


def avoid(written: tuple[str, ...], notice: Notice, tilting: bool = False) -> Condition:
    """Words that must not come in, in any form; with ``tilting``, no listed verb that lifts or pushes down a speaker."""
    text = f"none of these words, in any form: {_either(written)}"
    if not tilting:
        return _gone("avoid", text, written, notice)
    more = (*(f"to {word}" for word in sorted(listed("tilting"))), *sorted(listed("tilting_words")))
    return _gone("avoid", f"{text}, or another that praises or pushes down", (*written, *more), notice)


def unquoted(written: tuple[str, ...], page: Page, notice: Notice) -> Condition:
    """Words allowed only inside quotation marks, as exact words of the article."""

    def look(draft: Draft) -> Break | None:
        found = [
            draft.words(start, end)
            for start, end in find_disguised(draft, written)
            if not in_exact_quotation(draft, page, start)
        ]
        return Break(tuple(dict.fromkeys(found))) if found else None

    text = f"only as exact words of the article, in quotation marks: {_either(written)}"
    return Condition("unquoted", "unquoted", text, True, look, notice)


def in_exact_quotation(draft: Draft, page: Page, at: int) -> bool:
    """Whether a token is inside quotation marks whose words are all in the article."""
    number = draft.tokens[at].quotation
    return number >= 0 and bool(page.places(draft.quotations[number].words))


def no_new_number(page: Page, notice: Notice) -> Condition:
    """No number, in digits or words, that the article does not have."""

    def look(draft: Draft) -> Break | None:
        numbers = [(at, token) for at, token in enumerate(draft.tokens) if token.value is not None]
        new = [words for at, token in numbers if (words := _new_number(draft, page, at, token))]
        return Break(tuple(dict.fromkeys(new))) if new else None

    return Condition("new_number", "new_number", "no number that the article does not have", True, look, notice)


def _new_number(draft: Draft, page: Page, at: int, token: Token) -> str:
    """The words of a number that the article does not have, a limit before it included; nothing for any other number."""
    if token.counts_writing or at in draft.numbering or _counts_on(draft, at):
        return ""
    if other := _other_thing(draft, page, at, token):
        return other
    if token.value not in page.numbers:
        return token.text
    known = _limits(page, token)
    before = [t.base for t in draft.tokens[max(0, at - 3) : at] if not t.is_mark]
    for words in (before[-1:], before[-2:], before[-3:]):
        limit = " ".join(words)
        # "no more than 12" is a limit from above.
        more = limit in phrases("limits_above") and before[-len(words) - 1 : -len(words)] not in (["no"], ["not"])
        changed = more or limit in listed("limits_below") or limit in phrases("limits_of_two")
        if changed and limit not in known:
            return f"{limit} {token.text}"
    behind = [t for t in draft.tokens[at + 1 : at + 7] if not t.is_mark]
    after = [t.base for t in behind[:5]]
    for first in range(3):
        for last in range(first + 1, first + 4):
            limit = " ".join(after[first:last])
            # Before another number it is about that one: "Bus 6 could save at most 12 minutes".
            followed = last < len(behind) and behind[last].value is not None
            if limit in phrases("limits_behind") and limit not in known and not followed:
                return f"{token.text} {' '.join(after[:last])}"
    return ""


def _limits(page: Page, token: Token) -> frozenset[str]:
    """The words that may limit a number: those that the article has before it, and others that say the same."""
    known = page.before_numbers.get(token.value, frozenset()) if token.value is not None else frozenset()
    if known.intersection(phrases("limits_at_most")):
        known = known.union(phrases("limits_at_most"))
    # "only 212" is still 212, but where the article has "over 1,400" it is less.
    at_least = known.intersection(phrases("limits_at_least"))
    return known.union(phrases("limits_at_least") if at_least else listed("limits_exact"))


def _counts_on(draft: Draft, at: int) -> bool:
    """Whether a small number goes on counting what the writer has just counted: "three points, and these three …"."""
    token, tokens = draft.tokens[at], draft.tokens
    if not isinstance(token.value, float) or token.value > _MOST_COUNTED_ON:
        return False
    counted = [t.value for t in tokens[max(0, at - _NEAR_COUNT) : at] if t.counts_writing]
    if not counted:
        return False
    # "has two speakers, so my brief has two as well"
    if token.value in counted and _counts_nothing(tokens, at):
        return True
    before, after = tokens[at - 1].base, tokens[at + 1].base if at + 1 < len(tokens) else "."
    if after == "in" and tokens[at + 2 : at + 3] and tokens[at + 2].base in ("total", "all", "sum"):
        return True
    return (before in _COUNTS_ON and after in listed("small") | _COUNTED_BY) or after in _COUNTED_BY


def _counts_nothing(tokens: list[Token], at: int) -> bool:
    """Whether no thing follows that a number could count: "has two as well", "has two."."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is None or after.is_mark or after.base in _AFTER_NO_THING


def _other_thing(draft: Draft, page: Page, at: int, token: Token) -> str:
    """The words of a number of the article that is given to what another number counts there: "thousands of lives"."""
    own = page.counted.get(token.value, frozenset()) if token.value is not None else frozenset()
    others = frozenset().union(*page.counted.values()) - own
    if not own:
        return ""
    before = draft.tokens[max(0, at - 2) : at]
    if len(before) == 2 and before[1].base == "of" and before[0].key in others:
        return draft.words(at - 2, at + 1)
    for number in range(at + 1, min(at + 1 + _MOST_TO_NOUN, len(draft.tokens))):
        word = draft.tokens[number]
        if word.key in own or word.is_mark or (number > at + 1 and word.base in listed("small")):
            return ""
        if word.key in others:
            return draft.words(at, number + 1)
    return ""


def no_new_quotation(page: Page, notice: Notice) -> Condition:
    """No words in quotation marks, of any kind, that are not whole words of the article."""

    def look(draft: Draft) -> Break | None:
        new = [quotation.words.strip() for quotation in draft.quotations if not page.places(quotation.words)]
        return Break(tuple(dict.fromkeys(new))) if new else None

    text = "no quotation that is not in the article, word for word"
    return Condition("new_quotation", "new_quotation", text, True, look, notice)


def length(least: int, most: int, notice: Notice) -> Condition:
    """A number of words within bounds."""

    def look(draft: Draft) -> Break | None:
        return None if least <= draft.count <= most else Break((str(draft.count),))

    return Condition("length", "length", f"{least} to {most} words", True, look, notice)


def long_enough(least: int) -> Condition:
    """A minimum number of words, for an answer in the student's own words."""
    short = Notice(f"{{words}} of at least {least} words so far.", "What would you add, so that a reader can follow?")

    def look(draft: Draft) -> Break | None:
        return None if draft.count >= least else Break((str(draft.count),))

    return Condition("words", "words", f"at least {least} word{'' if least == 1 else 's'}", False, look, short)


def _gone(kind: str, text: str, written: tuple[str, ...], notice: Notice) -> Condition:
    def look(draft: Draft) -> Break | None:
        found = [draft.words(start, end) for start, end in find_disguised(draft, written)]
        return Break(tuple(dict.fromkeys(found))) if found else None

    return Condition(kind, kind, text, True, look, notice)


def _either(written: tuple[str, ...]) -> str:
    return ", ".join(f"“{in_words(text)}”" for text in written)
