"""The desk of one notebook: what it shows, what its buttons do, and what the notebooks beside it take from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..base.errors import KitError, Message, Page
from ..gradebook import open_class, open_marking
from ..gradebook.marking.card import MarkingDesk, NotebookMarking
from ..gradebook.marking.teacher_marks import check_marker
from ..gradebook.notebook_view import TheClass
from ..gradebook.report.html_view import Shown
from ..lesson_data.content import lesson_names
from . import acts, folders
from .card import DeskCard
from .remembered import Choices, GradedRun, Memory
from .state import DeskState

FOLDER = "my-desk"
NOTHING = "No class is graded so far. Open the notebook “desk”, choose the hand-ins there, and press Grade."
# The parts of the report that a notebook shows, each by the name of its method.
VIEWS = (
    *("summary", "splits", "contested", "heat", "progress", "questions", "agreement"),
    *("before_and_after", "conversations", "figures"),
)


class TeacherDesk:
    """Everything that a teacher does, by buttons. Each choice is kept in the folder ``my-desk`` next to the notebook."""

    def __init__(self, folder: Path):
        self._here = folder
        self._state = DeskState(folder / FOLDER, Memory(folder / FOLDER), self._draw)
        self._card: DeskCard | None = None
        self._class: tuple[GradedRun, TheClass] | None = None
        self._marking: NotebookMarking | None = None

    def __repr__(self) -> str:
        return f"The desk in {folders.short(self._state.folder)}. Its page is desk.card()."

    @property
    def _choices(self) -> Choices:
        return self._state.choices

    # What a notebook shows ----------------------------------------------------------------------------
    def card(self) -> DeskCard:
        """The page with everything on it; there is only one, however often it is shown."""
        if self._card is None:
            self._card = DeskCard(question=self._question())
            self._card.on_msg(lambda _, message, buffers: self._heard(message, buffers))
        self._draw()
        return self._card

    def report(self, view: str) -> Shown | Message | None:
        """A part of the class report, such as “summary”, of the class that was graded last or chosen at the desk.

        Raises KitError for an unknown part, and if the hand-ins cannot be read any more.
        """
        if view not in VIEWS:
            raise KitError(f"There is no part “{view}” in the report. There are: {', '.join(VIEWS)}.")
        if self._choices.current is None:
            # Said once, not below every heading.
            return Message(NOTHING) if view == VIEWS[0] else None
        return getattr(self._the_class(self._choices.current), view)()

    def _the_class(self, run: GradedRun) -> TheClass:
        if self._class is None or self._class[0] != run:
            marks = run.marks
            one = open_class(
                run.place,
                self._choices.graded_policy or None,
                marks,
                self._choices.graded_roster or None,
                self._choices.graded_assignment or None,
            )
            self._class = (run, one)
        return self._class[1]

    def marking(self) -> MarkingDesk | Message:
        """The card on which open answers are marked, or a sentence that says what is missing."""
        run = self._choices.current
        if run is None:
            return Message(NOTHING)
        try:
            marker = check_marker(self._choices.marker)
        except KitError as error:
            return Message(f"{error} There is a field for them at the desk, above “Mark open answers”.")
        policy, assignment = self._choices.graded_policy or None, self._choices.graded_assignment or None
        self._marking = open_marking(run.place, marker, run.marks, policy, assignment)
        return self._marking.card()

    def agreement(self) -> Page | Message:
        """How far markers agree, question by question."""
        return self._marking.agreement() if self._marking else Message("The card above has no answers to agree on.")

    # What the page is sent, and what it asks for ------------------------------------------------------
    def _question(self) -> dict:
        return {"home": Path.home().as_posix(), "here": self._here.absolute().as_posix(), "lessons": lesson_names()}

    def _draw(self) -> None:
        """Show what is so now; long work calls this from its own thread."""
        if self._card is not None:
            with self._state.lock:
                self._card.show(self._state.as_state())

    def _heard(self, message: Any, buffers: Any) -> None:
        """Do what a button asks for. If anything goes wrong, the page says so, and nothing else changes."""
        message = message if isinstance(message, dict) else {}
        section, desk = acts.section_of(message), self._state
        with desk.lock:
            try:
                desk.memory.keep(desk.choices.with_fields(message.get("fields")))
                desk.said[section] = desk.problems[section] = ""
                acts.do(desk, message, buffers or [])
            except KitError as error:
                desk.problems[section] = str(error)
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
                desk.problems[section] = f"Something went wrong in the kit ({told}). Nothing was changed. Try it once more."
            assert self._card is not None
            with self._card.hold_sync():
                self._draw()
                self._card.reply()
