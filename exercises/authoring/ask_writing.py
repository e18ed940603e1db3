"""The questions on writing: a pair of headlines, a brief whose claims have owners, and one more reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from ..questions.scoring.english import lemma, listed
from ..text.annotations import Annotation
from .facts import Facts, key_of, sentences
from .template import Template
from .voices import REPORTER

Entry = dict[str, Any]
_WITHOUT_THAT = frozenset(lemma(word) for word in ("say", "add", "according", "claim", "argue", "think", "believe", "hope"))
_HEADLINE = 14  # words
_LONGEST = 28  # words of a sentence of the sample
_SHORTEST_BRIEF = 30
_MOST_TRIED = 5  # claims
# A retelling that begins so has a subject of its own, and can go on after “says”.
_SUBJECT = re.compile(r"(?:the|a|an|his|her|their|its|about|over|all|[A-Z0-9]\S*|[a-z]+s|[a-z]+er) ")


def _told(facts: Facts, cue: Annotation, verb: str) -> str:
    """What a cue brings in as a plain sentence: “Ortiz says 400 people had come”; “” where it makes none."""
    brings, form = cue.fields.get("brings", []), cue.fields.get("form")
    if not brings or (len(brings) > 1 and form != "direct"):
        return ""
    name, words = facts.name(cue["source"]), brings[0].strip()
    name = f"{name[0].upper()}{name[1:]}"
    if form == "direct":
        inside = words.strip("“”\"„«»‘’' ").rstrip(",.;")
        opening, closing = ("“", "”") if "“" in words else ('"', '"')
        return f"{name} {verb}: {opening}{inside}{closing}" if len(inside.split()) >= 3 else ""
    plain = facts.plain(words)
    # “announced the opening of a kitchen” is a retelling, and no sentence that could go on after “says”.
    whole = words.startswith("that ") or (lemma(facts.words(cue).split()[0]) in _WITHOUT_THAT and _SUBJECT.match(plain))
    return f"{name} {verb} {plain}" if whole else ""


def _speaking(facts: Facts) -> dict[str, list[tuple[Annotation, str, str]]]:
    """For each voice the cues whose content makes a sentence, with it as a headline and as a sentence of a brief."""
    found: dict[str, list[tuple[Annotation, str, str]]] = {}
    for cue in facts.clear("cue"):
        now, then = _told(facts, cue, "says"), _told(facts, cue, "said")
        if now and cue["type"] != "thought":
            found.setdefault(cue["source"], []).append((cue, now, then))
    return found


def headline_pair(facts: Facts, t: Template) -> list[Entry]:
    """Two headlines: each puts another speaker in front."""
    fits: dict[str, tuple[Annotation, str]] = {}
    for voice, told in _speaking(facts).items():
        short = [(cue, now) for cue, now, _ in told if 5 <= len(now.split()) <= _HEADLINE]
        if short and voice != REPORTER:
            fits[voice] = short[0]
    chosen = sorted(fits, key=lambda voice: -facts.figures.quoted.get(voice, 0))[:2]
    t.need(len(chosen) == 2)
    pair = []
    for voice, intro in zip(chosen, ("first", "second"), strict=True):
        cue, sample = fits[voice]
        slots = {"name": facts.name(voice), "intro": t.text(intro), "sample": sample, "p": cue.paragraph}
        named = facts.name(voice)[0].isupper()
        called = facts.name(voice).split()[-1] if named else facts.name(voice).removeprefix("the ")
        pair.append(
            {
                **t.question(f"headline-with-{key_of(voice)}-in-front", **slots),
                "keep": [called],
                "samples": [sample],
                "feedback": {
                    "keep": t.pair("keep", p=cue.paragraph, words="{words}"),
                    "verb": t.pair("verb", p=cue.paragraph, cue=facts.words(cue)),
                    "length": t.pair("length"),
                },
            }
        )
    return pair


def your_brief(facts: Facts, t: Template) -> Iterator[Entry]:
    """A brief with claims of several speakers, each with its owner; of several that could be asked, the fullest first."""
    told = _speaking(facts)
    # Our checks find a name in a text more surely than “the company”.
    people = {voice: cues for voice, cues in told.items() if facts.name(voice)[0].isupper()}
    told = people if len(people) >= 2 else told
    fits: list[tuple[Annotation, str]] = []
    while any(told.values()):
        for waiting in told.values():
            if waiting:
                cue, _, then = waiting.pop(0)
                if len(_content_words(then, facts.name(cue["source"]))) >= 3 and len(then.split()) <= _LONGEST:
                    fits.append((cue, then))
    sets = [one for size in (3, 2) for one in combinations(fits[:_MOST_TRIED], size)]
    sets = [one for one in sorted(sets, key=_speakers, reverse=True) if _speakers(one) > 1]
    t.need(sets)
    for chosen in sets:
        sample = sentences(then for _, then in chosen)
        if len(sample.split()) < _SHORTEST_BRIEF:
            opening = facts.article.sentences(1)[0]
            sample = f"{facts.article.words_in(opening).strip()} {sample}"
        yield {
            **t.question(sample=sample),
            "samples": [sample],
            "feedback": {"length": t.pair("length")},
            "fact": [_fact(facts, t, cue, then) for cue, then in chosen],
        }


def _speakers(claims: Iterable[tuple[Annotation, str]]) -> int:
    return len({cue["source"] for cue, _ in claims})


def _fact(facts: Facts, t: Template, cue: Annotation, then: str) -> Entry:
    """One claim with its owner: two words of it in either order will do, or a number of it."""
    name = facts.name(cue["source"])
    words = _content_words(then, name)
    numbers = [word for word in words if word[0].isdigit() or word[0] == "$"]
    keys = sorted((word for word in words if word not in numbers), key=len, reverse=True)[:3]
    pairs = [f"{a} … {b}" for a in keys for b in keys if a != b]
    say = [*pairs, *(f"{number} … {word}" for number in numbers for word in keys)]
    say += [f"{word} … {number}" for number in numbers for word in keys]
    about = facts.first(facts.plain(cue["brings"][0]), 6)
    return {
        "id": f"{key_of(cue['source'])}-{key_of(keys[0])}",
        "text": t.text("fact", name=name, about=about),
        "say": say,
        "owner": [cue["source"]],
        "feedback": t.pair("fact", p=cue.paragraph, name=name, about=about),
    }


def _content_words(text: str, name: str) -> list[str]:
    """The words that say something, without small ones, verbs of saying and the speaker's name."""
    found = re.findall(r"[\w$][\w’,.-]*[\w]", text.lower())
    left = listed("small") | {"says", "said", "that", *name.lower().split()}
    return list(dict.fromkeys(word for word in found if word not in left and len(word) > 3 and "’" not in word))


def one_more_reading(facts: Facts, t: Template) -> Entry:
    """What a second reading shows."""
    one = next(iter([*facts.all("word"), *facts.all("label"), *facts.clear("quotation")]), None)
    word = facts.first(facts.words(one)) if one else facts.first(facts.article.paragraphs[0].text)
    sample = t.text("sample", p=one.paragraph if one else 1, word=word)
    return {**t.question(), "samples": [sample]}
