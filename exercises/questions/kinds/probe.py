"""probe: a value, or a function's outputs on the inputs that the question lists."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from ...base.errors import KitError
from .. import declare
from ..answer_form import MOST_DEPTH, InvalidAnswer
from ..declare import Fields
from ..fields import Table, as_notice
from ..question import Context, Question
from ..result import Notice, Result, Score
from ..sampling import Outputs
from ..scoring.student_calls import run_calls


def plain_output(value: Any, depth: int = 0) -> Any:
    """What a student's function returned, as plain data; a value that cannot be stored is replaced by its type's name."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if depth > MOST_DEPTH:
        return {"type": type(value).__name__}
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain_output(part, depth + 1) for part in parts]
    if isinstance(value, dict):
        return {str(key): plain_output(part, depth + 1) for key, part in value.items()}
    if hasattr(value, "__float__"):
        with contextlib.suppress(Exception):
            return float(value)
    return {"type": type(value).__name__}


_CALL = {
    "args": declare.anything("its arguments", type="array"),
    "gives": declare.anything("its right output; for an assessed question, key/ repeats the calls with it").optional,
}
_WRONG = {
    "gives": declare.anything("its outputs, one for each call", type="array"),
    "feedback": declare.pair("what is said to it"),
}


@dataclass(frozen=True, kw_only=True)
class Probe(Question):
    """The outputs of the student's own function are compared with the listed ones, within a tolerance.

    The function runs only in the student's kernel; the answer is data: {"outputs": [one for each call]}, where a failed
    call is recorded as {"error": Python's message}. Share earned: the right outputs ÷ the calls.
    """

    kind: ClassVar[str] = "probe"
    sheet_form: ClassVar[str] = "calls"
    key_form: ClassVar[str] = "outputs"
    typed_form: ClassVar[str] = "values"
    asked_fields: ClassVar[Fields] = {
        "name": declare.text("the name of the function in the notebook"),
        "call": declare.tables("the calls that are made", _CALL),
        "seconds": declare.number("the longest that one call may take; 2 if you leave it out", maximum=60).optional,
    }
    key_fields: ClassVar[Fields] = {
        "tolerance": declare.number("how far off a number may be").optional,
        "otherwise": declare.pair("for any other outputs"),
        "right": declare.pair("for the right outputs, if you want one of your own").optional,
        "wrong": declare.tables("the slips that you expect", _WRONG).optional,
    }
    typed: ClassVar[bool] = True

    name: str
    calls: tuple[tuple[Any, ...], ...]
    seconds: float = 2
    gives: tuple[Any, ...] = ()
    tolerance: float = 0
    otherwise: Notice = Notice("")
    when_right: Notice = Notice("Your function gives what it should on every call.")
    listed: tuple[tuple[list[Any], Notice], ...] = ()

    @classmethod
    def parse_prompt(cls, table: Table, context: Context) -> dict[str, Any]:
        rows = [Table(row, _CALL.keys(), "[question.call]") for row in table.rows("call")]
        if not rows:
            raise KitError("a probe needs at least one [[question.call]].")
        name = table.need("name", str)
        if not name.isidentifier():
            raise KitError(f"“{name}” cannot be the name of a function.")
        seconds = table.need("seconds", (int, float), 2)
        if not 0 < seconds <= 60:
            raise KitError("seconds is how long the function may run for one call: above 0, at most 60.")
        return {"name": name, "calls": tuple(tuple(row.need("args", list)) for row in rows), "seconds": seconds}

    @classmethod
    def leaks(cls, table: Table) -> list[str]:
        return ["gives"] if any("gives" in row for row in table.rows("call")) else []

    @classmethod
    def parse_key(cls, table: Table, context: Context, asked: dict[str, Any]) -> dict[str, Any]:
        rows = table.rows("call")
        if any("gives" not in row for row in rows):
            raise KitError("each [[question.call]] needs what it gives.")
        listed = []
        for row in table.rows("wrong"):
            own = Table(row, _WRONG.keys())
            if len(own.need("gives", list)) != len(rows):
                raise KitError("a wrong answer lists one output for each call.")
            listed.append((own.get("gives"), as_notice(own.need("feedback", list), "the feedback of a wrong answer")))
        found = {
            "gives": tuple(row["gives"] for row in rows),
            "tolerance": table.need("tolerance", (int, float), 0),
            "otherwise": table.pair("otherwise"),
            "listed": tuple(listed),
        }
        return found | ({"when_right": table.pair("right")} if "right" in table else {})

    @property
    def function_name(self) -> str:
        return self.name

    def run(self, function: Callable[..., Any]) -> dict[str, Any]:
        """Call the student's function on each listed input, on the student's computer; exceptions are recorded as data.

        Where the system can copy a process, the calls run in such a copy, so that they change nothing in the notebook.
        """
        return {"outputs": run_calls(lambda args: plain_output(function(*copy.deepcopy(args))), self.calls, self.seconds)}

    def not_found(self, failed: bool = False) -> Result:
        away = Notice(
            f"Your notebook has no {self.name} so far.", f"Run the cell that starts with def {self.name}, then check again."
        )
        if failed:
            away = Notice(
                f"Your newest {self.name} has not run: its cell stopped with an error.",
                "Look below that cell. Change what is named there, run the cell again, then check.",
            )
        return Result("unanswered", None, self.points, (away,))

    def normalize(self, answer: Any) -> dict[str, Any] | None:
        if answer is None or answer == {}:
            return None
        outputs = answer.get("outputs") if isinstance(answer, dict) else answer
        if not isinstance(outputs, list | tuple):
            outputs = [outputs]
        if len(outputs) != len(self.calls):
            raise InvalidAnswer(f"This question takes {len(self.calls)} outputs, one for each call of {self.name}.")
        return {"outputs": [plain_output(output) for output in outputs]}

    def score(self, answer: dict[str, Any]) -> Score:
        outputs = answer["outputs"]
        right = [_same(out, due, self.tolerance) for out, due in zip(outputs, self.gives, strict=True)]
        rows = [
            {"call": call, "gave": _told(out), "expected": _told(due), "ok": ok}
            for call, out, due, ok in zip(self._told_calls(), outputs, self.gives, right, strict=True)
        ]
        # The starter cell returns the same for all calls, which may match one of them by chance.
        idle = all(_same(out, outputs[0], 0) for out in outputs) and any(not _same(d, self.gives[0], 0) for d in self.gives)
        share = 0 if idle else sum(right) / len(right)
        return Score(share, (self._notice(outputs, all(right)),), {"rows": rows})

    def counted(self, answer: dict[str, Any]) -> str:
        rows = self.score(answer).extra["rows"]
        return f"{sum(1 for row in rows if row['ok'])} of {len(rows)} calls"

    def _notice(self, outputs: list[Any], right: bool) -> Notice:
        if right:
            return self.when_right
        for gives, notice in self.listed:
            if all(_same(out, given, self.tolerance) for out, given in zip(outputs, gives, strict=True)):
                return notice
        failed = next((out["error"] for out in outputs if isinstance(out, dict) and "error" in out), None)
        if isinstance(failed, str) and " " in failed and ":" not in failed:
            # A limit of ours: what Python says begins with the name of an error and a colon.
            return Notice(
                f"{self.name} was stopped: {failed}.",
                "Does a loop in it ever end? Does something grow and grow?",
            )
        if failed:
            return Notice(
                f"Python stopped inside {self.name} and said: {failed}",
                "Read the last line of your function: what does it do?",
            )
        if all(out is None for out in outputs):
            return Notice(f"{self.name} ran, but gave nothing back.", "Does its last line start with return?")
        return self.otherwise

    def _told_calls(self) -> list[str]:
        return [f"{self.name}({', '.join(map(repr, args))})" for args in self.calls]

    def public(self) -> dict[str, Any]:
        return {"name": self.name, "calls": self._told_calls()}

    def model_answer(self) -> dict[str, Any]:
        return {"outputs": list(self.gives)}

    def known_errors(self) -> list[tuple[Any, Notice]]:
        nothing = {"outputs": [None] * len(self.calls)}
        return [({"outputs": gives}, notice) for gives, notice in self.listed] + [
            (nothing, self._notice(nothing["outputs"], right=False))
        ]

    def sampling(self) -> Outputs:
        return Outputs(self.gives, tuple(answer["outputs"] for answer, _ in self.known_errors()))

    def responses_by_unit(self, answer: dict[str, Any]) -> dict[str, str]:
        return dict(zip(self._told_calls(), map(_told, answer["outputs"]), strict=True))

    def is_accepted(self, unit: str, category: str) -> bool:
        due = dict(zip(self._told_calls(), self.gives, strict=True)).get(unit)
        try:
            # Outputs are shown with four digits, but the comparison uses the tolerance.
            return category == _told(due) or _same(float(category), due, self.tolerance)
        except ValueError:
            return False

    def describe(self, answer: dict[str, Any]) -> str:
        return "\n".join(f"{call} → {_told(out)}" for call, out in zip(self._told_calls(), answer["outputs"], strict=True))


def _told(output: Any) -> str:
    if isinstance(output, dict) and len(output) == 1 and isinstance(output.get("error"), str):
        return str(output["error"])
    if isinstance(output, dict) and len(output) == 1 and isinstance(output.get("type"), str):
        return f"something of the kind “{output['type']}”"
    if output is None:
        return "nothing (None)"
    return f"{output:.4g}" if isinstance(output, float) else repr(output)


def _same(output: Any, due: Any, tolerance: float) -> bool:
    """Numbers within the tolerance; other values equal in value and type, so that 1 is not True and "1" is not 1."""
    number = int | float
    if isinstance(due, number) and not isinstance(due, bool):
        return isinstance(output, number) and not isinstance(output, bool) and abs(output - due) <= tolerance + 1e-9
    if isinstance(due, list) and isinstance(output, list | tuple):
        return len(due) == len(output) and all(_same(o, d, tolerance) for o, d in zip(output, due, strict=True))
    return type(output) is type(due) and output == due
