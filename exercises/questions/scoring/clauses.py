"""Who says what in a text: its clauses, each with the person whom it gives its words to.

No parser: a sentence is cut at its marks and at the words that open a clause. A clause that names somebody as the one who
says or does something is that person's, and so are the clauses that depend on it. A short clause that only says who
speaks ("Gantz said", "according to Austin") also owns what stands before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from .draft import Draft, Sentence, Token
from .english import any_of, lemma, lemmas, listed
from .mentions import Mention, mentions_in
from .page import Page

_HARD = frozenset(";")
_CUTS = frozenset(",;:—()?!")
# How far after "and" a new clause may show its verb.
_NEAR = 5
# The most words besides name and verb that a clause has which only says who speaks.
_SHORT = 5
# A clause that one of these opens stands beside the one before; it owns it only if it sums it up ("and Gantz said so").
_BESIDE = frozenset({"and", "but", "or", "yet", "nor", "so", "then", "plus", "while", "whereas", "although", "though"})
_SUMS_UP = frozenset({"so", "this", "it", "too", "that"})
_CLAUSE_FIRST = listed("clause_first")
_AT_A_TIME = frozenset({"as", "when", "after", "before", "once"})
_FRONTED = frozenset({"for", "to", "from", "with"})
_AGENTLESS = listed("agentless")


@dataclass(slots=True)
class Clause:
    """A half-open stretch of tokens, the word or mark that opens it, and whose words it gives.

    ``source`` are those named in it as its source; ``owners`` those whom it belongs to all told, empty for nobody;
    ``outer`` those who report that somebody else says it ("The reporter writes that Gantz …").
    ``reports``: the source says or thinks something, so that what follows can be said too. ``only_source``: it says who
    speaks, and little else.
    """

    start: int
    end: int
    link: str
    source: frozenset[str] = frozenset()
    reports: bool = False
    only_source: bool = False
    sums_up: bool = False
    has_verb: bool = False
    owners: frozenset[str] = frozenset()
    outer: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)


def clauses_of(draft: Draft, page: Page) -> list[list[Clause]]:
    """The clauses of each unit of a draft; a question and the sentence after it are one unit."""
    found = draft.memo.get("clauses")
    if found is None:
        found = []
        topic: frozenset[str] = frozenset()
        for unit in draft.units:
            reader = _Reader(draft, page, unit, topic)
            found.append(reader.read())
            topic = reader.topic
        draft.memo["clauses"] = found
    return found


def is_finite(token: Token) -> bool:
    """Whether a word may be the verb that makes a sentence: a helping verb, or a verb of saying that is no noun."""
    if token.base in listed("auxiliaries"):
        return True
    return token.key in lemmas("saying") and not token.base.endswith("ing") and token.key not in lemmas("nouns_too")


class _Reader:
    """Reads one sentence: cuts it into clauses, finds the source of each, and hands each to its owner."""

    def __init__(self, draft: Draft, page: Page, unit: Sentence, topic: frozenset[str]):
        self.draft, self.page, self.unit, self.topic = draft, page, unit, topic
        self.tokens = draft.tokens
        self.mentions = mentions_in(draft, page, unit.start, unit.end)
        self.at = {m.start: m for m in self.mentions}
        self.ends = {m.end for m in self.mentions}
        self.subject: frozenset[str] = topic
        self.named: frozenset[str] = frozenset()

    def read(self) -> list[Clause]:
        """The clauses of the sentence with their owners."""
        clauses = self._cut()
        for clause in clauses:
            clause.mentions = [m for m in self.mentions if clause.start <= m.start < clause.end]
            self._resolve(clause)
            self._find_source(clause)
        _own(clauses, self.page.speakers)
        return clauses

    # Cutting --------------------------------------------------------------------------------------
    def _cut(self) -> list[Clause]:
        starts: list[tuple[int, str]] = [(self.unit.start, "")]
        at = self.unit.start
        while at < self.unit.end:
            token = self.tokens[at]
            if token.is_mark and token.base in _CUTS:
                starts.append((at + 1, token.base))
            elif at > starts[-1][0] and (link := self._opens(at)):
                starts.append((at, link))
            at += 1
        found = []
        for number, (start, link) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else self.unit.end
            if any(not t.is_mark for t in self.tokens[start:end]):
                first = self.tokens[start].base
                hard = link in (";", "?", ":")
                word = first if first in listed("joiners") | listed("openers") | {"that", "as"} else link
                found.append(Clause(start, end, (link + word) if hard and word != link else word))
        return found

    def _opens(self, at: int) -> str:
        """The link with which a word in the middle opens a clause, or nothing when it opens none."""
        token = self.tokens[at]
        word, following = token.base, self.tokens[at + 1 : at + 2]
        if token.quotation >= 0 or not following:
            return ""
        if word in listed("openers") and not (word == "while" and following[0].base == "a"):
            return word
        if word == "that" and at + 1 < self.unit.end and following[0].key not in lemmas("saying"):
            return "that"
        if word in _AT_A_TIME and (at + 1 in self.at or following[0].base in _CLAUSE_FIRST):
            return word if self._verb_near(at + 1) else ""
        if word in listed("joiners"):
            if self._joins_names(at) or self.tokens[at - 1].base in ("both", "between"):
                return ""
            return word if self._verb_near(at + 1) or following[0].base in ("that", "according") else ""
        before = self.tokens[at - 1]
        said = before.key in lemmas("saying") and before.key not in lemmas("telling") and not before.is_mark
        if said and (at in self.at or word in _CLAUSE_FIRST) and self._verb_near(at):
            return "" if self._inverted(at) else "that"
        return ""

    def _joins_names(self, at: int) -> bool:
        return any(m.start < at < m.end for m in self.mentions)

    def _inverted(self, at: int) -> bool:
        """Whether a name after a verb of saying is the one who says: "…, said Gantz"."""
        first = at - 1
        return at in self.at and (first == self.unit.start or self.tokens[first - 1].is_mark)

    def _verb_near(self, at: int) -> bool:
        """Whether a clause that starts here shows its verb soon, before the next mark."""
        for near in range(at, min(at + _NEAR + 1, self.unit.end)):
            token = self.tokens[near]
            if token.is_mark or token.base in listed("joiners"):
                return False
            if is_finite(token) or (near in self.at and self.at[near].pronoun in ("he", "she")):
                return True
            if near > at and near in self.ends and token.key in _finite_verbs():
                return True
        return False

    # Sources --------------------------------------------------------------------------------------
    def _resolve(self, clause: Clause) -> None:
        """Give each pronoun of a clause the last subject that it fits."""
        for mention in clause.mentions:
            if mention.pronoun in ("he", "she") and not mention.who:
                fitting = {n for n, o in self.page.owners.items() if o.pronoun in ("", mention.pronoun) and o.speaks}
                mention.who = frozenset(self.subject & fitting) or self.named & fitting
            elif mention.who & self.page.speakers:
                self.named = mention.who

    def _find_source(self, clause: Clause) -> None:
        tokens = self.tokens
        clause.has_verb = any(is_finite(t) or t.key in _finite_verbs() for t in tokens[clause.start : clause.end])
        best: tuple[float, Mention, bool] | None = None
        for mention in clause.mentions:
            rank: float
            rank, reports = self._standing(clause, mention)
            if rank > 1 and not mention.who & self.page.speakers:
                # Whoever is only spoken about in the article gives way to a speaker.
                rank = 1.5
            if rank and mention.who and (best is None or rank > best[0]):
                best = (rank, mention, reports)
        subject = best[1].who if best else frozenset()
        if best is None:
            first = self._first_word(clause)
            if first is not None and self.subject and self._goes_on(clause, first):
                clause.source, clause.reports = self.subject, True
        elif best[0] > 1:
            clause.source, clause.reports = subject, best[2]
        if best is not None and clause.link not in ("who", "whom", "whose", "which"):
            self.subject = self.topic = subject if subject & self.page.speakers else self.subject
        clause.only_source = clause.reports and self._is_short(clause)
        clause.sums_up = any(t.base in _SUMS_UP for t in tokens[clause.start + 1 : clause.end])

    def _first_word(self, clause: Clause) -> int | None:
        for at in range(clause.start, clause.end):
            token = self.tokens[at]
            small = token.base in listed("joiners") or token.base in (
                "also",
                "too",
                "further",
                "then",
                "even",
                "as",
                "well",
            )
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
        """How a person stands in a clause: 0 not as a source, 1 a subject who tells nothing, 2 to 4 a source; and
        whether what is said may go on in the next clause."""
        tokens, at = self.tokens, mention.start
        speaks = bool(mention.who & self.page.speakers)
        before = tokens[at - 1] if at > clause.start else None
        second = tokens[at - 2].base if at - 1 > clause.start else ""
        if mention.owns:
            return (4, True) if self._owns_saying(clause, mention) else (0, False)
        if before is not None and not before.is_mark:
            if (before.base == "to" and second == "according") or before.base in ("per", "quoting", "citing"):
                return 4, True
            if before.base == "follow" or (before.base == "of" and tokens[at - 2].key in lemmas("nouns_of_saying")):
                return 4, True
            if before.base == "by":
                return (4, True) if speaks and second not in _AGENTLESS else (0, False)
            if before.base in _FRONTED and at - 1 == clause.start and speaks:
                return (0, False) if before.base == "with" else (2, before.base != "from")
            if before.base in listed("prepositions") or before.base == "for":
                return 0, False
            if self._is_object(clause, at):
                return 0, False
        return (0, False) if mention.oblique else self._as_subject(clause, mention, speaks)

    def _is_object(self, clause: Clause, at: int) -> bool:
        """Whether a name right after a verb is its object, and not an inverted subject ("said Gantz")."""
        before = self.tokens[at - 1]
        verb = before.key in _all_verbs()
        if not verb:
            return False
        earlier = [m for m in clause.mentions if m.end <= at - 1 and m.who]
        relative = clause.link in ("who", "which", "that") and clause.start < at - 1
        inverted = (
            not earlier and not relative and before.key in any_of("saying", "telling") and not before.base.endswith("ing")
        )
        return not inverted

    def _owns_saying(self, clause: Clause, mention: Mention) -> bool:
        """Whether what somebody owns is a way of saying: "Gantz's view", "his own words"; or nothing: "is Gantz's"."""
        for at in range(mention.end, min(mention.end + 4, clause.end)):
            token = self.tokens[at]
            if token.is_mark:
                return at == mention.end
            if token.key in lemmas("nouns_of_saying"):
                return True
        return mention.end == clause.end

    def _as_subject(self, clause: Clause, mention: Mention, speaks: bool) -> tuple[int, bool]:
        tokens = self.tokens
        before = tokens[mention.start - 1] if mention.start > clause.start else None
        if before is not None and before.key in any_of("saying", "telling"):
            return 3, True
        for at in range(mention.end, clause.end):
            token = tokens[at]
            if token.is_mark or token.quotation >= 0 or (at in self.at and self.at[at].who):
                break
            if token.base in listed("auxiliaries") or token.base in listed("small"):
                continue
            if token.key in lemmas("events"):
                return (1, False) if speaks else (0, False)
            if token.key in any_of("saying", "telling"):
                return 3, self._takes_sentence(at)
            if token.key in _all_verbs():
                break
        if mention.pronoun == "they" or not speaks:
            return 0, False
        colon = clause.end < self.unit.end and tokens[clause.end - 1].base == ":"
        return 2, colon

    def _takes_sentence(self, at: int) -> bool:
        """Whether a verb of saying here may be followed by what is said, and not by a thing spoken of: "spoke of …"."""
        token = self.tokens[at]
        if token.key not in lemmas("saying") and token.key != lemma("tell"):
            return False
        following = self.tokens[at + 1].base if at + 1 < len(self.tokens) else ""
        return following not in ("of", "about", "for", "against")

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
            if token.key in any_of("saying", "telling", "nouns_of_saying"):
                continue
            other += 1
        said = [at for at in range(clause.start, clause.end) if self.tokens[at].key in any_of("saying", "telling")]
        first = next((m.start for m in clause.mentions if m.who), clause.start)
        inverted = bool(said) and said[0] < first <= said[0] + 2
        return other <= (_SHORT if inverted else 2)


@cache
def _finite_verbs() -> frozenset[str]:
    return _all_verbs() - lemmas("nouns_too")


@cache
def _all_verbs() -> frozenset[str]:
    return any_of("saying", "telling", "events", "verbs")


def _own(clauses: list[Clause], speakers: frozenset[str]) -> None:
    """Hand each clause to its owner: its own source, the one that it depends on, or one who is named right after it."""
    _own_forward(clauses, speakers)
    for at, clause in enumerate(clauses):
        goes_on = at + 1 < len(clauses) and clauses[at + 1].link == "that"
        if (
            at
            and clause.source
            and clause.reports
            and clause.link in ("which", "whom", "whose")
            and not clauses[at - 1].owners
        ):
            clauses[at - 1].owners = clause.source
        beside = clause.link.lstrip(":;?") in _BESIDE and not clause.sums_up
        if clause.source and clause.only_source and not goes_on and not beside:
            _own_backward(clauses, at, speakers)
    for at in range(len(clauses) - 2, -1, -1):
        clause, after = clauses[at], clauses[at + 1]
        # A topic in front ("On Iran: …", "Through diplomacy, …"), or a question that the next clause answers.
        if not clause.owners and (after.link.startswith("?") or (not clause.has_verb and not after.link.startswith(";"))):
            clause.owners = after.owners


def _own_forward(clauses: list[Clause], speakers: frozenset[str]) -> None:
    current: frozenset[str] = frozenset()
    reports = False
    for clause in clauses:
        own, hard = clause.source, clause.link[:1] in (";", "?")
        if hard and "that" not in clause.link:
            current, reports = frozenset(), False
        told = reports and current & speakers and not own & speakers
        if own and not (told and not (clause.reports and clause.link in _BESIDE)):
            clause.outer = current if reports and clause.link in ("that", "which", "who") else frozenset()
            current, reports = own, clause.reports
        elif not own and clause.has_verb and not reports and _stands_alone(clause):
            current = frozenset()
        clause.owners = current


def _stands_alone(clause: Clause) -> bool:
    """Whether a clause without a source states something of its own: it follows another one, or adds to it ("which …")."""
    return clause.link.lstrip(";:?") in listed("joiners") | {"while", "whereas", "although", "though", ":", "which"}


def _own_backward(clauses: list[Clause], at: int, speakers: frozenset[str]) -> None:
    source = clauses[at].source
    for number in range(at - 1, -1, -1):
        if clauses[number + 1].link.startswith(";"):
            return
        earlier = clauses[number]
        if earlier.source & speakers or (earlier.source and not source & speakers):
            return
        earlier.owners = earlier.owners | source if earlier.owners & speakers else source
