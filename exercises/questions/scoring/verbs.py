"""Whether a text has a verb at all, without a parser."""

from __future__ import annotations

from .draft import Draft, Token
from .english import any_of, lemmas, listed


def has_verb(draft: Draft) -> bool:
    """Whether any word looks like the verb of a sentence. A form that may be a noun needs a subject before it."""
    tokens = draft.tokens
    verbs = any_of("saying", "telling", "stance", "events", "verbs")
    for at, token in enumerate(tokens):
        if token.is_mark or token.base.endswith("ing"):
            continue
        if token.base in listed("auxiliaries"):
            return True
        before = tokens[at - 1] if at and not tokens[at - 1].is_mark else None
        if token.key in verbs:
            if token.key not in lemmas("nouns_too"):
                return True
            after = tokens[at + 1] if at + 1 < len(tokens) and not tokens[at + 1].is_mark else None
            if before is not None and after is not None and _acts(before, token, after):
                return True
            plural = (
                before is not None and before.value is None and before.base.endswith("s") and not token.base.endswith("s")
            )
            if before is not None and (token.base.endswith("ed") or _is_subject(before) or plural):
                return True
        elif before is not None and _is_name(before) and _may_be_verb(token):
            return True
    return False


def _acts(before: Token, token: Token, after: Token) -> bool:
    """Whether a form that may be a plural noun stands between a doer and a name: "the minister thanks Austin"."""
    doer = before.value is None and before.base not in listed("small") and not before.base.endswith("s")
    return doer and token.base.endswith("s") and (after.text[:1].isupper() or after.base in ("the", "a", "that", "his"))


def _may_be_verb(token: Token) -> bool:
    """Whether an unknown word after a name has the form of a verb: "Gantz flatters Austin"."""
    known = listed("small") | listed("joiners") | listed("prepositions")
    return token.text[:1].islower() and token.base.endswith(("s", "ed")) and token.base not in known


def _is_subject(token: Token) -> bool:
    return token.base in ("he", "she", "it", "they", "we", "i", "who", "to", "also") or _is_name(token)


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_owner and token.base not in listed("small")
