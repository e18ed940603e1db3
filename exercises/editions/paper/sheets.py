"""The two sheets that students get, as HTML texts: the worksheet and the answer sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lesson_data.content import Content
from ...questions import Question
from ...questions.glossary import terms
from ...questions.question import STANDINGS
from .drawn import DRAWN
from .markup import Paper, esc
from .numbering import Section
from .page import Look, document

_ON_A_COMPUTER = re.compile(r"\bcells?\b", re.IGNORECASE)


def worksheet(content: Content, sections: Sequence[Section], look: Look) -> str:
    """What a student works on: the preview note, the article with numbered lines, and every question with its fields."""
    paper = Paper(content)
    parts = [_front(paper, sections), _article(paper)]
    for section in sections:
        questions = "".join(_question(number, question, paper) for number, question in section.questions)
        parts.append(f'<section class="part"><h2>{esc(section.title)}</h2>{questions}</section>')
    parts.append(_glossary(paper, _explained(paper, sections)))
    return document(paper, "Worksheet", "".join(parts), look, class_id=True)


def answer_sheet(content: Content, sections: Sequence[Section], look: Look) -> str:
    """Only boxes and lines, so that one class set of worksheets serves many classes."""
    paper = Paper(content)
    how = (
        "<p>Leave the worksheet clean, and answer here. Cross letters, write letters or words. Where words of the article "
        "are asked for, copy them exactly. What you leave out counts as not answered, never as wrong.</p>"
    )
    parts = [head("Answer sheet", paper), _class_id(), how]
    for section in sections:
        answers = "".join(_answer(number, question) for number, question in section.questions)
        parts.append(f'<section class="sheet"><h2>{esc(section.title)}</h2><div class="answers">{answers}</div></section>')
    return document(paper, "Answer sheet", "".join(parts), look, class_id=True)


# The worksheet -----------------------------------------------------------------------------------
def head(sheet: str, paper: Paper) -> str:
    """The lesson and what this sheet is."""
    return f"<header><h1>{esc(paper.title)}: {esc(sheet[0].lower() + sheet[1:])}</h1></header>"


def _class_id() -> str:
    return '<p class="class-id">Class id (never your name): <span class="blank"></span></p>'


def _front(paper: Paper, sections: Sequence[Section]) -> str:
    preview = paper.content.article.about.get("preview_note", "")
    first = f'<section class="boxed"><h2>Before you read</h2><p>{esc(preview)}</p></section>' if preview else ""
    standings = "".join(f"<li><b>{name}</b>: {esc(text)}</li>" for name, text in STANDINGS.items())
    number = sections[-1].questions[-1][0] if sections else "A1"
    explained = "<li>Words with dots beneath them are explained at the end.</li>" if _explained(paper, sections) else ""
    return f"""{head("Worksheet", paper)}{_class_id()}{first}
<section class="{"how" if preview else "how short"}"><h2>How this works</h2><ul>
<li>The article comes first. P3 is its third paragraph, and every line has a number. The margin is for your marks.</li>
<li>Each question has a number, such as {number}. Answer it here, or on the answer sheet if you have one.</li>
<li>Some questions speak of cards, buttons or code cells: those are on the computer. Here, paper and pencil do.</li>
{explained}</ul>
<p>After its number, each question says what can settle it:</p><ul>{standings}</ul></section>"""


def _article(paper: Paper) -> str:
    article = paper.content.article
    about = article.about
    blocks = []
    for paragraph in article.paragraphs:
        lines = "".join(
            f'<span class="line" data-n="{line.number}">{esc(article.words_in(line.span))}</span>'
            for line in paper.lines
            if line.paragraph == paragraph.number
        )
        blocks.append(f'<div class="paragraph" data-p="P{paragraph.number}"><p>{lines}</p></div>')
    before = "".join(f'<p class="note">{esc(about[name])}</p>' for name in ("title_note", "note") if name in about)
    after = "".join(f'<p class="note">{esc(about[name])}</p>' for name in ("provenance", "rights") if name in about)
    title = esc(about.get("title", "The article"))
    return f'<section class="article"><h2>{title}</h2>{before}{"".join(blocks)}{after}</section>'


def _question(number: str, question: Question, paper: Paper) -> str:
    drawn = DRAWN[question.kind]
    look = f'<p class="look">Look at {paper.where(question.paragraphs)}.</p>' if question.paragraphs else ""
    fields = f'<p class="do">{drawn.do(question)}</p>{drawn.fields(question, paper)}'
    return (
        f'<section class="question"><h3>{title(number, question)}</h3>'
        f"{paper.prose(question.prompt)}{look}{on_paper(question)}{fields}</section>"
    )


def title(number: str, question: Question) -> str:
    """A question's number, standing and points."""
    points = f"{question.points:g} point{'' if question.points == 1 else 's'}"
    return f'<span class="number">{number}</span> <span class="about">{question.standing}, {points}</span>'


def on_paper(question: Question) -> str:
    """What to do where a question was written for the screen."""
    if question.kind == "probe":
        text = "There is no code cell on paper. Work out by hand what the function should give back for each call."
    elif _ON_A_COMPUTER.search(question.prompt):
        text = (
            "There is no code cell on paper. Count by hand, use the figures that your teacher gives you, or leave it out."
        )
    else:
        return ""
    return f'<p class="on-paper"><b>On paper:</b> {text}</p>'


def _explained(paper: Paper, sections: Sequence[Section]) -> list[str]:
    """The ids of the glossary's entries that these questions point to, in the order of their words."""
    entries = paper.content.glossary
    questions = [question for section in sections for _, question in section.questions]
    asked = terms(text for question in questions for text in _public_texts(question))
    return sorted((name for name in asked if name in entries), key=lambda name: entries[name].word)


def _glossary(paper: Paper, names: Sequence[str]) -> str:
    entries = paper.content.glossary
    rows = "".join(f"<div><dt>{esc(entries[n].word)}</dt><dd>{paper.text(entries[n].says)}</dd></div>" for n in names)
    return f'<section class="boxed glossary"><h2>Words explained</h2><dl>{rows}</dl></section>' if names else ""


def _public_texts(question: Question) -> list[str]:
    """The texts that a student sees on paper: the prompt, options, items and labels; no hints and no reason."""
    hidden = {*question.hints, question.worked}
    return [text for text in question.texts() if text not in hidden]


# The answer sheet --------------------------------------------------------------------------------
def _answer(number: str, question: Question) -> str:
    drawn = DRAWN[question.kind]
    wide = " wide" if drawn.wide else ""
    head = f'<h3 class="number">{number}</h3>'
    return f'<section class="answer{wide}">{head}<div class="boxes">{drawn.boxes(question)}</div></section>'
