"""Reasons for a person to look at a text: possible problems that a program cannot decide. Flags cost no points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ..result import Flag
from .claims import Claim, given_away, owners_at, unit_at
from .clause import Clause
from .conditions import in_exact_quotation
from .denials import denied
from .draft import Draft, read_draft
from .english import lemmas, listed, phrases
from .labels import in_own_voice
from .likeness import NEARLY_SAME, Runs, likeness, runs
from .page import REPORTER, Page
from .patterns import find_any
from .verbs import has_verb

_MOST_NAMED = 3
# How many words away from a quotation it may be said that these are the very words.
_NEAR_QUOTATION = 8
# The longest clause behind a quotation that only says whose it is.
_MOST_BEHIND = 7
_STEMS = tuple(listed("contempt_stems"))
# A title and a name are five words: “Israeli Defense Minister Benny Gantz”.
_MOST_NAMES = 8
# “According to and”: what begins here is never finished.
_BEFORE_A_NOUN = ("to", "of", "with", "for", "from", "at", "into")
_LEAST_FOR_SALAD = 12
_FEWEST_SMALL = 0.33
_MOST_CUES = 0.15
_REPEATS = 5
_NEVER_AFTER_ARTICLE = listed("never_after_article")
_NEVER_AFTER_OF = listed("never_after_of")
_CUES = listed("cues")
_MODALS = listed("modals")
_PRONOUNS = listed("pronouns")
_BEFORE_NO_CUE = listed("before_no_cue")
_MAY_DOUBLE = listed("may_double")


def flags_of(
    draft: Draft,
    page: Page,
    claims: tuple[Claim, ...] = (),
    kept: tuple[str, ...] = (),
    quoted: tuple[str, ...] = (),
    owned: tuple[str, ...] = (),
) -> Iterator[Flag]:
    """Every flag that a draft raises by itself.

    ``kept`` are patterns of what must stay, near which a denial counts as near a claim; ``quoted`` and ``owned`` are
    labels that a condition looks after.
    """
    yield from flags_of_thoughts(draft, page)
    if found := list(denied(draft, page, (*claims, *(Claim(text, text, (text,)) for text in kept)))):
        yield Flag("denial", f"A “not” or “no” is close to what the article says: {_named(found)}.")
    if found := given_away(claims, draft, page):
        yield Flag(
            "reversed-speaker", "A claim may be given to somebody who does not make it: " + "; ".join(found[:2]) + "."
        )
    if found := list(_misquoted(draft, page)):
        yield Flag("reversed-speaker", "A quotation may be given to another speaker: " + "; ".join(found[:2]) + ".")
    if found := list(in_own_voice(draft, page, quoted, owned)):
        yield Flag("own-voice", f"A label may be in the writer's own voice: {_named(found)}.")
    if not has_verb(draft, page):
        yield Flag("no-verb", "We did not recognize a verb.")


def flags_of_thoughts(draft: Draft, page: Page) -> Iterator[Flag]:
    """The flags of a free answer about the article: disguised letters, contempt, and heaps of keywords."""
    if draft.hidden:
        yield Flag("hidden-letters", f"Some letters are disguised: {_named(draft.hidden)}.")
    if found := list(_contempt(draft, page)):
        yield Flag("contempt", f"Words that may be meant with contempt: {_named(found)}.")
    if reason := _salad(draft):
        yield Flag("salad", reason)


def near_copy(text: str, samples: Iterable[Runs], given: Runs, retold: Runs = frozenset()) -> Iterator[Flag]:
    """A flag for a text that is nearly a sample, or nearly what it should retell in other words.

    ``given`` are the runs of what everybody has, such as the article; ``samples`` have theirs without these. ``retold``
    are the runs of what should be retold, empty if nothing should.
    """
    found = runs(text)
    if any(likeness(found - given, sample) >= NEARLY_SAME for sample in samples):
        yield Flag("near-copy", "It is nearly the worked example.")
    elif likeness(found, retold) >= NEARLY_SAME:
        yield Flag("near-copy", "It is nearly the article's own words.")


def _misquoted(draft: Draft, page: Page) -> Iterator[str]:
    for number, quotation in enumerate(draft.quotations):
        places = page.places(quotation.words)
        inside = [at for at, token in enumerate(draft.tokens) if token.quotation == number]
        if not places or not inside:
            continue
        clauses = unit_at(draft, page, inside[0])
        named = owners_at(clauses, inside[0], inside[0] + 1)
        for clause in clauses:
            if clause.start <= inside[0] < clause.end:
                named |= clause.outer | clause.source
                if said := _said_behind(draft, clauses, clause):
                    named = said
        voices = frozenset().union(*(page.voices_at(place) for place in places))
        open_one = any(clause.unsaid for clause in clauses)
        retold = REPORTER in voices and named & page.speakers and REPORTER not in named and not open_one
        if retold and _as_own_words(draft, inside):
            yield f"“{quotation.words}” is the reporter's wording"
        elif named & set(page.owners) and REPORTER not in named and not named & voices:
            yield f"“{quotation.words}” is given to {' and '.join(sorted(named))}"


def _said_behind(draft: Draft, clauses: list[Clause], clause: Clause) -> frozenset[str]:
    """Whose words a quotation is said to be right behind it: "…, to use Austin's words", "…, as Austin put it"."""
    number = clauses.index(clause) + 1
    if clause.source or number == len(clauses):
        return frozenset()
    behind = clauses[number]
    names = any(token.key in lemmas("naming") or token.base == "put" for token in draft.tokens[behind.start : behind.end])
    short = behind.only_source or (behind.rank >= 3 and behind.end - behind.start <= _MOST_BEHIND)
    return behind.source if short and names else frozenset()


def _as_own_words(draft: Draft, inside: list[int]) -> bool:
    """Whether a quotation is presented as somebody's exact words: "in his own words", "literally"."""
    first, last = inside[0], inside[-1]
    found = find_any(draft, phrases("own_words"))
    return any(first - _NEAR_QUOTATION <= start and end <= last + _NEAR_QUOTATION // 2 for start, end in found)


def _contempt(draft: Draft, page: Page) -> Iterator[str]:
    for at, token in enumerate(draft.tokens):
        if _is_listed(token.base) and token.key not in page.words and not in_exact_quotation(draft, page, at):
            yield token.text
    for start, end in find_any(draft, phrases("contempt_phrases")):
        if not in_exact_quotation(draft, page, start):
            yield draft.words(start, end)


def has_contempt(text: str) -> bool:
    """Whether a text has a word or phrase of contempt, whoever it is about and wherever it is from.

    >>> has_contempt("Everybody knows he is a liar"), has_contempt("a spokesman")
    (True, False)
    """
    draft = read_draft(text)
    return any(_is_listed(token.base) for token in draft.tokens) or bool(find_any(draft, phrases("contempt_phrases")))


@lru_cache(maxsize=4096)
def _is_listed(word: str) -> bool:
    words = listed("contempt")
    if word.startswith(_STEMS):
        return True
    return word in words or word.removesuffix("s") in words or word.removesuffix("es") in words


def _salad(draft: Draft) -> str:
    words = [token.base for token in draft.tokens if not token.is_mark]
    questions = any(token.base == "?" for token in draft.tokens)
    if len(words) < _LEAST_FOR_SALAD:
        return ""
    if (row := _longest_row_of_names(draft)) >= _MOST_NAMES:
        return f"There are {row} names in a row, with no word between them."
    # Names and titles come in a row in good sentences too.
    plain = [token.base for token in draft.tokens if token.text[:1].islower()]
    if len(plain) >= _LEAST_FOR_SALAD and sum(word in listed("small") for word in plain) < _FEWEST_SMALL * len(plain):
        return "There are hardly any of the small words that make a sentence."
    cues = sum(word in ("said", "says", "told", "added") for word in words)
    if cues > 3 and cues / len(words) > _MOST_CUES:
        return "The word “said” comes again and again."
    pairs = [(a.base, b.base) for a, b in pairwise(draft.tokens) if not (a.is_mark or b.is_mark)]
    ends = [
        a for a, b in pairwise(draft.tokens) if b.is_mark and b.base in ".!?" and a.base in ("the", "a", "an", "and", "or")
    ]
    odd = [(token.base, ".") for token in ends]
    odd += [(a, b) for a, b in pairs if _is_impossible(a, b) and not (questions and a in _MODALS)]
    cut_off = [(a, b) for a, b in pairs if a in _BEFORE_A_NOUN and b in ("and", "or")]
    odd = [*cut_off, *odd]
    if len(odd) > 1 or cut_off:
        return f"Words follow one another as they do in no sentence: “{' '.join(odd[0])}”."
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    run, times = max(runs.items(), key=lambda item: item[1])
    if times > _REPEATS and 3 * times > len(words) / 4:
        return f"The same words come {times} times: “{' '.join(run)}”."
    return ""


def _longest_row_of_names(draft: Draft) -> int:
    """The most words in a row, with no mark between them, that begin with a capital or a digit."""
    longest = row = 0
    for token in draft.tokens:
        row = row + 1 if token.text[:1].isupper() or token.text[:1].isdigit() else 0
        longest = max(longest, row)
    return longest


def _is_impossible(word: str, after: str) -> bool:
    """Whether two words follow one another as they hardly do in a statement: "the of", "said spoke", "could he"."""
    if word == after:
        return word not in _MAY_DOUBLE
    if after in _CUES and (word in _CUES or word in _BEFORE_NO_CUE):
        return after not in ("states", "told")
    if word in _MODALS and after in _PRONOUNS:
        return True
    return (word in ("the", "a", "an") and after in _NEVER_AFTER_ARTICLE) or (word == "of" and after in _NEVER_AFTER_OF)


def _named(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_MOST_NAMED])
