"""The class report in a notebook: the same views as on the page, each shown on request."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..base.errors import KitError
from .grading.policy import find_assignment, read_policy
from .intake.roster import Roster
from .intake.submission_index import NOT_GRADED
from .pipeline.class_run import Grading, read_class
from .report.class_report import LessonView, PartView, ReportView
from .report.gradebook import GradebookView
from .report.html_view import Shown
from .report.page import pages
from .statistics.class_totals import ClassTotals

NOTHING = "<p>Nobody has handed in a lesson so far.</p>"


def grade_for_view(
    handins: Path, policy: Path | None, marks: Path | None, assignment: str | None = None
) -> tuple[ClassTotals, int]:
    """Grade a class's hand-ins, as the command ``report`` does; returns the counts and how many files were not graded.

    Raises KitError if the hand-ins cannot be read.
    """
    chosen = find_assignment(assignment, policy) if assignment else None
    grading = Grading(handins, read_class(handins), read_policy(policy, chosen), marks, assignment=chosen)
    effects = Counter(problem.effect for problem in grading.roll.problems)
    # In one process: larger classes are graded with the command.
    for chunk in grading.chunks(1):
        effects.update(problem.effect for problem in chunk.problems)
    return grading.counted, effects[NOT_GRADED]


class TheClass:
    """A graded class. Each method returns a view; a cell that ends with the call displays it."""

    def __init__(self, whole: ClassTotals, names: Roster | None = None, not_graded: int = 0):
        self._view = ReportView(whole)
        self._own = GradebookView(whole, names)
        self._not_graded = not_graded
        self._roster_problems = names.problems if names else ()

    def __repr__(self) -> str:
        readers = self._view.students
        lines = [f"{readers} {'reader' if readers == 1 else 'readers'}, graded. Ask for a view, such as .summary()."]
        if self._not_graded:
            lines.append(f"Not graded: {self._not_graded}. The command “grade” writes the reasons into problems.csv.")
        return "\n".join([*lines, *self._roster_problems])

    def summary(self) -> Shown:
        """What to do tomorrow: progress, three places to talk about, and the three hardest questions."""
        parts = _sections()
        found = [*map(parts.far, self._view.courses), parts.waiting(self._own), *map(parts.change_line, self._view.changes)]
        found += [f"<p>{_escaped(self._view.fewer_told)}</p>"] if self._view.fewer_told else []
        for lesson in self._view.courses:
            more = self._more(lesson)
            found += [f"<h3>To talk about{more}</h3>", parts.splits(lesson.first_splits)]
            found += [f"<h3>Hardest so far{more}</h3>", parts.hardest(lesson)]
        return Shown(*(found or [NOTHING]))

    def progress(self) -> Shown:
        """The class's progress, notebook by notebook."""
        return Shown(*map(_sections().progress, (*self._view.courses, *self._view.forms)))

    def splits(self) -> Shown:
        """Where the class reads in two ways, each with a discussion prompt."""
        return self._each(lambda lesson: _sections().splits(lesson.splits))

    def questions(self, notebook: str = "") -> Shown:
        """All questions of a notebook, such as “01_sourcing”, with what was chosen; without a name, of each, folded.

        Raises KitError for an unknown name.
        """
        parts = _sections()
        found = [part for lesson in self._view.lessons for part in lesson.parts if notebook in ("", part.name)]
        if not found and notebook:
            raise KitError(_unknown("notebook", notebook, (part.name for part in self._parts())))
        drawn = [(part.title, f"{parts.table(part)}\n{parts.details(part)}") for part in found]
        return Shown(*([markup for _, markup in drawn] if notebook else list(map(_folded, drawn))) or [NOTHING])

    def contested(self) -> Shown:
        """Where careful readers differ: what they chose, and the words they cited for it."""
        return self._each(lambda lesson: "\n".join(map(_sections().contested, lesson.contested)))

    def heat(self, question: str = "") -> Shown:
        """How often each word was marked in a question, such as “reporter-cues”; without a name, in each, folded.

        Raises KitError for an unknown name.
        """
        if not question:
            every = [heat for lesson in self._view.lessons for heat in lesson.heats]
            drawn = [(f"{heat.title} ({heat.question})", _sections().heat(heat)) for heat in every]
            return Shown(*(map(_folded, drawn) if drawn else ["<p>Nobody has marked words so far.</p>"]))
        for lesson in self._view.lessons:
            if question in lesson.content.questions:
                found = lesson.heat(question)
                if found is None:
                    return Shown("<p>Nobody has marked words in this question so far.</p>")
                return Shown(f"<h3>{_escaped(found.title)}</h3>", _sections().heat(found))
        raise KitError(_unknown("question", question, (heat.question for one in self._view.lessons for heat in one.heats)))

    def agreement(self) -> Shown:
        """How far readers agree on each question with several rows or many words."""
        return self._each(lambda lesson: _sections().agreement(lesson.agreement, lesson.title))

    def before_and_after(self) -> Shown:
        """The change from the form done first to the other, with its confidence interval."""
        return Shown(_sections().changes(self._view.changes))

    def conversations(self) -> Shown:
        """Who may need a conversation, and how to start it: for the teacher only."""
        return Shown(_sections().follow_ups(self._own.follow_ups, self._own.more_follow_ups))

    def figures(self) -> Shown:
        """What the figures mean, in plain words."""
        return Shown(_sections().figures())

    def _parts(self) -> Iterable[PartView]:
        return (part for lesson in self._view.lessons for part in lesson.parts)

    def _each(self, draw: Callable[[LessonView], str]) -> Shown:
        """A view of each lesson, with the lesson's title where there are several."""
        found = []
        for lesson in self._view.courses:
            found += [f"<h3>{_escaped(lesson.title)}</h3>"] if self._more(lesson) else []
            found.append(draw(lesson))
        return Shown(*(found or [NOTHING]))

    def _more(self, lesson: LessonView) -> str:
        return f": {_escaped(lesson.title)}" if len(self._view.courses) > 1 else ""


def _folded(drawn: tuple[str, str]) -> str:
    """A view that opens when its title is chosen."""
    title, markup = drawn
    return f'<details><summary data-lm-suppress-shortcuts="true">{_escaped(title)}</summary>{markup}</details>'


def _sections() -> Any:
    return pages().get_template("sections.html").module


def _escaped(text: str) -> str:
    from markupsafe import escape

    return str(escape(text))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(str(name), names, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"There is: {', '.join(names)}." if names else "Nobody answered any."
    return f"There is no {what} “{name}” to show. {hint}"
