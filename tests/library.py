"""A small constructed lesson for the tests: a text on a town library, its annotations, and a question of each kind."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from pathlib import Path

from exercises.questions import Context, build
from exercises.text.annotations import Annotations, read_annotations
from exercises.text.article import Article
from exercises.text.figures import Figures

TEXT = """The town library opened again on Monday, after ten months of repairs.

Mayor Ruth Okafor praised the new reading room, saying the library had welcomed 900 visitors on its first day.

“Our doors were closed for ten months, and our readers waited. We counted over 900 visitors on Monday alone.”

Librarian Tom Reyes said the roof is “sound again”, while also thanking the builders.

“The builders worked through the winter. The reading room has forty new chairs, and the old chairs went to the school.”
"""

ANNOTATIONS: dict[str, list[dict]] = {
    "quotation": [
        {
            "id": "q-p3",
            "paragraph": 3,
            "exact": "“Our doors were closed for ten months, and our readers waited. "
            "We counted over 900 visitors on Monday alone.”",
            "confidence": "clear",
            "speaker": "Okafor",
            "known": "inferred",
            "cue": "cue-p2-saying",
            "because": "It follows saying.",
        },
        {
            "id": "q-p4",
            "paragraph": 4,
            "exact": "“sound again”",
            "confidence": "clear",
            "speaker": "Reyes",
            "known": "tag in paragraph",
            "cue": "cue-p4-said",
            "because": "It stands beside said.",
        },
        {
            "id": "q-p5",
            "paragraph": 5,
            "exact": "“The builders worked through the winter. The reading room has forty new chairs, "
            "and the old chairs went to the school.”",
            "confidence": "clear",
            "speaker": "Reyes",
            "known": "inferred",
            "cue": "cue-p4-said",
            "because": "It follows said.",
        },
    ],
    "cue": [
        {
            "id": "cue-p2-praised",
            "paragraph": 2,
            "exact": "praised",
            "alternatives": ["praised the new reading room"],
            "confidence": "clear",
            "voice": ["reporter"],
            "source": "Okafor",
            "type": "evaluative",
            "place": "narration",
        },
        {
            "id": "cue-p2-saying",
            "paragraph": 2,
            "exact": "saying",
            "confidence": "clear",
            "voice": ["reporter"],
            "source": "Okafor",
            "type": "neutral",
            "place": "narration",
        },
        {
            "id": "cue-p4-said",
            "paragraph": 4,
            "exact": "said",
            "confidence": "clear",
            "voice": ["reporter"],
            "source": "Reyes",
            "type": "neutral",
            "place": "narration",
        },
        {
            "id": "cue-p4-thanking",
            "paragraph": 4,
            "exact": "thanking",
            "confidence": "arguable",
            "voice": ["reporter"],
            "source": "Reyes",
            "type": "stance",
            "place": "narration",
        },
    ],
    "number": [
        {
            "id": "number-p2-visitors",
            "paragraph": 2,
            "exact": "900 visitors",
            "confidence": "clear",
            "owner": "Okafor",
            "counts": "visitors",
        }
    ],
    "absent": [
        {
            "id": "absent-readers",
            "confidence": "clear",
            "who": "readers",
            "role": "those who borrow books",
            "not_found": ["borrower"],
            "mentioned": ["our readers"],
        }
    ],
}

PAIR = ["We noticed this.", "What would you try?"]


def pair(about: str) -> list[str]:
    """Feedback that names its entry, so that a test can tell one pair from another."""
    return [f"We noticed {about}.", f"What of {about}?"]


def _common(kind: str, standing: str) -> dict:
    return {
        "id": f"a-{kind}",
        "kind": kind,
        "standing": standing,
        "prompt": f"A question of the kind {kind}?",
        "points": 2,
        "minutes": 1,
        "hints": ["Look at the first line.", "Look at the second line."],
        "worked": "That is what the page has.",
    }


QUESTIONS: dict[str, dict] = {
    "choice": _common("choice", "settled")
    | {
        "options": {"monday": "On Monday", "sunday": "On Sunday", "may": "In May"},
        "answer": "monday",
        "feedback": {name: pair(name) for name in ("monday", "sunday", "may")},
    },
    "choices": _common("choices", "settled")
    | {
        "options": {"okafor": "Ruth Okafor", "reyes": "Tom Reyes", "town": "The town", "king": "A king", "cat": "A cat"},
        "required": ["okafor", "reyes"],
        "allowed": ["town"],
        "wrong": ["king", "cat"],
        "missing": pair("something missing"),
        "feedback": {name: pair(name) for name in ("okafor", "reyes", "town", "king", "cat")},
    },
    "match": _common("match", "settled")
    | {
        "items": {"p3": "The third paragraph", "p5": "The fifth paragraph"},
        "labels": {"okafor": "Okafor", "reyes": "Reyes", "reporter": "the reporter"},
        "answer_from": "speaker",
        "annotations": {"p3": "q-p3", "p5": "q-p5"},
        "feedback": {"p3": pair("p3"), "p5": pair("p5"), "p5.reporter": pair("p5 as the reporter's")},
    },
    "order": _common("order", "settled")
    | {
        "items": {"open": "It opened", "praise": "It was praised", "count": "They counted", "thank": "He gave thanks"},
        "answer": ["open", ["praise", "count"], "thank"],
        "feedback": {name: pair(name) for name in ("open", "praise", "count", "thank")},
    },
    "number": _common("number", "settled")
    | {
        "figure": "paragraphs",
        "unit": "paragraphs",
        "otherwise": pair("another number"),
        "wrong": [{"figure": "quoted_paragraphs", "feedback": pair("the quoted ones")}],
    },
    "phrase": _common("phrase", "settled")
    | {
        "accept": ["over", "over 900"],
        "from_article": True,
        "otherwise": pair("other words"),
        "wrong": [{"say": ["900 visitors", "visitors"], "feedback": pair("the visitors")}],
    },
    "spans": _common("spans", "settled")
    | {
        "paragraphs": [2, 4],
        "labels": {"cue": "a cue"},
        "gold": {
            "cue": {
                "required": {"layer": "cue", "confidence": "clear", "paragraph": [2, 4]},
                "allowed": ["cue-p4-thanking"],
            }
        },
        "missing": pair("a cue that is unmarked"),
        "outside": pair("no cue"),
        "wrong": [{"quote": "Mayor Ruth Okafor", "paragraph": 2, "label": "cue", "feedback": pair("the mayor")}],
    },
    "evidence": _common("evidence", "contested")
    | {
        "options": {"work": "The work", "joy": "The joy", "cost": "The cost"},
        "quotes": 1,
        "listed": {"work": ["ten months of repairs", "worked through the winter"], "joy": ["cue-p2-praised"]},
        "feedback": {name: pair(name) for name in ("work", "joy", "cost")},
    },
    "rewrite": _common("rewrite", "open")
    | {
        "source": "The town library opened again on Monday, after ten months of repairs.",
        "keep": ["library", "Monday", "ten months"],
        "drop": ["opened"],
        "avoid": ["grand", "poor"],
        "owner": [["said", "according to"]],
        "min_words": 6,
        "max_words": 20,
        "feedback": {
            "keep": ["Lost: {words}.", "Where does it fit?"],
            "drop": ["Still there: {words}.", "Which word else?"],
            "avoid": ["Came in: {words}.", "Which word is plainer?"],
            "owner": ["No one says so.", "Who says so?"],
            "length": ["It has {words} words.", "What would you cut?"],
        },
        "rubric": ["A fact has changed.", "Every fact is there and owned."],
        "samples": ["On Monday, the mayor said, the library was ready after ten months."],
        "wrong": [{"text": "On Monday, the mayor said, it was ready after ten months of work.", "breaks": "keep"}],
    },
    "probe": _common("probe", "settled")
    | {
        "name": "share",
        "tolerance": 0.001,
        "call": [{"args": [1, 2], "gives": 0.5}, {"args": [3, 12], "gives": 0.25}],
        "otherwise": pair("another output"),
        "wrong": [{"gives": [2, 4], "feedback": pair("the turned fraction")}],
    },
    "reflection": _common("reflection", "open")
    | {
        "min_words": 3,
        "rubric": ["One word.", "A sentence.", "A sentence with a reason."],
        "samples": ["I noticed the chairs."],
    },
}

# An answer of full points for each kind.
RIGHT = {
    "choice": "monday",
    "choices": ["okafor", "reyes"],
    "match": {"p3": "okafor", "p5": "reyes"},
    "order": ["open", "count", "praise", "thank"],
    "number": 5,
    "phrase": "over",
    "spans": [
        {"exact": "praised", "paragraph": 2, "label": "cue"},
        {"exact": "saying", "paragraph": 2, "label": "cue"},
        {"exact": "said", "paragraph": 4, "label": "cue"},
    ],
    "evidence": {"choice": "work", "quotes": ["ten months of repairs"]},
    "rewrite": "On Monday, the mayor said, the library was ready after ten months.",
    "probe": {"outputs": [0.5, 0.25]},
    "reflection": "I noticed the forty new chairs.",
}


def question(kind: str, /, *without: str, **changes) -> dict:
    """A question's table, as it comes out of TOML, with fields changed or left out."""
    table = copy.deepcopy(QUESTIONS[kind]) | changes
    return {name: value for name, value in table.items() if name not in without}


def article() -> Article:
    """The library's text."""
    return Article(TEXT)


def annotations(folder: Path) -> Annotations:
    """The library's annotations, read from a file in this folder."""
    path = folder / "annotations.toml"
    path.write_text(toml(ANNOTATIONS), encoding="utf-8")
    found, problems = read_annotations(path, article())
    assert problems == []
    return found


def context(folder: Path) -> Context:
    """What the library's questions are derived from."""
    text, found = article(), annotations(folder)
    return Context(text, found, Figures(text, found))


def make(kind: str, where: Context, /, *without: str, **changes):
    """A built question of this kind."""
    return build(question(kind, *without, **changes), where)


def write_lesson(folder: Path, questions: list[dict] | None = None, file: str = "01_first.toml") -> Path:
    """A whole lesson folder with these questions, or with one of each kind."""
    (folder / "questions").mkdir(parents=True, exist_ok=True)
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    (folder / "article.toml").write_text('title = "A library opens again"\nnote = "A short text."\n', encoding="utf-8")
    (folder / "annotations.toml").write_text(toml(ANNOTATIONS), encoding="utf-8")
    asked = list(copy.deepcopy(QUESTIONS).values()) if questions is None else questions
    (folder / "questions" / file).write_text(toml({"question": asked}), encoding="utf-8")
    return folder


def write_finished_lesson(folder: Path, questions: list[dict] | None = None) -> Path:
    """A lesson in which the check misses nothing: it also has its source, rights, fingerprint and standards."""
    asked = list(QUESTIONS.values()) if questions is None else questions
    write_lesson(folder, [entry | {"standards": ["RI.9-10.6"]} for entry in asked])
    about = {"title": "A library opens again", "provenance": "Made up.", "rights": "CC BY 4.0.", "language": "en"}
    about["sha256"] = hashlib.sha256(TEXT.encode()).hexdigest()
    lines = [f"{name} = {_value(value)}\n" for name, value in about.items()]
    (folder / "article.toml").write_text("".join(lines), encoding="utf-8")
    return folder


def toml(tables: dict[str, list[dict]]) -> str:
    """Arrays of tables as TOML."""
    lines = []
    for name, entries in tables.items():
        for entry in entries:
            lines += [f"[[{name}]]", *(f"{_key(field)} = {_value(value)}" for field, value in entry.items()), ""]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _value(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def without_line(problem: str) -> str:
    """A sentence of the check without its line, which depends on how the lesson was written down."""
    told, lines = re.subn(r"^([\w./-]+), line [1-9]\d*", r"\1", problem, count=1)
    assert lines == 1, problem
    return told
