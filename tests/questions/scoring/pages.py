"""A small made-up page for tests of written texts: two speakers, one who is only spoken about, and the reporter."""

from __future__ import annotations

from exercises.questions import Context
from exercises.questions.result import Notice
from exercises.questions.scoring.page import Page
from exercises.text.annotations import Annotations, read_annotations
from exercises.text.article import Article
from tests import library

TEXT = """Ada Reed met Ben Moss on Monday, as the town waits for a new bridge.

Reed praised the builders, saying 1,400 people had crossed in two days of wild joy.

“Our bridge carries over 1,400 people a day. It will prevent or delay the next traffic jam.”

Moss said the river remains a “quiet neighbor”, and stressed support for a ferry.

“We fully support your town. The mayor has promised hundreds of lamps.”
"""
OWNERS = {
    "Reed": {"names": ["Ada Reed", "Reed", "the builder"], "pronoun": "she"},
    "Moss": {"names": ["Ben Moss", "Moss", "the ferryman"], "pronoun": "he", "apart": ["Moss street"]},
    "Mayor": {"names": ["the mayor"], "pronoun": "she"},
    "reporter": {"names": ["the article", "the reporter"]},
}
SAID = Notice("Seen: {words}.", "What of {words}?")
_QUOTED = [("q-p3", 3, "Reed"), ("q-p5", 5, "Moss")]
_CUES = [("cue-p2", 2, "saying", "Reed"), ("cue-p4", 4, "said", "Moss")]


def page(folder) -> Page:
    """The page, with its annotations read from a file in this folder."""
    article = Article(TEXT, {"owners": OWNERS})
    paragraphs = TEXT.strip().split("\n\n")
    quotations = [
        {"id": name, "paragraph": number, "exact": paragraphs[number - 1], "speaker": speaker}
        | {"confidence": "clear", "known": "inferred", "cue": "cue", "because": "It follows."}
        for name, number, speaker in _QUOTED
    ]
    quotations.append(quotations[1] | {"id": "q-p4", "paragraph": 4, "exact": "“quiet neighbor”"})
    cues = [
        {"id": name, "paragraph": number, "exact": exact, "source": source, "voice": ["reporter"]}
        | {"confidence": "clear", "type": "neutral", "place": "narration"}
        for name, number, exact, source in _CUES
    ]
    path = folder / "annotations.toml"
    path.write_text(library.toml({"quotation": quotations, "cue": cues}), encoding="utf-8")
    annotations, problems = read_annotations(path, article)
    assert problems == []
    assert isinstance(annotations, Annotations)
    return Page(article, annotations)


def context(folder) -> Context:
    """What a question on the page is built from."""
    made = page(folder)
    return Context(made.article, made.annotations)
