"""match: a label for every item; also grids, and ledgers with several columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import InvalidAnswer
from ..declare import Fields
from ..fields import Table, member
from ..question import FITS, NOT_YET, Context, Question, shown
from ..result import Notice, Score, labeled
from ..sampling import Cells
from .choice import option_id

# The only column of a match that is not a ledger.
PLAIN = ""

_COLUMN = declare.table("a column", {"text": declare.text("its heading"), "labels": declare.options("its labels")})


@dataclass(frozen=True, kw_only=True)
class Match(Question):
    """Each cell (item and column) has a set of acceptable labels; the earned share is that of the right cells.

    Answer: {item: label}, or for a ledger {item: {column: label}}. Empty cells earn nothing and are named as empty.
    """

    kind: ClassVar[str] = "match"
    sheet_form: ClassVar[str] = "table"
    key_form: ClassVar[str] = "table"
    typed_form: ClassVar[str] = "rows"
    asked_fields: ClassVar[Fields] = {
        "items": declare.options("ids and texts: the rows"),
        "labels": declare.options("ids and texts; not with columns").optional,
        "columns": declare.by_name("for a ledger, a table for each column", _COLUMN).optional,
    }
    key_fields: ClassVar[Fields] = {
        "answer": declare.anything("for each row its label or labels; for a ledger a table", type="object").optional,
        "answer_from": declare.text("in place of answer: the annotation field to read it from").optional,
        "annotations": declare.options("with answer_from: for each row the id of an annotation").optional,
        "feedback": declare.pairs("a pair for each row or row.column; add .label for one wrong label"),
    }
    comparable: ClassVar[bool] = True
    in_lesson_words: ClassVar[bool] = True

    items: dict[str, str]
    columns: dict[str, tuple[str, dict[str, str]]]
    accepted: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    feedback: dict[str, Notice] = field(default_factory=dict)

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        if "columns" not in table:
            return {"items": table.options("items"), "columns": {PLAIN: ("", table.options("labels"))}}
        columns = {}
        for name, column in table.need("columns", dict).items():
            own = Table(column if isinstance(column, dict) else {}, _COLUMN.names, f"question.columns.{name}")
            columns[name] = (own.need("text", str), own.options("labels"))
        return {"items": table.options("items"), "columns": columns}

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        items, columns = asked["items"], asked["columns"]
        cells = [(item, column) for item in items for column in columns]
        answer = _from_annotations(table, context) if "answer_from" in table else table.need("answer", dict)
        for item in answer:
            member(item, items, "an item of the answer")
        accepted = {cell: _labels(answer, *cell, columns[cell[1]][1]) for cell in cells}
        wanted = [_name(*cell) for cell in cells]
        single = [
            f"{_name(*cell)}.{label}" for cell in cells for label in columns[cell[1]][1] if label not in accepted[cell]
        ]
        return {"accepted": accepted, "feedback": table.feedback(wanted, single)}

    def normalize(self, answer: Any) -> dict[str, Any] | None:
        if answer is None:
            return None
        if not isinstance(answer, dict):
            raise InvalidAnswer("This question takes a label for each row, as {row: label}.")
        plain: dict[str, dict[str, str]] = {}
        for item, given in answer.items():
            if item not in self.items:
                raise InvalidAnswer(f"“{str(item)[:60]}” is not one of the rows: {', '.join(self.items)}.")
            cells = given if isinstance(given, dict) else {next(iter(self.columns)): given}
            for column, label in cells.items():
                if column not in self.columns:
                    raise InvalidAnswer(f"“{str(column)[:60]}” is not one of the columns.")
                if label is None or label == "":
                    continue
                if not isinstance(label, str):
                    raise InvalidAnswer(f"The row “{item}” needs one of its labels.")
                plain.setdefault(item, {})[column] = option_id(label, self.columns[column][1])
        if not plain:
            return None
        return plain if self.is_ledger else {item: cells[PLAIN] for item, cells in plain.items()}

    @property
    def is_ledger(self) -> bool:
        """Whether the question has named columns."""
        return PLAIN not in self.columns

    def _cell(self, answer: dict[str, Any], item: str, column: str) -> str | None:
        given = answer.get(item)
        return given.get(column) if isinstance(given, dict) else given

    def score(self, answer: dict[str, Any]) -> Score:
        given = {cell: self._cell(answer, *cell) for cell in self.accepted}
        wrong = [(cell, label) for cell, label in given.items() if label and label not in self.accepted[cell]]
        empty = sum(1 for label in given.values() if not label)
        right = len(given) - len(wrong) - empty
        notices = [self._about(cell, label) for cell, label in wrong]
        notices.insert(0, Notice(f"{right} of {len(given)} fit so far." if wrong or empty else "Every one of them fits."))
        if empty:
            notices.append(Notice(f"{empty} {'is' if empty == 1 else 'are'} still empty.", "Fill them in and check again."))
        return Score(right / len(given), tuple(notices))

    def where(self, answer: dict[str, Any]) -> dict[str, str]:
        given = {cell: self._cell(answer, *cell) for cell in self.accepted}
        return {_name(*cell): FITS if label in self.accepted[cell] else NOT_YET for cell, label in given.items() if label}

    def counted(self, answer: dict[str, Any]) -> str:
        right = sum(1 for found in self.where(answer).values() if found == FITS)
        return f"{right} of {len(self.accepted)} {'cells' if self.is_ledger else 'rows'}"

    def _about(self, cell: tuple[str, str], label: str) -> Notice:
        name = _name(*cell)
        pair = self.feedback.get(f"{name}.{label}", self.feedback[name])
        return Notice(pair.noticed, pair.next, self._cell_text(*cell))

    def _cell_text(self, item: str, column: str) -> str:
        text = self.columns[column][0]
        return self.items[item] + (f" · {text}" if text else "")

    def public(self) -> dict[str, Any]:
        columns = [{"id": name, "text": text, "labels": shown(labels)} for name, (text, labels) in self.columns.items()]
        return {"items": shown(self.items), "columns": columns}

    def model_answer(self) -> dict[str, Any]:
        return self._answer({cell: labels[0] for cell, labels in self.accepted.items()})

    def _answer(self, given: dict[tuple[str, str], str]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for (item, column), label in given.items():
            if self.is_ledger:
                answer.setdefault(item, {})[column] = label
            else:
                answer[item] = label
        return answer

    def known_errors(self) -> list[tuple[Any, Notice]]:
        best = {cell: labels[0] for cell, labels in self.accepted.items()}
        return [(self._answer({**best, cell: label}), self._about(cell, label)) for cell, label in self._wrong()]

    def _wrong(self) -> list[tuple[tuple[str, str], str]]:
        return [
            (cell, label)
            for cell, labels in self.accepted.items()
            for label in self.columns[cell[1]][1]
            if label not in labels
        ]

    def sampling(self) -> Cells:
        return Cells(self.accepted, tuple(self._wrong()), self._answer)

    def responses_by_unit(self, answer: dict[str, Any]) -> dict[str, str]:
        return {
            self._cell_text(item, column): labels[label]
            for item in self.items
            for column, (_, labels) in self.columns.items()
            if (label := self._cell(answer, item, column))
        }

    def is_accepted(self, unit: str, category: str) -> bool:
        texts = {
            self._cell_text(item, column): [self.columns[column][1][label] for label in labels]
            for (item, column), labels in self.accepted.items()
        }
        return category in texts.get(unit, ())

    def describe(self, answer: dict[str, Any]) -> str:
        lines = []
        for item, text in self.items.items():
            labels = [
                self.columns[column][1][label]
                for column in self.columns
                if (label := self._cell(answer, item, column)) is not None
            ]
            lines += [labeled(text, ", ".join(labels))] if labels else []
        return "\n".join(lines)


def _name(item: str, column: str) -> str:
    return f"{item}.{column}" if column != PLAIN else item


def _labels(answer: dict[str, Any], item: str, column: str, labels: dict[str, str]) -> tuple[str, ...]:
    """The accepted labels of one cell. Raises KitError."""
    given = answer.get(item)
    if column != PLAIN:
        given = given.get(column) if isinstance(given, dict) else None
    accepted = [given] if isinstance(given, str) else given
    if not isinstance(accepted, list) or not accepted:
        raise KitError(f"the answer for “{_name(item, column)}” is missing. Add it.")
    return tuple(member(label, labels, f"the answer for “{_name(item, column)}”") for label in accepted)


def _from_annotations(table: Table, context: Context) -> dict[str, Any]:
    """The answer read off annotations: for each item, the annotation's field, in small letters."""
    name, answer = table.need("answer_from", str), {}
    for item, annotation_id in table.need("annotations", dict).items():
        annotation = context.annotations[annotation_id]
        if name not in annotation.fields:
            raise KitError(f"the annotation “{annotation_id}” has no field “{name}”.")
        values = annotation[name] if isinstance(annotation[name], list) else [annotation[name]]
        answer[item] = [str(value).lower() for value in values]
    return answer
