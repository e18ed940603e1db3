"""What must hold of any bytes that are handed in, whoever makes them up: hypothesis or a fuzzer that watches coverage."""

from __future__ import annotations

import json
from collections.abc import Iterator

from exercises.gradebook.export.tables import AnswerLines
from exercises.gradebook.grading.grader import Grader, Row, total
from exercises.gradebook.grading.policy import Policy
from exercises.gradebook.intake.hand_ins import HandIn, as_utf8, read_hand_in
from exercises.gradebook.intake.sources import Unreadable
from exercises.gradebook.statistics.tally import Counting
from exercises.lesson_data.content import Content
from exercises.questions import Question, grade

POLICIES = (
    Policy(),
    Policy(attempt="best", after_worked="counts"),
    Policy(attempt="first", open="waits"),
    Policy(count="completion", open="left out"),
)


class Judge:
    """Grades bytes as the gradebook does, and holds what comes out against the answers that stand in them."""

    def __init__(self, content: Content):
        self.content = content
        self._grader = Grader(content)
        self._lines = AnswerLines(content, content.name)

    def look(self, data: bytes) -> HandIn | None:
        """Grade these bytes under several policies; None when they are told as unreadable. Raises AssertionError, and what
        should never be raised.
        """
        try:
            hand_in = read_hand_in(data)
        except Unreadable as why:
            assert str(why).endswith((".", "?"))
            return None
        answers = dict(self._answers(data))
        for policy in POLICIES:
            rows, strange = self._grader.rows("ada-l", hand_in, policy)
            assert strange <= len(hand_in.events)
            assert list(rows) == list(self.content.questions)
            for name, row in rows.items():
                self._judge(self.content.questions[name], row, answers.get(name, []), policy)
            self._count(rows, policy)
            assert self._lines.of("ada-l", rows).endswith(b"\r\n")
        return hand_in

    def _judge(self, question: Question, row: Row, answers: list, policy: Policy) -> None:
        """No points but those that grading gives for an answer which stands in the file."""
        assert row.out_of == question.points
        if row.points is not None:
            assert 0 <= row.points <= question.points
        if row.points:
            earned = [result.points for answer in answers if (result := grade(question, answer)).points is not None]
            assert row.points in earned or (policy.count == "completion" and row.points == question.points)

    def _answers(self, data: bytes) -> Iterator[tuple[str, list]]:
        """Every checked answer that stands in the bytes, by question, found without the kit's own reader of lines."""
        found: dict[str, list] = {}
        for line in as_utf8(data).split(b"\n")[1:]:
            try:
                event = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(event, dict) and event.get("event") == "check" and isinstance(event.get("id"), str):
                found.setdefault(event["id"], []).append(event.get("answer"))
        yield from found.items()

    def _count(self, rows: dict[str, Row], policy: Policy) -> None:
        parts = {part.name: part.ids for part in self.content.parts}
        counting = Counting(parts, self.content.article)
        counting.add(rows)
        counting.close()
        for ids in parts.values():
            own = total(rows, ids, policy)
            assert 0 <= own.points <= own.out_of + 1e-9
            assert own.open.flagged <= own.open.waiting <= own.open.given <= own.answered <= own.of
