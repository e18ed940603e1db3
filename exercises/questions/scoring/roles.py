"""The role of each person named in a clause: who says something there, who does something, who is only named."""

from __future__ import annotations

from .clause import Clause, all_verbs
from .draft import Draft, Sentence
from .english import any_of, lemma, lemmas, listed
from .mentions import OTHERS, Mention, mentions_in
from .page import Page

_HEARD = frozenset(map(lemma, ("hear", "learn", "know")))
_BEING = frozenset(map(lemma, ("stand", "sit", "be")))
# "is a problem to Gantz": what somebody is to a person, that person thinks.
_SEEMS = frozenset({"is", "are", "was", "were", "remains", "remained", "seems", "seemed", "looks", "looked", "appears"})
_FRONTED = frozenset({"for", "to", "from", "with"})
_AGENTLESS = listed("agentless")
# After "said", one of these is all that is said: "said yes to the plan".
_HANDED_OVER = frozenset({"of", "about", "for", "against", "yes", "no", "thank", "thanks", "goodbye", "hello"})
_BEFORE_NAMES = frozenset({"the", "his", "her", "its", "many", "some", "most", "all", "several", "few", "other"})
# "Turning to Austin, we read that …"
_TURNING = frozenset({"turning", "moving", "coming", "switching", "over", "back", "now"})
# "came out for the plan" is more than coming.
_NO_EVENT = frozenset({"open", "out", "forward", "up", "across"})
# What goes with "to" and a name, and says whose it is.
_BELONGS = frozenset({"according", "belong", "belongs"})
# Before what belongs to somebody else: "To Gantz's thanks, Austin answered …".
_ANSWERED = frozenset({"to", "after", "before", "following", "despite", "upon"})


class Roles:
    """The persons named in one sentence, and the role of each in its clause."""

    def __init__(self, draft: Draft, page: Page, unit: Sentence):
        self.draft, self.page, self.unit = draft, page, unit
        self.tokens = draft.tokens
        self.mentions = mentions_in(draft, page, unit.start, unit.end)
        self.at = {m.start: m for m in self.mentions}
        self.ends = {m.end for m in self.mentions}

    def role_of(self, clause: Clause, mention: Mention) -> tuple[int, bool]:
        """The role of a person in a clause: 0 not a source, 1 a subject who says nothing, 2 to 4 a source; and whether
        what is said may go on in the next clause."""
        tokens, at = self.tokens, self.front(clause, mention)
        speaks = bool(mention.who & self.page.speakers)
        before = tokens[at - 1] if at > clause.start else None
        second = tokens[at - 2].base if at - 1 > clause.start else ""
        if mention.owns:
            return self._as_owner(clause, mention, speaks)
        if self._is_heard(clause, at):
            return 4, True
        if before is not None and not before.is_mark:
            if (before.base == "to" and second in _BELONGS) or before.base in ("per", "quoting", "citing"):
                return 4, True
            if before.base == "follow" or (before.base == "of" and self._says_of(clause, at, speaks)):
                return 4, True
            if before.base == "from" and (second in ("one", "another") or self._says_of(clause, at, speaks)):
                return 4, True
            if before.base == "to" and speaks and at - 2 == clause.start and second in _TURNING:
                return 2, True
            if before.base == "to" and (second == "up" or self._is_clear_to(clause, at)):
                return 4, True
            if before.base == "to" and speaks and self._is_so_to(clause, at, mention):
                return 2, False
            if before.base == "by":
                return (4, True) if speaks and second not in _AGENTLESS else (0, False)
            if before.base in _FRONTED and at - 1 == clause.start and speaks:
                return (0, False) if before.base == "with" else (2, before.base != "from")
            if before.base == "ask" and clause.link == "if":
                return 4, True
            if before.key in lemmas("moods"):
                return (2, False) if speaks else (0, False)
            if before.base in listed("prepositions") or before.base in ("for", "not"):
                return 0, False
            if mention.pronoun not in ("he", "she") and self.is_object(clause, at):
                return 0, False
        return (0, False) if mention.oblique else self._as_subject(clause, mention, speaks)

    def hands_over(self, clause: Clause) -> bool:
        """Whether "that …" follows, and a noun goes before it: "left no doubt that", but not "was there when"."""
        return (
            clause.end < self.unit.end
            and self.tokens[clause.end].base == "that"
            and not self.tokens[clause.end - 1].is_mark
        )

    def front(self, clause: Clause, mention: Mention) -> int:
        """Where a name starts with what goes before it: "the US Defense Secretary", "Israel's Gantz", "his guest"."""
        at = mention.start
        while at > clause.start and not self.tokens[at - 1].is_mark and self._leads(at - 1):
            at -= 1
        return at

    def _leads(self, at: int) -> bool:
        token = self.tokens[at]
        initials = token.text.isupper() and len(token.text) > 1
        title = token.text[:1].isupper() and token.base.endswith(("i", "an"))
        country = token.is_owner and token.text[:1].isupper() and at + 1 not in self.ends
        return at + 1 not in self.ends and (initials or title or country or token.base in _BEFORE_NAMES)

    def _is_clear_to(self, clause: Clause, at: int) -> bool:
        """Whether something is so to a person, as "that …" says: "It is clear to Austin that", but not "said to"."""
        words = self.tokens[clause.start : at]
        return (
            words[0].base == "it"
            and self.hands_over(clause)
            and not any(t.key in any_of("saying", "telling") for t in words)
        )

    def _is_so_to(self, clause: Clause, at: int, mention: Mention) -> bool:
        """Whether a clause ends with whose view it is: "Iran is a problem to Gantz", but not "was told to Gantz"."""
        last = mention.end == clause.end or self.tokens[mention.end].is_mark
        words = self.tokens[clause.start : at]
        seems = next((number for number, token in enumerate(words) if token.base in _SEEMS), None)
        if not last or seems is None or any(m.who & self.page.speakers for m in clause.mentions if m.end <= at):
            return False
        return not any(token.key in all_verbs() for token in words[seems + 1 :] if token.key not in lemmas("nouns_too"))

    def _is_heard(self, clause: Clause, at: int) -> bool:
        """Whether somebody hears it from a person: "heard from Gantz", "learned from his guest Gantz"."""
        words = self.tokens[clause.start : at]
        heard = next((number for number, token in enumerate(words) if token.key in _HEARD), None)
        return heard is not None and any(token.base == "from" for token in words[max(heard, len(words) - 4) :])

    def _says_of(self, clause: Clause, at: int, speaks: bool) -> bool:
        """Whether "of" a name follows a way of saying ("in the view of"), and no event ("after a statement of")."""
        if at - 2 < clause.start or self.tokens[at - 2].key not in _ways_of_saying(speaks):
            return False
        return not any(token.base in ("after", "before", "during", "at") for token in self.tokens[clause.start : at])

    def is_object(self, clause: Clause, at: int) -> bool:
        """Whether a name right after a verb is its object, and not an inverted subject ("said Gantz")."""
        before = self.tokens[at - 1]
        owned = at - 2 >= clause.start and self.tokens[at - 2].is_owner
        if owned or before.key not in all_verbs():
            return False
        earlier = [m for m in clause.mentions if m.end <= at - 1 and m.who]
        relative = clause.link in ("who", "which", "that") and clause.start < at - 1
        says = before.key in lemmas("saying") and not before.base.endswith("ing")
        # "…, warned Gantz" is inverted; "and warned Gantz" and "told Gantz" are not.
        spoken_to = before.key in lemmas("told_that") and before.base not in ("warned", "promised")
        addressed = spoken_to or (
            before.key in lemmas("telling") and (at - 1 > clause.start or clause.link in listed("joiners"))
        )
        return bool(earlier) or relative or not says or addressed

    def _as_owner(self, clause: Clause, mention: Mention, speaks: bool) -> tuple[int, bool]:
        """The role of a possessor: what is owned may be a way of saying ("Gantz's view"), or nothing ("is Gantz's")."""
        tokens, at = self.tokens, mention.start
        if at == clause.start + 1 and tokens[at - 1].base in _ANSWERED:
            return 0, False
        if at - 1 > clause.start and tokens[at - 1].base == "of" and tokens[at - 2].key in _ways_of_saying(speaks):
            return 4, True
        after = tokens[mention.end] if mention.end < clause.end else None
        if speaks and after is not None and (after.base in listed("auxiliaries") or after.base in ("the", "a", "an")):
            # "Gantz's topic was Iran and Austin's was Gaza"; "Gantz's topic was Iran, Austin's the Dome".
            return 4, True
        if speaks and self.hands_over(clause):
            return 4, True
        for following in range(mention.end, min(mention.end + 4, clause.end)):
            token = tokens[following]
            if token.is_mark:
                return (4, True) if following == mention.end else (0, False)
            if token.key in _ways_of_saying(speaks):
                return 4, True
            if token.key in lemmas("nouns_of_stance"):
                return (2, False) if speaks else (0, False)
        return (4, True) if mention.end == clause.end else (0, False)

    def _as_subject(self, clause: Clause, mention: Mention, speaks: bool) -> tuple[int, bool]:
        tokens = self.tokens
        front = self.front(clause, mention) if OTHERS in mention.who else mention.start
        before = tokens[front - 1] if front > clause.start else None
        if before is not None and before.key in any_of("saying", "telling") and mention.pronoun != "they":
            return 3, True
        words = {token.base for token in tokens[mention.end : clause.end]}
        for at in range(mention.end, clause.end):
            token = tokens[at]
            if token.is_mark or token.quotation >= 0 or (at in self.at and self.at[at].who):
                break
            if token.base in listed("auxiliaries") or token.base in listed("small"):
                continue
            event = token.key in lemmas("events") and "doubt" not in words and self._next(at) not in _NO_EVENT
            if event or self._is_only_there(at):
                return (1, False) if speaks else (0, False)
            if token.key in any_of("saying", "telling"):
                return 3, self._takes_sentence(at)
            if token.key in all_verbs():
                break
        if mention.pronoun == "they" or not speaks:
            return 0, False
        colon = clause.end < self.unit.end and tokens[clause.end - 1].base == ":"
        return 2, colon

    def _next(self, at: int) -> str:
        return self.tokens[at + 1].base if at + 1 < len(self.tokens) else ""

    def _is_only_there(self, at: int) -> bool:
        """Whether somebody only stands or sits somewhere: "stood with", but not "stood behind" a cause."""
        following = self._next(at)
        return self.tokens[at].key in _BEING and following in ("with", "beside", "next", "alongside", "near", "by", "in")

    def _takes_sentence(self, at: int) -> bool:
        """Whether a verb of saying here may be followed by what is said, and not by a thing spoken of: "spoke of …"."""
        token = self.tokens[at]
        if token.key not in lemmas("saying") and token.key not in lemmas("told_that"):
            return False
        return self._next(at) not in _HANDED_OVER


def _ways_of_saying(speaks: bool) -> frozenset[str]:
    """What hands over words where it belongs to somebody: less of it for those who are only spoken about."""
    return lemmas("nouns_of_saying" if speaks else "nouns_of_speech")
