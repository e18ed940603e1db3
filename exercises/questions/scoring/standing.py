"""The role of each person named in a clause: who says something there, who does something, who is only named."""

from __future__ import annotations

from .clause import Clause, all_verbs, is_finite
from .draft import Draft, Sentence
from .english import any_of, lemma, lemmas, listed
from .mentions import OTHERS, Mention, mentions_in
from .page import Page

# The most words besides name and verb that a clause has which only says who speaks.
_SHORT = 5
_SUMS_UP = frozenset({"so", "this", "it", "too", "that"})
_HEARD = frozenset(map(lemma, ("hear", "learn", "know")))
_STANDING = frozenset(map(lemma, ("stand", "sit", "be")))
_FRONTED = frozenset({"for", "to", "from", "with"})
_AGENTLESS = listed("agentless")
# After "said", one of these is all that is said: "said yes to the plan".
_HANDED_OVER = frozenset({"of", "about", "for", "against", "yes", "no", "thank", "thanks", "goodbye", "hello"})
# After one of these a name is a company, an addressee or a place in time, and never a source.
_NO_SOURCE = frozenset(
    {"with", "to", "beside", "alongside", "near", "after", "before", "behind", "at", "not", "than", "unlike"}
)
_BEFORE_NAMES = frozenset({"the", "his", "her", "its", "many", "some", "most", "all", "several", "few", "other"})
# "Turning to Austin, we read that …"
_TURNING = frozenset({"turning", "moving", "coming", "switching", "over", "back", "now", "next"})
# "came out for the plan" is more than coming.
_NO_EVENT = frozenset({"open", "out", "forward", "up", "across"})
# Before what belongs to somebody else: "To Gantz's thanks, Austin answered …".
_ANSWERED = frozenset({"to", "after", "before", "following", "despite", "upon"})
_SMALL_FIRST = frozenset({"also", "too", "further", "then", "even", "as", "well"})


class Standing:
    """The persons of one sentence, and the role of each in its clause."""

    def __init__(self, draft: Draft, page: Page, unit: Sentence, topic: frozenset[str], pair: tuple[frozenset[str], ...]):
        self.draft, self.page, self.unit, self.topic, self.pair = draft, page, unit, topic, pair
        self.tokens = draft.tokens
        self.mentions = mentions_in(draft, page, unit.start, unit.end)
        self.at = {m.start: m for m in self.mentions}
        self.ends = {m.end for m in self.mentions}
        self.subject: frozenset[str] = topic
        self.named: frozenset[str] = frozenset()
        self.last: frozenset[str] = frozenset()

    def resolve(self, clause: Clause) -> None:
        """Give each pronoun of a clause the last subject that it fits."""
        first: frozenset[str] = frozenset()
        for mention in clause.mentions:
            if mention.pronoun in ("former", "latter"):
                mention.who = self.pair[0 if mention.pronoun == "former" else -1] if self.pair else frozenset()
            elif mention.pronoun == "other":
                one = first or self.subject
                mention.who = self.page.speakers - one if one & self.page.speakers else frozenset()
            elif mention.pronoun in ("he", "she") and not mention.who:
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

    def speakers_in_order(self) -> tuple[frozenset[str], ...]:
        """The single speakers of the sentence, each where first named: whom "the former" and "the latter" mean next."""
        named = [m.who for m in self.mentions if len(m.who) == 1 and m.who <= self.page.speakers and not m.pronoun]
        return tuple(dict.fromkeys(named))

    def find_source(self, clause: Clause) -> None:
        """Find who says something in a clause, and how plainly; what later clauses need to know is kept."""
        tokens = self.tokens
        clause.has_verb = self._has_verb(clause)
        best: tuple[float, Mention, bool] | None = None
        rank: float
        for mention in clause.mentions:
            rank, reports = self._standing(clause, mention)
            if rank > 1 and not mention.who & self.page.speakers:
                # Whoever is only spoken about in the article gives way to a speaker.
                rank = 2 if OTHERS in mention.who else 1.5
            if rank and mention.who and (best is None or rank > best[0]):
                best = (rank, mention, reports)
        subject = best[1].who if best else frozenset()
        if clause.link == "who" and (best is None or best[0] < 3) and self._relates(clause):
            clause.source, clause.reports, clause.rank = self.last, True, 3
        elif best is None:
            first = self._first_word(clause)
            if first is not None and self.subject and self._goes_on(clause, first):
                clause.source, clause.reports, clause.rank = self.subject, True, 3
        elif best[0] > 1 or (best[0] == 1 and self._hands_over(clause)):
            clause.source, clause.reports, clause.rank = subject, best[2], best[0]
        if best is not None and clause.link not in ("who", "whom", "whose", "which"):
            self.subject = self.topic = subject if subject & self.page.speakers else self.subject
        if meant := [m for m in clause.mentions if m.start == 0 or tokens[m.start - 1].base != "not"]:
            self.last = meant[-1].who
        clause.only_source = clause.reports and self._is_short(clause)
        words = tokens[clause.start : clause.end]
        clause.starts_saying = any(t.base.endswith("ing") and t.key in any_of("saying", "telling") for t in words)
        clause.sums_up = any(t.base in _SUMS_UP for t in words[1:]) or (
            words[0].base == "so" and any(t.key in lemmas("saying") for t in (*words[1:2], *words[-2:]))
        )
        clause.sums_up = clause.sums_up or (words[0].base == "so" and not clause.has_verb)
        clause.restricts = clause.link == "which" and not tokens[clause.start - 1].is_mark
        clause.named = self._candidates(clause)
        others = {name for m in clause.mentions for name in m.who & self.page.speakers} - clause.source
        clause.plain = clause.rank >= 3 or (clause.rank >= 2 and clause.has_verb and not others)

    def _hands_over(self, clause: Clause) -> bool:
        """Whether "that …" follows, and a noun goes before it: "left no doubt that", but not "was there when"."""
        return (
            clause.end < self.unit.end
            and self.tokens[clause.end].base == "that"
            and not self.tokens[clause.end - 1].is_mark
        )

    def _candidates(self, clause: Clause) -> frozenset[str]:
        """The speakers in a clause who are more than company, and do more than arrive or meet."""
        found: frozenset[str] = frozenset()
        for mention in clause.mentions:
            at = self._front(clause, mention)
            before = self.tokens[at - 1] if at > clause.start else None
            if mention.pronoun == "they" or (before is not None and before.base in _NO_SOURCE):
                continue
            # "Gantz's pride and joy" says nothing.
            if (
                mention.owns
                and not mention.pronoun
                and at == clause.start
                and self._standing(clause, mention)[0] == 0
                and not clause.has_verb
            ):
                continue
            if self._standing(clause, mention)[0] == 1 or (not mention.owns and before and self._is_object(clause, at)):
                continue
            found |= mention.who & self.page.speakers
        events = any(t.key in lemmas("events") for t in self.tokens[clause.start : clause.end])
        return frozenset() if events else found

    def _has_verb(self, clause: Clause) -> bool:
        """Whether a clause makes a statement; "when it comes to Iran" only names a subject."""
        tokens = self.tokens[clause.start : clause.end]
        if [token.base for token in tokens[:2]] == ["when", "it"] and tokens[2:3] and tokens[2].key == lemma("come"):
            return False
        after_name = any(clause.start < at < clause.end and self.tokens[at].key in all_verbs() for at in self.ends)
        return after_name or any(is_finite(token) for token in tokens)

    def _relates(self, clause: Clause) -> bool:
        """Whether the first verb after "who" is one of saying."""
        for token in self.tokens[clause.start + 1 : clause.end]:
            if token.key in all_verbs():
                return token.key in any_of("saying", "telling")
        return False

    def _first_word(self, clause: Clause) -> int | None:
        for at in range(clause.start, clause.end):
            token = self.tokens[at]
            small = token.base in listed("joiners") or token.base in _SMALL_FIRST
            if not token.is_mark and not small:
                return at
        return None

    def _goes_on(self, clause: Clause, at: int) -> bool:
        """Whether a clause without a subject goes on with the last one: "… and said that", "…, adding that"."""
        token = self.tokens[at]
        if token.is_owner or clause.link in ("that", "whose"):
            return False
        if token.base.endswith("ing") or token.key not in lemmas("nouns_too"):
            return token.key in any_of("saying", "telling")
        return token.base.endswith("ed") and token.key in any_of("saying", "telling")

    def _standing(self, clause: Clause, mention: Mention) -> tuple[int, bool]:
        """The role of a person in a clause: 0 not a source, 1 a subject who says nothing, 2 to 4 a source; and whether
        what is said may go on in the next clause."""
        tokens, at = self.tokens, self._front(clause, mention)
        speaks = bool(mention.who & self.page.speakers)
        before = tokens[at - 1] if at > clause.start else None
        second = tokens[at - 2].base if at - 1 > clause.start else ""
        if mention.owns:
            return self._as_owner(clause, mention, speaks)
        if self._is_heard(clause, at):
            return 4, True
        if before is not None and not before.is_mark:
            if (before.base == "to" and second in ("according", "belong", "belongs")) or before.base in (
                "per",
                "quoting",
                "citing",
            ):
                return 4, True
            if before.base == "follow" or (before.base == "of" and self._says_of(clause, at, speaks)):
                return 4, True
            if before.base == "from" and (second in ("one", "another") or self._says_of(clause, at, speaks)):
                return 4, True
            if before.base == "to" and speaks and at - 2 == clause.start and second in _TURNING:
                return 2, True
            if before.base == "to" and self._is_clear_to(clause, at):
                return 4, True
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
            if mention.pronoun not in ("he", "she") and self._is_object(clause, at):
                return 0, False
        return (0, False) if mention.oblique else self._as_subject(clause, mention, speaks)

    def _front(self, clause: Clause, mention: Mention) -> int:
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
            and self._hands_over(clause)
            and not any(t.key in any_of("saying", "telling") for t in words)
        )

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

    def _is_object(self, clause: Clause, at: int) -> bool:
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
        if speaks and self._hands_over(clause):
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
        front = self._front(clause, mention) if OTHERS in mention.who else mention.start
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
            if event or self._stands_by(at):
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

    def _stands_by(self, at: int) -> bool:
        """Whether somebody only stands or sits somewhere: "stood with", but not "stood behind" a cause."""
        following = self._next(at)
        return self.tokens[at].key in _STANDING and following in ("with", "beside", "next", "alongside", "near", "by", "in")

    def _takes_sentence(self, at: int) -> bool:
        """Whether a verb of saying here may be followed by what is said, and not by a thing spoken of: "spoke of …"."""
        token = self.tokens[at]
        if token.key not in lemmas("saying") and token.key not in lemmas("told_that"):
            return False
        return self._next(at) not in _HANDED_OVER

    def _is_short(self, clause: Clause) -> bool:
        """Whether a clause says who speaks, and little else."""
        named = {at for m in clause.mentions for at in range(m.start, m.end)}
        other = 0
        for at in range(clause.start, clause.end):
            token = self.tokens[at]
            if at in named or token.is_mark or token.base in listed("small"):
                continue
            if token.quotation >= 0:
                return False
            if token.key in any_of("saying", "telling", "stance", "nouns_of_saying"):
                continue
            other += 1
        said = [at for at in range(clause.start, clause.end) if self.tokens[at].key in any_of("saying", "telling")]
        first = next((m.start for m in clause.mentions if m.who), clause.start)
        inverted = bool(said) and said[0] < first <= said[0] + 2
        return other <= (_SHORT if inverted else 2)


def _ways_of_saying(speaks: bool) -> frozenset[str]:
    """What hands over words where it belongs to somebody: less of it for those who are only spoken about."""
    return lemmas("nouns_of_saying" if speaks else "nouns_of_speech")
