"""The attribution finder: on sentences made up for each construction, on the kit's own article, and on odd input."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from exercises.lesson_data.content import lesson_folder, read_lesson
from exercises.text.attribution import Attribution, attributions
from tests.each import each

PACKAGE = Path(__file__).parents[2] / "exercises" / "text" / "attribution"

# Each text, and of each attribution in it: source, cue, content, kind. "…" joins the pieces of one part.
CONSTRUCTIONS = {
    "direct, with the tag last": (
        "“The pool is warm at last,” coach Sam Pell said.",
        [("coach Sam Pell", "said", "“The pool is warm at last,”", "direct")],
    ),
    "direct, with the tag turned round and an apposition": (
        '"We counted every ballot twice," said Dora Finch, the town clerk.',
        [("Dora Finch, the town clerk", "said", '"We counted every ballot twice,"', "direct")],
    ),
    "direct, broken by its tag": (
        "“The bridge is safe,” the mayor said. “It was built to last.”",
        [("the mayor", "said", "“The bridge is safe,” … “It was built to last.”", "direct")],
    ),
    "indirect": (
        "The principal said that lunch would be longer next year.",
        [("The principal", "said", "that lunch would be longer next year", "indirect")],
    ),
    "mixed": (
        "Mayor Ann Ortiz said the new plan was “a gift to drivers” and would cost too much.",
        [("Mayor Ann Ortiz", "said", "the new plan was “a gift to drivers” and would cost too much", "mixed")],
    ),
    "a pronoun": (
        "“I never saw the letter,” she said.",
        [("she", "said", "“I never saw the letter,”", "direct")],
    ),
    "a group": (
        "Residents say the trucks wake them at night.",
        [("Residents", "say", "the trucks wake them at night", "indirect")],
    ),
    "according to": (
        "The fire began in the kitchen, according to the fire department.",
        [("the fire department", "according to", "The fire began in the kitchen", "indirect")],
    ),
    "according to, first": (
        "According to the report, three wells were dry by June.",
        [("the report", "According to", "three wells were dry by June", "indirect")],
    ),
    "two cues of one source": (
        "The coach said the team was tired and added that nobody would quit.",
        [
            ("The coach", "said", "the team was tired", "indirect"),
            ("The coach", "added", "that nobody would quit", "indirect"),
        ],
    ),
}
MARKS = ["“”", '""', "‘’", "„“", "«»", ("``", "''"), "””"]


def parts(text: str, spans) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


@pytest.fixture(scope="module")
def lesson():
    return read_lesson(lesson_folder("iron_dome"))


def test_each_construction_is_found_with_its_source_cue_and_content():
    for noted, (text, wanted) in each(CONSTRUCTIONS):
        with noted:
            found = [
                (parts(text, a.source), parts(text, a.cue), parts(text, a.content), a.kind) for a in attributions(text)
            ]
            assert found == wanted


def test_every_kind_of_mark_gives_the_same_attribution():
    for noted, (opening, closing) in each({f"{a}{b}": (a, b) for a, b in MARKS}):
        with noted:
            text = f"{opening}The roof will hold this winter,{closing} the builder said."
            (found,) = attributions(text)
            assert (parts(text, found.source), parts(text, found.cue), found.kind) == ("the builder", "said", "direct")
            assert parts(text, found.content) == text.removesuffix(" the builder said.")


def test_a_quotation_goes_on_over_paragraphs_and_where_a_mark_is_missing():
    rest = "Then we went home and slept for a whole day."
    for noted, last in each({one: one for one in (f"“{rest}”", f"“{rest}", f"{rest}”")}):
        with noted:
            text = f"“The water came at night,” Lena Ortiz said.\n\n“We carried the children up the hill.”\n\n{last}"
            (found,) = attributions(text)
            assert parts(text, found.speaker) == "Lena Ortiz"
            assert "up the hill" in parts(text, found.content)
            assert "slept for a whole day" in parts(text, found.content)


def test_a_pronoun_speaks_for_the_last_name():
    text = "Sam Pell said the tiles were old. “They came off in my hands,” he said."
    assert [parts(text, one.speaker) for one in attributions(text)] == ["Sam Pell", "Sam Pell"]


def test_all_quotations_of_the_kits_own_article_have_the_speaker_that_the_annotations_give(lesson):
    text = lesson.article.text
    found = attributions(text)
    quotations = list(lesson.annotations.where("quotation"))
    assert len(quotations) == 12
    for quotation in quotations:
        owners = {
            parts(text, one.speaker).split()[-1]
            for one in found
            for span in one.content
            if span.overlap(quotation.place) > 0.9 * len(quotation.place)
        }
        assert owners == {quotation["speaker"]}, text[quotation.place.start : quotation.place.end]


def test_odd_texts_end_well_and_every_span_is_inside_its_text(lesson):
    chance = random.Random(4)
    odd = {
        "empty": "",
        "white space": " \n\n\t",
        "one word": "Said",
        "marks alone": "”“\"''``«„’‘ \n\n “",
        "one long word": "said" * 20_000,
        "like a binary file": "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(5_000)),
        "marks and words by chance": "".join(
            chance.choice(["said ", "“", "”", '"', "’", "Ann ", ", ", ". ", "\n\n", "according to "]) for _ in range(5_000)
        ),
        "20,000 words": "\n\n".join([lesson.article.text] * 33),
    }

    for noted, text in each(odd):
        with noted:
            for one in (found := attributions(text)):
                for spans in (one.source, one.cue, one.content, one.speaker):
                    assert all(0 <= span.start < span.end <= len(text) for span in spans)
                    assert all(left.end <= right.start for left, right in pairwise(spans))
                assert 0 <= one.doubt <= 1
            assert any(c.isalnum() for c in text) or not found


def test_the_same_text_gives_the_same_attributions(lesson):
    first = attributions(lesson.article.text)
    attributions("“Other words,” she said.")
    assert attributions(lesson.article.text) == first
    assert all(isinstance(one, Attribution) for one in first)


def test_what_was_learned_stays_small_and_readable_and_the_code_short():
    model = (PACKAGE / "model.tsv").read_bytes()
    assert len(model) <= 200_000
    assert model.decode("utf-8").isprintable() or set("\n\t") >= {c for c in model.decode("utf-8") if not c.isprintable()}
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.glob("*.py")) < 500
