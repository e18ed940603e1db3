"""The questions on framing: order, room, and where readers see a problem and a remedy."""

from __future__ import annotations

from typing import Any

from ..text.annotations import Annotation
from .facts import Facts, key_of, listing, voice_labels
from .template import Template

Entry = dict[str, Any]
_MOST_WORDED = 3  # places that a worked answer names for each label


def order_of_first_mention(facts: Facts, t: Template) -> Entry:
    """Names in the order in which they first come up, each in a paragraph of its own."""
    spoken_of = [one["mentioned"][0].lower() for one in facts.clear("absent") if one.fields.get("mentioned")]
    voices = dict.fromkeys(one["source"] for one in facts.all("cue"))
    first: dict[int, str] = {}
    for word in [*facts.quoted, *spoken_of, *voices]:
        if paragraph := facts.paragraph_of(word):
            first.setdefault(paragraph, word)
    t.need(len(first) >= 4)
    chosen = sorted(first)[:5]
    rows = {key_of(first[p]): (first[p], p) for p in chosen}
    by_name = sorted(rows, key=lambda key: rows[key][0].lower())
    # Rows in the right order, or in its reverse, would give it away.
    by_name = by_name[::2] + by_name[1::2] if by_name in (list(rows), list(rows)[::-1]) else by_name
    worked = f"{', then '.join(t.text('part', word=word, p=p) for word, p in rows.values())}."
    return {
        **t.question(worked=worked),
        "answer": list(rows),
        "items": {key: t.text("row", word=rows[key][0]) for key in by_name},
        "feedback": {key: t.pair("row", word=rows[key][0], p=rows[key][1]) for key in by_name},
    }


def room_for_each_voice(facts: Facts, t: Template) -> Entry:
    """Who has the first, the last and the most quoted words."""
    counts = facts.figures.quoted
    t.need(len(counts) >= 2)
    quotations = facts.clear("quotation")
    most, following, *_ = sorted(counts, key=lambda voice: -counts[voice])
    t.need(counts[most] > counts[following] and len(quotations) >= 2)
    slots: dict[str, Any] = {"most": counts[most], "next": counts[following], "most_name": facts.name(most)}
    for name, one in (("first", quotations[0]), ("last", quotations[-1])):
        slots |= {f"{name}_name": facts.name(one["speaker"]), f"{name}_p": one.paragraph}
        slots |= {f"{name}_words": facts.first(facts.words(one))}
    answer = {"first": quotations[0]["speaker"], "last": quotations[-1]["speaker"], "most": most}
    rows = t.texts("rows")
    return {
        **t.question(**slots),
        "items": rows,
        "labels": voice_labels(facts, facts.quoted, reporter=False),
        "answer": {row: key_of(voice) for row, voice in answer.items()},
        "feedback": {row: t.pair(row, **slots) for row in rows},
    }


def problem_and_remedy(facts: Facts, t: Template) -> Entry:
    """Places that many readers would call a problem, or a remedy."""
    places = {
        job: [one for one in facts.all("frame") if job in one.fields.get("function", [])] for job in t.texts("labels")
    }
    return contested_places(facts, t, places, {"problem": "problems", "remedy": "remedies"})


def contested_places(facts: Facts, t: Template, places: dict[str, list[Annotation]], slots: dict[str, str]) -> Entry:
    """A question that accepts all listed places, and the readings that each earn everything."""
    t.need(all(places.values()) and len({one.place for found in places.values() for one in found}) >= 3)
    worded = {
        slots[label]: listing(f"“{facts.words(one)}” (P{one.paragraph})" for one in found[:_MOST_WORDED])
        for label, found in places.items()
    }
    (first, left), (second, right) = places.items()
    readings = [{first: [a.id], second: [b.id]} for a, b in zip(left, right, strict=False) if not a.place.overlap(b.place)]
    t.need(readings)
    return {
        **t.question(**worded),
        "missing": t.pair("missing", p=left[0].paragraph),
        "outside": t.pair("outside"),
        "labels": t.texts("labels"),
        "gold": {label: {"allowed": [one.id for one in found]} for label, found in places.items()},
        "readings": readings[:3],
    }
