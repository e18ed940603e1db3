"""Whether a text may deny what it should state: only if a "not" or a verb of refusal governs the claim's words."""

from __future__ import annotations

from collections.abc import Iterator

from .claims import Claim, Told, unit_at
from .clause import Clause
from .draft import Draft, Token
from .english import any_of, lemmas, listed, phrases
from .page import Page
from .patterns import find_any

# How many words may come between a verb and the claim that it governs.
_MOST_APART = 7
# How many words after a "not" its verb may be.
_REACH = 6
# How many words may lie between "left out" and what is left out.
_MOST_PASSED = 12
# What would be so without something is no denial: "without it, Israel would be unable to defend itself".
_SUPPOSED = frozenset({"without", "if", "otherwise", "unless", "would", "make", "makes", "left", "leave", "be"})
_SHOWN = frozenset({"giving", "showing", "offering", "interest", "sympathy", "enthusiasm", "desire", "reason"})
_NO_PLAN = frozenset({"mistake", "failure", "illusion", "fantasy", "error", "joke", "nightmare"})
_BE = frozenset({"is", "was", "are", "were", "seems", "be"})
_THREATS = frozenset({"threat", "problem", "danger", "risk", "enemy", "worry", "concern", "dangerous", "issue"})
# Within a claim, before one of these a "not" is a part of it: "not so soon".
_SO = frozenset({"so", "as", "too"})
# What two states can be: "are not the goal".
_GOALS = frozenset({"goal", "aim", "solution", "answer", "option", "plan", "path", "way", "possible", "realistic"})
_NO_WITH = listed("no_with")
_OUGHT = listed("ought")
_LIMITS = frozenset({"only", "just", "merely", "simply", "alone", "solely", "least", "less", "even", "quite"})
# What cancels a "not" later in its clause: "cannot … without", "not … alone", "not … but".
_TAKES_BACK = frozenset({"without", "unless", "alone", "only", "until", "but", "except", "around"})
# "does not think that it is near" denies no more than that.
_FAR = frozenset({"near", "close", "easy", "soon", "quick", "quickly", "easily", "yet", "simple", "enough", "perfect"})
_BREAKS = frozenset(
    {"because", "if", "whether", "how", "why", "what", "when", "since", "though", "although", "while", "but"}
)


def denied(draft: Draft, page: Page, claims: tuple[Claim, ...]) -> Iterator[str]:
    """The words of each denial of a claim, from the word that denies to the end of what is claimed.

    A claim that the draft names only to say that it is left out is denied too.
    """
    noes = [
        at
        for at, token in enumerate(draft.tokens)
        if token.quotation < 0 and (_refusal(token) or token.base in listed("negations"))
    ]
    for claim in claims:
        places = claim.told(draft, page)
        owner = frozenset(claim.owner)
        if places and all(told.owners & owner and _is_passed_over(draft, told) for told in places):
            yield draft.words(places[0].start, places[0].end)
        for told in places:
            if told.unsaid:
                continue
            clauses = unit_at(draft, page, told.start)
            for number, clause in enumerate(clauses):
                if not (clause.start < told.end and told.start < clause.end):
                    continue
                far = any(token.base in _FAR for token in draft.tokens[told.end : clause.end])
                hands_over = number and clause.link == "that" and not far and not _is_name(draft, told)
                before = clauses[number - 1] if hands_over else None
                yield from _in_clause(draft, noes, told, clause, before, clauses[max(0, number - 2) : number])
                for after in clauses[number + 1 : number + 2]:
                    if told.end >= clause.end - 2 and _is_opposed_by_owner(draft, after, owner):
                        yield draft.words(told.start, after.end)


def _is_opposed_by_owner(draft: Draft, clause: Clause, owner: frozenset[str]) -> bool:
    """Whether a clause adds that the owner of what is before it opposes it: "…, which he rejects"."""
    if clause.link != "which" or not any(mention.who & owner for mention in clause.mentions):
        return False
    tokens = draft.tokens
    return any(_refusal(tokens[at]) and not _is_negated(tokens, at) for at in range(clause.start, clause.end))


def _refusal(token: Token) -> bool:
    return token.key in lemmas("refusals") or token.base in ("questioned", "questioning")


def _in_clause(
    draft: Draft, noes: list[int], told: Told, clause: Clause, before: Clause | None, aside: list[Clause]
) -> Iterator[str]:
    tokens = draft.tokens
    # "rejected diplomacy as a way to prevent …" goes on.
    start = aside[-1].start if aside and clause.link in ("as", "whether", "if") else clause.start
    from_here, to_here = max(start, told.start - _MOST_APART - _REACH), min(clause.end, told.end + 3)
    for at in noes:
        if from_here <= at < to_here and (_negates(draft, at, told, clause) or _refuses(draft, at, told)):
            yield draft.words(min(at, told.start), max(at + 2, told.end))
    # "is against talks that could prevent …": so does what the clause belongs to, or what is before an aside.
    first = aside[-1].start if aside and clause.link == "that" else start
    first = aside[0].start if len(aside) == 2 and aside[1].only_source else first
    if (given := _given_up(draft, told, clause, first)) is not None:
        yield draft.words(min(given, told.start), max(given + 1, told.end))
    # "Gantz denied that …", "Gantz does not believe that …": the clause that hands over what is said.
    if before is None:
        return
    for at in noes:
        if before.start <= at < before.end and _hands_over_a_no(tokens, at, before.end):
            yield draft.words(at, told.end)


def _negates(draft: Draft, at: int, told: Told, clause: Clause) -> bool:
    """Whether there is a "not" here whose verb is the claim's, or one that governs the claim."""
    tokens, word = draft.tokens, draft.tokens[at].base
    if word not in listed("negations") or at == told.start:
        return False
    if told.start < at < told.end and tokens[at + 1].base in _SO:
        return False
    if _is_harmless(tokens, at, clause.end):
        return False
    if word == "no" and at + 1 == told.start and tokens[at - 1].key in any_of("mentioning", "saying", "approvals"):
        return True
    if word == "no":
        following = tokens[at + 1]
        return following.base in _NO_WITH and _reaches(tokens, at + 1, told) and _denies_after_no(tokens, at, told)
    verb = _verb_after(tokens, at, clause.end)
    if verb is None or tokens[verb].key in lemmas("double_negatives"):
        return False
    if verb + 1 < len(tokens) and tokens[verb + 1].base in ("down", "off", "away"):
        return False
    if told.start <= verb < told.end:
        return True
    if _is_name(draft, told) or (at and tokens[at - 1].base in _OUGHT):
        return False
    if tokens[verb].base in _GOALS and _is_right_behind(at, verb, told):
        return True
    return tokens[verb].key in lemmas("approvals") and (_reaches(tokens, verb, told) or _is_right_behind(at, verb, told))


def _denies_after_no(tokens: list[Token], at: int, told: Told) -> bool:
    """Whether "no right" is here, or "no longer" with a verb that governs the claim."""
    if tokens[at + 1].base != "longer":
        return True
    verb = _verb_after(tokens, at + 1, max(told.end, at + _REACH))
    return verb is not None and (tokens[verb].key in lemmas("approvals") or told.start <= verb < told.end)


def _is_harmless(tokens: list[Token], at: int, end: int) -> bool:
    after = [token.base for token in tokens[at + 1 : min(at + 3, end)]]
    if _is_opposed(after):
        return True
    later = [token.base for token in tokens[at + 1 : end]]
    if any(word in _LIMITS for word in after) or any(word in _TAKES_BACK for word in later):
        return True
    # "is not halfhearted about it but fully for it": the second half says what holds.
    adjective = at + 1 < end and tokens[at + 1].key not in any_of("verbs", "saying", "stance", "approvals")
    return adjective and end < len(tokens) and tokens[end].base == "but" and tokens[at - 1].base in listed("auxiliaries")


def _is_opposed(after: list[str]) -> bool:
    """Whether a "not" denies a refusal: "not against", "not really opposed to"; but "not successful against"."""
    passed = after[:1] and (after[0].endswith("ly") or after[0] in listed("small"))
    return any(word in listed("opposed") for word in after[: 2 if passed else 1])


def _verb_after(tokens: list[Token], at: int, end: int) -> int | None:
    for number in range(at + 1, min(at + 1 + _REACH, end)):
        token = tokens[number]
        if token.is_mark or token.base in _BREAKS:
            return None
        if token.base in ("have", "has", "had") and tokens[min(number + 1, end - 1)].base in ("a", "any", "the"):
            return number
        supports = number == at + 1 and token.base in ("for", "behind")
        if supports or (token.base not in listed("small") and not token.base.endswith("ly")):
            return number
    return None


def _reaches(tokens: list[Token], verb: int, told: Told) -> bool:
    """Whether a claim follows this word in its own stretch."""
    between = tokens[verb + 1 : told.start]
    if not told.start > verb or len(between) > _MOST_APART:
        return told.start <= verb < told.end
    return not any(token.is_mark or token.base in _BREAKS for token in between)


def _is_right_behind(at: int, verb: int, told: Told) -> bool:
    """Whether a "not" and its verb directly follow the claim: "two states are not supported"."""
    return told.end <= at <= told.end + 2 and verb <= at + 3


def _refuses(draft: Draft, at: int, told: Told) -> bool:
    """Whether a verb of refusal is here and governs a claim that is more than a name."""
    tokens = draft.tokens
    if not _refusal(tokens[at]) or not at < told.start or not _reaches(tokens, at, told):
        return False
    return not _is_name(draft, told) and not _is_negated(tokens, at)


def _is_negated(tokens: list[Token], at: int) -> bool:
    """Whether a word that says no is itself denied: "does not deny", "without a doubt", "anything but against"."""
    before = [token.base for token in tokens[max(0, at - 3) : at]]
    if " ".join(before[-2:]) in ("anything but", "far from"):
        return True
    return any(word in listed("negations") or word in ("without", "beyond") for word in before)


def _given_up(draft: Draft, told: Told, clause: Clause, first: int) -> int | None:
    """Where a claim is given up without a "not" or one verb of refusal: "ruled out", "without supporting", "is dead"."""
    tokens = draft.tokens
    if _is_name(draft, told):
        return told.end if _is_no_threat(tokens, told, clause) else None
    if any(token.value not in (None, 2.0) for token in tokens[told.start : told.end]):
        return None
    for start, end in find_any(draft, phrases("refusing")):
        if first <= start and end <= told.start and _reaches(tokens, end - 1, told) and not _is_negated(tokens, start):
            return start
    for at in range(first, min(told.start, clause.end)):
        if tokens[at].quotation < 0 and not _is_negated(tokens, at) and _breaks_off(tokens, at, told, clause):
            return at
    after = [
        token for token in tokens[told.end : told.end + 5] if token.base != "solution" and not token.base.endswith("ly")
    ]
    if len(after) > 1 and after[0].base in _BE:
        behind = " ".join(token.base for token in after[1:])
        if after[1].base in listed("over") or behind.startswith(("out of the", "off the table", "no option")):
            return told.end
    if len(after) > 1 and after[0].base in ("a", "an") and after[1].base in _NO_PLAN:
        return told.end
    return None


def _is_no_threat(tokens: list[Token], told: Told, clause: Clause) -> bool:
    """Whether what is named is said to be no problem: "Iran is no threat", but not "is not only a threat"."""
    after = tokens[told.end : min(told.end + 4, clause.end)]
    denies = any(token.base in listed("negations") for token in after) and after[0].base in listed("auxiliaries")
    harmless = any(_is_harmless(tokens, at, clause.end) for at in range(told.end, told.end + len(after)))
    return denies and not harmless and any(t.base in _THREATS for t in tokens[told.end : min(told.end + 7, clause.end)])


def _breaks_off(tokens: list[Token], at: int, told: Told, clause: Clause) -> bool:
    """Whether a word here ends or lacks support for the claim that follows, or says that something is no use for it."""
    word = tokens[at]
    if word.base in listed("no_use"):
        return not any(t.base in _SUPPOSED for t in tokens[clause.start : at]) and _reaches(tokens, at, told)
    if word.base == "against":
        return at + 1 <= told.start and all(
            t.base in ("a", "an", "the", "any", "such") for t in tokens[at + 1 : told.start]
        )
    if word.base not in ("without", "little", "nothing") and word.key not in lemmas("breaking_off"):
        return False
    verb = _content_after(tokens, at, told.end)
    if verb is None:
        return False
    if told.start <= verb < told.end:
        if word.base == "nothing":
            return True
        return word.base not in ("without", "little") and tokens[verb].base.endswith("ing")
    approves = tokens[verb].key in lemmas("approvals") or tokens[verb].base in _SHOWN
    return approves and tokens[verb].base != "need" and _reaches(tokens, verb, told)


def _content_after(tokens: list[Token], at: int, end: int) -> int | None:
    """The next word that carries meaning; an aside between commas ("without, he said, supporting") is passed over."""
    number = at + 1
    if number < end and tokens[number].base == ",":
        close = next((n for n in range(number + 1, min(number + 6, end)) if tokens[n].base == ","), None)
        if close is None:
            return None
        number = close + 1
    return next((n for n in range(number, end) if tokens[n].base not in listed("small")), None)


def _is_passed_over(draft: Draft, told: Told) -> bool:
    """Whether a claim is only named as something that is not spoken of: "left out the two-state solution"."""
    tokens = draft.tokens
    found = find_any(draft, phrases("passing_over_phrases"))
    ends = [
        end for start, end in found if not any(t.base in listed("negations") for t in tokens[max(0, start - 3) : start])
    ]
    for at in range(max(0, told.start - _MOST_PASSED), told.start if told.unsaid else 0):
        denies = tokens[at].base in listed("negations") - {"no", "nobody"} and tokens[at + 1].base not in _LIMITS
        verb = _content_after(tokens, at, told.start) if denies else None
        if verb is not None and tokens[verb].key in lemmas("mentioning"):
            ends.append(verb + 1)
    return any(
        end <= told.start <= end + _MOST_PASSED and not any(_breaks(tokens, at) for at in range(end, told.start))
        for end in ends
    )


def _breaks(tokens: list[Token], at: int) -> bool:
    """Whether a mark here ends what goes before it; what "which" adds goes on."""
    return tokens[at].is_mark and tokens[at + 1].base != "which"


def _is_name(draft: Draft, told: Told) -> bool:
    return told.end == told.start + 1 and draft.tokens[told.start].text[:1].isupper()


def _hands_over_a_no(tokens: list[Token], at: int, end: int) -> bool:
    if _refusal(tokens[at]):
        return not _is_negated(tokens, at)
    if tokens[at].base not in listed("negations") or _is_harmless(tokens, at, end):
        return False
    if tokens[at].base == "no":
        # "gave no promise that …"
        return at + 2 == end and tokens[at + 1].key in lemmas("no_with")
    verb = _verb_after(tokens, at, end)
    return verb is not None and tokens[verb].key in any_of("approvals", "claiming")
