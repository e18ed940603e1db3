"""The questions on words: verbs of speaking, labels, careful and strong words, and who does what is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..questions.scoring.english import lemma
from ..text.annotations import Annotation
from .ask_framing import contested_places
from .facts import Facts, key_of, paragraphs_of, sentences
from .template import Template
from .voices import REPORTER

Entry = dict[str, Any]
Slots = dict[str, Any]


def cue_verbs_by_kind(facts: Facts, t: Template) -> Entry:
    """What each verb of speaking adds to “said”."""
    every = t.texts("labels")
    rows: dict[str, Annotation] = {}
    for cue in facts.all("cue"):
        words = facts.words(cue).split()
        if len(words) == 1 and words[0][0].islower() and {cue["type"], *cue.fields.get("type_too", [])} <= every.keys():
            rows.setdefault(lemma(words[0]), cue)
    telling = [cue for cue in rows.values() if cue["type"] != "neutral"][:4]
    plain = [cue for cue in rows.values() if cue["type"] == "neutral"][:2]
    chosen = sorted([*telling, *plain], key=lambda cue: cue.place)
    types = {cue.id: [cue["type"], *cue.fields.get("type_too", [])] for cue in chosen}
    t.need(len(chosen) >= 3 and len({one[0] for one in types.values()}) >= 2)
    used = {kind for kinds in types.values() for kind in kinds}
    # One label that fits nothing, so that the last row is no matter of counting.
    spare = next((label for label in every if label not in used), None)
    labels = {name: text for name, text in every.items() if name in used or name == spare}
    slots = {cue.id: {"p": cue.paragraph, "cue": facts.words(cue), "name": facts.name(cue["source"])} for cue in chosen}
    keys = {cue.id: f"p{cue.paragraph}-{key_of(facts.words(cue))}" for cue in chosen}
    short = {name: text.partition(":")[0] for name, text in labels.items()}
    worked = sentences(
        t.text("part", cue=facts.words(cue), label=" or ".join(short[one] for one in types[cue.id])) for cue in chosen
    )
    return {
        **t.question(worked=worked),
        "paragraphs": paragraphs_of(chosen),
        "items": {keys[cue.id]: t.text("row", **slots[cue.id]) for cue in chosen},
        "labels": labels,
        "answer": {keys[cue]: kinds if len(kinds) > 1 else kinds[0] for cue, kinds in types.items()},
        "feedback": {keys[cue.id]: t.pair(cue["type"], **slots[cue.id]) for cue in chosen},
    }


def labels_and_voices(facts: Facts, t: Template) -> Entry:
    """In whose wording each label reaches the reader."""
    found: dict[str, Annotation] = {}
    for one in facts.clear("label"):
        if len(one["voice"]) == 1:
            found.setdefault(facts.words(one).lower(), one)
    ours = [one for one in found.values() if one["voice"] == [REPORTER]][:4]
    theirs = [one for one in found.values() if one["voice"] != [REPORTER]][:4]
    rows = sorted([*ours, *theirs], key=lambda one: one.place)
    t.need(len(rows) >= 3 and ours and theirs)
    speakers = dict.fromkeys([*(one["voice"][0] for one in theirs), *facts.quoted[:2]])
    labels = {key_of(voice): t.text("quoted", name=facts.name(voice)) for voice in sorted(speakers)}
    labels[key_of(REPORTER)] = t.text("plain")
    keys = {one.id: f"p{one.paragraph}-{key_of(facts.words(one))}" for one in rows}
    slots = {one.id: {"p": one.paragraph, "exact": facts.words(one)} for one in rows}
    plain = {one.id: one["voice"] == [REPORTER] for one in rows}
    worked = sentences(t.text("part", **slots[one.id], name=facts.name(one["voice"][0])) for one in rows)
    return {
        **t.question(worked=worked),
        "paragraphs": paragraphs_of(rows),
        "items": {keys[one.id]: t.text("row", **slots[one.id]) for one in rows},
        "labels": labels,
        "answer": {keys[one.id]: key_of(one["voice"][0]) for one in rows},
        "feedback": {keys[one.id]: t.pair("plain" if plain[one.id] else "quoted", **slots[one.id]) for one in rows},
    }


def whose_word_is_it(facts: Facts, t: Template) -> Iterator[Entry]:
    """A label or a weighted word in a retelling: the speaker's, or the reporter's. Several could be asked about."""
    for one in [*facts.all("label"), *facts.all("word")]:
        speaker = next((voice for voice in one["voice"] if voice != REPORTER), None)
        if one.fields.get("family") in ("hedge", "intensifier") or REPORTER not in one["voice"] or not speaker:
            continue
        for cue in facts.all("cue"):
            words, brings = facts.words(one), cue.fields.get("brings", [])
            holds = next((part for part in brings if words in part), "")
            rest = max(holds.split(words), key=len, default="").strip(" ,.;") if holds else ""
            if cue.paragraph != one.paragraph or cue["source"] != speaker or len(rest.split()) < 3:
                continue
            slots: Slots = {"p": one.paragraph, "exact": words, "cue": facts.words(cue), "rest": rest}
            slots["name"] = facts.name(speaker)
            options = t.texts("options", **slots)
            yield {
                **t.question(**slots),
                "paragraphs": [one.paragraph],
                "options": options,
                "listed": {"retold": [facts.words(cue)], "reporter": [rest]},
                "feedback": {name: t.pair(name, **slots) for name in options},
            }
    t.need(False)


def hedges_and_boosters(facts: Facts, t: Template) -> Entry:
    """Words that make a claim more careful, or stronger."""
    families = {"hedge": "hedge", "booster": "intensifier"}
    places = {label: [one for one in facts.all("word") if one["family"] == family] for label, family in families.items()}
    return contested_places(facts, t, places, {"hedge": "hedges", "booster": "boosters"})


def who_does_it(facts: Facts, t: Template) -> Entry:
    """Whether a passive verb names who does it."""
    labels = t.texts("labels")
    verbs = [one for one in facts.clear("agency") if one["form"].startswith("passive")]
    named, out = ([one for one in verbs if bool(one["agent"]) is has] for has in (True, False))
    rows = sorted([*named[:3], *out[:3]], key=lambda one: one.place)
    t.need(len(rows) >= 3 and named and out)
    keys = {one.id: f"p{one.paragraph}-{key_of(facts.words(one))}" for one in rows}
    t.need(len(set(keys.values())) == len(rows))
    slots = {one.id: {"p": one.paragraph, "exact": facts.words(one), "agent": one["agent"]} for one in rows}
    answer = {one.id: "named" if one["agent"] else "out" for one in rows}
    return {
        **t.question(worked=sentences(t.text("part", **slots[one.id], label=labels[answer[one.id]]) for one in rows)),
        "paragraphs": paragraphs_of(rows),
        "items": {keys[one.id]: t.text("row", **slots[one.id]) for one in rows},
        "labels": labels,
        "answer": {keys[one]: label for one, label in answer.items()},
        "feedback": {keys[one]: t.pair(label, **slots[one]) for one, label in answer.items()},
    }
