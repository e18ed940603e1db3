"""Who is the source of each clause of a sentence: the one who says, thinks or does what it tells."""

from __future__ import annotations

from typing import NamedTuple

from .clauses import Clause, Cutter, all_saying, all_verbs, is_finite
from .english import lemma, lemmas, listed
from .mentions import Mention
from .page import Page

# The most words besides name and verb that a clause has which only says who speaks.
_SHORT = 2
_SHORT_INVERTED = 5
_MOST_OWNED = 4
_SUMS_UP = frozenset({"so", "this", "it", "too", "that"})
_CITING = frozenset({"per", "quoting", "citing", "follow"})
_AT_AN_EVENT = frozenset({"after", "before", "during", "at"})
_NO_SUBJECT = frozenset({"of", "about", "for", "against"})
_PLACES = frozenset({"with", "beside", "next", "alongside", "near", "by", "in"})
_HEARD = frozenset(map(lemma, ("hear", "learn", "know")))
_STANDING = frozenset(map(lemma, ("stand", "sit", "be")))


class Standing(NamedTuple):
    """How somebody stands in a clause.

    ``rank``: 0 is no part of it as a source, 1 a subject who tells nothing, 2 who does something, 3 who says something,
    4 who is named as the source ("according to"). ``reports``: what is said may go on in the next clause.
    """

    rank: float
    reports: bool = False


_NONE = Standing(0)


class Sources:
    """Finds the source of each clause of a draft, in order: a pronoun or a missing subject goes back to the last one."""

    def __init__(self, page: Page):
        self.page = page
        self.subject: frozenset[str] = frozenset()
        self.named: frozenset[str] = frozenset()
        self.last: frozenset[str] = frozenset()

    def start(self, cutter: Cutter) -> None:
        """Begin a new unit; its first pronoun goes back to the subject of the one before."""
        self.tokens, self.unit, self.at = cutter.tokens, cutter.unit, cutter.at
        self.named = self.last = frozenset()

    def find(self, clause: Clause) -> None:
        """Work out a clause's source, and what kind of clause it is."""
        self._resolve(clause)
        words = self.tokens[clause.start : clause.end]
        clause.has_verb = self._states(clause)
        clause.starts_saying = any(t.base.endswith("ing") and t.key in all_saying() for t in words)
        clause.sums_up = any(t.base in _SUMS_UP for t in words[1:])
        standing, mention = self._best(clause)
        who = mention.who if mention else frozenset()
        if clause.link == "who" and standing.rank < 3 and self._relates(clause):
            clause.source, clause.reports = self.last, True
        elif mention is None:
            if self.subject and self._goes_on(clause):
                clause.source, clause.reports = self.subject, True
        elif standing.rank > 1:
            # "As the minister sees it": whatever the verb, such a clause says whose view it is.
            clause.source, clause.reports = who, standing.reports or clause.link == "as"
        if who & self.page.speakers and clause.link not in ("who", "whom", "whose", "which"):
            self.subject = who
        if clause.mentions:
            self.last = clause.mentions[-1].who
        clause.only_source = clause.reports and self._is_short(clause)

    def _resolve(self, clause: Clause) -> None:
        """Give each pronoun of a clause the last subject that it fits, or else the last who was named."""
        first: frozenset[str] = frozenset()
        for mention in clause.mentions:
            if mention.pronoun in ("he", "she") and not mention.who:
                fitting = {n for n, o in self.page.owners.items() if o.pronoun in ("", mention.pronoun) and o.speaks}
                if mention.owns and not first and (named := self._named_after(clause, mention)):
                    mention.who = named & fitting
                    continue
                mention.who = frozenset(first & fitting) or frozenset(self.subject & fitting) or self.named & fitting
            elif mention.who & self.page.speakers:
                self.named = mention.who
                first = first or mention.who

    def _named_after(self, clause: Clause, mention: Mention) -> frozenset[str]:
        """Who is the subject after a "his" that comes first: "In his statement Gantz said …"."""
        for other in clause.mentions:
            if other.start > mention.start and other.who & self.page.speakers:
                before = self.tokens[other.start - 1]
                return frozenset() if other.owns or before.base in listed("prepositions") else other.who
        return frozenset()

    def _best(self, clause: Clause) -> tuple[Standing, Mention | None]:
        """The one who stands best in a clause, the first of equals."""
        best, found = _NONE, None
        for mention in clause.mentions:
            standing = self._standing(clause, mention)
            if standing.rank > 1 and not mention.who & self.page.speakers:
                # Whoever is only spoken about in the article gives way to a speaker.
                standing = Standing(1.5, standing.reports)
            if mention.who and standing.rank > best.rank:
                best, found = standing, mention
        return best, found

    def _states(self, clause: Clause) -> bool:
        """Whether a clause states something; "when it comes to Iran" only names a subject."""
        words = self.tokens[clause.start : clause.end]
        if [token.base for token in words[:2]] == ["when", "it"] and words[2:3] and words[2].key == lemma("come"):
            return False
        return any(is_finite(token) for token in words)

    def _relates(self, clause: Clause) -> bool:
        """Whether the first verb after "who" is one of saying."""
        verbs = [token.key for token in self.tokens[clause.start + 1 : clause.end] if token.key in all_verbs()]
        return bool(verbs) and verbs[0] in all_saying()

    def _goes_on(self, clause: Clause) -> bool:
        """Whether a clause without a subject goes on with the last one: "… and said that", "…, adding that"."""
        if clause.link in ("that", "whose"):
            return False
        words = self.tokens[clause.start : clause.end]
        first = next((t for t in words if not t.is_mark and t.base not in listed("joiners") | listed("going_on")), None)
        if first is None or first.is_owner or first.key not in all_saying():
            return False
        return first.base.endswith(("ing", "ed")) or first.key not in lemmas("nouns_too")

    # How one who is named stands in a clause -----------------------------------------------------------
    def _standing(self, clause: Clause, mention: Mention) -> Standing:
        speaks = bool(mention.who & self.page.speakers)
        if mention.owns:
            return self._as_owner(clause, mention, speaks)
        if mention.start > clause.start and not self.tokens[mention.start - 1].is_mark:
            standing = self._after_word(clause, mention.start, speaks)
            if standing is not None:
                return standing
        return _NONE if mention.oblique else self._as_subject(clause, mention, speaks)

    def _after_word(self, clause: Clause, at: int, speaks: bool) -> Standing | None:
        """How a name stands after the word before it; None when that word says nothing of it."""
        tokens = self.tokens
        word = tokens[at - 1].base
        second = tokens[at - 2].base if at - 1 > clause.start else ""
        if (
            word in _CITING
            or (word == "to" and second == "according")
            or (word == "of" and self._says_of(clause, at, speaks))
        ):
            return Standing(4, True)
        if word == "by":
            return Standing(4, True) if speaks and second not in listed("agentless") else _NONE
        if word == "from" and any(t.key in _HEARD for t in tokens[clause.start : at]):
            return Standing(4, True)
        if at - 1 == clause.start and speaks and word in ("for", "to", "from"):
            return Standing(2, word != "from")
        if tokens[at - 1].key in lemmas("moods"):
            return Standing(2) if speaks else _NONE
        if word in ("for", "not") or word in listed("prepositions") or self._is_object(clause, at):
            return _NONE
        return None

    def _says_of(self, clause: Clause, at: int, speaks: bool) -> bool:
        """Whether "of" a name follows a way of saying ("in the view of"), and no event ("after a statement of")."""
        ways = lemmas("nouns_of_saying" if speaks else "nouns_of_speech")
        if at - 2 < clause.start or self.tokens[at - 2].key not in ways:
            return False
        return not any(token.base in _AT_AN_EVENT for token in self.tokens[clause.start : at])

    def _is_object(self, clause: Clause, at: int) -> bool:
        """Whether a name right after a verb is its object, and not an inverted subject ("said Gantz")."""
        verb = self.tokens[at - 1]
        if verb.key not in all_verbs():
            return False
        has_subject = any(m.end <= at - 1 and m.who for m in clause.mentions)
        relative = clause.link in ("who", "which", "that") and clause.start < at - 1
        return has_subject or relative or verb.key not in all_saying() or verb.base.endswith("ing")

    def _as_owner(self, clause: Clause, mention: Mention, speaks: bool) -> Standing:
        """How an owner stands: what is owned may be a way of saying ("Gantz's view"), or nothing ("is Gantz's")."""
        tokens, at = self.tokens, mention.start
        ways = lemmas("nouns_of_saying" if speaks else "nouns_of_speech")
        if at - 1 > clause.start and tokens[at - 1].base == "of" and tokens[at - 2].key in ways:
            return Standing(4, True)
        for following in range(mention.end, min(mention.end + _MOST_OWNED, clause.end)):
            token = tokens[following]
            if token.is_mark:
                return Standing(4, True) if following == mention.end else _NONE
            if token.key in ways:
                return Standing(4, True)
            if token.key in lemmas("nouns_of_stance"):
                return Standing(2) if speaks else _NONE
        return Standing(4, True) if mention.end == clause.end else _NONE

    def _as_subject(self, clause: Clause, mention: Mention, speaks: bool) -> Standing:
        """How a subject stands, by its verb: one of an event tells nothing, one of saying hands over what follows."""
        tokens = self.tokens
        if mention.start > clause.start and tokens[mention.start - 1].key in all_saying():
            return Standing(3, True)
        for at in range(mention.end, clause.end):
            token = tokens[at]
            if token.is_mark or token.quotation >= 0 or (at in self.at and self.at[at].who):
                break
            if token.base in listed("auxiliaries") or token.base in listed("small"):
                continue
            if token.key in lemmas("events") or self._stands_by(at):
                return Standing(1) if speaks else _NONE
            if token.key in all_saying():
                return Standing(3, self._takes_sentence(at))
            if token.key in all_verbs():
                break
        if mention.pronoun == "they" or not speaks:
            return _NONE
        return Standing(2, clause.end < self.unit.end and tokens[clause.end - 1].base == ":")

    def _stands_by(self, at: int) -> bool:
        """Whether somebody only stands or sits somewhere: "stood with", but not "stood behind" a cause."""
        following = self.tokens[at + 1].base if at + 1 < len(self.tokens) else ""
        return self.tokens[at].key in _STANDING and following in _PLACES

    def _takes_sentence(self, at: int) -> bool:
        """Whether a verb of saying here may be followed by what is said, and not by a thing spoken of: "spoke of …"."""
        token = self.tokens[at]
        if token.key not in lemmas("saying") and token.key not in lemmas("told_that"):
            return False
        return at + 1 >= len(self.tokens) or self.tokens[at + 1].base not in _NO_SUBJECT

    def _is_short(self, clause: Clause) -> bool:
        """Whether a clause says who speaks, and little else."""
        named = {at for m in clause.mentions for at in range(m.start, m.end)}
        words = [at for at in range(clause.start, clause.end) if at not in named and not self.tokens[at].is_mark]
        if any(self.tokens[at].quotation >= 0 for at in words):
            return False
        saying = all_saying() | lemmas("stance") | lemmas("nouns_of_saying")
        other = sum(self.tokens[at].base not in listed("small") and self.tokens[at].key not in saying for at in words)
        said = next((at for at in words if self.tokens[at].key in all_saying()), clause.end)
        first = next((m.start for m in clause.mentions if m.who), clause.start)
        return other <= (_SHORT_INVERTED if said < first <= said + 2 else _SHORT)
