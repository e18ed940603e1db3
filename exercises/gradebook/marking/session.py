"""One teacher's marking session: what is on screen, the marks given, and what is written to the file.

Only what is on screen is marked: each act names the answers that were shown, and is refused if they are not the ones that
are shown now. The one exception is ``read_all``, which says so and gives nothing but points for completion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ...base.errors import KitError, Message, Page
from .calibration import Reference, told
from .marker_agreement import agreement_page
from .queue import Handed, OpenAnswer, look_at
from .screen import MarkingScreen
from .teacher_marks import MarkEvent

Look = Callable[[str], Sequence[Handed]]


class MarkingSession(MarkingScreen):
    """The marking notebook's state. Each act is in marks.csv before the next answer is shown."""

    def __init__(self, answers: Sequence[OpenAnswer], marker: str, marks: Path, look: Look | None = None):
        super().__init__(answers, marker, marks)
        self._look = look

    def __repr__(self) -> str:
        done = [f"{self.done} of {len(self.answers)} open answers are marked by “{self.marker}”, in {self.book.name}."]
        problems = [*self.marks.problems, *self.calibration.problems]
        return "\n".join(done + [f"Problem: {problem}" for problem in problems])

    # Actions -------------------------------------------------------------------------------------
    def save(self, at: int, level: int | None, comment: str = "", shown: Any = None) -> str:
        """Write a level with its comment, or only a comment; returns what was saved. Raises KitError.

        ``shown`` are the indexes of all answers that were on screen, each of which gets a row; without it, it is this one.
        """
        answer, places = self.answers[at], self._seen(at, shown)
        before = self.own_marks(answer)
        had_level, had_comment = before.levels.get(self.marker), before.comments.get(self.marker, "")
        comment = " ".join((comment or "").split())
        if comment == had_comment and (level == had_level if level is not None else bool(before.overrides or before.reads)):
            return f"{self.title(places)} was left as it was."
        if level is None and comment == had_comment:
            first = f"Choose a level from 0 to {answer.levels} first" if answer.levels else "Set points by hand"
            raise KitError(f"{first}, or skip this answer.")
        if level is None:
            self._write(places, "comment", comment=comment)
            title = self.title(places)
            return f"Comment on {title[0].lower()}{title[1:]} saved in {self.book.name}. No level is chosen so far."
        if type(level) is not int or not 0 <= level <= answer.levels or not answer.levels:
            raise KitError(f"This rubric has the levels 0 to {answer.levels}.")
        self._write(places, "level", level=level, comment=comment)
        instead = ", in place of the points set by hand" if before.overrides else ""
        return f"{self.title(places)}: level {level} saved in {self.book.name}{instead}."

    def set_points(self, at: int, points: Any, reason: str, shown: Any = None) -> str:
        """Write points that replace the rubric's, with the reason; returns what was saved. Raises KitError.

        ``shown`` is as for ``save``.
        """
        answer, places = self.answers[at], self._seen(at, shown)
        number = _points(points, answer.question.points)
        self._write(places, "points", points=number, comment=_reason(reason))
        return f"{self.title(places)}: {number:g} of {answer.question.points:g} points saved in {self.book.name}."

    def _seen(self, at: int, shown: Any) -> list[int]:
        """The answers that an act is about. Raises KitError if they are not the ones that are on screen."""
        if shown is None:
            return [at]
        if shown != self.shown(at):
            raise KitError("Nothing was saved: other answers are shown together now. Look at them, and save again.")
        return list(shown)

    def title(self, places: Sequence[int]) -> str:
        """“Answer 3 of 30”, or “Answers 3, 4 and 6 of 30”."""
        numbers = [str(self.answers[at].number) for at in places]
        if len(numbers) == 1:
            return self.answers[places[0]].title
        return f"Answers {', '.join(numbers[:-1])} and {numbers[-1]} of {self.answers[places[0]].of}"

    def check_level(self, level: Any) -> str:
        """Write the level that this marker gives in the check on screen, and say how it compares. Raises KitError."""
        check = self.check
        if check is None:
            raise KitError("There is no check on the screen any more. Go on with the answer that is shown.")
        rubric = next(answer.question.rubric for answer in self.answers if answer.about == check.about)
        if type(level) is not int or not 0 <= level <= len(rubric):
            raise KitError(f"Choose a level from 0 to {len(rubric)} first, or skip this check.")
        self._write_all([self.calibration.act(check, level)])
        self.check = self.calibration.first(self.answers[self.at].about, self.marks)
        return told(check, level, rubric)

    def skip_check(self) -> None:
        """Go on without the check on screen."""
        if self.check:
            self.calibration.leave(self.check.about, self.marks)
        self.check = None

    def try_sample(self) -> None:
        """Show an agreed answer to this question. Raises KitError if this marker has seen them all."""
        found = self.samples
        if not found:
            raise KitError("You have checked your levels on every agreed answer to this question.")
        self.check = found[0]

    @property
    def samples(self) -> list[Reference]:
        """Agreed answers to the question on screen on which this marker has not checked their levels so far."""
        answer = self.answers[self.at]
        return self.calibration.agreed(answer.about, self.marks) if answer.levels else []

    def read_all(self, at: int, count: Any) -> str:
        """Mark all unflagged answers to a question as read, with their points for completion; returns what was saved.

        ``count`` is how many the teacher was asked about. Raises KitError if the number has changed since.
        """
        places = self.to_read(at)
        if type(count) is not int or count != len(places) or not places:
            raise KitError(f"Nothing was marked: {_answers(len(places))} to this question can be marked as read by now.")
        self._write_all([MarkEvent(self.marker, *self.answers[place].place, "read") for place in places])
        return (
            f"{_answers(len(places))} marked as read in {self.book.name}, with the points for completion. “Undo last mark” "
            "takes all of it back."
        )

    def undo(self) -> str:
        """Undo this marker's last act and go to its answer; returns what was undone. Raises KitError.

        Answers that were marked together are undone together.
        """
        acts = self._last()
        if not acts:
            raise KitError("There is nothing to take back.")
        places = [self._places[act.student, act.lesson, act.question, act.answer] for act in acts]
        self.at, last = min(places), acts[-1]
        self.check = None
        self._write(places, "undo")
        if last.act == "read":
            title = self.answers[self.at].title
            return f"Taken back: {_answers(len(acts))} marked as read. {title} is shown here again."
        what = {"level": f"level {last.level}", "points": "the points set by hand"}.get(last.act, "the comment")
        title = self.title(sorted(places))
        return f"Taken back: {what} on {title[0].lower()}{title[1:]}, shown here again."

    def _write(self, places: Sequence[int], act: str, **values: Any) -> None:
        self._write_all([MarkEvent(self.marker, *self.answers[at].place, act, **values) for at in places])

    def _write_all(self, acts: Sequence[MarkEvent]) -> None:
        before = self.marked
        self.book.write(*acts)
        marks, places = self.marks, (self._places.get((one.student, one.lesson, one.question, one.answer)) for one in acts)
        changed = {at for at in places if at is not None}
        self._marked = (before - changed) | {at for at in changed if self._is_marked(marks, self.answers[at])}

    def override(self, student: str, question_id: str, points: Any, reason: str = "", lesson: str = "") -> Message:
        """Set the points of any answer, including one that the kit graded, with the reason that the student will read.

        ``lesson`` is needed only where two lessons have the question. Returns what was saved. Raises KitError.
        """
        own = [one for one in (self._look(student) if self._look else ()) if one.question_id == question_id]
        found = [one for one in own if lesson in ("", one.content.name)]
        if len(found) > 1:
            names = " or ".join(f'lesson="{one.content.name}"' for one in found)
            raise KitError(f"“{student}” answered “{question_id}” in {len(found)} lessons. Add {names}.")
        answer = look_at(found[0]) if found else None
        if answer is None:
            raise KitError(f"“{student}” has no answer to a question “{question_id}” among these hand-ins.")
        number = _points(points, answer.question.points)
        self._write_all([MarkEvent(self.marker, *answer.place, "points", points=number, comment=_reason(reason))])
        return Message(f"{student}, “{question_id}”: {number:g} points saved in {self.book.name}.")

    def agreement(self) -> Page:
        """How far markers agree, by question and line of the rubric, and how steady each is, as tables with sentences."""
        places = self._places
        return agreement_page(
            self.marks,
            self.calibration,
            lambda place: self.answers[places[place]].number if place in places else None,
        )


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _points(points: Any, out_of: float) -> float:
    try:
        number = float(str(points).replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= out_of:
        raise KitError(f"Give points from 0 to {out_of:g}.")
    return round(number, 2)


def _reason(reason: Any) -> str:
    text = " ".join(str(reason or "").split())
    if not text:
        raise KitError("Write the reason beside the points: the student reads it, and so do you in a year.")
    return text
