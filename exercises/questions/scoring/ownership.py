"""Who owns each clause of a sentence, from who says something in which of them."""

from __future__ import annotations

from .clause import Clause
from .english import listed

# A clause that one of these opens is parallel to the one before; it owns it only as a summary ("and Gantz said so").
_BESIDE = frozenset({"and", "but", "or", "yet", "nor", "so", "then", "plus", "while", "whereas", "although", "though"})
# At the start of a sentence, such a clause ends where the main one begins: "While Gantz spoke, …".
_IN_FRONT = frozenset({"while", "when", "after", "before", "although", "though", "whereas", "since", "because", "once"})
_PARALLEL = listed("joiners") | {"while", "whereas", "although", "though", ":"}
_DEPENDENT = frozenset({"that", "which", "who"})


def own(clauses: list[Clause], speakers: frozenset[str]) -> None:
    """Hand each clause to its owner: its own source, the one that it depends on, or one who is named right after it.

    If it is uncertain, a clause goes to the only possible owner, and ``possible`` names all possible owners.
    """
    _own_forward(clauses, speakers)
    for at, clause in enumerate(clauses):
        goes_on = at + 1 < len(clauses) and clauses[at + 1].link == "that"
        relates = clause.reports and clause.link in ("which", "whom", "whose")
        if at and clause.source and relates and not clauses[at - 1].owners:
            clauses[at - 1].owners = clause.source
        if clause.source and clause.only_source and not goes_on and not _is_beside(clause):
            _own_backward(clauses, at, speakers)
    _own_front(clauses)
    for at in range(len(clauses) - 2, -1, -1):
        clause, after = clauses[at], clauses[at + 1]
        # A topic in front ("On Iran: …", "Through diplomacy, …"), or a question that the next clause answers.
        asks = after.link.startswith("?") or (after.link.startswith(":") and after.reports)
        if clause.link.startswith(";") and not clause.has_verb and after.source & speakers:
            # "On lamps, Moss spoke; on the bridge, Reed."
            clause.owners = after.owners
        if not clause.owners and (asks or (not clause.has_verb and not after.link.startswith(";"))):
            clause.owners = after.owners
    _weigh(clauses, speakers)


def _own_forward(clauses: list[Clause], speakers: frozenset[str]) -> None:
    current: frozenset[str] = frozenset()
    reports = firm = False
    in_front = bool(clauses) and clauses[0].link in _IN_FRONT
    for at, clause in enumerate(clauses):
        mine = clause.source
        if in_front and at and clause.link not in _DEPENDENT:
            current, reports, in_front = frozenset(), False, False
        if clause.link[:1] == "?" and "that" not in clause.link:
            current, reports = frozenset(), False
        elif clause.link[:1] == ";" and "that" not in clause.link and not reports:
            current = frozenset()
        if mine & speakers and reports and clause.link == "that" and not clause.reports:
            # "Reed said that Moss backs the bridge": both are its owners, and Reed goes on.
            clause.owners = current | mine
            continue
        # "…, which experts say could help" is theirs, whoever speaks before.
        aside = bool(mine) and clause.link == "which" and clause.reports
        inside = reports and current & speakers and not mine & speakers and not aside
        if mine and not (inside and not (clause.reports and clause.link in _BESIDE)):
            relates = clause.link == "that" or not current & speakers
            clause.outer = current if reports and clause.link in _DEPENDENT and relates else frozenset()
            # Whatever the verb, what follows as "that …" is what is said.
            complement = at + 1 < len(clauses) and clauses[at + 1].link == "that"
            current, reports = mine, clause.reports or complement
            clause.firm = firm = clause.plain or aside
        elif not mine and clause.has_verb and not reports and _stands_alone(clause):
            current = frozenset()
        else:
            # "It intercepted, Austin said, over 1,400": a name in the middle has both sides.
            around = clause.link == "," and at > 0 and clauses[at - 1].only_source and not clause.has_verb
            clause.firm = firm = firm and (around or clause.link in ("that", ":"))
        clause.owners = current


def _own_front(clauses: list[Clause]) -> None:
    """What somebody says before being named ("Saying that …, Austin left") is that person's."""
    named = next((at for at, clause in enumerate(clauses) if clause.source), 0)
    if named and clauses[0].starts_saying:
        for clause in clauses[:named]:
            clause.owners = clause.owners or clauses[named].source


def _own_backward(clauses: list[Clause], at: int, speakers: frozenset[str]) -> None:
    source = clauses[at].source
    for number in range(at - 1, -1, -1):
        if clauses[number + 1].link.startswith(";"):
            return
        earlier = clauses[number]
        if earlier.source & speakers or (earlier.source and not source & speakers):
            return
        earlier.firm = not earlier.owners & speakers
        earlier.owners = earlier.owners | source if earlier.owners & speakers else source


def _weigh(clauses: list[Clause], speakers: frozenset[str]) -> None:
    """Name the possible owners of each uncertain clause, and give a clause without an owner to the only possible one."""
    sources = [clause.source & speakers for clause in clauses]
    for at, clause in enumerate(clauses):
        sure = clause.firm or (not clause.owners and _is_nobodys(clauses, at))
        if (sure or _is_apart(clauses, at, sources)) and not clause.unsaid:
            continue
        found: frozenset[str] = frozenset().union(*sources)
        if not found and not clause.owners:
            found = frozenset().union(*(other.named for other in clauses))
        clause.possible = found
        if not clause.owners and found:
            near = [who for who in reversed(sources[:at]) if who] or [who for who in sources[at + 1 :] if who]
            clause.owners = near[0] if near else found


def _is_apart(clauses: list[Clause], at: int, sources: list[frozenset[str]]) -> bool:
    """Whether a whole clause follows one of somebody's deeds: "While Gantz spoke of thanks, …", "Gantz thanked him; …"."""
    clause, before = clauses[at], clauses[at - 1] if at else None
    if before is None or not clause.has_verb or before.reports or not before.source or any(sources[at:]):
        return False
    return clause.link == ";" or (at == 1 and before.link in ("while", "when") and clause.link == ",")


def _is_nobodys(clauses: list[Clause], at: int) -> bool:
    """Whether a clause clearly has no source: it makes a separate statement, whoever is named in it."""
    if _stands_alone(clauses[at]) and clauses[at].has_verb:
        return True
    if any(other.source for other in clauses[:at]):
        return False
    number = next((number for number in range(at + 1, len(clauses)) if clauses[number].source), None)
    if number is None or not _is_beside(clauses[number]):
        return False
    # "…, and Gantz says that he knows of it"
    return not (number + 1 < len(clauses) and clauses[number + 1].link == "that" and clauses[number + 1].sums_up)


def own_before(clauses: list[Clause], source: frozenset[str]) -> None:
    """Give what nobody says in one sentence to whom another one names for it: "That is what Austin said"."""
    for clause in clauses:
        if source and not clause.firm:
            clause.possible |= source
            clause.owners = clause.owners or source


def _is_beside(clause: Clause) -> bool:
    return clause.link.lstrip(":;?—,") in _BESIDE and not clause.sums_up


def _stands_alone(clause: Clause) -> bool:
    """Whether a clause without a source states something of its own: it follows another one, or adds to it ("which …")."""
    if clause.link == "which":
        return not clause.restricts
    return clause.link.lstrip(";:?") in _PARALLEL
