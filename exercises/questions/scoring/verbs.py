"""Whether a text has a verb at all, without a parser."""

from __future__ import annotations

from .draft import Draft, Token
from .english import any_of, is_past, lemmas, listed
from .page import Page

_SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "who", "to", "also"})
# After "talks" and the like, one of these makes a noun of it where no person comes before: "Washington talks on Iran".
_AFTER_A_NOUN = frozenset({"between", "on", "over", "with", "in", "at", "for", "from", "among", "and", "of"})
_MOST_NAMES = 4
_NO_VERBS = listed("small") | listed("joiners") | listed("prepositions")


def has_verb(draft: Draft, page: Page) -> bool:
    """Whether any word looks like the verb of a sentence. A form that may be a noun needs a subject before it."""
    tokens = draft.tokens
    verbs = any_of("saying", "telling", "stance", "events", "verbs")
    for at, token in enumerate(tokens):
        if token.is_mark or token.base.endswith("ing"):
            continue
        if token.base in listed("auxiliaries"):
            return True
        before = tokens[at - 1] if at and not tokens[at - 1].is_mark else None
        if token.key in verbs and (
            token.key not in lemmas("nouns_too") or (is_past(token.base) and token.base[-2:] != "ed")
        ):
            return True
        if before is None or before.is_owner or before.value is not None:
            continue
        if (_is_verb_after if token.key in verbs else _may_be_verb)(tokens, at, page):
            return True
    return False


def _is_verb_after(tokens: list[Token], at: int, page: Page) -> bool:
    """Whether a form that may be a noun ("talks", "support") has a subject that it agrees with."""
    token, before = tokens[at], tokens[at - 1]
    after = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at + 1].is_mark else None
    if token.base.endswith("ed") or before.base in _SUBJECTS:
        return True
    if before.base in listed("small") or before.base in listed("prepositions"):
        return False
    if not token.base.endswith("s"):
        return _is_plural(tokens, at - 1)
    person = any(name[-1] == before.base for owner in page.owners.values() for name in owner.called)
    if person or _is_name(before):
        return person or after is None or after.base not in _AFTER_A_NOUN
    return (
        not before.base.endswith("s")
        and after is not None
        and (after.text[:1].isupper() or after.base in listed("clause_first"))
    )


def _is_plural(tokens: list[Token], at: int) -> bool:
    """Whether a plural subject ends here: "ministers", "Gantz and Austin", "Israel, US"."""
    first = not at or tokens[at - 1].is_mark
    if tokens[at].text[:1].islower() or (first and tokens[at].base.endswith("s")):
        return tokens[at].base.endswith("s")
    for back in range(at - 1, max(-1, at - 1 - _MOST_NAMES), -1):
        if tokens[back].base in ("and", "&", ","):
            return True
        if not (tokens[back].text[:1].isupper() or tokens[back].base == "the"):
            return False
    return False


def _may_be_verb(tokens: list[Token], at: int, page: Page) -> bool:
    """Whether an unknown word after a name has the form of a verb: "Gantz flatters Austin"."""
    token = tokens[at]
    if token.key in page.words or token.base in _NO_VERBS or not token.text[:1].islower():
        return False
    return token.base.endswith(("s", "ed")) and _is_name(tokens[at - 1])


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.base not in listed("small")
