"""The source of each clause of a sentence: who says something in it, and whom its pronouns mean."""

from __future__ import annotations

from .clause import Clause, all_verbs, is_finite
from .draft import Draft, Sentence
from .english import any_of, lemma, lemmas, listed
from .mentions import OTHERS, Mention
from .page import Page
from .roles import Roles

# The most words besides name and verb that a clause has which only says who speaks.
_SHORT = 5
_SUMS_UP = frozenset({"so", "this", "it", "too", "that"})
# After one of these a name is a company, an addressee or a place in time, and never a source.
_NO_SOURCE = frozenset(
    {"with", "to", "beside", "alongside", "near", "after", "before", "behind", "at", "not", "than", "unlike"}
)
_COMPANY = frozenset({"with", "beside", "alongside", "near", "unlike"})
_SMALL_FIRST = frozenset({"also", "too", "further", "then", "even", "as", "well"})


class Sources(Roles):
    """The persons of one sentence, and who says something in each of its clauses.

    ``topic`` is whom the sentence before was about; ``pair`` are the last speakers named together, in order.
    """

    def __init__(self, draft: Draft, page: Page, unit: Sentence, topic: frozenset[str], pair: tuple[frozenset[str], ...]):
        super().__init__(draft, page, unit)
        self.topic, self.pair = topic, pair
        self.subject: frozenset[str] = topic
        # Whether the sentence has a subject of its own yet.
        self.started = False
        self.named: frozenset[str] = frozenset()
        self.last: frozenset[str] = frozenset()

    def resolve(self, clause: Clause) -> None:
        """Give each pronoun of a clause the last subject that it fits."""
        first: frozenset[str] = frozenset()
        for mention in clause.mentions:
            if mention.pronoun in ("former", "latter"):
                pair = self.speakers_in_order(mention.start) or self.pair
                mention.who = pair[0 if mention.pronoun == "former" else -1] if pair else frozenset()
            elif mention.pronoun == "other":
                one = first or self.subject
                mention.who = self.page.speakers - one if one & self.page.speakers else frozenset()
            elif mention.pronoun in ("he", "she") and not mention.who:
                fitting = {n for n, o in self.page.owners.items() if o.pronoun in ("", mention.pronoun) and o.speaks}
                if mention.owns and not first and (named := self._named_after(clause, mention)):
                    mention.who = named & fitting
                    continue
                mention.who = frozenset(first & fitting) or frozenset(self.subject & fitting) or self.named & fitting
                if len(mention.who) > 1:
                    # "He thanked Austin": he is not Austin.
                    others = {name for m in clause.mentions if not m.pronoun for name in m.who}
                    mention.who = mention.who - others or mention.who
            elif mention.who & self.page.speakers and mention.pronoun != "they":
                self.named = mention.who
                # "in a statement with Austin he said": he is not Austin.
                company = mention.start > clause.start and self.tokens[mention.start - 1].base in _COMPANY
                first = first or (frozenset() if company else mention.who)

    def _named_after(self, clause: Clause, mention: Mention) -> frozenset[str]:
        """Who is the subject after a "his" that comes first: "In his statement Gantz said …"."""
        for other in clause.mentions:
            if other.start > mention.start and other.who & self.page.speakers and other.pronoun != "they":
                before = self.tokens[other.start - 1]
                return frozenset() if other.owns or before.base in listed("prepositions") else other.who
        return frozenset()

    def speakers_in_order(self, end: int) -> tuple[frozenset[str], ...]:
        """The speakers up to a token, each where first named: whom "the former" and "the latter" mean next.

        Empty if it is fewer than two, so that an earlier pair stays.
        """
        plain = [m for m in self.mentions if m.end <= end and m.pronoun in ("", "he", "she") and not m.oblique]
        named = [who for m in plain for who in (m.pair or (m.who,)) if len(who) == 1 and who <= self.page.speakers]
        found = tuple(dict.fromkeys(named))
        return found if len(found) > 1 else ()

    def find_source(self, clause: Clause) -> None:
        """Find who says something in a clause, and how plainly; what later clauses need to know is kept."""
        tokens = self.tokens
        clause.has_verb = self._has_verb(clause)
        best: tuple[float, Mention, bool] | None = None
        rank: float
        roles = [self.role_of(clause, mention) for mention in clause.mentions]
        for mention, (rank, reports) in zip(clause.mentions, roles, strict=True):
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
        elif best[0] > 1 or (best[0] == 1 and self.hands_over(clause)):
            clause.source, clause.reports, clause.rank = subject, best[2], best[0]
        if best is not None and clause.link not in ("who", "whom", "whose", "which"):
            self._keep_subject(clause, subject)
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
        clause.named = self._candidates(clause, [role for role, _ in roles])
        others = {name for m in clause.mentions for name in m.who & self.page.speakers} - clause.source
        # "Austin: …" leaves no doubt, and "Austin spoke" neither.
        heads = clause.only_source and words[-1].base == ":"
        clause.plain = clause.rank >= 3 or (clause.rank >= 2 and (clause.has_verb or heads) and not others)
        if best is not None and best[1].pronoun in ("he", "she") and len(subject) > 1:
            clause.plain = False

    def _keep_subject(self, clause: Clause, subject: frozenset[str]) -> None:
        """Note whom "he" means next. After "Austin said that Gantz …", the next sentence's "He" may be either."""
        if not subject & self.page.speakers:
            self.topic = self.subject
        elif clause.link == "that" and clause.start > self.unit.start and self.started:
            self.subject, self.topic = subject, self.topic | subject
        else:
            self.subject = self.topic = subject
            self.started = True

    def _candidates(self, clause: Clause, roles: list[int]) -> frozenset[str]:
        """The speakers in a clause who are more than company, and do more than arrive or meet."""
        found: frozenset[str] = frozenset()
        if not roles or any(t.key in lemmas("events") for t in self.tokens[clause.start : clause.end]):
            return found
        for mention, role in zip(clause.mentions, roles, strict=True):
            at = self.front(clause, mention)
            before = self.tokens[at - 1] if at > clause.start else None
            if mention.pronoun == "they" or (before is not None and before.base in _NO_SOURCE):
                continue
            # "Gantz's pride and joy" says nothing.
            owns = mention.owns and not mention.pronoun and at == clause.start
            if owns and role == 0 and not clause.has_verb:
                continue
            if role == 1 or (not mention.owns and before and self.is_object(clause, at)):
                continue
            found |= mention.who & self.page.speakers
        return found

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
