"""What each kind of exercise looks like on paper: what to do, the worksheet's fields, the answer sheet's boxes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .markup import Paper, esc
from .numbering import lettered, span_of
from .rows import labels_of

# A class writes about this many words on one ruled line.
_WORDS_A_LINE = 9
_BOX = '<span class="box"></span>'
_RULE = '<div class="rule"></div>'


@dataclass(frozen=True)
class Drawn:
    """A kind on paper. ``wide`` says that its place on the answer sheet needs the whole width of the page."""

    do: Callable[[Any], str]
    fields: Callable[[Any, Paper], str]
    boxes: Callable[[Any], str]
    wide: bool = False


def options(texts: dict[str, str], paper: Paper) -> str:
    """Lettered options, each with a box to cross."""
    return _lettered_list(texts, paper, _BOX)


def _lettered_list(texts: dict[str, str], paper: Paper, box: str = "") -> str:
    rows = [f"<li>{box}<b>{one}</b> <span>{paper.text(texts[name])}</span></li>" for one, name in lettered(texts).items()]
    return f'<ul class="options">{"".join(rows)}</ul>'


def letters(texts: Iterable[str]) -> str:
    """A letter for each option, to cross on the answer sheet."""
    return "".join(f'<span class="pick">{one}</span>' for one in lettered(texts))


def rules(count: int) -> str:
    """Ruled lines to write on."""
    return f'<div class="rules">{_RULE * count}</div>'


# Tables and orders -------------------------------------------------------------------------------
def _table(question: Any, paper: Paper) -> str:
    by_letter, columns = labels_of(question), question.columns
    legend = "".join(
        f"<li>{f'<strong>{paper.text(text)}</strong> ' if text else ''}"
        + " ".join(
            f'<span class="label"><b>{one}</b> {paper.text(labels[label])}</span>'
            for one, (own, label) in by_letter.items()
            if own == column
        )
        + "</li>"
        for column, (text, labels) in columns.items()
    )
    heads = "".join(f'<th scope="col">{paper.text(text) or "letter"}</th>' for text, _ in columns.values())
    cells = f'<td class="cell">{_BOX}</td>' * len(columns)
    rows = "".join(
        f'<tr><td class="row">{n}</td><th scope="row">{paper.text(text)}</th>{cells}</tr>'
        for n, text in enumerate(question.items.values(), 1)
    )
    ledger = " ledger" if question.is_ledger else ""
    head = f'<thead><tr><th scope="col">no.</th><th scope="col">what</th>{heads}</tr></thead>'
    return f'<ul class="legend">{legend}</ul><table class="match{ledger}">{head}<tbody>{rows}</tbody></table>'


def _table_boxes(question: Any) -> str:
    boxes = _BOX * len(question.columns)
    return "".join(f'<span class="cellbox"><b>{n}</b>{boxes}</span>' for n in range(1, len(question.items) + 1))


def _ordered(question: Any, paper: Paper) -> str:
    items = {item["id"]: item["text"] for item in question.public()["items"]}
    return f'{_lettered_list(items, paper)}<p class="boxes">{_order_boxes(question)}</p>'


def _order_boxes(question: Any) -> str:
    return f"first {_BOX * len(question.items)} last"


# Words of the article ----------------------------------------------------------------------------
def _labels(question: Any, paper: Paper) -> str:
    if len(question.labels) == 1:
        return ""
    names = "".join(
        f'<span class="label"><b>{one}</b> {paper.text(question.labels[label])}</span> '
        for one, label in lettered(question.labels).items()
    )
    return f'<p class="legend">{names}</p>'


def _places(question: Any) -> str:
    labelled = len(question.labels) > 1
    # As many rows whatever the key holds: their number must not tell how many places there are.
    count = min(10, max(4, 2 * len(question.labels), len(question.paragraphs) + 2))
    heads = ('<th scope="col" class="short">letter</th>' if labelled else "") + '<th scope="col" class="short">line</th>'
    row = "<tr>" + "<td></td>" * (3 if labelled else 2) + "</tr>"
    head = f'<thead><tr>{heads}<th scope="col">words</th></tr></thead>'
    return f'<table class="places">{head}<tbody>{row * count}</tbody></table>'


def _quotes(question: Any) -> str:
    return "".join(
        f'<div class="quote"><span>exact words{f" {n}" if question.quotes > 1 else ""}</span>{_RULE * 2}</div>'
        for n in range(1, question.quotes + 1)
    )


def _how_to_mark(question: Any) -> str:
    letter_too = " and write the letter beside them" if len(question.labels) > 1 else ""
    return f"Mark the words in the article{letter_too}. On the answer sheet, give the line and the words."


# Writing -----------------------------------------------------------------------------------------
def _source(question: Any, _: Paper) -> str:
    source = f"<blockquote>{esc(question.source)}</blockquote>" if question.source else ""
    return source + rules(_lines_for(question.max_words))


def _lines_for(words: float) -> int:
    return max(2, math.ceil(words / _WORDS_A_LINE) + 1)


def _calls(question: Any, _: Paper) -> str:
    rows = "".join(
        f'<li><b>{n}</b> <code>{esc(call)}</code> gives <span class="blank"></span></li>'
        for n, call in enumerate(question.public()["calls"], 1)
    )
    return f'<ul class="options calls">{rows}</ul>'


def _call_boxes(question: Any) -> str:
    numbers = range(1, len(question.calls) + 1)
    return "".join(f'<span class="cellbox"><b>{n}</b><span class="blank"></span></span>' for n in numbers)


def _unit(question: Any) -> str:
    return f'<p class="boxes"><span class="blank"></span> {esc(question.unit)}</p>'


DRAWN = {
    "choice": Drawn(lambda _: "Cross one box.", lambda q, p: options(q.options, p), lambda q: letters(q.options)),
    "choices": Drawn(
        lambda _: "Cross every box that fits.", lambda q, p: options(q.options, p), lambda q: letters(q.options)
    ),
    "match": Drawn(lambda q: f"Write one letter, {span_of(labels_of(q))}, in each box.", _table, _table_boxes),
    "order": Drawn(lambda _: "Write the letters in order.", _ordered, _order_boxes),
    "number": Drawn(lambda _: "Write a number.", lambda q, _: _unit(q), _unit),
    "phrase": Drawn(lambda _: "Write the words.", lambda _q, _p: rules(1), lambda _: rules(1)),
    "spans": Drawn(_how_to_mark, _labels, _places, wide=True),
    "evidence": Drawn(
        lambda q: "Cross one box, and copy exact words of the article" + (f", {q.quotes} times." if q.quotes > 1 else "."),
        lambda q, p: options(q.options, p) + _quotes(q),
        lambda q: letters(q.options) + _quotes(q),
        wide=True,
    ),
    "rewrite": Drawn(
        lambda q: f"Write {q.min_words} to {q.max_words} words.",
        _source,
        lambda q: rules(_lines_for(q.max_words)),
        wide=True,
    ),
    "probe": Drawn(lambda _: "Write what each call gives.", _calls, _call_boxes),
    "reflection": Drawn(
        lambda q: f"Write at least {q.min_words} word{'' if q.min_words == 1 else 's'}.",
        lambda q, _: rules(_lines_for(2 * q.min_words)),
        lambda q: rules(_lines_for(2 * q.min_words)),
        wide=True,
    ),
}
