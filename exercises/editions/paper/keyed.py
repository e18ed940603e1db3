"""What the teacher's key says of each kind of exercise: every answer that is accepted, and how open ones are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...text.article import Span
from .markup import Paper, esc
from .numbering import letter_of
from .rows import labels_of


def _list(rows: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


def _option(texts: dict[str, str], option: str, paper: Paper) -> str:
    return f"<b>{letter_of(list(texts), option)}</b> {paper.text(texts[option])}"


def _choices(question: Any, paper: Paper) -> str:
    tiers = [("to cross", question.required), ("may be crossed, and counts for nothing", question.allowed)]
    return "".join(
        f"<p>{what}:</p>{_list(_option(question.options, one, paper) for one in tier)}" for what, tier in tiers if tier
    )


def _match(question: Any, paper: Paper) -> str:
    letters = {pair: one for one, pair in labels_of(question).items()}
    rows = []
    for n, (item, text) in enumerate(question.items.items(), 1):
        cells = [
            " or ".join(
                f"<b>{letters[column, label]}</b> {paper.text(labels[label])}" for label in question.accepted[item, column]
            )
            for column, (_, labels) in question.columns.items()
        ]
        rows.append(f"<b>{n}</b> {paper.text(text)}: {'; '.join(cells)}")
    return f'<ul class="plain">{"".join(f"<li>{row}</li>" for row in rows)}</ul>'


def _order(question: Any, paper: Paper) -> str:
    printed = {item["id"]: item["text"] for item in question.public()["items"]}
    rows = [" / ".join(_option(printed, item, paper) for item in group) for group in question.groups]
    either = "<p>Those with a stroke between them may stand either way round.</p>" if len(rows) < len(printed) else ""
    return f"<ol>{''.join(f'<li>{row}</li>' for row in rows)}</ol>{either}"


def _number(question: Any, _: Paper) -> str:
    slack = f", give or take {question.describe(question.tolerance)}" if question.tolerance else ""
    return f"<p>{esc(question.describe(question.target))}{slack}</p>"


def _spans(question: Any, paper: Paper) -> str:
    parts = []
    for label, gold in question.gold.items():
        parts.append(f"<p>{_option(question.labels, label, paper)}</p>")
        if gold.required:
            parts.append(_list(_place(extents, question, paper) for extents in gold.required))
        if gold.allowed:
            what = "counts for nothing if marked" if _any_required(question) else "counts if marked"
            parts.append(f"<p>{what}: {'; '.join(_words(span, question, paper) for span in _widest(gold.allowed))}</p>")
    return "".join(parts)


def _place(extents: Sequence[Span], question: Any, paper: Paper) -> str:
    longest = max(extents, key=len)
    shorter = f", or a part of it such as “{esc(question.article.words_in(min(extents, key=len)))}”"
    return _words(longest, question, paper) + (shorter if len(extents) > 1 else "")


def _widest(spans: Iterable[Span]) -> list[Span]:
    """The spans without those that lie inside another one."""
    own = set(spans)
    return sorted(s for s in own if not any(s.overlap(other) == len(s) for other in own - {s}))


def _any_required(question: Any) -> bool:
    return any(gold.required for gold in question.gold.values())


def _words(span: Span, question: Any, paper: Paper) -> str:
    return f"“{esc(question.article.words_in(span))}” ({paper.line_of(span)})"


def _evidence(question: Any, paper: Paper) -> str:
    note = "<p>Every listed reading, with words that fit it; the reading alone decides nothing.</p>"
    return note + "".join(
        f"<p>{_option(question.options, option, paper)}</p>{_list(_words(span, question, paper) for span in spans)}"
        for option, spans in question.listed.items()
    )


def _samples(question: Any, paper: Paper) -> str:
    texts = "".join(f"<blockquote>{esc(sample)}</blockquote>" for sample in question.samples)
    levels = [f"level {n}: {paper.text(text)}" for n, text in enumerate(question.rubric, 1)]
    return f"<p>For example:</p>{texts}" + (f"<p>Your rubric:</p>{_list(levels)}" if levels else "")


def _probe(question: Any, _: Paper) -> str:
    slack = f"<p>Each may be off by {question.tolerance:g}.</p>" if question.tolerance else ""
    return _list(f"<code>{esc(line)}</code>" for line in question.describe_model_answer().splitlines()) + slack


KEYED: dict[str, Callable[[Any, Paper], str]] = {
    "choice": lambda q, p: f"<p>{_option(q.options, q.answer, p)}</p>",
    "choices": _choices,
    "match": _match,
    "order": _order,
    "number": _number,
    "phrase": lambda q, _: f"<p>{' or '.join(f'“{esc(words)}”' for words in q.accept)}</p>",
    "spans": _spans,
    "evidence": _evidence,
    "rewrite": _samples,
    "probe": _probe,
    "reflection": _samples,
}
