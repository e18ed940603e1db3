"""Claims of the article in a student's text: whether they are there, and whom the text attributes them to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..result import Notice
from .clause import Clause
from .clauses import clauses_of
from .conditions import Break, Condition
from .draft import Draft
from .page import REPORTER, Page
from .patterns import find_any

_NO_OWNER = Notice(
    "“{said}” is there. We did not recognize a word in its clause that says whose claim it is.",
    "Who says so in the article, and where could the name go?",
)
_OTHER_OWNER = Notice(
    "“{said}” is there, and we read {other} as the one who says so. We looked for {owner}.",
    "Whose claim is it in the article?",
)


@dataclass(frozen=True)
class Claim:
    """Something that the article says: patterns that express it, who says it (one of ``owner``), and who else does.

    ``text`` is how a card states it. With ``bare`` it may appear without an owner, as a subject that came up.
    """

    id: str
    text: str
    say: tuple[str, ...]
    owner: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    bare: bool = False

    def told(self, draft: Draft, page: Page) -> list[Told]:
        """All places where the draft states it, with its owners there."""
        found: list[Told] | None = draft.memo.get(self)
        if found is None:
            places = find_any(draft, self.say)
            found = draft.memo[self] = [_told(unit_at(draft, page, a), a, b) for a, b in places]
        return found


@dataclass(frozen=True)
class Told:
    """A claim in a draft: the tokens that state it, and whom the draft attributes it to.

    ``possible`` are those who may own it if that is uncertain, ``firm`` is True if the owners are certain, and ``unsaid``
    if the text says that nobody makes the claim.
    """

    start: int
    end: int
    owners: frozenset[str]
    possible: frozenset[str] = frozenset()
    firm: bool = False
    unsaid: bool = False


def owners_at(clauses: list[Clause], start: int, end: int) -> frozenset[str]:
    """Whom a stretch of a sentence belongs to: the owners of all clauses that it touches."""
    touched = [clause.owners for clause in clauses if clause.start < end and start < clause.end]
    return frozenset().union(*touched)


def _told(clauses: list[Clause], start: int, end: int) -> Told:
    touched = [clause for clause in clauses if clause.start < end and start < clause.end]
    possible = frozenset().union(*(clause.possible for clause in touched))
    firm, unsaid = all(clause.firm for clause in touched), any(clause.unsaid for clause in touched)
    return Told(start, end, owners_at(clauses, start, end), possible, firm, unsaid)


def unit_at(draft: Draft, page: Page, at: int) -> list[Clause]:
    """The clauses of the unit of a token."""
    for clauses in clauses_of(draft, page):
        if clauses and clauses[0].start <= at < clauses[-1].end:
            return clauses
    return []


def clause_at(draft: Draft, page: Page, at: int) -> Clause | None:
    """The clause of a token; None for a mark between clauses."""
    return next((clause for clause in unit_at(draft, page, at) if clause.start <= at < clause.end), None)


def fact(claim: Claim, page: Page, notice: Notice) -> Condition:
    """A required claim, in a clause of its owner if it has one."""

    def look(draft: Draft) -> Break | None:
        told = claim.told(draft, page)
        if not told:
            return Break((claim.text,), notice)
        if not claim.owner or any((one.owners | one.possible) & set(claim.owner) for one in told):
            return None
        return Break((), _unowned(claim, draft, told))

    return Condition(f"fact:{claim.id}", "fact", claim.text, False, look, notice)


def owned(claims: tuple[Claim, ...], page: Page) -> Condition:
    """Optional claims, which must have an owner if they are stated."""

    def look(draft: Draft) -> Break | None:
        for claim in claims:
            for one in claim.told(draft, page):
                if not one.owners and not one.possible and not claim.bare:
                    return Break((), _unowned(claim, draft, [one]))
        return None

    return Condition("claim", "claim", "every claim has its owner in its clause", True, look, _NO_OWNER)


def given_away(claims: tuple[Claim, ...], draft: Draft, page: Page) -> list[str]:
    """Claims that a draft attributes to somebody who does not make them in the article, each in words."""
    found = []
    for claim in claims:
        allowed = {*claim.owner, *claim.also}
        if not allowed:
            continue
        for one in claim.told(draft, page):
            named = one.owners & set(page.owners)
            if REPORTER in named or one.unsaid or one.possible & allowed:
                continue
            shared = one.firm and len(named & page.speakers) > 1 and not named & page.speakers <= allowed
            if shared or (named and not named & allowed):
                found.append(f"“{draft.words(one.start, one.end)}” is given to {_names(named)}")
    return list(dict.fromkeys(found))


def _unowned(claim: Claim, draft: Draft, told: list[Told]) -> Notice:
    one = next((t for t in told if t.owners), told[0])
    said = draft.words(one.start, one.end)
    if not one.owners:
        return Notice(_NO_OWNER.noticed.replace("{said}", said), _NO_OWNER.next)
    noticed = _OTHER_OWNER.noticed.replace("{said}", said).replace("{other}", _names(one.owners))
    return Notice(noticed.replace("{owner}", _names(claim.owner, " or ")), _OTHER_OWNER.next)


def _names(names: Iterable[str], joined: str = " and ") -> str:
    return joined.join("the reporter" if name == "reporter" else name for name in sorted(names))
