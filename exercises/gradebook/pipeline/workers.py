"""Grading a class: chunks of students, streamed through one or several processes; the output is byte-identical."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from ...base.errors import KitError
from ...lesson_data.content import Content, lesson_folder, read_lesson
from ..export.tables import AnswerLines, grade_cells, open_cells
from ..grading.concerns import ConcernFlags, a_day_after, clock_notes, two_articles
from ..grading.grader import UNANSWERED, Grader, Row, Total, open_answers_in
from ..grading.heading import Heading
from ..grading.question_sets import NOT_KEPT, question_set_of
from ..grading.totals import Column, GradedHandIn, open_answers, opted_out_lessons, percent, rests_on, totals
from ..intake.sources import Shelf, SubmissionSource, Unreadable
from ..intake.submission_index import LOOK, NOT_GRADED, IndexedHandIn, Problem, SubmissionIndex
from ..marking.mark_lookup import MarkLookup
from ..marking.teacher_marks import TeacherMarks, read_teacher_marks
from ..report.feedback import Earned, FeedbackPages
from ..report.page import write_page
from ..statistics.class_totals import Achieved, Chunk, GradeLine
from ..statistics.forms import FormClass, by_family
from ..statistics.tally import Counting

# Students per chunk. Independent of the number of workers, since sums of floats depend on how they are grouped.
CHUNK = 128


@dataclass(frozen=True)
class Setting:
    """Everything that grading a student needs, and nothing that grows with the class; ``now`` is when the run began."""

    place: Path
    heading: Heading
    columns: tuple[Column, ...]
    now: str
    marks: Path | None = None
    feedback: Path | None = None
    out_of: float = 100


# Some students, each with their hand-ins.
Students = list[tuple[str, list[IndexedHandIn]]]
# Takes students to grade elsewhere, and gives a function that waits for them.
Submit = Callable[[Students], Callable[[], Chunk]]


class Crew(Protocol):
    """Whoever grades chunks side by side: processes of this computer, or a cluster."""

    @property
    def workers(self) -> int:
        """How many chunks it grades at a time."""

    def open(self, setting: Setting) -> AbstractContextManager[Submit]:
        """Get ready for one run. Raises KitError, then and while it is used, if the crew cannot go on."""


class GradingWorker:
    """One process's share of the grading."""

    def __init__(
        self,
        setting: Setting,
        contents: Iterable[Content] = (),
        *,
        shelf: Shelf | None = None,
        marks: TeacherMarks | None = None,
        put: Callable[[Path, str], None] = write_page,
    ):
        """``contents`` are lessons with their keys that were already read and need not be read again.

        Where the folders of the setting are not at hand, ``shelf`` has the files of hand-ins, ``marks`` what the teacher's
        file holds, and ``put`` takes the pages of feedback.
        """
        self.setting = setting
        self.shelf = shelf or SubmissionSource(setting.place)
        self._contents = {content.name: content for content in contents}
        self._graders: dict[tuple[str, str], tuple[Grader, AnswerLines, str]] = {}
        given = marks or (read_teacher_marks(setting.marks) if setting.marks else None)
        self._teacher = MarkLookup(given) if given else None
        self._tomorrow = a_day_after(setting.now)
        self._pages = FeedbackPages(setting.feedback, setting.heading, setting.out_of, put) if setting.feedback else None

    def grader(self, lesson: str, question_set: str) -> tuple[Grader, AnswerLines, str]:
        """The grader for a hand-in's question set, and a sentence if that set is not available."""
        key = (lesson, question_set)
        if key not in self._graders:
            now = self._today(lesson)
            content, note = question_set_of(now, lesson_folder(lesson), question_set)
            if content is None and question_set:
                # A file can contain any name: the grader of today's questions serves all unknown ones.
                return self.grader(lesson, "")
            if content is None:
                content, note = now, NOT_KEPT
            same = content.article.text == now.article.text
            asked = self._set(content)
            self._graders[key] = Grader(asked, same, content.questions), AnswerLines(asked, lesson), note
        return self._graders[key]

    def _set(self, content: Content) -> Content:
        """A lesson with the cards that the class was set."""
        assignment = self.setting.heading.assignment
        return assignment.only(content) if assignment else content

    def _today(self, lesson: str) -> Content:
        if lesson not in self._contents:
            self._contents[lesson] = read_lesson(lesson_folder(lesson), keys=True)
        return self._contents[lesson]

    def chunk(self, students: Students) -> Chunk:
        """Grade some students."""
        # This creates several hundred thousand small objects and no cycles; garbage collection would take 5% of the time.
        before = gc.get_threshold()
        gc.set_threshold(50_000, *before[1:])
        try:
            return self._chunk(students)
        finally:
            gc.set_threshold(*before)

    def _chunk(self, students: Students) -> Chunk:
        done = Chunk()
        countings: dict[str, Counting] = {}
        for label, entries in students:
            self._student(label, entries, done, countings)
        done.tallies = {lesson: counting.close() for lesson, counting in countings.items()}
        return done

    def _student(self, label: str, entries: list[IndexedHandIn], done: Chunk, countings: dict[str, Counting]) -> None:
        graded = [one for entry in entries if (one := self._hand_in(label, entry, done))]
        signs = ConcernFlags()
        if told := two_articles([one.content for one in graded]):
            done.problems.append(Problem("", label, LOOK, told))
        for one in graded:
            done.answers.append(one.lines)
            signs.take(one.rows, self._counting(one.content.name, countings).add(one.rows), one.changed)
        policy, columns = self.setting.heading.policy, self.setting.columns
        for family, forms in by_family(graded):
            done.forms.setdefault(family, FormClass()).add(label, forms, policy)
        if talks := signs.follow_ups():
            done.follow_ups.append((label, talks))
        own, last = totals(graded, policy), self._last(graded)
        done.until = max(done.until, last)
        noted = sum(1 for problem in done.problems if problem.student == label)
        whole = percent(own, columns, policy, opted_out_lessons(graded))
        given = open_answers(own)
        # If a student's files could not be read, the number of open answers is unknown.
        late = self._late(entries, last)
        cells = [*open_cells(given if graded else None), *grade_cells(own, columns), late]
        lessons = tuple(one.content.name for one in graded)
        achieved = self._achieved(graded, own)
        done.grades.append(
            GradeLine(label, whole, given, cells, rests_on(own, columns), noted, achieved, late or "", lessons)
        )
        if self._pages and graded:
            earned = Earned(whole, [(one, own[one.lesson, one.part]) for one in columns if (one.lesson, one.part) in own])
            self._pages.write(label, [(one.content, one.rows) for one in graded], last, earned)

    def _achieved(self, graded: list[GradedHandIn], own: dict[tuple[str, str], Total]) -> tuple[Achieved, ...]:
        """What a student did with each card of the assignment, or in each notebook if there is none."""
        assignment = self.setting.heading.assignment
        if assignment:
            rows = {name: row for one in graded for name, row in one.rows.items() if row.status != UNANSWERED}
            return tuple(_of_card(rows.get(name)) for name in assignment.cards)
        found = (own.get((column.lesson, column.part)) for column in self.setting.columns)
        return tuple(
            Achieved(one.share if one.answered else None, one.answered, one.of, one.open.waiting)
            if one
            else Achieved(None, 0, 0, 0)
            for one in found
        )

    def _last(self, graded: list[GradedHandIn]) -> str:
        """When the student answered last, as far as that is not in the future."""
        times = (row.at for one in graded for row in one.rows.values())
        return max((at for at in times if at <= self.setting.now), default="")

    def _late(self, entries: list[IndexedHandIn], last: str) -> str | None:
        if any(entry.submission.late for entry in entries):
            return "late"
        assignment = self.setting.heading.assignment
        return "after the due time" if assignment and assignment.is_late(last) else None

    def _hand_in(self, label: str, entry: IndexedHandIn, done: Chunk) -> GradedHandIn | None:
        """One hand-in, graded, with any notes on it; None, and a problem, if it could not be graded."""
        try:
            hand_in = entry.read(self.shelf)
            if self._teacher:
                self._teacher.came_as = entry.header.student
            grader, lines, note = self.grader(entry.header.lesson, entry.header.question_set)
            rows, strange = grader.rows(label, hand_in, self.setting.heading.policy, self._teacher)
            found = GradedHandIn(grader.content, rows, lines.of(label, rows), bool(hand_in.notes))
        except Unreadable as error:
            done.problems.append(Problem(entry.shown, label, NOT_GRADED, str(error)))
            return None
        except Exception as error:
            # A bug of ours that no test has found: it must not cost the other students their grades.
            told = f"the kit itself failed on it ({type(error).__name__}). Keep the file, and tell who maintains the kit."
            done.problems.append(Problem(entry.shown, label, NOT_GRADED, told))
            return None
        notes = [*hand_in.notes, *([note] if note else []), *clock_notes(hand_in.events, self._tomorrow)]
        if strange:
            notes.append(f"it has {strange} {'line' if strange == 1 else 'lines'} on questions that the lesson has not.")
        done.problems += [Problem(entry.shown, label, LOOK, text) for text in notes]
        if self._teacher and self.setting.marks:
            done.problems += [Problem(self.setting.marks.name, label, LOOK, text) for text in self._teacher.told]
            self._teacher.told.clear()
        return found

    def _counting(self, lesson: str, countings: dict[str, Counting]) -> Counting:
        if lesson not in countings:
            today = self._set(self._today(lesson))
            parts = {part.name: part.ids for part in today.parts}
            countings[lesson] = Counting(parts, today.article)
        return countings[lesson]


def _of_card(row: Row | None) -> Achieved:
    if row is None:
        return Achieved(None, 0, 1, 0)
    share = None if row.points is None else row.points / row.out_of
    return Achieved(share, 1, 1, open_answers_in([row]).waiting)


def grade_class(
    roll: SubmissionIndex, setting: Setting, crew: Crew | None = None, contents: Iterable[Content] = ()
) -> Iterator[tuple[int, Chunk]]:
    """Grade all students in the index, in order: yields (students in the chunk, the chunk).

    Without a ``crew``, this process grades. ``contents`` are lessons with their keys that were already read; a crew reads
    them again. Raises KitError if a crew cannot go on.
    """
    students = iter(roll.students.items())
    chunks = iter(lambda: list(islice(students, CHUNK)), [])
    if crew is None:
        desk = GradingWorker(setting, contents)
        for chunk in chunks:
            yield len(chunk), desk.chunk(chunk)
        return
    with crew.open(setting) as submit:
        # Limit the chunks in flight, so that finished ones do not pile up in memory.
        waiting: deque[tuple[int, Callable[[], Chunk]]] = deque()
        for chunk in chunks:
            waiting.append((len(chunk), submit(chunk)))
            if len(waiting) > 2 * crew.workers:
                number, result = waiting.popleft()
                yield number, result()
        for number, result in waiting:
            yield number, result()


@dataclass(frozen=True)
class Processes:
    """Several processes of this computer."""

    workers: int

    @contextmanager
    def open(self, setting: Setting) -> Iterator[Submit]:
        """Start the processes, which end with this block or with the command. Raises KitError if one is killed."""
        # Imported here: a class of thirty needs no second process, and would wait for these modules.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        # A new interpreter per worker: the same on all systems, and no state of this process is inherited.
        context = multiprocessing.get_context("spawn")
        try:
            with ProcessPoolExecutor(self.workers, context, initializer=_open_desk, initargs=(setting,)) as pool:
                yield lambda students: pool.submit(_grade_chunk, students).result
        except BrokenProcessPool as error:
            raise KitError(
                "One of the processes that graded was ended from outside; perhaps the memory was full. No table was "
                "changed. Run the command again with --workers 1."
            ) from error


_desk: GradingWorker | None = None


def _open_desk(setting: Setting) -> None:
    global _desk
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _desk = GradingWorker(setting)


def _end_with_parent() -> None:
    """End this worker when the command that started it is gone: otherwise it would wait for work forever."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _grade_chunk(students: Students) -> Chunk:
    assert _desk is not None
    return _desk.chunk(students)
