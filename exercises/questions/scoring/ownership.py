"""Whose words each clause of a text gives: its own source's, or that of the clause which it depends on.

A clause that names somebody as the one who says or does something is that person's, and so are the clauses that depend
on it. A short clause that only says who speaks ("Gantz said", "according to Austin") also owns what stands before it.
"""

from __future__ import annotations

from .clauses import Clause, Cutter
from .draft import Draft
from .english import listed
from .page import Page
from .sources import Sources


def clauses_of(draft: Draft, page: Page) -> list[list[Clause]]:
    """The clauses of each unit of a draft with their owners; a question and the sentence after it are one unit."""
    found = draft.memo.get("clauses")
    if found is None:
        found, sources = [], Sources(page)
        for unit in draft.units:
            cutter = Cutter(draft, page, unit)
            clauses = cutter.clauses()
            sources.start(cutter)
            for clause in clauses:
                sources.find(clause)
            _own(clauses, page.speakers)
            found.append(clauses)
        draft.memo["clauses"] = found
    return found


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
        beside = clause.link.lstrip(":;?") in listed("beside") and not clause.sums_up
        if clause.source and clause.only_source and not goes_on and not beside:
            _own_backward(clauses, at, speakers)
    _own_front(clauses)
    for at in range(len(clauses) - 2, -1, -1):
        clause, after = clauses[at], clauses[at + 1]
        # A topic in front ("On Iran: …", "Through diplomacy, …"), or a question that the next clause answers.
        asks = after.link.startswith("?") or (after.link.startswith(":") and after.reports)
        if not clause.owners and (asks or (not clause.has_verb and not after.link.startswith(";"))):
            clause.owners = after.owners


def _own_forward(clauses: list[Clause], speakers: frozenset[str]) -> None:
    current: frozenset[str] = frozenset()
    reports = False
    for at, clause in enumerate(clauses):
        own, hard = clause.source, clause.link[:1] in (";", "?")
        if hard and "that" not in clause.link:
            current, reports = frozenset(), False
        told = reports and current & speakers and not own & speakers
        if own and reports and clause.link == "that" and not clause.reports and own & speakers:
            # "Reed said that Moss backs the bridge": both stand for it, and Reed goes on.
            clause.owners = current | own
            continue
        if own and not (told and not (clause.reports and clause.link in listed("beside"))):
            clause.outer = current if reports and clause.link in ("that", "which", "who") else frozenset()
            # Whatever the verb, what follows as "that …" is what is said.
            complement = at + 1 < len(clauses) and clauses[at + 1].link == "that"
            current, reports = own, clause.reports or complement
        elif not own and clause.has_verb and not reports and _stands_alone(clause):
            current = frozenset()
        clause.owners = current
        if at == 0 and clause.link in listed("in_front"):
            current, reports = frozenset(), False


def _own_front(clauses: list[Clause]) -> None:
    """What somebody says before being named ("Saying that …, Austin left") is that person's."""
    named = next((at for at, clause in enumerate(clauses) if clause.source), 0)
    if named and clauses[0].starts_saying:
        for clause in clauses[:named]:
            clause.owners = clause.owners or clauses[named].source


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
