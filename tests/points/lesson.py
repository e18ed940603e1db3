"""A made-up text whose letters are easy to count, and questions on it, for tables of points worked out by hand.

P1 and P2 are ten words of nine letters each: 10 × 9 letters + 9 spaces + 1 stop = 100 characters. Word k, from 0, of P1
begins at 10k. P2 begins at 102, behind two line ends. P3 begins at 204: a word of ten letters, twelve of nine, two of
eight, one of nine, one of five, and a stop: 10 + 108 + 16 + 9 + 5 letters + 16 spaces + 1 = 165 characters. P6, from 537,
is two words of nine with a comma between them, and no stop: 20 characters.
"""

from __future__ import annotations

import pytest

from exercises.questions import Context, Question, build
from exercises.text.annotations import Annotation, Annotations
from exercises.text.article import Article, Span
from exercises.text.figures import Figures

TEXT = """Yesterday gardeners delivered wonderful cucumbers alongside excellent pineapple therefore neighbors.

Merchants afterward described beautiful landscape displayed somewhere following breakfast gathering.

Newspapers portrayed carpenter musicians exchanged telephone furniture whichever professor collected different \
chocolate direction villages remember discovery river.

Mayor Ada Lind said “over 1,400 crates” came to Washington, D.C., on Monday.

Baker Ben Moss praised the plan, saying 1,400 crates came and that the plan is “bold”.

Ambulance, passenger
"""
OWNERS = {
    "Lind": {"names": ["Ada Lind", "Lind"], "pronoun": "she"},
    "Moss": {"names": ["Ben Moss", "Moss"], "pronoun": "he"},
}
ARTICLE = Article(TEXT, {"owners": OWNERS})
PAIR = ["We noticed this.", "What would you try?"]
# A share of 1 is 100 points, so that two decimals of the points are four of the share.
OUT_OF = 100


def _annotation(name: str, span: Span, *others: Span) -> Annotation:
    return Annotation(name, "typography", "clear", span, ARTICLE.paragraph_at(span.start), others, {"what": name})


def _quotation(name: str, span: Span, speaker: str) -> Annotation:
    known = {"speaker": speaker, "known": "tag in paragraph", "cue": "", "because": "The name is beside it."}
    return Annotation(name, "quotation", "clear", span, ARTICLE.paragraph_at(span.start), (), known)


def _run(first: str, last: str) -> Span:
    return Span(ARTICLE.find(first).start, ARTICLE.find(last).end)


# Each word of P1, P2 and P6, and the first of P3, is a place by its own name.
_WORDS = [span for span in ARTICLE.words() if span.end < 215 or span.start >= 537]
ANNOTATIONS = Annotations(
    [_annotation(ARTICLE.words_in(span).lower(), span) for span in _WORDS]
    + [
        # 29 characters, 60 to 89.
        # 27, 49 and 20 characters.
        _annotation("direction-on", _run("direction", "remember")),
        _annotation("portrayed-on", _run("portrayed", "telephone")),
        _annotation("monday", ARTICLE.find("Monday")),
        _annotation("all-of-p6", ARTICLE.paragraph(6).span),
        _annotation("three-words", _run("excellent", "therefore")),
        _annotation("three-or-one", _run("excellent", "therefore"), ARTICLE.find("pineapple")),
        _quotation("q-p4", ARTICLE.find("“over 1,400 crates”"), "Lind"),
        _quotation("q-p5", ARTICLE.find("“bold”"), "Moss"),
    ]
)
CONTEXT = Context(ARTICLE, ANNOTATIONS, Figures(ARTICLE, ANNOTATIONS))


def mark(start: int, end: int, label: str = "cue") -> dict:
    """A highlight from one character to another."""
    return {"start": start, "end": end, "label": label}


def on(*words: str, label: str = "cue") -> list[dict]:
    """A highlight on each of these words."""
    spans = [ARTICLE.find(word) for word in words]
    return [mark(span.start, span.end, label) for span in spans]


def through(first: str, last: str) -> str:
    """The words of the article from one to another."""
    return ARTICLE.words_in(_run(first, last))


def _each(names) -> dict[str, list[str]]:
    return dict.fromkeys(names, PAIR)


def _letters(names: str) -> dict[str, str]:
    return {name: f"Row {name}" for name in names.split()}


BASES: dict[str, dict] = {
    "choice": {"options": _letters("a b c"), "answer": "b", "feedback": _each("abc")},
    # Three are right, one may be ticked, two are wrong.
    "choices": {
        "options": _letters("r1 r2 r3 may w1 w2"),
        "required": ["r1", "r2", "r3"],
        "allowed": ["may"],
        "wrong": ["w1", "w2"],
        "missing": PAIR,
        "feedback": _each(["r1", "r2", "r3", "may", "w1", "w2"]),
    },
    "match": {
        "items": _letters("a b c"),
        "labels": {"x": "Label x", "y": "Label y", "z": "Label z"},
        "answer": {"a": "x", "b": "y", "c": ["x", "z"]},
        "feedback": _each("abc"),
    },
    "order": {"items": _letters("a b c d"), "answer": ["a", "b", "c", "d"], "feedback": _each("abcd")},
    "number": {"answer": 12, "otherwise": PAIR},
    "phrase": {"accept": ["over"], "otherwise": PAIR},
    "spans": {
        "paragraphs": [1],
        "labels": {"cue": "a cue"},
        "gold": {"cue": {"required": ["gardeners", "wonderful"], "allowed": ["cucumbers"]}},
        "missing": PAIR,
        "outside": PAIR,
    },
    "probe": {
        "name": "square",
        "call": [{"args": [n], "gives": n * n} for n in (1, 2, 3, 4)],
        "otherwise": PAIR,
    },
    "evidence": {
        "standing": "contested",
        "options": {"one": "The first", "two": "The second", "own": "Another"},
        "quotes": 1,
        "listed": {"one": ["gardeners"], "two": ["beautiful"]},
        "feedback": _each(["one", "two", "own"]),
    },
    # Asked for: three names and numbers, a word that says whose claim it is, and a fact.
    "rewrite": {
        "standing": "open",
        "source": "Baker Ben Moss praised the plan, saying 1,400 crates came and that the plan is “bold”.",
        "min_words": 6,
        "max_words": 20,
        "keep": ["Moss", "1,400", "crates"],
        "drop": ["praised"],
        "avoid": ["boast"],
        "unquoted": ["bold"],
        "owner": [["said", "told", "according to"]],
        "fact": [{"id": "plan", "say": ["likes the plan", "likes this plan"], "feedback": PAIR}],
        "feedback": _each(["keep", "drop", "avoid", "unquoted", "owner", "length"]),
        "samples": ["Ben Moss said he likes the plan, and that 1,400 crates came."],
        "rubric": ["Little of it.", "Most of it.", "All of it."],
    },
    "reflection": {
        "standing": "open",
        "min_words": 3,
        "rubric": ["One word.", "A sentence.", "A sentence with a reason."],
        "samples": ["I noticed the crates."],
    },
}


def make(kind: str, /, **changes) -> Question:
    """A question of this kind on the text, worth 100 points, with fields changed; a field set to None is left out."""
    common = {
        "id": f"a-{kind}",
        "kind": kind,
        "standing": "settled",
        "prompt": "What is asked here?",
        "points": OUT_OF,
        "hints": ["Look at the first line."],
        "worked": "That is what the page has.",
    }
    whole = common | BASES[kind] | changes
    return build({name: value for name, value in whole.items() if value is not None}, CONTEXT)


def row(kind: str, rule: str, answer, earned, /, **fields):
    """One row of a table: what an answer to a question of this kind, with fields changed, earns under a rule."""
    return pytest.param(kind, answer, earned, fields, id=f"{kind}: {rule}")


def gold(*required: str, allowed: tuple[str, ...] = ()) -> dict:
    """A key of one label."""
    return {"cue": {"required": list(required), "allowed": list(allowed)}}
