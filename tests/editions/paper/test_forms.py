"""Forms on paper: a kind declares which it has, and a new kind needs no change here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from exercises.editions.paper.forms import PAGES, key_form, lines_for, pages, places_to_fill, widest
from exercises.editions.paper.key_sheet import teachers_key
from exercises.editions.paper.markup import Paper
from exercises.editions.paper.numbering import sections
from exercises.editions.paper.page import Look
from exercises.editions.paper.sheets import answer_sheet, worksheet
from exercises.editions.paper.typed import read_typed, write_typed
from exercises.lesson_data.content import read_lesson
from exercises.questions import Question, kinds_by_name
from exercises.questions.question import shown
from exercises.text.article import Span
from tests import library


@pytest.mark.parametrize(("folder", "declared"), [("sheet_forms", "sheet_form"), ("key_forms", "key_form")])
def test_every_kind_has_its_template_and_no_template_is_without_a_kind(folder, declared):
    assert {getattr(kind, declared) for kind in kinds_by_name().values()} == {
        path.stem for path in (PAGES / folder).iterdir()
    }


# What the key says of the library's questions, by hand.
KEY = {
    "choice": "<p><b>a</b> On Monday</p>",
    "choices": "<p>to cross:</p><ul><li><b>e</b> Ruth Okafor</li><li><b>c</b> Tom Reyes</li></ul>"
    "<p>may be crossed, and counts for nothing:</p><ul><li><b>a</b> The town</li></ul>",
    "match": '<ul class="plain"><li><b>1</b> The third paragraph: <b>a</b> Okafor</li>'
    "<li><b>2</b> The fifth paragraph: <b>b</b> Reyes</li></ul>",
    "number": "<p>5 paragraphs</p>",
    "phrase": "<p>“over” or “over 900”</p>",
    "probe": "<ul><li><code>share(1, 2) → 0.5</code></li><li><code>share(3, 12) → 0.25</code></li></ul>"
    "<p>Each may be off by 0.001.</p>",
    # In lines of 53 characters the paragraphs before the last fill 2, 3, 3 and 2: the last one starts at line 11.
    "evidence": "<p>Every listed reading, with words that fit it; the reading alone decides nothing.</p>"
    "<p><b>a</b> The work</p><ul><li>“ten months of repairs” (lines 1–2)</li>"
    "<li>“worked through the winter” (line 11)</li></ul>"
    "<p><b>b</b> The joy</p><ul><li>“praised” (line 3)</li></ul>",
    "reflection": "<p>For example:</p><blockquote>I noticed the chairs.</blockquote><p>Your rubric:</p><ul>"
    "<li>level 1: One word.</li><li>level 2: A sentence.</li><li>level 3: A sentence with a reason.</li></ul>",
}


@pytest.mark.parametrize("kind", KEY)
def test_the_key_says_what_is_accepted(kind, content):
    question = content.questions[f"a-{kind}"]
    assert key_form(question).accepted(Paper(content), question) == KEY[kind]


@dataclass(frozen=True, kw_only=True)
class Stance(Question):
    """A kind that nobody in the paper edition has heard of: options to cross, and a sample for an answer."""

    kind: ClassVar[str] = "stance"
    sheet_form: ClassVar[str] = "boxes"
    key_form: ClassVar[str] = "samples"
    typed_form: ClassVar[str] = "letters"

    choices: dict[str, str]
    samples: tuple[str, ...] = ("Either will do.",)
    rubric: tuple[str, ...] = ()

    def normalize(self, answer):
        return answer

    def public(self):
        return {"options": shown(self.choices)}

    def model_answer(self):
        return list(self.choices)


@pytest.fixture
def content(tmp_path):
    """The library's lesson with one more question, of a kind of its own."""
    content = read_lesson(library.write_lesson(tmp_path / "library"), keys=True)
    stance = Stance(id="a-stance", standing="settled", prompt="Which?", choices={"no": "Never <b>", "yes": "Always"})
    (part,) = content.parts
    return replace(
        content, questions=content.questions | {stance.id: stance}, parts=(replace(part, ids=(*part.ids, stance.id)),)
    )


def test_a_new_kind_is_printed_and_typed_in_by_the_forms_that_it_declares(content):
    asked = sections(content)
    (number,) = [number for section in asked for number, question in section.questions if question.id == "a-stance"]
    page = worksheet(content, asked, Look(""))
    entry = page[page.index(f'<span class="number">{number}<') :]
    assert '<p class="do">Cross every box that fits.</p>' in entry
    assert '<b>a</b> <span>Never &lt;b&gt;</span></li><li><span class="box"></span><b>b</b> <span>Always</span>' in entry
    sheet = answer_sheet(content, asked, Look(""))
    picks = '<div class="boxes"><span class="pick">a</span><span class="pick">b</span></div></section></div></section>'
    assert f'<h3 class="number">{number}</h3>{picks}' in sheet
    key = teachers_key(content, asked, Look(""))
    assert '<p class="typed">typed: <code>a b</code></p><p>For example:</p><blockquote>Either will do.' in key
    stance = content.questions["a-stance"]
    assert read_typed(stance, "ba") == ["yes", "no"]
    assert write_typed(stance, ["yes"]) == "b"


def test_a_lessons_text_is_drawn_with_its_marks_and_everything_else_is_escaped(content):
    inline = pages().get_template("text.html").module.inline
    text = "A *short & <b>* text, `a < b`, [[nothing|words]] it's"
    wanted = "A <em>short &amp; &lt;b&gt;</em> text, <code>a &lt; b</code>, words it&#39;s"
    assert inline(Paper(content), text) == wanted


def test_the_unit_of_a_number_is_escaped_in_the_key_wherever_it_stands(context):
    number = library.make("number", context, unit="<i>", tolerance=1)
    assert key_form(number).accepted(None, number) == "<p>5 &lt;i&gt;, give or take 1 &lt;i&gt;</p>"


# Nine words a line, one line more than they fill, and two at least: 9 → 1 + 1; 10 → 2 + 1; 18 → 2 + 1; 19 → 3 + 1.
@pytest.mark.parametrize(("words", "lines"), [(1, 2), (9, 2), (10, 3), (18, 3), (19, 4)])
def test_ruled_lines_are_as_many_as_the_words_take(words, lines):
    assert lines_for(words) == lines


# The most of 4, twice the labels, and the paragraphs and 2; 10 at most.
@pytest.mark.parametrize(
    ("labels", "paragraphs", "rows"),
    [(1, 0, 4), (2, 2, 4), (2, 3, 5), (3, 0, 6), (5, 0, 10), (6, 0, 10), (1, 8, 10), (1, 9, 10)],
)
def test_rows_for_places_depend_on_what_is_asked_alone(labels, paragraphs, rows):
    assert places_to_fill({"labels": [{}] * labels, "paragraphs": (1,) * paragraphs}) == rows


def test_a_place_inside_another_is_named_with_it():
    assert widest([Span(5, 9), Span(0, 4), Span(6, 8), Span(3, 5)]) == [Span(0, 4), Span(3, 5), Span(5, 9)]
