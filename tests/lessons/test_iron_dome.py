"""What holds for the real lesson alone: its article, its annotations, and its parts."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

from exercises.lesson_data.content import LESSONS
from exercises.questions import grade, kinds_by_name
from exercises.text.annotations import LAYERS
from tests.each import each
from tests.shipped import lessons

FOLDER = LESSONS / "iron_dome"
SHA256 = "be63db24c4986f51212c29db8c4eb4098ade1e1d09842c47274608e70e8e9ba3"
REAL = lessons()["iron_dome"]
QUESTIONS = list(REAL.questions.values())
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def part(name: str) -> list:
    ids = next(part.ids for part in REAL.parts if part.name == name)
    return [REAL.questions[name] for name in ids]


# The article and its marks.


def test_the_article_is_the_supplied_text_byte_for_byte():
    assert hashlib.sha256((FOLDER / "article.txt").read_bytes()).hexdigest() == SHA256


def test_the_article_has_fifteen_paragraphs():
    assert len(REAL.article.paragraphs) == 15


def test_every_layer_of_the_codebook_has_marks():
    assert [layer for layer in LAYERS if not REAL.annotations.where(layer)] == []


def test_there_are_twelve_quotations_and_eleven_without_a_tag():
    assert (len(REAL.annotations.where("quotation")), len(REAL.annotations.where("quotation", known="inferred"))) == (
        12,
        11,
    )


def test_every_quotation_hangs_on_a_cue_of_the_reporters():
    cues = {mark.id for mark in REAL.annotations.where("cue", voice="reporter")}
    assert {mark["cue"] for mark in REAL.annotations.where("quotation")} <= cues


def test_voices_have_the_four_names_and_no_other():
    found = {voice for mark in REAL.annotations for voice in mark.fields.get("voice", [])}
    assert found <= {"reporter", "Gantz", "Austin", "paraphrase"}


def test_marks_have_their_layers_prefix():
    short = {"quotation": "q", "unattributed": "un", "presupposition": "pre", "typography": "typo"}
    assert [m.id for m in REAL.annotations if not m.id.startswith(f"{short.get(m.layer, m.layer)}-")] == []


def test_every_mark_says_why_in_a_note():
    assert [m.id for m in REAL.annotations if not m.fields.get("note", "").strip()] == []


# Options do not give the answer away by how they look.


def test_the_right_option_is_not_always_the_longest_or_the_first():
    choices = [q for q in QUESTIONS if q.kind == "choice"]
    longest = [q.id for q in choices if q.options[q.answer] == max(q.options.values(), key=len)]
    first = [q.id for q in choices if q.answer == next(iter(q.options))]
    places = Counter(list(q.options).index(q.answer) + 1 for q in choices)
    print(
        f"{len(choices)} choices; right option longest: {longest}; first: {first}; places: {dict(sorted(places.items()))}"
    )
    assert len(longest) <= (len(choices) + 1) // 2
    assert len(first) <= (len(choices) + 1) // 2


def test_required_options_do_not_always_come_first():
    choices = [q for q in QUESTIONS if q.kind == "choices"]
    assert any(list(q.options)[: len(q.required)] != list(q.required) for q in choices)


# The parts.


def test_sourcing_uses_at_least_eight_kinds():
    assert len({question.kind for question in part("01_sourcing")}) >= 8


def test_sourcing_has_all_three_standings():
    assert {question.standing for question in part("01_sourcing")} == {"settled", "contested", "open"}


def test_the_start_shows_every_kind():
    assert {question.kind for question in part("00_start_here")} == set(kinds_by_name())


def test_nothing_in_the_start_is_assessed():
    assert not any(question.assessed for question in part("00_start_here"))


def test_a_notebook_asks_each_of_its_questions_once_in_the_files_order():
    for noted, part in each({part.name: part for part in REAL.parts}):
        with noted:
            cells = json.loads((NOTEBOOKS / f"{part.name}.ipynb").read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
            assert re.findall(r'lesson\.ask\("([^"]*)"\)', code) == list(part.ids)


def test_quoting_a_whole_paragraph_does_not_support_one_reading():
    question = REAL.questions["whose-labels"]
    quoted = {"choice": "reporter", "quotes": [REAL.article.paragraph(2).text]}
    assert grade(question, quoted).points < question.points
