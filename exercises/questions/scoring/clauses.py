"""Who says what in a text: its clauses, each with the person to whom it attributes its words.

No parser: a sentence is cut at its marks and at the words that open a clause. A clause that names somebody as the one who
says or does something is that person's, and so are the clauses that depend on it. A short clause that only says who
speaks ("Gantz said", "according to Austin") also owns what comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .clause import Clause, all_verbs, is_finite
from .draft import Draft, Token
from .english import any_of, is_past, lemma, lemmas, listed, phrases
from .ownership import own, own_before
from .page import REPORTER, Page
from .patterns import find_any
from .sources import Sources

_CUTS = frozenset(",;:—()?!")
# A sentence of so few words that has one of these at an edge may say whose the sentence before it is.
_SHORT_SENTENCE = 9
_BACK = frozenset({"that", "this", "these", "those", "so", "such"})
# How far after "and" a new clause may show its verb.
_NEAR = 5
_CLAUSE_FIRST = listed("clause_first")
# A list without a number goes on until somebody else is named.
_ANY = 1_000
_LONGEST_HEAD = 8
_HEADS = frozenset({"what", "from", "by", "here"})
_LISTS = frozenset({"list", "agenda", "column", "menu", "plan", "speech", "statement", "part", "half", "side", "turn"})
_BE = frozenset({"is", "was", "are", "were"})
_GOES_ON = frozenset({"about", "of", "how", "why", "whether"})
_BULLETS = frozenset({"—", "-", "*", "•", "·", ">", "("})
_LISTED = frozenset(map(lemma, ("point", "thing", "topic", "message", "claim", "reason", "subject", "make")))
_JOINERS, _OPENERS = listed("joiners"), listed("openers")
_LINKS = _JOINERS | _OPENERS | {"that", "as"}
_BEFORE_NOUNS = frozenset({"his", "her", "their", "its", "the", "a", "an"})
_AT_A_TIME = frozenset({"as", "when", "after", "before", "once"})


def clauses_of(draft: Draft, page: Page) -> list[list[Clause]]:
    """The clauses of each unit of a draft; a question and the sentence after it are one unit."""
    found = draft.memo.get("clauses")
    if found is None:
        found = list(_units(draft, page))
        draft.memo["clauses"] = found
    return found


def _units(draft: Draft, page: Page) -> Iterator[list[Clause]]:
    topic: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    left, about = 0, False
    pair: tuple[frozenset[str], ...] = ()
    earlier: list[Clause] = []
    for unit in draft.units:
        reader = _Reader(draft, page, unit, topic, pair)
        clauses = reader.read()
        sources = frozenset().union(*(clause.source & page.speakers for clause in clauses))
        if reader.points_back() or (about and reader.says_more()):
            own_before(earlier, sources)
        about = reader.only_names_a_subject()
        if listing and not reader.is_the_reporters() and (not sources or sources == listing) and (left or reader.is_item()):
            own_before(clauses, listing)
            left = max(0, left - 1)
        else:
            voice = sources or reader.only_one_named()
            announced = reader.announces_a_list() if len(voice) == 1 else None
            listing, left = (frozenset(), 0) if announced is None else (voice, announced)
        topic, earlier = reader.topic, clauses
        if not sources and (alone := reader.only_one_named()):
            topic = alone
        pair = reader.speakers_in_order(unit.end) or pair
        yield clauses


class _Reader(Sources):
    """Reads one sentence: cuts it into clauses, finds the source of each, and hands each to its owner."""

    def read(self) -> list[Clause]:
        """The clauses of the sentence with their owners."""
        clauses = self._cut()
        for clause in clauses:
            clause.mentions = [m for m in self.mentions if clause.start <= m.start < clause.end]
            self.resolve(clause)
            self.find_source(clause)
        open_question = self._leaves_open(self.unit.start, self.unit.end)
        for clause in clauses:
            clause.unsaid = open_question or self._leaves_out(clause)
        own(clauses, self.page.speakers)
        return clauses

    def points_back(self) -> bool:
        """Whether a short sentence only says whose the one before is: "That is what Austin said", "So says Gantz"."""
        words = [t for t in self.tokens[self.unit.start : self.unit.end] if not t.is_mark]
        if len(words) > _SHORT_SENTENCE:
            return False
        # "At least this is the number that Gantz gave", "Gantz said this in P5".
        early = any(a.base == "this" and b.base in listed("small") for a, b in pairwise(words[:5]))
        return early or words[0].base in _BACK or words[-1].base in _BACK

    def only_names_a_subject(self) -> bool:
        """Whether a short sentence only says what comes next: "Then there is the subject of Iran"."""
        words = [t.base for t in self.tokens[self.unit.start : self.unit.end] if not t.is_mark]
        return len(words) <= _SHORT_SENTENCE and "there" in words[:3] and any(word in _BE for word in words[1:4])

    def says_more(self) -> bool:
        """Whether the sentence is about what the one before named: "Gantz believes that it …"."""
        return any(t.base in ("it", "its", "this", "that", "they") for t in self.tokens[self.unit.start : self.unit.end])

    def announces_a_list(self) -> int | None:
        """How many sentences after this one list what somebody says ("Gantz made three points."); None for no list.

        A heading ("What Gantz said: …") opens a list of any length; 0 if the items have to be marked as such.
        """
        words = self.tokens[self.unit.start : self.unit.end]
        counted = next((token.value for token in words if token.counts_writing), None)
        head = next((at for at, token in enumerate(words) if token.base == ":"), None)
        if head is not None and head <= _LONGEST_HEAD and self._is_heading(words[:head]):
            return _ANY
        # An owner may be the last word: "The word is Gantz's".
        owned = {self.tokens[m.end].base for m in self.mentions if m.owns and m.end < self.unit.end}
        if counted is None and owned & _LISTS:
            return 0
        if counted is None and not any(token.base == "following" for token in words):
            return None
        says = any(
            t.key in any_of("saying", "telling") or t.key in lemmas("nouns_of_saying") or t.key in _LISTED for t in words
        )
        return (int(counted) if isinstance(counted, float) else _ANY) if says else 0

    def _is_heading(self, words: list[Token]) -> bool:
        """Whether words before a colon only say whose the points after it are: "What Gantz said", "Gantz's points"."""
        if words and (words[0].base in _HEADS or any(token.counts_writing for token in words)):
            return True
        return not any(is_finite(t) or t.key in any_of("saying", "telling") for t in words if not t.text[:1].isupper())

    def is_item(self) -> bool:
        """Whether the sentence is marked as one of a list: "Second, …", "- …", "2. …"."""
        first = self.unit.start
        return self.tokens[first].base in listed("ordinals") | _BULLETS or first in self.draft.numbering

    def only_one_named(self) -> frozenset[str]:
        """The one speaker whom a sentence without a source names: "Now to Austin.", whom "he" means next."""
        named = frozenset().union(*(m.who & self.page.speakers for m in self.mentions))
        return named if len(named) == 1 else frozenset()

    def is_the_reporters(self) -> bool:
        """Whether the sentence is about the article itself, and so in no speaker's list."""
        return any(REPORTER in mention.who for mention in self.mentions)

    # What is not said ------------------------------------------------------------------------------
    def _leaves_open(self, start: int, end: int) -> bool:
        """Whether a sentence only names a question that the article leaves open: "What he thinks, it does not say"."""
        words = self.tokens[start:end]
        if any(token.base in listed("left_open") for token in words):
            return True
        for at, token in enumerate(words):
            if token.base in listed("readers") and any(t.base in listed("negations") for t in words[at : at + 5]):
                return any(t.key in any_of("saying", "learning") for t in words[at : at + 8])
        # "can do nothing to prevent it" leaves nothing open.
        return any(
            a.base == "nobody" or (a.base == "nothing" and b.base != "to") or (a.base == "no" and b.base == "one")
            for a, b in pairwise(words)
        )

    def _leaves_out(self, clause: Clause) -> bool:
        """Whether somebody is said not to speak of something: "Gantz did not mention Iran"."""
        passed = find_any(self.draft, phrases("passing_over_phrases"))
        for start, _end in passed:
            denied = any(t.base in listed("negations") for t in self.tokens[max(clause.start, start - 3) : start])
            if clause.start <= start < clause.end and not denied:
                return True
        words = [token for token in self.tokens[clause.start : clause.end] if not token.is_mark]
        for at, token in enumerate(words[:-1]):
            if token.key in lemmas("saying") and words[at + 1].base in ("nothing", "little"):
                return True
            if token.base in listed("negations"):
                after = next((t for t in words[at + 1 :] if t.base not in listed("small")), token)
                # "does not believe in it" denies, and leaves nothing out.
                return after.key in lemmas("saying") and after.key not in lemmas("approvals")
        return False

    # Cutting --------------------------------------------------------------------------------------
    def _cut(self) -> list[Clause]:
        starts: list[tuple[int, str]] = [(self.unit.start, "")]
        at = self.unit.start
        while at < self.unit.end:
            token = self.tokens[at]
            if token.is_mark:
                if token.base in _CUTS:
                    starts.append((at + 1, token.base))
            elif at > starts[-1][0] and (link := self._opens(at, starts[-1][0])):
                starts.append((at, link))
            at += 1
        found = []
        for number, (start, link) in enumerate(starts):
            end = starts[number + 1][0] if number + 1 < len(starts) else self.unit.end
            if any(not t.is_mark for t in self.tokens[start:end]):
                first = self.tokens[start].base
                hard = link in (";", "?", ":")
                word = first if first in _LINKS else link
                found.append(Clause(start, end, (link + word) if hard and word != link else word))
        return found

    def _opens(self, at: int, start: int) -> str:
        """The link with which a word in the middle of a clause opens a new one, or nothing when it opens none."""
        token = self.tokens[at]
        word, following = token.base, self.tokens[at + 1 : at + 2]
        if token.quotation >= 0 or not following:
            return ""
        if word in _OPENERS and not (word == "while" and following[0].base == "a"):
            return word
        if word == "that" and at + 1 < self.unit.end and following[0].key not in lemmas("saying"):
            return "that"
        if word in _AT_A_TIME and (at + 1 in self.at or following[0].base in _CLAUSE_FIRST):
            return word if self._verb_near(at + 1) else ""
        if word in _JOINERS:
            # "spoke about this and about how it can help" goes on.
            if following[0].base in _GOES_ON:
                return ""
            if self._joins_names(at) or self.tokens[at - 1].base in ("both", "between"):
                return ""
            if word == "and" and self._joins_subjects(start, at):
                return ""
            return word if self._verb_near(at + 1) or following[0].base in ("that", "according") else ""
        before = self.tokens[at - 1]
        said = before.key in lemmas("saying") and before.key not in lemmas("telling") and not before.is_mark
        if at > 1 and (self.tokens[at - 2].base in _BEFORE_NOUNS or self.tokens[at - 2].is_owner):
            # "In his remarks Gantz …"
            return ""
        if said and (at in self.at or word in _CLAUSE_FIRST) and self._verb_near(at):
            return "" if self._inverted(at) else "that"
        return ""

    def _joins_names(self, at: int) -> bool:
        return any(m.start < at < m.end for m in self.mentions)

    def _joins_subjects(self, start: int, at: int) -> bool:
        """Whether "and" joins two subjects of one verb: "… in which Israelis and Palestinians live"."""
        before, words = self.tokens[at - 1], self.tokens[start:at]
        named = all(token.text[:1].isupper() or token.base in ("he", "she") for token in (before, self.tokens[at + 1]))
        return named and (at + 1 not in self.at or not any(is_finite(token) for token in words))

    def _inverted(self, at: int) -> bool:
        """Whether a name after a verb of saying is the one who says: "…, said Gantz"."""
        first = at - 1
        return at in self.at and (first == self.unit.start or self.tokens[first - 1].is_mark)

    def _is_participle(self, at: int) -> bool:
        """Whether a past form goes with the noun that it counts: "1,400 downed rockets"."""
        after = self.tokens[at + 1] if at + 1 < self.unit.end else None
        counted = self.tokens[at - 1].value is not None and is_past(self.tokens[at].base)
        return counted and after is not None and not after.is_mark and after.base not in listed("small")

    def _verb_near(self, at: int) -> bool:
        """Whether a clause that starts here shows its verb soon, before the next mark."""
        for near in range(at, min(at + _NEAR + 1, self.unit.end)):
            token = self.tokens[near]
            if token.is_mark or token.base in _JOINERS:
                return False
            if (is_finite(token) and not self._is_participle(near)) or (
                near in self.at and self.at[near].pronoun in ("he", "she")
            ):
                return True
            if near > at and near in self.ends and token.key in all_verbs():
                return True
        return False
