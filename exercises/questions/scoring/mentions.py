"""Who is named in a text: names, offices and pronouns, each with whom it means."""

from __future__ import annotations

from dataclasses import dataclass

from .draft import Draft, Token
from .english import any_of, listed, phrases
from .page import Page

_SUBJECT = frozenset({"he", "she"})
_OTHER_CASES = {"him": "he", "his": "he", "her": "she", "hers": "she"}
# Whoever speaks that the article does not name as a speaker.
OTHERS = "others"
# One man again ("the same man said"), and the one of two who was not the subject ("his counterpart").
_AGAIN = (("the", "same"), ("this", "same"), ("this",), ("that",), ("the",), ("the", "first"))
_OTHER_ONE = (("his",), ("her",), ("the", "other"), ("the", "second"))
_PAIRS = sorted((pair.split() for pair in phrases("pairs")), key=len, reverse=True)
_BOTH = {pair[0]: [other for other in _PAIRS if other[0] == pair[0]] for pair in _PAIRS}
_MAN = listed("man")
_COUNTERPART = listed("counterpart")
_WITHOUT_NAME = frozenset({*_SUBJECT, *_OTHER_CASES, *_BOTH, "former", "latter", "they", "this", "that"}) | listed("others")
_TITLES = listed("titles")
_PEOPLE = listed("people")
# Words of an office between two names of one person: "Gantz, the Israeli minister, …".
_MOST_APPOSED = 4


@dataclass(slots=True)
class Mention:
    """A half-open stretch of tokens that names somebody. ``who`` is empty for a pronoun until it is resolved.

    ``owns`` is True for "Gantz's" and "his", ``oblique`` for a pronoun that can be no subject ("him"). ``pair`` has the
    two of "Gantz and Austin" in their order.
    """

    start: int
    end: int
    who: frozenset[str]
    pronoun: str = ""
    owns: bool = False
    oblique: bool = False
    pair: tuple[frozenset[str], ...] = ()


def mentions_in(draft: Draft, page: Page, start: int, end: int) -> list[Mention]:
    """The mentions between two tokens, in order; names inside quotations name nobody, for somebody else speaks there."""
    tokens, bases, found, at = draft.tokens, draft.bases, [], start
    names = page.names_by_word
    while at < end:
        named = bases[at] in names or bases[at] in _WITHOUT_NAME
        mention = _mention_at(tokens, bases, page, at, end) if named and tokens[at].quotation < 0 else None
        if mention is None:
            at += 1
            continue
        if mention.who or mention.pronoun:
            # "Mr. Gantz", "Sec. Austin"
            if at > start and tokens[at - 1].base in _TITLES and tokens[at - 1].text[:1].isupper() and mention.who:
                mention.start -= 1
            found.append(mention)
        at = mention.end
    return _joined(tokens, found)


def _mention_at(tokens: list[Token], bases: list[str], page: Page, at: int, end: int) -> Mention | None:
    word = bases[at]
    for words, who in page.names_by_word.get(word, ()):
        stop = at + len(words)
        if stop <= end and bases[at:stop] == words and not _is_adjective(tokens, words, stop, end):
            owns = tokens[stop - 1].is_owner
            return Mention(at, stop, frozenset({who} if who else ()), owns=owns)
    if again := _man_at(tokens, at, end):
        return again
    if word in _SUBJECT:
        return Mention(at, at + 1, frozenset(), pronoun=word)
    if word in _OTHER_CASES:
        return Mention(at, at + 1, frozenset(), _OTHER_CASES[word], owns=word in ("his", "her"), oblique=True)
    for words in _BOTH.get(word, ()):
        stop = at + len(words)
        if stop <= end and bases[at:stop] == words and not _counts(tokens, stop, end) and not _is_afloat(tokens, at):
            return Mention(at, stop, page.speakers)
    if word in ("former", "latter") and at and tokens[at - 1].base == "the" and not _counts(tokens, at + 1, end):
        return Mention(at, at + 1, frozenset(), pronoun=word)
    if word in listed("others"):
        return Mention(at, at + 1, frozenset({OTHERS}))
    if word == "they":
        return Mention(at, at + 1, page.speakers, pronoun="they")
    return None


def _man_at(tokens: list[Token], at: int, end: int) -> Mention | None:
    """Somebody named as "this man" or "the man who …", which goes back like "he", or as "the other man"."""
    for words in _OTHER_ONE:
        stop = at + len(words)
        noun = _COUNTERPART if len(words) == 1 else _MAN
        if stop < end and tokens[at].base == words[0] and _spell(tokens, at + 1, words[1:]) and tokens[stop].base in noun:
            return Mention(at, stop + 1, frozenset(), pronoun="other", owns=tokens[stop].is_owner)
    for words in _AGAIN:
        stop = at + len(words)
        if (
            stop >= end
            or tokens[at].base != words[0]
            or not _spell(tokens, at + 1, words[1:])
            or tokens[stop].base not in _MAN
        ):
            continue
        if words == ("the",) and _next_base(tokens, stop, end) not in ("who", "that"):
            continue
        return Mention(
            at, stop + 1, frozenset(), pronoun="former" if words[-1] == "first" else "he", owns=tokens[stop].is_owner
        )
    return None


def _next_base(tokens: list[Token], at: int, end: int) -> str:
    return tokens[at + 1].base if at + 1 < end else ""


def _is_adjective(tokens: list[Token], words: list[str], stop: int, end: int) -> bool:
    """Whether "the Israeli" goes with a noun of its own, and names nobody: "the Israeli people"."""
    if len(words) != 2 or words[0] != "the" or not words[1].endswith(("i", "an")) or tokens[stop - 1].is_owner:
        return False
    joined = stop < end and tokens[stop].base in ("and", "or") and _next_base(tokens, stop, end) != "the"
    return joined or _counts(tokens, stop, end)


def _spell(tokens: list[Token], at: int, words: tuple[str, ...]) -> bool:
    return all(tokens[at + number].base == word for number, word in enumerate(words))


def _counts(tokens: list[Token], at: int, end: int) -> bool:
    """Whether "the two" or "both" goes with a noun of its own: "the two-state solution", "both peoples"."""
    if at >= end or tokens[at].is_mark:
        return False
    after = tokens[at]
    if after.base in ("state", "states"):
        return True
    verbs = any_of("saying", "telling", "stance", "events", "verbs")
    return not (
        after.base in listed("auxiliaries") or after.base in _PEOPLE or after.base in listed("small") or after.key in verbs
    )


def _is_afloat(tokens: list[Token], at: int) -> bool:
    """Whether "both" goes with the subject before it, whoever that is: "Israelis and Palestinians may both be secure"."""
    return tokens[at].base == "both" and at > 0 and tokens[at - 1].base in listed("auxiliaries")


def _joined(tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """Mentions with what names the same person twice, and pairs ("Gantz and Austin"), as one."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before is None or not mention.who or not before.who:
            found.append(mention)
            continue
        between = [token.base for token in tokens[before.end : mention.start]]
        if mention.who == before.who and _is_apposed(between):
            before.end, before.owns = mention.end, mention.owns
        elif (
            between in (["and"], ["both"], ["and", "also"], ["and", "the"])
            and not before.owns
            and mention.who != before.who
        ):
            before.pair = (before.who, mention.who)
            before.end, before.who, before.owns = mention.end, before.who | mention.who, mention.owns
        else:
            found.append(mention)
    return found


def _is_apposed(between: list[str]) -> bool:
    words = [word for word in between if word not in ("the", "a", ",", ".")]
    return len(between) <= _MOST_APPOSED and all(word in _TITLES or word.endswith(("i", "an")) for word in words)
