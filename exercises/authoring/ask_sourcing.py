"""The questions on sourcing: each function fills one template from the annotations, or raises LeftOut."""

from __future__ import annotations

from typing import Any

from ..text.annotations import Annotation
from .facts import Facts, key_of, listing, paragraphs_of, sentences, voice_labels
from .template import Template
from .voices import REPORTER

Entry = dict[str, Any]
Slots = dict[str, Any]
_MOST_ROWS = 7
_MARKS = '“”"„«»'


def who_is_speaking(facts: Facts, t: Template) -> Entry:
    """A voice for each quoted paragraph."""
    found: dict[int, Annotation] = {}
    for one in facts.clear("quotation"):
        if one.paragraph and len(facts.words(one).split()) >= 3:
            found.setdefault(one.paragraph, one)
    rows = _fair(list(found.values()), lambda one: one["speaker"], _MOST_ROWS)
    t.need(len(rows) >= 3 and len({one["speaker"] for one in rows}) >= 2)
    items, answer, feedback, places = {}, {}, {}, dict[str, list[str]]()
    for one in rows:
        key, cue = f"p{one.paragraph}", facts.annotations[one["cue"]]
        slots = {"p": one.paragraph, "first": facts.first(facts.words(one)), "cue": facts.words(cue), "c": cue.paragraph}
        items[key], answer[key] = t.text("row", **slots), key_of(one["speaker"])
        turn = cue.place.end < one.place.start and facts.article.text[cue.place.end] == ":"
        feedback[key] = t.pair("turn" if turn else "near" if cue.paragraph == one.paragraph else "far", **slots)
        places.setdefault(one["speaker"], []).append(f"P{one.paragraph}")
    worked = sentences(t.text("part", name=facts.name(who), places=listing(at)) for who, at in places.items())
    labels = voice_labels(facts, [one["speaker"] for one in rows])
    return {
        **t.question(worked=worked),
        "paragraphs": paragraphs_of([*rows, *(facts.annotations[one["cue"]] for one in rows)]),
        "items": items,
        "labels": labels,
        "answer": answer,
        "feedback": feedback,
    }


def _fair(rows: list[Annotation], by: Any, most: int) -> list[Annotation]:
    """At most so many rows, in the order of the text, with as many of each sort as there is room for."""
    sorts: dict[str, list[Annotation]] = {}
    for row in rows:
        sorts.setdefault(by(row), []).append(row)
    chosen: list[Annotation] = []
    while len(chosen) < most and any(sorts.values()):
        for waiting in sorts.values():
            if waiting and len(chosen) < most:
                chosen.append(waiting.pop(0))
    return sorted(chosen, key=lambda one: one.place)


def direct_indirect_mixed(facts: Facts, t: Template) -> Entry:
    """How each piece of speech reaches the reader."""

    def askable(cue: Annotation) -> bool:
        brings = cue.fields.get("brings", [])
        marked = cue.fields.get("form") == "indirect" or any(mark in "".join(brings) for mark in _MARKS)
        return bool(brings) and cue.fields.get("form") in labels and marked and len(brings[0].split()) >= 3

    labels = t.texts("labels")
    rows, seen = [], set[str]()
    for cue in _fair([cue for cue in facts.clear("cue") if askable(cue)], lambda one: one["form"], 9):
        # Two rows that look alike could not be told apart.
        if (look := f"{cue.paragraph} {facts.first(cue['brings'][0])}") not in seen:
            seen.add(look)
            rows.append(cue)
    rows = _fair(rows, lambda one: one["form"], 6)
    t.need(len(rows) >= 3 and len({cue["form"] for cue in rows}) >= 2)
    items, answer, feedback, places = {}, {}, {}, dict[str, list[str]]()
    for number, cue in enumerate(rows):
        key, brings = f"p{cue.paragraph}-{number}", cue["brings"]
        quoted = next((part for part in " ".join(brings).split("“")[1:]), brings[-1]).split("”")[0]
        slots = {"p": cue.paragraph, "middle": facts.middle(brings[0]), "first": facts.first(brings[0])}
        slots |= {"cue": facts.words(cue), "quoted": facts.first(quoted)}
        items[key], answer[key] = t.text("row", **slots), cue["form"]
        feedback[key] = t.pair(cue["form"], **slots)
        places.setdefault(labels[cue["form"]], []).append(f"P{cue.paragraph}, from “{slots['first']}”")
    worked = sentences(t.text("part", label=label, places=listing(at)) for label, at in places.items())
    return {
        **t.question(worked=worked),
        "paragraphs": paragraphs_of(rows),
        "items": items,
        "labels": labels,
        "answer": answer,
        "feedback": feedback,
    }


def back_to_the_cue(facts: Facts, t: Template) -> Entry:
    """How many paragraphs a quotation is from its cue."""
    steps = facts.figures.distances
    one = max(facts.clear("quotation"), key=lambda quotation: steps[quotation.id], default=None)
    t.need(one and steps[one.id] > 0)
    assert one
    cue, far = facts.annotations[one["cue"]], steps[one.id]
    slots: Slots = {"p": one.paragraph, "c": cue.paragraph, "far": far}
    slots |= {"first": facts.first(facts.words(one)), "cue": facts.words(cue)}
    return {
        **t.question(**slots),
        "paragraphs": paragraphs_of([cue, one]),
        "figure": f"distance:{one.id}",
        "right": t.pair("right", **slots),
        "otherwise": t.pair("otherwise", **slots),
        "wrong": [{"value": far + 1, "feedback": t.pair("both_ends", **slots)}],
    }


def share_of_quoted_words(facts: Facts, t: Template) -> Entry:
    """One voice's share of the quoted words."""
    counts, whole = facts.figures.quoted, sum(facts.figures.quoted.values())
    t.need(len(counts) >= 2)
    voice, other, *_ = sorted(counts, key=lambda one: -counts[one])
    first = next(one for one in facts.all("quotation") if one["speaker"] == voice)
    slots: Slots = {"name": facts.name(voice), "other": facts.name(other), "part": counts[voice], "whole": whole}
    slots |= {"share": round(100 * counts[voice] / whole), "first": facts.first(facts.words(first))}
    figures = {f"share:{voice}": "", f"share:{other}": "other", f"words:{voice}": "words", "quoted_share": "all"}
    wrong, taken = [], list[float]()
    for figure, reason in figures.items():
        value = facts.figures[figure] * (1 if figure.startswith("words") else 100)
        if reason and all(abs(value - one) > 3 for one in taken):
            wrong.append({"figure": figure, "feedback": t.pair(reason, **slots)})
        taken.append(value)
    return {
        **t.question(**slots),
        "figure": f"share:{voice}",
        "right": t.pair("right", **slots),
        "otherwise": t.pair("otherwise", **slots),
        "wrong": wrong,
    }


def quoted_mentioned_absent(facts: Facts, t: Template) -> Entry:
    """Who speaks, who is spoken of, and who is not there."""
    labels = t.texts("labels")
    rows: dict[str, tuple[str, str, list[str]]] = {}
    for voice in facts.quoted[:3]:
        one = next(q for q in facts.clear("quotation") if q["speaker"] == voice)
        pair = t.pair("quoted", p=one.paragraph, first=facts.first(facts.words(one)))
        rows[key_of(voice)] = facts.name(voice), "quoted", pair
    sorts: dict[str, list[Annotation]] = {"mentioned": [], "absent": []}
    for one in facts.clear("absent"):
        sorts.setdefault(one.fields.get("kind", ""), []).append(one)
    for one in sorts["mentioned"][:3]:
        word = one["mentioned"][0]
        pair = t.pair("mentioned", p=facts.paragraph_of(word), word=word)
        rows[key_of(one["who"])] = one["who"], "mentioned", pair
    for one in sorts["absent"][:2]:
        searched = listing(f"“{word}”" for word in one["not_found"][:3])
        rows[key_of(one["who"])] = one["who"], "absent", t.pair("absent", searched=searched)
    t.need({"quoted", "mentioned"} <= {label for _, label, _ in rows.values()})
    by_name = dict(sorted(rows.items(), key=lambda row: row[1][0].lower().removeprefix("the ")))
    names: dict[str, list[str]] = {}
    for name, label, _ in rows.values():
        names.setdefault(labels[label], []).append(name)
    worked = sentences(t.text("part", label=label, names=listing(who)) for label, who in names.items())
    return {
        **t.question(worked=worked),
        "items": {key: f"{name[0].upper()}{name[1:]}" for key, (name, _, _) in by_name.items()},
        "labels": labels,
        "answer": {key: label for key, (_, label, _) in by_name.items()},
        "feedback": {key: pair for key, (_, _, pair) in by_name.items()},
    }


def who_owns_each_number(facts: Facts, t: Template) -> Entry:
    """Whose claim each number is, and whether it is stated, retold or quoted."""
    labels = t.texts("labels")
    rows = _fair(facts.clear("number"), lambda one: one["owner"], 5)
    owners = [one["owner"] for one in rows]
    t.need(len(rows) >= 3 and len(set(owners)) >= 2)
    names = voice_labels(facts, owners)
    columns = {"owner": {"text": t.text("owner"), "labels": names}, "how": {"text": t.text("how"), "labels": labels}}
    items, answer, feedback, parts = {}, {}, {}, []
    for number, one in enumerate(rows):
        key, how, cue = f"p{one.paragraph}-{number}", *_reaches(facts, one)
        slots = {"p": one.paragraph, "exact": facts.words(one), "cue": cue}
        items[key], answer[key] = t.text("row", **slots), {"owner": key_of(one["owner"]), "how": how}
        feedback[f"{key}.owner"], feedback[f"{key}.how"] = t.pair(f"owner-{how}", **slots), t.pair(f"how-{how}", **slots)
        name = facts.name(one["owner"])
        parts.append(t.text("part", **slots, name=f"{name}’s", label=labels[how]))
    return {
        **t.question(worked=sentences(parts)),
        "paragraphs": paragraphs_of(rows),
        "items": items,
        "columns": columns,
        "answer": answer,
        "feedback": feedback,
    }


def _reaches(facts: Facts, one: Annotation) -> tuple[str, str]:
    """How a claim reaches a reader, and the cue that brings it in."""
    if any(q.place.holds(one.place) for q in facts.all("quotation")):
        return "quoted", ""
    if one["owner"] == REPORTER:
        return "stated", ""
    near = [cue for cue in facts.all("cue") if cue["source"] == one["owner"] and cue.paragraph == one.paragraph]
    holds = [cue for cue in near if any(facts.words(one) in part for part in cue.fields.get("brings", []))]
    return "retold", facts.words((holds or near)[0]) if near else ""
