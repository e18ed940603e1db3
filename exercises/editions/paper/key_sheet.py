"""The teacher's key as an HTML text: a file of its own, that says at its top for whom it is."""

from __future__ import annotations

from collections.abc import Sequence

from ...lesson_data.content import Content
from ...questions import Question
from ...questions.glossary import unmarked
from .keyed import KEYED
from .markup import Paper, esc
from .numbering import Section
from .page import Look, document
from .sheets import head, on_paper, title
from .typed import write_typed


def teachers_key(content: Content, sections: Sequence[Section], look: Look) -> str:
    """For teachers: every accepted answer with its reason, the hints, and how each answer is typed in. Needs the keys."""
    paper = Paper(content)
    about = content.article.about
    notes = "".join(f"<p>{esc(about[name])}</p>" for name in ("typography_note",) if name in about)
    parts = [
        '<p class="teachers">For teachers: not for students</p>',
        head("Teacher's key", paper),
        _for_teachers(),
        notes,
    ]
    parts.append(_figures(paper, sections))
    for section in sections:
        entries = "".join(_key(number, question, paper) for number, question in section.questions)
        parts.append(f'<section class="part"><h2>{esc(section.title)}</h2>{entries}</section>')
    return document(paper, "Teacher's key", "".join(parts), look)


def _for_teachers() -> str:
    return (
        "<ul><li>Letters and row numbers are those on the worksheet. The line “typed” shows how <code>enter-paper</code> "
        "takes the answer; it grades what is typed with the same function as the cards.</li>"
        "<li>Contested questions are graded on the evidence: another reading with exact words earns part, and no reading "
        "earns nothing. Open ones are yours to read.</li>"
        "<li>Blank is not wrong: it is not graded.</li></ul>"
    )


def _figures(paper: Paper, sections: Sequence[Section]) -> str:
    needing = [n for section in sections for n, question in section.questions if on_paper(question)]
    quoted = paper.content.figures.quoted
    if not needing:
        return ""
    total = sum(quoted.values())
    counts = "; ".join(f"{esc(who)} {words} of {total} quoted words" for who, words in quoted.items())
    return (
        f'<section class="boxed"><h2>Without a computer</h2><p>These questions count with code on the screen: '
        f"{', '.join(needing)}. Put the figures that you want used on the board, or leave the questions out. "
        f"{counts}. The article has {len(paper.content.article.text.split())} words.</p></section>"
    )


def _key(number: str, question: Question, paper: Paper) -> str:
    glossary = paper.content.glossary
    right = question.model_answer()
    typed = f'<p class="typed">typed: <code>{esc(write_typed(question, right))}</code></p>' if _short(question) else ""
    worked = f"<p><b>Why:</b> {paper.text(unmarked(question.worked, glossary))}</p>" if question.worked else ""
    hints = "".join(f"<li>{paper.text(unmarked(hint, glossary))}</li>" for hint in question.hints)
    told = f'<p class="lead"><b>Hints</b>, one at a time:</p><ol>{hints}</ol>' if hints else ""
    assessed = ", assessed" if question.assessed else ""
    prompt = paper.text(unmarked(question.prompt, glossary).split("\n\n")[0])
    return (
        f'<section class="question key"><h3>{title(number, question)} <span class="about">· {question.kind}{assessed}, '
        f'{esc(question.id)}</span></h3><p class="lead">{prompt}</p>'
        f'<div class="accepted">{typed}{KEYED[question.kind](question, paper)}</div>{worked}{told}</section>'
    )


def _short(question: Question) -> bool:
    """Whether the typed form says more than the answer itself."""
    return question.kind in ("choice", "choices", "match", "order")
