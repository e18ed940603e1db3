"""The questions on two articles about one event: who speaks, and which numbers come up, in each of them."""

from __future__ import annotations

import re
from typing import Any

from ..text.annotations import Annotation
from ..text.article import Span
from .facts import Facts, key_of, sentences
from .template import Template

Entry = dict[str, Any]
_MOST_ROWS = 6


def _articles(facts: Facts, t: Template) -> list[tuple[str, int, int]]:
    """The two articles, each with its title and its first and last paragraph."""
    sections, last = facts.article.sections, len(facts.article.paragraphs)
    t.need(len(sections) == 2)
    first, second = sections
    return [(first.title, first.first, second.first - 1), (second.title, second.first, last)]


def _text(facts: Facts, start: int, end: int) -> str:
    article = facts.article
    return article.words_in(Span(article.paragraph(start).span.start, article.paragraph(end).span.end))


def who_speaks_in_each(facts: Facts, t: Template) -> Entry:
    """For each person, whether each article quotes, mentions or lacks them."""
    articles, labels = _articles(facts, t), t.texts("labels")
    names = [voice for voice in facts.quoted if facts.name(voice)[:1].isupper()][:_MOST_ROWS]
    answer = {
        key_of(voice): {f"in{n}": _kind(facts, voice, *where) for n, (_, *where) in enumerate(articles)} for voice in names
    }
    t.need(len(names) >= 3 and any(one["in0"] != one["in1"] for one in answer.values()))
    feedback, parts = {}, []
    for voice in names:
        for n, (title, start, end) in enumerate(articles):
            kind = answer[key_of(voice)][f"in{n}"]
            one = next(iter(_said(facts, voice, start, end)), None)
            at = facts.article.text.find(voice, facts.article.paragraph(start).span.start)
            slots = {"name": facts.name(voice), "title": title, "start": start, "end": end}
            slots |= {"p": one.paragraph if one else facts.article.paragraph_at(max(at, 0))}
            slots |= {"words": facts.first(facts.words(one)) if one else ""}
            feedback[f"{key_of(voice)}.in{n}"] = t.pair(kind, **slots)
        first, second = (labels[answer[key_of(voice)][f"in{n}"]] for n in (0, 1))
        parts.append(t.text("part", name=facts.name(voice), first=first, second=second))
    return {
        **t.question(worked=sentences(parts)),
        "items": {key_of(voice): facts.name(voice) for voice in sorted(names)},
        "columns": {f"in{n}": {"text": title, "labels": labels} for n, (title, *_) in enumerate(articles)},
        "answer": answer,
        "feedback": feedback,
    }


def _said(facts: Facts, voice: str, start: int, end: int) -> list[Annotation]:
    return [one for one in facts.all("quotation") if one["speaker"] == voice and start <= (one.paragraph or 0) <= end]


def _kind(facts: Facts, voice: str, start: int, end: int) -> str:
    if _said(facts, voice, start, end):
        return "quoted"
    return "mentioned" if re.search(rf"\b{re.escape(voice)}\b", _text(facts, start, end)) else "none"


def numbers_in_each(facts: Facts, t: Template) -> Entry:
    """Which article has which number."""
    (_, _, end), (_, start, last) = _articles(facts, t)
    texts = [_text(facts, 1, end), _text(facts, start, last)]
    rows: dict[str, tuple[Annotation, str]] = {}
    for one in facts.clear("number"):
        digits = re.search(r"\d[\d,.]*\d|\d", facts.words(one))
        if not digits:
            continue
        has = [bool(re.search(rf"(?<![\d,.]){re.escape(digits[0])}(?![\d,]*\d)", text)) for text in texts]
        rows.setdefault(digits[0], (one, "both" if all(has) else "first" if has[0] else "second"))
    chosen = list(rows.values())[:_MOST_ROWS]
    t.need(len(chosen) >= 3 and len({label for _, label in chosen}) >= 2)
    labels = t.texts("labels")
    slots = {one.id: {"exact": facts.words(one), "p": one.paragraph, "end": end, "start": start} for one, _ in chosen}
    keys = {one.id: f"p{one.paragraph}-{key_of(facts.words(one))}" for one, _ in chosen}
    return {
        **t.question(worked=sentences(t.text("part", **slots[one.id], label=labels[label]) for one, label in chosen)),
        "items": {keys[one.id]: t.text("row", **slots[one.id]) for one, _ in chosen},
        "labels": labels,
        "answer": {keys[one.id]: label for one, label in chosen},
        "feedback": {keys[one.id]: t.pair(label, **slots[one.id]) for one, label in chosen},
    }
