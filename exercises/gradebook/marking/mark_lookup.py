"""The teacher's marks as grading uses them: the decision on an answer, and a report of each mark that is not used."""

from __future__ import annotations

from typing import Any

from ...questions import Question
from ..grading.grader import Verdict
from ..grading.open_answers import is_open
from .teacher_marks import TeacherMarks, answer_digest


class MarkLookup:
    """Looks up what a teacher decided about an answer; ``told`` collects a sentence for each mark that is not used."""

    def __init__(self, marks: TeacherMarks):
        self._marks = marks
        # Most answers have no mark; checking the place first avoids computing a digest for each of them. Marks follow the
        # person: where two used one id, the answer that was read says whose mark it is.
        self._places: dict[tuple[str, str, str], set[str]] = {}
        for student, lesson, question, _, _ in marks.all_current():
            self._places.setdefault((student.partition("#")[0], lesson, question), set()).add(student)
        self.told: list[str] = []
        # The id that the answers came in under, if the roster or ids.csv gave the student another one since.
        self.came_as = ""

    def of(self, student: str, lesson: str, question: Question, answer: Any) -> Verdict | None:
        """The teacher's decision on exactly this answer, or None."""
        labels = set().union(
            *(self._places.get((who, lesson, question.id), ()) for who in (student.partition("#")[0], self.came_as))
        )
        if not labels:
            return None
        sign = answer_digest(answer)
        first = [student] if student in labels else []
        standing = next(
            filter(None, (self._marks.of(label, lesson, question.id, sign) for label in [*first, *sorted(labels)])), None
        )
        if standing is None:
            if first and (stale := self._marks.stale(student, lesson, question.id, sign)):
                self.told.append(stale)
            return None
        award = standing.award(question.points, len(question.rubric))
        self.told += award.problems
        if award.read and not is_open(question):
            rows = " and ".join(str(row) for row in sorted(standing.reads.values()))
            told = f"row {rows}, was left out: it marks “{question.id}” as read, and only open answers are read."
            self.told.append(f"{self._marks.file}, {told}")
        reasons = [act.comment for act in standing.overrides.values() if award.points == act.points]
        comment = " ".join(dict.fromkeys([*reasons, *standing.comments.values()]))
        return Verdict(award.points, comment, award.read and is_open(question), award.level)
